//! What has happened to a controlled document and what is coming, a day at a time.

use crate::front_matter::fields::Kind;
use crate::governance::{Happening, Milestone};
use crate::render::model::facts::{TimelineDay, TimelineEvent};
use crate::render::site_context::SiteContext;
use crate::site::PageIx;

pub(super) fn timeline(context: &SiteContext, ix: PageIx) -> Vec<TimelineDay<'_>> {
    if context.site.pages[ix].kind() == Kind::Checklist {
        return Vec::new();
    }
    let mut days: Vec<TimelineDay<'_>> = Vec::new();
    for of in context.governance.timeline(ix) {
        let event = event(context, ix, of);
        match days.last_mut().filter(|day| day.date == of.date) {
            Some(day) => day.events.push(event),
            None => days.push(TimelineDay { date: of.date, events: vec![event] }),
        }
    }
    days
}

fn event<'a>(context: &'a SiteContext, ix: PageIx, of: Milestone<'a>) -> TimelineEvent<'a> {
    let pages = &context.site.pages;
    let original = pages[ix].translations.first().copied().flatten();
    let other = Some(of.page).filter(|other| *other != ix && Some(*other) != original);
    let decision = match of.what {
        Happening::Decided(decision) => Some(decision),
        _ => None,
    };
    TimelineEvent {
        name: of.what.as_str(),
        version: pages[of.page].fields().version.as_deref(),
        page: other.map(|other| context.page_ref(other)),
        is_whole: other.is_some_and(|other| pages[other].kind() != pages[ix].kind()),
        until: match of.what {
            Happening::Begins { until } => until,
            _ => None,
        },
        by: decision.map(|decision| decision.by.as_str()),
        reference: decision.and_then(|decision| decision.reference.as_deref()),
        note: match of.what {
            Happening::Edited(change) => Some(&change.note),
            _ => None,
        },
    }
}
