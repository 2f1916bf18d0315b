//! The stems of a site by number, and what its words are found by.
use super::score::{HEAD, MODIFIER};
use super::stem_groups::{StemGroup, StemGroups};
use crate::language::compound::Splitter;
use crate::language::lexicon::Lexicon;
use crate::language::words::Words;

/// What the words of a stem are found by: numbers of [`Stems`] with their weight in 256ths, that of the whole word first.
pub(super) struct WordTerms {
    pub stems: Vec<(u32, u16)>,
    /// Whether nothing of the word is left over when it is taken apart.
    pub whole: bool,
}

/// The stems of a site, and of the simple words, by number.
pub(super) struct Stems {
    pub all: Words,
    /// By entry of the lexicon.
    of_lexicon: Vec<u32>,
    /// By family.
    pub of_groups: Vec<u32>,
    /// By number: whether the site has it, as a word or as a part of one.
    pub present: Vec<bool>,
}

impl Stems {
    pub(super) fn new(families: &StemGroups, lexicon: &Lexicon) -> Stems {
        let mut all = Words::default();
        let of_groups = families.all.iter().map(|family| all.number(&family.stem)).collect();
        let of_lexicon = lexicon.stems().map(|stem| all.number(stem)).collect();
        let present = vec![false; all.len()];
        Stems { all, of_lexicon, of_groups, present }
    }

    /// The number of a stem that the site has.
    pub(super) fn find(&self, stem: &str) -> Option<u32> {
        self.all.find(stem).filter(|n| self.present[*n as usize])
    }

    /// All that the site has.
    pub(super) fn present(&self) -> impl Iterator<Item = (u32, &str)> {
        (0..).zip(self.all.iter()).zip(&self.present).filter_map(|(stem, present)| present.then_some(stem))
    }

    pub(super) fn read(&self, (family, whole): (&StemGroup, u32), words: &Words, splitter: &mut Splitter) -> WordTerms {
        let mut stems = vec![(whole, 256)];
        if family.english {
            return WordTerms { stems, whole: true };
        }
        let split = splitter.split(words.get(family.shortest as usize), &family.stem);
        let Some(split) = split else { return WordTerms { stems, whole: false } };
        let last = split.parts.len().saturating_sub(1);
        for (i, part) in split.parts.iter().enumerate().rev() {
            let weight = if split.head && i == last { HEAD } else { MODIFIER };
            let part = self.of_lexicon[*part as usize];
            if !stems.iter().any(|(stem, _)| *stem == part) {
                stems.push((part, weight));
            }
        }
        WordTerms { stems, whole: split.whole }
    }
}
