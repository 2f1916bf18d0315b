//! The paths that have changed since the last load.

use crate::base::path::RelPath;
use std::collections::BTreeSet;

/// The paths that may have changed, with all below them; `None`: any.
#[derive(Clone, Copy)]
pub(super) struct ChangedPaths<'a>(pub Option<&'a BTreeSet<RelPath>>);

impl ChangedPaths<'_> {
    /// Whether any path may have changed.
    pub(super) fn all(self) -> bool {
        self.0.is_none_or(|paths| paths.contains(""))
    }

    /// Whether `file` may have changed.
    pub(super) fn contains(self, file: &RelPath) -> bool {
        let Some(paths) = self.0 else { return true };
        let text = file.as_str();
        paths.contains(text) || paths.contains("") || text.match_indices('/').any(|(i, _)| paths.contains(&text[..i]))
    }

    /// Whether anything in `folder`, or a folder around it, is changed.
    pub(super) fn inside(self, folder: &RelPath) -> bool {
        self.contains(folder) || self.0.is_some_and(|paths| paths.iter().any(|p| p.is_in(folder)))
    }
}
