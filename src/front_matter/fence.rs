//! Where front matter begins and ends.

use super::model::Syntax;
use crate::base::span::Span;

/// The fence around front matter, and what is inside.
pub(super) struct Fenced<'a> {
    pub syntax: Syntax,
    /// The opening fence.
    pub head: Span,
    pub text: &'a str,
    pub text_start: usize,
    pub body_start: usize,
}

/// Blanks, and characters that nobody sees: byte-order marks, zero-width spaces, no-break spaces, soft hyphens.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{2800}')
}

/// Splits a file. What nobody sees before a fence, blank lines, whole comments, CRLF and a closing `...` are taken as
/// they come; so is a JSON object.
///
/// `Err` holds the place of a fence that is never closed. A first line of `---` that is not followed by a key is a
/// thematic break, not a fence.
pub(super) fn split(text: &str) -> Result<Option<Fenced<'_>>, Span> {
    let begin = after_blanks(text, 0);
    if let Some(json) = json(text, begin) {
        return Ok(Some(json));
    }
    let at = after_comments(text, begin);
    let commented = at > begin;
    let mut lines = text[at..].split_inclusive('\n');
    let Some(first) = lines.next() else { return Ok(None) };
    let (syntax, fence) = match first.trim_end_matches(is_blank) {
        "---" => (Syntax::Yaml, "---"),
        "+++" => (Syntax::Toml, "+++"),
        _ => return Ok(None),
    };
    let head = Span::new(at, at + fence.len());
    let indent = at - text[..at].rfind('\n').map_or(0, |i| i + 1);
    let text_start = at + first.len();
    let rest = &text[text_start..];
    let first_key = rest.lines().map(|l| l.trim_matches(is_blank)).find(|l| !l.is_empty() && !l.starts_with('#'));
    let has_key = first_key.is_some_and(|l| syntax == Syntax::Toml || l.contains(':'));
    let mut from = text_start;
    for line in lines {
        let shown = line.trim_matches(is_blank);
        let before = line.len() - line.trim_start_matches(is_blank).len();
        let closes = shown == fence || (syntax == Syntax::Yaml && shown == "...");
        // An indented line may be text of a field; a fence that is indented ends with one that is.
        let indented = line.starts_with([' ', '\t']) && before > indent;
        if closes && !indented {
            if commented && !has_key {
                return Ok(None);
            }
            let body_start = from + line.len();
            return Ok(Some(Fenced { syntax, head, text: &text[text_start..from], text_start, body_start }));
        }
        from += line.len();
    }
    if syntax == Syntax::Toml || has_key { Err(head) } else { Ok(None) }
}

pub(super) fn after_blanks(text: &str, at: usize) -> usize {
    text.len() - text[at..].trim_start_matches(is_blank).len()
}

/// After the comments that begin at `at`.
pub(super) fn after_comments(text: &str, mut at: usize) -> usize {
    while text[at..].starts_with("<!--") {
        let Some(end) = text[at..].find("-->") else { return at };
        at = after_blanks(text, at + end + 3);
    }
    at
}

/// An object that begins with a key, up to its last brace, which ends its line.
fn json(text: &str, begin: usize) -> Option<Fenced<'_>> {
    let inner = text[begin..].strip_prefix('{')?.trim_start();
    let key_end = inner.strip_prefix('"')?.find('"')? + 2;
    inner[key_end..].trim_start().strip_prefix(':')?;
    let (mut depth, mut quoted, mut escaped) = (0usize, false, false);
    for (i, c) in text[begin..].char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            '{' if !quoted => depth += 1,
            '}' if !quoted => {
                depth -= 1;
                if depth == 0 {
                    let end = begin + i + 1;
                    let line = text[end..].split_inclusive('\n').next().unwrap_or("");
                    let body_start = end + line.len();
                    let alone = line.trim_matches(is_blank).is_empty();
                    let (head, syntax) = (Span::new(begin, begin + 1), Syntax::Json);
                    let text = &text[begin..end];
                    return alone.then_some(Fenced { syntax, head, text, text_start: begin, body_start });
                }
            }
            _ => {}
        }
    }
    None
}
