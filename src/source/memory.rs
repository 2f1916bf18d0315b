//! Files that exist only in memory.

use super::tree::{Entry, Files, Walk};
use crate::base::path::RelPath;
use std::collections::{BTreeMap, BTreeSet};
use std::io;

/// A folder held in memory, for tests and for the embedded theme.
#[derive(Clone, Debug, Default)]
pub struct MemoryFiles {
    files: BTreeMap<RelPath, Vec<u8>>,
}

impl MemoryFiles {
    /// A folder without files.
    pub fn new() -> MemoryFiles {
        MemoryFiles::default()
    }

    /// Adds or replaces a file; for building a folder in one expression.
    pub fn with(mut self, path: &str, content: impl Into<Vec<u8>>) -> MemoryFiles {
        self.insert(path, content);
        self
    }

    /// Adds or replaces a file.
    pub fn insert(&mut self, path: &str, content: impl Into<Vec<u8>>) {
        self.files.insert(RelPath::lit(path), content.into());
    }

    /// Removes a file.
    pub fn remove(&mut self, path: &str) {
        self.files.remove(path);
    }
}

impl Files for MemoryFiles {
    fn walk(&self, folder: &RelPath, skip: &[RelPath]) -> Walk {
        let visible = |p: &RelPath| {
            p.is_in(folder)
                && !skip.iter().any(|s| p.is_in(s))
                && !p.parts().skip(folder.parts().count()).any(|part| part.starts_with('.'))
        };
        let entries = self
            .files
            .iter()
            .filter(|(p, _)| visible(p))
            .map(|(p, bytes)| Entry { path: p.clone(), size: bytes.len() as u64, link: false })
            .collect();
        let below = folder.parts().count();
        let dotted = |p: &RelPath| -> Option<RelPath> {
            let parts: Vec<&str> = p.parts().collect();
            let at = (below..parts.len().saturating_sub(1)).find(|i| parts[*i].starts_with('.'))?;
            Some(RelPath::lit(&parts[..=at].join("/")))
        };
        let inside = self.files.keys().filter(|p| p.is_in(folder) && !skip.iter().any(|s| p.is_in(s)));
        let hidden: BTreeSet<RelPath> = inside.filter_map(dotted).collect();
        Walk { entries, hidden: hidden.into_iter().collect(), diagnostics: Vec::new() }
    }

    fn walk_all(&self, folder: &RelPath) -> Walk {
        let inside = self.files.iter().filter(|(p, _)| p.is_in(folder));
        let entry = |(p, bytes): (&RelPath, &Vec<u8>)| Entry { path: p.clone(), size: bytes.len() as u64, link: false };
        Walk { entries: inside.map(entry).collect(), ..Walk::default() }
    }

    fn entry(&self, path: &RelPath) -> Option<Entry> {
        let hidden = path.parts().any(|part| part.starts_with('.'));
        let bytes = self.files.get(path).filter(|_| !hidden)?;
        Some(Entry { path: path.clone(), size: bytes.len() as u64, link: false })
    }

    fn read(&self, path: &RelPath) -> io::Result<Vec<u8>> {
        self.files.get(path).cloned().ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
    }

    fn is_file(&self, path: &RelPath) -> bool {
        self.files.contains_key(path)
    }

    fn is_dir(&self, path: &RelPath) -> bool {
        path.is_empty() || self.files.keys().any(|p| p != path && p.is_in(path))
    }
}
