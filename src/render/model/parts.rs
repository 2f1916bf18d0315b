//! Pages and places as others refer to them: links, menus, contents.

use super::documented::view;
use super::shared::Shared;
use crate::base::date::Date;
use crate::front_matter::fields::{Change, Status, Tier};
use std::borrow::Cow;
use tera::Value;

view! {
    /// A page as other pages refer to it.
    struct PageRef {
        /// The page's lasting name.
        id: String,
        /// What the page is: `page`, `role`, `checklist` …
        kind: &'static str,
        /// Its title.
        title: String,
        /// Its address.
        url: String,
        /// One sentence on what it is for.
        description: Option<String>,
        /// The code of its language.
        lang: String,
        /// The day of the page, such as that of news.
        date: Option<Date>,
        /// Where the document stands.
        status: Option<Status>,
        /// Whether it binds on the day of the build: `in-force`, `draft`, `review`, `waiting`, `superseded`, `withdrawn` or
        /// `expired`.
        standing: &'static str,
        /// The tier of a role.
        tier: Option<Tier>,
        /// What news are about.
        change: Option<Change>,
        /// Whether it is the front page of a folder.
        is_section: bool,
    }

    /// A title that leads somewhere.
    struct Link<'a> {
        /// The words of the link.
        title: Cow<'a, str>,
        /// Where it leads.
        url: String,
    }

    /// A language of the site.
    struct Language<'a> {
        /// Its code, such as `sv`.
        code: &'a str,
        /// `ltr` or `rtl`.
        dir: &'static str,
        /// What it calls itself.
        name: &'a str,
        /// The page in that language, else its start page.
        url: String,
        /// Whether the page does not exist in that language.
        missing: bool,
    }

    /// A topic.
    struct Tag<'a> {
        /// What it is called.
        name: &'a str,
        /// The page that lists what is about it.
        url: String,
        /// How many pages are about it.
        count: usize,
    }

    /// A heading in a page's contents.
    struct TocEntry<'a> {
        /// 2 or 3.
        level: u8,
        /// The anchor on the page, without `#`.
        id: &'a str,
        /// The heading's text.
        title: &'a str,
        /// The headings below it.
        children: Vec<TocEntry<'a>>,
    }

    /// An entry of a menu.
    struct MenuItem<'a> {
        /// The page's title.
        title: Cow<'a, str>,
        /// Its address.
        url: String,
        /// Its lasting name.
        id: &'a str,
        /// One sentence on what it is for.
        description: Option<Cow<'a, str>>,
    }

    /// An entry of the side navigation, as the component `nav_tree` is given it.
    struct NavItem<'a> {
        /// The page.
        #[serde(flatten)]
        page: MenuItem<'a>,
        /// To be written in the link's tag: there `aria-current` will stand on the page itself.
        mark: String,
        /// Whether the pages below it are listed.
        open: bool,
        /// The entries below it.
        children: Vec<NavItem<'a>>,
    }

    /// The side navigation of a section.
    struct Nav {
        /// The section's title.
        title: String,
        /// Its address.
        url: String,
        /// The list of its pages, as HTML.
        html: Value,
    }

    /// Pages under one letter.
    struct Letter {
        /// The letter.
        letter: String,
        /// Titles that begin with it.
        pages: Vec<Shared<PageRef>>,
    }
}
