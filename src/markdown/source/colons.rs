//! Colons that begin no definition.
//!
//! The parser takes a colon that begins a line for the mark of a definition, whatever follows it: `:::warning`, `:30`,
//! `:smile:`. Only one that a blank follows is meant as that (PHP Markdown Extra, Pandoc), and none within a code span.
//! Such colons are hidden from the parser behind a stand-in, a control character that no text holds at this point.

use crate::base::html::printable;
use pulldown_cmark::{CodeBlockKind, CowStr, Event, Tag};
use std::borrow::Cow;

const STAND_IN: char = '\u{1a}';

/// `text` with stand-ins for such colons; `None` when there are none.
pub(super) fn protect(text: &str) -> Option<String> {
    let mut out: Option<String> = None;
    let mut written = 0;
    for (at, _) in text.match_indices(':') {
        let start = text[..at].rfind('\n').map_or(0, |i| i + 1);
        if !text[start..at].bytes().all(|b| matches!(b, b' ' | b'\t' | b'>')) || defines(text, start, at) {
            continue;
        }
        let out = out.get_or_insert_with(|| String::with_capacity(text.len()));
        out.push_str(&text[written..at]);
        out.push(STAND_IN);
        written = at + 1;
    }
    let mut out = out?;
    out.push_str(&text[written..]);
    Some(out)
}

/// Whether the colon at `at`, the first sign of the line at `start`, may begin a definition or a table's dashes.
fn defines(text: &str, start: usize, at: usize) -> bool {
    let line = text[at..].lines().next().unwrap_or("");
    if line.len() > 1 && line.contains('-') && line.bytes().all(|b| matches!(b, b':' | b'-' | b'|' | b' ' | b'\t')) {
        return true;
    }
    line[1..].starts_with([' ', '\t']) && !in_code_span(text, start)
}

/// Whether a code span goes on over the beginning of the line at `start`.
fn in_code_span(text: &str, start: usize) -> bool {
    let mut from = start;
    while from > 0 {
        let above = text[..from - 1].rfind('\n').map_or(0, |i| i + 1);
        if text[above..from].trim().is_empty() {
            break;
        }
        from = above;
    }
    let mut rest = &text[from..start];
    let to = text[start..].find("\n\n").map_or(text.len(), |i| start + i);
    while let Some(at) = rest.find('`') {
        let run = |s: &str| s.len() - s.trim_start_matches('`').len();
        let length = run(&rest[at..]);
        rest = &rest[at + length..];
        let begin = start - rest.len();
        let mut close = begin;
        let end = loop {
            let Some(i) = text[close..to].find('`') else { break None };
            let found = run(&text[close + i..]);
            close += i + found;
            if found == length {
                break Some(close);
            }
        };
        match end {
            Some(end) if end > start => return true,
            Some(end) => rest = &text[end..start],
            None => {}
        }
    }
    false
}

/// The event with colons for their stand-ins, and with nothing in its texts that no product may hold.
pub(in crate::markdown) fn restore(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Text(s) => Event::Text(text(s)),
        Event::Code(s) => Event::Code(text(s)),
        Event::Html(s) => Event::Html(text(s)),
        Event::InlineHtml(s) => Event::InlineHtml(text(s)),
        Event::FootnoteReference(s) => Event::FootnoteReference(text(s)),
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Link { link_type, dest_url: text(dest_url), title: text(title), id: text(id) })
        }
        Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Image { link_type, dest_url: text(dest_url), title: text(title), id: text(id) })
        }
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(text(info))))
        }
        Event::Start(Tag::FootnoteDefinition(label)) => Event::Start(Tag::FootnoteDefinition(text(label))),
        other => other,
    }
}

fn text(s: CowStr<'_>) -> CowStr<'_> {
    let s = if s.contains(STAND_IN) { s.replace(STAND_IN, ":").into() } else { s };
    match printable(Cow::Borrowed(&s)) {
        Cow::Owned(printable) => printable.into(),
        Cow::Borrowed(_) => s,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        protect(text).map_or_else(|| text.to_owned(), |s| s.replace(STAND_IN, "¤"))
    }

    #[test]
    fn only_a_colon_before_a_blank_defines() {
        assert_eq!(shown("Ord\n:::warning\n:::\n> :30\n  :smile:\n:"), "Ord\n¤::warning\n¤::\n> ¤30\n  ¤smile:\n¤");
        for same in ["Ord\n: Definition\n:\tTill", "a | b\n:-|-:\n:x", "Kl. 10:30"] {
            assert_eq!(shown(same).replace("¤x", ":x"), same);
        }
    }

    #[test]
    fn a_code_span_goes_on() {
        assert_eq!(shown("`a\n: b` c"), "`a\n¤ b` c");
        assert_eq!(shown("``a`\n: b`` c"), "``a`\n¤ b`` c");
        for same in ["`a` b\n: c `d`", "`a\n\n: b`", "a `\n: b", "``a\n: b`"] {
            assert_eq!(shown(same), same);
        }
    }
}
