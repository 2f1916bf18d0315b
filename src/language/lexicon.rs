//! The simple words that compounds are made of: the lexicon that travels in the index. `scripts/search/compounds.js` of the theme reads it the same way.
use super::chars::fold;
use super::front_coding;
use super::stem::{Stemmer, stem};
use super::tables::{PARTS, SWEDISH};
use super::trie::{Trie, Use};
use rustc_hash::FxHashMap;

/// Letters that a part in front of another may have.
pub(super) const LONGEST: usize = 18;
/// Costs, in tenths of a common part.
pub(super) const PART: u32 = 10;
/// More for a form without its marks (`sakerhets`).
const FOLDED: u32 = 3;

/// A simple word that compounds are made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
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
pub(crate) struct Lexicon {
    /// Sorted by word.
    pub entries: Vec<Entry>,
    /// IndexFormat in front → stem and cost. «skola» gives skol, skolo, skolu, skole, skols.
    pub(super) lefts: Trie,
    /// Stem at the end → stem and cost.
    rights: FxHashMap<String, Use>,
    /// The first letters of `rights` and of irregular forms, and what these cost at least: most pieces of a word need no
    /// closer look.
    starts: Beginnings,
    /// Stem of each entry; its number is that of the entry.
    pub(super) stems: Vec<String>,
}

/// Beginnings of words, two or three letters long: what those that begin so cost at least, 0 where none does. Beginnings
/// with letters that Swedish does not have may be taken for each other.
#[derive(Debug, Clone, Default)]
struct Beginnings(Vec<u8>);

impl Beginnings {
    /// Of each letter five bits, 0 where none follows.
    fn number(word: impl Iterator<Item = char>) -> usize {
        let letter = |c: char| match c {
            'a'..='z' => c as usize - 'a' as usize + 1,
            'å' => 27,
            'ä' => 28,
            'ö' => 29,
            _ => 30,
        };
        let (n, letters) = word.take(3).fold((0, 0), |(n, letters), c| (n << 5 | letter(c), letters + 1));
        n << (5 * (3 - letters))
    }

    fn insert(&mut self, word: impl Iterator<Item = char>, cost: u32) {
        self.0.resize(1 << 15, 0);
        let (least, cost) = (&mut self.0[Self::number(word)], cost.min(u32::from(u8::MAX)) as u8);
        if *least == 0 || cost < *least {
            *least = cost;
        }
    }

    /// What one costs at least that the word begins with, or that is two letters long and begins it; `None`: none does.
    fn least(&self, word: impl Iterator<Item = char>) -> Option<u32> {
        let n = Self::number(word);
        let costs = [n, n & !31].map(|n| self.0.get(n).copied().unwrap_or(0));
        costs.into_iter().filter(|cost| *cost > 0).min().map(u32::from)
    }
}

impl Lexicon {
    pub(crate) fn new(mut entries: Vec<Entry>) -> Self {
        entries.sort_by(|a, b| a.word.cmp(&b.word));
        let mut l = Lexicon::default();
        SWEDISH.irregular.iter().for_each(|form| l.starts.insert(form.chars(), PART));
        for entry in entries {
            let stem = stem(&entry.word, &SWEDISH);
            l.add(entry, stem);
        }
        l
    }

    /// Adds a word with its stem; the cheapest use of a form counts, the first among equals.
    pub(crate) fn add(&mut self, entry: Entry, stem: String) {
        let number = self.stems.len() as u32;
        let letters = entry.word.chars().count();
        let cost = PART + u32::from(entry.rarity) * 2;
        if entry.right && letters >= 3 {
            let short = if letters == 3 { 6 } else { 0 };
            let folded = (!stem.is_ascii()).then(|| (fold(&stem), FOLDED));
            for (form, more) in std::iter::once((stem.clone(), 0)).chain(folded) {
                let cost = cost + short + more;
                // A stem of two letters is met by whatever begins so.
                self.starts.insert(form.chars(), cost);
                let old = self.rights.entry(form).or_insert((number, cost));
                if cost < old.1 {
                    *old = (number, cost);
                }
            }
        }
        if entry.left {
            self.add_left(&entry.word, number, cost);
        }
        self.stems.push(stem);
        self.entries.push(entry);
    }

    /// Adds the forms that a word has in front of another.
    fn add_left(&mut self, word: &str, number: u32, cost: u32) {
        let letters = word.chars().count();
        let mut form = String::with_capacity(word.len() + 1);
        let mut put = |base: &str, links: &[(&str, u32)]| {
            let base_letters = base.chars().count();
            // Most words of a large site are compounds, longer than a part of one may be.
            if base_letters > LONGEST {
                return;
            }
            let node = self.lefts.reach(0, base);
            let folded = if base.is_ascii() { None } else { Some(self.lefts.reach(0, &fold(base))) };
            for (link, more) in links {
                let n = base_letters + link.len();
                form.clear();
                form.push_str(base);
                form.push_str(link);
                let short = n < 3 && (n < letters || !PARTS.short.contains(&form));
                if short || PARTS.never_left.contains(&form) {
                    continue;
                }
                let cost = cost + more + if n <= 3 { 4 } else { 0 };
                if let Some(folded) = folded {
                    let end = self.lefts.reach(folded, link);
                    self.lefts.put(end, number, cost + FOLDED);
                }
                let end = self.lefts.reach(node, link);
                self.lefts.put(end, number, cost);
            }
        };
        put(word, if word.ends_with('s') { &[("", 0)] } else { &[("", 0), ("s", 0)] });
        if let Some(root) = word.strip_suffix('a') {
            put(root, &[("", 0), ("s", 1), ("o", 2), ("u", 2), ("e", 2)]);
        } else if let Some(root) = word.strip_suffix('e') {
            put(root, &[("", 1), ("a", 3)]);
        } else {
            put(word, &[("e", 3)]);
        }
    }

    /// Whether the word is a simple one.
    pub(crate) fn simple(&self, stem: &str) -> bool {
        self.rights.get(stem).is_some_and(|r| self.stems[r.0 as usize] == stem)
    }

    /// What a piece that begins so costs at least at the end of a word; `None`: the lexicon knows none.
    pub(super) fn least_right(&self, piece: &[char]) -> Option<u32> {
        self.starts.least(piece.iter().copied())
    }

    /// What the lexicon knows of a piece at the end of a word: its stem, or that of its wider family.
    pub(super) fn right(&self, piece: &[char], stemmer: &mut Stemmer) -> Option<Use> {
        let letters = || piece.iter().copied();
        let found = self.rights.get(stemmer.of(letters(), &SWEDISH, false));
        found.or_else(|| self.rights.get(stemmer.wider(&SWEDISH)?)).copied()
    }

    /// The stems of all entries.
    pub(crate) fn stems(&self) -> impl Iterator<Item = &str> {
        self.stems.iter().map(String::as_str)
    }

    /// Calls `take(bytes, cost)` for every beginning of a word that may stand in front, shortest first.
    pub(crate) fn lefts(&self, word: &str, mut take: impl FnMut(usize, u32)) {
        let mut node = 0;
        for (at, c) in word.char_indices() {
            let Some(next) = self.lefts.step(node, c) else { return };
            node = next;
            if let Some((_, cost)) = self.lefts.end(node) {
                take(at + c.len_utf8(), cost);
            }
        }
    }

    /// As text for the index: front-coded words, each with a sign for left, right and rarity.
    pub(crate) fn to_text(&self) -> String {
        let words: Vec<String> = self
            .entries
            .iter()
            .map(|e| {
                let sign = u8::from(e.left) | u8::from(e.right) << 1 | e.rarity << 2;
                format!("{}{}", e.word, (b'0' + sign) as char)
            })
            .collect();
        front_coding::front_code(words.iter().map(String::as_str))
    }
}
