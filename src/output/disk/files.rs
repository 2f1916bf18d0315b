//! Moving of single files, so that whoever reads them finds the old one or the new one.

use super::permissions::Permissions;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Moves a file to its place, in one step; with `keep` it also stays. `scratch`: a folder on the same disk.
pub(super) fn move_file(
    from: &Path,
    to: &Path,
    keep: bool,
    scratch: &Path,
    permissions: Permissions,
) -> io::Result<()> {
    if !keep {
        match fs::rename(from, to) {
            Err(e) if e.kind() == io::ErrorKind::CrossesDevices => {}
            done => return done,
        }
    }
    let linked = temporary_path(scratch);
    if fs::hard_link(from, &linked).is_ok() {
        match fs::rename(&linked, to) {
            Err(e) if e.kind() == io::ErrorKind::CrossesDevices => _ = fs::remove_file(&linked),
            done => return done,
        }
    }
    let copied = temporary_path(to.parent().unwrap_or(scratch));
    fs::copy(from, &copied)?;
    permissions.set_on(&copied)?;
    fs::rename(&copied, to)
}

/// A path in the folder that nothing has yet.
pub(super) fn temporary_path(folder: &Path) -> PathBuf {
    static NUMBER: AtomicUsize = AtomicUsize::new(0);
    folder.join(format!(".ledfyr-{}", NUMBER.fetch_add(1, Ordering::Relaxed)))
}
