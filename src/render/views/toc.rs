//! The contents of a page.

use crate::body::Heading;
use crate::render::model::parts::TocEntry;

/// The headings of the second and third level as a tree.
pub(super) fn toc(headings: &[Heading]) -> Vec<TocEntry<'_>> {
    let mut tree: Vec<TocEntry<'_>> = Vec::new();
    for h in headings.iter().filter(|h| h.top && h.level <= 3) {
        let entry = TocEntry { level: h.level, id: &h.id, title: &h.text, children: Vec::new() };
        match tree.last_mut() {
            Some(above) if h.level == 3 => above.children.push(entry),
            _ => tree.push(entry),
        }
    }
    tree
}
