//! Pages that could not be read: reports and reviews leave them out.

use crate::base::path::RelPath;
use crate::pipeline::Loaded;
use std::collections::BTreeSet;

/// Their files, of a site that was loaded with all of its pages.
pub(super) fn unread(loaded: &Loaded) -> BTreeSet<&RelPath> {
    let read: BTreeSet<&RelPath> = loaded.site.pages.iter().map(|p| &p.doc.file).collect();
    let is_page = |file: &&RelPath| crate::document::names::is_markdown(file);
    let files = loaded.diagnostics.iter().filter_map(|d| d.file.as_ref()).filter(is_page);
    files.filter(|file| !read.contains(file)).collect()
}
