//! What a site's guardians need to see in one look, as data. The names are those of `report --json`, which is stable:
//! fields may be added, none changes its meaning.

use super::follow_up::{FollowUp, follow_up};
use super::unread::unread;
use crate::base::date::{Date, Period};
use crate::base::path::RelPath;
use crate::front_matter::fields::{Kind, Raci, Status};
use crate::governance::binding::{self, Binding, Suspect as Changed};
use crate::governance::{Governance, Task};
use crate::pipeline::Loaded;
use crate::site::{Page, PageIx, Ring, RingKind, Site};
use serde::Serialize;
use std::collections::BTreeMap;

/// How far ahead reviews are reported unless a day is given.
const AHEAD: &str = "P90D";

/// The report on a site on one day.
#[derive(Debug, Serialize)]
pub struct Report {
    /// Of this form of the report.
    pub version: u32,
    /// The day that it is about.
    pub date: Date,
    /// Reviews due before this day are reported.
    pub before: Date,
    /// Files of pages that could not be read; the rest says nothing of them.
    pub unread: Vec<RelPath>,
    /// Due before `date`, the longest due first.
    pub overdue_reviews: Vec<Review>,
    /// Due from `date` on, before `before`, in order.
    pub due_reviews: Vec<Review>,
    /// Pages whose text is another than the one that was reviewed.
    pub unreviewed_changes: Vec<Entry>,
    /// Pages that were reviewed before one that they implement changed.
    pub suspect_links: Vec<Suspect>,
    /// Drafts, and pages that are being reviewed for a decision.
    pub drafts: Vec<Entry>,
    /// With the day from which each holds, in order.
    pub not_yet_valid: Vec<Dated>,
    /// With the last day on which each held, in order.
    pub expired: Vec<Dated>,
    /// Pages that are superseded or withdrawn, and those that still lead to them.
    pub obsolete_linked: Vec<Linked>,
    /// Pages that replace each other, and units that lie under each other, in a ring.
    pub rings: Vec<Ringed>,
    /// Controlled pages for which no role is responsible.
    pub without_owner: Vec<Entry>,
    /// Tasks in force for which no role is accountable, without a reason.
    pub without_accountable: Vec<Unaccounted>,
    /// What has been done of what was planned; `None`: the site's table has no row.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub follow_up: Option<FollowUp>,
    /// By role, in reading order; roles without a page come last.
    pub duties: Vec<Duties>,
    /// Pages by kind, translations not counted.
    pub kinds: BTreeMap<&'static str, usize>,
}

/// A page.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    /// One page of each language has it.
    pub id: String,
    /// The code of its language.
    pub lang: String,
    /// As readers see it.
    pub title: String,
    /// Below the site's root.
    pub file: RelPath,
    /// As front matter has it.
    pub kind: &'static str,
    /// As front matter has it; `None`: it states none.
    pub status: Option<&'static str>,
    /// The id of a role.
    pub owner: Option<String>,
}

/// A page that is to be reviewed.
#[derive(Debug, Serialize)]
pub struct Review {
    /// The page.
    #[serde(flatten)]
    pub page: Entry,
    /// `None`: never.
    pub last_reviewed: Option<Date>,
    /// `None`: to be reviewed at intervals, and never reviewed.
    pub due: Option<Date>,
}

/// A page and a day.
#[derive(Debug, Serialize)]
pub struct Dated {
    /// The page.
    #[serde(flatten)]
    pub page: Entry,
    /// The day from or to which it holds.
    pub date: Date,
}

/// A page whose basis has changed since it was reviewed.
#[derive(Debug, Serialize)]
pub struct Suspect {
    /// The page that was reviewed.
    #[serde(flatten)]
    pub page: Entry,
    /// The page that has changed since.
    pub basis: Entry,
}

/// A page that no longer holds and that others still lead to.
#[derive(Debug, Serialize)]
pub struct Linked {
    /// The page that no longer holds.
    #[serde(flatten)]
    pub page: Entry,
    /// Pages that hold, and lead to it; not its successor.
    pub linked_from: Vec<Entry>,
}

/// Pages that lead round to the first of them.
#[derive(Debug, Serialize)]
pub struct Ringed {
    /// `replaced` or `units`.
    pub kind: &'static str,
    /// In order; the last leads to the first.
    pub pages: Vec<Entry>,
}

/// A task for which no role is accountable.
#[derive(Debug, Serialize)]
pub struct Unaccounted {
    /// The page that lays it down.
    #[serde(flatten)]
    pub page: Entry,
    /// The task's id.
    pub task: String,
    /// What is done.
    pub does: String,
}

/// A role's duties, counted by its part in them.
#[derive(Debug, Default, Serialize)]
pub struct Duties {
    /// The id of the role.
    pub role: String,
    /// That of the role's page; its id where there is none.
    pub title: String,
    /// R of RACI.
    pub responsible: usize,
    /// A of RACI.
    pub accountable: usize,
    /// C of RACI.
    pub consulted: usize,
    /// I of RACI.
    pub informed: usize,
}

/// Gathers the report on `loaded`, which must have been loaded with all of its pages. `before`: reviews due before that
/// day are reported; `None`: 90 days ahead.
pub fn report(loaded: &Loaded, today: Date, before: Option<Date>) -> Report {
    let site = &*loaded.site;
    let ahead = Period::parse(AHEAD).and_then(|period| today.plus(period)).unwrap_or(today);
    let mut report = Report {
        version: 2,
        date: today,
        before: before.unwrap_or(ahead),
        unread: unread(loaded).into_iter().cloned().collect(),
        overdue_reviews: Vec::new(),
        due_reviews: Vec::new(),
        unreviewed_changes: Vec::new(),
        suspect_links: Vec::new(),
        drafts: Vec::new(),
        not_yet_valid: Vec::new(),
        expired: Vec::new(),
        obsolete_linked: Vec::new(),
        rings: site.rings().iter().map(|ring| ringed(site, ring)).collect(),
        without_owner: Vec::new(),
        without_accountable: without_accountable(&loaded.governance),
        follow_up: follow_up(&loaded.governance),
        duties: duties(&loaded.governance),
        kinds: BTreeMap::new(),
    };
    // A version that another has taken the place of is history.
    for (ix, page) in site.pages.iter().enumerate().filter(|(_, p)| !p.generated && !p.is_replaced()) {
        report.validity(site, page);
        report.review(site, page);
        if page.is_original() {
            report.responsibility(site, page);
            *report.kinds.entry(page.kind().as_str()).or_default() += usize::from(page.is_current(ix));
        }
    }
    report.overdue_reviews.sort_by_key(|r| (r.due, r.page.file.clone()));
    report.due_reviews.sort_by_key(|r| (r.due, r.page.file.clone()));
    report.not_yet_valid.sort_by_key(|d| (d.date, d.page.file.clone()));
    report.expired.sort_by_key(|d| (d.date, d.page.file.clone()));
    report
}

fn is_draft(page: &Page) -> bool {
    let f = page.fields();
    f.draft || matches!(f.status, Some(Status::Draft | Status::Review))
}

fn entry(site: &Site, page: &Page) -> Entry {
    let f = page.fields();
    Entry {
        id: page.id.clone(),
        lang: site.languages[page.lang].code.clone(),
        title: page.title().to_owned(),
        file: page.doc.file.clone(),
        kind: page.kind().as_str(),
        status: f.status.map(|s| s.as_str()),
        owner: owner(site, page).map(str::to_owned),
    }
}

fn ringed(site: &Site, ring: &Ring) -> Ringed {
    let kind = if ring.kind == RingKind::Units { "units" } else { "replaced" };
    Ringed { kind, pages: ring.pages.iter().map(|page| entry(site, &site.pages[*page])).collect() }
}

/// Who owns a page: as it says, else as its original says; a chapter belongs to whom its directive does.
fn owner<'a>(site: &'a Site, page: &'a Page) -> Option<&'a str> {
    let original = page.translations.first().copied().flatten();
    let directive = page.parent.filter(|_| page.kind() == Kind::Chapter);
    let of = |ix: PageIx| site.pages[ix].fields().owner.as_deref();
    let own = page.fields().owner.as_deref();
    own.or_else(|| original.and_then(of)).or_else(|| directive.and_then(of))
}

impl Report {
    fn validity(&mut self, site: &Site, page: &Page) {
        let f = page.fields();
        let here = || entry(site, page);
        if is_draft(page) {
            self.drafts.push(here());
        }
        if let Some(date) = f.valid_from.filter(|from| *from > self.date) {
            self.not_yet_valid.push(Dated { page: here(), date });
        }
        if let Some(date) = f.valid_to.filter(|to| *to < self.date && !f.is_over()) {
            self.expired.push(Dated { page: here(), date });
        }
        if f.is_over() {
            let successor = f.superseded_by.as_deref();
            let from = page.backlinks.iter().map(|ix| &*site.pages[*ix]);
            let from = from.filter(|other| !other.fields().is_over() && Some(other.id.as_str()) != successor);
            let linked_from: Vec<Entry> = from.map(|other| entry(site, other)).collect();
            if !linked_from.is_empty() {
                self.obsolete_linked.push(Linked { page: here(), linked_from });
            }
        }
    }

    fn review(&mut self, site: &Site, page: &Page) {
        let f = page.fields();
        if binding::reviewed(page) == Binding::Changed {
            self.unreviewed_changes.push(entry(site, page));
        }
        for basis in binding::suspects(site, page) {
            let page_of = match basis {
                Changed::Page(ix) => Some(ix),
                Changed::Statute(id) => site.facts.law(&site.pages, &id).map(|(register, _)| register),
            };
            if let Some(ix) = page_of {
                self.suspect_links.push(Suspect { page: entry(site, page), basis: entry(site, &site.pages[ix]) });
            }
        }
        let Some(every) = f.review_every.filter(|_| page.kind().is_controlled() && !is_draft(page) && !f.is_over())
        else {
            return;
        };
        let due = f.last_reviewed.and_then(|last| last.plus(every));
        let review = Review { page: entry(site, page), last_reviewed: f.last_reviewed, due };
        if due.is_none_or(|due| due < self.date) {
            self.overdue_reviews.push(review);
        } else if due.is_some_and(|due| due < self.before) {
            self.due_reviews.push(review);
        }
    }

    fn responsibility(&mut self, site: &Site, page: &Page) {
        if page.kind().is_controlled() && !page.fields().is_over() && owner(site, page).is_none() {
            self.without_owner.push(entry(site, page));
        }
    }
}

/// The tasks in force for which no role is accountable, and none that says why.
fn without_accountable(governance: &Governance) -> Vec<Unaccounted> {
    let site = governance.site();
    let lacks = |task: &Task<'_>| task.duty.accountable.is_none() && task.duty.no_accountable.is_none();
    let tasks = governance.original_tasks().filter(lacks);
    let one = |task: Task<'_>| Unaccounted {
        page: entry(site, &site.pages[task.page]),
        task: task.duty.id.clone(),
        does: task.duty.does.clone(),
    };
    tasks.map(one).collect()
}

/// By role, in reading order; roles that have no page come last.
fn duties(governance: &Governance) -> Vec<Duties> {
    let site = governance.site();
    let roles = site.pages.iter().filter(|p| p.kind() == Kind::Role && p.is_original());
    let mut all: Vec<Duties> =
        roles.map(|p| Duties { role: p.id.clone(), title: p.title().to_owned(), ..Duties::default() }).collect();
    for task in governance.original_tasks() {
        for (role, part) in task.duty.parts() {
            let known = all.iter().position(|d| d.role == role);
            let at = known.unwrap_or_else(|| {
                all.push(Duties { role: role.to_owned(), title: role.to_owned(), ..Duties::default() });
                all.len() - 1
            });
            let count = match part {
                Raci::R => &mut all[at].responsible,
                Raci::A => &mut all[at].accountable,
                Raci::C => &mut all[at].consulted,
                Raci::I => &mut all[at].informed,
            };
            *count += 1;
        }
    }
    all
}
