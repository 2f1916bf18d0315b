//! Changes to the content itself: all of them or none.

use super::sink::OutputError;
use crate::base::path::RelPath;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Files to move and to write, below the site's root.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// From and to; nothing may lie at the latter.
    pub moves: Vec<(RelPath, RelPath)>,
    /// Where the file lies once all are moved, and its new bytes.
    pub writes: Vec<(RelPath, Vec<u8>)>,
}

/// What takes one step back.
enum Undo {
    Rename { now: PathBuf, before: PathBuf },
    Restore { path: PathBuf, bytes: Option<Vec<u8>> },
    Remove(PathBuf),
    RemoveFolder(PathBuf),
}

impl Changes {
    /// Makes the changes. New texts are written beside the old ones before any file is touched, and each takes its place
    /// in one step; folders that are empty afterwards are removed.
    ///
    /// # Errors
    /// When the disk refuses a step: those before it are taken back. A program that is killed meanwhile may leave some
    /// files changed and others not, but every file whole.
    pub fn apply(&self, root: &Path) -> Result<(), OutputError> {
        let mut done = Vec::new();
        let result = self.steps(root, &mut done);
        if result.is_err() {
            while let Some(step) = done.pop() {
                // What cannot be taken back either is left; the first error is the one to tell.
                let _ = step.take_back();
            }
            return result;
        }
        for (from, _) in &self.moves {
            remove_empty(root, &from.parent());
        }
        Ok(())
    }

    fn steps(&self, root: &Path, done: &mut Vec<Undo>) -> Result<(), OutputError> {
        let full = |path: &RelPath| root.join(path.as_str());
        let mut staged = Vec::new();
        for (path, bytes) in &self.writes {
            let path = full(path);
            folders(&path, done)?;
            let temporary = path.with_file_name(format!(
                ".{}.ledfyr-{}",
                path.file_name().unwrap_or_default().to_string_lossy(),
                std::process::id()
            ));
            done.push(Undo::Remove(temporary.clone()));
            fs::write(&temporary, bytes).map_err(OutputError::at(&temporary))?;
            staged.push((temporary, path));
        }
        for (from, to) in &self.moves {
            let (from, to) = (full(from), full(to));
            folders(&to, done)?;
            // Renaming would silently take the place of what has come there meanwhile.
            if fs::symlink_metadata(&to).is_ok() {
                return Err(OutputError::Io { path: to, source: io::ErrorKind::AlreadyExists.into() });
            }
            fs::rename(&from, &to).map_err(OutputError::at(&from))?;
            done.push(Undo::Rename { now: to, before: from });
        }
        for (temporary, path) in staged {
            let bytes = fs::read(&path).ok();
            if let Ok(meta) = fs::metadata(&path) {
                fs::set_permissions(&temporary, meta.permissions()).map_err(OutputError::at(&temporary))?;
            }
            fs::rename(&temporary, &path).map_err(OutputError::at(&path))?;
            done.push(Undo::Restore { path, bytes });
        }
        Ok(())
    }
}

impl Undo {
    fn take_back(self) -> io::Result<()> {
        match self {
            Undo::Rename { now, before } => fs::rename(now, before),
            Undo::Restore { path, bytes: Some(bytes) } => fs::write(path, bytes),
            Undo::Restore { path, bytes: None } | Undo::Remove(path) => fs::remove_file(path),
            Undo::RemoveFolder(path) => fs::remove_dir(path),
        }
    }
}

/// Makes the folders above `path`.
fn folders(path: &Path, done: &mut Vec<Undo>) -> Result<(), OutputError> {
    let missing: Vec<&Path> = path.ancestors().skip(1).take_while(|folder| !folder.exists()).collect();
    for folder in missing.into_iter().rev() {
        fs::create_dir(folder).map_err(OutputError::at(folder))?;
        done.push(Undo::RemoveFolder(folder.to_owned()));
    }
    Ok(())
}

/// Removes the folder and those above it as long as they are empty.
fn remove_empty(root: &Path, folder: &RelPath) {
    let mut folder = folder.clone();
    while !folder.is_empty() && fs::remove_dir(root.join(folder.as_str())).is_ok() {
        folder = folder.parent();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Folder {
            let root = std::env::temp_dir().join(format!("ledfyr-changes-{name}-{}", std::process::id()));
            let _ = fs::remove_dir_all(&root);
            for (path, text) in [("c/a.md", "a"), ("c/b/x.md", "x"), ("c/b/y.png", "y")] {
                let path = root.join(path);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, text).unwrap();
            }
            Folder(root)
        }

        /// All files, hidden ones too, and folders.
        fn all(&self) -> BTreeMap<String, String> {
            let all = walkdir::WalkDir::new(&self.0).min_depth(1).into_iter().map(Result::unwrap);
            let name = |p: &Path| p.strip_prefix(&self.0).unwrap().to_str().unwrap().to_owned();
            all.map(|e| (name(e.path()), fs::read_to_string(e.path()).unwrap_or_else(|_| "/".into()))).collect()
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    fn changes(moves: &[(&str, &str)], writes: &[(&str, &str)]) -> Changes {
        Changes {
            moves: moves.iter().map(|(a, b)| (RelPath::lit(a), RelPath::lit(b))).collect(),
            writes: writes.iter().map(|(a, b)| (RelPath::lit(a), b.as_bytes().to_vec())).collect(),
        }
    }

    #[test]
    fn moves_and_writes() {
        let folder = Folder::new("all");
        changes(&[("c/b/x.md", "c/d/e/x.md"), ("c/b/y.png", "c/d/y.png")], &[("c/d/e/x.md", "ny"), ("c/a.md", "a2")])
            .apply(&folder.0)
            .unwrap();
        let all =
            [("c", "/"), ("c/a.md", "a2"), ("c/d", "/"), ("c/d/e", "/"), ("c/d/e/x.md", "ny"), ("c/d/y.png", "y")];
        assert_eq!(folder.all(), all.map(|(a, b)| (a.to_owned(), b.to_owned())).into());
    }

    #[test]
    fn a_step_that_fails_takes_all_back() {
        let folder = Folder::new("none");
        let before = folder.all();
        for (moves, writes, path) in [
            (
                &[("c/b/x.md", "c/d/x.md"), ("c/b/y.png", "c/a.md")][..],
                &[("c/d/x.md", "ny"), ("c/a.md", "a2")][..],
                "c/a.md",
            ),
            (&[("c/b/x.md", "c/d/x.md"), ("c/finns-inte", "c/d/z")][..], &[("c/d/x.md", "ny")][..], "c/finns-inte"),
            (&[("c/b/x.md", "c/d/x.md")][..], &[("c/a.md", "a2"), ("c/b", "en mapp")][..], "c/b"),
        ] {
            let error = changes(moves, writes).apply(&folder.0).unwrap_err();
            assert!(error.to_string().starts_with(&folder.0.join(path).display().to_string()), "{error}");
            assert_eq!(folder.all(), before);
        }
    }
}
