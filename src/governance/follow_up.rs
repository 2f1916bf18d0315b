//! What has been done of what was planned: each task at each time, for each unit that owes it.

use super::Governance;
use super::recurrence::Occurrence;
use super::reports::{self, Report};
use super::standing::Standing;
use super::tasks::Task;
use crate::base::date::{Date, Period};
use crate::diagnostic::Diagnostics;
use crate::front_matter::fields::OfKind;
use crate::site::PageIx;
use crate::source::Files;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How far a task has come at one of its times.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Progress {
    /// It is not due yet.
    Planned,
    /// It was done.
    Done,
    /// Its last day has passed, and the next time has not come.
    Late,
    /// The next time has come, and nobody has said that it was done.
    NotReported,
}

impl Progress {
    /// The name in templates, JSON and tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Progress::Planned => "planned",
            Progress::Done => "done",
            Progress::Late => "late",
            Progress::NotReported => "not-reported",
        }
    }
}

/// A task that is owed at one time.
#[derive(Clone, Copy, Debug)]
pub struct Owed<'a> {
    /// The task.
    pub task: Task<'a>,
    /// The unit that owes it; `None`: the organisation as a whole.
    pub unit: Option<PageIx>,
    /// When.
    pub time: Occurrence,
    /// How far it has come.
    pub progress: Progress,
    /// The first report that it was done.
    pub report: Option<&'a Report>,
}

/// How many tasks are owed, and how far they have come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// All of them.
    pub planned: usize,
    /// Those that were done.
    pub done: usize,
    /// Those that are late.
    pub late: usize,
    /// Those whose next time has come without a report.
    pub not_reported: usize,
}

/// A quarter of a year: the year, and 1–4.
pub type Quarter = (i16, i8);

/// The quarter in which a day lies.
pub fn quarter(day: Date) -> Quarter {
    (day.year(), (day.month() + 2) / 3)
}

impl Tally {
    /// Counts each of them by what `key` gives for it.
    pub fn by<'a, K: Ord>(
        owed: impl IntoIterator<Item = &'a Owed<'a>>,
        keys: impl Fn(&Owed<'a>) -> Vec<K>,
    ) -> BTreeMap<K, Tally> {
        let mut tallies: BTreeMap<K, Tally> = BTreeMap::new();
        for one in owed {
            for key in keys(one) {
                tallies.entry(key).or_default().count(one.progress);
            }
        }
        tallies
    }

    fn count(&mut self, progress: Progress) {
        self.planned += 1;
        match progress {
            Progress::Planned => {}
            Progress::Done => self.done += 1,
            Progress::Late => self.late += 1,
            Progress::NotReported => self.not_reported += 1,
        }
    }
}

impl Governance {
    /// The same with what the site's table says was done, and what is wrong with the table.
    pub fn with_reports(mut self, files: &dyn Files) -> (Governance, Diagnostics) {
        let (reports, found) = reports::read(files, &self);
        self.reports = reports;
        (self, found)
    }

    /// What the site's table says was done, in its order.
    pub fn reports(&self) -> &[Report] {
        &self.reports
    }

    /// The units that owe a task, in reading order: those in force in which a responsible role is, or that it leads. Where there
    /// is none, the organisation owes it.
    pub fn units_owing(&self, task: Task<'_>) -> Vec<PageIx> {
        owing(task, &self.units_by_role())
    }

    /// The units in force in which each role is, or that it leads.
    pub fn units_by_role(&self) -> HashMap<&str, Vec<PageIx>> {
        let mut units: HashMap<&str, Vec<PageIx>> = HashMap::new();
        for (ix, page) in self.site.pages.iter().enumerate() {
            let OfKind::Unit(unit) = page.own() else { continue };
            if page.is_original() && self.is_in_force(ix) {
                unit.members.iter().chain(&unit.chair).for_each(|role| units.entry(role).or_default().push(ix));
            }
        }
        units
    }

    /// What is followed up: from the first month with a report, a year and the present one back at most, to the end of the
    /// fourth quarter from the present one on.
    pub fn followed(&self) -> Option<(Date, Date)> {
        let first = self.reports.iter().map(|report| report.date).min().unwrap_or(self.day).min(self.day);
        let earliest = Date::from_ymd(self.day.year() - 1, 1, 1)?;
        let from = first_of_month(first)?.max(earliest);
        let (year, quarter) = quarter(self.day);
        Some((from, Date::from_ymd(year.checked_add(1)?, quarter * 3 - 2, 1)?))
    }

    /// All that is owed in the time that is followed up, task by task and unit by unit, in order of time.
    pub fn owed(&self) -> Vec<Owed<'_>> {
        let Some((from, until)) = self.followed() else { return Vec::new() };
        let mut reports: HashMap<&str, Vec<&Report>> = HashMap::new();
        for report in &self.reports {
            reports.entry(&report.task).or_default().push(report);
        }
        let by_role = self.units_by_role();
        let mut all = Vec::new();
        for versions in self.versions_of_tasks() {
            let Some(id) = versions.first().map(|task| task.duty.id.as_str()) else { continue };
            let of_task = reports.get(id).map(Vec::as_slice).unwrap_or_default();
            let times = self.periods(&versions, from, until);
            let owing_version = |version: &Task<'_>| match owing(*version, &by_role) {
                units if units.is_empty() => (version.page, vec![None]),
                units => (version.page, units.into_iter().map(Some).collect()),
            };
            let owing: HashMap<PageIx, Vec<Option<PageIx>>> = versions.iter().map(owing_version).collect();
            for unit in owing.values().flatten().copied().collect::<BTreeSet<_>>() {
                let id = unit.map(|unit| self.site.pages[unit].id.as_str());
                let own: Vec<&Report> = of_task.iter().filter(|r| id.is_none_or(|id| r.unit == id)).copied().collect();
                let owed =
                    times.iter().filter(|(task, ..)| owing.get(&task.page).is_some_and(|units| units.contains(&unit)));
                all.extend(owed.map(|(task, time, begins, ends)| {
                    let (progress, report) = progress(self.day, *time, (*begins, *ends), &own);
                    Owed { task: *task, unit, time: *time, progress, report }
                }));
            }
        }
        all
    }

    /// The tasks with times, each as all versions of its document lay it down that are or were in force, or will be.
    fn versions_of_tasks(&self) -> Vec<Vec<Task<'_>>> {
        let has_times = |page: &PageIx| match self.standing(*page) {
            Standing::InForce | Standing::Waiting { .. } | Standing::Expired { .. } => true,
            Standing::Superseded => self.site.pages[*page].is_replaced(),
            _ => false,
        };
        let mut places: HashMap<(PageIx, &str), usize> = HashMap::new();
        let mut all: Vec<Vec<Task<'_>>> = Vec::new();
        for page in (0..self.site.pages.len()).filter(|page| self.site.pages[*page].is_original()).filter(has_times) {
            for task in self.stated_on(page).filter(|task| task.schedule().is_timed()) {
                let place = *places.entry((self.site.current(page), &task.duty.id)).or_insert(all.len());
                match all.get_mut(place) {
                    Some(versions) => versions.push(task),
                    None => all.push(vec![task]),
                }
            }
        }
        all
    }

    /// The times of a task while its version holds. One within which the next version takes over belongs to that one.
    fn times_of_version(&self, task: Task<'_>, from: Date, until: Date) -> Vec<Occurrence> {
        let replaced = self.site.pages[task.page].version.as_ref().and_then(|version| version.replaced_from);
        let mut times = self.occurrences(task, from, until);
        times.retain(|time| replaced.is_none_or(|day| time.due < day));
        times
    }

    /// The times of a task that begin in a span of days, by the version that holds then, each with the first day on which it
    /// counts as done and the one on which the next time's begins.
    fn periods<'a>(
        &self,
        versions: &[Task<'a>],
        from: Date,
        until: Date,
    ) -> Vec<(Task<'a>, Occurrence, Date, Option<Date>)> {
        let of_version = |task: &Task<'a>| {
            let task = *task;
            // One more than asked for, to know where the last one ends.
            let beyond = task.duty.every.and_then(|every: Period| until.plus(every)).unwrap_or(until);
            self.times_of_version(task, from, beyond.plus_days(1)).into_iter().map(move |time| (time, task))
        };
        let mut times: Vec<(Occurrence, Task<'a>)> = versions.iter().flat_map(of_version).collect();
        times.sort_by_key(|(time, _)| *time);
        let mut begins: Vec<Date> = Vec::new();
        for (i, (time, _)) in times.iter().enumerate() {
            let month = first_of_month(time.start).unwrap_or(time.start);
            // Of two times in one month the second does not begin before its day.
            let shared = i > 0 && times[i - 1].0.start >= month;
            begins.push(if shared { time.start } else { month });
        }
        let ends = begins.iter().skip(1).copied().map(Some).chain([None]);
        let all = times.iter().zip(begins.iter().copied()).zip(ends);
        let all = all.map(|(((time, task), begins), ends)| (*task, *time, begins, ends));
        all.take_while(|(_, time, ..)| time.start < until).collect()
    }
}

fn owing(task: Task<'_>, by_role: &HashMap<&str, Vec<PageIx>>) -> Vec<PageIx> {
    let units = task.duty.responsible.iter().filter_map(|role| by_role.get(role.as_str())).flatten().copied();
    units.collect::<BTreeSet<PageIx>>().into_iter().collect()
}

fn first_of_month(day: Date) -> Option<Date> {
    Date::from_ymd(day.year(), day.month(), 1)
}

/// How far a task has come on `day` that is owed at `time`, by the reports on it: one in its period says that it was done.
fn progress<'a>(
    day: Date,
    time: Occurrence,
    (begins, ends): (Date, Option<Date>),
    reports: &[&'a Report],
) -> (Progress, Option<&'a Report>) {
    let within = |report: &&&Report| report.date >= begins && ends.is_none_or(|ends| report.date < ends);
    let done = reports.iter().filter(within).min_by_key(|report| report.date).copied();
    let progress = match done {
        Some(_) => Progress::Done,
        None if day <= time.due => Progress::Planned,
        None if ends.is_none_or(|ends| day < ends) => Progress::Late,
        None => Progress::NotReported,
    };
    (progress, done)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(s: &str) -> Date {
        Date::parse(s).unwrap()
    }

    fn time(start: &str, due: &str) -> Occurrence {
        Occurrence { start: day(start), due: day(due) }
    }

    /// How far the task of February 2028, which comes back in May, has come with a report of `reported`.
    fn february(today: &str, reported: Option<&str>) -> Progress {
        let report = reported.map(|date| Report { date: day(date), ..Report::default() });
        let reports: Vec<&Report> = report.iter().collect();
        let period = (day("2028-02-01"), Some(day("2028-05-01")));
        progress(day(today), time("2028-02-01", "2028-02-29"), period, &reports).0
    }

    #[test]
    fn a_task_is_late_after_its_last_day() {
        for (today, expected) in [
            ("2028-01-31", Progress::Planned),
            ("2028-02-28", Progress::Planned),
            ("2028-02-29", Progress::Planned),
            ("2028-03-01", Progress::Late),
            ("2028-04-30", Progress::Late),
            ("2028-05-01", Progress::NotReported),
            ("2028-05-02", Progress::NotReported),
        ] {
            assert_eq!(february(today, None), expected, "{today}");
        }
    }

    #[test]
    fn a_report_counts_from_the_first_day_until_the_next_time() {
        for (reported, expected) in [
            ("2028-01-31", Progress::NotReported),
            ("2028-02-01", Progress::Done),
            ("2028-02-29", Progress::Done),
            ("2028-04-30", Progress::Done),
            ("2028-05-01", Progress::NotReported),
        ] {
            assert_eq!(february("2028-05-02", Some(reported)), expected, "{reported}");
        }
        assert_eq!(february("2028-02-03", Some("2028-02-02")), Progress::Done, "before its last day");
    }

    #[test]
    fn what_comes_once_is_late_for_good() {
        let once =
            |today: &str| progress(day(today), time("2027-12-31", "2027-12-31"), (day("2027-12-01"), None), &[]).0;
        assert_eq!(
            ["2027-12-30", "2027-12-31", "2028-01-01", "2040-01-01"].map(once),
            [Progress::Planned, Progress::Planned, Progress::Late, Progress::Late]
        );
    }

    #[test]
    fn quarters_begin_in_january() {
        for (date, expected) in
            [("2027-12-31", (2027, 4)), ("2028-01-01", (2028, 1)), ("2028-03-31", (2028, 1)), ("2028-04-01", (2028, 2))]
        {
            assert_eq!(quarter(day(date)), expected);
        }
    }
}
