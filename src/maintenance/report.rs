//! What a site's guardians need to see in one look, as data. The names are those of `report --json`, which is stable:
//! fields may be added, none changes its meaning.

use super::follow_up::{FollowUp, follow_up};
use super::unread::unread;
use crate::base::date::Date;
use crate::base::path::RelPath;
use crate::front_matter::fields::{Kind, Raci};
use crate::governance::{self, Governance, Task, owner};
use crate::pipeline::Loaded;
use crate::site::{PageIx, Ring, RingKind, Site};
use serde::Serialize;
use std::collections::BTreeMap;

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
    /// Of a page that was never reviewed, counted from its decision; `None`: that has no day either.
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
pub fn report(loaded: &Loaded, before: Option<Date>) -> Report {
    let (site, governance) = (&*loaded.site, &*loaded.governance);
    let found = governance.attention(before);
    let entry = |ix: PageIx| entry(site, ix);
    let entries = |pages: &[PageIx]| pages.iter().copied().map(entry).collect();
    let reviews = |all: &[governance::Review]| all.iter().map(|r| review(site, *r)).collect();
    let dated = |all: &[governance::Dated]| all.iter().map(|d| Dated { page: entry(d.page), date: d.date }).collect();
    let originals: Vec<PageIx> =
        found.without_owner.iter().copied().filter(|ix| site.pages[*ix].is_original()).collect();
    Report {
        version: 2,
        date: governance.day(),
        before: found.before,
        unread: unread(loaded).into_iter().cloned().collect(),
        overdue_reviews: reviews(&found.overdue_reviews),
        due_reviews: reviews(&found.due_reviews),
        unreviewed_changes: entries(&found.unreviewed_changes),
        suspect_links: found.suspect.iter().map(|s| Suspect { page: entry(s.0), basis: entry(s.1) }).collect(),
        drafts: entries(&found.drafts),
        not_yet_valid: dated(&found.not_yet_valid),
        expired: dated(&found.expired),
        obsolete_linked: found
            .obsolete_linked
            .iter()
            .map(|(page, from)| Linked { page: entry(*page), linked_from: entries(from) })
            .collect(),
        rings: site.rings().iter().map(|ring| ringed(site, ring)).collect(),
        without_owner: entries(&originals),
        without_accountable: found
            .without_accountable
            .iter()
            .filter(|task| site.pages[task.page].is_original())
            .map(|task| unaccounted(site, *task))
            .collect(),
        follow_up: follow_up(governance),
        duties: duties(governance),
        kinds: kinds(site),
    }
}

pub(super) fn entry(site: &Site, ix: PageIx) -> Entry {
    let page = &site.pages[ix];
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

fn review(site: &Site, of: governance::Review) -> Review {
    let last_reviewed = site.pages[of.page].fields().last_reviewed;
    Review { page: entry(site, of.page), last_reviewed, due: of.due }
}

fn ringed(site: &Site, ring: &Ring) -> Ringed {
    let kind = if ring.kind == RingKind::Units { "units" } else { "replaced" };
    Ringed { kind, pages: ring.pages.iter().map(|page| entry(site, *page)).collect() }
}

fn unaccounted(site: &Site, task: Task<'_>) -> Unaccounted {
    Unaccounted { page: entry(site, task.page), task: task.duty.id.clone(), does: task.duty.does.clone() }
}

fn kinds(site: &Site) -> BTreeMap<&'static str, usize> {
    let mut kinds = BTreeMap::new();
    for (ix, page) in site.pages.iter().enumerate() {
        if !page.generated && !page.is_replaced() && page.is_original() {
            *kinds.entry(page.kind().as_str()).or_default() += usize::from(page.is_current(ix));
        }
    }
    kinds
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
