//! A folder as it would be after changes that are not made yet.

use super::tree::{Entry, Files, Walk};
use crate::base::path::RelPath;
use std::collections::BTreeMap;
use std::io;

/// Other files with some of them moved, rewritten or new.
pub struct Overlay<'a> {
    base: &'a dyn Files,
    files: BTreeMap<RelPath, Change>,
}

/// What lies at a path instead of what the base has there.
enum Change {
    Nothing,
    Bytes(Vec<u8>),
    /// The file that the base has at another path.
    Moved(RelPath),
}

impl<'a> Overlay<'a> {
    /// The files of `base`, without changes.
    pub fn new(base: &'a dyn Files) -> Overlay<'a> {
        Overlay { base, files: BTreeMap::new() }
    }

    /// Adds or replaces a file.
    pub fn write(&mut self, path: &RelPath, bytes: Vec<u8>) {
        self.files.insert(path.clone(), Change::Bytes(bytes));
    }

    /// Moves a file of the base.
    pub fn rename(&mut self, from: &RelPath, to: &RelPath) {
        self.files.insert(to.clone(), Change::Moved(from.clone()));
        self.files.entry(from.clone()).or_insert(Change::Nothing);
    }

    fn changed_entry(&self, path: &RelPath) -> Option<Entry> {
        let (link, size) = match self.files.get(path)? {
            Change::Nothing => return None,
            Change::Bytes(bytes) => (false, bytes.len() as u64),
            Change::Moved(from) => self.base.entry(from).map_or((true, 0), |e| (e.link, e.size)),
        };
        Some(Entry { path: path.clone(), size, link })
    }

    fn exists_changed(&self, path: &RelPath) -> bool {
        self.files.get(path).is_some_and(|change| !matches!(change, Change::Nothing))
    }
}

impl Files for Overlay<'_> {
    fn walk(&self, folder: &RelPath, skip: &[RelPath]) -> Walk {
        let mut walk = self.base.walk(folder, skip);
        walk.entries.retain(|e| !self.files.contains_key(&e.path));
        let hidden = |p: &RelPath| p.parts().skip(folder.parts().count()).any(|part| part.starts_with('.'));
        let visible = |p: &&RelPath| p.is_in(folder) && !skip.iter().any(|s| p.is_in(s)) && !hidden(p);
        walk.entries.extend(self.files.keys().filter(visible).filter_map(|p| self.changed_entry(p)));
        walk.entries.sort_by(|a, b| a.path.cmp(&b.path));
        walk
    }

    fn walk_all(&self, folder: &RelPath) -> Walk {
        let mut walk = self.base.walk_all(folder);
        walk.entries.retain(|e| !self.files.contains_key(&e.path));
        walk.entries.extend(self.files.keys().filter(|p| p.is_in(folder)).filter_map(|p| self.changed_entry(p)));
        walk.entries.sort_by(|a, b| a.path.cmp(&b.path));
        walk
    }

    fn entry(&self, path: &RelPath) -> Option<Entry> {
        let hidden = path.parts().any(|part| part.starts_with('.'));
        if self.files.contains_key(path) {
            return self.changed_entry(path).filter(|e| !hidden && !e.link);
        }
        self.base.entry(path)
    }

    fn read(&self, path: &RelPath) -> io::Result<Vec<u8>> {
        match self.files.get(path) {
            None => self.base.read(path),
            Some(Change::Nothing) => Err(io::Error::from(io::ErrorKind::NotFound)),
            Some(Change::Bytes(bytes)) => Ok(bytes.clone()),
            Some(Change::Moved(from)) => self.base.read(from),
        }
    }

    fn is_file(&self, path: &RelPath) -> bool {
        if self.files.contains_key(path) { self.exists_changed(path) } else { self.base.is_file(path) }
    }

    fn is_dir(&self, path: &RelPath) -> bool {
        let added = |p: &RelPath| p != path && p.is_in(path) && self.exists_changed(p);
        self.files.keys().any(added)
            || (self.base.is_dir(path)
                && (self.files.is_empty() || path.is_empty() || !self.walk(path, &[]).entries.is_empty()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::MemoryFiles;

    #[test]
    fn shows_what_would_be() {
        let base = MemoryFiles::new().with("c/a.md", "a").with("c/b/x.md", "xx").with("c/d.md", "d");
        let path = RelPath::lit;
        let mut files = Overlay::new(&base);
        files.rename(&path("c/b/x.md"), &path("c/e/y.md"));
        files.write(&path("c/a.md"), b"ny".to_vec());
        files.write(&path("c/.dold.md"), b"".to_vec());
        let walk = files.walk(&path("c"), &[]);
        let all: Vec<_> = walk.entries.iter().map(|e| (e.path.as_str(), e.size)).collect();
        assert_eq!(all, [("c/a.md", 2), ("c/d.md", 1), ("c/e/y.md", 2)]);
        assert_eq!(files.walk(&path("c"), &[path("c/e")]).entries.len(), 2);
        assert_eq!(files.read(&path("c/e/y.md")).unwrap(), b"xx");
        assert_eq!(files.read(&path("c/a.md")).unwrap(), b"ny");
        assert_eq!(files.read(&path("c/b/x.md")).unwrap_err().kind(), io::ErrorKind::NotFound);
        assert!(
            !files.is_file(&path("c/b/x.md")) && files.is_file(&path("c/e/y.md")) && files.is_file(&path("c/d.md"))
        );
        assert!(!files.is_dir(&path("c/b")) && files.is_dir(&path("c/e")) && files.is_dir(&path("c")));
        assert_eq!(files.entry(&path("c/e/y.md")).map(|e| e.size), Some(2));
        assert_eq!(files.entry(&path("c/b/x.md")), None);
    }

    #[test]
    fn a_file_may_be_moved_and_rewritten() {
        let base = MemoryFiles::new().with("a.md", "a").with("b.md", "b");
        let (a, b, c) = (RelPath::lit("a.md"), RelPath::lit("b.md"), RelPath::lit("c.md"));
        let mut files = Overlay::new(&base);
        files.rename(&a, &c);
        files.rename(&b, &a);
        files.write(&c, b"ny".to_vec());
        assert_eq!(files.read(&a).unwrap(), b"b");
        assert_eq!(files.read(&c).unwrap(), b"ny");
        assert!(!files.is_file(&b));
    }
}
