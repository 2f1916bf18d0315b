//! Which folders are watched, and that they still are when they are deleted, moved and made again.

use super::{Signal, full};
use crate::base::path::RelPath;
use crate::config::CONFIG_FILE;
use crate::render::theme::FOLDERS;
use crate::serve::event::Event;
use crate::source::DiskFiles;
use crate::text;
use notify::{Config, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::time::Duration;

/// How often a poll looks.
const POLL: Duration = Duration::from_millis(400);

/// Folders that are not watched when the site's root itself is the content: large, and no content.
const HEAVY: [&str; 4] = ["node_modules", "target", "public", "themes"];

pub(super) struct Roots {
    files: DiskFiles,
    watcher: Option<Box<dyn Watcher + Send>>,
    polls: bool,
    signals: Sender<Signal>,
    events: Sender<Event>,
    watched: BTreeMap<PathBuf, bool>,
}

/// Whether a path below the root belongs to the sources.
pub(super) fn matters(path: &RelPath, content: &[RelPath]) -> bool {
    path.as_str() == CONFIG_FILE
        || FOLDERS.iter().any(|f| path.is_in(&RelPath::lit(f)))
        // A folder above the content matters too: it may be moved.
        || content.iter().any(|dir| path.is_in(dir) || dir.is_in(path))
}

impl Roots {
    pub fn new(files: DiskFiles, polls: bool, signals: Sender<Signal>, events: &Sender<Event>) -> Roots {
        let mut roots = Roots { files, watcher: None, polls, signals, events: events.clone(), watched: BTreeMap::new() };
        roots.make();
        roots
    }

    fn make(&mut self) {
        let signals = self.signals.clone();
        let tell = move |seen| {
            // When nobody listens any more, the server has ended.
            let _ = signals.send(Signal::Seen(seen));
        };
        let config = Config::default().with_poll_interval(POLL).with_follow_symlinks(false);
        self.watched.clear();
        self.watcher = None;
        if !self.polls {
            match RecommendedWatcher::new(tell.clone(), config) {
                Ok(watcher) => self.watcher = Some(Box::new(watcher)),
                Err(e) => self.poll_instead(&e),
            }
        }
        if self.polls {
            match PollWatcher::new(tell, config) {
                Ok(watcher) => self.watcher = Some(Box::new(watcher)),
                Err(e) => self.note(text!("filerna kan inte bevakas: {e}", "the files cannot be watched: {e}")),
            }
        }
    }

    fn note(&self, text: crate::base::text::Text) {
        let _ = self.events.send(Event::Note(text));
    }

    fn poll_instead(&mut self, e: &notify::Error) {
        self.polls = true;
        self.note(text!(
            "systemet kan inte bevaka filerna ({e}); ledfyr ser efter i stället, som med --poll",
            "the system cannot watch the files ({e}); ledfyr looks for itself, as with --poll"
        ));
    }

    /// Watches what there is of the sources. Called again it adds what has come.
    pub fn watch(&mut self, content: &[RelPath], out: Option<&RelPath>) {
        for (path, deep) in self.wanted(content, out) {
            if self.watched.contains_key(&path) || !path.is_dir() {
                continue;
            }
            let Some(watcher) = &mut self.watcher else { return };
            let mode = if deep { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
            match watcher.watch(&path, mode) {
                Ok(()) => {
                    self.watched.insert(path, deep);
                }
                // More folders than the system allows: look for ourselves, at all of them.
                Err(e) if !self.polls && matches!(e.kind, notify::ErrorKind::MaxFilesWatch) => {
                    self.poll_instead(&e);
                    self.make();
                    return self.watch(content, out);
                }
                // It went away in between: its folder tells when it comes back.
                Err(_) => {}
            }
        }
    }

    /// Folders to watch, and whether with all below them.
    fn wanted(&self, content: &[RelPath], out: Option<&RelPath>) -> BTreeMap<PathBuf, bool> {
        let root = self.files.root();
        let mut wanted = BTreeMap::from([(root.to_owned(), false)]);
        // The root itself may be deleted and made again. A poll would look at everything beside it.
        if let Some(parent) = root.parent().filter(|_| !self.polls) {
            wanted.insert(parent.to_owned(), false);
        }
        for folder in FOLDERS {
            wanted.insert(root.join(folder), true);
        }
        for dir in content {
            let mut above = dir.parent();
            while !above.is_empty() {
                wanted.entry(full(&self.files, &above)).or_insert(false);
                above = above.parent();
            }
            if !dir.is_empty() {
                wanted.insert(full(&self.files, dir), true);
                continue;
            }
            for folder in self.files.folders() {
                let path = RelPath::lit(&folder);
                if !folder.starts_with('.') && !HEAVY.contains(&folder.as_str()) && out != Some(&path) {
                    wanted.insert(full(&self.files, &path), true);
                }
            }
        }
        wanted
    }

    /// Something happened to `path`. If it is a watched folder, or a folder that should be, it is watched anew: the old
    /// watch may belong to a folder that is gone.
    pub fn heal(&mut self, path: &Path, content: &[RelPath], out: Option<&RelPath>) {
        let wanted = self.wanted(content, out);
        let is_root = path == self.files.root();
        let gone = |watched: &Path| is_root || watched.starts_with(path);
        if !wanted.contains_key(path) && !self.watched.keys().any(|w| w.starts_with(path)) {
            return;
        }
        // An event on a folder that is there and watched is mostly about its entries.
        let parent = self.files.root().parent();
        if Some(path) == parent {
            return;
        }
        let stale: Vec<PathBuf> = self.watched.keys().filter(|w| gone(w) && Some(w.as_path()) != parent).cloned().collect();
        for path in stale {
            self.watched.remove(&path);
            if let Some(watcher) = &mut self.watcher {
                let _ = watcher.unwatch(&path);
            }
        }
        self.watch(content, out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_sources_matter() {
        let content = [RelPath::lit("docs/sv")];
        for path in ["ledfyr.toml", "templates/base.html", "static", "i18n/sv.toml", "docs/sv/a.md", "docs", "docs/sv"] {
            assert!(matters(&RelPath::lit(path), &content), "{path}");
        }
        for path in ["README.md", "docs/en/a.md", "public/index.html", "staticx/a"] {
            assert!(!matters(&RelPath::lit(path), &content), "{path}");
        }
        assert!(matters(&RelPath::lit("x/y.md"), &[RelPath::lit("")]));
    }
}
