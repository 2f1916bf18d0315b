//! The day that a command goes by. Nothing else reads the clock.

use super::Exit;
use super::print::print_error;
use crate::base::date::Date;
use crate::base::text::Lang;
use crate::base::zone::Zone;
use crate::text;
use std::io::Write;
use std::time::{SystemTime, UNIX_EPOCH};

/// Makes builds repeatable (reproducible-builds.org): seconds since 1970.
const EPOCH: &str = "SOURCE_DATE_EPOCH";

/// Where the day comes from: the first of these that is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Day {
    /// `--as-of`
    Given(Date),
    /// `SOURCE_DATE_EPOCH`
    Moment(i64),
    Clock,
}

impl Day {
    /// As the command line and the environment have it.
    pub(super) fn of(as_of: Option<&str>, lang: Lang) -> Result<Day, Exit> {
        let given = as_of.map(|given| date("--as-of", given, lang)).transpose()?;
        let epoch = std::env::var_os(EPOCH).map(|epoch| epoch.to_string_lossy().into_owned());
        match (given, epoch) {
            (Some(day), epoch) => {
                if epoch.is_some() {
                    let note = text!(
                        "dagen är {day} (--as-of); {EPOCH} räknas inte",
                        "the day is {day} (--as-of); {EPOCH} does not count"
                    );
                    let _ = writeln!(std::io::stderr(), "{}", note.get(lang));
                }
                Ok(Day::Given(day))
            }
            (None, Some(epoch)) => moment(&epoch).map(Day::Moment).ok_or_else(|| {
                print_error(
                    &text!(
                        "{EPOCH} ska vara ett antal sekunder, men är ”{epoch}”",
                        "{EPOCH} is a number of seconds, but is \"{epoch}\""
                    ),
                    lang,
                );
                Exit::Fault
            }),
            (None, None) => Ok(Day::Clock),
        }
    }

    /// The day for an organisation in this time zone. Without one the clock is read in the machine's, and a moment in UTC, so
    /// that it is the same day on every machine.
    pub(super) fn date(self, zone: Option<Zone>) -> Date {
        let (seconds, zone) = match self {
            Day::Given(day) => return day,
            Day::Moment(seconds) => (seconds, zone.unwrap_or_else(Zone::utc)),
            Day::Clock => (now(), zone.unwrap_or_else(Zone::machine)),
        };
        zone.day(seconds).unwrap_or_default()
    }

    pub(super) fn is_clock(self) -> bool {
        self == Day::Clock
    }
}

/// The day that an option gives, else today: of what has been done, so never one ahead.
pub(super) fn past(option: &str, given: Option<&str>, today: Date, lang: Lang) -> Result<Date, Exit> {
    let day = given.map_or(Ok(today), |given| date(option, given, lang))?;
    if day > today {
        print_error(&text!("{option} ligger i framtiden: {day}", "{option} lies in the future: {day}"), lang);
        return Err(Exit::Fault);
    }
    Ok(day)
}

/// The day that an option gives.
pub(super) fn date(option: &str, given: &str, lang: Lang) -> Result<Date, Exit> {
    Date::parse(given).filter(|day| day.to_string() == given).ok_or_else(|| {
        print_error(
            &text!(
                "{option} är ett datum som finns, skrivet ÅÅÅÅ-MM-DD, inte ”{given}”",
                "{option} is a date that exists, written YYYY-MM-DD, not \"{given}\""
            ),
            lang,
        );
        Exit::Fault
    })
}

/// A number of seconds that is a day in every time zone.
fn moment(text: &str) -> Option<i64> {
    let seconds: i64 = text.trim().parse().ok()?;
    let day = |seconds: Option<i64>| Zone::utc().day(seconds?);
    const DAY: i64 = 86_400;
    (day(seconds.checked_sub(DAY)).is_some() && day(seconds.checked_add(DAY)).is_some()).then_some(seconds)
}

/// Seconds since 1970; before that, negative.
fn now() -> i64 {
    let seconds = |d: std::time::Duration| i64::try_from(d.as_secs()).unwrap_or(0);
    match SystemTime::now().duration_since(UNIX_EPOCH) {
        Ok(since) => seconds(since),
        Err(before) => -seconds(before.duration()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_a_day_in_the_organisations_zone() {
        // 2026-11-30T23:05:00Z
        let moment = Day::Moment(1_796_079_900);
        assert_eq!(moment.date(Zone::named("Europe/Stockholm")).to_string(), "2026-12-01");
        assert_eq!(moment.date(None).to_string(), "2026-11-30");
        assert_eq!(super::moment(" 0\n"), Some(0));
        for bad in ["", "x", "1.5", "9223372036854775807", "-9223372036854775808", "2026-11-30"] {
            assert_eq!(super::moment(bad), None, "{bad}");
        }
    }

    #[test]
    fn the_day_of_a_given_date_is_that_date() {
        let day = Date::parse("2024-02-29").unwrap();
        assert_eq!(Day::Given(day).date(Zone::named("Asia/Tokyo")), day);
        assert!(Day::Clock.is_clock() && !Day::Given(day).is_clock());
    }
}
