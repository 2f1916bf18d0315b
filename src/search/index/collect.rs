//! First pass over the pages: text to word numbers, in parallel and with the same numbers every time.
use super::input::{SearchPage, SearchSection};
use crate::base::parallel;
use crate::language::tokens::Tokeniser;
use crate::language::words::Words;
use rayon::prelude::*;
use std::borrow::Cow;
use std::num::NonZeroU32;
use std::ops::Range;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Pages that one task takes. Fixed, so that nothing depends on the number of threads.
pub(super) const CHUNK: usize = 256;

/// Marks an English word in the vocabulary: it has another stem than the same letters in Swedish.
pub(super) const ENGLISH_MARK: char = '\u{1}';

/// In a stream of word numbers: this bit says that a field begins; the lowest bits tell which.
pub(super) const FIELD: u32 = 1 << 31;
/// This bit says that the word is a part of the hyphen compound before it.
pub(super) const PART: u32 = 1 << 30;

/// A field of a page, in the order of its weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Title,
    Keywords,
    Heading,
    Body,
    /// A number that a contact of the page answers: whoever searches for it wants that page.
    Number,
}

/// All words of the site, and each page as a stream of their numbers.
#[derive(Debug, Default)]
pub(super) struct Collected {
    /// Lower case; English ones begin with [`ENGLISH_MARK`].
    pub words: Words,
    /// Pages that each word is on, among them parts of hyphen compounds.
    pub pages_with: Vec<u32>,
    pub chunks: Vec<Chunk>,
}

/// [`CHUNK`] pages, or the rest of them.
#[derive(Debug, Default)]
pub(super) struct Chunk {
    /// Fields and words of all its pages, one page after the other. A word of the body that is not a part of another stands
    /// where it is first used on its page.
    stream: Box<[u32]>,
    /// For each place in `stream`: how many uses it stands for, 255 for more.
    times: Box<[u8]>,
    /// Per page: where its stream ends.
    ends: Vec<u32>,
    /// Per page: words in the title, and in all the rest.
    pub sizes: Vec<(u32, u32)>,
    /// Per page: about how many bytes its text takes in a block.
    pub bytes: Vec<u32>,
}

impl Chunk {
    /// Of each page: fields and words with how many uses they stand for, and how many words there are in the title and in
    /// all the rest.
    pub(super) fn pages(&self) -> impl Iterator<Item = (impl Iterator<Item = (u32, u8)>, (u32, u32))> {
        let from = std::iter::once(0).chain(self.ends.iter().copied());
        let range = from.zip(&self.ends).map(|(from, to)| from as usize..*to as usize);
        let each =
            |range: Range<usize>| self.stream[range.clone()].iter().copied().zip(self.times[range].iter().copied());
        range.map(each).zip(self.sizes.iter().copied())
    }
}

/// The words of some pages, with numbers of their own, and on how many each is.
pub(super) struct Counted {
    words: Words,
    pages_with: Vec<u32>,
    pub chunk: Chunk,
}

/// Counts the words of some pages.
#[derive(Default)]
struct WordCounter {
    words: Words,
    /// By word.
    on: Vec<PagesWith>,
    key: String,
    stream: Vec<u32>,
    times: Vec<u8>,
}

/// How many pages have a word, and where the last of them has it.
#[derive(Clone, Copy)]
struct PagesWith {
    last: u32,
    count: u32,
    /// Where the last page's body has it in the stream; `None`: nowhere yet.
    at: Option<NonZeroU32>,
}

impl WordCounter {
    fn push(&mut self, entry: u32) {
        self.stream.push(entry);
        self.times.push(1);
    }

    fn word(&mut self, word: &str, english: bool, page: u32, field: Field) {
        let here = self.stream.len() as u32;
        let (n, on) = self.number(word, english, page);
        match on.at.filter(|_| field == Field::Body) {
            Some(at) => {
                let times = &mut self.times[at.get() as usize];
                *times = times.saturating_add(1);
            }
            None => {
                if field == Field::Body {
                    // A field comes before every word, so that no word is at 0.
                    on.at = NonZeroU32::new(here);
                }
                self.push(n);
            }
        }
    }

    /// The number of a word that is on a page.
    fn number(&mut self, word: &str, english: bool, page: u32) -> (u32, &mut PagesWith) {
        let n = if english {
            self.key.clear();
            self.key.push(ENGLISH_MARK);
            self.key.push_str(word);
            self.words.number(&self.key)
        } else {
            self.words.number(word)
        };
        if n as usize == self.on.len() {
            self.on.push(PagesWith { last: page, count: 1, at: None });
        }
        let on = &mut self.on[n as usize];
        if on.last != page {
            *on = PagesWith { last: page, count: on.count + 1, at: None };
        }
        (n, on)
    }
}

/// Counts the words of all pages.
pub(super) fn count(pages: &[SearchPage<'_>]) -> Vec<Counted> {
    let parts: Vec<&[SearchPage<'_>]> = pages.chunks(CHUNK).collect();
    parallel::map(&parts, |pages| chunk(pages))
}

/// Joins the counts of all chunks under one numbering of words.
pub(super) fn collect(counted: Vec<Counted>) -> Collected {
    let mut out = Collected::default();
    let mut maps: Vec<Vec<u32>> = Vec::with_capacity(counted.len());
    for counter in &counted {
        let mut map = Vec::with_capacity(counter.words.len());
        for (word, pages) in counter.words.iter().zip(&counter.pages_with) {
            let n = out.words.number(word);
            if n as usize == out.pages_with.len() {
                out.pages_with.push(0);
            }
            out.pages_with[n as usize] += pages;
            map.push(n);
        }
        maps.push(map);
    }
    let renumbered = |(mut chunk, map): (Chunk, Vec<u32>)| {
        for n in chunk.stream.iter_mut().filter(|n| **n & FIELD == 0) {
            *n = map[(*n & !PART) as usize] | (*n & PART);
        }
        chunk
    };
    let chunks: Vec<Chunk> = counted.into_iter().map(|counter| counter.chunk).collect();
    out.chunks = chunks.into_par_iter().zip(maps).map(renumbered).collect();
    out
}

fn chunk(pages: &[SearchPage<'_>]) -> Counted {
    let mut counter = WordCounter::default();
    let mut tokeniser = Tokeniser::default();
    let mut chunk = Chunk::default();
    for (number, page) in pages.iter().enumerate() {
        let english = page.lang == "en";
        let mut size = (0, 0);
        let mut add = |field: Field, text: &str| {
            if text.is_empty() {
                return;
            }
            counter.push(FIELD | field as u32);
            let text = nfc(text);
            tokeniser.each(&text, |word, parts, _, _| {
                *if field == Field::Title { &mut size.0 } else { &mut size.1 } += 1;
                counter.word(word, english, number as u32, field);
                for part in parts {
                    let (n, _) = counter.number(part, english, number as u32);
                    counter.push(n | PART);
                }
            });
        };
        add(Field::Title, &page.title);
        for word in &page.keywords {
            add(Field::Keywords, word);
        }
        page.numbers.iter().for_each(|number| add(Field::Number, number));
        add(Field::Body, &page.description);
        let mut bytes = 80 + page.title.len();
        for section in sections(&page.sections) {
            add(Field::Heading, section.0);
            add(Field::Body, section.2);
            bytes += section.0.len() + section.2.len() + 20;
        }
        chunk.ends.push(counter.stream.len() as u32);
        chunk.sizes.push(size);
        chunk.bytes.push(bytes as u32);
    }
    // Kept in memory of their own size.
    (chunk.stream, chunk.times) = (counter.stream.as_slice().into(), counter.times.as_slice().into());
    Counted { words: counter.words, pages_with: counter.on.iter().map(|on| on.count).collect(), chunk }
}

/// A page's sections as `(heading, anchor, text)`; the first one is always the top of the page.
pub(super) fn sections<'p>(made: &'p [SearchSection<'_>]) -> impl Iterator<Item = (&'p str, &'p str, &'p str)> {
    let top = made.first().is_none_or(|s| !s.heading.is_empty());
    top.then_some(("", "", "")).into_iter().chain(made.iter().map(|s| (&*s.heading, &*s.anchor, &*s.text)))
}

/// Letters that printing joins in one sign: «ﬁ».
const LIGATURES: std::ops::RangeInclusive<char> = '\u{FB00}'..='\u{FB06}';

/// The text in composed form, with joined letters as those that they are. What lies below U+0300 always is, and in UTF-8 that shows in its bytes.
pub(super) fn nfc(text: &str) -> Cow<'_, str> {
    const FROM_0300: u8 = 0xCC;
    if text.bytes().fold(0, |most, b| most.max(b)) < FROM_0300 {
        return Cow::Borrowed(text);
    }
    if text.contains(|c| LIGATURES.contains(&c)) {
        let (mut out, mut sign) = (String::with_capacity(text.len()), [0; 4]);
        for c in text.nfc() {
            if LIGATURES.contains(&c) {
                out.extend(c.encode_utf8(&mut sign).nfkc());
            } else {
                out.push(c);
            }
        }
        return Cow::Owned(out);
    }
    if is_nfc(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}
