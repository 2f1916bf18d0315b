//! Calendar dates and the lengths of time between reviews.

use jiff::civil;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;

/// A day, ISO 8601 (`2026-11-22`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(civil::Date);

impl Date {
    /// `2026-11-22`; of a date with a time (`2026-11-22T08:00:00+01:00`, `2026-11-22 08:00`) the day as written.
    /// The day must exist: 30 February is `None`.
    pub fn parse(s: &str) -> Option<Date> {
        let s = s.trim();
        let day = s.get(..10)?;
        let rest = &s[10..];
        let shape = day.bytes().enumerate().all(|(i, b)| match i {
            4 | 7 => b == b'-',
            _ => b.is_ascii_digit(),
        });
        let time = rest.is_empty()
            || (rest.starts_with(['T', 't', ' '])
                && rest.len() >= 6
                && rest[1..].bytes().all(|b| b.is_ascii_digit() || b":+-.Zz ".contains(&b)));
        if !shape || !time {
            return None;
        }
        day.parse().ok().map(Date)
    }

    /// The date of this year, month and day, when there is one.
    pub fn from_ymd(year: i16, month: i8, day: i8) -> Option<Date> {
        civil::Date::new(year, month, day).ok().map(Date)
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// 1–12.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// The day of the month, from 1.
    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// The day before; `None` at the beginning of the calendar.
    pub fn yesterday(self) -> Option<Date> {
        self.0.yesterday().ok().map(Date)
    }

    /// The day after; `None` at the end of the calendar.
    pub fn tomorrow(self) -> Option<Date> {
        self.0.tomorrow().ok().map(Date)
    }

    /// `None` past the end of the calendar.
    pub fn plus(self, period: Period) -> Option<Date> {
        self.0.checked_add(period.0).ok().map(Date)
    }

    /// The day `n` periods later, counted from this one: a month after 31 January is 28 February, two are 31 March.
    /// `None` past the end of the calendar.
    pub fn plus_times(self, period: Period, n: i32) -> Option<Date> {
        self.plus(Period(period.0.checked_mul(n.into()).ok()?))
    }

    /// The day `n` days later, or earlier where `n` is negative; the calendar's last or first day past its ends.
    pub fn plus_days(self, n: i32) -> Date {
        Date(self.0.saturating_add(jiff::Span::new().days(n)))
    }

    /// How many days `later` lies after this day; negative before it.
    pub fn days_until(self, later: Date) -> i32 {
        (later.0 - self.0).get_days()
    }

    /// The last day of its month.
    pub fn end_of_month(self) -> Date {
        Date(self.0.last_of_month())
    }
}

/// When something is done for the first time: in a month (`2027-03`) or on a day (`2027-03-15`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// In a month.
    Month {
        /// The year.
        year: i16,
        /// 1–12.
        month: i8,
    },
    /// On a day.
    Day(Date),
}

impl Start {
    /// `2027-03` or `2027-03-15`.
    pub fn parse(s: &str) -> Option<Start> {
        let s = s.trim();
        match s.len() {
            7 => Date::parse(&format!("{s}-01")).map(|day| Start::Month { year: day.year(), month: day.month() }),
            10 => Date::parse(s).map(Start::Day),
            _ => None,
        }
    }
}

impl fmt::Display for Start {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Start::Month { year, month } => write!(f, "{year:04}-{month:02}"),
            Start::Day(day) => day.fmt(f),
        }
    }
}

impl Serialize for Start {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Start {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Start, D::Error> {
        d.deserialize_str(FromText("start", Start::parse))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

/// Reads a value from its text; `expecting` is the word that findings translate.
struct FromText<T>(&'static str, fn(&str) -> Option<T>);

impl<T> de::Visitor<'_> for FromText<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }

    fn visit_str<E: de::Error>(self, s: &str) -> Result<T, E> {
        (self.1)(s).ok_or_else(|| E::invalid_value(de::Unexpected::Str(s), &self.0))
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Date, D::Error> {
        d.deserialize_str(FromText("date", Date::parse))
    }
}

/// A length of time in whole days or longer, ISO 8601 (`P1Y`, `P6M`, `P2W`, `P90D`).
#[derive(Clone, Copy, Debug)]
pub struct Period(jiff::Span);

impl Period {
    /// Years, months, weeks and days; an hour or a negative length is `None`.
    pub fn parse(s: &str) -> Option<Period> {
        if !s.starts_with('P') || s.contains('T') {
            return None;
        }
        let span: jiff::Span = s.parse().ok()?;
        (span.is_positive()).then_some(Period(span))
    }

    /// One year.
    pub fn one_year() -> Period {
        Period(jiff::Span::new().years(1))
    }

    /// Whether it brings back the same months each year: 1, 2, 3, 4, 6 or 12 months.
    pub fn is_part_of_a_year(self) -> bool {
        self.months().is_some_and(|months| months > 0 && 12 % months == 0)
    }

    /// Its length in months, where it is one of whole months.
    pub fn months(self) -> Option<i32> {
        let (years, months, weeks, days) = self.parts();
        (weeks == 0 && days == 0).then(|| i32::from(years) * 12 + months)
    }

    /// Years, months, weeks, days.
    pub fn parts(self) -> (i16, i32, i32, i32) {
        (self.0.get_years(), self.0.get_months(), self.0.get_weeks(), self.0.get_days())
    }
}

impl PartialEq for Period {
    fn eq(&self, other: &Period) -> bool {
        self.parts() == other.parts()
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Period, D::Error> {
        d.deserialize_str(FromText("period", Period::parse))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        assert_eq!(Date::parse("2026-02-28").unwrap().to_string(), "2026-02-28");
        assert_eq!(Date::parse("2024-01-01T10:00:00+01:00").unwrap().to_string(), "2024-01-01");
        for bad in ["2026-02-30", "2026-2-3", "22/11/2026", "2026-11-22x", "imorgon", "", "20261122", "2026-11-22T"] {
            assert_eq!(Date::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn periods() {
        let d = Date::parse("2024-02-29").unwrap();
        assert_eq!(d.plus(Period::parse("P1Y").unwrap()).unwrap().to_string(), "2025-02-28");
        assert_eq!(Period::parse("P6M").unwrap().to_string(), "P6M");
        for bad in ["1Y", "P", "PT1H", "-P1Y", "P0D", "ett år"] {
            assert_eq!(Period::parse(bad), None, "{bad}");
        }
    }
}
