//! What stands in a role's calendar: each time of its tasks, and the reviews of the pages that it answers for.

use super::recurrence::Occurrence;
use super::{Governance, Task, owner};
use crate::base::date::Date;
use crate::site::PageIx;
use std::collections::{BTreeSet, HashMap};

/// What is to be done at one time.
#[derive(Clone, Copy, Debug)]
pub enum Event<'a> {
    /// A task in which the role has a part.
    Task(Task<'a>),
    /// The review of a page.
    Review(PageIx),
}

impl Governance {
    /// What stands in the calendar of the role with that page, in order: every time of its tasks in the year of the day and the
    /// two after it, and the next review of each page that it answers for.
    pub fn calendar_of(&self, role: PageIx) -> Vec<(Occurrence, Event<'_>)> {
        let year = self.day.year();
        let Some((from, until)) = Date::from_ymd(year, 1, 1).zip(Date::from_ymd(year.saturating_add(3), 1, 1)) else {
            return Vec::new();
        };
        let times = |task: Task<'_>| self.occurrences(task, from, until);
        let mut all: Vec<(Occurrence, Event<'_>)> = Vec::new();
        for task in self.tasks_once(role) {
            all.extend(times(task).into_iter().map(|time| (time, Event::Task(task))));
        }
        let of_role = self.reviews().filter(|(by, _, _)| *by == role);
        all.extend(of_role.map(|(_, page, due)| (Occurrence { start: due, due }, Event::Review(page))));
        all.sort_by_key(|(time, _)| *time);
        all
    }

    /// The tasks of a role, each once: in its language, else in the first.
    fn tasks_once(&self, role: PageIx) -> Vec<Task<'_>> {
        let of = &self.site.pages[role];
        let all: Vec<Task<'_>> = self.tasks_of(&of.id).collect();
        // The role's own language before the others.
        let language = |task: &Task<'_>| {
            let lang = self.site.pages[task.page].lang;
            (lang != of.lang, lang)
        };
        let mut first: HashMap<&str, (bool, usize)> = HashMap::new();
        for task in &all {
            let known = first.entry(&task.duty.id).or_insert_with(|| language(task));
            *known = language(task).min(*known);
        }
        let once = |task: &&Task<'_>| first.get(task.duty.id.as_str()) == Some(&language(task));
        all.iter().filter(once).copied().collect()
    }

    /// Each page in force that has a next review while it holds: the page of the role that answers for it, itself, and the last
    /// day of the review.
    fn reviews(&self) -> impl Iterator<Item = (PageIx, PageIx, Date)> {
        let site = &*self.site;
        let in_force = (0..site.pages.len()).filter(|page| self.is_in_force(*page));
        in_force.filter_map(move |ix| {
            let page = &site.pages[ix];
            let role = site.page_by_id(page.lang, owner(site, page)?).filter(|_| page.kind().is_controlled())?;
            let due = page.next_review().filter(|due| page.valid_to().is_none_or(|last| *due <= last))?;
            Some((role, ix, due))
        })
    }

    /// The pages of the roles that answer for a review: they have a calendar though they may have no task.
    pub(super) fn reviewers(&self) -> BTreeSet<PageIx> {
        self.reviews().map(|(role, _, _)| role).collect()
    }
}
