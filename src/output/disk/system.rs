//! What each operating system does in its own way.

use std::fs;
use std::io;
use std::path::Path;

#[cfg(unix)]
pub(super) fn copy_link(from: &Path, to: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(fs::read_link(from)?, to)
}

#[cfg(not(unix))]
pub(super) fn copy_link(from: &Path, to: &Path) -> io::Result<()> {
    fs::copy(from, to).map(|_| ())
}

/// Makes a symbolic link that says `target`.
#[cfg(unix)]
pub(super) fn link_to(target: &str, at: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(target, at)
}

/// Where it takes permissions that few have.
#[cfg(not(unix))]
pub(super) fn link_to(_: &str, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Device and inode of a file or folder, which no other on the machine has.
#[cfg(unix)]
pub(super) fn identity(meta: &fs::Metadata) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    Some((meta.dev(), meta.ino()))
}

#[cfg(not(unix))]
pub(super) fn identity(_: &fs::Metadata) -> Option<(u64, u64)> {
    None
}

/// Whether `out` is a mount or has one in it: then it cannot change names with a folder beside it, or would lose what is
/// mounted there.
pub(super) fn has_mounts(out: &Path, parent: &Path) -> bool {
    let device = |path: &Path| fs::metadata(path).ok().and_then(|meta| identity(&meta)).map(|(device, _)| device);
    let mounts = fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
    device(out) != device(parent) || mount_points(&mounts).any(|point| Path::new(&point).starts_with(out))
}

/// The fifth field of each line of `/proc/PID/mountinfo` (proc(5)); blanks and such are written as octal numbers.
fn mount_points(mountinfo: &str) -> impl Iterator<Item = String> {
    mountinfo.lines().filter_map(|line| line.split(' ').nth(4)).map(|field| {
        let escapes = [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")];
        escapes.iter().fold(field.to_owned(), |point, (escape, sign)| point.replace(escape, sign))
    })
}

/// Exchanges the names of two folders in one step (renameat2(2), RENAME_EXCHANGE).
#[cfg(target_os = "linux")]
pub(super) fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(target_os = "linux"))]
pub(super) fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Whether the folder says who may use what is made in it (acl(5)).
#[cfg(target_os = "linux")]
pub(super) fn has_default_acl(folder: &Path) -> bool {
    let mut acl = Vec::with_capacity(4096);
    rustix::fs::getxattr(folder, "system.posix_acl_default", rustix::buffer::spare_capacity(&mut acl)).is_ok()
}

#[cfg(all(unix, not(target_os = "linux")))]
pub(super) fn has_default_acl(_: &Path) -> bool {
    false
}

/// Gives the folder `to` the metadata of `from`: owner, group, mode, times and, on Linux, access lists and labels.
///
/// # Errors
/// When something of that cannot be done.
#[cfg(unix)]
pub(super) fn copy_metadata(from: &Path, to: &Path) -> io::Result<()> {
    use std::os::unix::fs::MetadataExt;
    let (old, new) = (fs::metadata(from)?, fs::metadata(to)?);
    if (old.uid(), old.gid()) != (new.uid(), new.gid()) {
        std::os::unix::fs::chown(to, Some(old.uid()), Some(old.gid()))?;
    }
    fs::set_permissions(to, old.permissions())?;
    copy_attributes(from, to)?;
    let times = fs::FileTimes::new().set_accessed(old.accessed()?).set_modified(old.modified()?);
    fs::File::open(to)?.set_times(times)
}

#[cfg(not(unix))]
pub(super) fn copy_metadata(_: &Path, _: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(target_os = "linux")]
fn copy_attributes(from: &Path, to: &Path) -> io::Result<()> {
    use rustix::buffer::spare_capacity;
    use rustix::fs::{XattrFlags, getxattr, listxattr, setxattr};
    let mut names = Vec::with_capacity(1 << 14);
    match listxattr(from, spare_capacity(&mut names)) {
        Ok(_) => {}
        Err(rustix::io::Errno::NOTSUP) => return Ok(()),
        Err(e) => return Err(e.into()),
    }
    for name in names.split(|byte| *byte == 0).filter(|name| !name.is_empty()) {
        let mut value = Vec::with_capacity(1 << 16);
        let mut has = Vec::with_capacity(1 << 16);
        getxattr(from, name, spare_capacity(&mut value))?;
        // A label that is as it should be need not be set, which takes more permissions.
        if getxattr(to, name, spare_capacity(&mut has)).is_err() || has != value {
            setxattr(to, name, &value, XattrFlags::empty())?;
        }
    }
    Ok(())
}

#[cfg(all(unix, not(target_os = "linux")))]
fn copy_attributes(_: &Path, _: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mount_points_are_read_as_the_kernel_writes_them() {
        let info =
            "36 35 98:0 /mnt1 /srv/my\\040site rw master:1 - ext3 /dev/root rw\n22 1 0:21 / /proc rw - proc proc rw\n";
        assert_eq!(mount_points(info).collect::<Vec<_>>(), ["/srv/my site", "/proc"]);
    }
}
