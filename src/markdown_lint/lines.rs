//! Lines that were meant as items of a list or as headings.

use super::reading::{Reading, short};
use crate::diagnostic::Code;
use crate::text;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::BTreeMap;
use std::ops::Range;

/// The bullets of word processors; the last two are in the fonts Symbol and Wingdings.
const BULLETS: &str = "•·▪▫◦‣●○■□➢➤✓❖\u{f0b7}\u{f0a7}";

pub(super) fn check(r: &mut Reading<'_>) {
    empty_headings(r);
    let (mut lists, mut headings): (Vec<Range<usize>>, Vec<Range<usize>>) = (Vec::new(), Vec::new());
    // Dashes also begin what somebody says, so one alone is no list.
    let mut dashes: BTreeMap<usize, Vec<Range<usize>>> = BTreeMap::new();
    for &(at, block) in &r.lines {
        let line = r.words[at..].split(['\n', '\0']).next().unwrap_or("");
        let range = at..at + line.trim_end().len();
        let mut signs = line.chars();
        let (first, after) = (signs.next().unwrap_or(' '), signs.as_str());
        let normalised = after.starts_with([' ', '\t', '\u{a0}', '\u{2002}', '\u{2003}']);
        if BULLETS.contains(first) && !after.trim().is_empty() || (first == 'o' && after.starts_with(['\t', '\u{a0}']))
        {
            lists.push(range);
        } else if (matches!(first, '–' | '—' | '−') && normalised) || glued(line) {
            dashes.entry(block).or_default().push(range);
        } else if first == '#' {
            let rest = line.trim_start_matches('#');
            if (2..=6).contains(&(line.len() - rest.len())) && rest.starts_with(char::is_alphabetic) {
                headings.push(range);
            }
        }
    }
    lists.extend(dashes.into_values().filter(|lines| lines.len() > 1).flatten());
    lists.sort_by_key(|l| l.start);
    if let Some(first) = lists.first() {
        let what = short(r.source(first.clone()));
        r.report_all(
            Code::PastedList,
            &lists,
            text!(
                "raderna ser ut som en lista men blir ett stycke: {what}",
                "the lines look like a list and become one paragraph: {what}"
            ),
            "pasted-list",
            text!(
                "börja varje punkt med ett bindestreck och ett blanksteg: - text",
                "begin each item with a hyphen and a blank: - text"
            ),
        );
    }
    if let Some(first) = headings.first() {
        let what = short(r.source(first.clone()));
        r.report_all(
            Code::HeadingSyntax,
            &headings,
            text!(
                "raden ser ut som en rubrik men är text: {what}",
                "the line looks like a heading and is text: {what}"
            ),
            "no-blank",
            text!("sätt ett blanksteg efter #: ## Rubrik", "put a blank after the #: ## Heading"),
        );
    }
}

/// A mark of a list that no blank follows: `-Text`, `1.Text`.
fn glued(line: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = line.len() - rest.len();
    let mark = if digits == 0 { rest.strip_prefix(['-', '*', '+']) } else { rest.strip_prefix(['.', ')']) };
    digits <= 2 && mark.is_some_and(|text| text.starts_with(char::is_uppercase))
}

/// Headings without text: a screen reader stops at them and says nothing.
fn empty_headings(r: &mut Reading<'_>) {
    let mut places = Vec::new();
    let mut heading: Option<(Range<usize>, bool)> = None;
    for (event, range) in r.events {
        match event {
            Event::Start(Tag::Heading { .. }) => heading = Some((range.clone(), true)),
            Event::Text(t) | Event::Code(t) if t.trim().is_empty() => {}
            Event::Text(_) | Event::Code(_) | Event::InlineHtml(_) | Event::Start(Tag::Image { .. }) => {
                if let Some((_, empty)) = &mut heading {
                    *empty = false;
                }
            }
            Event::End(TagEnd::Heading(_)) => {
                places.extend(heading.take().filter(|(_, empty)| *empty).map(|(range, _)| range));
            }
            _ => {}
        }
    }
    r.report_all(
        Code::HeadingSyntax,
        &places,
        text!("rubriken har ingen text", "the heading has no text"),
        "empty",
        text!("skriv en rubrik, eller ta bort raden", "write a heading, or remove the line"),
    );
}
