//! From a query to what to look for: each word becomes a group of terms, each with how well it fits.
use super::chars::fold;
use super::expand::{EXACT, Found, KIN, OTHER_MARKS, by_ending, exact, likeness, prefix, unfinished, wants};
use super::index::{Index, TermAt};
use super::slips::Slips;
use super::stem::{root, stem};
use super::tables::{ENGLISH, SWEDISH};
use super::text::folded;
use super::tokens::{Token, tokens};
use std::collections::BTreeSet;

/// Words of a query that are looked for; the rest is left out.
const MOST_WORDS: usize = 12;

/// 256ths that the parts of a compound count together when the whole is not found, and of a word with hyphens.
pub const PARTS_ALONE: u32 = 154;
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
    /// All that was typed, folded, when it is several words.
    pub asked: String,
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

pub fn plan(index: &Index, query: &str) -> Plan {
    let all = tokens(query);
    let said = |t: &&Token| !(SWEDISH.stop.contains(&t.text) || has_english(index) && ENGLISH.stop.contains(&t.text));
    let mut words: Vec<(usize, &Token)> = all.iter().enumerate().filter(|(_, t)| said(t)).collect();
    if words.is_empty() {
        words = all.iter().enumerate().collect();
    }
    // One letter of a word that is being typed says nothing yet, and as a word of its own it would spoil the others.
    let letter = |t: &str| t.chars().count() == 1 && !t.bytes().all(|b| b.is_ascii_digit());
    if words.len() > 1 && words.last().is_some_and(|(_, t)| t.end == query.len() && letter(&t.text)) {
        words.pop();
    }
    words.truncate(MOST_WORDS);
    let last = words.len().saturating_sub(1);
    let mut out = Plan::default();
    if all.len() > 1 {
        out.asked = folded(&all);
    }
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
    let own = stems(index, word);
    let mut group = Group { word: word.to_owned(), ..Group::default() };
    let mut found = Found::default();
    for s in &own {
        exact(index, s, word, EXACT, &mut found, &mut group);
    }
    let letters = word.chars().count();
    let root = root(&own[0], &SWEDISH);
    if !found.hit && root != own[0] {
        exact(index, &root, word, KIN, &mut found, &mut group);
    }
    if !found.hit {
        unfinished(index, word, &mut found);
    }
    if letters >= 2 && (last || !found.hit && letters >= 3) {
        prefix(index, word, &own[0], last, &mut found);
    }
    if !found.hit && letters >= 5 {
        by_ending(index, &own[0], &mut found);
    }
    if !token.parts.is_empty() {
        let each = |p: &String| stems(index, p).iter().flat_map(|s| wants(index, s)).collect();
        let parts = token.parts.iter().map(each).collect();
        group.sets.push(Set { weight: HYPHEN_PARTS, parts });
    }
    if !found.hit {
        let mut slips = Slips::new(word, &own[0]);
        slips.near(index);
        // A word that is one slip from one of the site's need not be taken apart, and its parts need not be fetched.
        let split = if slips.surely() { None } else { index.lexicon().split(word) };
        let whole = split.as_ref().is_some_and(|s| s.whole);
        if let Some(split) = split.filter(|_| token.parts.is_empty()) {
            let parts = index.lexicon().parts(&split).map(|s| wants(index, s)).collect();
            group.sets.push(Set { weight: PARTS_ALONE, parts });
        }
        slips.parts(index);
        // What is made of words that the site has is spelt as it should be.
        if !whole {
            slips.far(index);
        }
        slips.settle(index, &mut found, &mut group);
    }
    group.direct = found.wants();
    let wants = group.direct.iter().chain(group.sets.iter().flat_map(|s| s.parts.iter().flatten()));
    for w in wants {
        if let Some(t) = index.term(w.at) {
            group.marks.insert(t.text.clone());
        }
    }
    group
}

/// The term that two neighbours make when written together, or an expression of two words.
fn joined(index: &Index, a: &str, b: &str, turned: bool) -> Vec<Want> {
    let (sa, sb) = (stem(a, &SWEDISH), stem(b, &SWEDISH));
    let mut tries = vec![format!("{a}{b}"), format!("{a}s{b}")];
    if turned {
        tries.extend([format!("{b}{a}"), format!("{b}s{a}"), format!("{sb}{a}"), format!("{sb}s{a}")]);
    }
    let mut found = Found::default();
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
    found.wants()
}
