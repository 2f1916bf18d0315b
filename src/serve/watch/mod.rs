//! The watcher: turns the events of the file system into batches of paths that may matter to the site.

mod backend;
mod folders;
mod ignore;

use super::event::Event;
use crate::base::path::RelPath;
use crate::source::{DiskFiles, Files};
use crate::text;
use backend::Backend;
use folders::Folders;
use ignore::is_noise;
use notify::RecursiveMode::NonRecursive;
use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind};
use notify_debouncer_full::{DebounceEventResult, DebouncedEvent};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

pub(super) use folders::Sources;

/// How long a file that is gone or empty may take to come back: many editors empty or move a file away before they
/// write it again, and no page is to be missing for a moment.
const SETTLE: Duration = Duration::from_millis(30);

/// What the watcher's thread is told.
pub(super) enum Signal {
    Seen(DebounceEventResult),
    /// What there is to watch now.
    Sources(Sources),
    Stop,
}

/// Starts watching the site below `files`. `poll`: read all files again and again instead of being told of changes.
pub(super) fn start(files: DiskFiles, poll: bool, sources: Sources, events: Sender<Event>) -> Sender<Signal> {
    let (sender, receiver) = channel();
    let (signals, folders) = (sender.clone(), Folders::default());
    let mut watch = Watch { files, sources, events, signals, backend: None, folders, watched: BTreeSet::new() };
    watch.open(poll);
    // Before this returns: what is changed from here on is told, however long the thread waits for a processor.
    watch.watch_folders();
    thread::spawn(move || watch.run(&receiver));
    sender
}

struct Watch {
    files: DiskFiles,
    sources: Sources,
    events: Sender<Event>,
    signals: Sender<Signal>,
    /// `None`: nothing can be watched, which has been told.
    backend: Option<Backend>,
    folders: Folders,
    /// Folders that are being watched.
    watched: BTreeSet<PathBuf>,
}

impl Watch {
    fn run(&mut self, signals: &Receiver<Signal>) {
        for signal in signals {
            let changed = match signal {
                Signal::Seen(Ok(events)) => self.changed(&events),
                Signal::Seen(Err(errors)) => self.failed(&errors),
                Signal::Sources(sources) => {
                    let before = std::mem::replace(&mut self.sources, sources);
                    self.watch_folders();
                    // What a new link names may have changed before it was watched.
                    self.sources.links.difference(&before.links).cloned().collect()
                }
                Signal::Stop => return,
            };
            if changed.is_empty() {
                continue;
            }
            if changed.iter().any(|path| self.is_unfinished(path)) {
                thread::sleep(SETTLE);
            }
            if self.events.send(Event::FilesChanged(changed)).is_err() {
                return;
            }
        }
    }

    fn open(&mut self, poll: bool) {
        if !poll {
            match Backend::native(self.handler()) {
                Ok(backend) => self.backend = Some(backend),
                Err(e) => self.poll_instead(&e),
            }
            return;
        }
        match Backend::polling(self.handler()) {
            Ok(backend) => self.backend = Some(backend),
            Err(e) => self.note(&e),
        }
    }

    fn handler(&self) -> impl FnMut(DebounceEventResult) + Send + use<> {
        let signals = self.signals.clone();
        move |seen| {
            // When nobody listens any more, the server has ended.
            let _ = signals.send(Signal::Seen(seen));
        }
    }

    fn poll_instead(&mut self, e: &notify::Error) {
        let note = text!(
            "systemet kan inte bevaka filerna ({e}); ledfyr ser efter i stället, som med --poll",
            "the system cannot watch the files ({e}); ledfyr looks for itself, as with --poll"
        );
        let _ = self.events.send(Event::Note(note));
        self.backend = None;
        self.watched.clear();
        self.open(true);
    }

    fn note(&self, e: &notify::Error) {
        let _ = self.events.send(Event::Note(text!("bevakningen: {e}", "watching: {e}")));
    }

    fn polls(&self) -> bool {
        self.backend.as_ref().is_some_and(Backend::polls)
    }

    /// Watches those folders of the sources that exist and are not watched yet.
    fn watch_folders(&mut self) {
        self.folders = Folders::new(&self.files, &self.sources);
        if !self.polls()
            && let Some(parent) = self.files.root().parent()
        {
            // The root itself may be deleted and made again. The poller asks for it by its name.
            self.folders.wanted.insert(parent.to_owned(), NonRecursive);
        }
        for (folder, mode) in &self.folders.wanted {
            if self.watched.contains(folder) || !folder.is_dir() {
                continue;
            }
            let Some(backend) = &mut self.backend else { return };
            match backend.watch(folder, *mode) {
                Ok(()) => {
                    self.watched.insert(folder.clone());
                }
                // More folders than the system allows.
                Err(e) if matches!(e.kind, notify::ErrorKind::MaxFilesWatch) => {
                    self.poll_instead(&e);
                    return self.watch_folders();
                }
                // It went away in between: the folder above tells when it comes back.
                Err(_) => {}
            }
        }
    }

    /// Lets go of the watches of folders that came or went: such a watch belongs to a folder that may have another
    /// name now. The poller knows folders by their names only.
    fn forget(&mut self, moved: &[&PathBuf]) {
        if self.polls() {
            return;
        }
        let (stale, good) = std::mem::take(&mut self.watched)
            .into_iter()
            .partition::<BTreeSet<_>, _>(|folder| moved.iter().any(|path| folder.starts_with(path)));
        self.watched = good;
        for folder in stale {
            if let Some(backend) = &mut self.backend {
                // Where the folder is gone, its watch is too.
                let _ = backend.unwatch(&folder);
            }
        }
    }

    /// The paths of the site that may be other than they were.
    fn changed(&mut self, events: &[DebouncedEvent]) -> BTreeSet<RelPath> {
        let is_read = |kind: EventKind| matches!(kind, EventKind::Access(access) if access != AccessKind::Close(AccessMode::Write));
        let is_content = |kind| {
            matches!(kind, EventKind::Access(_) | EventKind::Modify(ModifyKind::Data(_) | ModifyKind::Metadata(_)))
        };
        let moved: Vec<&PathBuf> = events.iter().filter(|e| !is_content(e.kind)).flat_map(|e| &e.paths).collect();
        if !moved.is_empty() {
            self.forget(&moved);
            self.watch_folders();
        }
        let mut changed = BTreeSet::new();
        for event in events {
            // The system lost events.
            if event.need_rescan() {
                changed.insert(RelPath::lit(""));
            }
            // Reading is no change; that includes our own.
            if !is_read(event.kind) {
                let paths = event.paths.iter().flat_map(|path| self.folders.read_as(path));
                changed.extend(paths.filter_map(|path| self.relevant(&path)));
            }
        }
        changed
    }

    /// What to look at after errors.
    fn failed(&mut self, errors: &[notify::Error]) -> BTreeSet<RelPath> {
        // Files that cannot be read are told by the build, and a folder that is gone at every look until it is back.
        if self.polls() {
            return BTreeSet::new();
        }
        match errors.iter().find(|e| matches!(e.kind, notify::ErrorKind::MaxFilesWatch)) {
            Some(e) => {
                self.poll_instead(e);
                self.watch_folders();
            }
            None => errors.iter().for_each(|e| self.note(e)),
        }
        BTreeSet::from([RelPath::lit("")])
    }

    /// Whether a file is gone or empty, as between an editor's two steps.
    fn is_unfinished(&self, path: &RelPath) -> bool {
        !self.files.is_dir(path) && self.files.beginning(path, 1).map_or(true, |bytes| bytes.is_empty())
    }

    /// The path below the root, when it can matter to the site.
    fn relevant(&self, full: &Path) -> Option<RelPath> {
        let rest = full.strip_prefix(self.files.root()).ok()?;
        let path = RelPath::new(rest.to_str()?)?;
        (self.sources.contain(&path) && !is_noise(&path)).then_some(path)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::disallowed_methods, reason = "what is watched is a disk")]
    use super::*;
    use std::fs;

    #[test]
    fn what_changes_right_after_the_start_is_told() {
        let root = std::env::temp_dir().join(format!("ledfyr-watch-{}", std::process::id()));
        for round in 0..20 {
            let root = root.join(round.to_string());
            fs::create_dir_all(root.join("content")).unwrap();
            let (events, received) = channel();
            let stop = start(
                DiskFiles::new(&root),
                false,
                Sources { content: vec![RelPath::lit("content")], ..Sources::default() },
                events,
            );
            fs::write(root.join("content/a.md"), "text").unwrap();
            let Ok(Event::FilesChanged(paths)) = received.recv_timeout(Duration::from_secs(20)) else {
                panic!("round {round}: nothing was told");
            };
            assert!(paths.contains("content/a.md"), "{paths:?}");
            stop.send(Signal::Stop).unwrap();
        }
        fs::remove_dir_all(root).unwrap();
    }
}
