//! Which folders are watched, and that they still are when they are deleted, moved and made again.

use super::{Signal, Sources, full};
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
    /// What is read through a symbolic link: where it lies, and the path by which it is read.
    links: Vec<(PathBuf, PathBuf)>,
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
        let mut roots = Roots {
            files,
            watcher: None,
            polls,
            signals,
            events: events.clone(),
            watched: BTreeMap::new(),
            links: Vec::new(),
        };
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
    pub fn watch(&mut self, sources: &Sources) {
        let mut wanted = self.wanted(sources);
        self.links = self.follow(&mut wanted, sources);
        for (path, deep) in wanted {
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

    /// The paths by which the site reads what lies at `path`, when they are others.
    pub fn linked(&self, path: &Path) -> impl Iterator<Item = PathBuf> {
        self.links.iter().filter_map(move |(target, link)| {
            let rest = path.strip_prefix(target).ok()?;
            Some(if rest.as_os_str().is_empty() { link.clone() } else { link.join(rest) })
        })
    }

    /// Symbolic links: the system tells nothing of what they name, so that is watched where it lies.
    fn follow(&self, wanted: &mut BTreeMap<PathBuf, bool>, sources: &Sources) -> Vec<(PathBuf, PathBuf)> {
        let root = self.files.root();
        let inside = |link: &Path| link.canonicalize().ok().filter(|t| t != link && t.starts_with(root));
        let deep: Vec<PathBuf> = wanted.iter().filter(|(_, deep)| **deep).map(|(path, _)| path.clone()).collect();
        let mut links: Vec<(PathBuf, PathBuf)> =
            deep.into_iter().filter_map(|folder| Some((inside(&folder)?, folder))).collect();
        wanted.extend(links.iter().map(|(target, _)| (target.clone(), true)));
        for link in sources.links.iter().map(|link| full(&self.files, link)) {
            let Some(target) = inside(&link) else { continue };
            let parent = target.parent().unwrap_or(root);
            if !wanted.iter().any(|(folder, deep)| *deep && parent.starts_with(folder)) {
                wanted.entry(parent.to_owned()).or_insert(false);
            }
            links.push((target, link));
        }
        links
    }

    /// Folders to watch, and whether with all below them.
    fn wanted(&self, sources: &Sources) -> BTreeMap<PathBuf, bool> {
        let Sources { content, out, .. } = sources;
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
                if !folder.starts_with('.') && !HEAVY.contains(&folder.as_str()) && out.as_ref() != Some(&path) {
                    wanted.insert(full(&self.files, &path), true);
                }
            }
        }
        wanted
    }

    /// Something happened to `path`. If it is a watched folder, or a folder that should be, it is watched anew: the old
    /// watch may belong to a folder that is gone.
    pub fn heal(&mut self, path: &Path, sources: &Sources) {
        let wanted = self.wanted(sources);
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
        self.watch(sources);
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
