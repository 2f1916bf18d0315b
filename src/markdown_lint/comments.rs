//! Comments that do not hide what they were to hide.
//!
//! Markdown ends a comment inside a paragraph at the first blank line, and one in a list or a quotation with the list or
//! the quotation; what editors and other programs take for comments may be none here. The text is then on the page.

use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::base::text::Text;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::markdown::{Normalised, Spanned};
use crate::text;
use pulldown_cmark::{Event, Tag, TagEnd};

const OPEN: &str = "<!--";
const CLOSE: &str = "-->";

/// Signs that begin a comment in other programs: Jinja, Liquid, Hugo, Handlebars, MDX, Obsidian, FreeMarker, JSP, and the
/// definition of a link that nothing leads to.
const FOREIGN: [&str; 12] = [
    "{#",
    "{% comment",
    "{%- comment",
    "{%comment",
    "{{/*",
    "{{</*",
    "{{!",
    "{/*",
    "%%",
    "[//]:",
    "[comment]:",
    "<%--",
];

/// Looks through a body for comments whose text is shown.
pub(super) fn check(events: &[Spanned<'_>], normalised: &Normalised<'_>, file: &RelPath) -> Diagnostics {
    let text = &*normalised.text;
    if !text.contains(OPEN) && !FOREIGN.iter().any(|sign| text.contains(sign)) {
        return Vec::new();
    }
    let mut search = Search { text, found: Vec::new(), done: 0 };
    let mut code = false;
    let mut block: Option<(usize, String)> = None;
    for (event, range) in events {
        match event {
            Event::Start(Tag::CodeBlock(_)) => code = true,
            Event::End(TagEnd::CodeBlock) => code = false,
            Event::Start(Tag::HtmlBlock) => block = Some((range.start, String::new())),
            Event::Html(html) => {
                if let Some((_, whole)) = &mut block {
                    whole.push_str(html);
                }
            }
            Event::End(TagEnd::HtmlBlock) => {
                if let Some((at, whole)) = block.take() {
                    search.raw(&whole, at);
                }
            }
            Event::InlineHtml(html) => search.raw(html, range.start),
            Event::Text(_) if !code => search.shown(range.start, range.end),
            _ => {}
        }
    }
    let place = |at: usize, len: usize| Span::new(normalised.to_file(at), normalised.to_file(at + len));
    let report = |(at, len, fault): (usize, usize, Fault)| {
        let (message, help) = fault.message_and_help(text.get(at..at + len).unwrap_or(""));
        Diagnostic::new(Code::VisibleComment, message).file(file).span(place(at, len)).cause("comment").help(help)
    };
    search.found.into_iter().map(report).collect()
}

#[derive(Clone, Copy)]
enum Fault {
    /// It does not end where Markdown looks for its end.
    Endless,
    /// Another one begins inside it.
    Nested,
    /// It ends as it begins.
    Short,
    /// It is none.
    Foreign,
}

impl Fault {
    fn message_and_help(self, sign: &str) -> (Text, Text) {
        let own_lines = text!(
            "skriv <!-- på en egen rad före texten och --> efter den; ska tecknen visas, skriv dem inom `…`",
            "write <!-- on a line of its own before the text and --> after it; to show the signs, write them inside `…`"
        );
        match self {
            Fault::Endless => (
                text!(
                    "kommentaren <!-- tar inte slut här: det som skulle döljas syns på sidan",
                    "the comment <!-- does not end here: what it was to hide is seen on the page"
                ),
                own_lines,
            ),
            Fault::Nested => (
                text!(
                    "i kommentaren börjar en till: den slutar vid första -->, så något syns eller döljs som inte skulle det",
                    "another comment begins in this one: it ends at the first -->, so something is seen or hidden that should not be"
                ),
                text!(
                    "avsluta varje kommentar med --> innan nästa börjar",
                    "end each comment with --> before the next begins"
                ),
            ),
            Fault::Short => (
                text!(
                    "kommentaren slutar där den börjar: det som följer syns på sidan",
                    "the comment ends where it begins: what follows is seen on the page"
                ),
                own_lines,
            ),
            Fault::Foreign => (
                text!(
                    "”{sign}” inleder ingen kommentar här: det som skulle döljas syns på sidan",
                    "\"{sign}\" begins no comment here: what it was to hide is seen on the page"
                ),
                own_lines,
            ),
        }
    }
}

struct Search<'t> {
    text: &'t str,
    found: Vec<(usize, usize, Fault)>,
    /// Up to here everything belongs to a comment that has been reported.
    done: usize,
}

impl Search<'_> {
    /// Raw HTML: where comments are read, and may still hide too little or too much.
    fn raw(&mut self, html: &str, start: usize) {
        let mut at = 0;
        while let Some(i) = html[at..].find(OPEN).map(|i| at + i) {
            let inner = &html[i + OPEN.len()..];
            let end = inner.find(CLOSE);
            let fault = match end {
                _ if inner.starts_with('>') || inner.starts_with("->") => Some(Fault::Short),
                None => Some(Fault::Endless),
                Some(end) if inner[..end].contains(OPEN) => Some(Fault::Nested),
                // Browsers end a comment at this too, and so does what makes raw HTML safe.
                Some(end) if inner[..end].contains("--!>") => Some(Fault::Endless),
                Some(_) => None,
            };
            if let Some(fault) = fault {
                self.found.push((self.place(start, html, i), OPEN.len(), fault));
            }
            at = i + OPEN.len() + end.map_or(0, |end| end + CLOSE.len());
        }
    }

    /// Where byte `at` of raw HTML stands in the text; marks of a quotation may stand between its lines.
    fn place(&self, start: usize, html: &str, at: usize) -> usize {
        let before = html[..at].matches(OPEN).count();
        let found = self.text[start..].match_indices(OPEN).nth(before).map_or(at, |(i, _)| i);
        start + found
    }

    /// Text that is shown.
    fn shown(&mut self, start: usize, end: usize) {
        let mut at = start.max(self.done);
        while at < end {
            let rest = &self.text[at..];
            let next = rest.char_indices().map(|(i, _)| at + i).take_while(|i| *i < end).find_map(|i| {
                let sign = self.sign(i)?;
                Some((i, sign))
            });
            let Some((i, sign)) = next else { return };
            let fault = if sign == OPEN { Fault::Endless } else { Fault::Foreign };
            self.found.push((i, sign.len(), fault));
            at = i + sign.len();
            self.done = at;
        }
    }

    /// The sign of a comment that stands at `at`, not escaped.
    fn sign(&self, at: usize) -> Option<&'static str> {
        let rest = &self.text[at..];
        if !rest.starts_with(['<', '{', '%', '[']) {
            return None;
        }
        let before = &self.text[..at];
        if before.ends_with('\\') {
            return None;
        }
        if rest.starts_with(OPEN) {
            return Some(OPEN);
        }
        let sign = *FOREIGN.iter().find(|sign| rest.starts_with(**sign))?;
        let inner = &rest[sign.len()..];
        let line = inner.lines().next().unwrap_or("");
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        let begins_line = before[line_start..].trim_matches([' ', '\t', '>', '-', '*', '+']).is_empty();
        let meant = match sign {
            // `{#id}` names a heading.
            "{#" => line.is_empty() || line.starts_with([' ', '\t', '-']) || line.contains("#}"),
            // Whole ones have been taken out.
            "%%" => begins_line,
            "[//]:" | "[comment]:" => begins_line,
            "{{!" => line.starts_with("--") || line.starts_with(' '),
            _ => true,
        };
        meant.then_some(sign)
    }
}
