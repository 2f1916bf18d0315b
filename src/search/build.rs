//! Builds the index: the one place that chains the passes.
use super::collect::{collect, nfc, sections};
use super::dictionary::Dictionary;
use super::facets::Facets;
use super::input::{SearchOptions, SearchPage};
use super::lexicon::learn;
use super::manifest::{Files, MANIFEST, Manifest, VERSION, name};
use super::postings::{Passed, pass};
use super::shard::{MOST_POSTINGS, NewTerm, write};
use super::weigh::{Run, Stretch, weigh};
use super::wire::{get, pack, put, statement};
use super::{collect::ENGLISH_MARK, tables};
use rayon::prelude::*;
use std::borrow::Cow;

/// Bytes that a shard holds before it is packed: little, as most look-ups want one term of it.
const SHARD: usize = 4_600;
const SMALL_SHARD: usize = 3_400;
/// Bytes of text in one block before it is packed: on a small site a page's worth, so that a result costs
/// little; on a large one more, so that there are fewer files.
const SMALL_BLOCK: usize = 6_000;
const BLOCK: usize = 12_000;
/// Pages from which on a site is large.
const LARGE: usize = 600;
/// Packed bytes up to which everything goes into the one first file.
const ONE_FILE: usize = 20_000;
/// Packed bytes up to which the dictionary goes into the first file.
const DICTIONARY_IN_FIRST: usize = 9_000;

/// A built index.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchIndex {
    /// Path below the search folder and bytes; the manifest is first, the rest has content-hashed names.
    pub files: Vec<(String, Vec<u8>)>,
    /// Source path of each page, by number.
    pub sources: Vec<String>,
    /// What was built.
    pub stats: Stats,
}

/// Figures for the build's report.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stats {
    pub pages: usize,
    pub words: usize,
    pub terms: usize,
    /// Simple words that compounds are taken apart by.
    pub parts: usize,
    /// Bytes of all files.
    pub bytes: usize,
}

/// Builds the index of all pages. The same input gives the same bytes, whatever the number of threads.
pub fn build(pages: &[SearchPage], options: &SearchOptions) -> SearchIndex {
    let ((words, made), texts) = rayon::join(|| make(pages, options), || blocks(pages));
    let Made { terms, parts, bounds, shards, lexicon } = made;
    let english = pages.iter().any(|p| p.lang == "en");
    let analysis = pack(tables::client(english).to_string().as_bytes(), 9);
    let (counts, blocks) = texts;

    let mut languages: Vec<String> = pages.iter().map(|p| p.lang.clone()).collect();
    languages.sort_unstable();
    languages.dedup();
    let size = |list: &[Vec<u8>]| list.iter().map(Vec::len).sum::<usize>();
    let all_in_one = analysis.len() + lexicon.len() + size(&shards) + size(&blocks) <= ONE_FILE;
    let mut first = String::new();
    let mut files = Vec::new();
    let mut place = |kind: char, packed: &[Vec<u8>], inside: bool| -> String {
        let made: Vec<(String, String, String)> = packed
            .par_iter()
            .enumerate()
            .map(|(i, payload)| {
                let id = format!("{kind}{i}");
                let hash = if inside { String::new() } else { super::manifest::hash(payload) };
                let script = statement(&id, payload);
                (id, hash, script)
            })
            .collect();
        let mut hashes = String::new();
        for (id, hash, script) in made {
            if inside {
                first.push_str(&script);
            } else {
                files.push((name(&id, &hash), script.into_bytes()));
                hashes.push_str(&hash);
            }
        }
        hashes
    };
    let mut manifest = Manifest {
        version: VERSION,
        pages: pages.len() as u32,
        most: MOST_POSTINGS as u32,
        languages,
        bounds,
        blocks: counts,
        facets: Facets::of(pages),
        ..Manifest::default()
    };
    manifest.files = Files {
        analysis: place('a', std::slice::from_ref(&analysis), all_in_one),
        parts: place('l', std::slice::from_ref(&lexicon), all_in_one),
        terms: place('t', &shards, all_in_one || size(&shards) <= DICTIONARY_IN_FIRST),
        texts: place('d', &blocks, all_in_one),
    };
    let packed = pack(&serde_json::to_vec(&manifest).unwrap_or_default(), 9);
    // The manifest comes first, so that a reader knows what to expect of what follows.
    let head = statement("m0", &packed) + &first;
    files.insert(0, (MANIFEST.to_owned(), head.into_bytes()));
    let bytes = files.iter().map(|f| f.1.len()).sum();
    SearchIndex {
        sources: pages.iter().map(|p| p.source.clone()).collect(),
        stats: Stats { pages: pages.len(), words, terms, parts, bytes },
        files,
    }
}

/// What the words of the pages give.
struct Made {
    terms: usize,
    parts: usize,
    /// First folded form of each shard.
    bounds: Vec<String>,
    /// Packed, as is the lexicon.
    shards: Vec<Vec<u8>>,
    lexicon: Vec<u8>,
}

/// Reads, learns, weighs and packs; how many words there are comes first.
fn make(pages: &[SearchPage], options: &SearchOptions) -> (usize, Made) {
    let collected = collect(pages);
    let swedish: Vec<(&str, u32)> = collected
        .words
        .iter()
        .zip(&collected.pages_with)
        .filter(|(w, _)| !w.starts_with(ENGLISH_MARK))
        .map(|(w, n)| (w, *n))
        .collect();
    let lexicon = learn(&swedish);
    let dictionary = Dictionary::new(&collected.words, &lexicon, options);
    let runs = weigh(&collected, &dictionary.analysed, dictionary.terms.len(), pages);
    let words = collected.words.len();
    drop(collected);
    let (bounds, shards) = shards(&dictionary, &runs, if pages.len() >= LARGE { SHARD } else { SMALL_SHARD });
    let (terms, parts) = (dictionary.terms.len(), lexicon.entries.len());
    (words, Made { terms, parts, bounds, shards, lexicon: pack(lexicon.to_text().as_bytes(), 9) })
}

/// The packed shards, and for each the first folded form that belongs to it.
fn shards(dictionary: &Dictionary, runs: &[Run], most: usize) -> (Vec<String>, Vec<Vec<u8>>) {
    let n = dictionary.terms.len();
    let mut sizes = vec![0u32; n];
    for run in runs {
        for s in &run.terms {
            sizes[s.term as usize] += s.to - s.from;
        }
    }
    let mut starts: Vec<usize> = vec![0];
    let mut room = 0;
    for (i, size) in sizes.iter().enumerate() {
        let size = (*size as usize).min(MOST_POSTINGS * 3) + dictionary.terms[i].len() / 2 + 3;
        let same = i > 0 && dictionary.folds[i] == dictionary.folds[i - 1];
        if room + size > most && room > 0 && !same {
            starts.push(i);
            room = 0;
        }
        room += size;
    }
    let bounds = starts
        .iter()
        .map(|&s| if s == 0 { String::new() } else { separator(&dictionary.folds[s - 1], &dictionary.folds[s]) })
        .collect();
    let packed = starts
        .par_iter()
        .enumerate()
        .map(|(i, &from)| {
            let to = starts.get(i + 1).copied().unwrap_or(n);
            pack(&shard(dictionary, runs, from, to), 9)
        })
        .collect();
    (bounds, packed)
}

/// The shortest text that is after `before` and not after `key`.
fn separator(before: &str, key: &str) -> String {
    let shared = before.chars().zip(key.chars()).take_while(|(a, b)| a == b).count();
    key.chars().take(shared + 1).collect()
}

fn shard(dictionary: &Dictionary, runs: &[Run], from: usize, to: usize) -> Vec<u8> {
    let mut places: Vec<usize> =
        runs.iter().map(|run| run.terms.partition_point(|t| (t.term as usize) < from)).collect();
    let mut stretches: Vec<(&[u8], Stretch)> = Vec::new();
    let terms: Vec<NewTerm> = (from..to)
        .map(|n| {
            stretches.clear();
            for (run, at) in runs.iter().zip(&mut places) {
                if let Some(s) = run.terms.get(*at).filter(|s| s.term as usize == n) {
                    stretches.push((&run.bytes[s.from as usize..s.to as usize], *s));
                    *at += 1;
                }
            }
            let pages = stretches.iter().map(|s| s.1.count).sum();
            let postings = if pages as usize > MOST_POSTINGS { best(&stretches) } else { joined(&stretches) };
            NewTerm { text: &dictionary.terms[n], aliases: &dictionary.aliases[n], pages, postings }
        })
        .collect();
    write(&terms)
}

/// The postings of all runs, one after the other: only the first page of each is counted anew.
fn joined(stretches: &[(&[u8], Stretch)]) -> Vec<u8> {
    let mut out = Vec::with_capacity(stretches.iter().map(|s| s.0.len()).sum());
    let mut before = 0;
    for (bytes, stretch) in stretches {
        let mut at = 0;
        let first = get(bytes, &mut at).unwrap_or_default();
        put(&mut out, first - before);
        out.extend_from_slice(&bytes[at..]);
        before = stretch.last;
    }
    out
}

/// The [`MOST_POSTINGS`] that say most.
fn best(stretches: &[(&[u8], Stretch)]) -> Vec<u8> {
    let mut all: Vec<(&[u8], Passed)> = Vec::new();
    for (bytes, stretch) in stretches {
        let (mut at, mut before) = (0, 0);
        all.extend((0..stretch.count).filter_map(|_| Some((*bytes, pass(bytes, &mut at, &mut before)?))));
    }
    if all.len() > MOST_POSTINGS {
        all.select_nth_unstable_by_key(MOST_POSTINGS, |(_, p)| (std::cmp::Reverse(p.impact), p.page));
        all.truncate(MOST_POSTINGS);
    }
    all.sort_unstable_by_key(|(_, p)| p.page);
    let mut out = Vec::new();
    let mut before = 0;
    for (bytes, p) in all {
        put(&mut out, p.page - before);
        out.extend_from_slice(&bytes[p.from..p.to]);
        before = p.page;
    }
    out
}

/// The packed blocks of text, and how many pages each holds.
fn blocks(pages: &[SearchPage]) -> (Vec<u32>, Vec<Vec<u8>>) {
    let most = if pages.len() >= LARGE { BLOCK } else { SMALL_BLOCK };
    let mut groups: Vec<&[SearchPage]> = Vec::new();
    let (mut from, mut room) = (0, 0);
    for (i, page) in pages.iter().enumerate() {
        let size: usize = 80 + page.title.len() + sections(page).map(|s| s.0.len() + s.2.len() + 20).sum::<usize>();
        if i > from && room + size > most {
            groups.push(&pages[from..i]);
            (from, room) = (i, 0);
        }
        room += size;
    }
    if from < pages.len() {
        groups.push(&pages[from..]);
    }
    let packed = groups.par_iter().map(|group| pack(&block(group), 4)).collect();
    (groups.iter().map(|g| g.len() as u32).collect(), packed)
}

/// JSON: per page `[url, title, description, [[heading, anchor, text], …]]`.
fn block(pages: &[SearchPage]) -> Vec<u8> {
    type Section<'a> = (Cow<'a, str>, &'a str, Cow<'a, str>);
    let pages: Vec<(&str, Cow<str>, Cow<str>, Vec<Section>)> = pages
        .iter()
        .map(|p| {
            let list = sections(p).map(|s| (nfc(s.0), s.1, nfc(s.2))).collect();
            (p.url.as_str(), nfc(&p.title), nfc(&p.description), list)
        })
        .collect();
    serde_json::to_vec(&pages).unwrap_or_default()
}
