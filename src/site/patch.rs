//! The next version of a site when only what pages say has changed, not where they lie or what they are.
//!
//! Relating ten thousand pages anew for every save would be felt; most saves change the text of one page.

use super::backlinks::{targets, uses};
use super::model::{PageIx, Site};
use super::relate::is_unnamed;
use super::resolve::{Index, References, references};
use super::suggestions::{MAX_SUGGESTIONS, suggest_for};
use crate::body::Destination;
use crate::body::shortcodes::{Resolve, ShortcodeSpec};
use crate::document::Document;
use crate::front_matter::fields::Fields;
use std::collections::BTreeSet;
use std::sync::Arc;

impl Site {
    /// This site with `documents` in the place of those from the same files: equal to what [`super::relate`] would
    /// make of all documents. With it the pages whose findings may be others. `None`: more has changed than this can
    /// tell, so they must be related anew.
    pub fn patched(&self, documents: &[Arc<Document>]) -> Option<(Site, BTreeSet<PageIx>)> {
        // Findings about several pages tell their titles and places.
        if !self.findings_are_local {
            return None;
        }
        let mut site = self.clone();
        let mut affected = BTreeSet::new();
        for doc in documents {
            let ix = *self.page_lookup.by_path.get(&doc.path.composed())?;
            let old = &self.pages[ix];
            if old.version.is_some() {
                return None;
            }
            let includes = self.includes(&old.doc) || self.includes(doc);
            let named = old.listed_as.is_some() || (old.doc.title != doc.title && is_unnamed(doc));
            if old.generated || includes || named || !same_place(&old.doc, doc) || self.names_the_site(ix, doc) {
                return None;
            }
            if old.doc.title != doc.title && self.links_by_title() {
                return None;
            }
            affected.insert(ix);
            if anchors_differ(&old.doc, doc) {
                // Links here may lead somewhere now, or no longer do, and their findings tell the title.
                affected.extend(&old.backlinks);
            }
            if old.doc.body_hash != doc.body_hash || old.doc.title != doc.title {
                // Pages that were reviewed with this one as their basis are to be reviewed again.
                affected.extend(
                    site.pages.iter().enumerate().filter_map(|(other, page)| {
                        page.fields().reviewed_basis.contains_key(&old.id).then_some(other)
                    }),
                );
            }
            Arc::make_mut(&mut site.pages[ix]).doc = Arc::clone(doc);
        }
        let all: Vec<(PageIx, References)> = {
            let index =
                Index::new(&site.pages, &site.assets, &site.page_lookup, &site.facts, &site.lookups, &site.built_in);
            affected.iter().map(|ix| (*ix, references(&index, *ix))).collect()
        };
        for (ix, refs) in all {
            site.replace(ix, refs)?;
        }
        Some((site, affected))
    }

    fn replace(&mut self, ix: PageIx, mut refs: References) -> Option<()> {
        let old = Arc::clone(&self.pages[ix]);
        let before = References {
            links: old.links.clone(),
            images: old.images.clone(),
            files: old.files.clone(),
            ..References::default()
        };
        // A file that is used for the first time is to be published, one that no longer is is not.
        if uses(&before) != uses(&refs) {
            return None;
        }
        if refs.unresolved_count > 0 || old.unresolved > 0 {
            // Only the first of the site are suggested for; as long as there are few, that is all of them.
            let others: usize = self.pages.iter().map(|p| p.unresolved).sum::<usize>() - old.unresolved;
            if others + refs.unresolved_count > MAX_SUGGESTIONS || others + old.unresolved > MAX_SUGGESTIONS {
                return None;
            }
            suggest_for(&self.pages, &self.assets, &self.built_in, ix, &mut refs);
        }
        let by_id = &self.page_lookup.by_id;
        let (from, to) = (targets(&old, ix, &before, by_id), targets(&self.pages[ix], ix, &refs, by_id));
        for gone in from.difference(&to) {
            Arc::make_mut(&mut self.pages[*gone]).backlinks.retain(|b| *b != ix);
        }
        for new in to.difference(&from) {
            let backlinks = &mut Arc::make_mut(&mut self.pages[*new]).backlinks;
            if let Err(at) = backlinks.binary_search(&ix) {
                backlinks.insert(at, ix);
            }
        }
        Arc::make_mut(&mut self.pages[ix]).take(refs);
        Some(())
    }

    /// Whether it shows sections of other pages: such pages can form rings.
    fn includes(&self, doc: &Document) -> bool {
        let of_section = |s: &&ShortcodeSpec| s.arguments.iter().any(|a| a.resolve == Some(Resolve::Section));
        let names: Vec<&str> = self.lookups.shortcodes.iter().filter(of_section).map(|s| s.name.as_str()).collect();
        doc.body.shortcodes.iter().any(|call| names.contains(&call.name.as_str()))
    }

    /// Whether some link names no page by its id: one of that title may come or go.
    fn links_by_title(&self) -> bool {
        self.pages.iter().any(|page| {
            page.doc.body.links.iter().any(|link| match &link.destination {
                Destination::Wiki { id, .. } => self.page_lookup.by_id.find(page.lang, id).is_none(),
                _ => false,
            })
        })
    }

    /// A site without a title has that of its start page.
    fn names_the_site(&self, ix: PageIx, doc: &Document) -> bool {
        self.pages[ix].doc.title != doc.title && self.languages.iter().any(|l| l.home == Some(ix))
    }
}

/// Whether two documents of one file make pages with the same place, kind, ids and facts.
fn same_place(old: &Document, new: &Document) -> bool {
    let (f, n) = (&old.front.fields, &new.front.fields);
    // These are only shown; all others may decide something.
    let shown = Fields {
        title: n.title.clone(),
        description: n.description.clone(),
        keywords: n.keywords.clone(),
        last_reviewed: n.last_reviewed,
        reviewed_hash: n.reviewed_hash.clone(),
        reviewed_basis: n.reviewed_basis.clone(),
        ..f.clone()
    };
    old.path == new.path
        && old.file == new.file
        && old.file_lang == new.file_lang
        && shown == *n
        && old.front.own == new.front.own
        && old.body.terms.is_empty()
        && new.body.terms.is_empty()
}

/// Whether links from other pages may resolve otherwise, or their findings be worded otherwise.
fn anchors_differ(old: &Document, new: &Document) -> bool {
    let names = |d: &Document| d.body.headings.iter().map(|h| (h.id.clone(), h.text.clone())).collect::<Vec<_>>();
    old.title != new.title || old.body.raw_ids != new.body.raw_ids || names(old) != names(new)
}
