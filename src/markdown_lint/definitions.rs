//! Definitions of links that hide what was meant to be read.

use super::reading::{Reading, short};
use crate::diagnostic::Code;
use crate::text;
use pulldown_cmark::{Event, Tag};
use std::ops::Range;

/// Text that Markdown takes for the definition of a link, and shows nowhere: `[Note]: important`. One that no link refers to
/// and whose address is no more than a word was meant to be read.
pub(super) fn check(r: &mut Reading<'_>) {
    let used: Vec<String> = r
        .events
        .iter()
        .filter_map(|(event, _)| match event {
            Event::Start(Tag::Link { id, .. } | Tag::Image { id, .. }) => Some(id.to_lowercase()),
            _ => None,
        })
        .collect();
    let definitions = r.normalised.definitions();
    second_definitions(r, &definitions);
    for (label, address, range) in definitions {
        if !is_word(&address) || used.contains(&label.to_lowercase()) {
            continue;
        }
        let line = short(r.source(range.clone()).trim_end());
        r.report(
            Code::LinkSyntax,
            range,
            text!(
                "texten syns inte på sidan, för den läses som adressen till en länk: {line}",
                "the text is not seen on the page, as it is read as the address of a link: {line}"
            ),
            "definition",
            text!("skriv **{label}:** {address} …", "write **{label}:** {address} …"),
        );
    }
}

fn is_word(address: &str) -> bool {
    !address.is_empty() && !address.contains(['/', '\\', '.', '#', ':', '@', '?'])
}

/// Definitions of a label that has one already: Markdown takes the first, and shows none of them.
fn second_definitions(r: &mut Reading<'_>, definitions: &[(String, String, Range<usize>)]) {
    // What shows something: other lines of that form are code or text.
    let is_leaf = |event: &Event<'_>| !matches!(event, Event::Start(_) | Event::End(_));
    let shown: Vec<Range<usize>> =
        r.events.iter().filter(|(event, _)| is_leaf(event)).map(|(_, range)| range.clone()).collect();
    let text = r.normalised.text.as_ref();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let begin = at + line.len() - line.trim_start_matches([' ', '>']).len();
        at += line.len();
        let Some((label, rest)) = text[begin..at].strip_prefix('[').and_then(|rest| rest.split_once("]:")) else {
            continue;
        };
        let same = |other: &str| other.trim().to_lowercase() == label.trim().to_lowercase();
        let Some((_, first, place)) = definitions.iter().find(|(other, ..)| same(other)) else { continue };
        let after = shown.partition_point(|range| range.end <= begin);
        let is_shown = shown.get(after).is_some_and(|range| range.contains(&begin));
        if label.starts_with('^') || place.contains(&begin) || is_shown || rest.trim() == first {
            continue;
        }
        let (range, label) = (begin..begin + text[begin..at].trim_end().len(), label.to_owned());
        let (line, rest) = (short(r.source(range.clone())), short(rest.trim()));
        let help = match is_word(rest.split_whitespace().next().unwrap_or("")) {
            true => text!("skriv **{label}:** {rest}", "write **{label}:** {rest}"),
            false => text!(
                "ge den ett annat namn, eller ta bort en av raderna",
                "give it another name, or remove one of the lines"
            ),
        };
        r.report(
            Code::LinkSyntax,
            range,
            text!(
                "[{label}] har redan en adress, så den här raden gäller inte och syns inte på sidan: {line}",
                "[{label}] has an address already, so this line does not count and is not seen on the page: {line}"
            ),
            "second-definition",
            help,
        );
    }
}
