//! The site as data.

use super::aliases::Alias;
use super::build::AbsentPage;
use super::identity::Identity;
use super::lists::Facts;
use super::resolve::Lookups;
use crate::base::path::RelPath;
use crate::config::{AcuteNumber, Config};
use crate::diagnostic::Diagnostics;
use crate::document::{Absent, Document};
use crate::front_matter::fields::Kind;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// A page's place in [`Site::pages`].
pub type PageIx = usize;
/// An asset's place in [`Site::assets`].
pub type AssetIx = usize;

/// Every page of every language, and how they hang together. Never changed after it is made.
///
/// What is large is shared: a version of the site with one page changed costs little beside the one before.
#[derive(Clone, Debug)]
pub struct Site {
    pub config: Arc<Config>,
    /// The site's own language first, the others by code.
    pub languages: Vec<Language>,
    /// In reading order: by language, then down the tree.
    pub pages: Vec<Arc<Page>>,
    /// Files beside the pages, published when a page refers to them.
    pub assets: Arc<Vec<Asset>>,
    pub facts: Arc<Facts>,
    pub(super) identity: Arc<Identity>,
    pub(super) lookups: Arc<Lookups>,
    /// The level of each page by its file, where levels are told.
    pub(super) levels: Arc<BTreeMap<RelPath, usize>>,
    /// No finding concerns more than the references of one page.
    pub(super) sound: bool,
}

/// One language of the site.
#[derive(Clone, Debug)]
pub struct Language {
    pub code: String,
    /// What it calls itself.
    pub name: String,
    /// What its URLs begin with: "" for the site's own language, `en/` for another.
    pub prefix: String,
    pub title: String,
    pub description: String,
    pub acute: Vec<AcuteNumber>,
    /// The start page.
    pub home: Option<PageIx>,
}

/// One page.
#[derive(Clone, Debug)]
pub struct Page {
    pub doc: Arc<Document>,
    pub id: String,
    /// Place in [`Site::languages`].
    pub lang: usize,
    /// Below the site's root, no leading slash: `rutiner/riskanalys/`; the start page is "".
    pub url: String,
    /// What a list of pages calls it, where the page itself has no title.
    pub listed_as: Option<String>,
    /// The front page of a folder.
    pub is_section: bool,
    /// That folder, below its content folder.
    pub front_of: Option<RelPath>,
    /// Made for a folder that has no front page of its own.
    pub generated: bool,
    /// The front page of the folder it lies in; `None` for a start page.
    pub parent: Option<PageIx>,
    /// Of a section: its pages and sub-sections, in order.
    pub children: Vec<PageIx>,
    pub previous: Option<PageIx>,
    pub next: Option<PageIx>,
    /// Pages that link here or name this page in their front matter, in reading order.
    pub backlinks: Vec<PageIx>,
    /// The same page in each language of the site.
    pub translations: Vec<Option<PageIx>>,
    /// The title of a start page whose file gives none.
    pub(super) site_title: String,
    /// What each of `doc.body.links` leads to.
    pub links: Vec<Resolved>,
    /// The file of each of `doc.body.images`.
    pub images: Vec<Option<AssetIx>>,
    /// The files that shortcodes name, by the argument's text as written.
    pub files: HashMap<String, AssetIx>,
    /// Old addresses.
    pub aliases: Vec<Alias>,
    /// For each topic of the page, its place in [`Facts::tags`].
    pub tags: Vec<usize>,
    /// About links, images and shortcodes that lead nowhere.
    pub findings: Diagnostics,
    /// Files of pages that could not be read and that this one leads to, once for each place.
    pub waiting: Vec<RelPath>,
    /// How many of them ask for a suggestion.
    pub(super) lost: usize,
}

/// What a link leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolved {
    Page {
        page: PageIx,
        anchor: Option<String>,
    },
    Asset(AssetIx),
    External(String),
    /// A place on the same page.
    Anchor(String),
    /// Nothing; the text stays.
    Broken,
}

/// A file that is no page.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Below its content folder.
    pub path: RelPath,
    /// Below the site's root folder, for reading.
    pub file: RelPath,
    /// In bytes, as it lies on the disk.
    pub size: u64,
    /// Where it is published: beside the section's pages.
    pub url: String,
    /// Whether a published page refers to it, and as what.
    pub used: Use,
}

/// How pages use an asset.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Use {
    pub linked: bool,
    pub shown: bool,
}

/// One topic.
#[derive(Clone, Debug)]
pub struct Tag {
    pub name: String,
    pub lang: usize,
    /// The last part of its URL.
    pub slug: String,
    pub pages: Vec<PageIx>,
}

impl Site {
    /// Whether there is a page with that id that this edition's readers may not see.
    pub fn is_withheld(&self, id: &str) -> bool {
        self.absent(id).is_some_and(|page| page.why == Absent::Withheld)
    }

    /// The page with that id, when it is not in this edition.
    pub fn absent(&self, id: &str) -> Option<&AbsentPage> {
        self.lookups.absent_by_id.get(id).map(|i| &self.lookups.absent[*i])
    }

    /// Whether something that could not be read may be what has the id `id`: a page of that id, or, when `within` says
    /// which pages hold such things, any page that may be of that kind.
    pub fn awaited(&self, id: &str, within: Option<Kind>) -> Option<&AbsentPage> {
        self.lookups.awaited(id, within)
    }

    /// Whether any page could not be read.
    pub fn has_unreadable(&self) -> bool {
        self.lookups.absent.iter().any(|page| page.why == Absent::Unreadable)
    }

    /// The level of a page, as a place in the configuration's order; `None` where levels are not told.
    pub fn level(&self, page: &Page) -> Option<usize> {
        self.levels.get(&page.doc.file).copied()
    }

    /// Whether there is a page with that id that is not published now: a draft, or one that does not hold yet.
    pub fn is_left_out(&self, id: &str) -> bool {
        self.absent(id).is_some_and(|page| page.why == Absent::LeftOut)
    }

    /// The page with `id` in language `lang`, else in the site's own, else in any.
    pub fn page_by_id(&self, lang: usize, id: &str) -> Option<PageIx> {
        self.identity.by_id.find(lang, id)
    }

    /// The page that the file `path` (below its content folder) became.
    pub fn page_by_path(&self, path: &str) -> Option<PageIx> {
        self.identity.by_path.get(&RelPath::lit(path).composed()).copied()
    }

    pub fn page_by_url(&self, url: &str) -> Option<PageIx> {
        self.identity.by_url.get(url).copied()
    }

    /// The pages that readers are shown in lists: not those made for bare folders.
    pub fn written(&self, lang: usize) -> impl Iterator<Item = (PageIx, &Page)> {
        self.pages.iter().map(Arc::as_ref).enumerate().filter(move |(_, p)| p.lang == lang && !p.generated)
    }

    /// Whether every page and file lies where it lay in `other`: one was made of the other by changing texts.
    pub fn same_places(&self, other: &Site) -> bool {
        Arc::ptr_eq(&self.identity, &other.identity) && Arc::ptr_eq(&self.assets, &other.assets)
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
}

impl Page {
    pub fn kind(&self) -> Kind {
        self.doc.front.kind()
    }

    pub fn title(&self) -> &str {
        match &self.listed_as {
            Some(title) => title,
            None if self.doc.title.is_empty() => &self.site_title,
            None => &self.doc.title,
        }
    }

    pub fn fields(&self) -> &crate::front_matter::fields::Fields {
        &self.doc.front.fields
    }
}
