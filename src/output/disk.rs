//! A site on the disk: written beside the old one, then put in its place.
//!
//! The output folder itself always stays, with its owner, its rights and what others have in it, since a web server may
//! have it mounted or open. Where the system can let two folders change names in one step, the new site is shown in the
//! folder's place while the folder is brought up to date, and the folder then takes its place again: whoever asks by name
//! sees the old site or the new one. Where it cannot (a mount, some network drives, other systems than Linux), and for whoever
//! has the folder itself open, every page is old or new, and what it links to is there.

mod folder;
mod manifest;
mod place;
mod rights;
pub(super) mod system;
mod together;

pub use self::folder::OutFolder;
pub(super) use self::manifest::Manifest;
pub use self::manifest::{MANIFEST, manifest};

use self::folder::{Work, change_names, lock, name, remove_tree};
use self::place::{Carry, Placing, carry};
use self::system::{copy_looks, exchange, has_mounts, identity};
use self::together::settle;
use super::sink::{Committed, OutputError, Sink};
use crate::render::Artifact;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

/// Publishes into a folder.
pub struct DiskSink {
    folder: OutFolder,
    work: Work,
    /// Whether the stage can be shown in the folder's place; it then has every file of the new site, else only those that
    /// are new or other than before.
    whole: bool,
    /// Pages of the new site that somebody wrote.
    pages: BTreeSet<String>,
    /// The new site's files, and whether each is new or other than before.
    taken: Mutex<BTreeMap<String, bool>>,
    folders: Mutex<HashSet<String>>,
    bytes: AtomicU64,
    /// What is in the work folder is to stay: the next build needs it.
    unfinished: bool,
}

impl DiskSink {
    /// Prepares to publish into `folder` a site with these pages, each named by the path of its file.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn begin(folder: OutFolder, pages: BTreeSet<String>) -> Result<DiskSink, OutputError> {
        let mut sink = DiskSink {
            work: Work::inside(&folder.path),
            folder,
            whole: false,
            pages,
            taken: Mutex::default(),
            folders: Mutex::default(),
            bytes: AtomicU64::new(0),
            unfinished: false,
        };
        match Work::beside(&sink.folder.path).map(|work| sink.prepare_beside(&work).map(|()| work)) {
            Some(Ok(work)) => (sink.work, sink.whole) = (work, true),
            _ => {
                let (stage, out) = (sink.work.stage(), &sink.folder.path);
                fs::create_dir(&sink.work.0).and_then(|()| fs::create_dir(&stage)).map_err(OutputError::at(out))?;
                sink.folder.rights.give(&stage).map_err(OutputError::at(out))?;
            }
        }
        Ok(sink)
    }

    /// Makes a stage beside the output folder that can be shown in its place.
    fn prepare_beside(&mut self, work: &Work) -> io::Result<()> {
        let out = &self.folder.path;
        let parent = out.parent().ok_or(io::ErrorKind::NotFound)?;
        if has_mounts(out, parent) {
            return Err(io::ErrorKind::CrossesDevices.into());
        }
        let stage = work.stage();
        fs::create_dir(&work.0)?;
        let prepared = (|| {
            let original = identity(&fs::metadata(out)?).ok_or(io::ErrorKind::Unsupported)?;
            fs::write(work.original(), name(original))?;
            // What the drive cannot do is better known now than when half is done.
            let (probe, link) = (work.0.join("probe"), work.0.join("link"));
            fs::create_dir(&stage)?;
            fs::create_dir(&probe)?;
            exchange(&stage, &probe)?;
            fs::remove_dir(&probe)?;
            fs::hard_link(work.original(), &link)?;
            fs::remove_file(&link)?;
            copy_looks(out, &stage)?;
            lock(&stage, &|| {}).map_err(io::Error::other)
        })();
        match prepared {
            Ok(lock) => {
                self.folder.locks.push(lock);
                Ok(())
            }
            Err(e) => {
                remove_tree(&work.0);
                Err(e)
            }
        }
    }

    /// Makes the folders of the stage that `file` lies in.
    fn make_folder(&self, file: &str) -> Result<(), OutputError> {
        let made = || self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        for (end, _) in file.match_indices('/') {
            let folder = &file[..end];
            if made().contains(folder) {
                continue;
            }
            // Not under the lock: making folders is most of what writing a site costs, and may be done twice.
            let path = self.work.stage().join(folder);
            match fs::create_dir(&path) {
                Ok(()) => self.folder.rights.give(&path).map_err(OutputError::at(&path))?,
                Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {}
                Err(e) => return Err(OutputError::at(&path)(e)),
            }
            made().insert(folder.to_owned());
        }
        Ok(())
    }

    /// Whether the file of the last build is still there, for whom it should be, and is the `same`.
    fn is_as_before(&self, file: &str, size: u64, same: impl FnOnce(&Path) -> bool) -> bool {
        let old = self.folder.path.join(file);
        let sound = |meta: &fs::Metadata| meta.is_file() && meta.len() == size && self.folder.rights.suit(meta);
        self.folder.before.files.contains(file) && fs::symlink_metadata(&old).is_ok_and(|m| sound(&m)) && same(&old)
    }

    fn take(&self, path: String, size: u64, changed: bool) {
        self.bytes.fetch_add(size, Ordering::Relaxed);
        self.taken.lock().unwrap_or_else(PoisonError::into_inner).insert(path, changed);
    }

    /// Puts the new site in the folder.
    fn put_in_place(&mut self, new: &Manifest, changed: &BTreeSet<&str>) -> Result<(), OutputError> {
        let (out, stage, before) = (&self.folder.path, self.work.stage(), &self.folder.before);
        let placing = Placing { out, stage: &stage, scratch: &self.work.0, rights: self.folder.rights, before, new };
        placing.check()?;
        if placing.has_nothing_to_do(changed) {
            return Ok(());
        }
        let shown = self.whole
            && placing.write_list(&stage).is_ok()
            && carry(out, &stage, &before.files, Carry::All).is_ok()
            && change_names(&stage, out).is_ok();
        if !shown {
            // Nothing of the old site is lost before this ends, or the next build ends it.
            return placing.run(changed, false).map_err(OutputError::partly(out));
        }
        self.unfinished = true;
        Placing { out: &stage, stage: out, ..placing }.give_back(out)?;
        self.unfinished = false;
        Ok(())
    }
}

impl Sink for DiskSink {
    fn write(&self, artifact: Artifact) -> Result<(), OutputError> {
        let Artifact { path, bytes } = artifact;
        let size = bytes.len() as u64;
        let as_before = self.is_as_before(&path, size, |old| fs::read(old).is_ok_and(|old| *old == **bytes));
        if !as_before || self.whole {
            let new = self.work.stage().join(&path);
            self.make_folder(&path)?;
            if !as_before || fs::hard_link(self.folder.path.join(&path), &new).is_err() {
                let write = || {
                    fs::File::create_new(&new)?.write_all(&bytes)?;
                    self.folder.rights.give(&new)
                };
                write().map_err(OutputError::at(&new))?;
            }
        }
        self.take(path, size, !as_before);
        Ok(())
    }

    fn commit(mut self: Box<Self>) -> Result<Committed, OutputError> {
        let taken = std::mem::take(&mut *self.taken.lock().unwrap_or_else(PoisonError::into_inner));
        let changed: BTreeSet<&str> = taken.iter().filter(|(_, changed)| **changed).map(|(f, _)| f.as_str()).collect();
        let files: BTreeSet<String> = taken.keys().cloned().collect();
        let pages = &std::mem::take(&mut self.pages) & &files;
        let new = Manifest { files, pages };
        self.put_in_place(&new, &changed)?;
        let removed = self.folder.before.files.difference(&new.files).count();
        let bytes = self.bytes.load(Ordering::Relaxed);
        Ok(Committed { files: new.files.len(), written: changed.len(), removed, bytes })
    }
}

impl Drop for DiskSink {
    fn drop(&mut self) {
        match Work::inside(&self.folder.path) {
            _ if self.unfinished => {}
            // Readers may be led into it.
            inside if inside.0 == self.work.0 => _ = settle(&self.folder.path),
            _ => remove_tree(&self.work.0),
        }
    }
}

#[cfg(test)]
mod tests;
