//! Who does what and when, from all pages in force that lay it down.

use super::Governance;
use super::recurrence::{Occurrence, Schedule};
use super::task_lists::TaskIx;
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
        self.tasks.iter().filter_map(|at| self.task(*at))
    }

    /// The task at a place in the list of all.
    pub(super) fn task_at(&self, at: usize) -> Option<Task<'_>> {
        self.task(*self.tasks.get(at)?)
    }

    fn task(&self, (page, i): TaskIx) -> Option<Task<'_>> {
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
    pub fn tasks_of(&self, role: &str) -> impl Iterator<Item = Task<'_>> {
        self.tasks_of.get(role).into_iter().flatten().filter_map(|at| self.task_at(*at))
    }

    /// When a task is to be done from `from` on and before `until`, in order: only while its page is in force by its own dates.
    pub fn occurrences(&self, task: Task<'_>, from: Date, until: Date) -> Vec<Occurrence> {
        self.starting(task, from).take_while(|time| time.start < until).collect()
    }

    /// The next time that a task is to be done: the one that is not over on the day.
    pub fn next(&self, task: Task<'_>) -> Option<Occurrence> {
        let first = Date::from_ymd(self.day.year(), self.day.month(), 1)?;
        self.starting(task, first).find(|time| time.due >= self.day)
    }

    fn starting(&self, task: Task<'_>, from: Date) -> impl Iterator<Item = Occurrence> {
        let f = self.site.pages[task.page].fields();
        let (begins, ends) = (f.valid_from, f.valid_to);
        let times = task.schedule().starting(from).take_while(move |time| ends.is_none_or(|day| time.start <= day));
        times.skip_while(move |time| begins.is_some_and(|day| time.due < day))
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
