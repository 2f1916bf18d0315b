//! Paths inside a site: relative, `/` between the parts, never `.` or `..`.

use serde::{Serialize, Serializer};
use std::fmt;
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;

/// A path below some root (content, theme, output), as text.
///
/// It is what diagnostics show and maps are keyed by, so it is the same on every platform and cheap to clone.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RelPath(Arc<str>);

impl Serialize for RelPath {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&self.0)
    }
}

impl RelPath {
    /// Takes a path as it stands; `\` becomes `/`, empty and `.` parts go, `..` takes its parent with it.
    /// `None` when `..` would leave the root.
    pub fn new(path: &str) -> Option<RelPath> {
        RelPath(Arc::from("")).join(path)
    }

    /// For paths known at compile time.
    pub fn lit(path: &str) -> RelPath {
        RelPath(Arc::from(path))
    }

    /// `self` is a folder; `..` in `path` climbs, `None` above the root.
    pub fn join(&self, path: &str) -> Option<RelPath> {
        let mut parts: Vec<&str> = self.parts().collect();
        for part in path.split(['/', '\\']) {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                _ => parts.push(part),
            }
        }
        Some(RelPath(parts.join("/").into()))
    }

    /// As it is written in a file that lies in `folder`; "" for the folder itself.
    pub fn seen_from(&self, folder: &RelPath) -> String {
        let (from, to): (Vec<&str>, Vec<&str>) = (folder.parts().collect(), self.parts().collect());
        let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
        let up = "../".repeat(from.len() - common);
        format!("{up}{}", to[common..].join("/"))
    }

    /// What stands between the slashes.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        self.0.split('/').filter(|p| !p.is_empty())
    }

    /// The folder that holds it; the root's is the root.
    pub fn parent(&self) -> RelPath {
        RelPath(self.0.rfind('/').map_or("", |i| &self.0[..i]).into())
    }

    /// The last part.
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or("")
    }

    /// The file name without its last extension.
    pub fn stem(&self) -> &str {
        let name = self.file_name();
        match name.rfind('.') {
            Some(i) if i > 0 => &name[..i],
            _ => name,
        }
    }

    /// The last extension in lower case, or "".
    pub fn extension(&self) -> String {
        let name = self.file_name();
        match name.rfind('.') {
            Some(i) if i > 0 => name[i + 1..].to_ascii_lowercase(),
            _ => String::new(),
        }
    }

    /// Whether it is `folder` or lies below it.
    pub fn is_in(&self, folder: &RelPath) -> bool {
        folder.0.is_empty()
            || self.0 == folder.0
            || (self.0.starts_with(&*folder.0) && self.0.as_bytes().get(folder.0.len()) == Some(&b'/'))
    }

    /// The same path with composed letters (NFC). Some disks take letters apart (`å` as `a` and a ring), and links
    /// are written by people who do not see the difference.
    pub fn composed(&self) -> RelPath {
        if self.0.is_ascii() { self.clone() } else { RelPath(self.0.nfc().collect::<String>().into()) }
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is the root.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Default for RelPath {
    /// The root.
    fn default() -> RelPath {
        RelPath::lit("")
    }
}

impl fmt::Display for RelPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for RelPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl std::borrow::Borrow<str> for RelPath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins_and_refuses_to_leave_the_root() {
        let folder = RelPath::lit("roller/skola");
        assert_eq!(folder.join("../chef.md").unwrap().as_str(), "roller/chef.md");
        assert_eq!(folder.join("./a//b.md").unwrap().as_str(), "roller/skola/a/b.md");
        assert!(folder.join("../../../x").is_none());
        assert_eq!(RelPath::new("a\\b").unwrap().as_str(), "a/b");
    }

    #[test]
    fn is_seen_from_a_folder() {
        let seen = |path: &str, folder: &str| RelPath::lit(path).seen_from(&RelPath::lit(folder));
        assert_eq!(seen("a/b.md", "a"), "b.md");
        assert_eq!(seen("a/b.md", "a/c/d"), "../../b.md");
        assert_eq!(seen("ab/b.md", "a"), "../ab/b.md");
        assert_eq!((seen("b.md", "").as_str(), seen("a", "a").as_str()), ("b.md", ""));
    }

    #[test]
    fn composes_letters() {
        assert_eq!(RelPath::lit("ra\u{30a}d.md").composed(), RelPath::lit("r\u{e5}d.md"));
    }

    #[test]
    fn names_its_pieces() {
        let p = RelPath::lit("a/b.en.MD");
        assert_eq!((p.file_name(), p.stem(), p.extension().as_str()), ("b.en.MD", "b.en", "md"));
        assert_eq!(p.parent().as_str(), "a");
        assert!(p.is_in(&RelPath::lit("a")) && !p.is_in(&RelPath::lit("a/b")));
        assert_eq!(RelPath::lit(".hidden").extension(), "");
    }
}
