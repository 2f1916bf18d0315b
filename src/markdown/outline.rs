//! The plan of all headings, made before the first is written: which one is the title, how far the rest move down, and
//! which ids are taken by hand. And the plain text of elements.

use super::options::Spanned;
use crate::base::slug::slug;
use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};
use std::ops::Range;

/// How the headings of a body are to be treated.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// Index of the event that opens the heading that is the title; it is left out of the body.
    pub title_event: Option<usize>,
    pub title: Option<String>,
    /// Levels that the others move down, so that the title is the page's only h1.
    pub shift: u8,
    /// Ids given by hand.
    pub ids: Vec<String>,
}

/// `given`: the title in the front matter. A first heading that repeats it is left out as well.
pub(super) fn plan(events: &[Spanned<'_>], given: Option<&str>) -> Plan {
    let mut plan = Plan::default();
    let mut found: Vec<Found> = Vec::new();
    let mut depth = 0usize;
    for (i, (event, _)) in events.iter().enumerate() {
        if let Event::Start(Tag::Heading { level, id, .. }) = event {
            found.push(Found { event: i, level: *level, top: depth == 0 });
            plan.ids.extend(id.as_ref().map(|id| id.to_string()));
        }
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    if let Some(candidate) = found.first() {
        let text = text_of(events, candidate.event);
        let first = candidate.event == first_block(events);
        match given {
            None if !text.is_empty() && is_title(candidate, first, &found) => {
                plan.title_event = Some(candidate.event);
                plan.title = Some(text);
            }
            Some(given) if first && candidate.level == HeadingLevel::H1 && slug(given) == slug(&text) => {
                plan.title_event = Some(candidate.event);
            }
            _ => {}
        }
    }
    let h1_left = found.iter().any(|h| h.level == HeadingLevel::H1 && Some(h.event) != plan.title_event);
    plan.shift = u8::from(h1_left);
    plan
}

struct Found {
    /// The event that opens it.
    event: usize,
    level: HeadingLevel,
    /// Not inside a quote or a list.
    top: bool,
}

/// Whether the first heading of a page is its title: one of the first level that begins the page, or one that is above
/// all others and begins the page or is of the first level. Any other is a heading of a part of the page.
fn is_title(first: &Found, begins: bool, all: &[Found]) -> bool {
    let main = first.level == HeadingLevel::H1;
    let above_all = all[1..].iter().all(|other| other.level > first.level);
    first.top && ((main && begins) || (above_all && (main || begins)))
}

/// The event that opens the first block that readers see; comments and other HTML before it do not count.
fn first_block(events: &[Spanned<'_>]) -> usize {
    let html =
        |e: &Event<'_>| matches!(e, Event::Html(_) | Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock));
    events.iter().position(|(e, _)| !html(e)).unwrap_or(events.len())
}

/// The plain text of the element that `events[start]` opens.
pub(super) fn text_of(events: &[Spanned<'_>], start: usize) -> String {
    let mut out = String::new();
    let mut depth = 0usize;
    for (event, _) in &events[start..] {
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::List(_)) if depth > 0 => break,
            Event::Start(_) => depth += 1,
            Event::End(TagEnd::Image) | Event::End(_) => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    break;
                }
            }
            Event::Text(t) | Event::Code(t) => out.push_str(t),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            _ => {}
        }
    }
    words(&out)
}

/// The words of `text` with one space between them.
pub(super) fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The place after the last of the events `inner` of an element: what stands there the parser has taken for something
/// else than text, or dropped.
pub(super) fn left_over(inner: &[Spanned<'_>], range: &Range<usize>) -> Range<usize> {
    inner.iter().map(|(_, r)| r.end).max().unwrap_or(range.start)..range.end
}
