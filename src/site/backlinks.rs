//! Handing out of references: to each page what it refers to, and to each page and asset what refers to it.

use super::model::{Asset, AssetIx, Page, PageIx, PagesById, Resolved};
use super::resolve::References;
use crate::front_matter::fields;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Hands each page what it refers to, and each page and asset what refers to it.
pub(super) fn attach(pages: &mut [Arc<Page>], assets: &mut [Asset], refs: Vec<References>, by_id: &PagesById) {
    let mut back: Vec<Vec<PageIx>> = vec![Vec::new(); pages.len()];
    for (ix, r) in refs.iter().enumerate() {
        for to in targets(&pages[ix], ix, r, by_id) {
            back[to].push(ix);
        }
        let used = uses(r);
        used.linked.iter().for_each(|a| assets[*a].used.linked = true);
        used.shown.iter().for_each(|a| assets[*a].used.shown = true);
    }
    for (page, (r, from)) in pages.iter_mut().zip(refs.into_iter().zip(back)) {
        let page = Arc::make_mut(page);
        page.backlinks = from;
        page.take(r);
    }
}

/// The other pages that page `ix` leads to or names in its front matter, each once.
pub(super) fn targets(page: &Page, ix: PageIx, refs: &References, by_id: &PagesById) -> BTreeSet<PageIx> {
    let linked = refs.links.iter().filter_map(|r| match r {
        Resolved::Page { page, .. } => Some(*page),
        _ => None,
    });
    let included = refs.includes.iter().map(|(page, _)| *page);
    let f = page.fields();
    let implemented = f.implements.iter().map(|target| fields::page_id(target));
    let named = f
        .related
        .iter()
        .chain(page.own().templates())
        .chain(page.own().affects())
        .map(String::as_str)
        .chain(implemented);
    let named = named.filter_map(|id| by_id.get(page.lang, id));
    linked.chain(included).chain(named).filter(|to| *to != ix).collect()
}

/// The assets that a page uses.
#[derive(PartialEq, Eq)]
pub(super) struct Uses {
    linked: BTreeSet<AssetIx>,
    shown: BTreeSet<AssetIx>,
}

pub(super) fn uses(refs: &References) -> Uses {
    let linked = refs.links.iter().filter_map(|r| match r {
        Resolved::Asset(a) => Some(*a),
        _ => None,
    });
    Uses {
        linked: linked.chain(refs.files.values().copied()).collect(),
        shown: refs.images.iter().flatten().copied().collect(),
    }
}

impl Page {
    pub(super) fn take(&mut self, refs: References) {
        self.links = refs.links;
        self.images = refs.images;
        self.files = refs.files;
        self.findings = refs.diagnostics;
        self.unreadable_targets = refs.unreadable_targets;
        self.unresolved = refs.unresolved_count;
    }
}
