//! First pass over the pages: text to word numbers, in parallel and with the same numbers every time.
use super::input::SearchPage;
use super::tokens::Tokeniser;
use rayon::prelude::*;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Pages that one task takes. Fixed, so that nothing depends on the number of threads.
pub const CHUNK: usize = 256;

/// Marks an English word in the vocabulary: it has another stem than the same letters in Swedish.
pub const ENGLISH_MARK: char = '\u{1}';

/// In a stream of word numbers: this bit says that a field begins (field in bits 16–23, section below).
pub const FIELD: u32 = 1 << 31;
/// This bit says that the word is a part of the hyphen compound before it.
pub const PART: u32 = 1 << 30;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    Title,
    Keywords,
    Heading,
    Body,
}

/// Multiply-and-rotate; quick for short words, and not seeded, so the same everywhere.
#[derive(Debug, Default, Clone, Copy)]
pub struct Quick(u64);

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        for part in bytes.chunks(8) {
            let mut word = [0u8; 8];
            word[..part.len()].copy_from_slice(part);
            self.write_u64(u64::from_le_bytes(word));
        }
    }
    fn write_u8(&mut self, n: u8) {
        self.write_u64(u64::from(n));
    }
    fn write_u32(&mut self, n: u32) {
        self.write_u64(u64::from(n));
    }
    fn write_u64(&mut self, n: u64) {
        self.0 = (self.0.rotate_left(5) ^ n).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }
}

pub type QuickSet<K> = std::collections::HashSet<K, BuildHasherDefault<Quick>>;
pub type QuickMap<K, V> = HashMap<K, V, BuildHasherDefault<Quick>>;

/// All words of the site, and each page as a stream of their numbers.
#[derive(Debug, Default)]
pub struct Collected {
    /// Lower case; English ones begin with [`ENGLISH_MARK`].
    pub words: Vec<String>,
    /// Pages that each word is on, among them parts of hyphen compounds.
    pub pages_with: Vec<u32>,
    /// Per page: fields and words.
    pub streams: Vec<Vec<u32>>,
}

struct Chunk {
    words: Vec<String>,
    pages_with: Vec<u32>,
    streams: Vec<Vec<u32>>,
}

#[derive(Default)]
struct Room {
    numbers: QuickMap<String, u32>,
    words: Vec<String>,
    last_page: Vec<u32>,
    pages_with: Vec<u32>,
    key: String,
}

impl Room {
    fn number(&mut self, word: &str, english: bool, page: u32) -> u32 {
        self.key.clear();
        if english {
            self.key.push(ENGLISH_MARK);
        }
        self.key.push_str(word);
        let n = match self.numbers.get(self.key.as_str()) {
            Some(n) => *n,
            None => {
                let n = self.words.len() as u32;
                self.numbers.insert(self.key.clone(), n);
                self.words.push(self.key.clone());
                self.last_page.push(u32::MAX);
                self.pages_with.push(0);
                n
            }
        };
        if self.last_page[n as usize] != page {
            self.last_page[n as usize] = page;
            self.pages_with[n as usize] += 1;
        }
        n
    }
}

pub fn collect(pages: &[SearchPage]) -> Collected {
    let chunks: Vec<Chunk> = pages.par_chunks(CHUNK).map(chunk).collect();
    let mut numbers: QuickMap<String, u32> = QuickMap::default();
    let mut out = Collected::default();
    let mut maps: Vec<Vec<u32>> = Vec::new();
    let mut streams: Vec<Vec<Vec<u32>>> = Vec::new();
    for c in chunks {
        let mut map = Vec::with_capacity(c.words.len());
        for (word, pages) in c.words.into_iter().zip(c.pages_with) {
            let n = match numbers.get(&word) {
                Some(n) => *n,
                None => {
                    let n = out.words.len() as u32;
                    out.words.push(word.clone());
                    out.pages_with.push(0);
                    numbers.insert(word, n);
                    n
                }
            };
            out.pages_with[n as usize] += pages;
            map.push(n);
        }
        maps.push(map);
        streams.push(c.streams);
    }
    streams.par_iter_mut().zip(&maps).for_each(|(streams, map)| {
        for n in streams.iter_mut().flatten() {
            if *n & FIELD == 0 {
                *n = map[(*n & !PART) as usize] | (*n & PART);
            }
        }
    });
    out.streams = streams.into_iter().flatten().collect();
    out
}

fn chunk(pages: &[SearchPage]) -> Chunk {
    let mut room = Room::default();
    let mut tokeniser = Tokeniser::default();
    let mut streams = Vec::with_capacity(pages.len());
    for (number, page) in pages.iter().enumerate() {
        let english = page.lang == "en";
        let mut stream = Vec::new();
        let mut add = |field: Field, section: usize, text: &str| {
            if text.is_empty() {
                return;
            }
            stream.push(FIELD | (field as u32) << 16 | section.min(0xFFFF) as u32);
            let normal;
            let text = if is_nfc(text) {
                text
            } else {
                normal = nfc(text);
                &normal
            };
            tokeniser.each(text, |word, parts, _, _| {
                stream.push(room.number(word, english, number as u32));
                for part in parts {
                    stream.push(room.number(part, english, number as u32) | PART);
                }
            });
        };
        add(Field::Title, 0, &page.title);
        for word in &page.keywords {
            add(Field::Keywords, 0, word);
        }
        add(Field::Body, 0, &page.description);
        for (i, section) in sections(page).enumerate() {
            add(Field::Heading, i, section.0);
            add(Field::Body, i, section.2);
        }
        stream.shrink_to_fit();
        streams.push(stream);
    }
    Chunk { words: room.words, pages_with: room.pages_with, streams }
}

/// The page's sections as `(heading, anchor, text)`; the first one is always the top of the page.
pub fn sections(page: &SearchPage) -> impl Iterator<Item = (&str, &str, &str)> {
    let top = page.sections.first().is_none_or(|s| !s.heading.is_empty());
    top.then_some(("", "", ""))
        .into_iter()
        .chain(page.sections.iter().map(|s| (s.heading.as_str(), s.anchor.as_str(), s.text.as_str())))
}

pub fn nfc(text: &str) -> String {
    if is_nfc(text) { text.to_owned() } else { text.nfc().collect() }
}
