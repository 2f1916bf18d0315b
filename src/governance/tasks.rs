//! Who does what and when, from all pages in force that lay it down.

use super::Governance;
use super::recurrence::{Occurrence, Schedule};
use crate::base::date::Date;
use crate::front_matter::fields::{Duty, Raci};
use crate::site::PageIx;

/// A task, and the page that lays it down.
#[derive(Clone, Copy, Debug)]
pub struct Task<'a> {
    /// The page.
    pub page: PageIx,
    /// What it says: what is done, by whom, and when.
    pub duty: &'a Duty,
}

impl<'a> Task<'a> {
    /// Each role that has a part in the task, once, with its parts: who is responsible first, then who is accountable, consulted
    /// and informed.
    pub fn roles(self) -> Vec<(&'a str, Vec<Raci>)> {
        let mut roles: Vec<(&str, Vec<Raci>)> = Vec::new();
        for (role, part) in self.duty.parts() {
            match roles.iter_mut().find(|(known, _)| *known == role) {
                Some((_, parts)) if parts.contains(&part) => {}
                Some((_, parts)) => parts.push(part),
                None => roles.push((role, vec![part])),
            }
        }
        roles
    }

    /// The parts of a role in the task: none, one, or several.
    pub fn parts_of(self, role: &str) -> Vec<Raci> {
        self.roles().into_iter().find(|(known, _)| *known == role).map(|(_, parts)| parts).unwrap_or_default()
    }

    /// Whether a role is accountable for it, or the page says why none is.
    pub fn is_accounted_for(self) -> bool {
        self.duty.accountable.is_some() || self.duty.no_accountable.is_some()
    }

    /// When it is to be done.
    pub fn schedule(self) -> Schedule {
        Schedule::of(self.duty)
    }
}

impl Governance {
    /// All tasks, in reading order.
    pub fn tasks(&self) -> impl Iterator<Item = Task<'_>> {
        (0..self.tasks.len()).filter_map(|at| self.task_at(at))
    }

    /// The task at a place in the list of all.
    pub(super) fn task_at(&self, at: usize) -> Option<Task<'_>> {
        let (page, i) = *self.tasks.get(at)?;
        Some(Task { page, duty: self.site.pages[page].fields().duties.get(i)? })
    }

    /// The tasks that are laid down in several languages once.
    pub fn original_tasks(&self) -> impl Iterator<Item = Task<'_>> {
        self.tasks().filter(|task| self.site.pages[task.page].is_original())
    }

    /// The tasks that pages of one language lay down.
    pub fn tasks_in(&self, lang: usize) -> impl Iterator<Item = Task<'_>> {
        self.tasks().filter(move |task| self.site.pages[task.page].lang == lang)
    }

    /// The tasks that one page states, also when it is not in force: what it says of itself.
    pub fn stated_on(&self, page: PageIx) -> impl Iterator<Item = Task<'_>> {
        self.site.pages[page].fields().duties.iter().map(move |duty| Task { page, duty })
    }

    /// The tasks in which the role with that id has a part.
    pub fn tasks_of<'a>(&'a self, role: &'a str) -> impl Iterator<Item = Task<'a>> {
        self.tasks().filter(move |task| task.duty.parts().any(|(known, _)| known == role))
    }

    /// When a task is to be done from `from` on and before `until`, in order: only while its page is in force.
    pub fn occurrences(&self, task: Task<'_>, from: Date, until: Date) -> Vec<Occurrence> {
        let f = self.site.pages[task.page].fields();
        let holds =
            |o: &Occurrence| f.valid_from.is_none_or(|day| o.due >= day) && f.valid_to.is_none_or(|day| o.start <= day);
        task.schedule().occurrences(from, until).into_iter().filter(holds).collect()
    }

    /// The next time that a task is to be done: the one that is not over on the day.
    pub fn next(&self, task: Task<'_>) -> Option<Occurrence> {
        // Nothing comes back more seldom than this and is still planned.
        const FAR_YEARS: i16 = 30;
        let from = Date::from_ymd(self.day.year(), self.day.month(), 1)?;
        let until = Date::from_ymd(self.day.year().saturating_add(FAR_YEARS), 1, 1)?;
        self.occurrences(task, from, until).into_iter().find(|o| o.due >= self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_with_several_parts_is_named_once() {
        let duty: Duty = serde_json::from_value(serde_json::json!({
            "id": "x", "does": "Y", "responsible": ["ombud", "chef"], "accountable": "chef", "consulted": ["alla"],
            "informed": ["ombud"],
        }))
        .unwrap();
        let task = Task { page: 0, duty: &duty };
        assert_eq!(
            task.roles(),
            [("ombud", vec![Raci::R, Raci::I]), ("chef", vec![Raci::R, Raci::A]), ("alla", vec![Raci::C])]
        );
        assert_eq!(task.parts_of("chef"), [Raci::R, Raci::A]);
        assert_eq!(task.parts_of("ingen"), []);
    }
}
