//! The last look, at the text itself: titles and neighbouring words settle the order of the first pages, and
//! the snippet is cut.
use super::chars::fold;
use super::index::{Index, PageText};
use super::plan::Plan;
use super::rank::{Ranked, sort};
use super::tables::SWEDISH;
use super::tokens::{Token, tokens};
use std::collections::{BTreeSet, HashMap};

/// Pages whose text is fetched to settle their order.
pub const LAST_LOOK: usize = 5;
/// Headings shown with a page.
pub const MOST_HEADINGS: usize = 3;
/// Beyond this a section gains nothing by saying a word again.
const MOST_POINTS: u64 = 8;
/// Words between which neighbours still count.
const NEAR: usize = 8;
/// Tenths of a whole word that a part of a compound is worth in a title, and the part that it ends in: what it is a kind of.
const PART_WORTH: u64 = 5;
const HEAD_WORTH: u64 = 6;
/// Letters of an ending that may follow the head of a compound.
const ENDING: usize = 4;
/// Thousandths that a page gains whose title begins with several words just as they were typed.
const BEGINS: u64 = 300;
/// Letters of a snippet.
const SNIPPET: usize = 190;

/// Remembers the stems of each word of the texts, and what of the query each meets.
#[derive(Debug, Default)]
pub struct Analyses {
    stems: HashMap<String, Vec<String>>,
    met: HashMap<String, Met>,
}

/// The units that a word meets, as bits: as a whole word, as part of one, and of these as its head.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Met {
    whole: u64,
    part: u64,
    head: u64,
}

impl Met {
    fn any(self) -> u64 {
        self.whole | self.part
    }
}

impl Analyses {
    pub fn of(&mut self, index: &Index, word: &str) -> &[String] {
        if !self.stems.contains_key(word) {
            self.stems.insert(word.to_owned(), super::plan::stems(index, word));
        }
        &self.stems[word]
    }

    /// The units that a word of the text meets. Valid for one query.
    fn met(&mut self, index: &Index, units: &[Unit], token: &Token) -> Met {
        let mut all = self.word(index, units, &token.text);
        for part in &token.parts {
            all.part |= self.word(index, units, part).any();
        }
        all
    }

    fn word(&mut self, index: &Index, units: &[Unit], word: &str) -> Met {
        if let Some(met) = self.met.get(word) {
            return *met;
        }
        let mut met = Met::default();
        let plain = fold(word);
        let stems = self.of(index, word);
        for (i, unit) in units.iter().enumerate() {
            if stems.iter().any(|s| unit.marks.contains(s)) {
                met.whole |= 1 << i;
            } else if let Some(after) = unit.within(&plain) {
                met.part |= 1 << i;
                met.head |= u64::from(after <= ENDING) << i;
            }
        }
        self.met.insert(word.to_owned(), met);
        met
    }
}

/// One thing that is asked for: a word of the query, or a part of a compound that is not found whole.
#[derive(Debug, Clone, Default)]
pub struct Unit {
    marks: BTreeSet<String>,
    /// Folded marks that count within a longer word, and those of three letters, which must begin it.
    within: Vec<String>,
    before: Vec<String>,
}

impl Unit {
    fn new(marks: BTreeSet<String>) -> Self {
        let mut unit = Unit::default();
        for mark in &marks {
            let plain = fold(mark);
            match plain.chars().count() {
                4.. => unit.within.push(plain),
                3 => unit.before.push(plain),
                _ => {}
            }
        }
        unit.marks = marks;
        unit
    }

    /// Letters after the last mark in a longer word; nothing when there is none.
    fn within(&self, plain: &str) -> Option<usize> {
        let inside = self.within.iter().filter_map(|m| plain.rfind(m).map(|at| at + m.len()));
        let before = self.before.iter().filter(|m| plain.starts_with(m.as_str())).map(String::len);
        inside.chain(before).map(|end| plain[end..].chars().count()).min()
    }
}

/// The units of a plan, at most 31: the browser counts them in bits.
pub fn units(index: &Index, plan: &Plan) -> Vec<Unit> {
    let mut out = Vec::new();
    for g in &plan.groups {
        let parts = g.sets.iter().find(|s| s.parts.len() > 1).filter(|_| g.direct.is_empty());
        match parts {
            None => out.push(Unit::new(g.marks.clone())),
            Some(set) => out.extend(set.parts.iter().map(|wants| {
                Unit::new(wants.iter().filter_map(|w| index.term(w.at)).map(|t| t.text.clone()).collect())
            })),
        }
    }
    out.truncate(31);
    out
}

/// A piece of text with what to mark in it (byte ranges).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marked {
    pub text: String,
    pub marks: Vec<(usize, usize)>,
}

/// Settles the order of the first pages by their titles, by how much of the query one of their sections has,
/// and by how near to each other the words stand there.
pub fn last_look(index: &Index, plan: &Plan, list: &mut [Ranked], analyses: &mut Analyses) {
    let n = list.len().min(LAST_LOOK);
    let units = units(index, plan);
    for r in &mut list[..n] {
        if let Some(text) = index.text(r.page) {
            let look = look(index, &units, text, analyses);
            r.score += r.score * (title(index, &units, &plan.asked, text, analyses) + look.worth) / 1000;
        }
    }
    sort(&mut list[..n]);
}

/// What the sections of a page have of a query.
#[derive(Debug, Default)]
pub struct Look {
    /// Sections by number, best first: those with the most of the query, then those that say most of it.
    pub sections: Vec<u32>,
    /// Up to 150 for having all of the query in one section, and up to 200 for having it close together.
    worth: u64,
}

/// Looks through the sections of a page. The title belongs to the top of the page.
pub fn look(index: &Index, units: &[Unit], page: &PageText, analyses: &mut Analyses) -> Look {
    let mut found: Vec<(u64, u64, u32, u64)> = Vec::new();
    for (n, (heading, _, text)) in page.3.iter().enumerate() {
        let heading = if n == 0 && heading.is_empty() { &page.1 } else { heading };
        let (mut all, mut points, mut near) = (0u64, vec![0u64; units.len()], 0);
        for (part, whole_worth, part_worth) in [(heading, 5, 3), (text, 2, 1)] {
            let mut last: Vec<Option<usize>> = vec![None; units.len()];
            for (i, token) in tokens(part).iter().enumerate() {
                let met = analyses.met(index, units, token);
                if met.any() == 0 {
                    continue;
                }
                all |= met.any();
                for (g, at) in last.iter_mut().enumerate() {
                    if met.any() >> g & 1 == 1 {
                        *at = Some(i);
                        points[g] += if met.whole >> g & 1 == 1 { whole_worth } else { part_worth };
                    }
                }
                let close = last.iter().flatten().filter(|at| i - **at <= NEAR).count() as u64;
                if close > 1 {
                    near = near.max(200 * (close - 1) / (units.len() as u64 - 1));
                }
            }
        }
        if all > 0 {
            let points = points.iter().map(|p| (*p).min(MOST_POINTS)).sum();
            found.push((u64::from(all.count_ones()), points, n as u32, near));
        }
    }
    found.sort_by(|a, b| (b.0, b.1).cmp(&(a.0, a.1)).then(a.2.cmp(&b.2)));
    found.truncate(MOST_HEADINGS + 1);
    let n = units.len() as u64;
    let cover = found.first().filter(|_| n > 1).map_or(0, |f| 150 * f.0 / n);
    let near = found.iter().map(|f| f.3).max().unwrap_or(0);
    Look { sections: found.into_iter().map(|f| f.2).collect(), worth: cover + near }
}

/// Up to 1000: how much of the query the title has, how much of the title the query, and whether the title
/// begins with it, by its words or letter for letter. A part of a compound is worth less than the word itself.
fn title(index: &Index, units: &[Unit], asked: &str, page: &PageText, analyses: &mut Analyses) -> u64 {
    let (mut whole, mut part, mut hits, mut first, mut said) = (0u64, 0u64, 0, 0, 0u64);
    let mut turned = false;
    let words = tokens(&page.1);
    for token in &words {
        if SWEDISH.stop.contains(&token.text) {
            // What comes after a preposition is not what the page is about.
            turned |= said > 0 && SWEDISH.turning.contains(&token.text);
            continue;
        }
        let mut met = analyses.met(index, units, token);
        if turned {
            met = Met { part: met.any(), ..Met::default() };
        }
        whole |= met.whole;
        part |= met.part;
        let value = match met {
            Met { whole: 1.., .. } => 10,
            Met { head: 1.., .. } => HEAD_WORTH,
            Met { part: 1.., .. } => PART_WORTH,
            _ => 0,
        };
        hits += value;
        if said == 0 {
            first = value;
        }
        said += 1;
    }
    let n = units.len().max(1) as u64;
    let covered = u64::from(whole.count_ones()) * 10 + u64::from((part & !whole).count_ones()) * PART_WORTH;
    let begins = !asked.is_empty() && folded(&words).starts_with(asked);
    30 * covered * hits / 10 / n / said.max(1) + 40 * first * covered / 10 / n + if begins { BEGINS } else { 0 }
}

/// Words as they are compared letter for letter.
pub fn folded(words: &[Token]) -> String {
    fold(&words.iter().map(|t| t.text.as_str()).collect::<Vec<_>>().join(" "))
}

/// The best stretch of a text, about [`SNIPPET`] letters, with the words of the query marked.
pub fn snippet(index: &Index, units: &[Unit], text: &str, analyses: &mut Analyses) -> Marked {
    let words = tokens(text);
    let met: Vec<u64> = words.iter().map(|t| analyses.met(index, units, t).any()).collect();
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
pub fn marked(index: &Index, units: &[Unit], text: &str, analyses: &mut Analyses) -> Marked {
    let marks =
        tokens(text).iter().filter(|t| analyses.met(index, units, t).any() != 0).map(|t| (t.start, t.end)).collect();
    Marked { text: text.to_owned(), marks }
}

/// Where to cut: at the beginning of a sentence when one is near, else at a word.
fn stretch(text: &str, from: usize) -> (usize, usize) {
    let before = &text[..from];
    let sentence = before.rfind(['.', '!', '?', '\n']).map_or(0, |i| i + 1);
    let near = before.char_indices().rev().take(60).last().map_or(from, |(i, _)| i);
    let start = if sentence >= near { sentence } else { before[near..].find(' ').map_or(from, |i| near + i) };
    let start = start + (text[start..].len() - text[start..].trim_start().len());
    let rest = &text[start..];
    let end = match rest.char_indices().nth(SNIPPET) {
        None => rest.len(),
        Some((cut, _)) => rest[..cut].rfind(' ').filter(|i| start + *i > from).unwrap_or(cut),
    };
    (start, start + rest[..end].trim_end().len())
}
