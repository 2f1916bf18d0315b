//! The watcher: from the noise of file systems and editors to batches of paths that are worth a look.

mod batch;
mod ignore;
mod poll;
mod roots;

use super::event::Event;
use crate::base::path::RelPath;
use crate::source::{DiskFiles, Files};
use crate::text;
use batch::Batch;
use ignore::is_noise;
use notify::event::{AccessKind, AccessMode, EventKind};
use poll::Poll;
use roots::Roots;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Instant;

/// What the watcher's thread is told.
pub(super) enum Signal {
    Seen(notify::Result<notify::Event>),
    /// What there is to watch now.
    Sources(Sources),
    Stop,
}

/// Where the site's sources lie.
#[derive(Default)]
pub(super) struct Sources {
    /// The content folders.
    pub content: Vec<RelPath>,
    /// The output folder, which is none.
    pub out: Option<RelPath>,
    /// Files that are symbolic links: what they name may change without them.
    pub links: BTreeSet<RelPath>,
}

/// Starts watching the site below `files`. `poll`: look again and again instead of being told, for file systems that
/// tell nothing (network shares).
pub(super) fn start(files: DiskFiles, poll: bool, sources: Sources, events: Sender<Event>) -> Sender<Signal> {
    let (sender, receiver) = channel();
    let mut roots = Roots::new(files.clone(), poll, sender.clone(), &events);
    // Before this returns: what is changed from here on is told, however long the thread waits for a processor.
    roots.watch(&sources);
    std::thread::spawn(move || {
        let mut watch = Watch { files, roots, poll: Poll::default(), sources, events, batch: Batch::default() };
        watch.run(&receiver);
    });
    sender
}

struct Watch {
    files: DiskFiles,
    roots: Roots,
    poll: Poll,
    sources: Sources,
    events: Sender<Event>,
    batch: Batch,
}

impl Watch {
    fn run(&mut self, signals: &Receiver<Signal>) {
        loop {
            let due = match (self.batch.due(), self.roots.polls().then(|| self.poll.due())) {
                (Some(a), Some(b)) => Some(a.min(b)),
                (a, b) => a.or(b),
            };
            let signal = match due {
                None => signals.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(due) => signals.recv_timeout(due.saturating_duration_since(Instant::now())),
            };
            match signal {
                Ok(Signal::Seen(seen)) => self.seen(seen),
                Ok(Signal::Sources(sources)) => {
                    let before = std::mem::replace(&mut self.sources, sources);
                    self.roots.watch(&self.sources);
                    // What a new link names may have changed before it was watched.
                    for link in self.sources.links.difference(&before.links) {
                        self.batch.add(link.clone(), Instant::now());
                    }
                }
                Ok(Signal::Stop) | Err(RecvTimeoutError::Disconnected) => return,
                Err(RecvTimeoutError::Timeout) => {}
            }
            if self.roots.polls() && self.poll.due() <= Instant::now() {
                self.look();
            }
            let now = Instant::now();
            if self.batch.due().is_some_and(|due| due <= now) && !self.wait_for_more(now) {
                let paths = self.batch.take();
                if self.events.send(Event::FilesChanged(paths)).is_err() {
                    return;
                }
            }
        }
    }

    /// Looks at all sources, where nobody tells of changes.
    fn look(&mut self) {
        for path in self.poll.look(&self.files, &self.sources) {
            if let Some(path) = self.relevant(&full(&self.files, &path)) {
                self.batch.add(path, Instant::now());
            }
        }
    }

    /// Many editors empty or move a file away before they write it again. A file that is gone or empty gets a little
    /// more time, so that no page is missing for a moment.
    fn wait_for_more(&mut self, now: Instant) -> bool {
        let unsettled = self
            .batch
            .paths()
            .any(|p| !self.files.is_dir(p) && self.files.read(p).map_or(true, |bytes| bytes.is_empty()));
        unsettled && self.batch.settle(now)
    }

    fn seen(&mut self, seen: notify::Result<notify::Event>) {
        let event = match seen {
            Ok(event) => event,
            Err(e) => {
                // An error on one path is told by the build that reads it; what is lost here is found by looking.
                self.batch.add(RelPath::lit(""), Instant::now());
                let _ = self.events.send(Event::Note(text!("bevakningen: {e}", "watching: {e}")));
                return;
            }
        };
        if event.need_rescan() {
            self.batch.add(RelPath::lit(""), Instant::now());
        }
        // Reading is no change; that includes our own.
        let is_read = matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write));
        if is_read {
            return;
        }
        for path in &event.paths {
            self.roots.heal(path, &self.sources);
            let read_as = std::iter::once(path.clone()).chain(self.roots.linked(path));
            for path in read_as.filter_map(|path| self.relevant(&path)).collect::<Vec<_>>() {
                self.batch.add(path, Instant::now());
            }
        }
    }

    /// The path below the root, when it can matter to the site.
    fn relevant(&self, full: &Path) -> Option<RelPath> {
        let rest = full.strip_prefix(self.files.root()).ok()?;
        let path = RelPath::new(rest.to_str()?)?;
        let is_output = self.sources.out.as_ref().is_some_and(|out| !out.is_empty() && path.is_in(out));
        let matters = roots::matters(&path, &self.sources.content) || path.is_empty();
        (matters && !is_output && !is_noise(&path)).then_some(path)
    }
}

/// Where a path of the site lies on the disk.
fn full(files: &DiskFiles, path: &RelPath) -> PathBuf {
    if path.is_empty() { files.root().to_owned() } else { files.root().join(path.as_str()) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::disallowed_methods, reason = "what is watched is a disk")]
    use super::*;
    use std::fs;
    use std::time::Duration;

    #[test]
    fn what_changes_right_after_the_start_is_told() {
        let root = std::env::temp_dir().join(format!("ledfyr-watch-{}", std::process::id()));
        for round in 0..20 {
            let root = root.join(round.to_string());
            fs::create_dir_all(root.join("content")).unwrap();
            let (events, told) = channel();
            let stop = start(
                DiskFiles::new(&root),
                false,
                Sources { content: vec![RelPath::lit("content")], ..Sources::default() },
                events,
            );
            fs::write(root.join("content/a.md"), "text").unwrap();
            let Ok(Event::FilesChanged(paths)) = told.recv_timeout(Duration::from_secs(20)) else {
                panic!("round {round}: nothing was told");
            };
            assert!(paths.contains("content/a.md"), "{paths:?}");
            stop.send(Signal::Stop).unwrap();
        }
        fs::remove_dir_all(root).unwrap();
    }
}
