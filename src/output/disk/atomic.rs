//! Files that add_all in a folder, or go from it, in one step, however many they are and wherever in it they lie.
//!
//! Pages link in circles, so no order of new pages has each behind what it links to. Each is first a symbolic link into a
//! folder that is not there yet, which answers as if nothing were there. When that folder gets its name, all of them are
//! there, and each link is then replaced by its file. Files go the same way backwards.

use super::files::move_file;
use super::permissions::Permissions;
use super::system::link_to;
use super::work::{WorkFolder, remove_tree};
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

/// The folder inside an output folder that the links lead into; it holds no address of the site.
struct LinkFolder(PathBuf);

impl LinkFolder {
    fn of(out: &Path) -> LinkFolder {
        LinkFolder(WorkFolder::inside(out).0)
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

    fn make(&self, name: &str, permissions: Permissions) -> io::Result<()> {
        fs::create_dir(self.folder(name))?;
        permissions.set_on(&self.folder(name))
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
    format!("{}{}/{SHOWN}/", "../".repeat(file.matches('/').count()), WorkFolder::INSIDE)
}

/// The folders between which files are moved.
#[derive(Clone, Copy)]
pub(super) struct Transfer<'a> {
    /// The folder that is published.
    pub out: &'a Path,
    /// Holds every file of the new site that `out` does not have yet.
    pub stage: &'a Path,
    /// A folder on the same disk for temporary files.
    pub scratch: &'a Path,
    /// Of files and folders that are made in `out`.
    pub permissions: Permissions,
}

impl Transfer<'_> {
    /// The folder for links, readable for whoever reads the site; `None` where links cannot be made.
    fn link_folder(&self) -> io::Result<Option<LinkFolder>> {
        let links = LinkFolder::of(self.out);
        match fs::create_dir(&links.0) {
            Err(e) if !links.is_there() => return Err(e),
            _ => self.permissions.set_on(&links.0)?,
        }
        let probe = links.folder("probe");
        let _ = fs::remove_file(&probe);
        let can = link_to(READY, &probe).is_ok() && fs::symlink_metadata(&probe).is_ok_and(|m| m.is_symlink());
        let _ = fs::remove_file(&probe);
        Ok(can.then_some(links))
    }

    /// Puts each of the files in its place, in one step.
    pub(crate) fn place_all(&self, files: &[&str], keep: bool) -> io::Result<()> {
        let place =
            |file: &&str| move_file(&self.stage.join(file), &self.out.join(file), keep, self.scratch, self.permissions);
        parallel::map(files, place).into_iter().collect()
    }

    /// Puts files in place where there are none yet, all in one step. Where that cannot be, those come first that do not
    /// link. With `keep` the stage keeps them.
    pub(crate) fn add_all(&self, files: &[&str], keep: bool) -> io::Result<()> {
        if files.is_empty() {
            return Ok(());
        }
        let Some(links) = self.link_folder()? else {
            let (pages, others) = pages_and_others(files);
            self.place_all(&others, keep)?;
            return self.place_all(&pages, keep);
        };
        self.make_links(&links, files, keep)?;
        links.rename(READY, SHOWN)?;
        self.replace_links(&links, files)
    }

    /// Makes links at the places of the files; none leads anywhere yet.
    fn make_links(&self, links: &LinkFolder, files: &[&str], keep: bool) -> io::Result<()> {
        links.make(READY, self.permissions)?;
        all(files, |number, file| {
            move_file(&self.stage.join(file), &links.file(READY, number), keep, self.scratch, self.permissions)?;
            link_to(&target(file, number), &self.out.join(file))
        })
    }

    /// Puts the files where the links to them are.
    fn replace_links(&self, links: &LinkFolder, files: &[&str]) -> io::Result<()> {
        all(files, |number, file| {
            move_file(&links.file(SHOWN, number), &self.out.join(file), false, self.scratch, self.permissions)
        })?;
        remove_tree(&links.folder(SHOWN));
        Ok(())
    }

    /// Removes files, all in one step where that can be, else pages first, as they link to the others.
    pub(crate) fn remove_all(&self, files: &[&str]) -> io::Result<()> {
        if files.is_empty() {
            return Ok(());
        }
        if let Some(links) = self.link_folder()? {
            self.replace_by_links(&links, files)?;
            links.rename(SHOWN, GONE)?;
        }
        let (pages, others) = pages_and_others(files);
        for files in [pages, others] {
            all(&files, |_, file| remove_file(&self.out.join(file)))?;
        }
        Ok(())
    }

    /// Moves files into the link folder and puts links in their place. A file that cannot be replaced by a link stays, and is
    /// removed later by itself.
    fn replace_by_links(&self, links: &LinkFolder, files: &[&str]) -> io::Result<()> {
        links.make(SHOWN, self.permissions)?;
        links.make(LINKS, self.permissions)?;
        all(files, |number, file| {
            let (path, kept, link) = (self.out.join(file), links.file(SHOWN, number), links.file(LINKS, number));
            if fs::symlink_metadata(&path).is_ok_and(|meta| meta.is_file()) {
                let _ = fs::hard_link(&path, &kept)
                    .or_else(|_| fs::copy(&path, &kept).and_then(|_| self.permissions.set_on(&kept)))
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

/// Completes what a killed build left in `out`: links that lead to a file are replaced by it, the others removed.
///
/// # Errors
/// When the disk refuses a step; the links that are left lead where they led.
pub(super) fn complete_links(out: &Path) -> io::Result<()> {
    let links = LinkFolder::of(out);
    if !links.is_there() {
        return Ok(());
    }
    let permissions = Permissions::of(out)?;
    // What cannot be looked into is not ours.
    for entry in walkdir::WalkDir::new(out).into_iter().filter_entry(|entry| entry.path() != links.0).flatten() {
        let Some(number) = number_of(out, &entry) else { continue };
        match move_file(&links.file(SHOWN, number), entry.path(), false, &links.0, permissions) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => fs::remove_file(entry.path())?,
            done => done?,
        }
    }
    remove_tree(&links.0);
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
