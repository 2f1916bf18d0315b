//! From a query to what to look for: each word becomes a group of terms, each with how well it fits.
use super::chars::fold;
use super::dictionary::{RELATIVE, backwards};
use super::fuzzy;
use super::index::{Index, TermAt};
use super::stem::{root, stem};
use super::tables::{ENGLISH, SWEDISH};
use super::tokens::{Token, tokens};
use std::collections::{BTreeSet, HashMap};

/// Words of a query that are looked for; the rest is left out.
const MOST_WORDS: usize = 12;
const MOST_PREFIXED: usize = 40;
const MOST_MEANT: usize = 8;
const PREFIX_SHARDS: u32 = 2;

/// 256ths that a term counts, by how it was found.
const EXACT: u32 = 256;
const WITHOUT_MARKS: u32 = 217;
const OTHER_MARKS: u32 = 90;
const KIN: u32 = 154;
const UNFINISHED: u32 = 200;
const BY_ENDING: u32 = 120;
const PREFIX: u32 = 128;
/// Misspelt, by half letters off.
const MEANT: [u32; 6] = [141, 110, 85, 66, 51, 39];
/// The parts of a compound together, when the whole is found and when not.
const PARTS_BESIDE: u32 = 90;
const PARTS_ALONE: u32 = 154;
const HYPHEN_PARTS: u32 = 200;

/// A term to look for and what it counts, in 256ths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Want {
    pub at: TermAt,
    pub weight: u32,
}

/// Terms that belong together: the more of them a page has, the better.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Set {
    pub weight: u32,
    pub parts: Vec<Vec<Want>>,
}

/// All that one word of the query may be met by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Group {
    pub word: String,
    pub direct: Vec<Want>,
    pub sets: Vec<Set>,
    /// Terms to mark in the text.
    pub marks: BTreeSet<String>,
    /// What was probably meant, as a term.
    pub meant: Option<String>,
}

/// Two neighbours written as one word: it counts for both groups.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Joined {
    pub first: usize,
    pub wants: Vec<Want>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    pub groups: Vec<Group>,
    pub joined: Vec<Joined>,
}

/// The stems of a word in the languages that the site has.
pub fn stems(index: &Index, word: &str) -> Vec<String> {
    let mut out = vec![stem(word, &SWEDISH)];
    if index.manifest.languages.iter().any(|l| l == "en") {
        let english = stem(word, &ENGLISH);
        if english != out[0] {
            out.push(english);
        }
    }
    out
}

struct Found {
    weights: HashMap<TermAt, u32>,
    hit: bool,
}

impl Found {
    fn put(&mut self, at: TermAt, weight: u32) {
        let old = self.weights.entry(at).or_insert(0);
        *old = (*old).max(weight);
    }
}

pub fn plan(index: &Index, query: &str) -> Plan {
    let all = tokens(query);
    let said = |t: &&Token| !SWEDISH.stop.contains(&t.text) && !(ENGLISH.stop.contains(&t.text) && has_english(index));
    let mut words: Vec<(usize, &Token)> = all.iter().enumerate().filter(|(_, t)| said(t)).collect();
    if words.is_empty() {
        words = all.iter().enumerate().collect();
    }
    words.truncate(MOST_WORDS);
    let last = words.len().saturating_sub(1);
    let mut out = Plan::default();
    for (i, (_, token)) in words.iter().enumerate() {
        out.groups.push(group(index, token, i == last));
    }
    for (i, pair) in words.windows(2).enumerate() {
        let between = &all[pair[0].0 + 1..pair[1].0];
        let turned = !between.is_empty() && between.iter().all(|t| SWEDISH.turning.contains(&t.text));
        let wants = joined(index, &pair[0].1.text, &pair[1].1.text, turned);
        if !wants.is_empty() {
            for w in &wants {
                if let Some(t) = index.term(w.at) {
                    out.groups[i].marks.insert(t.text.clone());
                    out.groups[i + 1].marks.insert(t.text.clone());
                }
            }
            out.joined.push(Joined { first: i, wants });
        }
    }
    out
}

fn has_english(index: &Index) -> bool {
    index.manifest.languages.iter().any(|l| l == "en")
}

fn group(index: &Index, token: &Token, last: bool) -> Group {
    let word = token.text.as_str();
    let stems = stems(index, word);
    let mut group = Group { word: word.to_owned(), ..Group::default() };
    let mut found = Found { weights: HashMap::new(), hit: false };
    for s in &stems {
        exact(index, s, word, EXACT, &mut found, &mut group);
    }
    let letters = word.chars().count();
    let root = root(&stems[0], &SWEDISH);
    if !found.hit && root != stems[0] {
        exact(index, &root, word, KIN, &mut found, &mut group);
    }
    if !found.hit {
        unfinished(index, word, &mut found);
    }
    if letters >= 2 && (last || !found.hit && letters >= 3) {
        prefix(index, word, &stems[0], last, &mut found);
    }
    if !found.hit && letters >= 5 {
        by_ending(index, &stems[0], &mut found);
    }
    if !found.hit {
        meant(index, word, &stems[0], &mut found, &mut group);
    }
    parts(index, token, found.hit, &mut group);
    let mut direct: Vec<(TermAt, u32)> = found.weights.into_iter().collect();
    direct.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    group.direct = direct.into_iter().map(|(at, weight)| Want { at, weight }).collect();
    let wants = group.direct.iter().chain(group.sets.iter().flat_map(|s| s.parts.iter().flatten()));
    for w in wants {
        if let Some(t) = index.term(w.at) {
            group.marks.insert(t.text.clone());
        }
    }
    group
}

/// What a term with the same stem counts, seen from what was typed: exactly it, or with other marks.
fn likeness(typed: &str, stem: &str, term: &str) -> u32 {
    if term == stem {
        EXACT
    } else if typed == fold(typed) {
        WITHOUT_MARKS
    } else {
        OTHER_MARKS
    }
}

fn exact(index: &Index, stem: &str, typed: &str, weight: u32, found: &mut Found, group: &mut Group) {
    for at in index.lookup(&fold(stem)) {
        let Some(term) = index.term(at) else { continue };
        let like = likeness(typed, stem, &term.text);
        if term.pages > 0 {
            found.put(at, weight * like / 256);
        }
        found.hit |= like > OTHER_MARKS;
        for (strength, list) in &term.aliases {
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
fn known(index: &Index, term: &str) -> Vec<TermAt> {
    let fine = |at: &TermAt| index.term(*at).is_some_and(|t| t.text == term && t.pages > 0);
    index.lookup(&fold(term)).into_iter().filter(fine).collect()
}

/// A term and the words of its wider family.
fn wants(index: &Index, stem: &str) -> Vec<Want> {
    let mut out = Vec::new();
    let root = root(stem, &SWEDISH);
    let mut keys = vec![stem];
    if root != stem {
        keys.push(&root);
    }
    for key in keys {
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
fn unfinished(index: &Index, word: &str, found: &mut Found) {
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

fn prefix(index: &Index, word: &str, stem: &str, last: bool, found: &mut Found) {
    let folded = fold(word);
    let plain = folded == word;
    let mut starts = vec![(folded.clone(), word)];
    let short = fold(stem);
    if !found.hit && short != folded && short.chars().count() >= 4 && folded.starts_with(&short) {
        starts.push((short, stem));
    }
    let exact = found.hit;
    for (start, typed) in starts {
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
                weight /= 2;
            }
            found.put(at, weight);
            found.hit |= n >= 3;
        }
    }
}

/// The end of a word that could not be taken apart: «aggregat» in «dieselaggregat».
fn by_ending(index: &Index, stem: &str, found: &mut Found) {
    let mut keys: Vec<(usize, TermAt)> = index
        .prefixed(&backwards(stem), 1)
        .into_iter()
        .map(|at| (index.fold(at).chars().count(), at))
        .collect();
    keys.sort_unstable();
    for (_, key) in keys.into_iter().take(MOST_MEANT) {
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

fn meant(index: &Index, word: &str, stem: &str, found: &mut Found, group: &mut Group) {
    let typed: Vec<char> = fold(word).chars().collect();
    let stem: Vec<char> = fold(stem).chars().collect();
    let most = match typed.len() {
        8.. => 2,
        4.. => 1,
        _ => return,
    };
    if word.bytes().all(|b| b.is_ascii_digit()) {
        return;
    }
    let mut near: Vec<(u32, TermAt)> = Vec::new();
    let mut seen: BTreeSet<TermAt> = BTreeSet::new();
    for n in fuzzy::shards(index, &typed) {
        let Some(shard) = index.shard(n) else { continue };
        for (i, f) in shard.folds.iter().enumerate() {
            let size = f.chars().count();
            if shard.terms[i].pages == 0 || size + most < stem.len() {
                continue;
            }
            let term: Vec<char> = f.chars().collect();
            if let Some(off) = fuzzy::off(&typed, &stem, &term, most) {
                near.push((off, (n, i as u32)));
                seen.insert((n, i as u32));
            }
        }
    }
    let mut parts: Vec<(u32, String)> = Vec::new();
    for s in index.lexicon.stems() {
        let f: Vec<char> = fold(s).chars().collect();
        if f.len().abs_diff(stem.len()) <= most
            && let Some(off) = fuzzy::off(&typed, &stem, &f, most)
        {
            parts.push((off, s.to_owned()));
        }
    }
    parts.sort_unstable();
    parts.truncate(3);
    for (off, s) in parts {
        for at in known(index, &s) {
            if seen.insert(at) {
                near.push((off, at));
            }
        }
    }
    near.sort_unstable();
    let Some(best) = near.first().map(|n| n.0) else { return };
    for (off, at) in near.into_iter().take_while(|n| n.0 <= best + 6).take(MOST_MEANT) {
        found.put(at, MEANT[(off as usize / 5).min(5)]);
        if group.meant.is_none() {
            group.meant = index.term(at).map(|t| t.text.clone());
        }
    }
    found.hit = true;
}

/// The parts of a compound or of a word with hyphens.
fn parts(index: &Index, token: &Token, hit: bool, group: &mut Group) {
    if !token.parts.is_empty() {
        let parts = token.parts.iter().map(|p| stems(index, p).iter().flat_map(|s| wants(index, s)).collect()).collect();
        group.sets.push(Set { weight: HYPHEN_PARTS, parts });
        return;
    }
    if let Some(split) = index.lexicon.split(&token.text) {
        let parts = split.parts.iter().map(|s| wants(index, s)).collect();
        group.sets.push(Set { weight: if hit { PARTS_BESIDE } else { PARTS_ALONE }, parts });
    }
}

/// The term that two neighbours make when written together, or an expression of two words.
fn joined(index: &Index, a: &str, b: &str, turned: bool) -> Vec<Want> {
    let (sa, sb) = (stem(a, &SWEDISH), stem(b, &SWEDISH));
    let mut tries = vec![format!("{a}{b}"), format!("{a}s{b}")];
    if turned {
        tries.extend([format!("{b}{a}"), format!("{b}s{a}"), format!("{sb}{a}"), format!("{sb}s{a}")]);
    }
    let mut found = Found { weights: HashMap::new(), hit: false };
    for word in tries {
        let s = stem(&word, &SWEDISH);
        for at in index.lookup(&fold(&s)) {
            if index.term(at).is_some_and(|t| t.pages > 0 && likeness(&word, &s, &t.text) > OTHER_MARKS) {
                found.put(at, EXACT);
            }
        }
    }
    let mut group = Group::default();
    exact(index, &format!("{sa} {sb}"), a, EXACT, &mut found, &mut group);
    let mut out: Vec<(TermAt, u32)> = found.weights.into_iter().collect();
    out.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    out.into_iter().map(|(at, weight)| Want { at, weight }).collect()
}
