//! What several pages share: contacts, statutes, terms and topics.

use super::page::{Page, PageIx};
use crate::front_matter::fields::{Contact, Law};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Facts that several pages share.
#[derive(Debug, Default)]
pub struct Facts {
    /// By id: the page and its place in the page's list.
    pub contacts: BTreeMap<String, (PageIx, usize)>,
    /// By id: the page and its place in the page's list.
    pub laws: BTreeMap<String, (PageIx, usize)>,
    /// The page and the place in its terms, sorted by term within each language.
    pub terms: Vec<(PageIx, usize)>,
    /// By language and name, in the language's order.
    pub tags: Vec<Tag>,
}

impl Facts {
    /// The contact with that id; `pages` are those of the site.
    pub fn contact<'a>(&self, pages: &'a [Arc<Page>], id: &str) -> Option<&'a Contact> {
        let (page, i) = self.contacts.get(id)?;
        pages[*page].own().contacts().get(*i)
    }

    /// The statute with that id, and the page that states it; `pages` are those of the site.
    pub fn law<'a>(&self, pages: &'a [Arc<Page>], id: &str) -> Option<(PageIx, &'a Law)> {
        let (page, i) = self.laws.get(id)?;
        pages[*page].own().laws().get(*i).map(|l| (*page, l))
    }
}

/// One topic.
#[derive(Clone, Debug)]
pub struct Tag {
    /// As the first page that has it spells it.
    pub name: String,
    /// Place in `Site::languages`.
    pub lang: usize,
    /// The last part of its URL.
    pub slug: String,
    /// Those that state it, in reading order.
    pub pages: Vec<PageIx>,
}
