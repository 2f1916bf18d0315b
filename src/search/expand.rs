//! The ways in which one word of a query may be met: exactly, as a relative, by its beginning or end, misspelt.
use super::chars::fold;
use super::dictionary::{COMPOUND, RELATIVE, backwards};
use super::index::{Index, TermAt};
use super::plan::{Group, PARTS_ALONE, Set, Want};
use super::stem::root;
use super::tables::SWEDISH;
use std::collections::HashMap;

const MOST_PREFIXED: usize = 40;
const MOST_ENDING: usize = 8;
const PREFIX_SHARDS: u32 = 2;

/// 256ths that the parts of a compound count together, when the whole is found.
const PARTS_BESIDE: u32 = 90;
/// 256ths that a term counts, by how it was found.
pub const EXACT: u32 = 256;
const WITHOUT_MARKS: u32 = 243;
pub const OTHER_MARKS: u32 = 90;
pub const KIN: u32 = 154;
const UNFINISHED: u32 = 200;
const BY_ENDING: u32 = 120;
const PREFIX: u32 = 128;

/// The terms that a word may be met by, while they are gathered.
#[derive(Debug, Default)]
pub struct Found {
    weights: HashMap<TermAt, u32>,
    /// Whether something fits well enough that no more need be tried.
    pub hit: bool,
}

impl Found {
    pub fn put(&mut self, at: TermAt, weight: u32) {
        let old = self.weights.entry(at).or_insert(0);
        *old = (*old).max(weight);
    }

    /// The best first, then in the order of the dictionary.
    pub fn wants(self) -> Vec<Want> {
        let mut out: Vec<(TermAt, u32)> = self.weights.into_iter().collect();
        out.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        out.into_iter().map(|(at, weight)| Want { at, weight }).collect()
    }
}

/// What a term with the same stem counts, seen from what was typed: exactly it, or with other marks.
pub fn likeness(typed: &str, stem: &str, term: &str) -> u32 {
    if term == stem {
        EXACT
    } else if typed == fold(typed) {
        WITHOUT_MARKS
    } else {
        OTHER_MARKS
    }
}

pub fn exact(index: &Index, stem: &str, typed: &str, weight: u32, found: &mut Found, group: &mut Group) {
    for at in index.lookup(&fold(stem)) {
        let Some(term) = index.term(at) else { continue };
        let like = likeness(typed, stem, &term.text);
        if term.pages > 0 {
            found.put(at, weight * like / 256);
        }
        found.hit |= like > OTHER_MARKS;
        for (strength, list) in &term.aliases {
            if *strength == u32::from(COMPOUND) {
                let parts = list.iter().map(|s| wants(index, s)).collect();
                let weight = if term.pages > 0 { PARTS_BESIDE } else { PARTS_ALONE };
                group.sets.push(Set { weight: weight * like / 256, parts });
                continue;
            }
            // Where the word itself is used, what it also stands for comes second.
            let second = term.pages > 0 && *strength > u32::from(RELATIVE);
            let w = weight * like / 256 * strength / 10 * if second { 6 } else { 10 } / 10;
            if let [one] = list.as_slice() {
                for at in known(index, one) {
                    found.put(at, w);
                }
            } else {
                let parts = list.iter().map(|s| wants(index, s)).collect();
                group.sets.push(Set { weight: w, parts });
            }
        }
    }
}

/// Places of exactly this term.
pub fn known(index: &Index, term: &str) -> Vec<TermAt> {
    let fine = |at: &TermAt| index.term(*at).is_some_and(|t| t.text == term && t.pages > 0);
    index.lookup(&fold(term)).into_iter().filter(fine).collect()
}

/// A term and the words of its wider family.
pub fn wants(index: &Index, stem: &str) -> Vec<Want> {
    let mut out = Vec::new();
    let root = root(stem, &SWEDISH);
    for key in [stem, &root] {
        // A term that is there knows its family; only one that is not is asked for by its root.
        if key != stem && (root == stem || !out.is_empty()) {
            break;
        }
        for at in index.lookup(&fold(key)) {
            let Some(term) = index.term(at).filter(|t| t.text == key) else { continue };
            let mut put = |at: TermAt, weight: u32| {
                if !out.iter().any(|w: &Want| w.at == at) {
                    out.push(Want { at, weight });
                }
            };
            if term.pages > 0 {
                put(at, if key == stem { EXACT } else { KIN });
            }
            for (strength, list) in &term.aliases {
                if let ([one], true) = (list.as_slice(), *strength == u32::from(RELATIVE)) {
                    known(index, one).into_iter().for_each(|at| put(at, if one == stem { EXACT } else { KIN }));
                }
            }
        }
    }
    out
}

/// A word whose ending is not typed to its end: «utbildnin».
pub fn unfinished(index: &Index, word: &str, found: &mut Found) {
    let letters: Vec<char> = word.chars().collect();
    for cut in 1..=6.min(letters.len().saturating_sub(3)) {
        let (base, ending) = letters.split_at(letters.len() - cut);
        if !SWEDISH.begun.contains(&ending.iter().collect::<String>()) {
            continue;
        }
        let base: String = base.iter().collect();
        for at in index.lookup(&fold(&base)) {
            let fine = index.term(at).is_some_and(|t| t.pages > 0 && likeness(word, &base, &t.text) > OTHER_MARKS);
            if fine {
                found.put(at, UNFINISHED);
                found.hit = true;
            }
        }
    }
}

pub fn prefix(index: &Index, word: &str, stem: &str, last: bool, found: &mut Found) {
    let folded = fold(word);
    let plain = folded == word;
    let mut starts = vec![(folded.clone(), word)];
    let short = fold(stem);
    if !found.hit && short != folded && short.chars().count() >= 4 && folded.starts_with(&short) {
        starts.push((short, stem));
    }
    let exact = found.hit;
    for (start, typed) in starts {
        // Where more begins so than is fetched, the alphabet chose which.
        let all = index.shard_of(&format!("{start}\u{FFFF}")) - index.shard_of(&start) < PREFIX_SHARDS;
        let mut list: Vec<(usize, TermAt)> = index
            .prefixed(&start, PREFIX_SHARDS)
            .into_iter()
            .filter(|at| {
                let Some(t) = index.term(*at) else { return false };
                t.pages > 0 && (plain || t.text.starts_with(typed)) && !found.weights.contains_key(at)
            })
            .map(|at| (index.fold(at).chars().count(), at))
            .collect();
        list.sort_unstable();
        list.truncate(MOST_PREFIXED);
        let n = start.chars().count();
        for (letters, at) in list {
            let mut weight = PREFIX * n as u32 / letters.max(1) as u32;
            if !last {
                weight = weight * 7 / 10;
            }
            if exact {
                weight /= if all { 2 } else { 4 };
            }
            found.put(at, weight);
            found.hit |= n >= 3;
        }
    }
}

/// The end of a word that could not be taken apart: «aggregat» in «dieselaggregat».
pub fn by_ending(index: &Index, stem: &str, found: &mut Found) {
    let mut keys: Vec<(usize, TermAt)> =
        index.prefixed(&backwards(stem), 1).into_iter().map(|at| (index.fold(at).chars().count(), at)).collect();
    keys.sort_unstable();
    for (_, key) in keys.into_iter().take(MOST_ENDING) {
        let Some(t) = index.term(key) else { continue };
        let forward: String = t.text.chars().skip(1).collect::<Vec<_>>().into_iter().rev().collect();
        for at in index.lookup(&forward) {
            if index.term(at).is_some_and(|t| t.pages > 0) {
                found.put(at, BY_ENDING);
                found.hit = true;
            }
        }
    }
}
