//! The calendar of a role (RFC 5545).

use super::feed::changed;
use crate::base::date::Date;
use crate::base::hash::Hash;
use crate::base::slug::slug;
use crate::governance::Event;
use crate::render::site_context::SiteContext;
use crate::site::{Page, PageIx};

/// How often a calendar that subscribes asks for changes: once a day (RFC 7986, 5.7; the other name is that of older ones).
const REFRESH: &str = "REFRESH-INTERVAL;VALUE=DURATION:P1D\r\nX-PUBLISHED-TTL:P1D\r\n";

/// When one is reminded: at nine in the morning of the first day.
const REMINDER: &str = "TRIGGER:PT9H\r\n";

/// What a role has to do, every time of it as an all-day event with a reminder (RFC 5545).
pub(in crate::render) fn calendar(context: &SiteContext, role: PageIx) -> String {
    let page = &context.site.pages[role];
    let mut out = String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//ledfyr//SV\r\nCALSCALE:GREGORIAN\r\n");
    out.push_str(REFRESH);
    line(&mut out, &format!("X-WR-CALNAME:{}", text(page.title())));
    for (time, of) in context.governance.calendar_of(role) {
        event(&mut out, context, &page.id, time.start, of);
    }
    out.push_str("END:VCALENDAR\r\n");
    out
}

fn event(out: &mut String, context: &SiteContext, role: &str, day: Date, of: Event<'_>) {
    let Words { page, summary, description, name } = words(context, role, of);
    let day_of = |d: Date| format!("{:04}{:02}{:02}", d.year(), d.month(), d.day());
    let mut event = format!("DTSTART;VALUE=DATE:{}\r\n", day_of(day));
    line(&mut event, &format!("SUMMARY:{}", text(&summary)));
    line(&mut event, &format!("DESCRIPTION:{}", text(&description)));
    if let Some(url) = context.absolute(&page.url) {
        line(&mut event, &format!("URL:{url}"));
    }
    // Never the day of the build: the same site gives the same calendar tomorrow.
    let known = changed(page).or_else(|| Date::from_ymd(2000, 1, 1)).unwrap_or(day);
    let stamp = format!("{}T{}Z", day_of(known), time_of(&event));
    out.push_str("BEGIN:VEVENT\r\n");
    line(out, &format!("UID:{}", uid(context, &name, &day_of(day))));
    line(out, &format!("DTSTAMP:{stamp}"));
    line(out, &format!("LAST-MODIFIED:{stamp}"));
    out.push_str(&event);
    out.push_str("TRANSP:TRANSPARENT\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\n");
    line(out, &format!("DESCRIPTION:{}", text(&summary)));
    out.push_str(REMINDER);
    out.push_str("END:VALARM\r\nEND:VEVENT\r\n");
}

/// What an event says.
struct Words<'a> {
    /// The page that asks for it.
    page: &'a Page,
    summary: String,
    description: String,
    /// What no other event of the site at the same time has.
    name: serde_json::Value,
}

fn words<'a>(context: &'a SiteContext, role: &str, event: Event<'_>) -> Words<'a> {
    match event {
        Event::Task(task) => {
            let page = &*context.site.pages[task.page];
            let (summary, description) = (task.duty.does.clone(), page.title().to_owned());
            Words { page, summary, description, name: serde_json::json!([task.duty.id, role]) }
        }
        Event::Review(ix) => {
            let page = &*context.site.pages[ix];
            let strings = context.strings(page.lang);
            let last = page.fields().last_reviewed.map(|day| day.to_string()).unwrap_or_default();
            let lang = &context.site.languages[page.lang].code;
            Words {
                page,
                summary: strings.get("calendar_review").replace("{title}", page.title()),
                description: strings.get("calendar_review_note").replace("{date}", &last),
                // A translation is reviewed by itself and has its original's id.
                name: serde_json::json!(["review", lang, page.id, role]),
            }
        }
    }
}

/// The name by which calendars know an event again (RFC 5545, 3.8.4.7): of the site, the task or the page, the role and the
/// time. A task may change its words and stays the same event.
fn uid(context: &SiteContext, name: &serde_json::Value, day: &str) -> String {
    let site = context.settings.base_url.as_deref().and_then(|url| url.split('/').nth(2));
    let site = site.map_or_else(|| slug(&context.site.languages[0].title), str::to_owned);
    let name = Hash::of(name.to_string().as_bytes()).hex();
    format!("{day}-{}@{site}", &name[..16])
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
