//! The calendar of a role (RFC 5545).

use super::feed::changed;
use crate::base::date::Date;
use crate::base::hash::Hash;
use crate::base::slug::slug;
use crate::render::site_context::SiteContext;
use crate::site::PageIx;

/// How often a calendar that subscribes asks for changes: once a day (RFC 7986, 5.7; the other name is that of older ones).
const REFRESH: &str = "REFRESH-INTERVAL;VALUE=DURATION:P1D\r\nX-PUBLISHED-TTL:P1D\r\n";

/// When one is reminded: at nine in the morning of the first day.
const REMINDER: &str = "TRIGGER:PT9H\r\n";

/// The tasks of a role, every time of them as an all-day event with a reminder (RFC 5545).
pub(in crate::render) fn calendar(context: &SiteContext, role: PageIx) -> String {
    let page = &context.site.pages[role];
    let mut out = String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//ledfyr//SV\r\nCALSCALE:GREGORIAN\r\n");
    out.push_str(REFRESH);
    line(&mut out, &format!("X-WR-CALNAME:{}", text(page.title())));
    for (task, time) in context.governance.calendar_of(&page.id) {
        let source = &context.site.pages[task.page];
        let day = |d: Date| format!("{:04}{:02}{:02}", d.year(), d.month(), d.day());
        let mut event = format!("DTSTART;VALUE=DATE:{}\r\n", day(time.start));
        line(&mut event, &format!("SUMMARY:{}", text(&task.duty.does)));
        line(&mut event, &format!("DESCRIPTION:{}", text(source.title())));
        if let Some(url) = context.absolute(&source.url) {
            line(&mut event, &format!("URL:{url}"));
        }
        // Never the day of the build: the same site gives the same calendar tomorrow.
        let known = changed(source).or_else(|| Date::from_ymd(2000, 1, 1)).unwrap_or(time.start);
        let stamp = format!("{}T{}Z", day(known), time_of(&event));
        out.push_str("BEGIN:VEVENT\r\n");
        line(&mut out, &format!("UID:{}", uid(context, &task.duty.id, &page.id, &day(time.start))));
        line(&mut out, &format!("DTSTAMP:{stamp}"));
        line(&mut out, &format!("LAST-MODIFIED:{stamp}"));
        out.push_str(&event);
        out.push_str("TRANSP:TRANSPARENT\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\n");
        line(&mut out, &format!("DESCRIPTION:{}", text(&task.duty.does)));
        out.push_str(REMINDER);
        out.push_str("END:VALARM\r\nEND:VEVENT\r\n");
    }
    out.push_str("END:VCALENDAR\r\n");
    out
}

/// The name by which calendars know an event again (RFC 5545, 3.8.4.7): of the site, the task, the role and the time. A task may
/// change its words and stays the same event.
fn uid(context: &SiteContext, task: &str, role: &str, day: &str) -> String {
    let site = context.settings.base_url.as_deref().and_then(|url| url.split('/').nth(2));
    let site = site.map_or_else(|| slug(&context.site.languages[0].title), str::to_owned);
    let names = Hash::of(serde_json::json!([task, role]).to_string().as_bytes()).hex();
    format!("{day}-{}@{site}", &names[..16])
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
