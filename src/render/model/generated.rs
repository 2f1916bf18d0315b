//! What pages have that nobody wrote.

use super::documented::view;

use super::parts::{Letter, Link, PageRef, Tag};
use super::shared::Shared;
use super::tasks::{Month, RaciTable};

view! {
    /// The index from A to Ö (`index`).
    struct IndexPage {
        /// The pages of the language by letter.
        letters: Vec<Letter>,
    }

    /// The list of topics (`tags`).
    struct TagsPage<'a> {
        /// The topics.
        terms: Vec<Tag<'a>>,
    }

    /// A topic (`tag`).
    struct TagPage {
        /// The pages that are about it.
        pages: Vec<Shared<PageRef>>,
    }

    /// All pages in groups (`listing`).
    struct ListingPage<'a> {
        /// The groups.
        groups: Vec<Group<'a>>,
        /// The ways to group them.
        views: Vec<Link<'a>>,
    }

    /// A group of pages.
    struct Group<'a> {
        /// Its anchor.
        id: &'a str,
        /// What it is called.
        title: &'a str,
        /// Its pages.
        pages: Vec<Shared<PageRef>>,
    }

    /// The year (`wheel`).
    struct WheelPage<'a> {
        /// The twelve months from the one of the build on.
        months: Vec<Month<'a>>,
    }

    /// Who does what (`raci`).
    struct RaciPage<'a> {
        /// One table, or several where one would be wider than a sheet of paper: one a tier.
        tables: Vec<RaciTable<'a>>,
    }

    /// An old address (`redirect`).
    struct RedirectPage {
        /// Where the page is now.
        target: String,
    }
}
