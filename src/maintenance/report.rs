//! What a site's guardians need to see in one look, as data. The names are those of `report --json`, which is stable:
//! fields may be added, none changes its meaning.

use super::follow_up::{FollowUp, follow_up};
use super::scope::{Asked, Scope};
use super::unread::unread;
use crate::base::date::Date;
use crate::base::path::RelPath;
use crate::base::text::Text;
use crate::diagnostic::{Code, Diagnostic};
use crate::front_matter::fields::{Kind, Raci};
use crate::governance::{self, Task, owner};
use crate::pipeline::Loaded;
use crate::site::{PageIx, Ring, RingKind};
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
    /// The id of the role whose pages and tasks it is about; `None`: all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
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
    /// What else is wrong with what governs, in order.
    pub findings: Vec<Finding>,
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
    /// In full, where the address of the site is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
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

/// Something that `ledfyr check` finds in what governs, and that stands in no other list.
#[derive(Debug, Serialize)]
pub struct Finding {
    /// Its code.
    pub code: &'static str,
    /// Below the site's root.
    pub file: Option<RelPath>,
    /// The page that the file is.
    #[serde(skip)]
    pub page: Option<Entry>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Vec<String>,
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

/// Gathers the report on `loaded`, which must have been loaded with all of its pages.
pub fn report(loaded: &Loaded, asked: Asked<'_>) -> Report {
    let scope = Scope::new(loaded, asked);
    let (site, governance) = (scope.site, scope.governance);
    let found = governance.attention(asked.before);
    let entry = |ix: PageIx| scope.entry(ix);
    let entries = |pages: &[PageIx]| pages.iter().copied().filter(|ix| scope.has(*ix)).map(entry).collect();
    let reviews =
        |all: &[governance::Review]| all.iter().filter(|r| scope.has(r.page)).map(|r| scope.review(*r)).collect();
    let dated = |all: &[governance::Dated]| {
        all.iter().filter(|d| scope.has(d.page)).map(|d| Dated { page: entry(d.page), date: d.date }).collect()
    };
    let originals: Vec<PageIx> =
        found.without_owner.iter().copied().filter(|ix| site.pages[*ix].is_original()).collect();
    let suspect = found.suspect.iter().filter(|s| scope.has(s.0));
    let unaccounted = found.without_accountable.iter().filter(|task| site.pages[task.page].is_original());
    Report {
        version: 2,
        date: governance.day(),
        before: found.before,
        role: asked.owner.map(str::to_owned),
        unread: unread(loaded).into_iter().cloned().collect(),
        overdue_reviews: reviews(&found.overdue_reviews),
        due_reviews: reviews(&found.due_reviews),
        unreviewed_changes: entries(&found.unreviewed_changes),
        suspect_links: suspect.map(|s| Suspect { page: entry(s.0), basis: entry(s.1) }).collect(),
        drafts: entries(&found.drafts),
        not_yet_valid: dated(&found.not_yet_valid),
        expired: dated(&found.expired),
        obsolete_linked: found.obsolete_linked.iter().filter_map(|(to, from)| scope.linked(*to, from)).collect(),
        rings: site.rings().iter().filter_map(|ring| scope.ringed(ring)).collect(),
        without_owner: entries(&originals),
        without_accountable: unaccounted
            .filter(|task| scope.has_task(**task))
            .map(|task| scope.unaccounted(*task))
            .collect(),
        findings: findings(loaded, &scope),
        follow_up: follow_up(&scope),
        duties: duties(&scope),
        kinds: kinds(&scope),
    }
}

impl Scope<'_> {
    pub(super) fn entry(&self, ix: PageIx) -> Entry {
        let page = &self.site.pages[ix];
        let f = page.fields();
        Entry {
            id: page.id.clone(),
            lang: self.site.languages[page.lang].code.clone(),
            title: page.title().to_owned(),
            file: page.doc.file.clone(),
            kind: page.kind().as_str(),
            status: f.status.map(|s| s.as_str()),
            owner: owner(self.site, page).map(str::to_owned),
            url: self.url(ix),
        }
    }

    fn review(&self, of: governance::Review) -> Review {
        let last_reviewed = self.site.pages[of.page].fields().last_reviewed;
        Review { page: self.entry(of.page), last_reviewed, due: of.due }
    }

    /// Whoever owns the page that is over has to do with all that leads there, others with their own pages.
    fn linked(&self, to: PageIx, from: &[PageIx]) -> Option<Linked> {
        let from = from.iter().filter(|ix| self.has(to) || self.has(**ix));
        let linked_from: Vec<Entry> = from.map(|ix| self.entry(*ix)).collect();
        (!linked_from.is_empty()).then(|| Linked { page: self.entry(to), linked_from })
    }

    fn ringed(&self, ring: &Ring) -> Option<Ringed> {
        let kind = if ring.kind == RingKind::Units { "units" } else { "replaced" };
        let pages = || ring.pages.iter().map(|page| self.entry(*page)).collect();
        ring.pages.iter().any(|page| self.has(*page)).then(|| Ringed { kind, pages: pages() })
    }

    fn unaccounted(&self, task: Task<'_>) -> Unaccounted {
        Unaccounted { page: self.entry(task.page), task: task.duty.id.clone(), does: task.duty.does.clone() }
    }
}

/// Codes about what governs that no other list of the report tells.
const FOUND: [Code; 7] = [
    Code::DecidedTextChanged,
    Code::DecidedWithoutDecision,
    Code::ImplausibleDate,
    Code::Gap,
    Code::RepealedCited,
    Code::StatuteUnchecked,
    Code::RoleWithoutTasks,
];

fn findings(loaded: &Loaded, scope: &Scope<'_>) -> Vec<Finding> {
    let levels = loaded.config.levels();
    let told = |d: &&Diagnostic| FOUND.contains(&d.code) && levels.severity(d.code).is_some() && scope.has_finding(d);
    let mut found: Vec<&Diagnostic> = loaded.diagnostics.iter().filter(told).collect();
    found.sort_by_key(|d| d.order());
    let text = |text: &Text| text.get(scope.asked.lang).to_owned();
    let one = |d: &Diagnostic| Finding {
        code: d.code.as_str(),
        file: d.file.clone(),
        page: scope.page_of(d).map(|ix| scope.entry(ix)),
        message: text(&d.message),
        help: d.help.iter().map(text).collect(),
    };
    found.into_iter().map(one).collect()
}

fn kinds(scope: &Scope<'_>) -> BTreeMap<&'static str, usize> {
    let mut kinds = BTreeMap::new();
    for (ix, page) in scope.site.pages.iter().enumerate() {
        if !page.generated && !page.is_replaced() && page.is_original() && scope.has(ix) {
            *kinds.entry(page.kind().as_str()).or_default() += usize::from(page.is_current(ix));
        }
    }
    kinds
}

/// By role, in reading order; roles that have no page come last.
fn duties(scope: &Scope<'_>) -> Vec<Duties> {
    let asked = |role: &str| scope.asked.owner.is_none_or(|only| only == role);
    let roles = scope.site.pages.iter().filter(|p| p.kind() == Kind::Role && p.is_original() && asked(&p.id));
    let mut all: Vec<Duties> =
        roles.map(|p| Duties { role: p.id.clone(), title: p.title().to_owned(), ..Duties::default() }).collect();
    for task in scope.governance.original_tasks() {
        for (role, part) in task.duty.parts().filter(|(role, _)| asked(role)) {
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
