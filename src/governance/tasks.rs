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

    /// The tasks of every version that is or was in force, or will be by what is decided: what has times before and after the
    /// day, as [`Governance::occurrences`] gives each its own.
    pub fn dated_tasks(&self) -> impl Iterator<Item = Task<'_>> {
        self.dated.iter().filter_map(|at| self.task(*at))
    }

    /// Those of [`Governance::dated_tasks`] that pages of one language lay down.
    pub fn dated_tasks_in(&self, lang: usize) -> impl Iterator<Item = Task<'_>> {
        self.dated_tasks().filter(move |task| self.site.pages[task.page].lang == lang)
    }

    /// The tasks that one page states, also when it is not in force: what it says of itself.
    pub fn stated_on(&self, page: PageIx) -> impl Iterator<Item = Task<'_>> {
        self.site.pages[page].fields().duties.iter().map(move |duty| Task { page, duty })
    }

    /// The tasks in which the role with that id has a part.
    pub fn tasks_of(&self, role: &str) -> impl Iterator<Item = Task<'_>> {
        self.dated_tasks_of(role).filter(|task| self.is_in_force(task.page))
    }

    /// Those of [`Governance::dated_tasks`] in which the role with that id has a part.
    pub fn dated_tasks_of(&self, role: &str) -> impl Iterator<Item = Task<'_>> {
        let places = self.dated_of.get(role).into_iter().flatten();
        places.filter_map(|at| self.task(*self.dated.get(*at)?))
    }

    /// When a task is to be done from `from` on and before `until`, in order: only while its version is in force. A time within
    /// which the next version takes over belongs to that one.
    pub fn occurrences(&self, task: Task<'_>, from: Date, until: Date) -> Vec<Occurrence> {
        let held = self.held(task);
        task.schedule().occurrences(from, until).into_iter().filter(|time| held.has(*time)).collect()
    }

    fn held(&self, task: Task<'_>) -> Held {
        let page = &self.site.pages[task.page];
        let f = page.fields();
        let replaced = page.version.as_ref().and_then(|version| version.replaced_from);
        Held { from: f.valid_from, to: f.valid_to, replaced }
    }

    /// The next time that a task is to be done: the one that is not over on the day, also where a later version of its document
    /// lays it down.
    pub fn next(&self, task: Task<'_>) -> Option<Occurrence> {
        let own = self.next_of(task);
        if own.is_some() || !task.schedule().is_timed() {
            return own;
        }
        let site = &self.site;
        let is_same =
            |other: &Task<'_>| other.duty.id == task.duty.id && site.current(other.page) == site.current(task.page);
        self.dated_tasks().filter(is_same).filter_map(|other| self.next_of(other)).min()
    }

    fn next_of(&self, task: Task<'_>) -> Option<Occurrence> {
        let held = self.held(task);
        let first = Date::from_ymd(self.day.year(), self.day.month(), 1)?;
        let times = task.schedule().starting(first).take_while(|time| !held.is_over(*time));
        times.filter(|time| held.has(*time)).find(|time| time.due >= self.day)
    }
}

/// The days on which a version of a document holds.
#[derive(Clone, Copy, Debug)]
struct Held {
    from: Option<Date>,
    to: Option<Date>,
    /// The first day of the version that takes its place.
    replaced: Option<Date>,
}

impl Held {
    /// Whether a task of the version is to be done at a time.
    fn has(self, time: Occurrence) -> bool {
        !self.is_over(time) && self.from.is_none_or(|day| time.due >= day)
    }

    /// Whether a time and all after it come too late.
    fn is_over(self, time: Occurrence) -> bool {
        self.to.is_some_and(|day| time.start > day) || self.replaced.is_some_and(|day| time.due >= day)
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
