//! Gathering of what all pages state: contacts, statutes, terms and topics.

use super::collation::Collation;
use super::duplicates;
use super::model::{Facts, Language, Page, current};
use super::topics::topics;
use crate::diagnostic::Diagnostics;
use std::sync::Arc;

/// The facts of all pages, and the findings for those that are stated twice.
pub(super) fn gather(pages: &[Arc<Page>], languages: &[Language], found: &mut Diagnostics) -> Facts {
    duplicates::ids(pages, found);
    duplicates::terms(pages, found);
    let mut facts = Facts::default();
    for (ix, page) in current(pages) {
        for (i, c) in page.own().contacts().iter().enumerate() {
            facts.contacts.entry(c.id.clone()).or_insert((ix, i));
        }
        for (i, l) in page.own().laws().iter().enumerate() {
            facts.laws.entry(l.id.clone()).or_insert((ix, i));
        }
        facts.terms.extend((0..page.doc.body.terms.len()).map(|i| (ix, i)));
    }
    let collations: Vec<Collation> = languages.iter().map(|l| Collation::new(&l.code)).collect();
    facts.terms.sort_by_cached_key(|(page, i)| {
        let p = &pages[*page];
        (p.lang, collations[p.lang].key(&p.doc.body.terms[*i].term))
    });
    facts.tags = topics(pages, &collations, found);
    facts
}
