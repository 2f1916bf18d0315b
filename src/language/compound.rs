//! Taking Swedish compounds apart («säkerhetssamordnare» → «säkerhet» + «samordnare») with the lexicon that
//! travels in the index. The cheapest path through the word wins, not the first. The theme's `scripts/search/compounds.js` does the same.
use super::chars::{has_vowel, may_begin, vowel};
use super::lexicon::{LONGEST, Lexicon, PART};
use super::stem::Stemmer;
use super::tables::{PARTICLE, PARTS};
use super::trie::Use;
use super::words::Words;

/// A compound taken apart. The last part is the head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Split {
    /// Stems, by their numbers in the lexicon; a part that it does not know is left out.
    pub parts: Vec<u32>,
    /// Whether the last of `parts` is the head of the word.
    pub head: bool,
    /// Whether every part is known.
    pub whole: bool,
    pub cost: u32,
}

/// Costs, in tenths of a common part.
const PREFIX: u32 = 16;
const UNKNOWN_LEFT: u32 = 42;
const UNKNOWN_RIGHT: u32 = 48;
const MOST_PARTS: u8 = 5;

/// The cheapest path to a place in the word.
#[derive(Debug, Clone, Copy)]
struct Path {
    cost: u32,
    from: u32,
    parts: u8,
    known: u8,
    unknown: bool,
    kind: Kind,
    /// Number of the stem of the last part.
    stem: u32,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Start,
    Known,
    Unknown,
    Particle,
}

/// Takes words apart one after the other, reusing its buffers. Many words end alike, so what the lexicon
/// knows of an ending is remembered.
#[derive(Debug)]
pub(crate) struct Splitter<'a> {
    lexicon: &'a Lexicon,
    letters: Vec<char>,
    /// Byte in the word where each letter begins, and its end.
    at: Vec<usize>,
    paths: Vec<Option<Path>>,
    endings: Words,
    known: Vec<Option<Use>>,
    stemmer: Stemmer,
}

impl Lexicon {
    /// The stems of what was taken apart.
    pub(crate) fn parts<'a>(&'a self, split: &'a Split) -> impl ExactSizeIterator<Item = &'a str> {
        split.parts.iter().map(|stem| self.stems[*stem as usize].as_str())
    }
}

impl<'a> Splitter<'a> {
    pub(crate) fn new(lexicon: &'a Lexicon) -> Self {
        Splitter {
            lexicon,
            letters: Vec::new(),
            at: Vec::new(),
            paths: Vec::new(),
            endings: Words::default(),
            known: Vec::new(),
            stemmer: Stemmer::default(),
        }
    }

    fn load(&mut self, word: &str) {
        self.letters.clear();
        self.at.clear();
        for (at, c) in word.char_indices() {
            self.letters.push(c);
            self.at.push(at);
        }
        self.at.push(word.len());
    }

    /// What the lexicon knows of the letters from the `i`th on.
    fn right(&mut self, i: usize, piece: &str) -> Option<Use> {
        let n = self.endings.number(piece) as usize;
        if let Some(known) = self.known.get(n) {
            return *known;
        }
        let found = self.lexicon.right(&self.letters[i..], &mut self.stemmer);
        self.known.push(found);
        found
    }

    /// Takes a word, whose stem is at hand, apart, into known parts if that goes; `None` when it is simple or
    /// nothing fits.
    pub(crate) fn split(&mut self, word: &str, stem: &str) -> Option<Split> {
        let short = word.chars().nth(5).is_none();
        if short || word.bytes().any(|b| b.is_ascii_digit()) {
            return None;
        }
        if self.lexicon.simple(stem) {
            return None;
        }
        self.load(word);
        self.cheapest(word, true, u32::MAX).or_else(|| self.cheapest(word, false, u32::MAX))
    }

    /// Takes a word apart into known parts only, whether or not it is simple.
    pub(crate) fn strict(&mut self, word: &str) -> Option<Split> {
        if word.bytes().any(|b| b.is_ascii_digit()) {
            return None;
        }
        self.load(word);
        self.cheapest(word, true, u32::MAX)
    }

    /// Whether a word that cannot be made of known parts still ends in one that is common enough.
    pub(crate) fn ends_surely(&mut self, word: &str) -> Option<Split> {
        self.load(word);
        self.cheapest(word, false, UNKNOWN_LEFT + PART + 2 + 1).filter(|s| s.head)
    }

    /// The cheapest path through the word at hand, if it costs less than `limit`; `strict` allows known parts only.
    fn cheapest(&mut self, word: &str, strict: bool, limit: u32) -> Option<Split> {
        let n = self.letters.len();
        self.paths.clear();
        self.paths.resize(n + 1, None);
        let no_lefts = &PARTS.no_left;
        self.paths[0] = Some(Path { cost: 0, from: 0, parts: 0, known: 0, unknown: false, kind: Kind::Start, stem: 0 });
        let mut best: Option<(Path, bool)> = None;
        for i in 0..n {
            let Some(path) = self.paths[i] else { continue };
            let limit = |best: &Option<(Path, bool)>| best.map_or(limit, |(old, _)| old.cost);
            // Any part that follows costs as much as a common one at least.
            if path.parts >= MOST_PARTS || limit(&best) <= path.cost + PART {
                continue;
            }
            if i > 0 {
                self.finish(word, i, path, strict, (limit(&best), &mut best));
                if limit(&best) <= path.cost + 2 * PART {
                    continue;
                }
            }
            // What never stands in front matters for a particle, and for a part that is not known.
            let free = !strict && !path.unknown;
            let (mut node, mut no_left, mut vowels) = (Some(0), (i == 0 || free).then_some(0), false);
            for j in i + 1..=(i + LONGEST).min(n.saturating_sub(3)) {
                let letter = self.letters[j - 1];
                node = node.and_then(|k| self.lexicon.lefts.step(k, letter));
                no_left = no_left.and_then(|k| no_lefts.step(k, letter));
                vowels |= vowel(letter);
                if node.is_none() && !free && no_left.is_none() {
                    break;
                }
                let no_part = no_left.and_then(|k| no_lefts.end(k));
                let left = node.and_then(|k| self.lexicon.lefts.end(k)).filter(|_| i == 0 || j - i > 2);
                let next = if let Some((stem, cost)) = left.filter(|_| j - i > 1) {
                    Path { cost: path.cost + cost, known: path.known + 1, kind: Kind::Known, stem, ..path }
                } else if i == 0 && no_part.is_some_and(|(_, cost)| cost == PARTICLE) {
                    Path { cost: PREFIX, kind: Kind::Particle, ..path }
                } else if free && j - i >= 4 && vowels && no_part.is_none() {
                    Path { cost: path.cost + UNKNOWN_LEFT, unknown: true, kind: Kind::Unknown, ..path }
                } else {
                    continue;
                };
                let next = Path { from: i as u32, parts: path.parts + 1, ..next };
                if self.paths[j].is_none_or(|old| next.cost < old.cost) {
                    self.paths[j] = Some(next);
                }
            }
        }
        let (path, head) = best?;
        Some(self.split_of(path, head))
    }

    /// Tries to end the word with what stands from `i` on.
    fn finish(
        &mut self,
        word: &str,
        i: usize,
        path: Path,
        strict: bool,
        (limit, best): (u32, &mut Option<(Path, bool)>),
    ) {
        let n = self.letters.len();
        if n - i < 3 {
            return;
        }
        let piece = &word[self.at[i]..];
        let least = self.lexicon.least_right(&self.letters[i..]);
        // Of what is not known at most one may be in a word.
        let must_be_known = strict || path.unknown;
        if must_be_known && least.is_none_or(|least| path.cost + least >= limit) {
            return;
        }
        let right = least.and_then(|_| self.right(i, piece));
        if right.is_none() && strict || PARTS.never_right.contains(piece) {
            return;
        }
        // After a particle alone, or a part that is not known, only what is sure may follow.
        let sure = path.known > 0;
        let (cost, stem, head) = match right {
            Some((stem, cost)) if n - i >= 4 || cost <= PART + 6 => {
                if !sure && (path.kind == Kind::Particle || n - i < 5 && cost > PART) {
                    return;
                }
                (path.cost + cost, stem, true)
            }
            _ if strict || path.unknown || !sure || n - i < 5 || !has_vowel(piece) || !may_begin(piece) => return,
            _ => (path.cost + UNKNOWN_RIGHT, 0, false),
        };
        let unknown = path.unknown || !head;
        if cost < limit {
            *best = Some((Path { cost, from: i as u32, unknown, stem, ..path }, head));
        }
    }

    fn split_of(&self, last: Path, head: bool) -> Split {
        let mut parts = Vec::with_capacity(usize::from(last.parts) + 1);
        if head {
            parts.push(last.stem);
        }
        let mut end = last.from as usize;
        while end > 0 {
            let Some(path) = self.paths[end] else { break };
            if path.kind == Kind::Known {
                parts.push(path.stem);
            }
            end = path.from as usize;
        }
        parts.reverse();
        Split { parts, head, whole: !last.unknown, cost: last.cost }
    }
}
