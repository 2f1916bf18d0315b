//! «Did you mean» for paths and ids.

use super::model::{Asset, Page};
use crate::base::path::RelPath;
use crate::base::suggest::closest;
use std::collections::{BTreeSet, HashMap};

/// Pages and files by what people get wrong in a path, for «did you mean».
#[derive(Default)]
pub(super) struct Names<'a> {
    by_name: HashMap<&'a str, Vec<&'a RelPath>>,
    by_folder: HashMap<RelPath, Vec<&'a RelPath>>,
    ids: BTreeSet<&'a str>,
}

/// In a folder or site with more names than this, only exact names are looked for: comparing every broken link with
/// every name would take longer than the build.
const MAX_COMPARED: usize = 300;

impl<'a> Names<'a> {
    pub fn new(pages: &'a [Page], assets: &'a [Asset]) -> Names<'a> {
        let mut names = Names::default();
        let paths = pages.iter().filter(|p| !p.generated).map(|p| &p.doc.path).chain(assets.iter().map(|a| &a.path));
        for path in paths {
            names.by_name.entry(path.file_name()).or_default().push(path);
            names.by_folder.entry(path.parent()).or_default().push(path);
        }
        names.by_name.values_mut().for_each(|paths| paths.sort());
        names.ids = pages.iter().map(|p| p.id.as_str()).collect();
        names
    }

    /// A file of the same name elsewhere, else one with nearly the same name in the same folder.
    pub fn similar(&self, path: &RelPath) -> Option<&'a RelPath> {
        let name = path.file_name();
        if let Some(same) = self.by_name.get(name) {
            return same.first().copied();
        }
        let near = self.by_folder.get(&path.parent()).filter(|near| near.len() <= MAX_COMPARED)?;
        let meant = closest(name, near.iter().map(|p| p.file_name()))?;
        near.iter().copied().find(|p| p.file_name() == meant)
    }

    pub fn similar_id(&self, id: &str) -> Option<&'a str> {
        (self.ids.len() <= 10 * MAX_COMPARED).then(|| closest(id, self.ids.iter().copied())).flatten()
    }
}
