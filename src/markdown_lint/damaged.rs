//! Characters that a wrong encoding has destroyed, and characters that no text has.

use super::reading::{OUTSIDE, Reading, TAKEN, short, times};
use crate::base::encoding::doubly_encoded;
use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::base::text::Text;
use crate::data::{Node, Value};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::text;
use std::ops::Range;

/// Checks what is shown of a body.
pub(super) fn check(r: &mut Reading<'_>) {
    let normalised = r.normalised;
    for (places, message, cause, help) in kinds(&r.words) {
        r.report_all(Code::DamagedText, &places, message, cause, help);
    }
    if let Some((places, message, cause, help)) = controls(normalised.body) {
        let places: Vec<_> = places.iter().map(|p| normalised.place_of(p.start)..normalised.place_of(p.end)).collect();
        r.report_all(Code::DamagedText, &places, message, cause, help);
    }
}

/// Checks text that is no Markdown: the front matter of `file`.
pub(crate) fn damaged(text: &str, file: &RelPath) -> Diagnostics {
    let mut found = Diagnostics::new();
    for (places, message, cause, help) in kinds(text).into_iter().chain(controls(text)) {
        let Some(first) = places.first() else { continue };
        let message = times(message, places.len());
        found.push(Diagnostic::new(Code::DamagedText, message).file(file).span(first.clone()).cause(cause).help(help));
    }
    found
}

/// Checks the values of front matter: an escape (`\u0001`) may stand for a control character.
pub(crate) fn damaged_values(node: &Node, text: &str, file: &RelPath) -> Option<Diagnostic> {
    let mut places = Vec::new();
    escaped(node, text, &mut places);
    let first = places.first()?;
    let message = times(
        text!("ett värde skriver ett styrtecken med en kod", "a value writes a control character as a code"),
        places.len(),
    );
    let help = text!("skriv värdet utan det; det visas som �", "write the value without it; it is shown as �");
    Some(Diagnostic::new(Code::DamagedText, message).file(file).span(*first).cause("escaped").help(help))
}

fn escaped(node: &Node, text: &str, places: &mut Vec<Span>) {
    match &node.value {
        Value::Str(s) if s.contains('\u{fffd}') && !text.get(node.span.range()).unwrap_or("").contains('\u{fffd}') => {
            places.push(node.span);
        }
        Value::List(items) => items.iter().for_each(|item| escaped(item, text, places)),
        Value::Map(entries) => entries.iter().for_each(|(_, value)| escaped(value, text, places)),
        _ => {}
    }
}

type Kind = (Vec<Range<usize>>, Text, &'static str, Text);

fn kinds(text: &str) -> Vec<Kind> {
    let mut out = Vec::new();
    let lost: Vec<_> = text.match_indices('\u{fffd}').map(|(at, s)| at..at + s.len()).collect();
    if let Some(first) = lost.first() {
        let word = word(text, first);
        out.push((
            lost,
            text!("ett tecken har gått förlorat: {word}", "a character has been lost: {word}"),
            "lost",
            text!(
                "skriv det rätta tecknet i stället för �; det försvann när filen sparades i en annan teckenkodning",
                "write the right character instead of �; it was lost when the file was saved in another encoding"
            ),
        ));
    }
    let mut twice = Vec::new();
    let mut at = 0;
    while let Some((range, was)) = doubly_encoded(&text[at..]) {
        twice.push((at + range.start..at + range.end, was));
        at += range.end;
    }
    if let Some((first, _)) = twice.first() {
        let wrong = word(text, first);
        let right = twice.iter().fold(wrong.clone(), |word, (range, was)| word.replace(&text[range.clone()], was));
        out.push((
            twice.into_iter().map(|(range, _)| range).collect(),
            text!("texten har lästs i fel teckenkodning: {wrong}", "the text was read in the wrong encoding: {wrong}"),
            "twice",
            text!(
                "skriv {right}; ska hela filen rättas, hämta den igen där den kom ifrån och spara den som UTF-8",
                "write {right}; to mend the whole file, fetch it anew from where it came and save it as UTF-8"
            ),
        ));
    }
    out
}

fn controls(text: &str) -> Option<Kind> {
    let odd = |c: char| (c.is_control() && !matches!(c, '\n' | '\r' | '\t')) || matches!(c, '\u{fffe}' | '\u{ffff}');
    let places: Vec<_> = text.char_indices().filter(|(_, c)| odd(*c)).map(|(at, c)| at..at + c.len_utf8()).collect();
    let code = u32::from(text[places.first()?.start..].chars().next()?);
    Some((
        places,
        text!(
            "ett osynligt styrtecken står i texten: U+{code:04X}",
            "an invisible control character stands in the text: U+{code:04X}"
        ),
        "control",
        text!(
            "ta bort det, eller skriv ett blanksteg eller en radbrytning; sådana följer med när text klistras in",
            "remove it, or write a blank or a line end; such come along when text is pasted"
        ),
    ))
}

/// The word around `place`.
fn word(text: &str, place: &Range<usize>) -> String {
    let ends = |c: char| c.is_whitespace() || c == char::from(OUTSIDE) || c == char::from(TAKEN);
    let from = text[..place.start].char_indices().rev().find(|(_, c)| ends(*c)).map_or(0, |(i, c)| i + c.len_utf8());
    let to = text[place.end..].find(ends).map_or(text.len(), |i| place.end + i);
    let quotes = |c: char| matches!(c, '"' | '\'' | '(' | ')' | '[' | ']' | ',' | '.' | ';' | ':' | '*' | '_');
    short(text[from..to].trim_matches(quotes))
}
