//! Reads single lines of a file: one that is nearly a fence, or a field in any form.

use super::fence::is_blank;
use crate::base::span::Span;
use crate::data::{Node, Value};

/// A line, with its place in the file.
pub(super) struct Line<'t> {
    pub text: &'t str,
    pub at: usize,
}

/// Whether a line is a fence, or nearly one: dashes of any kind and number, `---yaml`, `- - -`, `;;;`, `+++`.
pub(super) fn is_fence(line: &str) -> bool {
    let signs = line.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == ':').trim_end_matches(is_blank);
    let kind = |c: char| match c {
        '-'
        | '_'
        | '\u{ad}'
        | '\u{2010}'..='\u{2015}'
        | '\u{2212}'
        | '\u{2500}'
        | '\u{2501}'
        | '\u{fe58}'
        | '\u{fe63}'
        | '\u{ff0d}' => Some('-'),
        '*' | '+' | ';' | '=' | '~' => Some(c),
        _ => None,
    };
    let mut kinds = signs.chars().filter(|c| !is_blank(*c)).map(kind);
    let Some(Some(first)) = kinds.next() else { return false };
    let mut count = 1;
    for next in kinds {
        if next != Some(first) {
            return false;
        }
        count += 1;
    }
    let long = signs.contains(['\u{2013}', '\u{2014}', '\u{2015}']);
    let named = signs.len() < line.trim_end_matches(is_blank).len();
    count
        >= if long && !named {
            1
        } else if first == '-' && !signs.starts_with('-') {
            2
        } else {
            3
        }
}

/// A line of the form `key: value`.
pub(super) struct KeyLine<'t> {
    pub name: &'t str,
    /// The value without quotes, marks and what ends it.
    pub value: &'t str,
}

impl KeyLine<'_> {
    /// The value as front matter would have it.
    pub(super) fn node(&self) -> Node {
        let value = if self.value.is_empty() { Value::Null } else { Value::Str(self.value.to_owned()) };
        Node { value, span: Span::default() }
    }
}

/// The fields of a line: one, or those of an object that go on after a comma.
pub(super) fn key_lines(line: &str) -> impl Iterator<Item = KeyLine<'_>> {
    let object = line.trim_matches(is_blank).starts_with(['{', '"', '\'']);
    let pieces: Vec<&str> = if object { line.split(',').collect() } else { vec![line] };
    pieces.into_iter().filter_map(key_line)
}

/// Longest key, in characters, and in words.
const LONGEST_KEY: (usize, usize) = (40, 4);

/// Reads a line as a field: of YAML, TOML or JSON, in a list, a quotation, a comment, a table or a heading, in bold.
pub(super) fn key_line(line: &str) -> Option<KeyLine<'_>> {
    let mut rest = line.trim_matches(is_blank);
    for opening in ["<!--", "[//]: #", "[comment]: #", "%%"] {
        rest = rest.strip_prefix(opening).map_or(rest, |inner| inner.trim_start_matches([' ', '\t', '(', '"', '\'']));
    }
    // Quotations, headings, tables, objects, fields of reStructuredText, and comments of other languages.
    let rest =
        rest.trim_start_matches(|c: char| is_blank(c) || matches!(c, '>' | '#' | '|' | '{' | ':' | '%' | '/' | ';'));
    let rest = rest.strip_prefix("+").filter(|_| line.trim_start().starts_with("#+")).unwrap_or(rest);
    let rest = ["- ", "* ", "+ ", "– ", "• "].iter().find_map(|m| rest.strip_prefix(m)).unwrap_or(rest).trim_start();
    let rest = rest.trim_start_matches(['*', '_', '"', '\'']);
    let sign = rest.find([':', '=', '|', '：'])?;
    let (name, value) = rest.split_at(sign);
    let value = value.trim_start_matches([':', '=', '|', '：']);
    let name = name.trim_matches(is_blank).trim_end_matches(['*', '_', '"', '\'']).trim_matches(is_blank);
    let (letters, words) = (name.chars().count(), name.split_whitespace().count());
    let plain = |c: char| c.is_alphanumeric() || is_blank(c) || matches!(c, '_' | '-' | '.');
    if letters == 0 || letters > LONGEST_KEY.0 || words > LONGEST_KEY.1 || !name.chars().all(plain) {
        return None;
    }
    if rest[sign..].starts_with("://") || name.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let value = value.split(" #").next().unwrap_or(value).split("-->").next().unwrap_or(value);
    let value = value.trim_matches(|c: char| {
        is_blank(c) || matches!(c, '*' | '_' | '"' | '\'' | ',' | '|' | '}' | ')' | ';' | '\\')
    });
    Some(KeyLine { name, value })
}
