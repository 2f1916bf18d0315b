//! Files that appear in a folder, or go from it, in one step, however many they are and wherever in it they lie.
//!
//! Pages link in circles, so no order of new pages has each behind what it links to. Each is first a symbolic link into a
//! folder that is not there yet, which answers as if nothing were there. When that folder gets its name, all of them are
//! there, and each link is then replaced by its file. Files go the same way backwards.

use super::folder::{Work, remove_tree};
use super::place::{Placing, move_to};
use super::rights::Rights;
use super::system::link_to;
use crate::base::parallel;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The folder that the links lead into, and the names it has before and after they lead anywhere.
const SHOWN: &str = "shown";
const READY: &str = "ready";
const GONE: &str = "gone";
/// Where a link is made that is to take a file's place.
const LINKS: &str = "links";

/// Where the links of an output folder lead: a folder in it that holds no address of the site.
struct Hidden(PathBuf);

impl Hidden {
    fn of(out: &Path) -> Hidden {
        Hidden(Work::inside(out).0)
    }

    fn is_there(&self) -> bool {
        fs::symlink_metadata(&self.0).is_ok_and(|meta| meta.is_dir())
    }

    fn folder(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// The file of that number, in one of the folders.
    fn file(&self, folder: &str, number: usize) -> PathBuf {
        self.0.join(folder).join(number.to_string())
    }

    fn make(&self, name: &str, rights: Rights) -> io::Result<()> {
        fs::create_dir(self.folder(name))?;
        rights.give(&self.folder(name))
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        fs::rename(self.folder(from), self.folder(to))
    }
}

/// What a link at the path of `file` says to lead to the file of that number.
fn target(file: &str, number: usize) -> String {
    format!("{}{number}", target_start(file))
}

fn target_start(file: &str) -> String {
    format!("{}{}/{SHOWN}/", "../".repeat(file.matches('/').count()), Work::INSIDE)
}

impl Placing<'_> {
    /// The place for links, where links can be made; readers must be able to look into it.
    fn hidden(&self) -> io::Result<Option<Hidden>> {
        let hidden = Hidden::of(self.out);
        match fs::create_dir(&hidden.0) {
            Err(e) if !hidden.is_there() => return Err(e),
            _ => self.rights.give(&hidden.0)?,
        }
        let probe = hidden.folder("probe");
        let _ = fs::remove_file(&probe);
        let can = link_to(READY, &probe).is_ok() && fs::symlink_metadata(&probe).is_ok_and(|m| m.is_symlink());
        let _ = fs::remove_file(&probe);
        Ok(can.then_some(hidden))
    }

    /// Puts files in place where there are none yet, all in one step. Where that cannot be, those come first that do not
    /// link. With `keep` the stage keeps them.
    pub fn appear(&self, files: &[&str], keep: bool) -> io::Result<()> {
        if files.is_empty() {
            return Ok(());
        }
        let Some(hidden) = self.hidden()? else {
            let (pages, others) = pages_and_others(files);
            self.place_all(&others, keep)?;
            return self.place_all(&pages, keep);
        };
        self.get_ready(&hidden, files, keep)?;
        hidden.rename(READY, SHOWN)?;
        self.finish(&hidden, files)
    }

    /// Makes links at the places of the files; none leads anywhere yet.
    fn get_ready(&self, hidden: &Hidden, files: &[&str], keep: bool) -> io::Result<()> {
        hidden.make(READY, self.rights)?;
        all(files, |number, file| {
            move_to(&self.stage.join(file), &hidden.file(READY, number), keep, self.scratch, self.rights)?;
            link_to(&target(file, number), &self.out.join(file))
        })
    }

    /// Puts the files where the links to them are.
    fn finish(&self, hidden: &Hidden, files: &[&str]) -> io::Result<()> {
        all(files, |number, file| {
            move_to(&hidden.file(SHOWN, number), &self.out.join(file), false, self.scratch, self.rights)
        })?;
        remove_tree(&hidden.folder(SHOWN));
        Ok(())
    }

    /// Removes files, all in one step where that can be, else pages first, as they link to the others.
    pub fn vanish(&self, files: &[&str]) -> io::Result<()> {
        if files.is_empty() {
            return Ok(());
        }
        if let Some(hidden) = self.hidden()? {
            self.hide(&hidden, files)?;
            hidden.rename(SHOWN, GONE)?;
        }
        let (pages, others) = pages_and_others(files);
        for files in [pages, others] {
            all(&files, |_, file| remove_file(&self.out.join(file)))?;
        }
        Ok(())
    }

    /// Makes files links to where they lie meanwhile. What cannot be one stays, and goes by itself.
    fn hide(&self, hidden: &Hidden, files: &[&str]) -> io::Result<()> {
        hidden.make(SHOWN, self.rights)?;
        hidden.make(LINKS, self.rights)?;
        all(files, |number, file| {
            let (path, kept, link) = (self.out.join(file), hidden.file(SHOWN, number), hidden.file(LINKS, number));
            if fs::symlink_metadata(&path).is_ok_and(|meta| meta.is_file()) {
                let _ = fs::hard_link(&path, &kept)
                    .or_else(|_| fs::copy(&path, &kept).and_then(|_| self.rights.give(&kept)))
                    .and_then(|()| link_to(&target(file, number), &link))
                    .and_then(|()| fs::rename(&link, &path));
            }
            Ok(())
        })
    }
}

fn pages_and_others<'f>(files: &[&'f str]) -> (Vec<&'f str>, Vec<&'f str>) {
    files.iter().partition(|file| file.ends_with(".html"))
}

/// Does `work` with each file and its number.
fn all(files: &[&str], work: impl Fn(usize, &str) -> io::Result<()> + Sync) -> io::Result<()> {
    parallel::range(files.len(), |number| work(number, files[number])).into_iter().collect()
}

/// Removes an old file; a new file or folder that stands in its place or in that of its folder stays.
fn remove_file(path: &Path) -> io::Result<()> {
    use io::ErrorKind::{IsADirectory, NotADirectory, NotFound};
    match fs::remove_file(path) {
        Err(e) if matches!(e.kind(), NotFound | NotADirectory | IsADirectory) => Ok(()),
        done => done,
    }
}

/// Clears up what a build that was killed left in `out`: links that lead to a file become that file, the others go.
///
/// # Errors
/// When the disk refuses a step; the links that are left lead where they led.
pub(super) fn settle(out: &Path) -> io::Result<()> {
    let hidden = Hidden::of(out);
    if !hidden.is_there() {
        return Ok(());
    }
    let rights = Rights::of(out)?;
    // What cannot be looked into is not ours.
    for entry in walkdir::WalkDir::new(out).into_iter().filter_entry(|entry| entry.path() != hidden.0).flatten() {
        let Some(number) = number_of(out, &entry) else { continue };
        match move_to(&hidden.file(SHOWN, number), entry.path(), false, &hidden.0, rights) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => fs::remove_file(entry.path())?,
            done => done?,
        }
    }
    remove_tree(&hidden.0);
    Ok(())
}

/// The number of the file that a link of ours leads to.
fn number_of(out: &Path, entry: &walkdir::DirEntry) -> Option<usize> {
    if !entry.path_is_symlink() {
        return None;
    }
    let file = entry.path().strip_prefix(out).ok()?.to_str()?;
    let said = fs::read_link(entry.path()).ok()?;
    said.to_str()?.strip_prefix(&target_start(file))?.parse().ok()
}

#[cfg(all(test, unix))]
mod tests;
