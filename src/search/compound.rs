//! Taking Swedish compounds apart («säkerhetssamordnare» → «säkerhet» + «samordnare») with the lexicon that
//! travels in the index. The cheapest way through the word wins, not the first. `search.js` does the same.
use super::chars::{fold, has_vowel, may_begin};
use super::collect::{QuickMap, QuickSet};
use super::stem::{Stemmer, stem};
use super::tables::{PARTS, SWEDISH};
use super::tree::{Tree, Use};
use super::wire;
use super::words::Words;

/// A simple word that compounds are made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub word: String,
    /// May stand in front.
    pub left: bool,
    /// May stand at the end.
    pub right: bool,
    /// How common, 0 (very) to 3 (seen once).
    pub rarity: u8,
}

/// The simple words, and what follows from them.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    /// Sorted by word.
    pub entries: Vec<Entry>,
    /// Form in front → stem and cost. «skola» gives skol, skolo, skolu, skole, skols.
    lefts: Tree,
    /// Stem at the end → stem and cost.
    rights: QuickMap<String, Use>,
    /// The first letters of `rights` and of irregular forms: most pieces of a word need no closer look.
    starts: QuickSet<u64>,
    /// Stem of each entry; its number is that of the entry.
    stems: Vec<String>,
}

/// The first two or three letters as one number.
fn start(word: impl Iterator<Item = char>, letters: usize) -> u64 {
    word.take(letters).fold(1, |n, c| n << 20 | u64::from(c as u32))
}

/// A compound taken apart. The last part is the head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// Stems; a part that the lexicon does not know is left out.
    pub parts: Vec<String>,
    /// Whether the last of `parts` is the head of the word.
    pub head: bool,
    /// Whether every part is known.
    pub whole: bool,
    pub cost: u32,
}

/// Costs, in tenths of a common part.
const PART: u32 = 10;
const PREFIX: u32 = 16;
const UNKNOWN_LEFT: u32 = 42;
const UNKNOWN_RIGHT: u32 = 48;
/// More for a form without its marks (`sakerhets`).
const FOLDED: u32 = 3;
/// Letters that the longest part may have.
const LONGEST: usize = 18;
const MOST_PARTS: u8 = 5;
/// Letters that the longest verb particle has.
const LONGEST_PARTICLE: usize = 8;

/// State of the cheapest way to a place in the word.
#[derive(Debug, Clone, Copy)]
struct Way {
    cost: u32,
    from: usize,
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

/// Where words are taken apart, one after the other in the same memory. Many words end alike, so what the lexicon
/// knows of an ending is remembered.
#[derive(Debug)]
pub struct Bench<'a> {
    lexicon: &'a Lexicon,
    letters: Vec<char>,
    /// Byte in the word where each letter begins, and its end.
    at: Vec<usize>,
    ways: Vec<Option<Way>>,
    endings: Words,
    known: Vec<Option<Use>>,
    stemmer: Stemmer,
}

impl Lexicon {
    pub fn new(mut entries: Vec<Entry>) -> Self {
        entries.sort_by(|a, b| a.word.cmp(&b.word));
        let mut l = Lexicon::default();
        l.starts.extend(SWEDISH.irregular.iter().map(|form| start(form.chars(), 3)));
        for entry in entries {
            l.add(entry);
        }
        l
    }

    /// Adds a word; the cheapest use of a form counts, the first among equals.
    pub fn add(&mut self, entry: Entry) {
        let stem = stem(&entry.word, &SWEDISH);
        let number = self.stems.len() as u32;
        let letters = entry.word.chars().count();
        let cost = PART + u32::from(entry.rarity) * 2;
        if entry.right && letters >= 3 {
            let short = if letters == 3 { 6 } else { 0 };
            for (form, more) in [(stem.clone(), 0), (fold(&stem), FOLDED)] {
                // A stem of two letters is met by whatever begins so.
                self.starts.insert(start(form.chars(), 3));
                let cost = cost + short + more;
                let old = self.rights.entry(form).or_insert((number, cost));
                if cost < old.1 {
                    *old = (number, cost);
                }
            }
        }
        if entry.left {
            let w = entry.word.as_str();
            let mut form = String::with_capacity(w.len() + 1);
            let mut put = |base: &str, link: &str, more: u32| {
                form.clear();
                form.push_str(base);
                form.push_str(link);
                let n = form.chars().count();
                let short = n < 3 && (n < letters || !PARTS.short.contains(&form));
                if short || PARTS.never_left.contains(&form) {
                    return;
                }
                let cost = cost + more + if n <= 3 { 4 } else { 0 };
                if !form.is_ascii() {
                    self.lefts.put(&fold(&form), number, cost + FOLDED);
                }
                self.lefts.put(&form, number, cost);
            };
            put(w, "", 0);
            if !w.ends_with('s') {
                put(w, "s", 0);
            }
            if let Some(root) = w.strip_suffix('a') {
                put(root, "", 0);
                put(root, "s", 1);
                for link in ["o", "u", "e"] {
                    put(root, link, 2);
                }
            } else if let Some(root) = w.strip_suffix('e') {
                put(root, "", 1);
                put(root, "a", 3);
            } else {
                put(w, "e", 3);
            }
        }
        self.stems.push(stem);
        self.entries.push(entry);
    }

    /// Whether the word is a simple one.
    pub fn simple(&self, stem: &str) -> bool {
        self.rights.get(stem).is_some_and(|r| self.stems[r.0 as usize] == stem)
    }

    /// Whether the lexicon may know a piece that begins so.
    fn may_end_with(&self, piece: &[char]) -> bool {
        let begins = |letters| self.starts.contains(&start(piece.iter().copied(), letters));
        begins(3) || begins(2)
    }

    /// What the lexicon knows of a piece at the end of a word: its stem, or that of its wider family.
    fn right(&self, piece: &[char], stemmer: &mut Stemmer) -> Option<Use> {
        let letters = || piece.iter().copied();
        let found = self.rights.get(stemmer.of(letters(), &SWEDISH, false));
        found.or_else(|| self.rights.get(stemmer.wider(&SWEDISH)?)).copied()
    }

    /// The stems of all entries.
    pub fn stems(&self) -> impl Iterator<Item = &str> {
        self.stems.iter().map(String::as_str)
    }

    /// Calls `take(bytes, cost)` for every beginning of a word that may stand in front, shortest first.
    pub fn lefts(&self, word: &str, mut take: impl FnMut(usize, u32)) {
        let mut node = 0;
        for (at, c) in word.char_indices() {
            let Some(next) = self.lefts.step(node, c) else { return };
            node = next;
            if let Some((_, cost)) = self.lefts.end(node) {
                take(at + c.len_utf8(), cost);
            }
        }
    }

    /// Takes a word apart, into known parts if that goes; `None` when it is simple or nothing fits.
    pub fn split(&self, word: &str) -> Option<Split> {
        Bench::new(self).split(word, &stem(word, &SWEDISH))
    }

    /// As text for the index: front-coded words, each with a sign for left, right and rarity.
    pub fn to_text(&self) -> String {
        let words: Vec<String> = self
            .entries
            .iter()
            .map(|e| {
                let sign = u8::from(e.left) | u8::from(e.right) << 1 | e.rarity << 2;
                format!("{}{}", e.word, (b'0' + sign) as char)
            })
            .collect();
        wire::front_code(words.iter().map(String::as_str))
    }

    pub fn from_text(text: &str) -> Option<Self> {
        let mut entries = Vec::new();
        for mut word in wire::front_decode(text)? {
            let sign = (word.pop()? as u32).checked_sub('0' as u32)?;
            entries.push(Entry { word, left: sign & 1 != 0, right: sign & 2 != 0, rarity: (sign >> 2) as u8 & 3 });
        }
        Some(Self::new(entries))
    }
}

impl<'a> Bench<'a> {
    pub fn new(lexicon: &'a Lexicon) -> Self {
        Bench {
            lexicon,
            letters: Vec::new(),
            at: Vec::new(),
            ways: Vec::new(),
            endings: Words::default(),
            known: Vec::new(),
            stemmer: Stemmer::default(),
        }
    }

    fn lay(&mut self, word: &str) {
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
        if !self.lexicon.may_end_with(&self.letters[i..]) {
            return None;
        }
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
    pub fn split(&mut self, word: &str, stem: &str) -> Option<Split> {
        let short = word.chars().nth(5).is_none();
        if short || word.bytes().any(|b| b.is_ascii_digit()) {
            return None;
        }
        if self.lexicon.simple(stem) {
            return None;
        }
        self.lay(word);
        self.way(word, true).or_else(|| self.way(word, false))
    }

    /// Takes a word apart into known parts only, whether or not it is simple.
    pub fn strict(&mut self, word: &str) -> Option<Split> {
        if word.bytes().any(|b| b.is_ascii_digit()) {
            return None;
        }
        self.lay(word);
        self.way(word, true)
    }

    /// Whether a word that cannot be made of known parts still ends in one that is common enough.
    pub fn ends_surely(&mut self, word: &str) -> Option<Split> {
        self.lay(word);
        self.way(word, false).filter(|s| s.head && s.cost <= UNKNOWN_LEFT + PART + 2)
    }

    /// The cheapest way through the word that was laid; `strict` allows known parts only.
    fn way(&mut self, word: &str, strict: bool) -> Option<Split> {
        let n = self.letters.len();
        self.ways.clear();
        self.ways.resize(n + 1, None);
        self.ways[0] = Some(Way { cost: 0, from: 0, parts: 0, known: 0, unknown: false, kind: Kind::Start, stem: 0 });
        let mut best: Option<(Way, bool)> = None;
        for i in 0..n {
            let Some(way) = self.ways[i] else { continue };
            if way.parts >= MOST_PARTS {
                continue;
            }
            if i > 0 {
                self.finish(word, i, way, strict, &mut best);
            }
            let mut node = Some(0);
            for j in i + 1..=(i + LONGEST).min(n.saturating_sub(3)) {
                node = node.and_then(|k| self.lexicon.lefts.step(k, self.letters[j - 1]));
                if node.is_none() && (strict || way.unknown) && i > 0 {
                    break;
                }
                let left = node.and_then(|k| self.lexicon.lefts.end(k)).filter(|_| i == 0 || j - i > 2);
                let next = if let Some((stem, cost)) = left.filter(|_| j - i > 1) {
                    Way { cost: way.cost + cost, known: way.known + 1, kind: Kind::Known, stem, ..way }
                } else if i == 0 && (2..=LONGEST_PARTICLE).contains(&j) && PARTS.particle.contains(&word[..self.at[j]])
                {
                    Way { cost: PREFIX, kind: Kind::Particle, ..way }
                } else if !strict
                    && !way.unknown
                    && j - i >= 4
                    && self.ways[j].is_none_or(|old| way.cost + UNKNOWN_LEFT < old.cost)
                    && unknown_left(&word[self.at[i]..self.at[j]])
                {
                    Way { cost: way.cost + UNKNOWN_LEFT, unknown: true, kind: Kind::Unknown, ..way }
                } else {
                    continue;
                };
                let next = Way { from: i, parts: way.parts + 1, ..next };
                if self.ways[j].is_none_or(|old| next.cost < old.cost) {
                    self.ways[j] = Some(next);
                }
            }
        }
        let (way, head) = best?;
        Some(self.told(way, head))
    }

    /// Tries to end the word with what stands from `i` on.
    fn finish(&mut self, word: &str, i: usize, way: Way, strict: bool, best: &mut Option<(Way, bool)>) {
        let n = self.letters.len();
        if n - i < 3 || best.is_some_and(|(old, _)| old.cost <= way.cost + PART) {
            return;
        }
        let piece = &word[self.at[i]..];
        let right = self.right(i, piece);
        if right.is_none() && strict || PARTS.never_right.contains(piece) {
            return;
        }
        // After a particle alone, or a part that is not known, only what is sure may follow.
        let sure = way.known > 0;
        let (cost, stem, head) = match right {
            Some((stem, cost)) if n - i >= 4 || cost <= PART + 6 => {
                if !sure && (way.kind == Kind::Particle || n - i < 5 && cost > PART) {
                    return;
                }
                (way.cost + cost, stem, true)
            }
            _ if strict || way.unknown || !sure || n - i < 5 || !has_vowel(piece) || !may_begin(piece) => return,
            _ => (way.cost + UNKNOWN_RIGHT, 0, false),
        };
        let unknown = way.unknown || !head;
        if best.is_none_or(|(old, _)| cost < old.cost) {
            *best = Some((Way { cost, from: i, unknown, stem, ..way }, head));
        }
    }

    fn told(&self, last: Way, head: bool) -> Split {
        let mut parts = Vec::with_capacity(usize::from(last.parts) + 1);
        if head {
            parts.push(self.lexicon.stems[last.stem as usize].clone());
        }
        let mut end = last.from;
        while end > 0 {
            let Some(way) = self.ways[end] else { break };
            if way.kind == Kind::Known {
                parts.push(self.lexicon.stems[way.stem as usize].clone());
            }
            end = way.from;
        }
        parts.reverse();
        Split { parts, head, whole: !last.unknown, cost: last.cost }
    }
}

fn unknown_left(piece: &str) -> bool {
    has_vowel(piece) && !PARTS.never_left.contains(piece) && !PARTS.particle.contains(piece)
}
