//! The last look, at the text itself: titles and neighbouring words settle the order of the first pages, and
//! the snippet is cut.
use super::index::{Index, PageText};
use super::plan::{Group, Plan};
use super::rank::{Ranked, sort};
use super::tables::SWEDISH;
use super::tokens::{Token, tokens};
use std::collections::HashMap;

/// Pages whose text is fetched to settle their order.
pub const LAST_LOOK: usize = 5;
/// Words between which neighbours still count.
const NEAR: usize = 8;
/// Letters of a snippet.
const SNIPPET: usize = 190;

/// Remembers what each word of the texts is found by.
#[derive(Debug, Default)]
pub struct Analyses {
    known: HashMap<String, Vec<String>>,
}

impl Analyses {
    pub fn of(&mut self, index: &Index, word: &str) -> &[String] {
        if !self.known.contains_key(word) {
            let mut stems = super::plan::stems(index, word);
            if let Some(split) = index.lexicon.split(word, false) {
                stems.extend(split.parts);
            }
            self.known.insert(word.to_owned(), stems);
        }
        &self.known[word]
    }

    /// The groups that a word of the text meets, as bits.
    fn met(&mut self, index: &Index, groups: &[Group], token: &Token) -> u64 {
        let mut met = 0;
        let words = std::iter::once(&token.text).chain(&token.parts);
        for word in words {
            let stems = self.of(index, word);
            for (i, g) in groups.iter().enumerate() {
                if stems.iter().any(|s| g.marks.contains(s)) {
                    met |= 1 << i;
                }
            }
        }
        met
    }
}

/// A piece of text with what to mark in it (byte ranges).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marked {
    pub text: String,
    pub marks: Vec<(usize, usize)>,
}

/// Settles the order of the first pages by their titles and by how near to each other the words stand.
pub fn last_look(index: &Index, plan: &Plan, list: &mut [Ranked], analyses: &mut Analyses) {
    let n = list.len().min(LAST_LOOK);
    for r in &mut list[..n] {
        if let Some(text) = index.text(r.page) {
            r.score += r.score * (title(index, plan, text, analyses) + near(index, plan, text, &r.sections, analyses)) / 1000;
        }
    }
    sort(&mut list[..n]);
}

/// Up to 500: how much of the query the title has, and of the title the query.
fn title(index: &Index, plan: &Plan, page: &PageText, analyses: &mut Analyses) -> u64 {
    let words = tokens(&page.1);
    let said: Vec<&Token> = words.iter().filter(|t| !SWEDISH.stop.contains(&t.text)).collect();
    let (mut all, mut hits) = (0u64, 0u64);
    for token in &said {
        let met = analyses.met(index, &plan.groups, token);
        all |= met;
        hits += u64::from(met != 0);
    }
    let groups = plan.groups.len().max(1) as u64;
    let covered = u64::from(all.count_ones());
    500 * covered / groups * hits / (said.len() as u64).max(1)
}

/// Up to 200: the closest that words of different groups stand in the best sections.
fn near(index: &Index, plan: &Plan, page: &PageText, sections: &[u32], analyses: &mut Analyses) -> u64 {
    let groups = plan.groups.len() as u64;
    if groups < 2 {
        return 0;
    }
    let mut best = 0;
    for s in sections {
        let Some((heading, _, text)) = page.3.get(*s as usize) else { continue };
        for part in [heading, text] {
            let mut last: Vec<Option<usize>> = vec![None; plan.groups.len()];
            for (i, token) in tokens(part).iter().enumerate() {
                let met = analyses.met(index, &plan.groups, token);
                if met == 0 {
                    continue;
                }
                for (g, at) in last.iter_mut().enumerate() {
                    if met >> g & 1 == 1 {
                        *at = Some(i);
                    }
                }
                let close = last.iter().flatten().filter(|at| i - **at <= NEAR).count() as u64;
                if close > 1 {
                    best = best.max(200 * (close - 1) / (groups - 1));
                }
            }
        }
    }
    best
}

/// The best stretch of a text, about [`SNIPPET`] letters, with the words of the query marked.
pub fn snippet(index: &Index, plan: &Plan, text: &str, analyses: &mut Analyses) -> Marked {
    let words = tokens(text);
    let met: Vec<u64> = words.iter().map(|t| analyses.met(index, &plan.groups, t)).collect();
    let mut best = (0, 0, 0);
    for i in 0..words.len() {
        if met[i] == 0 {
            continue;
        }
        let (mut all, mut hits, mut j) = (0u64, 0u64, i);
        while j < words.len() && words[j].end - words[i].start <= SNIPPET * 2 / 3 {
            all |= met[j];
            hits += u64::from(met[j] != 0);
            j += 1;
        }
        let value = u64::from(all.count_ones()) * 100 + hits.min(20);
        if value > best.0 {
            best = (value, i, j);
        }
    }
    let from = words.get(best.1).map_or(0, |w| w.start);
    let (start, end) = stretch(text, from);
    let mut out = Marked { text: String::new(), marks: Vec::new() };
    if start > 0 {
        out.text.push('…');
    }
    let shift = out.text.len();
    out.text.push_str(&text[start..end]);
    if end < text.len() {
        out.text.push('…');
    }
    for (w, m) in words.iter().zip(&met) {
        if *m != 0 && w.start >= start && w.end <= end {
            out.marks.push((w.start - start + shift, w.end - start + shift));
        }
    }
    out
}

/// Marks the words of the query in a short text such as a title.
pub fn marked(index: &Index, plan: &Plan, text: &str, analyses: &mut Analyses) -> Marked {
    let marks = tokens(text)
        .iter()
        .filter(|t| analyses.met(index, &plan.groups, t) != 0)
        .map(|t| (t.start, t.end))
        .collect();
    Marked { text: text.to_owned(), marks }
}

/// Where to cut: at the beginning of a sentence when one is near, else at a word.
fn stretch(text: &str, from: usize) -> (usize, usize) {
    let before = &text[..from];
    let sentence = before.rfind(['.', '!', '?', '\n']).map_or(0, |i| i + 1);
    let near = before.char_indices().rev().take(60).last().map_or(from, |(i, _)| i);
    let start = if sentence >= near {
        sentence
    } else {
        before[near..].find(' ').map_or(from, |i| near + i)
    };
    let start = start + (text[start..].len() - text[start..].trim_start().len());
    let rest = &text[start..];
    let end = match rest.char_indices().nth(SNIPPET) {
        None => rest.len(),
        Some((cut, _)) => rest[..cut].rfind(' ').filter(|i| start + *i > from).unwrap_or(cut),
    };
    (start, start + rest[..end].trim_end().len())
}
