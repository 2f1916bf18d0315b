//! Whatever is changed, in whatever order: what is kept from before never shows. After every step, the site loaded
//! with what was kept equals the site loaded from nothing, byte for byte and finding for finding.

#![allow(clippy::disallowed_methods, reason = "a test asks its surroundings how long to look")]

mod edits;

use crate::common::options;
use edits::{Edits, start};
use ledfyr::base::path::RelPath;
use ledfyr::config;
use ledfyr::diagnostic::{Levels, Report};
use ledfyr::maintenance;
use ledfyr::output::{DiskSink, MemorySink, OutFolder, manifest};
use ledfyr::pipeline::{Loaded, Model, Options, Published, Timings, WithSearch, load, publish};
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
    first..first + number("LEDFYR_SEQUENCES").unwrap_or(24)
}

fn settings() -> Options {
    Options {
        base_url: Some("https://a.example/b/".to_owned()),
        search: WithSearch::Deferred,
        service_worker: false,
        ..options()
    }
}

#[test]
fn any_sequence_of_changes_gives_what_a_first_load_gives() {
    let results: Vec<_> = seeds().into_par_iter().map(sequence).collect();
    let failures: Vec<_> = results.iter().filter_map(|r| r.as_ref().err()).collect();
    assert!(failures.is_empty(), "{} failed, among them\n{}", failures.len(), failures[0]);
    let kept: usize = results.iter().flatten().sum();
    assert!(kept * 2 > results.len(), "what was related before was kept only {kept} times");
}

/// How many times the pages did not have to be related anew, or what went wrong.
fn sequence(seed: u64) -> Result<usize, String> {
    let mut files = start();
    let mut edits = Edits::new(seed);
    let mut model = Model::default();
    let mut missed: Option<BTreeSet<RelPath>> = None;
    let mut told = String::new();
    let mut related = 0;
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
        let kept = model.load(&files, configured.config.clone(), &settings(), missed.as_ref());
        related += usize::from(kept.timings.stages.iter().any(|s| s.name == "site" && s.cached > 0));
        let fresh = load(&files, configured.config, &settings());
        missed = Some(BTreeSet::new());
        if let Some(difference) = difference(&kept, &fresh) {
            return Err(format!("seed {seed}, after\n{told}{difference}"));
        }
    }
    Ok(related)
}

/// Every fifth sequence is also built into a folder, each time over what the last build wrote there.
#[test]
fn any_sequence_of_builds_writes_what_a_clean_build_writes() {
    let results: Vec<_> = seeds().step_by(5).collect::<Vec<_>>().into_par_iter().map(builds).collect();
    let failures: Vec<_> = results.iter().filter_map(|r| r.as_ref().err()).collect();
    assert!(failures.is_empty(), "{} failed, among them\n{}", failures.len(), failures[0]);
    let unchanged: usize = results.iter().flatten().sum();
    assert!(unchanged > results.len() * STEPS, "files were left as they lay only {unchanged} times");
}

/// How many files were not written again, or what went wrong.
fn builds(seed: u64) -> Result<usize, String> {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("builds-{seed}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&root);
    let out = root.join("public");
    let options = Options { service_worker: true, ..settings() };
    let mut files = start();
    let mut edits = Edits::new(seed);
    let mut told = String::new();
    let mut unchanged = 0;
    for step in 0..=STEPS {
        if step > 0 {
            told.push_str(&format!("  {}\n", edits.next(&mut files).0));
        }
        let configured = config::load(&files);
        if !configured.diagnostics.is_empty() {
            continue;
        }
        let loaded = load(&files, configured.config, &options);
        if loaded.has_errors() {
            continue;
        }
        let different = |what: &str| Err(format!("seed {seed}, {what} after\n{told}"));
        let folder = OutFolder::claim(&out, false, &|| {}).unwrap();
        let sink = Box::new(DiskSink::begin(folder, ledfyr::pipeline::guard::pages(&loaded)).unwrap());
        let Published::Done(committed) = publish(&loaded, sink, &mut Timings::default(), &|_| {}).unwrap() else {
            continue;
        };
        unchanged += committed.files - committed.written;
        let clean = MemorySink::new();
        let published = publish(&loaded, Box::new(clean.clone()), &mut Timings::default(), &|_| {}).unwrap();
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
    Ok(unchanged)
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
    let page = "---\ntitle: B\nkind: role\ntier: line\nimplements: [alfa]\n---\n## Ett\n";
    let mut files = MemoryFiles::new().with("content/a.md", base).with("content/b.md", page);
    let config = config::load(&files).config;
    let loaded = Model::default().load(&files, config.clone(), &settings(), None);
    let b = maintenance::named(&loaded, "content/b.md").unwrap();
    let review = maintenance::review(&files, &loaded, b, settings().today).unwrap();
    files.insert("content/b.md", review.text);
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

/// A calendar comes with the first review, which nothing is related anew for.
#[test]
fn a_first_review_gives_a_role_its_calendar() {
    let page = "---\ntitle: B\nkind: process\nowner: ombud\nreview_every: P1Y\n---\nText.\n";
    let role = "---\nid: ombud\ntitle: Ombud\nkind: role\ntier: line\n---\n";
    let mut files = MemoryFiles::new().with("content/ombud.md", role).with("content/b.md", page);
    let config = config::load(&files).config;
    let mut model = Model::default();
    let calendars = |loaded: &Loaded| loaded.plan.targets.iter().filter(|t| t.path == "ombud/ombud.ics").count();
    assert_eq!(calendars(&model.load(&files, config.clone(), &settings(), None)), 0);
    let changed = BTreeSet::from([RelPath::lit("content/b.md")]);
    for (text, expected) in
        [(page.replace("review_every", "last_reviewed: 2026-10-01\nreview_every"), 1), (page.to_owned(), 0)]
    {
        files.insert("content/b.md", text);
        let loaded = model.load(&files, config.clone(), &settings(), Some(&changed));
        assert!(loaded.timings.stages.iter().any(|s| s.name == "site" && s.cached > 0), "nothing was related anew");
        assert_eq!(calendars(&loaded), expected);
    }
}
