//! First pass over the pages: text to word numbers, in parallel and with the same numbers every time.
use super::input::{SearchPage, SearchSection};
use super::memory::{self, Memory};
use super::tokens::Tokeniser;
use super::words::{List, Words};
use crate::base::parallel;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Pages that one task takes. Fixed, so that nothing depends on the number of threads.
pub const CHUNK: usize = 256;

/// Marks an English word in the vocabulary: it has another stem than the same letters in Swedish.
pub const ENGLISH_MARK: char = '\u{1}';

/// In a stream of word numbers: this bit says that a field begins; the lowest bits tell which.
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
        self.write_u64(super::words::hash(bytes));
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
    pub words: Words,
    /// Pages that each word is on, among them parts of hyphen compounds.
    pub pages_with: Vec<u32>,
    pub chunks: Vec<Chunk>,
}

/// [`CHUNK`] pages, or the rest of them.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Chunk {
    /// Fields and words of all its pages, one page after the other.
    stream: Box<[u32]>,
    /// Per page: where its stream ends.
    ends: Vec<u32>,
    /// Per page: words in the title, and in all the rest.
    pub sizes: Vec<(u32, u32)>,
    /// Per page: about how many bytes its text takes in a block.
    pub bytes: Vec<u32>,
}

impl Chunk {
    /// Of each page: fields and words, and how many there are in the title and in all the rest.
    pub fn pages(&self) -> impl Iterator<Item = (&[u32], (u32, u32))> {
        let from = std::iter::once(0).chain(self.ends.iter().copied());
        let streams = from.zip(&self.ends).map(|(from, to)| &self.stream[from as usize..*to as usize]);
        streams.zip(self.sizes.iter().copied())
    }
}

/// The words of some pages, with numbers of their own, and on how many each is.
#[derive(Serialize, Deserialize)]
pub struct Counted {
    words: List,
    pages_with: Vec<u32>,
    pub chunk: Chunk,
}

/// Where they are counted.
#[derive(Default)]
struct Room {
    words: Words,
    /// By word: the last page that has it, and how many do.
    on: Vec<(u32, u32)>,
    key: String,
    chunk: Chunk,
}

impl Room {
    fn number(&mut self, word: &str, english: bool, page: u32) -> u32 {
        let n = if english {
            self.key.clear();
            self.key.push(ENGLISH_MARK);
            self.key.push_str(word);
            self.words.number(&self.key)
        } else {
            self.words.number(word)
        };
        match self.on.get_mut(n as usize) {
            None => self.on.push((page, 1)),
            Some((last, _)) if *last == page => {}
            Some(on) => *on = (page, on.1 + 1),
        }
        n
    }
}

/// Counts the words of all pages.
pub fn count(pages: &[SearchPage<'_>], memory: &dyn Memory) -> Vec<Counted> {
    let count = |pages: &[SearchPage<'_>]| memory::value(memory, stamp("words", pages), || chunk(pages));
    let parts: Vec<&[SearchPage<'_>]> = pages.chunks(CHUNK).collect();
    parallel::map(&parts, |pages| count(pages))
}

/// Puts what was counted together.
pub fn collect(rooms: Vec<Counted>) -> Collected {
    let mut out = Collected::default();
    let mut maps: Vec<Vec<u32>> = Vec::with_capacity(rooms.len());
    for room in &rooms {
        let mut map = Vec::with_capacity(room.words.len());
        for (word, pages) in room.words.iter().zip(&room.pages_with) {
            let n = out.words.number(word);
            if n as usize == out.pages_with.len() {
                out.pages_with.push(0);
            }
            out.pages_with[n as usize] += pages;
            map.push(n);
        }
        maps.push(map);
    }
    out.chunks = parallel::consume(
        rooms,
        1,
        || (),
        |(), i, room| {
            let mut chunk = room.chunk;
            for n in &mut chunk.stream {
                if *n & FIELD == 0 {
                    *n = maps[i][(*n & !PART) as usize] | (*n & PART);
                }
            }
            chunk
        },
    );
    out
}

/// A key for what is worked out of all that some pages say.
pub fn stamp(work: &str, pages: &[SearchPage<'_>]) -> Option<crate::base::hash::Hash> {
    let stamps: Option<Vec<&[u8]>> = pages.iter().map(|page| Some(page.stamp.as_ref()?.bytes())).collect();
    stamps.map(|stamps| memory::key(work, stamps))
}

fn chunk(pages: &[SearchPage<'_>]) -> Counted {
    let mut room = Room::default();
    let mut tokeniser = Tokeniser::default();
    let mut stream = Vec::new();
    for (number, page) in pages.iter().enumerate() {
        let english = page.lang == "en";
        let mut size = (0, 0);
        let mut add = |field: Field, text: &str| {
            if text.is_empty() {
                return;
            }
            stream.push(FIELD | field as u32);
            let text = nfc(text);
            tokeniser.each(&text, |word, parts, _, _| {
                *if field == Field::Title { &mut size.0 } else { &mut size.1 } += 1;
                stream.push(room.number(word, english, number as u32));
                for part in parts {
                    stream.push(room.number(part, english, number as u32) | PART);
                }
            });
        };
        add(Field::Title, &page.title);
        for word in &page.keywords {
            add(Field::Keywords, word);
        }
        add(Field::Body, &page.description);
        let made = page.sections.made();
        let mut bytes = 80 + page.title.len();
        for section in sections(&made) {
            add(Field::Heading, section.0);
            add(Field::Body, section.2);
            bytes += section.0.len() + section.2.len() + 20;
        }
        room.chunk.ends.push(stream.len() as u32);
        room.chunk.sizes.push(size);
        room.chunk.bytes.push(bytes as u32);
    }
    // Kept in memory of its own size.
    room.chunk.stream = stream.as_slice().into();
    let pages_with = room.on.iter().map(|(_, pages)| *pages).collect();
    Counted { words: room.words.into_list(), pages_with, chunk: room.chunk }
}

/// A page's sections as `(heading, anchor, text)`; the first one is always the top of the page.
pub fn sections<'p>(made: &'p [SearchSection<'_>]) -> impl Iterator<Item = (&'p str, &'p str, &'p str)> {
    let top = made.first().is_none_or(|s| !s.heading.is_empty());
    top.then_some(("", "", "")).into_iter().chain(made.iter().map(|s| (&*s.heading, &*s.anchor, &*s.text)))
}

/// The text in composed form. What lies below U+0300 always is, and in UTF-8 that shows in its bytes.
pub fn nfc(text: &str) -> Cow<'_, str> {
    const FROM_0300: u8 = 0xCC;
    if text.bytes().fold(0, |most, b| most.max(b)) < FROM_0300 || is_nfc(text) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}
