//! Pages that the program makes: lists of all pages, the year, responsibilities, statutes.

use super::lists::List;
use super::page::{BuiltInIx, PageIx};
use std::collections::HashMap;

/// The last part of the URL of each page that the program makes, in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paths {
    /// All pages by letter.
    pub index: String,
    /// All topics.
    pub tags: String,
    /// All pages in groups.
    pub listing: String,
    /// A directive with all its chapters, below its own address.
    pub whole: String,
    /// The search.
    pub search: String,
    /// The year.
    pub wheel: String,
    /// Who does what.
    pub raci: String,
    /// What puts what into practice.
    pub matrix: String,
    /// What is to be followed up.
    pub follow_up: String,
    /// The names of its tables, below its own address, in the order of [`List::ALL`].
    pub lists: Vec<String>,
    /// Every crisis card for paper.
    pub cards: String,
    /// Cards for a wall, below another address.
    pub wall: String,
    /// Cards for a pocket, below another address.
    pub pocket: String,
    /// Shown without a network.
    pub offline: String,
}

impl Paths {
    /// `part` gives the part of an address that stands for a key.
    pub fn new(part: impl Fn(&str) -> String) -> Paths {
        Paths {
            index: part("index"),
            tags: part("tags"),
            listing: part("listing"),
            whole: part("whole"),
            search: part("search"),
            wheel: part("wheel"),
            raci: part("raci"),
            matrix: part("matrix"),
            follow_up: part("follow_up"),
            lists: List::ALL.map(|list| part(list.as_str())).to_vec(),
            cards: part("cards"),
            wall: part("wall"),
            pocket: part("pocket"),
            offline: part("offline"),
        }
    }

    /// Those at a language's root.
    pub(in crate::site) fn at_root(&mut self) -> [&mut String; 10] {
        let Paths { index, tags, listing, whole: _, search, wheel, raci, matrix, follow_up, lists: _, cards, .. } =
            self;
        [index, tags, listing, search, wheel, raci, matrix, follow_up, cards, &mut self.offline]
    }
}

/// Ways to list all pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Listing {
    /// By what they are.
    Kind,
    /// By the tier of whom they are for.
    Tier,
    /// By role.
    Role,
}

impl Listing {
    /// Every way.
    pub const ALL: [Listing; 3] = [Listing::Kind, Listing::Tier, Listing::Role];

    /// Its part of the URL below the listing's own; the first is the listing itself.
    pub fn part(self) -> &'static str {
        match self {
            Listing::Kind => "",
            Listing::Tier => "tier/",
            Listing::Role => "role/",
        }
    }

    /// The key of its name in the interface's words.
    pub fn title(self) -> &'static str {
        match self {
            Listing::Kind => "listing_kind",
            Listing::Tier => "listing_tier",
            Listing::Role => "listing_role",
        }
    }
}

/// A page that the program makes of what pages say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuiltIn {
    /// What it shows.
    pub shows: Shows,
    /// Place in `Site::languages`.
    pub lang: usize,
    /// By which links and menus name it, where no page has the same id: its address below the language's root; of a statute
    /// its id in the register.
    pub id: String,
    /// As `Page::url`.
    pub url: String,
}

/// What a page that the program makes shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shows {
    /// All pages by letter.
    Index,
    /// All pages in groups.
    Listing(Listing),
    /// All topics.
    Tags,
    /// The pages of a topic, by its place in `Facts::tags`.
    Tag(usize),
    /// The year.
    Wheel,
    /// Who does what.
    Raci,
    /// What puts what into practice.
    Matrix,
    /// What is to be followed up.
    FollowUp,
    /// The search.
    Search,
    /// Every crisis card for paper.
    Cards,
    /// A directive with all its chapters.
    Whole(PageIx),
    /// A statute: the register, and the place in its list.
    Statute(PageIx, usize),
}

/// The pages that the program may make of a site. Which of them have something to show depends on what governs on the day:
/// the plan says.
#[derive(Debug, Default)]
pub struct BuiltIns {
    /// By language.
    pub all: Vec<BuiltIn>,
    /// By language and id.
    by_id: HashMap<(usize, String), BuiltInIx>,
    by_url: HashMap<String, BuiltInIx>,
    by_content: HashMap<(usize, Shows), BuiltInIx>,
}

impl BuiltIns {
    pub(in crate::site) fn new(all: Vec<BuiltIn>) -> BuiltIns {
        let mut built_in = BuiltIns::default();
        for (ix, page) in all.iter().enumerate() {
            built_in.by_id.entry((page.lang, page.id.clone())).or_insert(ix);
            built_in.by_url.entry(page.url.clone()).or_insert(ix);
            built_in.by_content.insert((page.lang, page.shows), ix);
        }
        BuiltIns { all, ..built_in }
    }

    /// The one that a page in language `lang` means by an id: in its own language, where there is one.
    pub fn find(&self, lang: usize, id: &str) -> Option<BuiltInIx> {
        let languages = std::iter::once(lang).chain(0..=self.all.last()?.lang);
        let mut found = languages.filter_map(|l| self.by_id.get(&(l, id.to_owned())).copied());
        found.next().map(|ix| self.in_language(ix, lang))
    }

    /// The one with that URL.
    pub fn at_url(&self, url: &str) -> Option<BuiltInIx> {
        self.by_url.get(url).copied()
    }

    /// What shows the same in language `lang`, else the page itself.
    pub fn in_language(&self, ix: BuiltInIx, lang: usize) -> BuiltInIx {
        self.showing(lang, self.all[ix].shows).unwrap_or(ix)
    }

    /// The one in language `lang` that shows something.
    pub fn showing(&self, lang: usize, shows: Shows) -> Option<BuiltInIx> {
        self.by_content.get(&(lang, shows)).copied()
    }
}
