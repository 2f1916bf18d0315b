//! The output folder: whether it may be published into, by whom, and what is in it.

use super::manifest::{MANIFEST, Manifest};
use super::place::Placing;
use super::rights::Rights;
use super::system::{exchange, identity};
use super::together::settle;
use crate::base::parallel;
use crate::output::sink::OutputError;
use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

/// How often the folder is asked for while another build has it, and how many times: ten minutes in all.
const ASKED_EVERY: Duration = Duration::from_millis(100);
const ASKED_AT_MOST: u32 = 6000;

/// What may lie in a folder that nobody uses yet: what file systems and repositories put there.
const NOTHING: [&str; 4] = ["lost+found", ".gitkeep", ".gitignore", ".keep"];

/// A folder that this build alone publishes into, as long as the value lives.
#[derive(Debug)]
pub struct OutFolder {
    /// Without links in it.
    pub(super) path: PathBuf,
    pub(super) rights: Rights,
    /// What the program wrote before.
    pub(super) before: Manifest,
    /// Held for the folder, and while another is shown in its place for that one too. The system lets go of them when the
    /// program ends, however it ends.
    pub(super) locks: Vec<File>,
    /// It was made for this build, and goes again if nothing comes of it.
    made: bool,
}

impl OutFolder {
    /// Takes the folder `out`, which need not exist. While another build publishes into it this one waits; `waits` is
    /// called once then. `into_existing`: it may hold files of others.
    ///
    /// # Errors
    /// When it cannot be written, is somebody else's, or its list of files is damaged.
    pub fn claim(out: &Path, into_existing: bool, waits: &dyn Fn()) -> Result<OutFolder, OutputError> {
        let made = match fs::metadata(out) {
            Ok(meta) if !meta.is_dir() => return Err(OutputError::NotAFolder { path: out.to_owned() }),
            Ok(meta) if meta.permissions().readonly() => return Err(OutputError::ReadOnly { path: out.to_owned() }),
            Ok(_) => false,
            Err(_) if fs::symlink_metadata(out).is_ok() => {
                return Err(OutputError::NotAFolder { path: out.to_owned() });
            }
            Err(_) => {
                fs::create_dir_all(out).map_err(OutputError::at(out))?;
                true
            }
        };
        // A link to a folder stays a link: what it names is published into.
        let path = out.canonicalize().map_err(OutputError::at(out))?;
        let locks = vec![lock(&path, waits)?];
        let (rights, before) = (Rights::default(), Manifest::default());
        let mut folder = OutFolder { path, rights, before, locks, made };
        folder.recover()?;
        folder.rights = Rights::of(&folder.path).map_err(OutputError::at(&folder.path))?;
        folder.before = folder.manifest(into_existing)?;
        Ok(folder)
    }

    /// The pages of the site that lies here, each as the path of its file.
    pub fn pages(&self) -> &BTreeSet<String> {
        &self.before.pages
    }

    fn manifest(&self, into_existing: bool) -> Result<Manifest, OutputError> {
        match Manifest::read(&self.path) {
            Ok(Some(manifest)) => Ok(manifest),
            Err(e) if e.kind() != io::ErrorKind::InvalidData => Err(OutputError::at(&self.path.join(MANIFEST))(e)),
            _ if into_existing => Ok(Manifest::default()),
            Err(_) => Err(OutputError::Damaged { path: self.path.join(MANIFEST) }),
            Ok(None) => {
                let entries = fs::read_dir(&self.path).map_err(OutputError::at(&self.path))?;
                let nothing = |name: &std::ffi::OsStr| NOTHING.iter().any(|n| name == *n);
                match entries.flatten().map(|e| e.file_name()).find(|name| !nothing(name)) {
                    None => Ok(Manifest::default()),
                    Some(entry) => Err(OutputError::InUse { path: self.path.clone(), entry: entry.into() }),
                }
            }
        }
    }

    /// Finishes or clears away what a build that was killed had begun.
    fn recover(&mut self) -> Result<(), OutputError> {
        settle(&self.path).map_err(OutputError::at(&self.path))?;
        let Some(work) = Work::beside(&self.path) else { return Ok(()) };
        let (original, stage) = (fs::read_to_string(work.original()).ok(), work.stage());
        let named = |path: &Path| fs::metadata(path).ok().as_ref().and_then(identity).map(name);
        if original.is_some() && original == named(&stage) {
            // The new site is shown in the place of the folder, which waits under the stage's name.
            self.locks.push(lock(&stage, &|| {})?);
            settle(&stage).map_err(OutputError::partly(&self.path))?;
            let shown = Manifest::read(&self.path).ok().flatten().unwrap_or_default();
            let before = Manifest::read(&stage).ok().flatten().unwrap_or_default();
            let rights = Rights::of(&stage).map_err(OutputError::at(&stage))?;
            let placing =
                Placing { out: &stage, stage: &self.path, scratch: &work.0, rights, before: &before, new: &shown };
            placing.give_back(&self.path)?;
        }
        remove_tree(&work.0);
        Ok(())
    }
}

impl Drop for OutFolder {
    fn drop(&mut self) {
        if self.made {
            // Only if it is empty still.
            let _ = fs::remove_dir(&self.path);
        }
    }
}

/// Where a build works until its site is put in place.
#[derive(Debug)]
pub(super) struct Work(pub PathBuf);

impl Work {
    /// Its name inside the output folder, where it cannot be beside.
    pub(super) const INSIDE: &str = ".ledfyr-new";

    pub fn beside(out: &Path) -> Option<Work> {
        let name = out.file_name()?.to_string_lossy();
        Some(Work(out.with_file_name(format!(".{name}.ledfyr"))))
    }

    pub fn inside(out: &Path) -> Work {
        Work(out.join(Work::INSIDE))
    }

    /// The new site.
    pub fn stage(&self) -> PathBuf {
        self.0.join("site")
    }

    /// Tells which folder is the output folder, when it has changed names with the stage.
    pub fn original(&self) -> PathBuf {
        self.0.join("original")
    }
}

/// An identity as it is written down.
pub(super) fn name((device, number): (u64, u64)) -> String {
    format!("{device}:{number}")
}

/// Waits until nobody else publishes into the folder, and keeps others out of it.
pub(super) fn lock(folder: &Path, waits: &dyn Fn()) -> Result<File, OutputError> {
    let mut waiting = false;
    for _ in 0..ASKED_AT_MOST {
        let file = open_for_lock(folder).map_err(OutputError::at(folder))?;
        match file.try_lock() {
            Ok(()) => {
                // It may have changed names with another while this build waited.
                let named = fs::metadata(folder).ok().as_ref().and_then(identity);
                if cfg!(not(unix)) || file.metadata().ok().as_ref().and_then(identity) == named {
                    return Ok(file);
                }
            }
            Err(TryLockError::WouldBlock) => {
                if !std::mem::replace(&mut waiting, true) {
                    waits();
                }
                thread::sleep(ASKED_EVERY);
            }
            // Some network drives have no locks: builds there are each other's neighbours at their own risk.
            Err(TryLockError::Error(_)) => return Ok(file),
        }
    }
    Err(OutputError::Busy { path: folder.to_owned() })
}

#[cfg(unix)]
fn open_for_lock(folder: &Path) -> io::Result<File> {
    File::open(folder)
}

/// Where folders cannot be locked, a file beside the folder is.
#[cfg(not(unix))]
fn open_for_lock(folder: &Path) -> io::Result<File> {
    let name = folder.file_name().map_or_else(Default::default, |name| name.to_string_lossy().into_owned());
    File::options().create(true).write(true).truncate(false).open(folder.with_file_name(format!(".{name}.ledfyr-lock")))
}

/// Removes a folder with all in it; a file of that name is somebody else's.
pub(super) fn remove_tree(folder: &Path) {
    if fs::symlink_metadata(folder).is_ok_and(|meta| !meta.is_dir()) {
        return;
    }
    let all = walkdir::WalkDir::new(folder).contents_first(false).into_iter().flatten();
    let (folders, files): (Vec<_>, Vec<_>) = all
        .map(walkdir::DirEntry::into_path)
        .partition(|path| fs::symlink_metadata(path).is_ok_and(|meta| meta.is_dir()));
    parallel::map(&files, |file| _ = fs::remove_file(file));
    // The deepest come last in a walk.
    folders.iter().rev().for_each(|folder| _ = fs::remove_dir(folder));
}

/// Carries out the change of names of the output folder and the stage.
pub(super) fn change_names(stage: &Path, out: &Path) -> Result<(), OutputError> {
    exchange(stage, out).map_err(OutputError::at(out))
}
