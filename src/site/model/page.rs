//! A page with all that other pages and files add to it.

use super::alias::Alias;
use super::asset::AssetIx;
use crate::base::date::Date;
use crate::base::path::RelPath;
use crate::diagnostic::Diagnostics;
use crate::document::Document;
use crate::front_matter::fields::{Fields, Kind, OfKind};
use std::collections::HashMap;
use std::sync::Arc;

/// A page's place in `Site::pages`.
pub type PageIx = usize;

/// The place of a page that the program makes in `Site::built_in`.
pub type BuiltInIx = usize;

/// One page.
#[derive(Clone, Debug)]
pub struct Page {
    /// What its file says.
    pub doc: Arc<Document>,
    /// As it states, else made of its URL; one page of each language has it.
    pub id: String,
    /// Place in `Site::languages`.
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
    /// What it is among the versions of its document; `None`: there are no others.
    pub version: Option<Version>,
    /// The front page of the folder it lies in, or the version of the same document that it lies below; `None` for a start
    /// page.
    pub parent: Option<PageIx>,
    /// Of a section: its pages and sub-sections, in order.
    pub children: Vec<PageIx>,
    /// The page before it in its folder, sections left out.
    pub previous: Option<PageIx>,
    /// The page after it in its folder, sections left out.
    pub next: Option<PageIx>,
    /// Pages that link here or name this page in their front matter, in reading order.
    pub backlinks: Vec<PageIx>,
    /// The same page in each language of the site.
    pub translations: Vec<Option<PageIx>>,
    /// The title of a start page whose file gives none.
    pub(in crate::site) site_title: String,
    /// What each of `doc.body.links` leads to.
    pub links: Vec<Resolved>,
    /// The file of each of `doc.body.images`.
    pub images: Vec<Option<AssetIx>>,
    /// The files that shortcodes name, by the argument's text as written.
    pub files: HashMap<String, AssetIx>,
    /// Old addresses.
    pub aliases: Vec<Alias>,
    /// For each topic of the page, its place in `Facts::tags`.
    pub tags: Vec<usize>,
    /// About links, images and shortcodes that lead nowhere.
    pub findings: Diagnostics,
    /// Files of pages that could not be read, once for each link from this page.
    pub unreadable_targets: Vec<RelPath>,
    /// How many of the findings a suggestion could be added to.
    pub(in crate::site) unresolved: usize,
}

/// What a link leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolved {
    /// A page of the site.
    Page {
        /// The page.
        page: PageIx,
        /// The id of a heading or a part there; `None`: the whole page.
        anchor: Option<String>,
    },
    /// A page that the program makes, when there is something to show on it.
    BuiltIn(BuiltInIx),
    /// A file of the site.
    Asset(AssetIx),
    /// A URL in full, or of another scheme, such as `mailto:`.
    External(String),
    /// A place on the same page.
    Anchor(String),
    /// Nothing; the text stays.
    Broken,
}

/// Of a page whose document has several versions.
#[derive(Clone, Debug)]
pub struct Version {
    /// All of them in the page's language, in the order in which they come to hold; the page is one.
    pub all: Vec<PageIx>,
    /// The one that stands for the document on the day of the build: in the page's language, else in the site's own. Links
    /// and ids lead to it.
    pub current: PageIx,
    /// Of a translation: the same version in the site's own language.
    pub original: Option<PageIx>,
    /// The first day on which a later version holds in its place.
    pub replaced_from: Option<Date>,
    /// Whether that day has come.
    pub is_replaced: bool,
}

impl Page {
    /// As it states, else a plain page.
    pub fn kind(&self) -> Kind {
        self.own().kind()
    }

    /// Whether it is no translation: what is laid down in several languages is counted once.
    pub fn is_original(&self) -> bool {
        self.lang == 0 || self.translations.first().is_none_or(Option::is_none)
    }

    /// What it has by its kind.
    pub fn own(&self) -> &OfKind {
        &self.doc.front.own
    }

    /// As lists have it, else its own, else the site's.
    pub fn title(&self) -> &str {
        match &self.listed_as {
            Some(title) => title,
            None if self.doc.title.is_empty() => &self.site_title,
            None => &self.doc.title,
        }
    }

    /// The last day of its next review, counted from the last one, else from its decision; `None`: it is not reviewed at
    /// intervals, or there is no day to count from.
    pub fn next_review(&self) -> Option<Date> {
        let f = self.fields();
        let last = f.last_reviewed.or_else(|| f.decision.as_ref().map(|decision| decision.date))?;
        last.plus(f.review_every?)
    }

    /// Its front matter.
    pub fn fields(&self) -> &Fields {
        &self.doc.front.fields
    }
}
