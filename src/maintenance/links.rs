//! Which links a move would break, and how they are to be written afterwards.

use super::relocation::Relocation;
use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::body::ArgumentValue;
use crate::document::addresses::{Address, Of, addresses, written};
use crate::document::names;
use crate::site::{AssetIx, Page, Resolved, Site};
use std::collections::BTreeMap;

/// The site as it is, and as it is once the files have moved and no text has changed.
pub(super) struct Sites<'a> {
    pub before: &'a Site,
    pub after: &'a Site,
    pub relocation: &'a Relocation,
}

/// An address that has to change and that is written in a way that cannot be found in the text.
pub(super) struct NotInText {
    /// As it was read.
    pub path: String,
}

impl Sites<'_> {
    /// What is to be written in the place of what, in the file of a page that is `old` before and `new` after.
    pub(crate) fn edits(&self, old: &Page, new: &Page, text: &str) -> Result<BTreeMap<Span, String>, NotInText> {
        let mut edits = BTreeMap::new();
        if self.unchanged(old, new) {
            return Ok(edits);
        }
        for address in addresses(&old.doc, text) {
            let Some(target) = self.target(old, address.of, self.before) else { continue };
            let moved = self.relocation.path(target);
            if self.target(new, address.of, self.after) == Some(&moved) {
                continue;
            }
            let Some(at) = address.at else { return Err(NotInText { path: address.path }) };
            let path = self.path(old, new, &address, target, &moved);
            let suffix = text[at.range()].find(['#', '?']).map_or("", |i| &text[at.range()][i..]);
            edits.insert(at, format!("{}{suffix}", written(&path, address.form)));
        }
        Ok(edits)
    }

    /// Whether every link of a page leads where it led.
    pub(crate) fn unchanged(&self, old: &Page, new: &Page) -> bool {
        let calls = old.doc.body.shortcodes.iter().enumerate();
        let arguments = calls.flat_map(|(c, call)| (0..call.arguments.len()).map(move |a| Of::Argument(c, a)));
        let links = (0..old.links.len()).map(Of::Link);
        let images = (0..old.images.len()).map(Of::Image);
        links.chain(images).chain(arguments).all(|of| {
            let target = self.target(old, of, self.before).map(|path| self.relocation.path(path));
            target.is_none_or(|path| self.target(new, of, self.after) == Some(&path))
        })
    }

    /// The path (below its content folder) of the page or file that something leads to.
    fn target<'s>(&self, page: &'s Page, of: Of, site: &'s Site) -> Option<&'s RelPath> {
        let asset = |a: AssetIx| Some(&site.assets.get(a)?.path);
        match of {
            Of::Link(i) => match page.links.get(i)? {
                Resolved::Page { page, .. } => Some(&site.pages.get(*page)?.doc.path),
                Resolved::Asset(a) => asset(*a),
                _ => None,
            },
            Of::Image(i) => asset((*page.images.get(i)?)?),
            Of::Argument(call, i) => match &page.doc.body.shortcodes.get(call)?.arguments.get(i)?.value {
                ArgumentValue::Str(value) => asset(*page.files.get(value)?),
                _ => None,
            },
        }
    }

    /// The address to write, in the manner in which the old one is written.
    fn path(&self, old: &Page, new: &Page, address: &Address, target: &RelPath, moved: &RelPath) -> String {
        let given = address.path.as_str();
        let absolute = given.starts_with('/');
        let full = match absolute {
            true => RelPath::new(given),
            false => old.doc.path.parent().join(given),
        };
        let full = full.unwrap_or_default().composed();
        let from = new.doc.path.parent();
        let seen = |path: &RelPath| match absolute {
            true => format!("/{path}"),
            false => path.seen_from(&from),
        };
        // A link to a page may show its translation; what is written is the page.
        let exact = self.before.page_by_path(full.as_str()).map(|ix| &self.before.pages[ix]).filter(|p| !p.generated);
        let front = target.parent() == full && names::front_rank(target.stem()).is_some();
        let folder = self.before.page_by_path(target.as_str()).is_some_and(|ix| self.before.pages[ix].generated);
        let end = if given.ends_with('/') { "/" } else { "" };
        let mut path = if let Some(page) = exact {
            seen(&self.relocation.path(&page.doc.path))
        } else if folder || front {
            let path = if folder { moved.clone() } else { moved.parent() };
            format!("{}{end}", Some(seen(&path)).filter(|p| !p.is_empty()).unwrap_or_else(|| ".".to_owned()))
        } else if target.as_str().strip_suffix(".md") == Some(full.as_str()) {
            format!("{}{end}", seen(moved).trim_end_matches(".md"))
        } else {
            seen(moved)
        };
        let first = path.split('/').next().unwrap_or("");
        if !absolute && !first.starts_with('.') && (given.starts_with("./") || first.contains(':')) {
            path.insert_str(0, "./");
        }
        path
    }
}
