//! The calendar of a role (RFC 5545).

use super::feed::changed;
use crate::base::date::Date;
use crate::base::hash::Hash;
use crate::front_matter::fields::Duty;
use crate::governance::Task;
use crate::render::site_context::SiteContext;
use crate::site::PageIx;
use std::collections::BTreeMap;

/// The duties of a role that come back, as all-day events (RFC 5545). A duty with a month recurs in that month; the
/// first time is the one after the day from which its page holds.
pub(in crate::render) fn calendar(context: &SiteContext, role: PageIx) -> String {
    let page = &context.site.pages[role];
    let mut out = String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//ledfyr//SV\r\nCALSCALE:GREGORIAN\r\n");
    line(&mut out, &format!("X-WR-CALNAME:{}", text(page.title())));
    let mut uids = Uids::default();
    for Task { page: laid_down, duty } in context.governance.tasks_of(&page.id) {
        let Some(month) = duty.month else { continue };
        let source = &context.site.pages[laid_down];
        // Never the day of the build: the same site gives the same calendar tomorrow.
        let known = source.fields().valid_from.or(source.fields().date).or(changed(source));
        let Some(from) = known.or_else(|| Date::from_ymd(2000, 1, 1)) else { continue };
        let Some(start) = first_of_month(from, month) else { continue };
        let day = |d: Date| format!("{:04}{:02}{:02}", d.year(), d.month(), d.day());
        let mut event = format!("DTSTART;VALUE=DATE:{}\r\n", day(start));
        if let Some(rule) = duty.every.and_then(|every| rule(every.parts())) {
            line(&mut event, &format!("RRULE:{rule}"));
        }
        line(&mut event, &format!("SUMMARY:{}", text(&duty.does)));
        line(&mut event, &format!("DESCRIPTION:{}", text(source.title())));
        if let Some(url) = context.absolute(&source.url) {
            line(&mut event, &format!("URL:{url}"));
        }
        let stamp = format!("{}T{}Z", day(changed(source).unwrap_or(from).max(from)), time_of(&event));
        out.push_str("BEGIN:VEVENT\r\n");
        line(&mut out, &format!("UID:{}", uids.next(&source.id, &page.id, duty)));
        line(&mut out, &format!("DTSTAMP:{stamp}"));
        line(&mut out, &format!("LAST-MODIFIED:{stamp}"));
        out.push_str(&event);
        out.push_str("TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n");
    }
    out.push_str("END:VCALENDAR\r\n");
    out
}

/// The names by which calendars know events again (RFC 5545, 3.8.4.7): made of what a duty says, not of its place in a list,
/// so that no duty takes the name of another.
#[derive(Default)]
struct Uids(BTreeMap<String, usize>);

impl Uids {
    fn next(&mut self, page: &str, role: &str, duty: &Duty) -> String {
        let of = serde_json::json!([page, role, duty.does, duty.month]).to_string();
        let hash = &Hash::of(of.as_bytes()).hex()[..16];
        let uid = format!("{page}-{role}-{hash}");
        // The same duty twice in one month: nothing tells the two apart but their order.
        let twins = self.0.entry(uid.clone()).or_default();
        *twins += 1;
        if *twins == 1 { format!("{uid}@ledfyr") } else { format!("{uid}-{twins}@ledfyr") }
    }
}

/// A time of day made of an event's words. Calendars read a change only when the stamp differs, and the clock must not reach
/// the output.
fn time_of(event: &str) -> String {
    let hash = Hash::of(event.as_bytes());
    let second = hash.bytes().iter().take(4).fold(0, |n: u32, byte| n << 8 | u32::from(*byte)) % 86_400;
    format!("{:02}{:02}{:02}", second / 3600, second / 60 % 60, second % 60)
}

fn first_of_month(from: Date, month: u8) -> Option<Date> {
    let month = i8::try_from(month).ok()?;
    let this = Date::from_ymd(from.year(), month, 1)?;
    if this >= from { Some(this) } else { Date::from_ymd(from.year() + 1, month, 1) }
}

fn rule((years, months, weeks, days): (i16, i32, i32, i32)) -> Option<String> {
    Some(match (years, months, weeks, days) {
        (n, 0, 0, 0) => format!("FREQ=YEARLY;INTERVAL={n}"),
        (0, n, 0, 0) => format!("FREQ=MONTHLY;INTERVAL={n}"),
        (0, 0, n, 0) => format!("FREQ=WEEKLY;INTERVAL={n}"),
        (0, 0, 0, n) => format!("FREQ=DAILY;INTERVAL={n}"),
        _ => return None,
    })
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
    fn first_times() {
        let d = |s: &str| Date::parse(s).unwrap();
        assert_eq!(first_of_month(d("2026-01-01"), 2), Some(d("2026-02-01")));
        assert_eq!(first_of_month(d("2026-03-02"), 3), Some(d("2027-03-01")));
        assert_eq!(rule((1, 0, 0, 0)).as_deref(), Some("FREQ=YEARLY;INTERVAL=1"));
    }

    #[test]
    fn a_duty_keeps_its_name_and_gives_it_to_nobody() {
        let duty = |does: &str, month| Duty { does: does.to_owned(), month: Some(month), ..duty_of_a_role() };
        let names = |duties: &[Duty]| {
            let mut uids = Uids::default();
            duties.iter().map(|duty| uids.next("p", "chef", duty)).collect::<Vec<_>>()
        };
        let two = [duty("Håll övning", 3), duty("Se över listan", 10)];
        let before = names(&two);
        for first in [duty("Prova larmet", 1), duty("Håll övning", 9), duty("Se över listan", 3)] {
            let after = names(&[&[first][..], &two].concat());
            assert_eq!(after[1..], before);
            assert!(!before.contains(&after[0]), "{after:?}");
        }
        let twins = names(&[two[0].clone(), two[0].clone()]);
        assert_eq!((&twins[0], twins[0] != twins[1]), (&before[0], true));
        let mut uids = Uids::default();
        assert_ne!(uids.next("a-b", "c", &two[0]), uids.next("a", "b-c", &two[0]));
    }

    fn duty_of_a_role() -> Duty {
        use crate::front_matter::fields::Raci;
        Duty { role: String::new(), does: String::new(), raci: Raci::R, every: None, month: None, legal: Vec::new() }
    }

    #[test]
    fn other_words_are_another_time_of_day() {
        assert_eq!(time_of("SUMMARY:Prova larmet"), time_of("SUMMARY:Prova larmet"));
        assert_ne!(time_of("SUMMARY:Prova larmet"), time_of("SUMMARY:Prova larmen"));
        assert_eq!(time_of("x").len(), 6);
    }
}
