//! Headings. What must be known of all before the first is written: which one is the title, how far the rest move down,
//! and which ids are taken by hand. Then each as it is written: its level, its id, its section.

use super::Spanned;
use super::builder::Builder;
use crate::base::slug::slug;
use crate::diagnostic::Code;
use crate::document::model::Heading;
use crate::document::tree::Hole;
use crate::text;
use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};
use std::ops::Range;

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

/// The place after the last of the events `inner` of an element: what stands there the parser has taken for something
/// else than text, or dropped.
pub(super) fn left_over(inner: &[Spanned<'_>], range: &Range<usize>) -> Range<usize> {
    inner.iter().map(|(_, r)| r.end).max().unwrap_or(range.start)..range.end
}

/// The element of a heading; level 1 is the title's.
fn heading_name(level: u8) -> &'static str {
    match level {
        ..=2 => "h2",
        3 => "h3",
        4 => "h4",
        5 => "h5",
        _ => "h6",
    }
}

impl Builder<'_> {
    pub(super) fn heading_start(
        &mut self,
        level: HeadingLevel,
        id: Option<&str>,
        classes: &str,
        text: String,
        range: &Range<usize>,
    ) {
        let level = (level as u8 + self.plan.shift).clamp(2, 6);
        if level > self.last_level + 1 {
            let (from, wanted) = (self.last_level, self.last_level + 1);
            let found = self.find(
                Code::HeadingJump,
                range,
                text!(
                    "rubriken hoppar från nivå {from} till nivå {level}",
                    "the heading jumps from level {from} to level {level}"
                ),
            );
            found.cause = Some(format!("{from}-{level}"));
            found.help.push(text!(
                "gör den till nivå {wanted}, så att rubrikerna bildar ett träd",
                "make it level {wanted}, so that the headings form a tree"
            ));
        }
        self.last_level = level;
        let id = match id {
            Some(id) => self.given_id(id, range),
            None => {
                let base = format!("{}{}", self.options.id_prefix, slug(&text));
                self.unique.name(&base, "avsnitt")
            }
        };
        let index = self.body.headings.len();
        let top = self.depth == 0 && self.buffers.len() == 1 && self.open_shortcodes.is_empty();
        self.next_section(&text, &id);
        self.body.headings.push(Heading { level, id: id.clone(), text, span: self.span(range), top });
        self.heading = Some(index);
        if top {
            self.block_hole(Hole::HeadingMark(index.into()));
        }
        let attributes = [("id", id.as_str()), ("class", classes)];
        self.open_block(heading_name(level), if classes.is_empty() { &attributes[..1] } else { &attributes });
        self.silent = true;
    }

    /// Tells of what stands in braces after the heading and is no id or class: Markdown takes it off the page.
    /// `inner` are the events of the heading's text.
    pub(super) fn heading_attributes(&mut self, inner: &[Spanned<'_>], range: &Range<usize>) {
        let left = left_over(inner, range);
        let after = self.source(&left);
        let (Some(open), Some(close)) = (after.find('{'), after.rfind('}')) else { return };
        let Some(block) = after.get(open + 1..close) else { return };
        let place = left.start + open..left.start + close + 1;
        // Of several ids the last one counts.
        let id = block.split_whitespace().rfind(|item| item.len() > 1 && item.starts_with('#'));
        let used =
            |item: &str| id.is_some_and(|id| std::ptr::eq(id, item)) || (item.len() > 1 && item.starts_with('.'));
        let unused: Vec<&str> = block.split_whitespace().filter(|item| !used(item)).collect();
        if unused.is_empty() {
            return;
        }
        let what = unused.join(" ");
        self.find(
            Code::HeadingAttributes,
            &place,
            text!("det här efter rubriken syns inte på sidan: {what}", "this after the heading is not on the page: {what}"),
        )
        .help
        .push(text!(
            "klamrarna är för ett id och klasser, {{#id .klass}}: ta bort resten, eller skriv text inom parentes, ({what})",
            "the braces are for one id and classes, {{#id .class}}: remove the rest, or put text in parentheses, ({what})"
        ));
    }

    /// An id given by hand, unless another heading of the page has it already.
    fn given_id(&mut self, id: &str, range: &Range<usize>) -> String {
        if !self.body.headings.iter().any(|h| h.id == id) {
            return id.to_owned();
        }
        self.find(
            Code::DuplicateHeadingId,
            range,
            text!("två rubriker har id ”{id}”", "two headings have the id \"{id}\""),
        )
        .help
        .push(text!("ge den här rubriken ett eget id", "give this heading an id of its own"));
        self.unique.name(id, "avsnitt")
    }

    pub(super) fn heading_end(&mut self) {
        let index = self.body.headings.len() - 1;
        let level = self.body.headings[index].level;
        self.silent = false;
        self.hole(Hole::Anchor(index.into()));
        self.close_block(heading_name(level));
    }
}
