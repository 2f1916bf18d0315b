//! Second pass: word numbers to weighted postings. How much a page says about a term is settled here, once
//! and for all (BM25F: fields weighed, lengths normalised, saturated, six bits), so the browser needs neither
//! lengths nor counts.
use super::collect::{CHUNK, Collected, FIELD, Field, PART};
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
    /// Sorted: term, where its bytes begin, how many postings.
    pub terms: Vec<(u32, u32, u32)>,
    pub bytes: Vec<u8>,
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

fn lengths(stream: &[u32]) -> (u32, u32) {
    let (mut title, mut body) = (0, 0);
    each_word(stream, |field, _, _, part| {
        if !part {
            if field == Field::Title as usize {
                title += 1;
            } else {
                body += 1;
            }
        }
    });
    (title, body)
}

/// Weighs all pages; one run per [`CHUNK`] pages, in order.
pub fn weigh(collected: &Collected, analysed: &[Analysed], pages: &[SearchPage]) -> Vec<Run> {
    let (title, body) = collected
        .streams
        .par_iter()
        .map(|s| lengths(s))
        .map(|(t, b)| (u64::from(t), u64::from(b)))
        .reduce(|| (0, 0), |a, b| (a.0 + b.0, a.1 + b.1));
    let n = collected.streams.len().max(1) as f32;
    let means = Means { title: (title as f32 / n).max(1.0), body: (body as f32 / n).max(1.0) };
    collected
        .streams
        .par_chunks(CHUNK)
        .zip(pages.par_chunks(CHUNK))
        .enumerate()
        .map(|(i, (streams, pages))| run(i * CHUNK, streams, pages, analysed, means))
        .collect()
}

fn run(first: usize, streams: &[Vec<u32>], pages: &[SearchPage], analysed: &[Analysed], means: Means) -> Run {
    // (term, page of the chunk, which posting), sorted before writing.
    let mut keys: Vec<(u32, u16, u32)> = Vec::new();
    let mut postings: Vec<Posting> = Vec::new();
    let mut hits: Vec<(u64, f32)> = Vec::new();
    for (i, (stream, page)) in streams.iter().zip(pages).enumerate() {
        hits.clear();
        let (title, body) = lengths(stream);
        let norm = |length: u32, mean: f32, much: f32| 1.0 - much + much * length as f32 / mean;
        let norms = [norm(title, means.title, TITLE_LENGTH), 1.0, 1.0, norm(body, means.body, PAGE_LENGTH)];
        each_word(stream, |field, section, word, part| {
            let more = if part { HYPHEN_PART as f32 / 256.0 } else { 1.0 };
            let each = WEIGHT[field.min(3)] / norms[field.min(3)] * more / 256.0;
            for (term, weight) in &analysed[word as usize] {
                hits.push((u64::from(*term) << 32 | u64::from(section), f32::from(*weight) * each));
            }
        });
        // A stable sort keeps the order of the text among equals, and with it the sum to the last bit.
        hits.sort_by_key(|h| h.0);
        let boost = if page.boost.is_finite() { page.boost.clamp(0.25, 4.0) } else { 1.0 };
        for group in hits.chunk_by(|a, b| a.0 >> 32 == b.0 >> 32) {
            keys.push(((group[0].0 >> 32) as u32, i as u16, postings.len() as u32));
            postings.push(posting((first + i) as u32, group, boost));
        }
    }
    keys.sort_unstable();
    let mut run = Run::default();
    for group in keys.chunk_by(|a, b| a.0 == b.0) {
        run.terms.push((group[0].0, run.bytes.len() as u32, group.len() as u32));
        let mut before = 0;
        for key in group {
            postings[key.2 as usize].write(&mut run.bytes, &mut before);
        }
    }
    run.bytes.shrink_to_fit();
    run
}

/// One term's hits on one page, sorted by section.
fn posting(page: u32, hits: &[(u64, f32)], boost: f32) -> Posting {
    let mut all = 0.0;
    let mut best: [(f32, u16); MOST_SECTIONS] = [(0.0, 0); MOST_SECTIONS];
    let mut count = 0;
    for group in hits.chunk_by(|a, b| a.0 == b.0) {
        let sum: f32 = group.iter().map(|h| h.1).sum();
        all += sum;
        let section = (group[0].0 & 0xFFFF) as u16;
        let at = (0..count).find(|k| sum > best[*k].0).unwrap_or(count);
        if at < MOST_SECTIONS {
            best[at..].rotate_right(1);
            best[at] = (sum, section);
            count = (count + 1).min(MOST_SECTIONS);
        }
    }
    let mut p = Posting { page, count: count as u8, ..Posting::default() };
    let all = all * boost;
    p.impact = ((63.0 * all / (all + HALF)).round() as u8).clamp(1, 63);
    for (slot, (sum, section)) in p.sections.iter_mut().zip(best).take(count) {
        *slot = (section, ((7.0 * sum / (sum + HALF_SECTION)).round() as u8).clamp(1, 7));
    }
    p
}
