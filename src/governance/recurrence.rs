//! When a task is to be done: one engine that the wheel, tables, calendars and reports all expand.

use crate::base::date::{Date, Period, Start};
use crate::front_matter::fields::Duty;

/// When a task comes back.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Schedule {
    /// When something asks for it, at no set time.
    WhenNeeded,
    /// At intervals, with no month or day said.
    Untimed(Period),
    /// In whole months, the same ones each year.
    Months {
        /// One of the months, 1–12.
        month: u8,
        /// Months between two of them: 1, 2, 3, 4, 6 or 12.
        step: u8,
    },
    /// From a month or a day on, once or at intervals.
    From {
        /// The first time.
        start: Start,
        /// `None`: once.
        every: Option<Period>,
    },
    /// A month without a period that comes back in it: nobody can say in which years.
    Unclear,
}

/// One time at which a task is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Occurrence {
    /// The first day on which it can be done as planned: of a month its first.
    pub start: Date,
    /// The last: of a month its last.
    pub due: Date,
}

impl Schedule {
    /// The schedule that a duty states.
    pub fn of(duty: &Duty) -> Schedule {
        match (duty.from, duty.month, duty.every) {
            (Some(start), _, every) => Schedule::From { start, every },
            (None, Some(month), Some(every)) => in_months(month, every),
            (None, Some(_), None) => Schedule::Unclear,
            (None, None, Some(every)) => Schedule::Untimed(every),
            (None, None, None) => Schedule::WhenNeeded,
        }
    }

    /// Every time that begins on `from` or later and before `until`, in order.
    pub fn occurrences(self, from: Date, until: Date) -> Vec<Occurrence> {
        self.starting(from).take_while(|o| o.start < until).collect()
    }

    /// Every time that begins on `from` or later, in order: without an end where the task comes back.
    pub fn starting(self, from: Date) -> impl Iterator<Item = Occurrence> {
        (0..).map_while(move |n| self.nth(from, n)).skip_while(move |o| o.start < from)
    }

    /// One of its times, counted from one that begins no later than the first after `from`.
    fn nth(self, from: Date, n: i32) -> Option<Occurrence> {
        match self {
            // From the same months of the year before, so that none of the first is missed.
            Schedule::Months { month, step } => {
                whole_month(i32::from(from.year()) - 1, i32::from(month) - 1 + i32::from(step) * n)
            }
            Schedule::From { every: None, .. } if n > 0 => None,
            Schedule::From { start: Start::Month { year, month }, every } => {
                // A month that comes back after weeks or days is one that its first day comes back to.
                let first = Date::from_ymd(year, month, 1)?;
                let day = every.map_or(Some(first), |every| first.plus_times(every, n))?;
                whole_month(i32::from(day.year()), i32::from(day.month()) - 1)
            }
            // Counted from the first day, so that the 31st comes back after a month that lacks it.
            Schedule::From { start: Start::Day(first), every } => {
                let day = every.map_or(Some(first), |every| first.plus_times(every, n))?;
                Some(Occurrence { start: day, due: day })
            }
            Schedule::WhenNeeded | Schedule::Untimed(_) | Schedule::Unclear => None,
        }
    }

    /// Whether it has times of its own.
    pub fn is_timed(self) -> bool {
        matches!(self, Schedule::Months { .. } | Schedule::From { .. })
    }
}

/// A month alone says when only where the period brings back the same months each year.
fn in_months(month: u8, every: Period) -> Schedule {
    match every.months().and_then(|step| u8::try_from(step).ok()) {
        Some(step) if (1..=12).contains(&month) && every.is_part_of_a_year() => Schedule::Months { month, step },
        _ => Schedule::Unclear,
    }
}

/// The month that lies `months` after January of `year`.
fn whole_month(year: i32, months: i32) -> Option<Occurrence> {
    let year = i16::try_from(year + months.div_euclid(12)).ok()?;
    let month = i8::try_from(months.rem_euclid(12) + 1).ok()?;
    let start = Date::from_ymd(year, month, 1)?;
    Some(Occurrence { start, due: start.end_of_month() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(s: &str) -> Date {
        Date::parse(s).unwrap()
    }

    fn schedule(from: Option<&str>, month: Option<u8>, every: Option<&str>) -> Schedule {
        let mut duty = serde_json::json!({"id": "x", "does": "Y", "responsible": ["z"], "month": month});
        for (key, value) in [("from", from), ("every", every)] {
            if let Some(value) = value {
                duty[key] = value.into();
            }
        }
        Schedule::of(&serde_json::from_value(duty).unwrap())
    }

    fn starts(schedule: Schedule, from: &str, until: &str) -> Vec<String> {
        schedule.occurrences(day(from), day(until)).iter().map(|o| o.start.to_string()).collect()
    }

    fn dues(schedule: Schedule, from: &str, until: &str) -> Vec<String> {
        schedule.occurrences(day(from), day(until)).iter().map(|o| o.due.to_string()).collect()
    }

    #[test]
    fn a_month_comes_back_as_often_as_its_period_says() {
        let (from, until) = ("2027-01-01", "2028-01-01");
        let of = |month, every| starts(schedule(None, Some(month), Some(every)), from, until);
        assert_eq!(of(2, "P1Y"), ["2027-02-01"]);
        assert_eq!(of(2, "P12M"), ["2027-02-01"]);
        assert_eq!(of(3, "P6M"), ["2027-03-01", "2027-09-01"]);
        assert_eq!(
            of(11, "P3M"),
            ["2027-02-01", "2027-05-01", "2027-08-01", "2027-11-01"],
            "also before the month named"
        );
        assert_eq!(of(1, "P1M").len(), 12);
        assert_eq!(of(12, "P4M"), ["2027-04-01", "2027-08-01", "2027-12-01"]);
    }

    #[test]
    fn a_month_is_due_on_its_last_day() {
        let february = schedule(None, Some(2), Some("P1Y"));
        assert_eq!(dues(february, "2027-01-01", "2029-01-01"), ["2027-02-28", "2028-02-29"]);
        assert_eq!(
            starts(february, "2027-02-01", "2027-02-02"),
            ["2027-02-01"],
            "the first day counts, the last does not"
        );
        assert!(starts(february, "2027-02-02", "2028-02-01").is_empty());
    }

    #[test]
    fn periods_that_move_through_the_year_need_a_start() {
        for every in ["P2Y", "P3Y", "P5M", "P18M", "P2W", "P10D", "P1Y1D"] {
            assert_eq!(schedule(None, Some(10), Some(every)), Schedule::Unclear, "{every}");
        }
        assert_eq!(schedule(None, Some(10), None), Schedule::Unclear);
        let third = schedule(Some("2026-10"), None, Some("P3Y"));
        assert_eq!(starts(third, "2026-01-01", "2033-01-01"), ["2026-10-01", "2029-10-01", "2032-10-01"]);
        assert_eq!(dues(third, "2029-01-01", "2030-01-01"), ["2029-10-31"]);
        assert!(starts(third, "2027-01-01", "2028-01-01").is_empty());
    }

    #[test]
    fn days_are_counted_from_the_first() {
        let last = schedule(Some("2027-01-31"), None, Some("P1M"));
        assert_eq!(starts(last, "2027-01-01", "2027-05-01"), ["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30"]);
        let leap = schedule(Some("2024-02-29"), None, Some("P1Y"));
        assert_eq!(starts(leap, "2025-01-01", "2029-01-01"), ["2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"]);
        let weeks = schedule(Some("2026-12-28"), None, Some("P1W"));
        assert_eq!(
            starts(weeks, "2026-12-28", "2027-01-12"),
            ["2026-12-28", "2027-01-04", "2027-01-11"],
            "over the year's end"
        );
        let once = schedule(Some("2027-03-15"), None, None);
        assert_eq!(starts(once, "2027-01-01", "2037-01-01"), ["2027-03-15"]);
        assert!(starts(once, "2027-03-16", "2037-01-01").is_empty());
    }

    #[test]
    fn what_says_no_time_has_none() {
        assert_eq!(schedule(None, None, None), Schedule::WhenNeeded);
        let yearly = schedule(None, None, Some("P1Y"));
        assert!(!yearly.is_timed() && starts(yearly, "2027-01-01", "2030-01-01").is_empty());
    }
}
