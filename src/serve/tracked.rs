//! Files that remember what was read of them, so that «changed» means other bytes and not another time stamp.

use crate::base::hash::Hash;
use crate::base::path::RelPath;
use crate::source::{DiskFiles, Entry, Files, Walk};
use crate::theme::ROOT;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What is known of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Known {
    /// It is there, with this size; its content was not read.
    Listed(u64),
    Read(Hash),
}

/// The files of a site, and a record of what was seen of them.
pub(super) struct TrackedFiles<F = DiskFiles> {
    files: F,
    known: Mutex<BTreeMap<RelPath, Known>>,
    /// Files that are symbolic links.
    links: Mutex<BTreeSet<RelPath>>,
}

impl<F: Files> TrackedFiles<F> {
    pub(super) fn new(files: F) -> TrackedFiles<F> {
        TrackedFiles { files, known: Mutex::default(), links: Mutex::default() }
    }

    fn known(&self) -> MutexGuard<'_, BTreeMap<RelPath, Known>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The files that are symbolic links.
    pub(super) fn links(&self) -> BTreeSet<RelPath> {
        self.links.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Whether the file or folder is other than what was seen.
    pub(super) fn changed(&self, path: &RelPath) -> bool {
        let known = self.known().get(path).copied();
        match known {
            Some(Known::Read(hash)) => self.files.read(path).map_or(true, |bytes| Hash::of(&bytes) != hash),
            Some(Known::Listed(size)) => self.files.read(path).map_or(true, |bytes| bytes.len() as u64 != size),
            None if self.files.is_file(path) => true,
            None => self.folder_changed(path),
        }
    }

    /// A folder that came, went or was moved is known only by what is in it.
    fn folder_changed(&self, folder: &RelPath) -> bool {
        let inside = |p: &RelPath| p != folder && p.is_in(folder);
        let known: Vec<RelPath> = self.known().keys().filter(|p| inside(p)).cloned().collect();
        if known.iter().any(|p| self.changed(p)) {
            return true;
        }
        self.files.is_dir(folder) && self.entries(folder).iter().any(|e| !known.contains(&e.path))
    }

    /// The files below `folder` that a build sees: hidden ones only among the files for the site's root.
    fn entries(&self, folder: &RelPath) -> Vec<Entry> {
        let root = RelPath::lit(ROOT);
        if folder.is_in(&root) {
            return self.files.walk_all(folder).entries;
        }
        let mut entries = self.files.walk(folder, &[]).entries;
        if root.is_in(folder) {
            entries.extend(self.files.walk_all(&root).entries);
        }
        entries
    }
}

impl<F: Files> TrackedFiles<F> {
    /// Records what a walk of `folder` saw; nothing is known of what it `skipped`.
    fn record_walk(&self, walk: &Walk, folder: &RelPath, skipped: impl Fn(&RelPath) -> bool) {
        let mut known = self.known();
        let is_there: HashSet<&RelPath> = walk.entries.iter().map(|e| &e.path).collect();
        known.retain(|p, _| !p.is_in(folder) || is_there.contains(p) || skipped(p));
        let mut links = self.links.lock().unwrap_or_else(PoisonError::into_inner);
        links.retain(|p| !p.is_in(folder));
        for entry in &walk.entries {
            note(&mut known, entry);
            if entry.link {
                links.insert(entry.path.clone());
            }
        }
    }
}

impl<F: Files> Files for TrackedFiles<F> {
    fn walk(&self, folder: &RelPath, skip: &[RelPath]) -> Walk {
        let walk = self.files.walk(folder, skip);
        self.record_walk(&walk, folder, |p| skip.iter().any(|s| p.is_in(s)) || is_hidden(p));
        walk
    }

    fn walk_all(&self, folder: &RelPath) -> Walk {
        let walk = self.files.walk_all(folder);
        self.record_walk(&walk, folder, |_| false);
        walk
    }

    fn entry(&self, path: &RelPath) -> Option<Entry> {
        let entry = self.files.entry(path)?;
        note(&mut self.known(), &entry);
        Some(entry)
    }

    fn read(&self, path: &RelPath) -> io::Result<Vec<u8>> {
        let bytes = self.files.read(path)?;
        let hash = Hash::of(&bytes);
        self.known().insert(path.clone(), Known::Read(hash));
        Ok(bytes)
    }

    fn is_file(&self, path: &RelPath) -> bool {
        self.files.is_file(path)
    }

    fn is_dir(&self, path: &RelPath) -> bool {
        self.files.is_dir(path)
    }
}

fn note(known: &mut BTreeMap<RelPath, Known>, entry: &Entry) {
    let listed = Known::Listed(entry.size);
    let noted = known.entry(entry.path.clone()).or_insert(listed);
    if matches!(noted, Known::Listed(_)) {
        *noted = listed;
    }
}

/// Walks leave these out, so they tell nothing about them.
fn is_hidden(path: &RelPath) -> bool {
    path.parts().any(|part| part.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::MemoryFiles;

    fn tracked() -> TrackedFiles<MemoryFiles> {
        let files = MemoryFiles::new()
            .with("content/a.md", "A")
            .with("content/x/b.md", "B")
            .with("content/x/bild.png", "1234")
            .with("static/a.css", "a{}");
        let tracked = TrackedFiles::new(files);
        for entry in tracked.walk(&RelPath::lit("content"), &[]).entries {
            if entry.path.extension() == "md" {
                let _ = tracked.read(&entry.path);
            }
        }
        let _ = tracked.read(&RelPath::lit("static/a.css"));
        tracked
    }

    fn changed(tracked: &TrackedFiles<MemoryFiles>, paths: &[&str]) -> Vec<bool> {
        paths.iter().map(|p| tracked.changed(&RelPath::lit(p))).collect()
    }

    #[test]
    fn the_same_bytes_are_no_change() {
        let mut tracked = tracked();
        tracked.files.insert("content/a.md", "A");
        let all = ["content/a.md", "content/x/b.md", "content/x/bild.png", "content", "", "content/none", "static"];
        assert_eq!(changed(&tracked, &all), [false; 7]);
    }

    #[test]
    fn edits_deletions_and_new_files_are_changes_of_their_folders_too() {
        let mut tracked = tracked();
        tracked.files.insert("content/a.md", "Å");
        assert_eq!(changed(&tracked, &["content/a.md", "content", "", "content/x"]), [true, true, true, false]);
        tracked.files.remove("content/x/b.md");
        assert_eq!(changed(&tracked, &["content/x/b.md", "content/x"]), [true, true]);
        let mut tracked = self::tracked();
        tracked.files.insert("content/ny/c.md", "C");
        assert_eq!(changed(&tracked, &["content/ny/c.md", "content/ny", "content/x"]), [true, true, false]);
    }

    #[test]
    fn hidden_files_count_among_those_for_the_sites_root() {
        let mut tracked = tracked();
        tracked.files.insert("content/.utkast/c.md", "C");
        assert_eq!(changed(&tracked, &["content", ""]), [false, false]);
        tracked.files.insert("root/.well-known/security.txt", "Contact");
        assert_eq!(changed(&tracked, &["root", "root/.well-known", ""]), [true; 3]);
        tracked.walk_all(&RelPath::lit("root"));
        assert_eq!(changed(&tracked, &["root", "root/.well-known", ""]), [false; 3]);
    }

    #[test]
    fn files_that_nobody_needed_count_by_size() {
        let mut tracked = tracked();
        tracked.files.insert("content/x/bild.png", "4321");
        assert_eq!(changed(&tracked, &["content/x/bild.png"]), [false]);
        tracked.files.insert("content/x/bild.png", "43210");
        assert_eq!(changed(&tracked, &["content/x/bild.png"]), [true]);
    }
}
