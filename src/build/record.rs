//! What a build asked of the files and what it was told: if it would be told the same again, it would do the same.

use crate::base::hash::Hash;
use crate::base::parallel;
use crate::base::path::RelPath;
use crate::source::{Entry, Files, Walk};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Files that remember what they were asked.
pub struct Recorded<'a> {
    files: &'a dyn Files,
    record: Mutex<Record>,
}

/// Questions and answers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    walks: Vec<Walked>,
    /// The hash of what was read; `None`: it could not be.
    reads: BTreeMap<RelPath, Option<Hash>>,
    is_file: BTreeMap<RelPath, bool>,
    is_dir: BTreeMap<RelPath, bool>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Walked {
    folder: RelPath,
    skip: Vec<RelPath>,
    /// Hidden files too.
    all: bool,
    /// Of the names and sizes of all files.
    files: Hash,
    /// Whether something stood in the way.
    troubled: bool,
}

impl<'a> Recorded<'a> {
    pub fn new(files: &'a dyn Files) -> Recorded<'a> {
        Recorded { files, record: Mutex::default() }
    }

    pub fn record(self) -> Record {
        self.record.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    fn walked(&self, walk: Walk, folder: &RelPath, skip: &[RelPath], all: bool) -> Walk {
        let troubled = !walk.diagnostics.is_empty();
        let walked = Walked { folder: folder.clone(), skip: skip.to_vec(), all, files: listing(&walk), troubled };
        self.note().walks.push(walked);
        walk
    }

    fn note(&self) -> MutexGuard<'_, Record> {
        self.record.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Record {
    /// Whether `files` would give all the same answers.
    pub fn holds(&self, files: &dyn Files) -> bool {
        let same = |walked: &Walked| {
            let walk = match walked.all {
                true => files.walk_all(&walked.folder),
                false => files.walk(&walked.folder, &walked.skip),
            };
            !walked.troubled && walk.diagnostics.is_empty() && listing(&walk) == walked.files
        };
        self.walks.iter().all(same)
            && self.is_file.iter().all(|(path, is)| files.is_file(path) == *is)
            && self.is_dir.iter().all(|(path, is)| files.is_dir(path) == *is)
            && parallel::all(&self.reads.iter().collect::<Vec<_>>(), |(path, hash)| {
                files.read(path).ok().map(|b| Hash::of(&b)) == **hash
            })
    }

    /// How many files were read.
    pub fn len(&self) -> usize {
        self.reads.len()
    }

    pub fn is_empty(&self) -> bool {
        self.reads.is_empty()
    }
}

fn listing(walk: &Walk) -> Hash {
    let mut entries: Vec<&Entry> = walk.entries.iter().collect();
    entries.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    let mut all = Vec::new();
    for entry in entries {
        all.extend_from_slice(entry.path.as_str().as_bytes());
        all.push(0);
        all.extend_from_slice(&entry.size.to_le_bytes());
        all.push(u8::from(entry.link));
    }
    Hash::of(&all)
}

impl Files for Recorded<'_> {
    fn walk(&self, folder: &RelPath, skip: &[RelPath]) -> Walk {
        self.walked(self.files.walk(folder, skip), folder, skip, false)
    }

    fn walk_all(&self, folder: &RelPath) -> Walk {
        self.walked(self.files.walk_all(folder), folder, &[], true)
    }

    fn read(&self, path: &RelPath) -> io::Result<Vec<u8>> {
        self.read_hashed(path).map(|(bytes, _)| bytes)
    }

    fn read_hashed(&self, path: &RelPath) -> io::Result<(Vec<u8>, Hash)> {
        let result = self.files.read_hashed(path);
        self.note().reads.insert(path.clone(), result.as_ref().ok().map(|(_, hash)| *hash));
        result
    }

    fn beginning(&self, path: &RelPath, most: u64) -> io::Result<Vec<u8>> {
        // The whole file is not looked at, so nobody can say that it would be the same again.
        self.note().reads.insert(path.clone(), None);
        self.files.beginning(path, most)
    }

    fn is_file(&self, path: &RelPath) -> bool {
        let is = self.files.is_file(path);
        self.note().is_file.insert(path.clone(), is);
        is
    }

    fn is_dir(&self, path: &RelPath) -> bool {
        let is = self.files.is_dir(path);
        self.note().is_dir.insert(path.clone(), is);
        is
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::MemoryFiles;

    fn files() -> MemoryFiles {
        MemoryFiles::new().with("content/a.md", "A").with("content/bild.png", "1234").with("other/x", "")
    }

    fn record(files: &MemoryFiles) -> Record {
        let recorded = Recorded::new(files);
        recorded.walk(&RelPath::lit("content"), &[]);
        let _ = recorded.read(&RelPath::lit("content/a.md"));
        let _ = recorded.read(&RelPath::lit("content/none.md"));
        recorded.is_file(&RelPath::lit("ledfyr.toml"));
        recorded.is_dir(&RelPath::lit("static"));
        recorded.record()
    }

    #[test]
    fn what_was_asked_and_nothing_else_decides() {
        let record = record(&files());
        assert!(record.holds(&files()));
        assert!(record.holds(&files().with("other/y", "").with("content/bild.png", "4321")), "nobody asked for these");
        for changed in [
            files().with("content/a.md", "B"),
            files().with("content/bild.png", "12345"),
            files().with("content/b.md", ""),
            files().with("content/none.md", ""),
            files().with("ledfyr.toml", ""),
            files().with("static/a.css", ""),
            MemoryFiles::new(),
        ] {
            assert!(!record.holds(&changed), "{changed:?}");
        }
    }

    #[test]
    fn a_record_survives_being_written_down() {
        let record = record(&files());
        let text = serde_json::to_string(&record).unwrap();
        assert_eq!(serde_json::from_str::<Record>(&text).unwrap(), record);
    }
}
