//! Where the addresses of links and images stand in the text, for who rewrites them.

use super::options::extensions;
use super::source;
use crate::base::span::Span;
use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};
use std::ops::Range;

/// The address of one link or image.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LinkAddress {
    /// The whole link or image, as in [`crate::body::Link::span`].
    pub whole: Span,
    /// The address itself; of a link by reference it stands in the definition.
    pub address: Span,
    /// It stands between `<` and `>`.
    pub enclosed: bool,
}

/// A link or image that has begun.
struct Open {
    range: Range<usize>,
    kind: LinkType,
    address: String,
    label: String,
    /// Where the last of what is shown as its text ends.
    inner: usize,
}

/// The addresses of `body`, which begins `start` bytes into its file. Those that cannot be found as they were read (one
/// that goes on over the marks of a quote, say) are left out.
pub(crate) fn link_addresses(body: &str, start: usize) -> Vec<LinkAddress> {
    let normalised = source::normalise(body, start);
    let text = normalised.text.as_ref();
    let mut events = Parser::new_ext(normalised.parsed(), extensions(body)).into_offset_iter();
    let mut open: Vec<Open> = Vec::new();
    let mut places = Vec::new();
    while let Some((event, range)) = events.next() {
        let event = source::colons::restore(event);
        if let Event::Start(Tag::Link { link_type, dest_url, id, .. } | Tag::Image { link_type, dest_url, id, .. }) =
            &event
        {
            let inner = range.start;
            let (address, label) = (dest_url.to_string(), id.to_string());
            open.push(Open { range, kind: *link_type, address, label, inner });
            continue;
        }
        let done = if matches!(event, Event::End(TagEnd::Link | TagEnd::Image)) { open.pop() } else { None };
        if let Some(last) = open.last_mut() {
            last.inner = last.inner.max(range.end);
        }
        let Some(link) = done else { continue };
        let found = match link.kind {
            LinkType::Inline => {
                let rest = &text[link.inner..link.range.end];
                rest.find("](").and_then(|i| address(text, link.inner + i + 2..link.range.end))
            }
            LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut => {
                let definition = events.reference_definitions().get(&link.label).map(|d| d.span.clone());
                definition.and_then(|d| {
                    let at = text[d.clone()].find("]:")?;
                    address(text, d.start + at + 2..d.end)
                })
            }
            _ => None,
        };
        let Some((at, enclosed)) = found.filter(|(at, _)| unescaped(&text[at.clone()]) == link.address) else {
            continue;
        };
        let span = |r: &Range<usize>| Span::new(normalised.to_file(r.start), normalised.to_file(r.end));
        places.push(LinkAddress { whole: span(&link.range), address: span(&at), enclosed });
    }
    places
}

/// The address as written that stands first from `at` on in an inline link.
pub(super) fn written(link: &str, at: usize) -> Option<&str> {
    address(link, at..link.len()).and_then(|(place, _)| link.get(place))
}

/// The address that stands first in `range`, and whether it is enclosed.
fn address(text: &str, range: Range<usize>) -> Option<(Range<usize>, bool)> {
    let rest = &text[range.clone()];
    let blank = rest.len() - rest.trim_start().len();
    let (rest, from) = (&rest[blank..], range.start + blank);
    let enclosed = rest.starts_with('<');
    let rest = if enclosed { &rest[1..] } else { rest };
    let from = from + usize::from(enclosed);
    let mut depth = 0;
    let mut escaped = false;
    for (i, c) in rest.char_indices() {
        let ends = match c {
            _ if escaped => false,
            '>' => enclosed,
            '(' if !enclosed => {
                depth += 1;
                false
            }
            ')' if !enclosed => {
                depth -= 1;
                depth < 0
            }
            c => !enclosed && c.is_ascii_whitespace(),
        };
        if ends {
            return Some((from..from + i, enclosed));
        }
        escaped = c == '\\' && !escaped;
    }
    (!enclosed).then_some((from..from + rest.len(), false))
}

/// Without the backslashes that Markdown reads as escapes (CommonMark 2.4).
pub(super) fn unescaped(written: &str) -> String {
    let mut out = String::with_capacity(written.len());
    let mut chars = written.chars().peekable();
    while let Some(c) = chars.next() {
        match chars.peek() {
            Some(next) if c == '\\' && next.is_ascii_punctuation() => {}
            _ => {
                out.push(c);
                continue;
            }
        }
        out.extend(chars.next());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(body: &str) -> Vec<&str> {
        link_addresses(body, 0).iter().map(|p| &body[p.address.range()]).collect()
    }

    #[test]
    fn finds_addresses() {
        assert_eq!(found("[a](b.md) och ![c](d.png \"t](x)\") [e]( <f g.md> 'h')"), ["b.md", "d.png", "f g.md"]);
        assert_eq!(
            found("[**a**](b.md#c) [](d) [`](x`](e) [a\\](x](f) [a [b]](g(1).md)"),
            ["b.md#c", "d", "e", "f", "g(1).md"]
        );
        assert_eq!(found("[![bild](a.png)](b.md)"), ["a.png", "b.md"]);
        assert_eq!(found("[a\nb](\nc.md)"), ["c.md"]);
        assert_eq!(found("[a][r] [R] [r][]\n\n[r]: <b c.md> \"t\"\n"), ["b c.md"; 3]);
        assert_eq!(found("> [a](b.md)\n> - ![c](d.png)\n\n| x |\n|---|\n| [e](f.md) |\n"), ["b.md", "d.png", "f.md"]);
        assert_eq!(found("Före\n{{ notice }}\n[å](b.md)\n{{ /notice }}\n[c](d.md)"), ["b.md", "d.md"]);
        assert_eq!(found("[a](b\\_c.md)"), ["b\\_c.md"]);
        assert_eq!(
            found("Å\n:::note\n[å](b.md)\n:::\n\n!!! tip\n\t[c](d.md)\n\n    - [e](f.md)\n\n[g](h.md)\n"),
            ["b.md", "d.md", "f.md", "h.md"]
        );
    }

    #[test]
    fn code_holds_no_links() {
        assert_eq!(
            found("`[a](b.md)`\n\n```\n[a](b.md)\n```\n\n    [a](b.md)\n\n<!-- [a](b.md) -->\n\n<https://a.example/>"),
            [""; 0]
        );
    }

    #[test]
    fn whole_is_the_link_as_the_document_has_it() {
        let body = "Ö [a](b.md) {{ x }}";
        let place = link_addresses(body, 10)[0];
        assert_eq!((place.whole, place.address), (Span::new(13, 22), Span::new(17, 21)));
    }
}
