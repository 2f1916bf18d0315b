//! One build: from the files as they are now to a version of the site and its findings.

use super::snapshot::{Found, Snapshot};
use super::state::Shared;
use super::tracked::TrackedFiles;
use crate::base::date::Date;
use crate::base::path::RelPath;
use crate::config::{self, CONFIG_FILE, Config};
use crate::diagnostic::{Code, Diagnostic, Grade, Levels, Report};
use crate::pipeline::{Model, Options};
use crate::source::{DiskFiles, Files};
use crate::text;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How sites are built in this run.
pub(super) struct Builder {
    pub files: DiskFiles,
    /// The same, for builds.
    pub tracked: TrackedFiles,
    pub work: Mutex<Work>,
    /// All but the day, which may pass while the server runs, and what the configuration says anew each time.
    pub options: Options,
    pub today: Box<dyn Fn(&Config) -> Date + Send + Sync>,
    pub shared: Arc<Shared>,
}

/// What is kept from build to build.
#[derive(Default)]
pub(super) struct Work {
    model: Model,
    /// There has been a build, so that the next need only look at what changed.
    built: bool,
    /// What changed while the configuration was at fault and nothing could be built.
    missed: BTreeSet<RelPath>,
}

/// What came of a build.
pub(super) struct Built {
    /// `None`: the configuration is at fault, so there is no site to show.
    pub snapshot: Option<Snapshot>,
    pub report: Report,
    pub levels: Levels,
    /// The day that it was made for.
    pub today: Date,
    /// The paths that started it; none for the first, and when another day began.
    pub changed: Vec<RelPath>,
    pub took: Duration,
    /// A page that a browser shows could be rendered and now cannot.
    pub breaks: bool,
}

impl Builder {
    /// The organisation's day.
    pub(super) fn today(&self, config: &Config) -> Date {
        (self.today)(config)
    }

    /// Builds on a thread of its own, and hands what came of it to `done` there.
    pub(super) fn start(self: &Arc<Self>, changed: Vec<RelPath>, done: impl FnOnce(Built) + Send + 'static) {
        let builder = Arc::clone(self);
        std::thread::spawn(move || done(builder.build(changed)));
    }

    fn build(&self, changed: Vec<RelPath>) -> Built {
        let start = Instant::now();
        let mut work = self.work.lock().unwrap_or_else(PoisonError::into_inner);
        let loaded = config::load(&self.tracked);
        let today = self.today(&loaded.config);
        let mut faults = loaded.diagnostics;
        let config = loaded.config;
        let levels = config.levels();
        faults.extend(self.audience_fault(&config));
        if !faults.is_empty() {
            let report = Report::new(faults, &levels);
            work.missed.extend(changed.iter().cloned());
            return Built { snapshot: None, report, levels, today, changed, took: start.elapsed(), breaks: false };
        }
        let options = Options { today, out: out_folder(&config), ..self.options.clone() };
        let mut touched = std::mem::take(&mut work.missed);
        touched.extend(changed.iter().cloned());
        let touched = work.built.then_some(&touched);
        let mut loaded = work.model.load(&self.tracked, config, &options, touched);
        work.built = true;
        let mut found = std::mem::take(&mut loaded.diagnostics);
        // A decided text that is being edited is what its editor wants to see: only publishing waits for the decision.
        let hides = |d: &Diagnostic| d.grade() == Grade::Error && d.code != Code::DecidedTextChanged;
        let faulty = found.iter().any(hides);
        let before = self.shared.now();
        let snapshot = Snapshot::new(loaded, faulty, before.as_ref().map(|s| &*s.snapshot));
        // What people look at is rendered first: that it can be is part of a state being good.
        let mut breaks = false;
        for page in self.shared.open_pages() {
            if let Found::Failed(d) = snapshot.find(&page) {
                breaks |= before.as_ref().is_some_and(|b| !matches!(b.snapshot.find(&page), Found::Failed(_)));
                found.push(*d);
            }
        }
        let report = Report::new(found, &levels);
        Built { snapshot: Some(snapshot), report, levels, today, changed, took: start.elapsed(), breaks }
    }

    /// The command line's level is judged again whenever the levels may have changed.
    fn audience_fault(&self, config: &Config) -> Option<Diagnostic> {
        let levels = &config.classification.levels;
        let audience = self.options.audience.as_ref().filter(|a| !levels.contains(a))?;
        let all = levels.join(" < ");
        let message = text!(
            "nivån ”{audience}” (--audience) finns inte; nivåerna är: {all}",
            "there is no level \"{audience}\" (--audience); the levels are: {all}"
        );
        let d = Diagnostic::new(Code::ConfigValue, message);
        Some(if self.files.is_file(&RelPath::lit(CONFIG_FILE)) { d.file(&RelPath::lit(CONFIG_FILE)) } else { d })
    }
}

/// Where `build` writes, when that lies below the root: it is no source.
pub(super) fn out_folder(config: &Config) -> Option<RelPath> {
    let out = &config.build.out;
    RelPath::new(out).filter(|_| !std::path::Path::new(out).is_absolute())
}
