//! A site on the disk: written beside the old one, then put in its place.
//!
//! The output folder itself always stays, with its owner, its permissions and what others have in it, since a web server may
//! have it mounted or open. Where the system can let two folders change names in one step, the new site is shown in the
//! folder's place while the folder is brought up to date, and the folder then takes its place again: whoever asks by name
//! sees the old site or the new one. Where it cannot (a mount, some network drives, other systems than Linux), and for whoever
//! has the folder itself open, every page is old or new, and what it links to is there.

mod atomic;
mod files;
mod folder;
mod manifest;
mod permissions;
mod system;
mod update;
mod work;

pub use self::folder::OutFolder;
pub(super) use self::manifest::Manifest;
pub use self::manifest::{MANIFEST, manifest};

use self::atomic::{Transfer, complete_links};
use self::system::{copy_metadata, exchange, has_mounts, identity};
use self::update::{Foreign, Update, carry_foreign};
use self::work::{WorkFolder, identity_text, lock, remove_tree};
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
    work: WorkFolder,
    /// Whether the stage can be shown in the folder's place: it has every file of the new site, not only those that are new
    /// or changed.
    stage_is_whole: bool,
    /// Pages of the new site that somebody wrote.
    pages: BTreeSet<String>,
    /// The new site's files, and whether each is new or other than before.
    files: Mutex<BTreeMap<String, bool>>,
    /// The folders of the stage that have been created.
    folders: Mutex<HashSet<String>>,
    /// In all files.
    bytes: AtomicU64,
    /// The next build needs what is in the work folder.
    keep_work: bool,
}

impl DiskSink {
    /// Prepares to publish into `folder` a site with these pages, each named by the path of its file.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn begin(folder: OutFolder, pages: BTreeSet<String>) -> Result<DiskSink, OutputError> {
        let mut sink = DiskSink {
            work: WorkFolder::inside(&folder.path),
            folder,
            stage_is_whole: false,
            pages,
            files: Mutex::default(),
            folders: Mutex::default(),
            bytes: AtomicU64::new(0),
            keep_work: false,
        };
        match WorkFolder::beside(&sink.folder.path).map(|work| sink.prepare_beside(&work).map(|()| work)) {
            Some(Ok(work)) => (sink.work, sink.stage_is_whole) = (work, true),
            _ => {
                let (stage, out) = (sink.work.stage(), &sink.folder.path);
                fs::create_dir(&sink.work.0).and_then(|()| fs::create_dir(&stage)).map_err(OutputError::at(out))?;
                sink.folder.permissions.set_on(&stage).map_err(OutputError::at(out))?;
            }
        }
        Ok(sink)
    }

    /// Makes a stage beside the output folder that can be shown in its place.
    fn prepare_beside(&mut self, work: &WorkFolder) -> io::Result<()> {
        let out = &self.folder.path;
        let parent = out.parent().ok_or(io::ErrorKind::NotFound)?;
        if has_mounts(out, parent) {
            return Err(io::ErrorKind::CrossesDevices.into());
        }
        let stage = work.stage();
        fs::create_dir(&work.0)?;
        let prepared = (|| {
            let original = identity(&fs::metadata(out)?).ok_or(io::ErrorKind::Unsupported)?;
            fs::write(work.original(), identity_text(original))?;
            // What the drive cannot do is better known now than when half is done.
            let (probe, link) = (work.0.join("probe"), work.0.join("link"));
            fs::create_dir(&stage)?;
            fs::create_dir(&probe)?;
            exchange(&stage, &probe)?;
            fs::remove_dir(&probe)?;
            fs::hard_link(work.original(), &link)?;
            fs::remove_file(&link)?;
            copy_metadata(out, &stage)?;
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
        let created = || self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        for (end, _) in file.match_indices('/') {
            let folder = &file[..end];
            if created().contains(folder) {
                continue;
            }
            // Not under the lock: making folders is most of what writing a site costs, and may be done twice.
            let path = self.work.stage().join(folder);
            match fs::create_dir(&path) {
                Ok(()) => self.folder.permissions.set_on(&path).map_err(OutputError::at(&path))?,
                Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {}
                Err(e) => return Err(OutputError::at(&path)(e)),
            }
            created().insert(folder.to_owned());
        }
        Ok(())
    }

    /// Whether the file of the last build is still there, for whom it should be, and is the `same`.
    fn is_unchanged(&self, file: &str, size: u64, same: impl FnOnce(&Path) -> bool) -> bool {
        let old = self.folder.path.join(file);
        let sound =
            |meta: &fs::Metadata| meta.is_file() && meta.len() == size && self.folder.permissions.are_set_on(meta);
        self.folder.before.files.contains(file) && fs::symlink_metadata(&old).is_ok_and(|m| sound(&m)) && same(&old)
    }

    /// Counts a file of the new site.
    fn record(&self, path: String, size: u64, changed: bool) {
        self.bytes.fetch_add(size, Ordering::Relaxed);
        self.files.lock().unwrap_or_else(PoisonError::into_inner).insert(path, changed);
    }

    /// Puts the new site in the folder.
    fn publish(&mut self, new: &Manifest, changed: &BTreeSet<&str>) -> Result<(), OutputError> {
        let (out, stage, before) = (&self.folder.path, self.work.stage(), &self.folder.before);
        let transfer = Transfer { out, stage: &stage, scratch: &self.work.0, permissions: self.folder.permissions };
        let update = Update { transfer, before, new };
        update.check()?;
        if update.is_up_to_date(changed) {
            return Ok(());
        }
        let shown = self.stage_is_whole
            && update.write_list(&stage).is_ok()
            && carry_foreign(out, &stage, &before.files, Foreign::Share).is_ok()
            && exchange(&stage, out).is_ok();
        if !shown {
            // Nothing of the old site is lost before this ends, or the next build ends it.
            return update.run(changed, false).map_err(OutputError::partly(out));
        }
        self.keep_work = true;
        let swapped = Transfer { out: &stage, stage: out, ..transfer };
        Update { transfer: swapped, before, new }.restore(out)?;
        self.keep_work = false;
        Ok(())
    }
}

impl Sink for DiskSink {
    fn write(&self, artifact: Artifact) -> Result<(), OutputError> {
        let Artifact { path, bytes } = artifact;
        let size = bytes.len() as u64;
        let unchanged = self.is_unchanged(&path, size, |old| fs::read(old).is_ok_and(|old| *old == **bytes));
        if !unchanged || self.stage_is_whole {
            let new = self.work.stage().join(&path);
            self.make_folder(&path)?;
            if !unchanged || fs::hard_link(self.folder.path.join(&path), &new).is_err() {
                let write = || {
                    fs::File::create_new(&new)?.write_all(&bytes)?;
                    self.folder.permissions.set_on(&new)
                };
                write().map_err(OutputError::at(&new))?;
            }
        }
        self.record(path, size, !unchanged);
        Ok(())
    }

    fn commit(mut self: Box<Self>) -> Result<Committed, OutputError> {
        let written = std::mem::take(&mut *self.files.lock().unwrap_or_else(PoisonError::into_inner));
        let changed: BTreeSet<&str> =
            written.iter().filter(|(_, changed)| **changed).map(|(f, _)| f.as_str()).collect();
        let files: BTreeSet<String> = written.keys().cloned().collect();
        let pages = &std::mem::take(&mut self.pages) & &files;
        let new = Manifest { files, pages };
        self.publish(&new, &changed)?;
        let removed = self.folder.before.files.difference(&new.files).count();
        let bytes = self.bytes.load(Ordering::Relaxed);
        Ok(Committed { files: new.files.len(), written: changed.len(), removed, bytes })
    }
}

impl Drop for DiskSink {
    fn drop(&mut self) {
        match WorkFolder::inside(&self.folder.path) {
            _ if self.keep_work => {}
            // Readers may be led into it.
            inside if inside.0 == self.work.0 => _ = complete_links(&self.folder.path),
            _ => remove_tree(&self.work.0),
        }
    }
}

#[cfg(test)]
mod tests;
