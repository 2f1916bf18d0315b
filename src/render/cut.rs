//! Pieces cut out of a body.

use crate::document::model::{Heading, Part};

/// The parts below heading `i` up to the next heading of its level or above; `with_heading`: and the heading itself.
pub(super) fn section_of<'a>(parts: &'a [Part], headings: &[Heading], i: usize, with_heading: bool) -> &'a [Part] {
    let mark = |part: &Part| if let Part::HeadingMark(h) = part { Some(h.n()) } else { None };
    let Some(start) = parts.iter().position(|p| mark(p) == Some(i)) else { return &[] };
    let level = headings[i].level;
    let end = parts[start + 1..]
        .iter()
        .position(|p| mark(p).is_some_and(|h| headings[h].level <= level))
        .map_or(parts.len(), |n| start + 1 + n);
    if with_heading {
        return &parts[start..end];
    }
    // The heading ends with its anchor; what follows in the same HTML begins after its end tag.
    let inner = parts[start..end]
        .iter()
        .position(|p| matches!(p, Part::Anchor(h) if h.n() == i))
        .map_or(start, |n| start + n + 1);
    &parts[inner.min(end)..end]
}

/// HTML without its ids, and without the end tag of the heading that it was cut after.
pub(super) fn without_ids(html: &str) -> String {
    let mut html = html;
    let trimmed = html.trim_start();
    if trimmed.starts_with("</h")
        && let Some(end) = trimmed.find('>')
    {
        html = &trimmed[end + 1..];
    }
    without(html, " id=\"")
}

/// HTML without an attribute, given as it begins: ` id="`.
pub(super) fn without(html: &str, begins: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(begins) {
        out.push_str(&rest[..at]);
        let after = &rest[at + begins.len()..];
        rest = after.find('"').map_or("", |end| &after[end + 1..]);
    }
    out.push_str(rest);
    out
}
