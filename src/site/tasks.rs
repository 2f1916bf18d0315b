//! Who does what, from all pages that lay it down.

use super::model::{PageIx, Site};
use crate::front_matter::fields::Duty;

/// A duty of the site.
#[derive(Clone, Copy, Debug)]
pub struct Task<'a> {
    /// The page that lays it down.
    pub page: PageIx,
    /// What it says: the role, what it does, how often, and the month.
    pub duty: &'a Duty,
}

impl Site {
    /// All duties, in reading order.
    pub fn tasks(&self) -> impl Iterator<Item = Task<'_>> {
        self.facts.duties.iter().filter_map(|(page, i)| {
            let duty = self.pages[*page].fields().duties.get(*i)?;
            Some(Task { page: *page, duty })
        })
    }

    /// The duties that pages of one language lay down.
    pub fn tasks_in(&self, lang: usize) -> impl Iterator<Item = Task<'_>> {
        self.tasks().filter(move |task| self.pages[task.page].lang == lang)
    }

    /// The duties of the role with that id.
    pub fn tasks_of<'a>(&'a self, role: &'a str) -> impl Iterator<Item = Task<'a>> {
        self.tasks().filter(move |task| task.duty.role == role)
    }

    /// The duties that one page lays down.
    pub fn tasks_on(&self, page: PageIx) -> impl Iterator<Item = Task<'_>> {
        self.pages[page].fields().duties.iter().map(move |duty| Task { page, duty })
    }
}
