//! What must be known of all headings before the first is written: which one is the title, how far the rest move
//! down, and which ids are taken by hand.

use super::Spanned;
use crate::base::slug::slug;
use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

/// How the headings of a body are to be treated.
#[derive(Debug, Default)]
pub struct Plan {
    /// Index of the event that opens the heading that is the title; it is left out of the body.
    pub title_event: Option<usize>,
    pub title: Option<String>,
    /// Levels that the others move down, so that the title is the page's only h1.
    pub shift: u8,
    /// Ids given by hand.
    pub ids: Vec<String>,
}

/// `given`: the title in the front matter. A first heading that repeats it is left out as well.
pub fn plan(events: &[Spanned<'_>], given: Option<&str>) -> Plan {
    let mut plan = Plan::default();
    let mut found: Vec<(usize, HeadingLevel)> = Vec::new();
    for (i, (event, _)) in events.iter().enumerate() {
        if let Event::Start(Tag::Heading { level, id, .. }) = event {
            found.push((i, *level));
            plan.ids.extend(id.as_ref().map(|id| id.to_string()));
        }
    }
    let candidate = found.iter().find(|(_, l)| *l == HeadingLevel::H1).or(found.first());
    if let Some((i, level)) = candidate {
        let text = text_of(events, *i);
        let first = *i == 0;
        match given {
            None if !text.is_empty() => {
                if first || *level == HeadingLevel::H1 {
                    plan.title_event = Some(*i);
                }
                plan.title = Some(text);
            }
            Some(given) if first && *level == HeadingLevel::H1 && slug(given) == slug(&text) => {
                plan.title_event = Some(*i);
            }
            _ => {}
        }
    }
    let h1_left = found.iter().any(|(i, l)| *l == HeadingLevel::H1 && Some(*i) != plan.title_event);
    plan.shift = u8::from(h1_left);
    plan
}

/// The plain text of the element that `events[start]` opens.
pub fn text_of(events: &[Spanned<'_>], start: usize) -> String {
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
pub fn words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}
