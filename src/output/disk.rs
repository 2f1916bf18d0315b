//! A site on the disk: written beside the old one, then put in its place in one step.

pub(super) mod system;

use self::system::{copy_link, exchange, is_alive, same_device};
use super::kept::Stamp;
use super::sink::{Committed, OutputError, Sink};
use crate::base::parallel;
use crate::base::path::RelPath;
use crate::render::Artifact;
use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// Lists the files that the program wrote, one a line, in the output folder: what is not in it is never removed.
const MANIFEST: &str = ".ledfyr-files";

/// Publishes into a folder.
///
/// The new site is written into a folder beside the old one; files that are as before are linked, not written. The
/// two folders then change names in one system call, so whoever kills the build sees the old site or the new one. A
/// folder that lies on a disk of its own cannot be exchanged: there the new files are moved in one by one.
pub struct DiskSink {
    out: PathBuf,
    /// Where the new site is written.
    stage: PathBuf,
    /// Files that the program wrote before.
    before: BTreeSet<String>,
    existed: bool,
    taken: Mutex<BTreeSet<String>>,
    folders: Mutex<HashSet<PathBuf>>,
    written: AtomicUsize,
    bytes: AtomicU64,
    exchange: bool,
    done: bool,
}

impl DiskSink {
    /// Prepares to publish into `out`, which need not exist.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn begin(out: &Path) -> Result<DiskSink, OutputError> {
        let existed = out.exists();
        if existed {
            let meta = fs::metadata(out).map_err(OutputError::at(out))?;
            if !meta.is_dir() {
                return Err(OutputError::NotAFolder { path: out.to_owned() });
            }
            if meta.permissions().readonly() {
                return Err(OutputError::ReadOnly { path: out.to_owned() });
            }
        }
        // A link to a folder stays a link: what it names is exchanged.
        let out = if existed { out.canonicalize().map_err(OutputError::at(out))? } else { out.to_owned() };
        let parent = out.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned();
        fs::create_dir_all(&parent).map_err(OutputError::at(&parent))?;
        let exchange = !existed || same_device(&out, &parent);
        let home = if exchange { &parent } else { &out };
        let name = out.file_name().map_or_else(|| "site".into(), |n| n.to_string_lossy().into_owned());
        remove_leftovers(home, &name);
        let stage = home.join(format!(".{name}.ledfyr-{}", std::process::id()));
        fs::create_dir(&stage).map_err(OutputError::at(&stage))?;
        let before = manifest(&out).into_iter().collect();
        Ok(DiskSink {
            out,
            stage,
            before,
            existed,
            taken: Mutex::default(),
            folders: Mutex::default(),
            written: AtomicUsize::new(0),
            bytes: AtomicU64::new(0),
            exchange,
            done: false,
        })
    }

    fn make_folder(&self, path: &Path) -> Result<(), OutputError> {
        let Some(folder) = path.parent() else { return Ok(()) };
        let made = || self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        if !made().contains(folder) {
            // Not under the lock: making folders is most of what writing a site costs, and may be done twice.
            fs::create_dir_all(folder).map_err(OutputError::at(folder))?;
            made().insert(folder.to_owned());
        }
        Ok(())
    }

    /// Links the file of the last build to its new place if it is the `same`; `None` where it cannot be linked.
    ///
    /// Another build may exchange the folder at any moment, so what matters is asked of the link and not of the name.
    fn link(
        &self,
        name: &str,
        new: &Path,
        size: impl FnOnce(u64) -> bool,
        same: impl FnOnce(&Path) -> bool,
    ) -> Option<bool> {
        let old = self.out.join(name);
        if !self.before.contains(name) || !fs::symlink_metadata(&old).is_ok_and(|m| m.is_file() && size(m.len())) {
            return Some(false);
        }
        fs::hard_link(&old, new).ok()?;
        let same = same(new);
        if !same {
            let _ = fs::remove_file(new);
        }
        Some(same)
    }

    fn take(&self, path: String, size: u64) {
        self.bytes.fetch_add(size, Ordering::Relaxed);
        self.taken.lock().unwrap_or_else(PoisonError::into_inner).insert(path);
    }

    /// Carries over what the program did not write, so that the exchange takes nothing away.
    fn keep_foreign(&self, taken: &BTreeSet<String>) -> Result<(), OutputError> {
        for entry in walkdir::WalkDir::new(&self.out).min_depth(1) {
            let entry = entry.map_err(|e| {
                let path = e.path().unwrap_or(&self.out).to_owned();
                OutputError::Io { path, source: e.into_io_error().unwrap_or_else(|| io::Error::other("loop")) }
            })?;
            let Ok(rest) = entry.path().strip_prefix(&self.out) else { continue };
            let name = rest.to_string_lossy().replace('\\', "/");
            if name == MANIFEST || self.before.contains(&name) {
                continue;
            }
            let target = self.stage.join(rest);
            if entry.file_type().is_dir() {
                // A folder is foreign only if there is something foreign in it, or nothing at all.
                let empty = fs::read_dir(entry.path()).map_err(OutputError::at(entry.path()))?.next().is_none();
                if empty {
                    fs::create_dir_all(&target).map_err(OutputError::at(&target))?;
                }
                continue;
            }
            if taken.contains(&name) {
                return Err(OutputError::Foreign { path: entry.path().to_owned() });
            }
            self.make_folder(&target)?;
            if entry.file_type().is_symlink() {
                copy_link(entry.path(), &target).map_err(OutputError::at(&target))?;
            } else {
                link_or_copy(entry.path(), &target).map_err(OutputError::at(&target))?;
            }
        }
        Ok(())
    }

    /// Puts the staged site in the place of the old one.
    fn swap(&mut self) -> Result<(), OutputError> {
        if !self.existed {
            fs::rename(&self.stage, &self.out).map_err(OutputError::at(&self.out))?;
        } else {
            exchange(&self.stage, &self.out).map_err(OutputError::at(&self.out))?;
            // What was the old site is under the stage's name now; nobody looks there. Its files and folders are many.
            let files: Vec<&String> = self.before.iter().collect();
            parallel::map(&files, |name| _ = fs::remove_file(self.stage.join(name)));
            for folders in folders_of(&self.before).into_iter().rev() {
                let folders: Vec<&str> = folders.into_iter().collect();
                parallel::map(&folders, |folder| _ = fs::remove_dir(self.stage.join(folder)));
            }
            let _ = fs::remove_dir_all(&self.stage);
        }
        self.done = true;
        Ok(())
    }

    /// The way for a folder that cannot be exchanged: every file is moved into its place, then the stale ones go.
    fn move_in(&mut self, taken: &BTreeSet<String>) -> Result<(), OutputError> {
        for name in taken {
            let target = self.out.join(name);
            if !self.before.contains(name) && target.exists() {
                return Err(OutputError::Foreign { path: target });
            }
        }
        let with_manifest = taken.iter().map(String::as_str).chain([MANIFEST]);
        for name in with_manifest {
            let (from, to) = (self.stage.join(name), self.out.join(name));
            self.make_folder(&to)?;
            fs::rename(&from, &to).map_err(OutputError::at(&to))?;
        }
        for name in self.before.difference(taken) {
            let stale = self.out.join(name);
            let _ = fs::remove_file(&stale);
            let _ = stale.parent().map(fs::remove_dir);
        }
        self.done = true;
        let _ = fs::remove_dir_all(&self.stage);
        Ok(())
    }
}

impl Sink for DiskSink {
    fn write(&self, artifact: Artifact) -> Result<(), OutputError> {
        let path = self.stage.join(&artifact.path);
        self.make_folder(&path)?;
        let old = self.out.join(&artifact.path);
        let same = |file: &Path| same_bytes(file, &artifact.bytes);
        let linked = self.link(&artifact.path, &path, |size| size == artifact.bytes.len() as u64, same);
        if linked != Some(true) {
            let mut file = fs::File::create_new(&path).map_err(OutputError::at(&path))?;
            file.write_all(&artifact.bytes).map_err(OutputError::at(&path))?;
            // Where files cannot be linked, one may be written again and still be as it was.
            if linked.is_some() || !self.before.contains(&artifact.path) || !same(&old) {
                self.written.fetch_add(1, Ordering::Relaxed);
            }
        }
        self.take(artifact.path, artifact.bytes.len() as u64);
        Ok(())
    }

    fn keep(&self, path: &str, stamp: Stamp) -> bool {
        let new = self.stage.join(path);
        let kept = self.make_folder(&new).is_ok()
            && self.link(path, &new, |size| size == stamp.size(), |file| Stamp::of(file) == Some(stamp)) == Some(true);
        if kept {
            self.take(path.to_owned(), stamp.size());
        }
        kept
    }

    fn commit(mut self: Box<Self>) -> Result<Committed, OutputError> {
        let taken = std::mem::take(&mut *self.taken.lock().unwrap_or_else(PoisonError::into_inner));
        let mut list = taken.iter().map(String::as_str).collect::<Vec<_>>().join("\n");
        list.push('\n');
        let manifest = self.stage.join(MANIFEST);
        fs::write(&manifest, list).map_err(OutputError::at(&manifest))?;
        if self.existed && self.exchange {
            self.keep_foreign(&taken)?;
        }
        let removed = self.before.difference(&taken).count();
        let (written, bytes) = (self.written.load(Ordering::Relaxed), self.bytes.load(Ordering::Relaxed));
        let committed = Committed { files: taken.len(), written, removed, bytes };
        if self.exchange {
            self.swap()?
        } else {
            self.move_in(&taken)?
        }
        Ok(committed)
    }
}

impl Drop for DiskSink {
    fn drop(&mut self) {
        if !self.done {
            let _ = fs::remove_dir_all(&self.stage);
        }
    }
}

/// The folders that files lie in, by how deep they lie.
fn folders_of(files: &BTreeSet<String>) -> Vec<BTreeSet<&str>> {
    let mut all: Vec<BTreeSet<&str>> = Vec::new();
    for file in files {
        for (depth, (end, _)) in file.match_indices('/').enumerate() {
            if depth == all.len() {
                all.push(BTreeSet::new());
            }
            all[depth].insert(&file[..end]);
        }
    }
    all
}

/// The files below `out` that the program wrote, in order. A line that leads out of it is nobody's file: what the list
/// names may be removed.
pub fn manifest(out: &Path) -> Vec<String> {
    let list = fs::read_to_string(out.join(MANIFEST)).unwrap_or_default();
    let inside = |line: &&str| RelPath::new(line).is_some_and(|path| !path.is_empty() && path.as_str() == *line);
    list.lines().filter(inside).map(str::to_owned).collect()
}

/// Removes the folders of builds that were killed. One whose process still lives is somebody's work.
fn remove_leftovers(home: &Path, name: &str) {
    let prefix = format!(".{name}.ledfyr-");
    for entry in fs::read_dir(home).into_iter().flatten().flatten() {
        let file_name = entry.file_name();
        let pid = file_name.to_str().and_then(|n| n.strip_prefix(&prefix)).and_then(|n| n.parse::<u32>().ok());
        if let Some(pid) = pid
            && (pid == std::process::id() || !is_alive(pid))
        {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

fn same_bytes(path: &Path, bytes: &[u8]) -> bool {
    fs::metadata(path).is_ok_and(|m| m.is_file() && m.len() == bytes.len() as u64)
        && fs::read(path).is_ok_and(|old| old == bytes)
}

fn link_or_copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::hard_link(from, to).or_else(|_| fs::copy(from, to).map(|_| ()))
}

#[cfg(test)]
mod tests;
