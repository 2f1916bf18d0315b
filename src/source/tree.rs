//! The trait that stands between the program and a file system.

use crate::base::hash::Hash;
use crate::base::path::RelPath;
use crate::diagnostic::Diagnostics;
use std::io;

/// One file below the root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its path below the root.
    pub path: RelPath,
    /// In bytes.
    pub size: u64,
    /// A symbolic link: the file that it names may change without it.
    pub link: bool,
}

/// What a walk found: files in path order, and what stood in the way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Walk {
    /// The files.
    pub entries: Vec<Entry>,
    /// Folders that were not entered because their names begin with a dot.
    pub hidden: Vec<RelPath>,
    /// What could not be listed.
    pub diagnostics: Diagnostics,
}

/// Read access to one folder and all below it.
///
/// Implementations: [`super::DiskFiles`] for real work, [`super::MemoryFiles`] so that every stage can be tested
/// without a disk.
pub trait Files: Sync {
    /// All files below `folder` (the root: ""), sorted by path. Hidden files and folders are left out. A folder that
    /// does not exist has no files. `skip` names folders that are not entered.
    fn walk(&self, folder: &RelPath, skip: &[RelPath]) -> Walk;

    /// All files below `folder` as [`Files::walk`] has them, the hidden ones too.
    fn walk_all(&self, folder: &RelPath) -> Walk;

    /// The file as [`Files::walk`] would list it, when it is an ordinary one and no link.
    fn entry(&self, path: &RelPath) -> Option<Entry> {
        let walk = self.walk(&path.parent(), &[]);
        walk.entries.into_iter().find(|e| e.path == *path && !e.link)
    }

    /// The bytes of a file.
    ///
    /// # Errors
    /// `NotFound` and the other kinds as the file system has them.
    fn read(&self, path: &RelPath) -> io::Result<Vec<u8>>;

    /// The first bytes of a file, `most` at most.
    ///
    /// # Errors
    /// As [`Files::read`].
    fn beginning(&self, path: &RelPath, most: u64) -> io::Result<Vec<u8>> {
        self.read(path).map(|mut bytes| {
            bytes.truncate(usize::try_from(most).unwrap_or(usize::MAX));
            bytes
        })
    }

    /// The bytes of a file, and their hash.
    ///
    /// # Errors
    /// As [`Files::read`].
    fn read_hashed(&self, path: &RelPath) -> io::Result<(Vec<u8>, Hash)> {
        self.read(path).map(|bytes| {
            let hash = Hash::of(&bytes);
            (bytes, hash)
        })
    }

    /// Whether there is such a file.
    fn is_file(&self, path: &RelPath) -> bool;

    /// Whether there is such a folder.
    fn is_dir(&self, path: &RelPath) -> bool;
}
