//! What is gathered from all pages: contacts, statutes, terms, duties and topics.

use super::collation::Collation;
use super::doubles;
use super::model::{Language, Page, PageIx, Tag};
use super::topics::topics;
use crate::diagnostic::Diagnostics;
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
    /// Each duty: the page that lays it down, and its place in the page's list. In reading order.
    pub(super) duties: Vec<(PageIx, usize)>,
    /// By language and name, in the language's order.
    pub tags: Vec<Tag>,
}

impl Facts {
    pub(super) fn gather(pages: &[Arc<Page>], languages: &[Language], found: &mut Diagnostics) -> Facts {
        doubles::ids(pages, found);
        doubles::terms(pages, found);
        let mut facts = Facts::default();
        for (ix, page) in pages.iter().enumerate() {
            let f = page.fields();
            for (i, c) in f.contacts.iter().enumerate() {
                facts.contacts.entry(c.id.clone()).or_insert((ix, i));
            }
            for (i, l) in f.laws.iter().enumerate() {
                facts.laws.entry(l.id.clone()).or_insert((ix, i));
            }
            facts.terms.extend((0..page.doc.body.terms.len()).map(|i| (ix, i)));
            facts.duties.extend((0..f.duties.len()).map(|i| (ix, i)));
        }
        let collations: Vec<Collation> = languages.iter().map(|l| Collation::new(&l.code)).collect();
        facts.terms.sort_by_cached_key(|(page, i)| {
            let p = &pages[*page];
            (p.lang, collations[p.lang].key(&p.doc.body.terms[*i].term))
        });
        facts.tags = topics(pages, &collations, found);
        facts
    }

    pub fn contact<'a>(&self, pages: &'a [Arc<Page>], id: &str) -> Option<&'a Contact> {
        let (page, i) = self.contacts.get(id)?;
        pages[*page].fields().contacts.get(*i)
    }

    pub fn law<'a>(&self, pages: &'a [Arc<Page>], id: &str) -> Option<(PageIx, &'a Law)> {
        let (page, i) = self.laws.get(id)?;
        pages[*page].fields().laws.get(*i).map(|l| (*page, l))
    }
}
