//! When each version of a document holds, and which of them stands for the document on a day.

use crate::base::date::Date;
use crate::front_matter::fields::{Fields, Status};
use std::cmp::Reverse;

/// What has become of a version, whatever the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// It holds from its first day to its last.
    Decided,
    /// It held, and was taken back or replaced by hand.
    Over,
    /// It is being written or looked at.
    Planned,
}

/// One version's own dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Period {
    /// As the file's name has it; 0 without one.
    pub number: u32,
    pub state: State,
    /// The first day; `None`: for as long as anybody knows.
    pub from: Option<Date>,
    /// The last day that the version itself states.
    pub to: Option<Date>,
}

impl Period {
    pub(crate) fn of(number: u32, f: &Fields) -> Period {
        let state = match f.status {
            _ if f.draft => State::Planned,
            Some(Status::Draft | Status::Review) => State::Planned,
            Some(Status::Superseded | Status::Withdrawn) => State::Over,
            Some(Status::Decided) | None => State::Decided,
        };
        Period { number, state, from: f.valid_from, to: f.valid_to }
    }

    pub(crate) fn is_decided(&self) -> bool {
        self.state == State::Decided
    }
}

/// Places in `periods` in the order in which the versions come to hold.
pub(super) fn in_time(periods: &[Period]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..periods.len()).collect();
    order.sort_by_key(|i| (periods[*i].from, periods[*i].number));
    order
}

/// For each version the first day on which a later one holds in its place. A later one that states no day, which is a
/// fault, takes over from the beginning of time: two never hold at once.
pub(super) fn replaced_from(periods: &[Period]) -> Vec<Option<Date>> {
    let mut replaced = vec![None; periods.len()];
    let decided: Vec<usize> = in_time(periods).into_iter().filter(|i| periods[*i].is_decided()).collect();
    for pair in decided.windows(2) {
        replaced[pair[0]] = Some(periods[pair[1]].from.unwrap_or_default());
    }
    replaced
}

/// Places in `periods`, the version that stands for the document on `day` first: the one in force, else the last that
/// was, else the first that will be, else the first that is written.
pub(super) fn by_preference(periods: &[Period], day: Date) -> Vec<usize> {
    let replaced = replaced_from(periods);
    let mut order: Vec<usize> = (0..periods.len()).collect();
    order.sort_by_key(|i| {
        let p = &periods[*i];
        let begun = p.from.is_none_or(|from| from <= day);
        let in_force = replaced[*i].is_none_or(|next| next > day) && p.to.is_none_or(|to| to >= day);
        let rank = match p.state {
            State::Decided if begun && in_force => 0,
            State::Decided | State::Over if begun => 1,
            State::Decided => 2,
            State::Over | State::Planned => 3,
        };
        let latest = (rank == 1).then_some(Reverse((p.from, p.number)));
        (rank, latest, p.from.filter(|_| rank == 2), p.number)
    });
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    fn period(number: u32, state: State, from: &str, to: &str) -> Period {
        Period { number, state, from: Date::parse(from), to: Date::parse(to) }
    }

    fn first(periods: &[Period], on: &str) -> u32 {
        periods[by_preference(periods, day(on))[0]].number
    }

    #[test]
    fn a_version_ends_the_day_before_the_next_begins() {
        use State::Decided;
        let all = [
            period(0, Decided, "2026-01-01", ""),
            period(2, Decided, "2028-02-29", ""),
            period(3, Decided, "2029-01-01", ""),
        ];
        assert_eq!(replaced_from(&all), [Some(day("2028-02-29")), Some(day("2029-01-01")), None]);
        for (on, holds) in [
            ("2025-12-31", 0),
            ("2026-01-01", 0),
            ("2028-02-28", 0),
            ("2028-02-29", 2),
            ("2028-03-01", 2),
            ("2028-12-31", 2),
            ("2029-01-01", 3),
            ("2029-01-02", 3),
        ] {
            assert_eq!(first(&all, on), holds, "{on}");
        }
    }

    #[test]
    fn numbers_do_not_decide_where_dates_do() {
        use State::Decided;
        let all = [period(2, Decided, "2026-06-01", ""), period(0, Decided, "2027-01-01", "")];
        assert_eq!(replaced_from(&all), [Some(day("2027-01-01")), None]);
        assert_eq!(in_time(&all), [0, 1]);
        assert_eq!(first(&all, "2026-12-31"), 2);
    }

    #[test]
    fn what_is_planned_replaces_nothing_and_stands_last() {
        use State::{Decided, Over, Planned};
        let all = [period(0, Decided, "2026-01-01", ""), period(2, Planned, "2026-06-01", "")];
        assert_eq!(replaced_from(&all), [None, None]);
        assert_eq!(first(&all, "2026-12-01"), 0);
        let none = [period(0, Planned, "", ""), period(2, Planned, "", "")];
        assert_eq!(first(&none, "2026-12-01"), 0);
        let taken_back = [period(0, Over, "", ""), period(2, Decided, "2027-01-01", "")];
        assert_eq!(first(&taken_back, "2026-12-31"), 0);
        assert_eq!(first(&taken_back, "2027-01-01"), 2);
    }

    #[test]
    fn a_document_that_has_ended_is_stood_for_by_its_last_version() {
        use State::Decided;
        let all = [period(0, Decided, "2026-01-01", ""), period(2, Decided, "2027-01-01", "2027-12-31")];
        assert_eq!(first(&all, "2027-12-31"), 2);
        assert_eq!(first(&all, "2028-01-01"), 2);
    }

    #[test]
    fn two_never_hold_at_once_whatever_they_state() {
        use State::Decided;
        let all = [period(0, Decided, "", ""), period(2, Decided, "", ""), period(3, Decided, "2027-01-01", "")];
        assert_eq!(replaced_from(&all), [Some(Date::default()), Some(day("2027-01-01")), None]);
        assert_eq!(first(&all, "2026-12-31"), 2);
        assert_eq!(first(&all, "2027-01-01"), 3);
    }
}
