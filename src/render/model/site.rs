//! What templates see of the whole site.

use super::documented::view;
use super::facts::Contact;
use super::parts::{Language, MenuItem, PageRef};
use super::shared::{Shared, value};
use std::collections::BTreeMap;

view! {
    /// The site, in one of its languages.
    struct Site<'a> {
        /// Its title.
        title: &'a str,
        /// One sentence on what it is for.
        description: &'a str,
        /// Whose it is.
        organisation: &'a str,
        /// Whether it is an example.
        sample: bool,
        /// The numbers to call.
        acute: Vec<AcuteNumber<'a>>,
        /// The page on what to do.
        acute_page: Option<Shared<PageRef>>,
        /// Its languages.
        languages: Vec<Language<'a>>,
        /// The start page.
        home_url: &'a str,
        /// The main menu.
        menu: Vec<MenuItem<'a>>,
        /// The readers whom the build is for, where it does not hold everything.
        audience: Option<&'a str>,
        /// The feed of news.
        feed_url: Option<String>,
        /// The page of the search.
        search_url: Option<String>,
        /// The index from A to Ö.
        index_url: String,
        /// The list of topics.
        tags_url: Option<String>,
        /// All pages by kind.
        listing_url: String,
        /// The year.
        wheel_url: Option<String>,
        /// Who does what.
        raci_url: Option<String>,
        /// What coordinators should see to.
        follow_up_url: Option<String>,
        /// The version of ledfyr.
        version: &'static str,
        /// `[theme]` of the configuration.
        theme: &'a BTreeMap<String, serde_json::Value>,
        /// Whom to ask about the site.
        contact: Option<Contact<'a>>,
        /// The accessibility statement.
        statement: Option<Shared<PageRef>>,
        /// The page about the site.
        about: Option<Shared<PageRef>>,
        /// The search, where there is one.
        search: Option<Search>,
        /// The description by which browsers add the search.
        opensearch_url: Option<String>,
        /// Where the site lies, where that is known.
        base_url: Option<&'a str>,
        /// All cards for paper.
        cards_url: Option<String>,
        /// The description by which the site is installed.
        manifest_url: Option<String>,
        /// The service worker.
        worker_url: Option<String>,
        /// The roles that a reader can choose between.
        roles: Vec<RoleChoice<'a>>,
    }

    /// A number to call at once.
    struct AcuteNumber<'a> {
        /// What it is for.
        label: &'a str,
        /// The number, as people write it.
        phone: &'a str,
        /// A note.
        note: Option<&'a str>,
    }

    /// The search.
    struct Search {
        /// The file that the search begins with.
        manifest: String,
    }

    /// A role that a reader can choose.
    struct RoleChoice<'a> {
        /// Its lasting name.
        id: &'a str,
        /// What it is called.
        title: &'a str,
        /// Its page.
        url: String,
        /// The script that hands it to the browser.
        data_url: String,
    }
}

impl Site<'_> {
    /// As templates see it, without what it borrows.
    pub(crate) fn shared(&self) -> Shared<Site<'static>> {
        Shared::from_value(value(self))
    }
}
