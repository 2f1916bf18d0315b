//! Rules that need the whole site: references that lead nowhere, processes without an accountable role, checklists
//! that would not work in a crisis, reviews that the texts have left behind.

mod checklists;
mod clock;
mod duties;
mod identity;
mod lapse;
mod levels;
mod readability;
mod references;
mod reviews;
mod statutes;
mod trace;
mod vocabulary;

pub(crate) use clock::clock;

use crate::base::parallel;
use crate::base::path::RelPath;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::governance::{Governance, Vocabulary};
use crate::site::{PageIx, Site};
use std::collections::BTreeMap;

/// What the rules found, page by page, so that a site that differs in few pages needs few of them looked at again.
#[derive(Clone, Debug, Default)]
pub(crate) struct Checked {
    /// Only of pages with findings.
    pages: BTreeMap<PageIx, Diagnostics>,
    configured: Diagnostics,
}

impl Checked {
    pub(crate) fn found(&self) -> impl Iterator<Item = &Diagnostic> {
        self.pages.values().flatten().chain(&self.configured)
    }

    /// Checks these pages again, of a site that is the same but for them.
    pub(crate) fn recheck(&mut self, site: &Site, pages: impl IntoIterator<Item = PageIx>) {
        let vocabulary = Vocabulary::of(site);
        for ix in pages {
            self.pages.remove(&ix);
            self.pages.extend(page(site, &vocabulary, ix));
        }
    }
}

/// Runs every rule.
pub(crate) fn check(site: &Site) -> Checked {
    let vocabulary = Vocabulary::of(site);
    let pages = parallel::range(site.pages.len(), |ix| page(site, &vocabulary, ix)).into_iter().flatten().collect();
    let mut configured = Diagnostics::new();
    references::configured(site, &mut configured);
    readability::configured(site, &mut configured);
    levels::shared_files(site, &mut configured);
    Checked { pages, configured }
}

/// The findings about what is in force on a day: tasks, paragraphs of directives, statutes, and what has lapsed.
pub(crate) fn of_day(governance: &Governance) -> Diagnostics {
    let found = [
        duties::duties(governance),
        trace::gaps(governance),
        statutes::statutes(governance),
        lapse::lapsed(governance),
    ];
    found.into_iter().flatten().collect()
}

/// How many references lead to each page that could not be read, by its file. They cannot be checked.
pub(crate) fn unreadable_targets(site: &Site) -> BTreeMap<RelPath, usize> {
    let mut counts = BTreeMap::new();
    if !site.has_unreadable() {
        return counts;
    }
    for page in &site.pages {
        let mut files = page.unreadable_targets.clone();
        references::unreadable_targets(site, page, &mut files);
        for file in files {
            *counts.entry(file).or_default() += 1;
        }
    }
    counts
}

fn page(site: &Site, vocabulary: &Vocabulary, ix: PageIx) -> Option<(PageIx, Diagnostics)> {
    let page = &site.pages[ix];
    let mut found = Diagnostics::new();
    references::page(site, page, &mut found);
    identity::page(site, page, &mut found);
    checklists::page(page, &mut found);
    reviews::page(site, page, &mut found);
    vocabulary::page(site, vocabulary, ix, &mut found);
    readability::page(site, page, &mut found);
    (!found.is_empty()).then_some((ix, found))
}
