//! Rendering every target into a sink.

use super::loaded::Loaded;
use super::timing::{Stage, Timings};
use crate::base::parallel;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::front_matter::fields::Kind;
use crate::output::{Committed, OutputError, Sink};
use crate::plan::{Target, TargetKind};
use crate::render::{Renderer, Search};
use crate::site::Page;
use std::collections::HashSet;
use std::mem::{Discriminant, discriminant};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

/// What came of publishing.
#[derive(Debug)]
pub enum Published {
    /// The sink has published every file.
    Done(Committed),
    /// A template failed: nothing was published.
    Faulty(Diagnostics),
}

/// Renders all targets of `loaded` in parallel into `sink` and commits it. `progress` is called with the number of targets
/// done.
///
/// # Errors
/// When the sink cannot take or publish them.
pub fn publish(
    loaded: &Loaded,
    sink: Box<dyn Sink>,
    timings: &mut Timings,
    progress: &(dyn Fn(usize) + Sync),
) -> Result<Published, OutputError> {
    let mut search = None;
    let published = timings.run("write", |stage| {
        let done = AtomicUsize::new(0);
        let step = || progress(done.fetch_add(1, Ordering::Relaxed) + 1);
        let sink_of = sink.as_ref();
        let write = |loaded: &Loaded, which: &(dyn Fn(&Target) -> bool + Sync), step: &(dyn Fn() + Sync)| {
            write(&loaded.renderer(), sink_of, &loaded.plan.targets, which, step)
        };
        let mut failures = Vec::new();
        if matches!(loaded.search, Search::Deferred) {
            let pages = || write(loaded, &|t| !needs_search_index(t), &step);
            let (failed, (indexed, took)) = rayon::join(pages, || build_index(loaded));
            failures.extend(failed);
            search = Some(took);
            failures.extend(write(&indexed, &needs_search_index, &|| {}));
        } else {
            failures.extend(write(loaded, &|_| true, &step));
        }
        let published = commit(failures, sink)?;
        if let Published::Done(committed) = &published {
            (stage.items, stage.bytes) = (committed.files, committed.bytes);
            stage.cached = committed.files - committed.written;
        }
        Ok(published)
    });
    timings.stages.extend(search);
    published
}

/// Whether a target needs the search index: its files, and the service worker, which lists them.
fn needs_search_index(target: &Target) -> bool {
    matches!(target.kind, TargetKind::SearchFile(_) | TargetKind::ServiceWorker)
}

/// Builds the search index while pages are written; the two share the processors, so its own time on them is not known.
fn build_index(loaded: &Loaded) -> (Loaded, Stage) {
    let start = Instant::now();
    let indexed = loaded.indexed();
    let mut stage = Stage { name: "search", wall: start.elapsed(), concurrent: true, ..Stage::default() };
    if let Some(index) = indexed.search.index() {
        (stage.items, stage.bytes) = (index.files.len(), index.stats.bytes as u64);
    }
    (indexed, stage)
}

/// What rendering the pages of `loaded` finds wrong with its templates. Those of the program fail for every page of their
/// kind or for none, so a page of each kind tells; a site's own, and one that a page names, may fail for any page.
pub fn template_faults(loaded: &Loaded) -> Diagnostics {
    let renderer = loaded.renderer();
    let mut seen = HashSet::new();
    let every = loaded.theme.is_overlaid();
    let sampled: Vec<&Target> = loaded
        .plan
        .targets
        .iter()
        .filter(|t| every || names_template(loaded, t) || seen.insert(kind(loaded, t)))
        .collect();
    deduplicated(parallel::map(&sampled, |target| renderer.render(target).err()).into_iter().flatten().collect())
}

/// The faults of templates, each once however many pages it stops: with the first of them.
fn deduplicated(mut faults: Diagnostics) -> Diagnostics {
    faults.sort_by(|a, b| {
        (a.order(), a.related.first().map(|r| &r.file)).cmp(&(b.order(), b.related.first().map(|r| &r.file)))
    });
    faults.dedup_by(|a, b| a.order() == b.order());
    faults
}

fn page<'a>(loaded: &'a Loaded, target: &Target) -> Option<&'a Page> {
    match target.kind {
        TargetKind::Page(ix) => Some(&loaded.site.pages[ix]),
        _ => None,
    }
}

fn names_template(loaded: &Loaded, target: &Target) -> bool {
    page(loaded, target).is_some_and(|page| page.fields().template.is_some())
}

/// Targets of one kind are rendered alike; the front page of a section has a template of its own.
fn kind(loaded: &Loaded, target: &Target) -> (Discriminant<TargetKind>, Option<(Kind, bool)>) {
    (discriminant(&target.kind), page(loaded, target).map(|page| (page.kind(), page.is_section)))
}

enum Failure {
    Template(Diagnostic),
    Output(OutputError),
}

fn write(
    renderer: &Renderer,
    sink: &dyn Sink,
    targets: &[Target],
    which: &(dyn Fn(&Target) -> bool + Sync),
    step: &(dyn Fn() + Sync),
) -> Vec<Failure> {
    let one = |target: &Target| {
        let result = renderer
            .render(target)
            .map_err(Failure::Template)
            .and_then(|artifact| sink.write(artifact).map_err(Failure::Output));
        step();
        result.err()
    };
    let targets: Vec<&Target> = targets.iter().filter(|t| which(t)).collect();
    parallel::map(&targets, |target| one(target)).into_iter().flatten().collect()
}

fn commit(failures: Vec<Failure>, sink: Box<dyn Sink>) -> Result<Published, OutputError> {
    let mut faulty = Diagnostics::new();
    for failure in failures {
        match failure {
            Failure::Output(e) => return Err(e),
            Failure::Template(diagnostic) => faulty.push(diagnostic),
        }
    }
    if !faulty.is_empty() {
        return Ok(Published::Faulty(deduplicated(faulty)));
    }
    sink.commit().map(Published::Done)
}
