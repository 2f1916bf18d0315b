//! What a target is.

use crate::base::path::RelPath;
use crate::site::{AssetIx, BuiltIn, BuiltInIx, List, Listing, PageIx, Shows, Site};
use std::collections::BTreeSet;

/// How a checklist is laid out for paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardFormat {
    /// All of it on a sheet of A4, as the page itself prints.
    Page,
    /// What must be read from a distance, on a sheet of A4.
    Wall,
    /// All of it on sheets of A6.
    Pocket,
}

impl CardFormat {
    pub const ALL: [CardFormat; 3] = [CardFormat::Page, CardFormat::Wall, CardFormat::Pocket];

    pub fn as_str(self) -> &'static str {
        match self {
            CardFormat::Page => "page",
            CardFormat::Wall => "wall",
            CardFormat::Pocket => "pocket",
        }
    }
}

/// What a target is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TargetKind {
    Page(PageIx),
    /// A directive and all its chapters on one page.
    Whole(PageIx),
    /// An old address.
    Redirect(PageIx),
    /// The calendar of a role's duties.
    Calendar(PageIx),
    Index(usize),
    Tags(usize),
    /// Place in the site's topics.
    Tag(usize),
    Listing(usize, Listing),
    Wheel(usize),
    Raci(usize),
    /// A statute: the register, and the place in its list.
    Statute(PageIx, usize),
    /// What puts each paragraph of the directives into practice.
    Matrix(usize),
    /// What coordinators should see to.
    FollowUp(usize),
    /// One of its lists as a table.
    FollowUpTable(usize, List),
    Search(usize),
    NotFound,
    Feed(usize),
    Sitemap,
    Robots,
    /// A file that the site has for its root: place in the list of them.
    RootFile(usize),
    PagesJson,
    /// The paragraphs of the directives as controls (OSCAL).
    Catalog,
    /// What puts them into practice (OSCAL).
    Components,
    /// The old addresses, for servers.
    Redirects,
    /// Place in the theme's static files.
    Static(usize),
    Asset(AssetIx),
    /// Place in the search index's files.
    SearchFile(usize),
    /// The description of the site's search for browsers (OpenSearch 1.1).
    OpenSearch(usize),
    /// One checklist for paper.
    Card(PageIx, CardFormat),
    /// Every crisis card of a language as one document for paper.
    Cards(usize, CardFormat),
    /// Where the code on a printed card leads.
    Scan(PageIx),
    /// What the start page shows first to a reader who has chosen the role.
    RoleData(PageIx),
    /// Shown for pages that the browser has not kept.
    Offline(usize),
    /// Keeps pages in the browser.
    ServiceWorker,
    /// Lets people install the site.
    Manifest,
    /// Every crisis card in one file that needs no other.
    CardsFile,
}

/// One file of the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    pub kind: TargetKind,
    /// As browsers ask for it: `rutiner/riskanalys/`.
    pub url: String,
    /// As it lies in the output: `rutiner/riskanalys/index.html`.
    pub path: String,
}

/// All targets, in a stable order.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    pub targets: Vec<Target>,
    /// The pages of the program's own that have something to show.
    pub built_in: BTreeSet<BuiltInIx>,
    /// Old addresses, in the order of the pages that they lead to.
    pub redirects: Vec<Redirect>,
}

/// An old address, for servers that lead on themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    /// As it is asked for: from the site's root, percent-encoded, with its query.
    pub from: String,
    pub to: PageIx,
    /// Whether a file at that address leads on.
    pub file: bool,
}

impl TargetKind {
    /// That of one of the program's own pages.
    pub(crate) fn of(page: &BuiltIn) -> TargetKind {
        match page.shows {
            Shows::Index => TargetKind::Index(page.lang),
            Shows::Listing(by) => TargetKind::Listing(page.lang, by),
            Shows::Tags => TargetKind::Tags(page.lang),
            Shows::Tag(tag) => TargetKind::Tag(tag),
            Shows::Wheel => TargetKind::Wheel(page.lang),
            Shows::Raci => TargetKind::Raci(page.lang),
            Shows::Matrix => TargetKind::Matrix(page.lang),
            Shows::FollowUp => TargetKind::FollowUp(page.lang),
            Shows::Search => TargetKind::Search(page.lang),
            Shows::Cards => TargetKind::Cards(page.lang, CardFormat::Page),
            Shows::Whole(directive) => TargetKind::Whole(directive),
            Shows::Statute(register, i) => TargetKind::Statute(register, i),
        }
    }
}

impl Target {
    pub(super) fn page(kind: TargetKind, url: String) -> Target {
        let path = format!("{url}index.html");
        Target { kind, url, path }
    }

    pub(super) fn file(kind: TargetKind, path: String) -> Target {
        Target { kind, url: path.clone(), path }
    }
}

/// The file that a target is made of.
pub(super) fn source(site: &Site, kind: &TargetKind) -> Option<RelPath> {
    match kind {
        TargetKind::Page(ix)
        | TargetKind::Whole(ix)
        | TargetKind::Statute(ix, _)
        | TargetKind::Redirect(ix)
        | TargetKind::Calendar(ix)
        | TargetKind::Card(ix, _)
        | TargetKind::Scan(ix)
        | TargetKind::RoleData(ix) => Some(site.pages[*ix].doc.file.clone()),
        TargetKind::Asset(ix) => Some(site.assets[*ix].file.clone()),
        _ => None,
    }
}
