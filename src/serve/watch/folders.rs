//! Which folders are watched, and which paths in them belong to the site.

use crate::base::path::RelPath;
use crate::config::CONFIG_FILE;
use crate::document::is_navigation;
use crate::source::DiskFiles;
use crate::theme::FOLDERS;
use notify::RecursiveMode::{self, NonRecursive, Recursive};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Folders that are not watched when the site's root itself is the content: large, and no content.
const HEAVY: [&str; 4] = ["node_modules", "target", "public", "themes"];

/// Where the site's sources lie.
#[derive(Default)]
pub(in crate::serve) struct Sources {
    /// The content folders.
    pub content: Vec<RelPath>,
    /// The table of what has been done.
    pub follow_up: Option<RelPath>,
    /// The output folder, which is none.
    pub out: Option<RelPath>,
    /// Files that are symbolic links: what they name may change without them.
    pub links: BTreeSet<RelPath>,
}

impl Sources {
    /// Whether a path below the root belongs to the sources.
    pub(super) fn contain(&self, path: &RelPath) -> bool {
        let is_output = self.out.as_ref().is_some_and(|out| !out.is_empty() && path.is_in(out));
        let is_source = path.is_empty()
            || path.as_str() == CONFIG_FILE
            || is_navigation(path)
            || self.follow_up.as_ref().is_some_and(|file| file.is_in(path))
            || FOLDERS.iter().any(|f| path.is_in(&RelPath::lit(f)))
            // A folder above the content matters too: it may be moved.
            || self.content.iter().any(|dir| path.is_in(dir) || dir.is_in(path));
        is_source && !is_output
    }
}

/// The folders of some sources.
#[derive(Default)]
pub(super) struct Folders {
    /// Folders to watch. Some may not exist.
    pub wanted: BTreeMap<PathBuf, RecursiveMode>,
    /// Where a symbolic link leads, and the path of the link.
    links: Vec<(PathBuf, PathBuf)>,
}

impl Folders {
    pub(super) fn new(files: &DiskFiles, sources: &Sources) -> Folders {
        let root = files.root();
        let mut wanted = BTreeMap::from([(root.to_owned(), NonRecursive)]);
        wanted.extend(FOLDERS.map(|folder| (root.join(folder), Recursive)));
        if let Some(file) = &sources.follow_up {
            wanted.entry(full(files, &file.parent())).or_insert(NonRecursive);
        }
        for dir in &sources.content {
            let mut above = dir.parent();
            while !above.is_empty() {
                wanted.entry(full(files, &above)).or_insert(NonRecursive);
                above = above.parent();
            }
            if dir.is_empty() {
                wanted.extend(content_of_root(files, sources).map(|path| (path, Recursive)));
            } else {
                wanted.insert(full(files, dir), Recursive);
            }
        }
        let mut folders = Folders { wanted, links: Vec::new() };
        folders.follow_links(files, sources);
        folders
    }

    /// Adds where symbolic links lead: the system tells of changes by the path of the file that is changed.
    fn follow_links(&mut self, files: &DiskFiles, sources: &Sources) {
        let root = files.root();
        let target = |link: &Path| link.canonicalize().ok().filter(|target| target != link && target.starts_with(root));
        let folders: Vec<PathBuf> =
            self.wanted.iter().filter(|(_, mode)| **mode == Recursive).map(|(path, _)| path.clone()).collect();
        for link in folders {
            if let Some(target) = target(&link) {
                self.wanted.insert(target.clone(), Recursive);
                self.links.push((target, link));
            }
        }
        for link in sources.links.iter().map(|link| full(files, link)) {
            let Some(target) = target(&link) else { continue };
            let folder = target.parent().unwrap_or(root);
            if !self.wanted.iter().any(|(known, mode)| *mode == Recursive && folder.starts_with(known)) {
                self.wanted.entry(folder.to_owned()).or_insert(NonRecursive);
            }
            self.links.push((target, link));
        }
    }

    /// The paths by which the site reads what lies at `path`: itself, and through links.
    pub(super) fn read_as(&self, path: &Path) -> Vec<PathBuf> {
        let through = self.links.iter().filter_map(|(target, link)| {
            let rest = path.strip_prefix(target).ok()?;
            Some(if rest.as_os_str().is_empty() { link.clone() } else { link.join(rest) })
        });
        std::iter::once(path.to_owned()).chain(through).collect()
    }
}

/// The folders with content when the root itself is the content.
fn content_of_root(files: &DiskFiles, sources: &Sources) -> impl Iterator<Item = PathBuf> {
    let is_content = |folder: &String| {
        let is_output = sources.out.as_ref().is_some_and(|out| out.as_str() == folder);
        !folder.starts_with('.') && !HEAVY.contains(&folder.as_str()) && !is_output
    };
    files.folders().into_iter().filter(is_content).map(|folder| files.root().join(folder))
}

/// Where a path of the site lies on the disk.
fn full(files: &DiskFiles, path: &RelPath) -> PathBuf {
    if path.is_empty() { files.root().to_owned() } else { files.root().join(path.as_str()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_are_told_from_other_files() {
        let sources = Sources {
            content: vec![RelPath::lit("docs/sv")],
            follow_up: Some(RelPath::lit("data/gjort.csv")),
            out: Some(RelPath::lit("docs/sv/ut")),
            ..Sources::default()
        };
        for path in [
            "",
            "ledfyr.toml",
            "templates/base.html",
            "static",
            "i18n/sv.toml",
            "docs/sv/a.md",
            "docs",
            "docs/sv",
            "data/gjort.csv",
        ] {
            assert!(sources.contain(&RelPath::lit(path)), "{path}");
        }
        for path in ["README.md", "docs/en/a.md", "public/index.html", "staticx/a", "docs/sv/ut/a.md", "data/annat.csv"]
        {
            assert!(!sources.contain(&RelPath::lit(path)), "{path}");
        }
        let root = Sources { content: vec![RelPath::lit("")], ..Sources::default() };
        assert!(root.contain(&RelPath::lit("x/y.md")));
    }
}
