//! The list of the files that the program wrote, kept in the output folder: what is not in it is never removed.

use crate::base::hash::Hash;
use crate::base::path::RelPath;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

/// Its name, in the output folder.
pub const MANIFEST: &str = ".ledfyr-files";

/// Stands before the hash of the lines below, at the head of the list.
const HEAD: &str = "ledfyr-files 1 ";

/// The files of a site in its folder: paths below it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Manifest {
    pub files: BTreeSet<String>,
    /// Those of them that are pages which somebody wrote.
    pub pages: BTreeSet<String>,
}

impl Manifest {
    /// As it is written: a line with the hash of the rest, then one line a file, `page PATH` or `file PATH`.
    pub(in crate::output) fn text(&self) -> String {
        let mut lines = String::new();
        for file in &self.files {
            lines.push_str(if self.pages.contains(file) { "page " } else { "file " });
            lines.push_str(file);
            lines.push('\n');
        }
        format!("{HEAD}{}\n{lines}", Hash::of(lines.as_bytes()).hex())
    }

    /// `None`: it is not as it was written, or names what lies outside the folder.
    pub(in crate::output) fn parse(text: &str) -> Option<Manifest> {
        let Some(rest) = text.strip_prefix(HEAD) else { return Manifest::parse_bare(text) };
        let (hash, lines) = rest.split_once('\n')?;
        if Hash::of(lines.as_bytes()).hex() != hash {
            return None;
        }
        let mut manifest = Manifest::default();
        for line in lines.lines() {
            let (kind, file) = line.split_once(' ')?;
            RelPath::new(file).filter(|path| !path.is_empty() && path.as_str() == file)?;
            if kind == "page" {
                manifest.pages.insert(file.to_owned());
            }
            manifest.files.insert(file.to_owned());
        }
        Some(manifest)
    }

    /// The list as it was before it had a head: a line for each file. Some of it may be lost, and a file that is not listed
    /// is never removed.
    fn parse_bare(text: &str) -> Option<Manifest> {
        let is_path = |line: &str| RelPath::new(line).is_some_and(|path| !path.is_empty() && path.as_str() == line);
        let lines: Vec<&str> = text.strip_suffix('\n')?.split('\n').collect();
        let listed = |line: &&str| line.starts_with("file ") || line.starts_with("page ");
        if !lines.contains(&"index.html") || lines.iter().any(listed) || !lines.iter().all(|line| is_path(line)) {
            return None;
        }
        let files: BTreeSet<String> = lines.into_iter().map(str::to_owned).collect();
        let pages = files.iter().filter(|file| file.ends_with("index.html")).cloned().collect();
        Some(Manifest { files, pages })
    }

    /// The list in the folder `out`; `None`: there is none.
    ///
    /// # Errors
    /// When it cannot be read; [`io::ErrorKind::InvalidData`] when it is not as it was written.
    pub(super) fn read(out: &Path) -> io::Result<Option<Manifest>> {
        match fs::read(out.join(MANIFEST)) {
            Ok(bytes) => {
                let manifest = std::str::from_utf8(&bytes).ok().and_then(Manifest::parse);
                manifest.map(Some).ok_or_else(|| io::ErrorKind::InvalidData.into())
            }
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(e) => Err(e),
        }
    }

    /// The files of either.
    pub(super) fn union(&self, other: &Manifest) -> Manifest {
        Manifest { files: &self.files | &other.files, pages: &self.pages | &other.pages }
    }
}

/// The files below `out` that the program wrote, in order; none where there is no sound list.
pub fn manifest(out: &Path) -> Vec<String> {
    let manifest = Manifest::read(out).ok().flatten().unwrap_or_default();
    manifest.files.into_iter().collect()
}

/// The folders that files lie in, by how deep they lie.
pub(super) fn folders_of<'a>(files: impl IntoIterator<Item = &'a String>) -> Vec<BTreeSet<&'a str>> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest() -> Manifest {
        let set = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect();
        Manifest { files: set(&["a b/index.html", "index.html", "static/å.css"]), pages: set(&["index.html"]) }
    }

    #[test]
    fn a_list_is_read_as_it_was_written_or_not_at_all() {
        let text = manifest().text();
        assert_eq!(Manifest::parse(&text), Some(manifest()));
        assert!(text.ends_with("\nfile a b/index.html\npage index.html\nfile static/å.css\n"), "{text}");
        let whole = text.char_indices().map(|(i, _)| i);
        assert_eq!(whole.filter(|i| Manifest::parse(&text[..*i]).is_some()).count(), 0, "a part of it is none");
        for damaged in [
            "",
            "x",
            "index.html",
            "../x\nindex.html\n",
            "file a\nindex.html\n",
            &text.replace("å.css", "../x"),
            &format!("{text}file x\n"),
        ] {
            assert_eq!(Manifest::parse(damaged), None, "{damaged}");
        }
    }

    #[test]
    fn a_list_of_an_earlier_version_is_read() {
        let list = Manifest::parse("a b/index.html\nindex.html\nstatic/å.css\n").unwrap();
        assert_eq!(list.files, manifest().files);
        assert_eq!(list.pages.len(), 2);
    }

    #[test]
    fn what_leads_out_of_the_folder_is_no_list() {
        for file in ["../mine", "/etc/x", "a/../../mine", "./a", "", "a//b"] {
            let files = BTreeSet::from([file.to_owned()]);
            let text = Manifest { files, ..Manifest::default() }.text();
            assert_eq!(Manifest::parse(&text), None, "{file}");
        }
    }
}
