//! Builds the index: the one place that chains the passes.
use super::blocks::{LARGE, Texts, blocks};
use super::browser_tables::browser_tables;
use super::collect::{Collected, Counted, collect, count};
use super::dictionary::Dictionary;
use super::facets::Facets;
use super::format::IndexFormat;
use super::input::{SearchOptions, SearchPage};
use super::learn::{candidates, learn};
use super::manifest::{Files, Manifest, VERSION, hash};
use super::postings::{Posting, Postings};
use super::score::{Run, score_pages};
use super::search_index::{SearchIndex, Stats};
use super::shard::{MOST_POSTINGS, NewTerm, write};
use super::stem_groups::StemGroups;
use crate::base::bytes::Bytes;
use crate::base::parallel;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// Bytes that a shard holds, as reckoned below: little, as most look-ups want one term of it.
const SHARD: usize = 3_800;
const SMALL_SHARD: usize = 1_600;
/// Endings are asked for only when all else fails.
const ENDINGS_SHARD: usize = 12_000;
/// Bytes up to which everything goes into the one first file; a server makes about a third of them.
const ONE_FILE: usize = 60_000;
/// Bytes up to which the dictionary goes into the first file.
const DICTIONARY_IN_FIRST: usize = 27_000;

/// Builds the index of all pages. The same input gives the same bytes, whatever the number of threads.
pub(crate) fn build(pages: &[SearchPage<'_>], options: &SearchOptions) -> SearchIndex {
    let english = pages.iter().any(|p| p.lang == "en");
    let analysis = || browser_tables(english).to_string().into_bytes();
    let counted = count(pages);
    let bytes: Vec<u32> = counted.iter().flat_map(|counted| counted.chunk.bytes.iter().copied()).collect();
    // Much of the one must be done in order; the other fills.
    let (made, (texts, analysis)) =
        rayon::join(|| make(counted, pages, options), || (blocks(pages, &bytes), analysis()));
    let Made { words, terms, parts, bounds, shards, lexicon } = made;
    let Texts { counts, blocks } = texts;

    let languages: BTreeSet<&str> = pages.iter().map(|p| &*p.lang).collect();
    let size = |list: &[Vec<u8>]| list.iter().map(Vec::len).sum::<usize>();
    let all_in_one = analysis.len() + lexicon.len() + size(&shards) + size(&blocks) <= ONE_FILE;
    let form = options.form;
    let mut first: Vec<(String, Vec<u8>)> = Vec::new();
    let mut files = Vec::new();
    let mut place = |kind: char, payloads: Vec<Vec<u8>>, inside: bool| -> String {
        if inside {
            first.extend(payloads.into_iter().enumerate().map(|(i, payload)| (format!("{kind}{i}"), payload)));
            return String::new();
        }
        let mut hashes = String::new();
        for (name, hash, file) in own_files(form, kind, payloads) {
            files.push((name, Bytes::new(file)));
            hashes.push_str(&hash);
        }
        hashes
    };
    let mut manifest = Manifest {
        version: VERSION,
        pages: pages.len() as u32,
        most: MOST_POSTINGS as u32,
        languages: languages.into_iter().map(str::to_owned).collect(),
        bounds,
        blocks: counts,
        facets: Facets::of(pages),
        ..Manifest::default()
    };
    let in_first = all_in_one || size(&shards) <= DICTIONARY_IN_FIRST;
    manifest.files = Files {
        analysis: place('a', vec![analysis], all_in_one),
        parts: place('l', vec![lexicon], all_in_one),
        terms: place('t', shards, in_first),
        texts: place('d', blocks, all_in_one),
    };
    let manifest = serde_json::to_vec(&manifest).unwrap_or_default();
    let inside = first.iter().map(|(id, payload)| (id.as_str(), payload.as_slice()));
    let head = form.file(std::iter::once(("m0", manifest.as_slice())).chain(inside));
    files.insert(0, (form.manifest().to_owned(), Bytes::new(head)));
    let bytes = files.iter().map(|f| f.1.len()).sum();
    SearchIndex {
        sources: pages.iter().map(|p| p.source.to_string()).collect(),
        stats: Stats { pages: pages.len(), words, terms, parts, bytes },
        files,
    }
}

/// The payloads of one kind as files: name, hash and bytes of each.
fn own_files(form: IndexFormat, kind: char, payloads: Vec<Vec<u8>>) -> Vec<(String, String, Vec<u8>)> {
    let file = |(i, payload): (usize, Vec<u8>)| {
        let (id, hash) = (format!("{kind}{i}"), hash(&payload));
        let file = form.file([(id.as_str(), payload.as_slice())]);
        (form.name(&id, &hash), hash, file)
    };
    // Taken by value, so that a payload is dropped once its file is made.
    payloads.into_par_iter().enumerate().map(file).collect()
}

/// What the words of the pages give.
struct Made {
    words: usize,
    terms: usize,
    parts: usize,
    /// First folded form of each shard.
    bounds: Vec<String>,
    /// JSON, as is the lexicon.
    shards: Vec<Vec<u8>>,
    lexicon: Vec<u8>,
}

/// Learns, weighs and writes.
fn make(counted: Vec<Counted>, pages: &[SearchPage<'_>], options: &SearchOptions) -> Made {
    let Collected { words, pages_with, chunks } = collect(counted);
    let count = words.len();
    let families = StemGroups::new(&words);
    let lexicon = learn(&candidates(&words, &pages_with, &families));
    let dictionary = Dictionary::new(&words, &families, &lexicon, options);
    drop(families);
    drop(words);
    let runs = score_pages(chunks, &dictionary.analysed, dictionary.terms.len(), pages);
    let most = if pages.len() >= LARGE { SHARD } else { SMALL_SHARD };
    let (bounds, shards) = shards(&dictionary, &runs, most);
    let text = serde_json::to_vec(&lexicon.to_text()).unwrap_or_default();
    let parts = lexicon.entries.len();
    let terms = dictionary.terms.len();
    Made { words: count, terms, parts, bounds, shards, lexicon: text }
}

/// The shards, and for each the first folded form that belongs to it.
fn shards(dictionary: &Dictionary, runs: &[Run], most: usize) -> (Vec<String>, Vec<Vec<u8>>) {
    let n = dictionary.terms.len();
    let mut sizes = vec![0u32; n];
    for run in runs {
        let mut from = 0;
        for (term, end) in &run.terms {
            sizes[*term as usize] += end - from;
            from = *end;
        }
    }
    let mut starts: Vec<usize> = vec![0];
    let mut filled = 0;
    for (i, size) in sizes.iter().enumerate() {
        let size =
            (*size as usize).min(MOST_POSTINGS) * 2 + (dictionary.terms[i].len() + dictionary.aliases[i].len()) / 2 + 3;
        let same = i > 0 && dictionary.folds[i] == dictionary.folds[i - 1];
        let most = if dictionary.terms[i].starts_with('~') { most.max(ENDINGS_SHARD) } else { most };
        if filled + size > most && filled > 0 && !same {
            starts.push(i);
            filled = 0;
        }
        filled += size;
    }
    let bounds = starts
        .iter()
        .map(|&s| if s == 0 { String::new() } else { separator(&dictionary.folds[s - 1], &dictionary.folds[s]) })
        .collect();
    let ends = starts.iter().skip(1).copied().chain([n]);
    let stretches: Vec<(usize, usize)> = starts.iter().copied().zip(ends).collect();
    let shards = parallel::map(&stretches, |&(from, to)| shard(dictionary, runs, from, to));
    (bounds, shards)
}

/// The shortest text that is after `before` and not after `key`.
fn separator(before: &str, key: &str) -> String {
    let shared = before.chars().zip(key.chars()).take_while(|(a, b)| a == b).count();
    key.chars().take(shared + 1).collect()
}

fn shard(dictionary: &Dictionary, runs: &[Run], from: usize, to: usize) -> Vec<u8> {
    let mut places: Vec<usize> = runs.iter().map(|run| run.terms.partition_point(|t| (t.0 as usize) < from)).collect();
    let mut list: Vec<Posting> = Vec::new();
    let mut postings = Postings::default();
    let terms: Vec<NewTerm> = (from..to)
        .map(|n| {
            list.clear();
            for (run, at) in runs.iter().zip(&mut places) {
                if run.terms.get(*at).is_some_and(|t| t.0 as usize == n) {
                    list.extend_from_slice(run.of(*at));
                    *at += 1;
                }
            }
            let pages = list.len() as u32;
            if list.len() > MOST_POSTINGS {
                list.select_nth_unstable_by_key(MOST_POSTINGS, |p| (std::cmp::Reverse(p.impact), p.page));
                list.truncate(MOST_POSTINGS);
                list.sort_unstable_by_key(|p| p.page);
            }
            postings.push(&list);
            NewTerm { text: &dictionary.terms[n], aliases: &dictionary.aliases[n], pages }
        })
        .collect();
    write(&terms, postings)
}
