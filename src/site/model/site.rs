//! The site, its languages, and what can be asked of it.

use super::asset::Asset;
use super::built_in::{BuiltIns, Paths};
use super::facts::Facts;
use super::lookups::{AbsentPage, Lookups, PageLookup};
use super::page::{Page, PageIx};
use crate::base::path::RelPath;
use crate::config::{AcuteNumber, Config};
use crate::document::Absent;
use crate::front_matter::fields::Kind;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Every page of every language, and how they hang together. Never changed after it is made.
///
/// What is large is shared: a version of the site with one page changed costs little beside the one before.
#[derive(Clone, Debug)]
pub struct Site {
    /// Of `ledfyr.toml`.
    pub config: Arc<Config>,
    /// The site's own language first, the others by code.
    pub languages: Vec<Language>,
    /// In reading order: by language, then down the tree.
    pub pages: Vec<Arc<Page>>,
    /// Files beside the pages, published when a page refers to them.
    pub assets: Arc<Vec<Asset>>,
    /// What several pages share.
    pub facts: Arc<Facts>,
    /// The pages that the program may make.
    pub built_in: Arc<BuiltIns>,
    /// By language: the words of their addresses.
    pub paths: Vec<Paths>,
    pub(in crate::site) page_lookup: Arc<PageLookup>,
    pub(in crate::site) lookups: Arc<Lookups>,
    /// The level of each page by its file, where the site shows levels.
    pub(in crate::site) levels: Arc<BTreeMap<RelPath, usize>>,
    /// Relating found nothing: all findings are those that single pages hold.
    pub(in crate::site) findings_are_local: bool,
}

/// One language of the site.
#[derive(Clone, Debug)]
pub struct Language {
    /// BCP 47, as configured: `sv`.
    pub code: String,
    /// What it calls itself.
    pub name: String,
    /// What its URLs begin with: "" for the site's own language, `en/` for another.
    pub prefix: String,
    /// The site's title in this language.
    pub title: String,
    /// The site's description in this language; empty when there is none.
    pub description: String,
    /// Numbers to call in an emergency.
    pub acute: Vec<AcuteNumber>,
    /// The start page.
    pub home: Option<PageIx>,
}

impl Site {
    /// Whether there is a page with that id that this edition's readers may not see.
    pub fn is_withheld(&self, id: &str) -> bool {
        self.absent(id).is_some_and(|page| page.why == Absent::Withheld)
    }

    /// The page with that id, when it is not in this edition.
    pub fn absent(&self, id: &str) -> Option<&AbsentPage> {
        self.lookups.absent(id)
    }

    /// Whether something that could not be read may be what has the id `id`: a page of that id, or, when `within` says
    /// which pages hold such things, any page that may be of that kind.
    pub fn unreadable_candidate(&self, id: &str, within: Option<Kind>) -> Option<&AbsentPage> {
        self.lookups.unreadable_candidate(id, within)
    }

    /// Whether any page could not be read.
    pub fn has_unreadable(&self) -> bool {
        self.lacks(&[Absent::Unreadable])
    }

    /// Whether a page or file is not in this edition for one of these reasons.
    pub(crate) fn lacks(&self, reasons: &[Absent]) -> bool {
        self.lookups.absent_pages.iter().any(|page| reasons.contains(&page.why))
    }

    /// Whether any page is kept from the readers of this edition.
    pub fn has_withheld(&self) -> bool {
        self.lookups.absent_pages.iter().any(|page| page.why == Absent::Withheld)
    }

    /// The level of a page, as a place in the configuration's order; `None` where the site does not show levels.
    pub fn level(&self, page: &Page) -> Option<usize> {
        self.levels.get(&page.doc.file).copied()
    }

    /// Whether there is a page with that id that is not published now: a draft, or one that does not hold yet.
    pub fn is_left_out(&self, id: &str) -> bool {
        self.absent(id).is_some_and(|page| page.why == Absent::LeftOut)
    }

    /// The page with `id` in language `lang`, else in the site's own, else in any.
    pub fn page_by_id(&self, lang: usize, id: &str) -> Option<PageIx> {
        self.page_lookup.by_id.find(lang, id)
    }

    /// The page that the file `path` (below its content folder) became.
    pub fn page_by_path(&self, path: &str) -> Option<PageIx> {
        self.page_lookup.by_path.get(&RelPath::lit(path).composed()).copied()
    }

    /// The page with that URL, as [`Page::url`] has it.
    pub fn page_by_url(&self, url: &str) -> Option<PageIx> {
        self.page_lookup.by_url.get(url).copied()
    }

    /// The pages that readers are shown in lists: not those made for bare folders, and of a document the version that stands
    /// for it.
    pub fn written(&self, lang: usize) -> impl Iterator<Item = (PageIx, &Page)> {
        let all = self.pages.iter().map(Arc::as_ref).enumerate();
        all.filter(move |(ix, p)| p.lang == lang && !p.generated && p.is_current(*ix))
    }

    /// The version that stands for the document of a page: mostly the page itself.
    pub fn current(&self, page: PageIx) -> PageIx {
        self.pages[page].version.as_ref().map_or(page, |version| version.current)
    }

    /// Whether every page and file lies where it lay in `other`: one was made of the other by changing texts.
    pub fn same_places(&self, other: &Site) -> bool {
        Arc::ptr_eq(&self.page_lookup, &other.page_lookup) && Arc::ptr_eq(&self.assets, &other.assets)
    }

    /// From the start page down to the page's parent.
    pub fn trail(&self, page: PageIx) -> Vec<PageIx> {
        let mut trail = Vec::new();
        let mut at = self.pages[page].parent;
        while let Some(ix) = at {
            trail.push(ix);
            at = self.pages[ix].parent;
        }
        trail.reverse();
        trail
    }
    /// Whether the page is that of the crisis cards, or lies below it: what is read while something happens.
    pub fn is_acute(&self, page: PageIx) -> bool {
        let Some(id) = self.config.site.acute_page.as_deref() else { return false };
        // All pages lie below the start page.
        let is_that = |ix: &PageIx| self.pages[*ix].id == id && self.pages[*ix].parent.is_some();
        is_that(&page) || self.trail(page).iter().any(is_that)
    }
}
