//! A word that the site does not have, and what of its words was probably meant.
use super::chars::fold;
use super::expand::{Found, known};
use super::fuzzy::{self, CLOSE};
use super::index::{Index, TermAt};
use super::plan::Group;
use std::collections::BTreeSet;

/// Terms that one misspelt word may stand for, and the words out of the lexicon that are looked up for it.
const MOST_MEANT: usize = 8;
const MOST_PARTS: usize = 3;
/// 256ths that a term counts, by half letters off.
const MEANT: [u32; 6] = [141, 110, 85, 66, 51, 39];
/// Tenths of a letter that one slip after the first letter makes.
const ONE_SLIP: u32 = 5;
/// Tenths of a letter beyond the best within which terms still count.
const BESIDE: u32 = 6;

/// The terms like a word, as they are gathered: first those nearby, which cost the reader least to fetch.
pub struct Slips {
    typed: Vec<char>,
    stem: Vec<char>,
    /// Letters that may differ; 0 for a word that is too short, or a number.
    most: usize,
    stages: Vec<Vec<u32>>,
    found: Vec<(u32, TermAt)>,
    seen: BTreeSet<TermAt>,
}

impl Slips {
    pub fn new(word: &str, stem: &str) -> Self {
        let typed: Vec<char> = fold(word).chars().collect();
        let most = match typed.len() {
            _ if word.bytes().all(|b| b.is_ascii_digit()) => 0,
            8.. => 2,
            4.. => 1,
            _ => 0,
        };
        let stem = fold(stem).chars().collect();
        Slips { typed, stem, most, stages: Vec::new(), found: Vec::new(), seen: BTreeSet::new() }
    }

    /// Whether a term was found that is but one slip off.
    pub fn surely(&self) -> bool {
        self.found.iter().any(|f| f.0 <= ONE_SLIP)
    }

    /// Whether one was found that is or begins so.
    fn close(&self) -> bool {
        self.found.iter().any(|f| f.0 <= CLOSE)
    }

    /// Looks where the word would stand.
    pub fn near(&mut self, index: &Index) {
        if self.most > 0 {
            self.stages = fuzzy::shards(index, &self.typed);
            self.stage(index, 0);
        }
    }

    /// Looks where words begin like it, as long as nothing close is found.
    pub fn far(&mut self, index: &Index) {
        for n in 1..self.stages.len() {
            if !self.close() {
                self.stage(index, n);
            }
        }
    }

    fn stage(&mut self, index: &Index, stage: usize) {
        for n in self.stages.get(stage).into_iter().flatten() {
            let Some(shard) = index.shard(*n) else { continue };
            for (i, f) in shard.folds.iter().enumerate() {
                let size = f.chars().count();
                if shard.terms[i].pages == 0 || size + self.most < self.stem.len() {
                    continue;
                }
                let term: Vec<char> = f.chars().collect();
                if let Some(off) = fuzzy::off(&self.typed, &self.stem, &term, self.most) {
                    self.found.push((off, (*n, i as u32)));
                    self.seen.insert((*n, i as u32));
                }
            }
        }
    }

    /// Looks among the words that the site makes compounds of, unless one slip explains the word.
    pub fn parts(&mut self, index: &Index) {
        if self.most == 0 || self.surely() {
            return;
        }
        let mut parts: Vec<(u32, String)> = Vec::new();
        for s in index.lexicon().stems() {
            let f: Vec<char> = fold(s).chars().collect();
            if f.len().abs_diff(self.stem.len()) <= self.most
                && let Some(off) = fuzzy::off(&self.typed, &self.stem, &f, self.most)
            {
                parts.push((off, s.to_owned()));
            }
        }
        parts.sort_unstable();
        parts.truncate(MOST_PARTS);
        for (off, s) in parts {
            for at in known(index, &s) {
                if self.seen.insert(at) {
                    self.found.push((off, at));
                }
            }
        }
    }

    /// Takes the nearest of what was found.
    pub fn settle(mut self, index: &Index, found: &mut Found, group: &mut Group) {
        self.found.sort_unstable();
        let Some(best) = self.found.first().map(|n| n.0) else { return };
        // Of several as near, the one that most pages have is how it is spelt.
        let spelt = self.found.iter().take_while(|n| n.0 == best).filter_map(|n| Some((index.term(n.1)?, n.1)));
        let spelt = spelt.min_by_key(|(term, at)| (std::cmp::Reverse(term.pages), *at));
        group.meant = group.meant.take().or_else(|| spelt.map(|s| s.0.text.clone()));
        // Where one slip explains the word, it need not be the beginning of another; compounds are found by their parts.
        let most = if best <= ONE_SLIP { ONE_SLIP } else { best + BESIDE };
        for (off, at) in self.found.into_iter().take_while(|n| n.0 <= most).take(MOST_MEANT) {
            found.put(at, MEANT[(off as usize / 5).min(5)]);
        }
        found.hit = true;
    }
}
