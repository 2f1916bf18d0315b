//! Lines of boxes that are shown as text.

use super::reading::{Reading, short};
use crate::base::text::Text;
use crate::diagnostic::Code;
use crate::markdown::boxes::{Reason, Refused, is_line, suggestion};
use crate::markdown::{kinds_help, unknown_kind};
use crate::text;
use pulldown_cmark::{Event, Tag};
use std::collections::BTreeSet;

pub(super) fn check(r: &mut Reading<'_>) {
    refused(r);
    misplaced(r);
}

/// Lines that no box begins with where they stand: in a quote, after the mark of a list.
fn misplaced(r: &mut Reading<'_>) {
    // What a quote begins with has been read as an alert.
    let alerts = r.events.windows(2).filter_map(|pair| match pair {
        [(Event::Start(Tag::BlockQuote(_)), _), (Event::Start(Tag::Paragraph), range)] => Some(range.start),
        _ => None,
    });
    let alerts: BTreeSet<usize> = alerts.collect();
    let lines = r.lines.iter().map(|&(at, _)| (at, r.loose[at..].split(['\n', '\0']).next().unwrap_or("").trim_end()));
    let places: Vec<_> = lines
        .filter(|(at, line)| is_line(line) && !(line.starts_with('[') && alerts.contains(at)))
        .map(|(at, line)| at..at + line.len())
        .collect();
    let Some(first) = places.first() else { return };
    let shown = short(r.source(first.clone()));
    r.report_all(
        Code::UnknownNotice,
        &places,
        text!(
            "rutan {shown} läses inte här och visas som text",
            "the box {shown} is not read here and is shown as text"
        ),
        "misplaced",
        text!(
            "::: och !!! står på en egen rad, inte i ett citat eller direkt efter ett listtecken; [!NOTE] börjar ett citat, > [!NOTE]",
            "::: and !!! stand on a line of their own, not in a quote or right after the mark of a list; [!NOTE] begins a quote, > [!NOTE]"
        ),
    );
}

fn refused(r: &mut Reading<'_>) {
    let normalised = r.normalised;
    for Refused { line, word, reason } in &normalised.refused {
        let at = normalised.place_of(line.start);
        let place = at..at + line.len();
        // What is code is meant as written.
        if r.words.as_bytes().get(at).is_none_or(|b| *b < b' ') {
            continue;
        }
        let shown = short(r.source(place.clone()));
        let (message, cause) = match reason {
            Reason::Unknown => (unknown_kind(word), word.as_str()),
            Reason::Unclosed => (text!("rutan {shown} stängs aldrig", "the box {shown} is not closed"), "unclosed"),
            Reason::Unopened => (
                text!("{shown} stänger ingen ruta som är öppen här", "{shown} closes no box that is open here"),
                "unopened",
            ),
            Reason::Empty => (
                text!(
                    "rutan {shown} är tom, för texten under den är inte indragen",
                    "the box {shown} is empty, as the text below it is not indented"
                ),
                "empty",
            ),
        };
        let kinds = kinds_help();
        let help = match reason {
            Reason::Unknown => kinds,
            Reason::Empty => Text {
                sv: format!("dra in texten fyra blanksteg, eller {}", kinds.sv),
                en: format!("indent the text by four blanks, or {}", kinds.en),
            },
            Reason::Unopened => text!(
                "ta bort raden, eller skriv :::note på en egen rad före rutans text",
                "remove the line, or write :::note on a line of its own before the text of the box"
            ),
            Reason::Unclosed => Text {
                sv: format!(
                    "skriv ::: på en egen rad efter rutans text, i samma lista eller citat, eller {}",
                    kinds.sv
                ),
                en: format!(
                    "write ::: on a line of its own after the text of the box, in the same list or quote, or {}",
                    kinds.en
                ),
            },
        };
        r.report(Code::UnknownNotice, place, message, cause, help);
        if *reason == Reason::Unknown
            && let (Some(meant), Some(last)) = (suggestion(word), r.found.last_mut())
        {
            last.help.insert(0, text!("menade du ”{meant}”?", "did you mean \"{meant}\"?"));
        }
    }
}
