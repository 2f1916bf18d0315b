//! Group and permission bits of new files in the output folder, taken from the folder.

use std::fs::{self, Metadata};
use std::io;
use std::path::Path;

/// The group and permission bits that files and folders get.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Permissions {
    #[cfg(unix)]
    unix: Unix,
}

#[cfg(unix)]
#[derive(Clone, Copy, Debug, Default)]
struct Unix {
    /// Permission bits that a file has at least: those of the folder, without the right to run it or, for everybody, to
    /// write. Whatever the umask of whoever builds, the web server's group can read what the folder lets it read.
    file: u32,
    /// The same for a folder, with the setgid bit.
    folder: u32,
    /// The folder's group, where whoever builds may give files to it.
    group: Option<u32>,
}

#[cfg(unix)]
impl Permissions {
    /// As the folder says. Where it has a default access list, the system sees to it alone.
    pub(crate) fn of(folder: &Path) -> io::Result<Permissions> {
        use rustix::process::{getegid, geteuid, getgroups};
        use std::os::unix::fs::{MetadataExt, PermissionsExt};
        let meta = fs::metadata(folder)?;
        if super::system::has_default_acl(folder) {
            return Ok(Permissions::default());
        }
        let mode = meta.permissions().mode();
        let group = meta.gid();
        let member = || getgroups().unwrap_or_default().into_iter().chain([getegid()]).any(|g| g.as_raw() == group);
        let group = (geteuid().is_root() || member()).then_some(group);
        Ok(Permissions { unix: Unix { file: mode & 0o664, folder: mode & 0o2775, group } })
    }

    /// Whether a file or folder has them.
    pub(crate) fn are_set_on(&self, meta: &Metadata) -> bool {
        use std::os::unix::fs::{MetadataExt, PermissionsExt};
        let wanted = if meta.is_dir() { self.unix.folder } else { self.unix.file };
        meta.permissions().mode() & wanted == wanted && self.unix.group.is_none_or(|group| meta.gid() == group)
    }

    /// Gives them to what was just made.
    pub(crate) fn set_on(&self, path: &Path) -> io::Result<()> {
        use std::os::unix::fs::{MetadataExt, PermissionsExt};
        let meta = fs::symlink_metadata(path)?;
        if self.are_set_on(&meta) {
            return Ok(());
        }
        let wanted = if meta.is_dir() { self.unix.folder } else { self.unix.file };
        if let Some(group) = self.unix.group.filter(|group| *group != meta.gid()) {
            // Some network drives refuse to change the group; the drive decides then.
            let _ = std::os::unix::fs::chown(path, None, Some(group));
        }
        // After the group, as giving a file away takes the setgid bit off it.
        fs::set_permissions(path, fs::Permissions::from_mode(meta.permissions().mode() | wanted))
    }
}

#[cfg(not(unix))]
impl Permissions {
    pub fn of(folder: &Path) -> io::Result<Permissions> {
        fs::metadata(folder).map(|_| Permissions::default())
    }

    pub fn are_set_on(&self, _: &Metadata) -> bool {
        true
    }

    pub fn set_on(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }
}
