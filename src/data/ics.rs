//! Calendars (RFC 5545): all-day events with a reminder.

use crate::base::date::Date;
use crate::base::hash::Hash;
use crate::base::slug::slug;

/// How often a calendar that subscribes asks for changes: once a day (RFC 7986, 5.7; the other name is that of older ones).
const REFRESH: &str = "REFRESH-INTERVAL;VALUE=DURATION:P1D\r\nX-PUBLISHED-TTL:P1D\r\n";

/// When one is reminded: at nine in the morning of the first day.
const REMINDER: &str = "TRIGGER:PT9H\r\n";

/// Something that is to be done on a day.
pub(crate) struct Event {
    /// The day on which it begins.
    pub day: Date,
    /// What is done.
    pub summary: String,
    /// More about it.
    pub description: String,
    /// The page that asks for it, where the address of the site is known.
    pub url: Option<String>,
    /// What no other event of the site on the same day has.
    pub name: serde_json::Value,
    /// A day on which it was known already.
    pub known: Date,
}

/// The calendar with that name. `site` is what [`site_name`] says.
pub(crate) fn calendar(name: &str, site: &str, events: impl IntoIterator<Item = Event>) -> String {
    let mut out = String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//ledfyr//SV\r\nCALSCALE:GREGORIAN\r\n");
    out.push_str(REFRESH);
    line(&mut out, &format!("X-WR-CALNAME:{}", text(name)));
    events.into_iter().for_each(|event| write(&mut out, site, &event));
    out.push_str("END:VCALENDAR\r\n");
    out
}

/// What tells the events of a site from those of others: its host, else its title.
pub(crate) fn site_name(base_url: Option<&str>, title: &str) -> String {
    base_url.and_then(|url| url.split('/').nth(2)).map_or_else(|| slug(title), str::to_owned)
}

fn write(out: &mut String, site: &str, of: &Event) {
    let mut event = format!("DTSTART;VALUE=DATE:{}\r\n", digits(of.day));
    line(&mut event, &format!("SUMMARY:{}", text(&of.summary)));
    line(&mut event, &format!("DESCRIPTION:{}", text(&of.description)));
    if let Some(url) = &of.url {
        line(&mut event, &format!("URL:{url}"));
    }
    let stamp = format!("{}T{}Z", digits(of.known), time_of(&event));
    out.push_str("BEGIN:VEVENT\r\n");
    line(out, &format!("UID:{}", uid(site, &of.name, of.day)));
    line(out, &format!("DTSTAMP:{stamp}"));
    line(out, &format!("LAST-MODIFIED:{stamp}"));
    out.push_str(&event);
    out.push_str("TRANSP:TRANSPARENT\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\n");
    line(out, &format!("DESCRIPTION:{}", text(&of.summary)));
    out.push_str(REMINDER);
    out.push_str("END:VALARM\r\nEND:VEVENT\r\n");
}

fn digits(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// The name by which calendars know an event again (RFC 5545, 3.8.4.7). A task may change its words and stays the same event.
fn uid(site: &str, name: &serde_json::Value, day: Date) -> String {
    let name = Hash::of(name.to_string().as_bytes()).hex();
    format!("{}-{}@{site}", digits(day), &name[..16])
}

/// A time of day made of an event's words. Calendars read a change only when the stamp differs, and the clock must not reach
/// the output.
fn time_of(event: &str) -> String {
    let hash = Hash::of(event.as_bytes());
    let second = hash.bytes().iter().take(4).fold(0, |n: u32, byte| n << 8 | u32::from(*byte)) % 86_400;
    format!("{:02}{:02}{:02}", second / 3600, second / 60 % 60, second % 60)
}

/// Text values escape these four (RFC 5545, 3.3.11).
fn text(s: &str) -> String {
    s.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace(['\n', '\r'], "\\n")
}

/// A content line, folded so that no line exceeds 75 bytes (RFC 5545, 3.1).
fn line(out: &mut String, content: &str) {
    let mut width = 0;
    for c in content.chars() {
        if width + c.len_utf8() > 73 {
            out.push_str("\r\n ");
            width = 1;
        }
        out.push(c);
        width += c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calendar_lines_fold_within_characters() {
        let mut out = String::new();
        line(&mut out, &"å".repeat(60));
        assert!(out.split("\r\n").all(|l| l.len() <= 75), "{out:?}");
        assert_eq!(out.replace("\r\n ", "").trim_end(), "å".repeat(60));
        assert_eq!(text("a;b,c\\d\ne"), "a\\;b\\,c\\\\d\\ne");
    }

    #[test]
    fn other_words_are_another_time_of_day() {
        assert_eq!(time_of("SUMMARY:Prova larmet"), time_of("SUMMARY:Prova larmet"));
        assert_ne!(time_of("SUMMARY:Prova larmet"), time_of("SUMMARY:Prova larmen"));
        assert_eq!(time_of("x").len(), 6);
    }
}
