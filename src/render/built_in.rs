//! What readers are told of the pages that the program makes: on the pages, and in menus, links, lists and the search.

use crate::plan::CardFormat;
use crate::site::{BuiltIn, BuiltInIx, Listing, Shows, Site};
use crate::theme::Theme;
use std::borrow::Cow;

/// What readers are told of one of the program's own pages.
pub(crate) struct Described<'a> {
    /// What it is called.
    pub title: Cow<'a, str>,
    /// One sentence; "" where there is none.
    pub description: Cow<'a, str>,
    /// What people may search for instead.
    pub keywords: &'a str,
    /// A key in the table `kinds` of the interface's words.
    pub kind: &'static str,
}

/// What readers are told of the page.
pub(crate) fn described<'a>(site: &'a Site, theme: &'a Theme, page: BuiltInIx) -> Described<'a> {
    let BuiltIn { shows, lang, .. } = &site.built_in.all[page];
    let strings = theme.strings_for(&site.languages[*lang].code);
    let keyed = |key: &'static str, title: Cow<'a, str>, description: &'static str| Described {
        title,
        description: strings.get(description).into(),
        keywords: strings.find("searched_for", key).unwrap_or_default(),
        kind: "overview",
    };
    let own = |title: Cow<'a, str>, description: Cow<'a, str>, kind: &'static str| Described {
        title,
        description,
        keywords: "",
        kind,
    };
    match shows {
        Shows::Index => keyed("index", strings.get("index_title").into(), "index_description"),
        Shows::Listing(by) => {
            let all = strings.get("all_pages");
            let title = match by {
                Listing::Kind => all.into(),
                by => format!("{all} – {}", strings.get(by.title()).to_lowercase()).into(),
            };
            keyed("listing", title, "listing_description")
        }
        Shows::Tags => keyed("tags", strings.get("tags_title").into(), "tags_description"),
        Shows::Tag(tag) => {
            let name = &site.facts.tags[*tag].name;
            own(strings.get("tag_title").replace("{title}", name).into(), "".into(), "overview")
        }
        Shows::Wheel => keyed("wheel", strings.get("wheel_title").into(), "wheel_description"),
        Shows::Raci => keyed("raci", strings.get("raci_title").into(), "raci_description"),
        Shows::Matrix => keyed("matrix", strings.get("matrix_title").into(), "matrix_description"),
        Shows::FollowUp => keyed("follow-up", strings.get("follow_up_title").into(), "follow_up_description"),
        Shows::Search => keyed("search", strings.get("search_title").into(), "search_description"),
        Shows::Cards => {
            keyed("cards", strings.label("all_cards", CardFormat::Page.as_str()).into(), "cards_description")
        }
        Shows::Whole(directive) => {
            let title = strings.get("whole_title").replace("{title}", site.pages[*directive].title());
            keyed("whole", title.into(), "whole_description")
        }
        Shows::Statute(register, i) => match site.pages[*register].own().laws().get(*i) {
            Some(law) => own(law.title.as_str().into(), law.note.as_deref().unwrap_or_default().into(), "statute"),
            None => own("".into(), "".into(), "statute"),
        },
    }
}
