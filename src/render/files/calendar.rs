//! The calendar of a role.

use super::feed::changed;
use crate::base::date::Date;
use crate::data::ics;
use crate::governance::Event;
use crate::render::site_context::SiteContext;
use crate::site::{Page, PageIx};

/// What a role has to do, every time of it as an all-day event with a reminder (RFC 5545).
pub(in crate::render) fn calendar(context: &SiteContext, role: PageIx) -> String {
    let page = &context.site.pages[role];
    let site = ics::site_name(context.settings.base_url.as_deref(), &context.site.languages[0].title);
    let events = context.governance.calendar_of(role);
    ics::calendar(page.title(), &site, events.into_iter().map(|(time, of)| event(context, &page.id, time.start, of)))
}

fn event(context: &SiteContext, role: &str, day: Date, of: Event<'_>) -> ics::Event {
    let Words { page, summary, description, name } = words(context, role, of);
    // Never the day of the build: the same site gives the same calendar tomorrow.
    let known = changed(page).or_else(|| Date::from_ymd(2000, 1, 1)).unwrap_or(day);
    ics::Event { day, summary, description, url: context.absolute(&page.url), name, known }
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
