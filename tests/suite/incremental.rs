//! Whatever is changed, in whatever order: what is kept from before never shows. After every step, the site loaded
//! with what was kept equals the site loaded from nothing, byte for byte and finding for finding.

#![allow(clippy::disallowed_methods, reason = "a test asks its surroundings how long to look")]

mod edits;

use crate::common::options;
use edits::{Edits, start};
use ledfyr::base::hash::Hash;
use ledfyr::base::path::RelPath;
use ledfyr::build::{
    Bodies, Build, LastBuild, Loaded, Model, Options, PageCounts, Published, Record, Recorded, SearchMemory, Timings,
    WithSearch, load, publish,
};
use ledfyr::config;
use ledfyr::diagnostic::{Levels, Report};
use ledfyr::document;
use ledfyr::output::{DiskSink, Kept, MemorySink, OutFolder, manifest};
use ledfyr::source::MemoryFiles;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Steps in each sequence.
const STEPS: usize = 8;

/// `LEDFYR_SEQUENCES=2000` for a long look, `LEDFYR_SEED` to begin with another one.
fn seeds() -> std::ops::Range<u64> {
    let number = |name: &str| std::env::var(name).ok().and_then(|n| n.parse().ok());
    let first = number("LEDFYR_SEED").unwrap_or(1);
    first..first + number("LEDFYR_SEQUENCES").unwrap_or(50)
}

fn settings() -> Options {
    Options { base_url: Some("https://a.example/b/".to_owned()), search: WithSearch::Later, ..options() }
}

#[test]
fn any_sequence_of_changes_gives_what_a_first_load_gives() {
    let results: Vec<_> = seeds().into_par_iter().map(sequence).collect();
    let failures: Vec<_> = results.iter().filter_map(|r| r.as_ref().err()).collect();
    assert!(failures.is_empty(), "{} failed, among them\n{}", failures.len(), failures[0]);
    let kept: usize = results.iter().flatten().sum();
    assert!(kept > results.len(), "what was related before was kept only {kept} times");
}

/// How many times the pages did not have to be related anew, or what went wrong.
fn sequence(seed: u64) -> Result<usize, String> {
    let mut files = start();
    let mut edits = Edits::new(seed);
    let mut model = Model::default();
    let mut missed: Option<BTreeSet<RelPath>> = None;
    let mut told = String::new();
    let mut related = 0;
    let mut before: Option<(String, Record, Loaded)> = None;
    // Every other one as a large site is held.
    let held = Options { pack_from: if seed.is_multiple_of(2) { 4 } else { usize::MAX }, ..settings() };
    for step in 0..=STEPS {
        if step > 0 {
            let (what, changed) = edits.next(&mut files);
            told.push_str(&format!("  {what}\n"));
            missed.get_or_insert_default().extend(changed);
        }
        let configured = config::load(&files);
        if !configured.diagnostics.is_empty() {
            // There is no site until that is mended.
            continue;
        }
        let kept = model.load(&files, configured.config.clone(), &held, missed.as_ref());
        related += usize::from(kept.timings.stages.iter().any(|s| s.name == "site" && s.cached > 0));
        let recorded = Recorded::new(&files);
        let fresh = load(&recorded, configured.config.clone(), &settings());
        let record = recorded.record();
        // What a build wrote down holds only as long as a build would come to the same.
        let asked = serde_json::to_string(&configured.config).unwrap();
        if let Some((config, record, before)) = &before
            && *config == asked
            && record.holds(&files)
            && let Some(difference) = difference(before, &fresh)
        {
            return Err(format!("seed {seed}, the record holds after\n{told}{difference}"));
        }
        missed = Some(BTreeSet::new());
        if let Some(difference) = difference(&kept, &fresh) {
            return Err(format!("seed {seed}, after\n{told}{difference}"));
        }
        before = Some((asked, record, fresh));
    }
    Ok(related)
}

/// Every fifth sequence is also built into a folder, as the program does it: from what the last build kept.
#[test]
fn any_sequence_of_builds_writes_what_a_clean_build_writes() {
    let results: Vec<_> = seeds().step_by(5).collect::<Vec<_>>().into_par_iter().map(builds).collect();
    let failures: Vec<_> = results.iter().filter_map(|r| r.as_ref().err()).collect();
    assert!(failures.is_empty(), "{} failed, among them\n{}", failures.len(), failures[0]);
    let (bodies, pages) = results.iter().flatten().fold((0, 0), |all, r| (all.0 + r.0, all.1 + r.1));
    assert!(bodies > results.len() * STEPS, "bodies were used again only {bodies} times");
    assert!(pages > results.len() * STEPS, "pages were left as they lay only {pages} times");
}

/// How many bodies were not parsed again and how many files not written again, or what went wrong.
fn builds(seed: u64) -> Result<(usize, usize), String> {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("builds-{seed}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&root);
    let out = root.join("public");
    let options = Options { search: WithSearch::Beside, ..settings() };
    let mut files = start();
    let mut edits = Edits::new(seed);
    let mut told = String::new();
    let (mut bodies, mut pages) = (0, 0);
    for step in 0..=STEPS {
        if step > 0 {
            told.push_str(&format!("  {}\n", edits.next(&mut files).0));
        }
        let configured = config::load(&files);
        if !configured.diagnostics.is_empty() {
            continue;
        }
        let config = configured.config;
        let fresh = load(&files, config.clone(), &options);
        let memory = LastBuild {
            kept: Kept::beside(&root),
            program: "1".to_owned(),
            key: Hash::of(serde_json::to_string(&config).unwrap().as_bytes()),
            out: &out,
        };
        let different = |what: &str| Err(format!("seed {seed}, {what} after\n{told}"));
        if fresh.has_errors() {
            continue;
        }
        if memory.known(&files).0.is_none() {
            let recorded = Recorded::new(&files);
            let mut model = Model::after(
                Bodies::new(memory.kept.clone(), memory.key),
                Some(SearchMemory::new(memory.kept.clone(), memory.key, true)),
            );
            let rendered = memory.rendered();
            let mut loaded = model.load(&recorded, config, &options, None);
            let found = std::mem::take(&mut loaded.diagnostics);
            let folder = OutFolder::claim(&out, false, &|| {}).unwrap();
            let sink = Box::new(DiskSink::begin(folder, ledfyr::build::guard::pages(&loaded)).unwrap());
            let published = publish(&loaded, sink, Some(&rendered), &mut Timings::default(), &|_| {}).unwrap();
            let Published::Done(committed) = published else { continue };
            bodies += loaded.timings.stages.iter().find(|s| s.name == "read").unwrap().cached;
            pages += committed.files - committed.written;
            let record = recorded.record();
            memory
                .keep(Build { record, found, counts: PageCounts::default(), model: &model, rendered: &rendered })
                .unwrap();
        }
        let clean = MemorySink::new();
        let published = publish(&fresh, Box::new(clean.clone()), None, &mut Timings::default(), &|_| {}).unwrap();
        if matches!(published, Published::Faulty(_)) {
            return different("a template fails only in a clean build");
        }
        let clean = clean.files();
        if manifest(&out) != clean.keys().cloned().collect::<Vec<_>>() {
            return different("other files");
        }
        if let Some((path, _)) = clean.iter().find(|(path, bytes)| fs::read(out.join(path)).unwrap() != ***bytes) {
            return different(path);
        }
    }
    fs::remove_dir_all(&root).unwrap();
    Ok((bodies, pages))
}

fn difference(kept: &Loaded, fresh: &Loaded) -> Option<String> {
    let found = |l: &Loaded| {
        let report = Report::new(l.diagnostics.clone(), &Levels::default());
        report.items.iter().map(|(_, d)| format!("{d:?}")).collect::<Vec<_>>()
    };
    let (a, b) = (found(kept), found(fresh));
    if a != b {
        let more: Vec<_> = a.iter().filter(|d| !b.contains(d)).chain(b.iter().filter(|d| !a.contains(d))).collect();
        return Some(format!("other findings: {} and {}: {more:#?}", a.len(), b.len()));
    }
    if kept.plan.targets != fresh.plan.targets {
        return Some(format!("other targets: {:?} and {:?}", kept.plan.targets, fresh.plan.targets));
    }
    let (one, other) = (kept.renderer(), fresh.renderer());
    for target in &fresh.plan.targets {
        let (a, b) = (one.render(target), other.render(target));
        if a != b {
            let text = |r: &Result<ledfyr::render::Artifact, _>| match r {
                Ok(artifact) => String::from_utf8_lossy(&artifact.bytes).into_owned(),
                Err(d) => format!("{d:?}"),
            };
            let (a, b) = (text(&a), text(&b));
            let line = a.lines().zip(b.lines()).find(|(a, b)| a != b);
            return Some(format!("{} differs: {line:#?}", target.path));
        }
    }
    None
}

/// Pages are looked at again when one that they were reviewed against changes, though they are not related anew.
#[test]
fn a_change_makes_the_reviews_that_rest_on_it_suspect() {
    let base = "---\nid: alfa\ntitle: Alfa\n---\n## Ett\n";
    let hash = document::body_hash("## Ett\n").hex();
    let page = format!(
        "---\ntitle: B\nkind: role\ntier: line\nimplements: [alfa]\nreviewed_hash: \"{hash}\"\nreviewed_basis: {{alfa: \"{hash}\"}}\n---\n## Ett\n"
    );
    let mut files = MemoryFiles::new().with("content/a.md", base).with("content/b.md", page);
    let config = config::load(&files).config;
    let mut model = Model::default();
    let codes = |loaded: &Loaded| loaded.diagnostics.iter().map(|d| d.code.as_str()).collect::<Vec<_>>();
    assert_eq!(codes(&model.load(&files, config.clone(), &settings(), None)), [""; 0]);
    let changed = BTreeSet::from([RelPath::lit("content/a.md")]);
    for (text, expected) in [(format!("{base}\nMer."), &["suspect-link"][..]), (base.to_owned(), &[][..])] {
        files.insert("content/a.md", text);
        let loaded = model.load(&files, config.clone(), &settings(), Some(&changed));
        assert!(loaded.timings.stages.iter().any(|s| s.name == "site" && s.cached > 0), "nothing was related anew");
        assert_eq!(codes(&loaded), expected);
    }
}
