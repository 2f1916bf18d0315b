//! How long the stages take on a corpus of a few hundred pages: parse, load (all stages up to the plan), render, index,
//! query. Compare figures of one machine and one hour only.

#![allow(clippy::disallowed_methods, reason = "the door to the disk is for the program; this is a tool beside it")]
#![allow(clippy::expect_used, clippy::unwrap_used, unreachable_pub, reason = "a tool beside the program")]

#[path = "corpus/mod.rs"]
#[allow(dead_code, reason = "the generator writes more kinds of trees than are measured here")]
mod corpus;

use corpus::{Corpus, SEED, Tree};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use ledfyr::base::date::Date;
use ledfyr::base::path::RelPath;
use ledfyr::config::{self, Config};
use ledfyr::document::{self, Edition};
use ledfyr::output::Discard;
use ledfyr::pipeline::{self, Loaded, Options, Timings, WithSearch};
use ledfyr::search::Searcher;
use ledfyr::source::{DiskFiles, Files};
use std::hint::black_box;
use std::path::PathBuf;

/// The program's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Pages of the corpus where `PAGES` in the environment says nothing else.
const PAGES: usize = 200;

fn folder() -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("bench-corpus");
    let _ = std::fs::remove_dir_all(&folder);
    let pages = std::env::var("PAGES").map_or(PAGES, |pages| pages.parse().expect("PAGES is a number"));
    let corpus = Corpus::new(pages, SEED);
    corpus::write(&corpus, &folder, Tree::Ledfyr).expect("the corpus can be written below target");
    folder
}

fn today() -> Date {
    Date::from_ymd(2026, 11, 22).expect("a date")
}

fn load(files: &DiskFiles, config: &Config, search: WithSearch) -> Loaded {
    let options = Options {
        folder_name: "bench".to_owned(),
        base_url: None,
        audience: None,
        drafts: false,
        today: today(),
        out: None,
        search,
        service_worker: true,
        portable: false,
        by_clock: false,
    };
    pipeline::load(files, config.clone(), &options)
}

fn stages(c: &mut Criterion) {
    let files = DiskFiles::new(folder());
    let config = config::load(&files).config;
    let edition = Edition { audience: None, drafts: false, today: today() };
    let entries = files.walk(&RelPath::lit("content"), &[]).entries;
    let pages: Vec<(RelPath, Vec<u8>)> =
        entries.into_iter().map(|e| (e.path.clone(), files.read(&e.path).expect("a page"))).collect();

    let mut group = c.benchmark_group("stages");
    group.sample_size(20).throughput(Throughput::Elements(pages.len() as u64));
    group.bench_function("parse", |b| {
        b.iter(|| {
            for (path, bytes) in &pages {
                black_box(document::read(
                    path,
                    path,
                    (bytes.clone(), ledfyr::base::hash::Hash::of(bytes)),
                    &config,
                    &edition,
                ));
            }
        });
    });
    group.bench_function("load", |b| b.iter(|| black_box(load(&files, &config, WithSearch::Never))));
    let loaded = load(&files, &config, WithSearch::Never);
    group.bench_function("render", |b| {
        b.iter(|| black_box(pipeline::publish(&loaded, Box::new(Discard), &mut Timings::default(), &|_| {})))
    });
    group.bench_function("index", |b| b.iter(|| black_box(loaded.search_index())));
    group.finish();

    let index = loaded.search_index();
    let searcher = Searcher::open(&index).expect("an index");
    c.bench_function("query", |b| b.iter(|| black_box(searcher.search("riskanalys för skolan", 10))));
}

criterion_group!(benches, stages);
criterion_main!(benches);
