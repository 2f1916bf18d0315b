//! What somebody should see to on the day: reviews, pages that are not in force yet or any more, and what is missing.

use super::binding::{self, Binding, Suspect};
use super::{Governance, Paragraph, Task};
use crate::base::date::{Date, Period};
use crate::front_matter::fields::{Kind, Status};
use crate::site::{Page, PageIx, Site};

/// How far ahead reviews count as due.
const AHEAD: &str = "P90D";

/// What somebody should see to, in all languages; in reading order where nothing else is said. Of a document that has several
/// versions those that were replaced are history and in no list.
#[derive(Clone, Debug)]
pub struct Attention<'a> {
    /// Reviews due before this day are in `due_reviews`.
    pub before: Date,
    /// Due before the day, the longest due first; those never reviewed come before them.
    pub overdue_reviews: Vec<Review>,
    /// Due from the day on, in order.
    pub due_reviews: Vec<Review>,
    /// Pages on which something else governs than what was reviewed.
    pub unreviewed_changes: Vec<PageIx>,
    /// Pages that were reviewed before what they rest on changed: the page, and what it rests on.
    pub suspect: Vec<(PageIx, PageIx)>,
    /// Drafts, and pages that are being reviewed for a decision.
    pub drafts: Vec<PageIx>,
    /// With the day from which each holds, in order.
    pub not_yet_valid: Vec<Dated>,
    /// With the last day on which each held, in order.
    pub expired: Vec<Dated>,
    /// Pages that are superseded or withdrawn, each with the pages that hold and still lead to it; its successor is none of them.
    pub obsolete_linked: Vec<(PageIx, Vec<PageIx>)>,
    /// Controlled pages for which no role is responsible.
    pub without_owner: Vec<PageIx>,
    /// Controlled pages that say that they are decided, and not by whom.
    pub without_decision: Vec<PageIx>,
    /// Tasks in force for which no role is accountable, without a reason.
    pub without_accountable: Vec<Task<'a>>,
    /// Paragraphs that no page puts into practice.
    pub gaps: Vec<&'a Paragraph>,
}

/// A page that is to be reviewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Review {
    /// The page.
    pub page: PageIx,
    /// The day on which the review is due; `None`: to be reviewed at intervals, and neither reviewed nor decided.
    pub due: Option<Date>,
}

/// A page and a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dated {
    /// The page.
    pub page: PageIx,
    /// The day.
    pub date: Date,
}

/// Whether a page is being written, or looked at before a decision.
fn is_draft(page: &Page) -> bool {
    let f = page.fields();
    f.draft || matches!(f.status, Some(Status::Draft | Status::Review))
}

/// The id of the role that owns a page: as it says, else as its original says; a chapter belongs to whom its directive does.
pub fn owner<'a>(site: &'a Site, page: &'a Page) -> Option<&'a str> {
    let original = page.translations.first().copied().flatten();
    let directive = page.parent.filter(|_| page.kind() == Kind::Chapter);
    let of = |ix: PageIx| site.pages[ix].fields().owner.as_deref();
    let own = page.fields().owner.as_deref();
    own.or_else(|| original.and_then(of)).or_else(|| directive.and_then(of))
}

/// The next review of a page that is reviewed at intervals, whether or not it is late. None of one that is no controlled page, is
/// being written or no longer holds.
fn review(page: &Page, ix: PageIx) -> Option<Review> {
    let f = page.fields();
    let is_reviewed = f.review_every.is_some() && page.kind().is_controlled() && !is_draft(page) && !f.is_over();
    is_reviewed.then(|| Review { page: ix, due: page.next_review() })
}

impl Governance {
    /// What somebody should see to. `before`: reviews due before that day are due; `None`: those within 90 days.
    pub fn attention(&self, before: Option<Date>) -> Attention<'_> {
        let site = self.site();
        let ahead = || Period::parse(AHEAD).and_then(|period| self.day.plus(period)).unwrap_or(self.day);
        let mut all = Attention {
            before: before.unwrap_or_else(ahead),
            overdue_reviews: Vec::new(),
            due_reviews: Vec::new(),
            unreviewed_changes: Vec::new(),
            suspect: Vec::new(),
            drafts: Vec::new(),
            not_yet_valid: Vec::new(),
            expired: Vec::new(),
            obsolete_linked: Vec::new(),
            without_owner: Vec::new(),
            without_decision: Vec::new(),
            without_accountable: self.tasks().filter(|task| !task.is_accounted_for()).collect(),
            gaps: self.paragraphs().iter().filter(|paragraph| paragraph.implemented_by.is_empty()).collect(),
        };
        for (ix, page) in site.pages.iter().enumerate().filter(|(_, p)| !p.generated && !p.is_replaced()) {
            all.validity(site, ix, self.day);
            all.reviews(site, ix, self.day);
            let is_over = page.fields().is_over();
            if page.kind().is_controlled() && !is_over && owner(site, page).is_none() {
                all.without_owner.push(ix);
            }
            if binding::lacks_decision(site, page) {
                all.without_decision.push(ix);
            }
        }
        let file = |ix: PageIx| &site.pages[ix].doc.file;
        all.overdue_reviews.sort_by_key(|r| (r.due, file(r.page)));
        all.due_reviews.sort_by_key(|r| (r.due, file(r.page)));
        all.not_yet_valid.sort_by_key(|d| (d.date, file(d.page)));
        all.expired.sort_by_key(|d| (d.date, file(d.page)));
        all
    }
}

impl Attention<'_> {
    fn validity(&mut self, site: &Site, ix: PageIx, day: Date) {
        let page = &site.pages[ix];
        let f = page.fields();
        if is_draft(page) {
            self.drafts.push(ix);
        }
        if let Some(date) = f.valid_from.filter(|from| *from > day) {
            self.not_yet_valid.push(Dated { page: ix, date });
        }
        if let Some(date) = f.valid_to.filter(|to| *to < day && !f.is_over()) {
            self.expired.push(Dated { page: ix, date });
        }
        if f.is_over() {
            let successor = f.superseded_by.as_deref();
            let leads_here = |other: &&PageIx| {
                let other = &site.pages[**other];
                !other.fields().is_over() && Some(other.id.as_str()) != successor
            };
            let linked_from: Vec<PageIx> = page.backlinks.iter().filter(leads_here).copied().collect();
            if !linked_from.is_empty() {
                self.obsolete_linked.push((ix, linked_from));
            }
        }
    }

    fn reviews(&mut self, site: &Site, ix: PageIx, day: Date) {
        let page = &site.pages[ix];
        if binding::reviewed(page) == Binding::Changed {
            self.unreviewed_changes.push(ix);
        }
        let page_of = |basis: Suspect| match basis {
            Suspect::Page(basis) => Some(basis),
            Suspect::Statute(id) => site.facts.law(&site.pages, &id).map(|(register, _)| register),
        };
        self.suspect.extend(binding::suspects(site, page).into_iter().filter_map(page_of).map(|basis| (ix, basis)));
        let Some(review) = review(page, ix) else { return };
        match review.due {
            Some(due) if due >= self.before => {}
            Some(due) if due >= day => self.due_reviews.push(review),
            _ => self.overdue_reviews.push(review),
        }
    }
}
