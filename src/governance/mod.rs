//! What governs on a day: which documents are in force, and what follows from those that are. Every product (tables, wheel,
//! calendars, cards, search, reports) asks here and works none of it out again.

mod attention;
pub mod binding;
mod calendar;
mod canonical;
mod follow_up;
mod implementation;
mod lapse;
mod organisation;
pub(crate) mod personal;
pub mod readability;
mod recurrence;
pub(crate) mod reports;
mod standing;
mod task_lists;
mod tasks;
mod timeline;
mod trace;
mod vocabulary;

pub use attention::{Attention, Dated, Review, owner};
pub use calendar::Event;
pub use canonical::governed_hash;
pub use follow_up::{Owed, Progress, Quarter, Tally, quarter};
pub use implementation::Citation;
pub use lapse::{Obsolete, Place};
pub use organisation::{Band, Forum, Organisation, Part};
pub use recurrence::{Occurrence, Schedule};
pub use reports::Report;
pub use standing::Standing;
pub use tasks::Task;
pub use timeline::{Happening, Milestone};
pub use trace::{Paragraph, gaps};
pub use vocabulary::{AvoidedUse, Vocabulary};

use crate::base::date::Date;
use crate::site::{PageIx, Site};
use std::collections::HashMap;
use std::sync::Arc;
use task_lists::TaskIx;

/// A site on a day.
#[derive(Clone, Debug)]
pub struct Governance {
    site: Arc<Site>,
    day: Date,
    /// By page.
    standing: Vec<Standing>,
    /// Each task of pages that are in force, in reading order.
    tasks: Vec<TaskIx>,
    /// The places in `tasks` of those in which each role has a part.
    tasks_of: HashMap<String, Vec<usize>>,
    /// What the site's table says was done.
    reports: Vec<Report>,
    trace: trace::Trace,
}

impl Governance {
    /// What governs in `site` on `day`.
    pub fn new(site: Arc<Site>, day: Date) -> Governance {
        let standing: Vec<Standing> = (0..site.pages.len()).map(|page| standing::of(&site, page, day)).collect();
        let in_force: Vec<PageIx> = (0..site.pages.len()).filter(|page| standing[*page].is_in_force()).collect();
        let tasks = task_lists::of_pages(&site, in_force.iter().copied());
        let tasks_of = task_lists::by_role(&site, &tasks);
        let trace = trace::Trace::new(&site, &in_force, &tasks);
        Governance { day, standing, tasks, tasks_of, trace, site, reports: Vec::new() }
    }

    /// The day.
    pub fn day(&self) -> Date {
        self.day
    }

    /// The site.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// Whether the same pages are in force, lay down tasks in the same places, and have as many paragraphs; and calendars show
    /// the same years and reviews for the same roles.
    pub(crate) fn same_in_force(&self, other: &Governance) -> bool {
        let in_force = |g: &Governance| g.standing.iter().map(|s| s.is_in_force()).collect::<Vec<_>>();
        let has_paragraphs = |g: &Governance| g.paragraphs().iter().map(|p| p.chapter).collect::<Vec<_>>();
        in_force(self) == in_force(other)
            && self.tasks == other.tasks
            && has_paragraphs(self) == has_paragraphs(other)
            && (self.day.year(), self.reviewers()) == (other.day.year(), other.reviewers())
    }

    /// Where a page stands on the day.
    pub fn standing(&self, page: PageIx) -> Standing {
        self.standing[page]
    }

    /// Whether what a page says binds on the day.
    pub fn is_in_force(&self, page: PageIx) -> bool {
        self.standing[page].is_in_force()
    }
}
