//! Bringing a folder from the old site to the new one, file by file, so that whoever reads it, at any moment, finds whole
//! pages whose links lead somewhere.

use super::folder::{change_names, remove_tree};
use super::manifest::{MANIFEST, Manifest, folders_of};
use super::rights::Rights;
use super::system::{copy_link, copy_looks, identity};
use crate::base::parallel;
use crate::output::OutputError;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What keeps copies of pages in browsers: it lists all the others, so it is the last to change.
const WORKER: &str = "sw.js";

/// A folder and the site that is to be in it.
pub(super) struct Placing<'a> {
    pub out: &'a Path,
    /// Holds every file of the new site that `out` does not have yet.
    pub stage: &'a Path,
    /// A folder on the same disk that nobody reads.
    pub scratch: &'a Path,
    pub rights: Rights,
    pub before: &'a Manifest,
    pub new: &'a Manifest,
}

impl Placing<'_> {
    /// Refuses to write where somebody else's files are. Nothing is changed yet.
    pub fn check(&self) -> Result<(), OutputError> {
        let foreign = |path: &str| Err(OutputError::Foreign { path: self.out.join(path) });
        let ours = |path: &str| self.before.files.contains(path);
        let kind = |path: &str| fs::symlink_metadata(self.out.join(path)).ok().map(|meta| meta.file_type());
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
                    for entry in walkdir::WalkDir::new(self.out.join(file)).into_iter().flatten() {
                        let below = entry.path().strip_prefix(self.out).unwrap_or(entry.path());
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
    pub fn has_nothing_to_do(&self, changed: &BTreeSet<&str>) -> bool {
        let suits = |folder: &str| {
            fs::symlink_metadata(self.out.join(folder)).is_ok_and(|meta| meta.is_dir() && self.rights.suit(&meta))
        };
        changed.is_empty()
            && self.before == self.new
            && folders_of(&self.new.files).into_iter().flatten().all(suits)
            && self.out.join(MANIFEST).is_file()
    }

    /// Writes the new site's list into the folder in which it is staged.
    pub fn write_list(&self, stage: &Path) -> io::Result<()> {
        let path = stage.join(MANIFEST);
        fs::write(&path, self.new.text())?;
        self.rights.give(&path)
    }

    /// Brings `out` to the new site; `changed` are its files that `out` has not, or has otherwise. With `keep` the stage
    /// stays as it is, else its files are moved.
    ///
    /// First come files that no page of the old site can name, then pages, then what lists them, at last what is not needed
    /// any more goes. Each takes its place in one step. Whoever is killed meanwhile leaves a list that names all files of
    /// both sites, for the next build to clear up.
    pub fn run(&self, changed: &BTreeSet<&str>, keep: bool) -> io::Result<()> {
        self.write_manifest(&self.before.union(self.new))?;
        self.make_room()?;
        let old = |file: &&str| self.before.files.contains(*file);
        let page = |file: &&str| file.ends_with(".html");
        let steps: [&dyn Fn(&&str) -> bool; 5] = [
            &|f| !old(f) && !page(f),
            &|f| !old(f) && page(f),
            &|f| old(f) && page(f),
            &|f| old(f) && !page(f) && *f != WORKER,
            &|f| old(f) && *f == WORKER,
        ];
        for step in steps {
            let files: Vec<&str> = changed.iter().copied().filter(|file| step(file)).collect();
            parallel::map(&files, |file| self.place(file, keep)).into_iter().collect::<io::Result<()>>()?;
        }
        let gone: Vec<&String> = self.before.files.difference(&self.new.files).collect();
        parallel::map(&gone, |file| remove_file(&self.out.join(file))).into_iter().collect::<io::Result<()>>()?;
        let kept: BTreeSet<&str> = folders_of(&self.new.files).into_iter().flatten().collect();
        for folder in folders_of(gone.iter().copied()).into_iter().rev().flatten().filter(|f| !kept.contains(f)) {
            // Not when something of somebody else's is in it.
            let _ = fs::remove_dir(self.out.join(folder));
        }
        self.write_manifest(self.new)
    }

    /// Folders for the new files. An old file that stands where a folder is to be, or the other way round, goes.
    fn make_room(&self) -> io::Result<()> {
        for folder in folders_of(&self.new.files).into_iter().flatten() {
            let path = self.out.join(folder);
            match fs::symlink_metadata(&path) {
                Ok(meta) if meta.is_dir() && self.rights.suit(&meta) => continue,
                Ok(meta) if meta.is_dir() => {}
                Ok(_) => {
                    fs::remove_file(&path)?;
                    fs::create_dir(&path)?;
                }
                Err(_) => fs::create_dir(&path)?,
            }
            self.rights.give(&path)?;
        }
        for folder in folders_of(&self.before.files).into_iter().flatten() {
            if self.new.files.contains(folder) && self.out.join(folder).is_dir() {
                remove_tree(&self.out.join(folder));
            }
        }
        Ok(())
    }

    /// Puts one file in its place, in one step.
    fn place(&self, file: &str, keep: bool) -> io::Result<()> {
        let (from, to) = (self.stage.join(file), self.out.join(file));
        if !keep {
            match fs::rename(&from, &to) {
                Err(e) if e.kind() == io::ErrorKind::CrossesDevices => {}
                done => return done,
            }
        }
        let beside = self.beside();
        if fs::hard_link(&from, &beside).is_ok() {
            match fs::rename(&beside, &to) {
                Err(e) if e.kind() == io::ErrorKind::CrossesDevices => _ = fs::remove_file(&beside),
                done => return done,
            }
        }
        let folder = to.parent().unwrap_or(self.out);
        let beside = folder.join(beside.file_name().unwrap_or_default());
        fs::copy(&from, &beside)?;
        self.rights.give(&beside)?;
        fs::rename(&beside, &to)
    }

    /// A name that nothing has.
    fn beside(&self) -> std::path::PathBuf {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        self.scratch.join(format!(".ledfyr-{}", NUMBER.fetch_add(1, Ordering::Relaxed)))
    }

    fn write_manifest(&self, manifest: &Manifest) -> io::Result<()> {
        let (text, path) = (manifest.text(), self.out.join(MANIFEST));
        if fs::read(&path).is_ok_and(|old| old == text.as_bytes()) {
            return Ok(());
        }
        let beside = self.beside();
        fs::write(&beside, text)?;
        self.rights.give(&beside)?;
        match fs::rename(&beside, &path) {
            Err(e) if e.kind() == io::ErrorKind::CrossesDevices => fs::copy(&beside, &path).map(|_| ()),
            done => done,
        }
    }

    /// Ends what begins when the output folder and the stage have changed names: `out` is the folder, under the stage's name,
    /// and is brought to the site that is shown in its place at `shown`, and takes that place again.
    pub fn give_back(&self, shown: &Path) -> Result<(), OutputError> {
        let same = |file: &str| {
            let of = |folder: &Path| fs::symlink_metadata(folder.join(file)).ok().as_ref().and_then(identity);
            of(self.out).is_some_and(|one| Some(one) == of(self.stage))
        };
        let files: Vec<&String> = self.new.files.iter().collect();
        let other = parallel::map(&files, |file| (!same(file)).then_some(file.as_str()));
        let other: BTreeSet<&str> = other.into_iter().flatten().collect();
        self.run(&other, true).map_err(OutputError::partly(shown))?;
        change_names(self.out, shown)?;
        // The stage has its own name again. What others put into it while it was shown is theirs.
        carry(self.out, shown, &self.new.files, Carry::New).map_err(OutputError::partly(shown))
    }
}

/// What to do with a file of somebody else.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Carry {
    /// It is to be in both folders, so that neither lacks anything.
    All,
    /// It is moved where there is none of its name.
    New,
}

/// Carries what the program did not write from one folder to another. `ours`: what it wrote.
///
/// # Errors
/// When something cannot be there as it is here: files that cannot be linked, folders whose owner cannot be given.
pub(super) fn carry(from: &Path, to: &Path, ours: &BTreeSet<String>, how: Carry) -> io::Result<()> {
    let own: BTreeSet<&str> = folders_of(ours).into_iter().flatten().collect();
    let mut looks = Vec::new();
    for entry in walkdir::WalkDir::new(from).min_depth(1) {
        let entry = entry?;
        let Ok(rest) = entry.path().strip_prefix(from) else { continue };
        let name = rest.to_string_lossy().replace('\\', "/");
        let target = to.join(rest);
        if name == MANIFEST || ours.contains(&name) || (how == Carry::New && fs::symlink_metadata(&target).is_ok()) {
            continue;
        }
        let kind = entry.file_type();
        if kind.is_dir() {
            if !own.contains(name.as_str()) {
                fs::create_dir_all(&target)?;
                looks.push((entry.into_path(), target));
            }
            continue;
        }
        fs::create_dir_all(target.parent().unwrap_or(to))?;
        if how == Carry::New {
            fs::rename(entry.path(), &target)?;
        } else if kind.is_symlink() {
            copy_link(entry.path(), &target)?;
        } else {
            fs::hard_link(entry.path(), &target)?;
        }
    }
    // Last, as a folder's time changes with what is made in it.
    looks.iter().rev().try_for_each(|(from, to)| copy_looks(from, to))
}

/// Removes an old file; a new file or folder that stands in its place or in that of its folder stays.
fn remove_file(path: &Path) -> io::Result<()> {
    use io::ErrorKind::{IsADirectory, NotADirectory, NotFound};
    match fs::remove_file(path) {
        Err(e) if matches!(e.kind(), NotFound | NotADirectory | IsADirectory) => Ok(()),
        done => done,
    }
}
