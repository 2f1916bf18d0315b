//! Update of a folder from the old site to the new one, file by file: whoever reads it, at any moment, finds whole pages whose
//! links lead somewhere.

use super::atomic::{Transfer, complete_links};
use super::files::temporary_path;
use super::manifest::{MANIFEST, Manifest, folders_of};
use super::system::{copy_link, copy_metadata, exchange, identity};
use super::work::{WorkFolder, remove_tree};
use crate::base::parallel;
use crate::output::sink::OutputError;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

/// What keeps copies of pages in browsers: it lists all the others, so it is the last to change.
const WORKER: &str = "sw.js";

/// A folder that is to be brought from one site to another.
pub(super) struct Update<'a> {
    pub transfer: Transfer<'a>,
    pub before: &'a Manifest,
    pub new: &'a Manifest,
}

impl Update<'_> {
    /// Refuses to overwrite files that the program did not write. Nothing is changed yet.
    pub(crate) fn check(&self) -> Result<(), OutputError> {
        let foreign = |path: &str| Err(OutputError::Foreign { path: self.transfer.out.join(path) });
        let ours = |path: &str| self.before.files.contains(path);
        let kind = |path: &str| fs::symlink_metadata(self.transfer.out.join(path)).ok().map(|meta| meta.file_type());
        for folder in folders_of(&self.new.files).into_iter().flatten() {
            if kind(folder).is_some_and(|kind| !kind.is_dir()) && !ours(folder) {
                return foreign(folder);
            }
        }
        let own: BTreeSet<&str> = folders_of(&self.before.files).into_iter().flatten().collect();
        for file in self.new.files.difference(&self.before.files) {
            match kind(file) {
                None => {}
                // A folder in which only the program's files are makes room.
                Some(kind) if kind.is_dir() && own.contains(file.as_str()) => {
                    for entry in walkdir::WalkDir::new(self.transfer.out.join(file)).into_iter().flatten() {
                        let below = entry.path().strip_prefix(self.transfer.out).unwrap_or(entry.path());
                        let below = below.to_string_lossy().replace('\\', "/");
                        if !ours(&below) && !own.contains(below.as_str()) {
                            return foreign(&below);
                        }
                    }
                }
                Some(_) => return foreign(file),
            }
        }
        Ok(())
    }

    /// Whether `out` has the new site already.
    pub(crate) fn is_up_to_date(&self, changed: &BTreeSet<&str>) -> bool {
        let is_ready = |folder: &str| {
            fs::symlink_metadata(self.transfer.out.join(folder))
                .is_ok_and(|meta| meta.is_dir() && self.transfer.permissions.are_set_on(&meta))
        };
        changed.is_empty()
            && self.before == self.new
            && folders_of(&self.new.files).into_iter().flatten().all(is_ready)
            && self.transfer.out.join(MANIFEST).is_file()
    }

    /// Writes the new site's list into the folder in which it is staged.
    pub(crate) fn write_list(&self, stage: &Path) -> io::Result<()> {
        let path = stage.join(MANIFEST);
        fs::write(&path, self.new.text())?;
        self.transfer.permissions.set_on(&path)
    }

    /// Brings `out` to the new site; `changed` are its files that `out` has not, or has otherwise. With `keep` the stage
    /// stays as it is, else its files are moved.
    ///
    /// First all new files come in one step, then each page changes, then what lists them; at last what is not needed any more
    /// goes, in one step. A build that is killed leaves a list that names all files of both sites, for the next build
    /// to clear up.
    pub(crate) fn run(&self, changed: &BTreeSet<&str>, keep: bool) -> io::Result<()> {
        let done = self.apply(changed, keep);
        match done {
            Ok(()) => remove_tree(&WorkFolder::inside(self.transfer.out).0),
            // What is left is for the next build.
            Err(_) => _ = complete_links(self.transfer.out),
        }
        done
    }

    /// The steps of [`Update::run`].
    fn apply(&self, changed: &BTreeSet<&str>, keep: bool) -> io::Result<()> {
        self.write_manifest(&self.before.union(self.new))?;
        self.make_folders()?;
        // Not what the list has: a build that was killed listed files that never came.
        let there = |file: &&str| fs::symlink_metadata(self.transfer.out.join(file)).is_ok();
        let (old, new): (Vec<&str>, Vec<&str>) = changed.iter().copied().partition(there);
        self.transfer.add_all(&new, keep)?;
        let (pages, others): (Vec<&str>, Vec<&str>) = old.into_iter().partition(|file| file.ends_with(".html"));
        let (worker, others): (Vec<&str>, Vec<&str>) = others.into_iter().partition(|file| *file == WORKER);
        for files in [pages, others, worker] {
            self.transfer.place_all(&files, keep)?;
        }
        let gone: Vec<&String> = self.before.files.difference(&self.new.files).collect();
        self.transfer.remove_all(&self.in_own_folders(&gone))?;
        let kept: BTreeSet<&str> = folders_of(&self.new.files).into_iter().flatten().collect();
        for folder in folders_of(gone.iter().copied()).into_iter().rev().flatten().filter(|f| !kept.contains(f)) {
            // Fails when files of others are in it, and is to.
            let _ = fs::remove_dir(self.transfer.out.join(folder));
        }
        self.write_manifest(self.new)
    }

    /// Those of the files that lie in folders of the site, not behind a link that somebody put in a folder's place.
    fn in_own_folders<'f>(&self, files: &[&'f String]) -> Vec<&'f str> {
        let is_link =
            |folder: &&str| fs::symlink_metadata(self.transfer.out.join(folder)).is_ok_and(|m| m.is_symlink());
        let links: BTreeSet<&str> = folders_of(files.iter().copied()).into_iter().flatten().filter(is_link).collect();
        let own = |file: &&str| !file.match_indices('/').any(|(end, _)| links.contains(&file[..end]));
        files.iter().map(|file| file.as_str()).filter(own).collect()
    }

    /// Folders for the new files. An old file that stands where a folder is to be, or the other way round, goes.
    fn make_folders(&self) -> io::Result<()> {
        for folder in folders_of(&self.new.files).into_iter().flatten() {
            let path = self.transfer.out.join(folder);
            match fs::symlink_metadata(&path) {
                Ok(meta) if meta.is_dir() && self.transfer.permissions.are_set_on(&meta) => continue,
                Ok(meta) if meta.is_dir() => {}
                Ok(_) => {
                    fs::remove_file(&path)?;
                    fs::create_dir(&path)?;
                }
                Err(_) => fs::create_dir(&path)?,
            }
            self.transfer.permissions.set_on(&path)?;
        }
        for folder in folders_of(&self.before.files).into_iter().flatten() {
            if self.new.files.contains(folder) && self.transfer.out.join(folder).is_dir() {
                remove_tree(&self.transfer.out.join(folder));
            }
        }
        Ok(())
    }

    fn write_manifest(&self, manifest: &Manifest) -> io::Result<()> {
        let (text, path) = (manifest.text(), self.transfer.out.join(MANIFEST));
        if fs::read(&path).is_ok_and(|old| old == text.as_bytes()) {
            return Ok(());
        }
        let temporary = temporary_path(self.transfer.scratch);
        fs::write(&temporary, text)?;
        self.transfer.permissions.set_on(&temporary)?;
        match fs::rename(&temporary, &path) {
            Err(e) if e.kind() == io::ErrorKind::CrossesDevices => fs::copy(&temporary, &path).map(|_| ()),
            done => done,
        }
    }

    /// Brings `out`, which has changed names with the stage, to the site that is shown in its place at `shown`, and changes
    /// their names back.
    pub(crate) fn restore(&self, shown: &Path) -> Result<(), OutputError> {
        let same = |file: &str| {
            let of = |folder: &Path| fs::symlink_metadata(folder.join(file)).ok().as_ref().and_then(identity);
            of(self.transfer.out).is_some_and(|one| Some(one) == of(self.transfer.stage))
        };
        let files: Vec<&String> = self.new.files.iter().collect();
        let other = parallel::map(&files, |file| (!same(file)).then_some(file.as_str()));
        let other: BTreeSet<&str> = other.into_iter().flatten().collect();
        self.run(&other, true).map_err(OutputError::partly(shown))?;
        exchange(self.transfer.out, shown).map_err(OutputError::at(shown))?;
        // The stage has its own name again. What others put into it while it was shown is theirs.
        carry_foreign(self.transfer.out, shown, &self.new.files, Foreign::Move).map_err(OutputError::partly(shown))
    }
}

/// What to do with a file that the program did not write.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Foreign {
    /// Link it, so that it is in both folders.
    Share,
    /// Move it, unless the other folder has one of its name.
    Move,
}

/// Carries what the program did not write from one folder to another. `ours`: what it wrote.
///
/// # Errors
/// When something cannot be there as it is here: files that cannot be linked, folders whose owner cannot be given.
pub(super) fn carry_foreign(from: &Path, to: &Path, ours: &BTreeSet<String>, how: Foreign) -> io::Result<()> {
    let own: BTreeSet<&str> = folders_of(ours).into_iter().flatten().collect();
    let mut folders = Vec::new();
    for entry in walkdir::WalkDir::new(from).min_depth(1) {
        let entry = entry?;
        let Ok(rest) = entry.path().strip_prefix(from) else { continue };
        let name = rest.to_string_lossy().replace('\\', "/");
        let target = to.join(rest);
        if name == MANIFEST || ours.contains(&name) || (how == Foreign::Move && fs::symlink_metadata(&target).is_ok()) {
            continue;
        }
        let kind = entry.file_type();
        if kind.is_dir() {
            if !own.contains(name.as_str()) {
                fs::create_dir_all(&target)?;
                folders.push((entry.into_path(), target));
            }
            continue;
        }
        fs::create_dir_all(target.parent().unwrap_or(to))?;
        if how == Foreign::Move {
            fs::rename(entry.path(), &target)?;
        } else if kind.is_symlink() {
            copy_link(entry.path(), &target)?;
        } else {
            fs::hard_link(entry.path(), &target)?;
        }
    }
    // Last, as a folder's time changes with what is made in it.
    folders.iter().rev().try_for_each(|(from, to)| copy_metadata(from, to))
}
