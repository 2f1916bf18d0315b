//! Time zones: which day it is somewhere. Their rules (IANA's tz database) are in the program, so that a container without
//! `/usr/share/zoneinfo` and a machine with an old one come to the same day.

use super::date::Date;
use jiff::Timestamp;
use jiff::tz::{self, TimeZone};

/// A time zone.
#[derive(Clone, Debug)]
pub struct Zone(TimeZone);

impl Zone {
    /// By its name in the tz database (`Europe/Stockholm`).
    pub fn named(name: &str) -> Option<Zone> {
        tz::db().get(name).ok().map(Zone)
    }

    /// Coordinated universal time.
    pub fn utc() -> Zone {
        Zone(TimeZone::UTC)
    }

    /// The machine's: `TZ`, else what the system is set to, else UTC.
    pub fn machine() -> Zone {
        Zone(TimeZone::try_system().unwrap_or(TimeZone::UTC))
    }

    /// The day here, at a number of seconds since 1970; `None` past the end of the calendar.
    pub fn day(&self, seconds: i64) -> Option<Date> {
        let moment = Timestamp::from_second(seconds).ok()?;
        let day = self.0.to_datetime(moment).date();
        Date::from_ymd(day.year(), day.month(), day.day())
    }

    /// All names, in order.
    pub fn names() -> Vec<String> {
        let mut names: Vec<String> = tz::db().available().map(|name| name.to_string()).collect();
        names.sort_unstable();
        names
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_begins_at_midnight_there() {
        // 2026-11-30T23:05:00Z and, in summer, 2026-07-31T22:30:00Z.
        for (zone, winter, summer) in [
            ("Europe/Stockholm", "2026-12-01", "2026-08-01"),
            ("europe/stockholm", "2026-12-01", "2026-08-01"),
            ("Europe/London", "2026-11-30", "2026-07-31"),
            ("Pacific/Kiritimati", "2026-12-01", "2026-08-01"),
            ("America/Los_Angeles", "2026-11-30", "2026-07-31"),
        ] {
            let zone = Zone::named(zone).unwrap();
            assert_eq!(zone.day(1_796_079_900).unwrap().to_string(), winter, "{zone:?}");
            assert_eq!(zone.day(1_785_537_000).unwrap().to_string(), summer, "{zone:?}");
        }
        assert_eq!(Zone::utc().day(1_796_079_900).unwrap().to_string(), "2026-11-30");
        assert!(Zone::named("Sverige").is_none() && Zone::named("").is_none());
        assert_eq!(Zone::utc().day(i64::MAX), None);
        assert!(Zone::names().iter().any(|name| name == "Europe/Stockholm"));
    }
}
