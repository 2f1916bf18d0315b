//! The event loop: decides what to build and what to show.

use super::build::{Builder, Built};
use super::console::Console;
use super::event::Event;
use super::findings::Findings;
use super::http::Endpoint;
use super::snapshot::Snapshot;
use super::state::{Shared, State};
use super::watch::{Signal, Sources};
use crate::base::date::Date;
use crate::base::path::RelPath;
use crate::diagnostic::{Diagnostic, Levels, Report};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender};
use std::time::{Duration, Instant};

/// The search index is built when nothing has happened for so long (or as long as the last took), unless somebody
/// searches before.
const SEARCH_AFTER: Duration = Duration::from_millis(700);

/// How often it is asked whether another day has begun, and whether nothing has happened for so long.
const TICK: Duration = Duration::from_millis(250);

/// Sends the loop an event at intervals, until it ends.
pub(super) fn tick(events: &Sender<Event>) {
    let events = events.clone();
    std::thread::spawn(move || {
        while events.send(Event::Tick).is_ok() {
            std::thread::sleep(TICK);
        }
    });
}

pub(super) struct EventLoop {
    shared: Arc<Shared>,
    builder: Arc<Builder>,
    console: Console,
    watch: Sender<Signal>,
    editor: String,
    events: Sender<Event>,
    /// What changed since the build that runs, or that ran last, began.
    pending: BTreeSet<RelPath>,
    building: bool,
    levels: Levels,
    /// The search index of the current snapshot is still to be built.
    search_waits: bool,
    /// One is being built.
    searching: bool,
    /// The day of the last build.
    day: Option<Date>,
    /// How long to let things be before the next: the longer it takes, the longer.
    search_after: Duration,
}

impl EventLoop {
    pub(super) fn new(
        shared: Arc<Shared>,
        builder: Arc<Builder>,
        console: Console,
        watch: Sender<Signal>,
        editor: String,
        events: Sender<Event>,
    ) -> EventLoop {
        EventLoop {
            shared,
            builder,
            console,
            watch,
            editor,
            events,
            pending: BTreeSet::new(),
            building: false,
            levels: Levels::default(),
            search_waits: false,
            searching: false,
            day: None,
            search_after: SEARCH_AFTER,
        }
    }

    /// The first build. `false`: there is no site to show.
    pub(super) fn first_build(&mut self, events: &Receiver<Event>, endpoint: &Endpoint, asked: u16) -> bool {
        self.start_build(Vec::new());
        for event in events {
            match event {
                Event::Built(built) => {
                    let mut built = *built;
                    self.building = false;
                    let report = built.report.clone();
                    let Some(snapshot) = built.snapshot.take() else {
                        self.console.report(&report, None);
                        return false;
                    };
                    let snapshot = Arc::new(snapshot);
                    self.swap(Arc::clone(&snapshot), report, &mut built);
                    self.console.ready(endpoint, asked, &snapshot, built.took);
                    if let Some(state) = self.shared.now() {
                        self.console.report(&state.findings.report, Some(&snapshot.loaded().theme));
                    }
                    self.build_if_needed();
                    return true;
                }
                Event::FilesChanged(paths) => self.pending.extend(paths),
                Event::Note(text) => self.console.line(&text),
                // There is no page yet whose template could fail.
                Event::RenderFailed(_) | Event::SearchBuilt(_) | Event::Tick => {}
                Event::Stop => return false,
            }
        }
        false
    }

    pub(super) fn run(mut self, events: &Receiver<Event>) {
        let mut quiet_since = Instant::now();
        for event in events {
            if !matches!(event, Event::Tick) {
                quiet_since = Instant::now();
            }
            match event {
                Event::FilesChanged(paths) => {
                    self.pending.extend(paths);
                    self.build_if_needed();
                }
                Event::Built(built) => {
                    self.building = false;
                    self.built(*built);
                    self.build_if_needed();
                }
                Event::RenderFailed(diagnostic) => self.render_failed(*diagnostic),
                Event::SearchBuilt(took) => {
                    self.searching = false;
                    self.search_after = took.max(SEARCH_AFTER);
                }
                Event::Note(text) => self.console.line(&text),
                Event::Tick => {
                    self.rebuild_on_new_day();
                    let is_free = self.search_waits && !self.building && !self.searching;
                    if is_free && quiet_since.elapsed() >= self.search_after {
                        self.build_search();
                    }
                }
                Event::Stop => break,
            }
        }
        self.end();
    }

    /// Lets everybody go.
    pub(super) fn end(&self) {
        let _ = self.watch.send(Signal::Stop);
        self.shared.end();
    }

    fn start_build(&mut self, changed: Vec<RelPath>) {
        self.building = true;
        let events = self.events.clone();
        self.builder.start(changed, move |built| {
            // When nobody listens any more, the server has ended.
            let _ = events.send(Event::Built(Box::new(built)));
        });
    }

    fn build_if_needed(&mut self) {
        if self.building {
            return;
        }
        let pending = std::mem::take(&mut self.pending);
        let changed: Vec<RelPath> = pending.into_iter().filter(|p| self.builder.tracked.changed(p)).collect();
        if !changed.is_empty() {
            self.start_build(changed);
        }
    }

    /// Another day may publish other pages.
    fn rebuild_on_new_day(&mut self) {
        let Some(state) = self.shared.now().filter(|_| !self.building) else { return };
        let loaded = state.snapshot.loaded();
        let today = self.builder.today(&loaded.config);
        let last = self.day.replace(today).unwrap_or(loaded.settings.today);
        if last != today {
            self.start_build(Vec::new());
        }
    }

    /// A build is done: it becomes the state, or only its findings do.
    fn built(&mut self, mut built: Built) {
        let Some(before) = self.shared.now() else { return };
        let report = built.report.clone();
        let snapshot = built.snapshot.take();
        // A version with errors takes the place only of one that has errors too: then there is no better.
        let keep = |new: &Snapshot| !before.snapshot.faulty && (new.faulty || built.breaks);
        let kept = match snapshot {
            Some(snapshot) if !keep(&snapshot) => {
                self.swap(Arc::new(snapshot), report, &mut built);
                false
            }
            _ => {
                self.levels = built.levels.clone();
                let findings = self.findings(report, &before.snapshot);
                self.show_findings(&before, findings, true);
                true
            }
        };
        self.console.change(&built, &before.findings.report, kept);
        // A large site takes its time to be freed, and the next change may be here already.
        std::thread::spawn(move || drop(before));
    }

    fn swap(&mut self, snapshot: Arc<Snapshot>, report: Report, built: &mut Built) {
        self.levels = std::mem::take(&mut built.levels);
        let before = self.shared.now();
        let changed = before.as_ref().map(|b| snapshot.changed_assets(&b.snapshot)).unwrap_or_default();
        let number = before.as_ref().map_or(1, |b| b.number + 1);
        let config = &snapshot.loaded().config;
        let content = config.content.dirs.iter().filter_map(|d| RelPath::new(d)).collect();
        let follow_up = RelPath::new(&config.follow_up.file);
        let (out, links) = (super::build::out_folder(config), self.builder.tracked.links());
        let _ = self.watch.send(Signal::Sources(Sources { content, follow_up, out, links }));
        self.search_waits = snapshot.has_search();
        let findings = self.findings(report, &snapshot);
        let assets = State::assets_after(before.as_deref(), number, changed);
        self.shared.publish(State { number, snapshot, findings, stale: false, assets, modified: 0 });
    }

    fn findings(&self, report: Report, snapshot: &Snapshot) -> Arc<Findings> {
        let theme = Some(&*snapshot.loaded().theme);
        Arc::new(Findings::new(report, &self.builder.files, theme, &self.editor, self.console.lang()))
    }

    /// A template failed when a page was asked for: that is a finding like the others.
    fn render_failed(&mut self, diagnostic: Diagnostic) {
        let Some(before) = self.shared.now() else { return };
        if before.findings.contains(&diagnostic) {
            return;
        }
        self.console.failed(&diagnostic);
        let known = before.findings.report.items.iter().map(|(_, d)| d.clone());
        let report = Report::new(known.chain([diagnostic]).collect(), &self.levels);
        let findings = self.findings(report, &before.snapshot);
        self.show_findings(&before, findings, before.stale);
    }

    /// The same site with other findings.
    fn show_findings(&self, before: &State, findings: Arc<Findings>, stale: bool) {
        self.shared.publish(State {
            number: before.number + 1,
            snapshot: Arc::clone(&before.snapshot),
            findings,
            stale,
            assets: before.assets.clone(),
            modified: 0,
        });
    }

    /// Builds the search index on one thread, so that pages are served meanwhile.
    fn build_search(&mut self) {
        self.search_waits = false;
        let Some(state) = self.shared.now() else { return };
        self.searching = true;
        let events = self.events.clone();
        std::thread::spawn(move || {
            let start = Instant::now();
            if let Ok(pool) = rayon::ThreadPoolBuilder::new().num_threads(1).build() {
                pool.install(|| state.snapshot.search_index());
            }
            // When nobody listens any more, the server has ended.
            let _ = events.send(Event::SearchBuilt(start.elapsed()));
        });
    }
}
