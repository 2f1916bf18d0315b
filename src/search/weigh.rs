//! Second pass: word numbers to weighted postings. How much a page says about a term is settled here, once
//! and for all (BM25F: fields weighed, lengths normalised, saturated, six bits), so the browser needs neither
//! lengths nor counts.
use super::collect::{CHUNK, Collected, FIELD, PART};
use super::input::SearchPage;
use super::postings::{MOST_SECTIONS, Posting};
use rayon::prelude::*;

/// What one word adds: terms with their weight in 256ths.
pub type Analysed = Vec<(u32, u16)>;

/// 256ths of a whole word that the parts of a compound count.
pub const HEAD: u16 = 141;
pub const MODIFIER: u16 = 90;
/// 256ths that a part of a hyphen compound counts.
const HYPHEN_PART: u32 = 180;

/// Weight of the fields, in the order of [`Field`].
const WEIGHT: [f32; 4] = [7.0, 5.0, 2.5, 1.0];
/// Weighted count that is worth half of the most, for a page and for a section.
const HALF: f32 = 2.6;
const HALF_SECTION: f32 = 1.8;
/// How much the length of a title and of a page matter, 0 to 1.
const TITLE_LENGTH: f32 = 0.45;
const PAGE_LENGTH: f32 = 0.5;

/// The postings of a run of pages.
#[derive(Debug, Default)]
pub struct Run {
    /// Sorted by term.
    pub terms: Vec<Stretch>,
    pub bytes: Vec<u8>,
}

/// The postings of one term in a run. The first of them counts its page from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    pub term: u32,
    /// Where the bytes begin and end.
    pub from: u32,
    pub to: u32,
    pub count: u32,
    /// Page of the last posting.
    pub last: u32,
}

/// Mean lengths in words, at least 1.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Means {
    title: f32,
    body: f32,
}

fn each_word(stream: &[u32], mut take: impl FnMut(usize, u32, u32, bool)) {
    let (mut field, mut section) = (0, 0);
    for n in stream {
        if n & FIELD != 0 {
            field = (n >> 16 & 0xFF) as usize;
            section = n & 0xFFFF;
        } else {
            take(field, section, n & !PART, n & PART != 0);
        }
    }
}

/// Weighs all pages; one run per [`CHUNK`] pages, in order. `terms` is how many there are.
pub fn weigh(collected: &Collected, analysed: &[Analysed], terms: usize, pages: &[SearchPage]) -> Vec<Run> {
    let sizes = &collected.sizes;
    let (title, body) = sizes.iter().fold((0, 0), |a, s| (a.0 + u64::from(s.0), a.1 + u64::from(s.1)));
    let n = collected.streams.len().max(1) as f32;
    let means = Means { title: (title as f32 / n).max(1.0), body: (body as f32 / n).max(1.0) };
    collected
        .streams
        .par_chunks(CHUNK)
        .enumerate()
        .map(|(i, streams)| {
            let mut room = Room { slots: vec![0; terms], ..Room::default() };
            for (page, stream) in (i * CHUNK..).zip(streams) {
                room.page(page as u32, stream, sizes[page], analysed, means, pages[page].boost);
            }
            room.run()
        })
        .collect()
}

/// A term on the page at hand, while its words are read. They come section by section.
#[derive(Debug, Clone, Copy, Default)]
struct Open {
    term: u32,
    section: u16,
    /// What the section has so far, and all sections before it.
    sum: f32,
    all: f32,
    /// The best sections, best first.
    best: [(f32, u16); MOST_SECTIONS],
    count: u8,
}

impl Open {
    fn close_section(&mut self) {
        self.all += self.sum;
        let count = usize::from(self.count);
        let at = (0..count).find(|k| self.sum > self.best[*k].0).unwrap_or(count);
        if at < MOST_SECTIONS {
            self.best[at..].rotate_right(1);
            self.best[at] = (self.sum, self.section);
            self.count = (count + 1).min(MOST_SECTIONS) as u8;
        }
        self.sum = 0.0;
    }

    fn posting(mut self, page: u32, boost: f32) -> Posting {
        self.close_section();
        let mut p = Posting { page, count: self.count, ..Posting::default() };
        let all = self.all * boost;
        p.impact = ((63.0 * all / (all + HALF)).round() as u8).clamp(1, 63);
        for (slot, (sum, section)) in p.sections.iter_mut().zip(self.best).take(self.count.into()) {
            *slot = (section, ((7.0 * sum / (sum + HALF_SECTION)).round() as u8).clamp(1, 7));
        }
        p
    }
}

/// The pages of a run, while they are weighed.
#[derive(Debug, Default)]
struct Room {
    /// By term: its place in `open` plus one while a page is read, 0 otherwise.
    slots: Vec<u32>,
    open: Vec<Open>,
    postings: Vec<(u32, Posting)>,
}

impl Room {
    fn page(&mut self, page: u32, stream: &[u32], size: (u32, u32), analysed: &[Analysed], means: Means, boost: f32) {
        let norm = |length: u32, mean: f32, much: f32| 1.0 - much + much * length as f32 / mean;
        let norms = [norm(size.0, means.title, TITLE_LENGTH), 1.0, 1.0, norm(size.1, means.body, PAGE_LENGTH)];
        each_word(stream, |field, section, word, part| {
            let more = if part { HYPHEN_PART as f32 / 256.0 } else { 1.0 };
            let each = WEIGHT[field.min(3)] / norms[field.min(3)] * more / 256.0;
            for (term, weight) in &analysed[word as usize] {
                let slot = &mut self.slots[*term as usize];
                if *slot == 0 {
                    self.open.push(Open { term: *term, section: section as u16, ..Open::default() });
                    *slot = self.open.len() as u32;
                }
                let open = &mut self.open[*slot as usize - 1];
                if u32::from(open.section) != section {
                    open.close_section();
                    open.section = section as u16;
                }
                open.sum += f32::from(*weight) * each;
            }
        });
        let boost = if boost.is_finite() { boost.clamp(0.25, 4.0) } else { 1.0 };
        for open in self.open.drain(..) {
            self.slots[open.term as usize] = 0;
            self.postings.push((open.term, open.posting(page, boost)));
        }
    }

    /// Sorts the postings by term, by counting, and writes them.
    fn run(mut self) -> Run {
        let mut terms: Vec<u32> = Vec::new();
        for (term, _) in &self.postings {
            let count = &mut self.slots[*term as usize];
            if *count == 0 {
                terms.push(*term);
            }
            *count += 1;
        }
        terms.sort_unstable();
        let mut ends = Vec::with_capacity(terms.len());
        let mut at = 0;
        for term in &terms {
            let count = std::mem::replace(&mut self.slots[*term as usize], at);
            at += count;
            ends.push(at);
        }
        let mut order = vec![0u32; self.postings.len()];
        for (n, (term, _)) in self.postings.iter().enumerate() {
            let at = &mut self.slots[*term as usize];
            order[*at as usize] = n as u32;
            *at += 1;
        }
        let mut run = Run { terms: Vec::with_capacity(terms.len()), bytes: Vec::with_capacity(order.len() * 4) };
        let mut first = 0;
        for (term, end) in terms.into_iter().zip(ends) {
            let from = run.bytes.len() as u32;
            let mut before = 0;
            for n in &order[first..end as usize] {
                self.postings[*n as usize].1.write(&mut run.bytes, &mut before);
            }
            let to = run.bytes.len() as u32;
            run.terms.push(Stretch { term, from, to, count: end - first as u32, last: before });
            first = end as usize;
        }
        run.bytes.shrink_to_fit();
        run
    }
}
