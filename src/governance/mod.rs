//! What governs on a day: which documents are in force, and what follows from those that are. Every product (tables, wheel,
//! calendars, cards, search, reports) asks here and works none of it out again.

mod follow_up;
pub(crate) mod personal;
mod recurrence;
pub(crate) mod reports;
mod standing;
mod tasks;

pub use follow_up::{Owed, Progress, Quarter, Tally, quarter};
pub use recurrence::{Occurrence, Schedule};
pub use reports::Report;
pub use standing::Standing;
pub use tasks::Task;

use crate::base::date::Date;
use crate::site::{PageIx, Site};
use std::sync::Arc;

/// A site on a day.
#[derive(Clone, Debug)]
pub struct Governance {
    site: Arc<Site>,
    day: Date,
    /// By page.
    standing: Vec<Standing>,
    /// Each task of pages that are in force, in reading order: its page, and its place in the page's list.
    tasks: Vec<(PageIx, usize)>,
    /// What the site's table says was done.
    reports: Vec<Report>,
}

impl Governance {
    /// What governs in `site` on `day`.
    pub fn new(site: Arc<Site>, day: Date) -> Governance {
        let standing: Vec<Standing> = (0..site.pages.len()).map(|page| standing::of(&site, page, day)).collect();
        let in_force = (0..site.pages.len()).filter(|page| standing[*page].is_in_force());
        let tasks =
            in_force.flat_map(|page| (0..site.pages[page].fields().duties.len()).map(move |i| (page, i))).collect();
        Governance { day, standing, tasks, site, reports: Vec::new() }
    }

    /// The day.
    pub fn day(&self) -> Date {
        self.day
    }

    /// The site.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// Whether the same pages are in force, and lay down tasks in the same places.
    pub(crate) fn same_in_force(&self, other: &Governance) -> bool {
        let in_force = |g: &Governance| g.standing.iter().map(|s| s.is_in_force()).collect::<Vec<_>>();
        in_force(self) == in_force(other) && self.tasks == other.tasks
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
