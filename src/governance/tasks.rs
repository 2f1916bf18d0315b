//! Who does what, from all pages in force that lay it down.

use super::Governance;
use crate::front_matter::fields::Duty;
use crate::site::PageIx;

/// A task that binds.
#[derive(Clone, Copy, Debug)]
pub struct Task<'a> {
    /// The page that lays it down.
    pub page: PageIx,
    /// What it says: the role, what it does, how often, and the month.
    pub duty: &'a Duty,
}

impl Governance {
    /// All tasks, in reading order.
    pub fn tasks(&self) -> impl Iterator<Item = Task<'_>> {
        self.tasks.iter().filter_map(|(page, i)| {
            let duty = self.site.pages[*page].fields().duties.get(*i)?;
            Some(Task { page: *page, duty })
        })
    }

    /// The tasks that pages of one language lay down.
    pub fn tasks_in(&self, lang: usize) -> impl Iterator<Item = Task<'_>> {
        self.tasks().filter(move |task| self.site.pages[task.page].lang == lang)
    }

    /// The tasks that one page states, also when it is not in force: what it says of itself.
    pub fn stated_on(&self, page: PageIx) -> impl Iterator<Item = Task<'_>> {
        self.site.pages[page].fields().duties.iter().map(move |duty| Task { page, duty })
    }

    /// The tasks of the role with that id.
    pub fn tasks_of<'a>(&'a self, role: &'a str) -> impl Iterator<Item = Task<'a>> {
        self.tasks().filter(move |task| task.duty.role == role)
    }
}
