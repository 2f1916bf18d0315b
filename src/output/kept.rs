//! The folder in which builds keep what the next one may use. Nothing in it is needed: it may be deleted at any time.

use super::disk::system::is_alive;
use crate::base::hash::{Hash, Hashing};
use serde::{Deserialize, Serialize};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::UNIX_EPOCH;

/// Its name, below the site's root. Hidden, so it is never content.
const FOLDER: &str = ".ledfyr";

/// Bytes that are written together.
const AT_ONCE: usize = 1 << 18;

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
    pub fn write(&self, name: &str, bytes: Vec<u8>) -> io::Result<()> {
        let mut keeping = self.begin(name)?;
        keeping.waiting = bytes;
        keeping.finish()
    }

    /// Begins to keep something under `name`, piece by piece. Until it is finished the old bytes stay.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn begin(&self, name: &str) -> io::Result<Keeping> {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        fs::create_dir_all(&self.folder)?;
        let ignore = self.folder.join(".gitignore");
        if !ignore.exists() {
            fs::write(ignore, "# Made by ledfyr; may be deleted at any time.\n*\n")?;
        }
        self.remove_leftovers(name);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let beside = self.folder.join(format!("{name}.{}-{number}", std::process::id()));
        let file = fs::File::create(&beside)?;
        let place = self.folder.join(name);
        Ok(Keeping { file, beside, place, waiting: Vec::new(), hashing: Hashing::default(), done: false })
    }

    /// Removes what builds that were killed had begun to keep under `name`. What a living one writes is its own.
    fn remove_leftovers(&self, name: &str) {
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let file_name = entry.file_name();
            let rest = file_name.to_str().and_then(|n| n.strip_prefix(name)?.strip_prefix('.'));
            let pid = rest.and_then(|rest| rest.split_once('-')?.0.parse().ok());
            if pid.is_some_and(|pid| !is_alive(pid)) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

/// Bytes that are being kept.
#[derive(Debug)]
pub struct Keeping {
    file: fs::File,
    beside: PathBuf,
    place: PathBuf,
    /// Not written yet.
    waiting: Vec<u8>,
    hashing: Hashing,
    done: bool,
}

impl Keeping {
    /// Adds a piece.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn add(&mut self, piece: &[u8]) -> io::Result<()> {
        self.waiting.extend_from_slice(piece);
        if self.waiting.len() >= AT_ONCE { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.hashing.add(&self.waiting);
        self.file.write_all(&self.waiting)?;
        self.waiting.clear();
        Ok(())
    }

    /// Puts what was added in the place of the old bytes.
    ///
    /// # Errors
    /// When that is not possible.
    pub fn finish(mut self) -> io::Result<()> {
        self.flush()?;
        self.file.write_all(self.hashing.hash().bytes())?;
        fs::rename(&self.beside, &self.place)?;
        self.done = true;
        Ok(())
    }
}

impl Drop for Keeping {
    fn drop(&mut self) {
        if !self.done {
            let _ = fs::remove_file(&self.beside);
        }
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
