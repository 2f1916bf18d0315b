//! Files on the disk.

#![allow(clippy::disallowed_methods, reason = "this is the door to the disk that all others use")]

use super::tree::{Entry, Files, Walk};
use crate::base::path::RelPath;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::text;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// A page larger than this is a mistake (a log, a dump, an image named `.md`), not guidance: 8 MiB.
pub const MAX_PAGE_BYTES: u64 = 8 << 20;

/// A folder on the disk.
#[derive(Clone, Debug)]
pub struct DiskFiles {
    root: PathBuf,
}

impl DiskFiles {
    /// The files below `root`.
    pub fn new(root: impl Into<PathBuf>) -> DiskFiles {
        DiskFiles { root: root.into() }
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The names of the folders directly below the root, in no order.
    pub fn folders(&self) -> Vec<String> {
        let entries = std::fs::read_dir(&self.root).into_iter().flatten().flatten();
        entries
            .filter(|e| e.file_type().is_ok_and(|t| t.is_dir()))
            .filter_map(|e| e.file_name().into_string().ok())
            .collect()
    }

    fn full(&self, path: &RelPath) -> PathBuf {
        if path.is_empty() { self.root.clone() } else { self.root.join(path.as_str()) }
    }

    /// The file itself, when it may be opened: an ordinary one, or a link to one inside the root. A device may have no
    /// end, and a pipe keeps waiting whoever opens it.
    fn ordinary(&self, path: &RelPath) -> io::Result<PathBuf> {
        let full = self.full(path);
        let kind = full.symlink_metadata()?.file_type();
        let target = if kind.is_symlink() {
            // A link that leads nowhere is there all the same: nobody is to take it for a file that is not.
            full.canonicalize().map_err(|e| io::Error::other(e.to_string()))?
        } else {
            full.clone()
        };
        if kind.is_symlink() && !self.is_inside(&target) {
            return Err(io::Error::other("the link leads out of the folder"));
        }
        if kind.is_file() || (kind.is_symlink() && target.is_file()) {
            return Ok(full);
        }
        Err(io::Error::other("not an ordinary file"))
    }

    fn is_inside(&self, target: &Path) -> bool {
        self.root.canonicalize().is_ok_and(|root| target.starts_with(root))
    }

    /// The name of `full` below the root, when it can be written as text.
    fn relative(&self, full: &Path) -> Option<RelPath> {
        let rest = full.strip_prefix(&self.root).ok()?;
        RelPath::new(rest.to_str()?)
    }

    /// What a symbolic link stands for: a file inside the root, or nothing with the reason.
    fn follow(&self, full: &Path, path: &RelPath, found: &mut Diagnostics) -> Option<Entry> {
        match full.canonicalize() {
            Ok(target) if self.is_inside(&target) => {
                let meta = target.metadata().ok()?;
                if meta.is_dir() {
                    found.push(linked_folder(path));
                } else if !meta.is_file() {
                    found.push(not_ordinary(path));
                }
                meta.is_file().then(|| Entry { path: path.clone(), size: meta.len(), link: true })
            }
            Ok(_) => {
                found.push(leads_out(path));
                None
            }
            Err(e) => {
                found.push(unreadable(path, &e));
                None
            }
        }
    }
}

/// The finding for a link to what lies outside the site's folder.
fn leads_out(path: &RelPath) -> Diagnostic {
    Diagnostic::new(
        Code::SymlinkOutside,
        text!(
            "den symboliska länken leder ut ur webbplatsens mapp",
            "the symbolic link leads out of the site's folder"
        ),
    )
    .file(path)
    .help(text!(
        "lägg en kopia av filen i mappen, eller ta bort länken",
        "put a copy of the file in the folder, or remove the link"
    ))
}

/// The finding for a link to a folder, which may lead round in a ring.
fn linked_folder(path: &RelPath) -> Diagnostic {
    Diagnostic::new(
        Code::UnsupportedFile,
        text!("symboliska länkar till mappar följs inte", "symbolic links to folders are not followed"),
    )
    .file(path)
    .cause("linked folder")
    .help(text!(
        "lägg filerna i en riktig mapp här, eller lägg till mappen i dirs under [content]",
        "put the files in a real folder here, or add the folder to dirs under [content]"
    ))
}

/// The finding for a pipe, a socket or a device: to open one may never end.
fn not_ordinary(path: &RelPath) -> Diagnostic {
    Diagnostic::new(
        Code::UnsupportedFile,
        text!("det här är ingen vanlig fil och öppnas inte", "this is no ordinary file and is not opened"),
    )
    .file(path)
    .cause("not ordinary")
    .help(text!(
        "lägg en vanlig fil här, eller ta bort röret, enheten eller uttaget",
        "put an ordinary file here, or remove the pipe, device or socket"
    ))
}

/// The finding for a file that the system would not let us read.
pub(crate) fn unreadable(path: &RelPath, e: &io::Error) -> Diagnostic {
    Diagnostic::new(Code::UnreadableFile, text!("filen kan inte läsas: {e}", "the file cannot be read: {e}"))
        .file(path)
        .help(text!(
            "se efter att filen finns och att du har rätt att läsa den",
            "make sure that the file exists and that you may read it"
        ))
}

impl DiskFiles {
    fn list(&self, folder: &RelPath, skip: &[RelPath], all: bool) -> Walk {
        let mut walk = Walk::default();
        let real = |path: &Path| path.canonicalize().ok();
        let top = self.full(folder);
        if let (Some(root), Some(top)) = (real(&self.root), real(&top))
            && !top.starts_with(root)
        {
            walk.diagnostics.push(leads_out(folder));
            return walk;
        }
        let hidden =
            |e: &walkdir::DirEntry| !all && e.depth() > 0 && e.file_name().to_str().is_some_and(|n| n.starts_with('.'));
        let skipped =
            |e: &walkdir::DirEntry| !skip.is_empty() && self.relative(e.path()).is_some_and(|p| skip.contains(&p));
        let mut dotted = Vec::new();
        let mut enter = |e: &walkdir::DirEntry| {
            if hidden(e) && e.file_type().is_dir() {
                dotted.extend(self.relative(e.path()));
            }
            !hidden(e) && !skipped(e)
        };
        let tree = WalkDir::new(top).into_iter().filter_entry(&mut enter);
        for entry in tree {
            let entry = match entry {
                Ok(entry) => entry,
                Err(e) => {
                    walk.diagnostics.extend(self.unwalkable(e, folder));
                    continue;
                }
            };
            let kind = entry.file_type();
            // The folder itself is read, link or not.
            if kind.is_dir() || (entry.depth() == 0 && entry.path().is_dir()) {
                continue;
            }
            let Some(path) = self.relative(entry.path()) else {
                walk.diagnostics.push(unnameable(entry.path(), &self.root));
                continue;
            };
            if kind.is_symlink() {
                walk.entries.extend(self.follow(entry.path(), &path, &mut walk.diagnostics));
            } else if kind.is_file() {
                match entry.metadata() {
                    Ok(meta) => walk.entries.push(Entry { path, size: meta.len(), link: false }),
                    Err(e) => walk.diagnostics.push(unreadable(&path, &e.into())),
                }
            } else {
                walk.diagnostics.push(not_ordinary(&path));
            }
        }
        // Folders are read in whatever order the file system has.
        dotted.sort();
        walk.hidden = dotted;
        walk.entries.sort_by(|a, b| a.path.cmp(&b.path));
        walk.diagnostics.sort_by(|a, b| a.order().cmp(&b.order()));
        walk
    }
}

impl DiskFiles {
    /// The finding for what could not be walked through. A folder that does not exist has no files.
    fn unwalkable(&self, e: walkdir::Error, folder: &RelPath) -> Option<Diagnostic> {
        if e.depth() == 0 && e.io_error().is_some_and(|e| e.kind() == io::ErrorKind::NotFound) {
            return None;
        }
        let path = e.path().and_then(|p| self.relative(p)).unwrap_or_else(|| folder.clone());
        let e = e.into_io_error().unwrap_or_else(|| io::Error::other("loop"));
        Some(unreadable(&path, &e))
    }
}

impl Files for DiskFiles {
    fn walk(&self, folder: &RelPath, skip: &[RelPath]) -> Walk {
        self.list(folder, skip, false)
    }

    fn walk_all(&self, folder: &RelPath) -> Walk {
        self.list(folder, &[], true)
    }

    fn entry(&self, path: &RelPath) -> Option<Entry> {
        let hidden = path.parts().any(|part| part.starts_with('.'));
        let meta = std::fs::symlink_metadata(self.full(path)).ok().filter(|m| m.is_file() && !hidden)?;
        Some(Entry { path: path.clone(), size: meta.len(), link: false })
    }

    fn read(&self, path: &RelPath) -> io::Result<Vec<u8>> {
        std::fs::read(self.ordinary(path)?)
    }

    fn beginning(&self, path: &RelPath, most: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        std::fs::File::open(self.ordinary(path)?)?.take(most).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn is_file(&self, path: &RelPath) -> bool {
        self.full(path).is_file()
    }

    fn is_dir(&self, path: &RelPath) -> bool {
        self.full(path).is_dir()
    }
}

fn unnameable(full: &Path, root: &Path) -> Diagnostic {
    let shown = full.strip_prefix(root).unwrap_or(full).to_string_lossy().into_owned();
    Diagnostic::new(Code::FileName, text!("filnamnet är inte UTF-8: {shown}", "the file name is not UTF-8: {shown}"))
        .help(text!("byt namn på filen", "rename the file"))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::ffi::OsStrExt;

    fn folder(name: &str) -> PathBuf {
        let dir = std::env::temp_dir().join(format!("ledfyr-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&dir);
        std::fs::create_dir_all(dir.join("in")).unwrap();
        dir
    }

    #[test]
    fn follows_links_inside_and_reports_those_that_leave() {
        let dir = folder("links");
        std::fs::write(dir.join("secret"), "x").unwrap();
        std::fs::write(dir.join("in/a.md"), "# A").unwrap();
        std::os::unix::fs::symlink(dir.join("in/a.md"), dir.join("in/b.md")).unwrap();
        std::os::unix::fs::symlink(dir.join("secret"), dir.join("in/c.md")).unwrap();
        std::os::unix::fs::symlink(dir.join("nowhere"), dir.join("in/d.md")).unwrap();
        std::fs::create_dir(dir.join("in/real")).unwrap();
        std::os::unix::fs::symlink(dir.join("in/real"), dir.join("in/e")).unwrap();
        let walk = DiskFiles::new(dir.join("in")).walk(&RelPath::lit(""), &[]);
        let names: Vec<_> = walk.entries.iter().map(|e| e.path.as_str()).collect();
        assert_eq!(names, ["a.md", "b.md"]);
        let codes: Vec<_> = walk.diagnostics.iter().map(|d| d.code.as_str()).collect();
        assert_eq!(codes, ["symlink-outside", "unreadable-file", "unsupported-file"]);
        assert_eq!(walk.diagnostics[0].message.sv, "den symboliska länken leder ut ur webbplatsens mapp");
        assert_eq!(walk.diagnostics[2].message.sv, "symboliska länkar till mappar följs inte");
        assert_eq!(
            walk.diagnostics[2].help[0].sv,
            "lägg filerna i en riktig mapp här, eller lägg till mappen i dirs under [content]"
        );
        let outside = DiskFiles::new(dir.join("in")).walk(&RelPath::lit("e"), &[]);
        assert_eq!(outside, Walk::default(), "a folder that is a link is read, by its own name");
        std::os::unix::fs::symlink(&dir, dir.join("in/ut")).unwrap();
        let outside = DiskFiles::new(dir.join("in")).walk(&RelPath::lit("ut"), &[]);
        let codes: Vec<_> = outside.diagnostics.iter().map(|d| d.code.as_str()).collect();
        assert_eq!((outside.entries.len(), codes), (0, vec!["symlink-outside"]));
        let _ = std::fs::remove_dir_all(&dir);
    }

    #[test]
    fn reports_names_that_are_not_text() {
        let dir = folder("names");
        let name = std::ffi::OsStr::from_bytes(b"in/\xff.md");
        if std::fs::write(dir.join(name), "x").is_ok() {
            let walk = DiskFiles::new(dir.join("in")).walk(&RelPath::lit(""), &[]);
            assert_eq!(walk.entries, []);
            assert_eq!(walk.diagnostics[0].message.sv, "filnamnet är inte UTF-8: \u{fffd}.md");
        }
        let _ = std::fs::remove_dir_all(&dir);
    }

    #[test]
    fn leaves_out_hidden_files_and_skipped_folders() {
        let dir = folder("hidden");
        for f in [".git/x.md", "public/y.md", "z.md", "å/b c.md"] {
            std::fs::create_dir_all(dir.join(f).parent().unwrap()).unwrap();
            std::fs::write(dir.join(f), "").unwrap();
        }
        let walk = DiskFiles::new(&dir).walk(&RelPath::lit(""), &[RelPath::lit("public")]);
        let names: Vec<_> = walk.entries.iter().map(|e| e.path.as_str()).collect();
        assert_eq!(names, ["z.md", "å/b c.md"]);
        let none = DiskFiles::new(&dir).walk(&RelPath::lit("missing"), &[]);
        assert_eq!(none, Walk::default());
        let _ = std::fs::remove_dir_all(&dir);
    }
}
