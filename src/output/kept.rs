//! The folder in which builds keep what the next one may use. Nothing in it is needed: it may be deleted at any time.

use crate::base::hash::Hash;
use serde::{Deserialize, Serialize};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::UNIX_EPOCH;

/// Its name, below the site's root. Hidden, so it is never content.
const FOLDER: &str = ".ledfyr";

/// Bytes at the end of each file: the hash of what stands before them.
const SEAL: usize = 32;

/// What is kept beside one site.
#[derive(Clone, Debug)]
pub struct Kept {
    folder: PathBuf,
}

impl Kept {
    pub fn beside(root: &Path) -> Kept {
        Kept { folder: root.join(FOLDER) }
    }

    /// What was kept under `name`; `None`: nothing.
    ///
    /// # Errors
    /// When it is there and cannot be read; [`io::ErrorKind::InvalidData`] when it is not as it was written.
    pub fn read(&self, name: &str) -> io::Result<Option<Vec<u8>>> {
        match fs::read(self.folder.join(name)) {
            Ok(mut bytes) => {
                let end = bytes.len().saturating_sub(SEAL);
                let (kept, seal) = bytes.split_at(end);
                if Hash::of(kept).bytes() != seal {
                    return Err(io::Error::from(io::ErrorKind::InvalidData));
                }
                bytes.truncate(end);
                Ok(Some(bytes))
            }
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(e) => Err(e),
        }
    }

    /// Keeps `bytes` under `name`. Whoever reads at the same time, or is killed, has the old ones or the new ones.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn write(&self, name: &str, mut bytes: Vec<u8>) -> io::Result<()> {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        fs::create_dir_all(&self.folder)?;
        let ignore = self.folder.join(".gitignore");
        if !ignore.exists() {
            fs::write(ignore, "# Made by ledfyr; may be deleted at any time.\n*\n")?;
        }
        bytes.extend_from_slice(Hash::of(&bytes).bytes());
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let beside = self.folder.join(format!("{name}.{}-{number}", std::process::id()));
        let written = fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, self.folder.join(name)));
        if written.is_err() {
            let _ = fs::remove_file(&beside);
        }
        written
    }
}

/// What tells that a file is the one that was written: size in bytes, and time in nanoseconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp(u64, u64);

impl Stamp {
    /// `None`: there is no such file.
    pub fn of(path: &Path) -> Option<Stamp> {
        let meta = fs::symlink_metadata(path).ok().filter(fs::Metadata::is_file)?;
        let time = meta.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        Some(Stamp(meta.len(), u64::try_from(time.as_nanos()).ok()?))
    }

    /// The file's size in bytes.
    pub fn size(&self) -> u64 {
        self.0
    }
}
