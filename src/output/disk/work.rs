//! The folder in which a build works, and what it does with folders: locks and removes them.

use super::system::identity;
use crate::base::parallel;
use crate::output::sink::OutputError;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

/// How often a lock that another build holds is tried again, and how many times: ten minutes in all.
const LOCK_RETRY: Duration = Duration::from_millis(100);
const LOCK_ATTEMPTS: u32 = 6000;

/// The folder in which a build works until its site is published.
#[derive(Debug)]
pub(super) struct WorkFolder(pub PathBuf);

impl WorkFolder {
    /// Its name inside the output folder, where it cannot be beside.
    pub(super) const INSIDE: &str = ".ledfyr-new";

    /// Beside the output folder, on the same disk.
    pub(crate) fn beside(out: &Path) -> Option<WorkFolder> {
        let name = out.file_name()?.to_string_lossy();
        Some(WorkFolder(out.with_file_name(format!(".{name}.ledfyr"))))
    }

    /// Inside the output folder.
    pub(crate) fn inside(out: &Path) -> WorkFolder {
        WorkFolder(out.join(WorkFolder::INSIDE))
    }

    /// Where the new site is written.
    pub(crate) fn stage(&self) -> PathBuf {
        self.0.join("site")
    }

    /// A file with the identity of the output folder, by which it is known when it has changed names with the stage.
    pub(crate) fn original(&self) -> PathBuf {
        self.0.join("original")
    }
}

/// The identity of a folder as text.
pub(super) fn identity_text((device, number): (u64, u64)) -> String {
    format!("{device}:{number}")
}

/// Takes the lock of a folder, and waits while another build holds it; `on_wait` is called once then.
pub(super) fn lock(folder: &Path, on_wait: &dyn Fn()) -> Result<File, OutputError> {
    let mut waiting = false;
    for _ in 0..LOCK_ATTEMPTS {
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
                    on_wait();
                }
                thread::sleep(LOCK_RETRY);
            }
            // Some network drives have no locks: builds there are not kept apart.
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

/// Removes a folder with all in it. A file of that name stays: the program did not write it.
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
