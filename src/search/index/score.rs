//! Second pass: word numbers to weighted postings. How much a page says about a term is settled here, once
//! and for all (BM25F: fields weighed, lengths normalised, saturated, six bits), so the browser needs neither
//! lengths nor counts.
use super::collect::{CHUNK, Chunk, FIELD, Field, PART};
use super::input::SearchPage;
use super::postings::Posting;
use rayon::prelude::*;

/// How a word of the vocabulary counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word {
    /// Number of its stem's family: all its words add the same terms.
    pub family: u32,
    /// Whether it is a stop word.
    pub stop: bool,
    /// Whether it is a preposition: in a title, what comes after it is not what the page is about («Analys för rektorer»).
    pub turning: bool,
}

/// The terms that each word of a site adds to a page.
#[derive(Debug, Default)]
pub(super) struct Analysed {
    pub words: Vec<Word>,
    /// Of all families, one after the other: terms with their weight in 256ths.
    terms: Vec<(u32, u16)>,
    /// By family: where its terms end.
    ends: Vec<u32>,
}

impl Analysed {
    /// Adds the terms of the next family.
    pub(super) fn push_family(&mut self, terms: impl Iterator<Item = (u32, u16)>) {
        self.terms.extend(terms);
        self.ends.push(self.terms.len() as u32);
    }

    fn terms(&self, word: Word) -> &[(u32, u16)] {
        let n = word.family as usize;
        let from = if n == 0 { 0 } else { self.ends[n - 1] };
        &self.terms[from as usize..self.ends[n] as usize]
    }
}

/// 256ths of a whole word that the parts of a compound count.
pub(super) const HEAD: u16 = 141;
pub(super) const MODIFIER: u16 = 90;
/// 256ths that a part of a hyphen compound counts.
const HYPHEN_PART: u32 = 180;

/// Weight of the fields, in the order of [`Field`].
const WEIGHT: [f32; 5] = [7.0, 5.0, 2.5, 1.0, 100.0];
/// What the text and what title and keywords say at most, and the weighted counts that are worth half of that. They are
/// saturated apart, so that no number of mentions weighs up a title.
const TEXT: f32 = 25.0;
const HALF_TEXT: f32 = 1.3;
const NAME: f32 = 38.0;
const HALF_NAME: f32 = 3.0;
/// Part of a title from which on a word is much of it: one of three words, or the head of a title that is one compound.
const MUCH_OF_TITLE: f32 = 0.3;
/// What the first word of a title counts: «Rektorns ansvar» is more about the head teacher than «Ansvar och rektorer».
const FIRST: f32 = 1.3;
/// What a word of a title counts after a preposition.
const ASIDE: f32 = 0.7;
/// Below this boost a title says no more than a word in it.
const STANDS_BACK: f32 = 0.5;
/// How much the length of a title and of a page matter, 0 to 1; for pages what is usual with BM25.
const TITLE_LENGTH: f32 = 0.45;
const PAGE_LENGTH: f32 = 0.75;

/// The postings of a run of pages.
#[derive(Debug, Default)]
pub(super) struct Run {
    /// Each term with where its postings end; sorted by term.
    pub terms: Vec<(u32, u32)>,
    /// By term, then by page.
    pub postings: Vec<Posting>,
}

impl Run {
    /// The postings of the `n`th of the terms.
    pub(super) fn of(&self, n: usize) -> &[Posting] {
        let from = if n == 0 { 0 } else { self.terms[n - 1].1 };
        &self.postings[from as usize..self.terms[n].1 as usize]
    }
}

/// Mean lengths in words, at least 1.
#[derive(Debug, Clone, Copy, PartialEq)]
struct MeanLengths {
    title: f32,
    body: f32,
}

/// Calls `take(field, word, whether it is a part, uses)` for each word of a page.
fn each_word(stream: impl Iterator<Item = (u32, u8)>, mut take: impl FnMut(usize, u32, bool, u8)) {
    let mut field = 0;
    for (n, times) in stream {
        if n & FIELD != 0 {
            field = (n & 7) as usize;
        } else {
            take(field, n & !PART, n & PART != 0, times);
        }
    }
}

/// Weighs all pages; one run per [`CHUNK`] pages, in order. `terms` is how many there are.
pub(super) fn score_pages(chunks: Vec<Chunk>, analysed: &Analysed, terms: usize, pages: &[SearchPage<'_>]) -> Vec<Run> {
    let sizes = chunks.iter().flat_map(|chunk| &chunk.sizes);
    let (title, body) = sizes.fold((0, 0), |a, s| (a.0 + u64::from(s.0), a.1 + u64::from(s.1)));
    let n = pages.len().max(1) as f32;
    let means = MeanLengths { title: (title as f32 / n).max(1.0), body: (body as f32 / n).max(1.0) };
    // Taken by value, so that a chunk is dropped as soon as it is scored.
    let run = |scorer: &mut Scorer, (i, chunk): (usize, Chunk)| {
        for (page, (stream, size)) in (i * CHUNK..).zip(chunk.pages()) {
            scorer.page((page as u32, pages[page].boost), stream, size, analysed, means);
        }
        drop(chunk);
        scorer.take_run()
    };
    chunks.into_par_iter().enumerate().map_init(|| Scorer::new(terms), run).collect()
}

/// What a page says of a term: in its text, in its title and keywords, and in its title alone.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Sum {
    text: f32,
    name: f32,
    /// Weight of the best word of the title, in 256ths.
    title: u16,
    /// Whether the title begins with it.
    first: bool,
    /// Whether it is a number of the page's own.
    owned: bool,
}

impl Sum {
    /// How much of the title the term is, 0 to 3, in a title of so many words that say something.
    fn title_level(&self, content_words: u32, boost: f32) -> u8 {
        let part = f32::from(self.title) / 256.0 / content_words.max(1) as f32;
        match self.title {
            _ if self.owned => 3,
            0 => 0,
            _ if boost < STANDS_BACK => 1,
            256 if content_words == 1 => 3,
            256 if self.first => 2,
            _ if part >= MUCH_OF_TITLE => 2,
            _ => 1,
        }
    }
}

/// Adds up what the pages of a run say of each term.
#[derive(Debug, Default)]
struct Scorer {
    /// By term: what the page at hand says of it.
    sums: Vec<Sum>,
    /// Terms of the page at hand.
    touched: Vec<u32>,
    /// Terms of all pages with their postings, page by page.
    postings: Vec<(u32, Posting)>,
}

impl Scorer {
    fn new(terms: usize) -> Self {
        Scorer { sums: vec![Sum::default(); terms], ..Scorer::default() }
    }

    fn page(
        &mut self,
        (page, boost): (u32, f32),
        stream: impl Iterator<Item = (u32, u8)>,
        size: (u32, u32),
        analysed: &Analysed,
        means: MeanLengths,
    ) {
        let norm = |length: u32, mean: f32, much: f32| 1.0 - much + much * length as f32 / mean;
        let norms = [norm(size.0, means.title, TITLE_LENGTH), 1.0, 1.0, norm(size.1, means.body, PAGE_LENGTH), 1.0];
        // Words of the title that are no stop words, and whether a preposition has come after one.
        let (mut content_words, mut turned) = (0, false);
        each_word(stream, |field, word, part, times| {
            let word = analysed.words[word as usize];
            // Stop words are looked for only when a query has no others; then titles must do.
            if word.stop && field == Field::Body as usize {
                return;
            }
            let in_title = field == Field::Title as usize;
            turned |= in_title && word.turning && content_words > 0;
            let aside = in_title && turned;
            let more = if part { HYPHEN_PART as f32 / 256.0 } else { 1.0 } * if aside { ASIDE } else { 1.0 };
            let first = in_title && !part && content_words == 0 && !word.stop;
            let each = WEIGHT[field] / norms[field] * more * f32::from(times) / 256.0;
            for (term, weight) in analysed.terms(word) {
                let sum = &mut self.sums[*term as usize];
                // Whatever it adds is more than nothing.
                if sum.text + sum.name == 0.0 {
                    self.touched.push(*term);
                }
                let value = f32::from(*weight) * each * if first && *weight == 256 { FIRST } else { 1.0 };
                sum.owned |= field == Field::Number as usize;
                if in_title || sum.owned || field == Field::Keywords as usize {
                    sum.name += value;
                } else {
                    sum.text += value;
                }
                if in_title && !part {
                    content_words += u32::from(!word.stop && *weight == 256);
                    sum.title = sum.title.max(if aside { 1 } else { *weight });
                    sum.first |= content_words == 1 && *weight == 256;
                }
            }
        });
        let boost = if boost.is_finite() { boost.clamp(0.25, 4.0) } else { 1.0 };
        for term in self.touched.drain(..) {
            let sum = std::mem::take(&mut self.sums[term as usize]);
            let (text, name) = (sum.text * boost, sum.name * boost);
            let impact = TEXT * text / (text + HALF_TEXT) + NAME * name / (name + HALF_NAME);
            let title = sum.title_level(content_words, boost);
            self.postings.push((term, Posting { page, impact: ((impact + 0.5) as u8).clamp(1, 63), title }));
        }
    }

    /// The postings of the run, sorted by term by counting; the scorer has none of them afterwards.
    fn take_run(&mut self) -> Run {
        let mut places = vec![0u32; self.sums.len()];
        self.postings.iter().for_each(|(term, _)| places[*term as usize] += 1);
        let mut run = Run { terms: Vec::new(), postings: vec![Posting::default(); self.postings.len()] };
        let mut at = 0;
        for (term, place) in (0..).zip(&mut places) {
            let count = std::mem::replace(place, at);
            at += count;
            if count > 0 {
                run.terms.push((term, at));
            }
        }
        for (term, posting) in self.postings.drain(..) {
            let place = &mut places[term as usize];
            run.postings[*place as usize] = posting;
            *place += 1;
        }
        run
    }
}
