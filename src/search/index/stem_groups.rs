//! The words of a site by their stems: what is true of a stem is worked out once, not for each of its forms.
use super::collect::ENGLISH_MARK;
use crate::language::stem::Stemmer;
use crate::language::tables::{ENGLISH, SWEDISH};
use crate::language::words::Words;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// One stem of one language.
#[derive(Debug)]
pub(super) struct StemGroup {
    pub stem: String,
    pub english: bool,
    /// Number of the shortest of its words, the first by letters among equals: what they are all taken apart as.
    pub shortest: u32,
}

/// All families, in the order in which their first words came.
#[derive(Debug, Default)]
pub(super) struct StemGroups {
    pub all: Vec<StemGroup>,
    /// By word: the number of its family.
    pub of: Vec<u32>,
}

impl StemGroups {
    pub(super) fn new(words: &Words) -> StemGroups {
        let one = |stemmer: &mut Stemmer, word: &&str| match word.strip_prefix(ENGLISH_MARK) {
            Some(english) => stemmer.of(english.chars(), &ENGLISH, false).to_owned(),
            None => stemmer.of(word.chars(), &SWEDISH, false).to_owned(),
        };
        let all: Vec<&str> = words.iter().collect();
        let stems: Vec<String> = all.par_iter().map_init(Stemmer::default, one).collect();
        let mut out = StemGroups { all: Vec::new(), of: Vec::with_capacity(stems.len()) };
        let mut numbers: FxHashMap<(&str, bool), u32> = FxHashMap::default();
        for (n, stem) in (0..).zip(&stems) {
            let word = words.get(n as usize);
            let english = word.starts_with(ENGLISH_MARK);
            let number = *numbers.entry((stem, english)).or_insert_with(|| {
                out.all.push(StemGroup { stem: stem.clone(), english, shortest: n });
                out.all.len() as u32 - 1
            });
            let family = &mut out.all[number as usize];
            let length = |word: &str| word.chars().count();
            let old = words.get(family.shortest as usize);
            if (length(word), word) < (length(old), old) {
                family.shortest = n;
            }
            out.of.push(number);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_stem_are_one_family_in_each_language() {
        let mut words = Words::default();
        for word in ["övningarna", "plan", "\u{1}plan", "övningar", "övning", "planer"] {
            words.number(word);
        }
        let families = StemGroups::new(&words);
        let seen: Vec<_> =
            families.all.iter().map(|f| (f.stem.as_str(), f.english, words.get(f.shortest as usize))).collect();
        assert_eq!(seen, [("övning", false, "övning"), ("plan", false, "plan"), ("plan", true, "\u{1}plan")]);
        assert_eq!(families.of, [0, 1, 2, 0, 0, 1]);
    }
}
