//! Which folders are watched, and that they still are when they are deleted, moved and made again.

use super::{Signal, full};
use crate::base::path::RelPath;
use crate::config::CONFIG_FILE;
use crate::document::is_navigation;
use crate::render::theme::FOLDERS;
use crate::serve::event::Event;
use crate::source::DiskFiles;
use crate::text;
use notify::{Config, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

/// Folders that are not watched when the site's root itself is the content: large, and no content.
pub(super) const HEAVY: [&str; 4] = ["node_modules", "target", "public", "themes"];

pub(super) struct Roots {
    files: DiskFiles,
    watcher: Option<RecommendedWatcher>,
    polls: bool,
    signals: Sender<Signal>,
    events: Sender<Event>,
    watched: BTreeMap<PathBuf, bool>,
}

/// Whether a path below the root belongs to the sources.
pub(super) fn matters(path: &RelPath, content: &[RelPath]) -> bool {
    path.as_str() == CONFIG_FILE
        || is_navigation(path)
        || FOLDERS.iter().any(|f| path.is_in(&RelPath::lit(f)))
        // A folder above the content matters too: it may be moved.
        || content.iter().any(|dir| path.is_in(dir) || dir.is_in(path))
}

impl Roots {
    pub fn new(files: DiskFiles, polls: bool, signals: Sender<Signal>, events: &Sender<Event>) -> Roots {
        let mut roots =
            Roots { files, watcher: None, polls, signals, events: events.clone(), watched: BTreeMap::new() };
        roots.make();
        roots
    }

    fn make(&mut self) {
        if self.polls {
            return;
        }
        let signals = self.signals.clone();
        let tell = move |seen| {
            // When nobody listens any more, the server has ended.
            let _ = signals.send(Signal::Seen(seen));
        };
        match RecommendedWatcher::new(tell, Config::default().with_follow_symlinks(false)) {
            Ok(watcher) => self.watcher = Some(watcher),
            Err(e) => self.poll_instead(&e),
        }
    }

    fn poll_instead(&mut self, e: &notify::Error) {
        self.polls = true;
        self.watcher = None;
        self.watched.clear();
        let note = text!(
            "systemet kan inte bevaka filerna ({e}); ledfyr ser efter i stället, som med --poll",
            "the system cannot watch the files ({e}); ledfyr looks for itself, as with --poll"
        );
        let _ = self.events.send(Event::Note(note));
    }

    /// Whether the watcher must look for itself.
    pub fn polls(&self) -> bool {
        self.polls
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
                Err(e) if matches!(e.kind, notify::ErrorKind::MaxFilesWatch) => return self.poll_instead(&e),
                // It went away in between: its folder tells when it comes back.
                Err(_) => {}
            }
        }
    }

    /// Folders to watch, and whether with all below them.
    fn wanted(&self, content: &[RelPath], out: Option<&RelPath>) -> BTreeMap<PathBuf, bool> {
        let root = self.files.root();
        let mut wanted = BTreeMap::from([(root.to_owned(), false)]);
        // The root itself may be deleted and made again.
        if let Some(parent) = root.parent() {
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
        let stale: Vec<PathBuf> =
            self.watched.keys().filter(|w| gone(w) && Some(w.as_path()) != parent).cloned().collect();
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
        for path in ["ledfyr.toml", "templates/base.html", "static", "i18n/sv.toml", "docs/sv/a.md", "docs", "docs/sv"]
        {
            assert!(matters(&RelPath::lit(path), &content), "{path}");
        }
        for path in ["README.md", "docs/en/a.md", "public/index.html", "staticx/a"] {
            assert!(!matters(&RelPath::lit(path), &content), "{path}");
        }
        assert!(matters(&RelPath::lit("x/y.md"), &[RelPath::lit("")]));
    }
}
