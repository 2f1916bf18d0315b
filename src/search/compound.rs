//! Taking Swedish compounds apart («säkerhetssamordnare» → «säkerhet» + «samordnare») with the lexicon that
//! travels in the index. The cheapest way through the word wins, not the first. `search.js` does the same.
use super::chars::{fold, vowel};
use super::collect::{QuickMap, QuickSet};
use super::stem::{root, stem};
use super::tables::{PARTS, SWEDISH};
use super::tree::Tree;
use super::wire;

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
    /// Form in front → (stem, cost). «skola» gives skol, skolo, skolu, skole, skols.
    lefts: Tree,
    /// Stem at the end → (stem, cost).
    rights: QuickMap<String, (String, u32)>,
    /// The first letters of `rights` and of irregular forms: most pieces of a word need no closer look.
    starts: QuickSet<u64>,
    /// Stem of each entry.
    stems: Vec<String>,
}

/// The first two or three letters as one number.
fn start(word: &str, letters: usize) -> u64 {
    word.chars().take(letters).fold(1, |n, c| n << 20 | u64::from(c as u32))
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

/// Keeps the cheapest use of a form, the first among equals.
fn cheapest(map: &mut QuickMap<String, (String, u32)>, form: String, stem: &str, cost: u32) {
    match map.get_mut(&form) {
        Some(old) if old.1 <= cost => {}
        Some(old) => *old = (stem.to_owned(), cost),
        None => {
            map.insert(form, (stem.to_owned(), cost));
        }
    }
}

/// Whether a part that is not known may begin here: a vowel, one consonant or a cluster that Swedish has.
pub fn may_begin(piece: &str) -> bool {
    let cluster: String = piece.chars().take_while(|c| !vowel(*c)).collect();
    cluster.chars().count() < 2 || PARTS.onset.contains(&cluster)
}

pub fn has_vowel(piece: &str) -> bool {
    piece.chars().any(vowel)
}

/// State of the cheapest way to a place in the word.
#[derive(Clone, Copy)]
struct Way {
    cost: u32,
    from: usize,
    parts: u8,
    known: u8,
    unknown: bool,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Start,
    Known,
    Unknown,
    Particle,
}

impl Lexicon {
    pub fn new(mut entries: Vec<Entry>) -> Self {
        entries.sort_by(|a, b| a.word.cmp(&b.word));
        let mut l = Lexicon::default();
        l.starts.extend(SWEDISH.irregular.keys().map(|form| start(form, 3)));
        for entry in entries {
            l.add(entry);
        }
        l
    }

    /// Adds a word; the cheapest use of a form counts, the first among equals.
    pub fn add(&mut self, entry: Entry) {
        let stem = stem(&entry.word, &SWEDISH);
        let letters = entry.word.chars().count();
        let cost = PART + u32::from(entry.rarity) * 2;
        if entry.right && letters >= 3 {
            let short = if letters == 3 { 6 } else { 0 };
            for (form, more) in [(stem.clone(), 0), (fold(&stem), FOLDED)] {
                // A stem of two letters is met by whatever begins so.
                self.starts.insert(start(&form, 3));
                cheapest(&mut self.rights, form, &stem, cost + short + more);
            }
        }
        if entry.left {
            let w = entry.word.as_str();
            let mut put = |form: String, more: u32| {
                let n = form.chars().count();
                if n < 3 && (n < letters || !PARTS.short.contains(&form)) || PARTS.never_left.contains(&form) {
                    return;
                }
                let cost = cost + more + if n <= 3 { 4 } else { 0 };
                self.lefts.put(&fold(&form), &stem, cost + FOLDED);
                self.lefts.put(&form, &stem, cost);
            };
            put(w.to_owned(), 0);
            if !w.ends_with('s') {
                put(format!("{w}s"), 0);
            }
            if let Some(root) = w.strip_suffix('a') {
                put(root.to_owned(), 0);
                put(format!("{root}s"), 1);
                for link in ["o", "u", "e"] {
                    put(format!("{root}{link}"), 2);
                }
            } else if let Some(root) = w.strip_suffix('e') {
                put(root.to_owned(), 1);
                put(format!("{root}a"), 3);
            } else {
                put(format!("{w}e"), 3);
            }
        }
        self.stems.push(stem);
        self.entries.push(entry);
    }

    /// Whether the word is a simple one.
    pub fn simple(&self, stem: &str) -> bool {
        self.rights.get(stem).is_some_and(|r| r.0 == stem)
    }

    /// What the lexicon knows of a piece at the end of a word: its stem, or that of its wider family.
    fn right(&self, piece: &str) -> Option<&(String, u32)> {
        if !self.starts.contains(&start(piece, 3)) && !self.starts.contains(&start(piece, 2)) {
            return None;
        }
        let stem = stem(piece, &SWEDISH);
        self.rights.get(&stem).or_else(|| {
            let root = root(&stem, &SWEDISH);
            if root == stem { None } else { self.rights.get(&root) }
        })
    }

    /// The stems of all entries.
    pub fn stems(&self) -> impl Iterator<Item = &str> {
        self.stems.iter().map(String::as_str)
    }

    pub fn left(&self, form: &str) -> Option<u32> {
        self.lefts.get(form).map(|l| l.1)
    }

    /// Takes a word apart, into known parts if that goes; `None` when it is simple or nothing fits.
    pub fn split(&self, word: &str) -> Option<Split> {
        let n = word.chars().take(6).count();
        if n < 6 || word.bytes().any(|b| b.is_ascii_digit()) || self.simple(&stem(word, &SWEDISH)) {
            return None;
        }
        self.way(word, true).or_else(|| self.way(word, false))
    }

    /// Takes a word apart into known parts only, whether or not it is simple.
    pub fn strict(&self, word: &str) -> Option<Split> {
        if word.bytes().any(|b| b.is_ascii_digit()) { None } else { self.way(word, true) }
    }

    /// Whether a word that cannot be made of known parts still ends in one that is common enough.
    pub fn ends_surely(&self, word: &str) -> Option<Split> {
        self.way(word, false).filter(|s| s.head && s.cost <= UNKNOWN_LEFT + PART + 2)
    }

    /// The cheapest way through a word; `strict` allows known parts only.
    fn way(&self, word: &str, strict: bool) -> Option<Split> {
        let at: Vec<usize> = word.char_indices().map(|(i, _)| i).chain([word.len()]).collect();
        let n = at.len() - 1;
        let letters: Vec<char> = word.chars().collect();
        let mut ways: Vec<Option<Way>> = vec![None; n + 1];
        ways[0] = Some(Way { cost: 0, from: 0, parts: 0, known: 0, unknown: false, kind: Kind::Start });
        let mut best: Option<(Way, bool)> = None;
        for i in 0..n {
            let Some(way) = ways[i] else { continue };
            if way.parts >= MOST_PARTS {
                continue;
            }
            if i > 0 {
                self.finish(word, &at, i, way, strict, &mut best);
            }
            let mut node = Some(0);
            for j in i + 1..=(i + LONGEST).min(n.saturating_sub(3)) {
                node = node.and_then(|k| self.lefts.step(k, letters[j - 1]));
                if node.is_none() && (strict || way.unknown) && i > 0 {
                    break;
                }
                let piece = &word[at[i]..at[j]];
                let left = node.and_then(|k| self.lefts.ends.get(&k)).filter(|_| i == 0 || j - i > 2);
                let next = if let Some((_, cost)) = left.filter(|_| j - i > 1) {
                    Way { cost: way.cost + cost, known: way.known + 1, kind: Kind::Known, ..way }
                } else if i == 0 && j > 1 && PARTS.particle.contains(piece) {
                    Way { cost: PREFIX, kind: Kind::Particle, ..way }
                } else if !strict && !way.unknown && j - i >= 4 && unknown_left(piece) {
                    Way { cost: way.cost + UNKNOWN_LEFT, unknown: true, kind: Kind::Unknown, ..way }
                } else {
                    continue;
                };
                let next = Way { from: i, parts: way.parts + 1, ..next };
                if ways[j].is_none_or(|old| next.cost < old.cost) {
                    ways[j] = Some(next);
                }
            }
        }
        let (way, head) = best?;
        Some(self.told(word, &at, &ways, way, head))
    }

    /// Tries to end the word with what stands from `i` on.
    fn finish(&self, word: &str, at: &[usize], i: usize, way: Way, strict: bool, best: &mut Option<(Way, bool)>) {
        let n = at.len() - 1;
        let piece = &word[at[i]..];
        if n - i < 3 {
            return;
        }
        let right = self.right(piece);
        if right.is_none() && strict || PARTS.never_right.contains(piece) {
            return;
        }
        // After a particle alone, or a part that is not known, only what is sure may follow.
        let sure = way.known > 0;
        let (cost, head) = match right {
            Some((_, cost)) if n - i >= 4 || *cost <= PART + 6 => {
                if !sure && (way.kind == Kind::Particle || n - i < 5 && *cost > PART) {
                    return;
                }
                (way.cost + cost, true)
            }
            _ if strict || way.unknown || !sure || n - i < 5 || !has_vowel(piece) || !may_begin(piece) => return,
            _ => (way.cost + UNKNOWN_RIGHT, false),
        };
        let unknown = way.unknown || !head;
        if best.is_none_or(|(old, _)| cost < old.cost) {
            *best = Some((Way { cost, from: i, unknown, ..way }, head));
        }
    }

    fn told(&self, word: &str, at: &[usize], ways: &[Option<Way>], last: Way, head: bool) -> Split {
        let mut parts = Vec::new();
        if head {
            let piece = &word[at[last.from]..];
            parts.push(self.right(piece).map_or_else(|| stem(piece, &SWEDISH), |r| r.0.clone()));
        }
        let mut end = last.from;
        while end > 0 {
            let Some(way) = ways[end] else { break };
            if way.kind == Kind::Known
                && let Some((stem, _)) = self.lefts.get(&word[at[way.from]..at[end]])
            {
                parts.push(stem.clone());
            }
            end = way.from;
        }
        parts.reverse();
        Split { parts, head, whole: !last.unknown, cost: last.cost }
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

fn unknown_left(piece: &str) -> bool {
    has_vowel(piece) && !PARTS.never_left.contains(piece) && !PARTS.particle.contains(piece)
}
