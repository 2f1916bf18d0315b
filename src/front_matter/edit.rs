//! Changing one field of a page's front matter as text: comments, order, quotes and the body stay byte for byte.
//!
//! Every change is read back. Where that does not give the old values with the new one among them, the front matter is
//! written in a way that this does not master, and the page is left to its editor.

use super::fence::split;
use super::model::Syntax;
use crate::base::date::Date;
use crate::data::{Node, Value};
use serde_json::json;

/// A value, written alike in YAML and TOML but for the sign between a key and its value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Literal {
    /// A day, without quotes.
    Date(Date),
    /// Text.
    Text(String),
    /// One of the words that a field takes.
    Word(&'static str),
    /// A list on one line.
    List(Vec<Literal>),
    /// A map on one line. Keys are ids or names of fields: they need no quotes.
    Map(Vec<(String, Literal)>),
}

/// The front matter is written so that the field cannot be changed without risk for the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Uneditable;

/// `text` with `key` set to `value`. A key that is not there yet is written after the last of `beside` that is, else
/// last; a page without front matter gets one.
pub(crate) fn set(text: &str, key: &str, value: &Literal, beside: &[&str]) -> Result<String, Uneditable> {
    let Some(front) = Front::open(text)? else { return Ok(with_front_matter(text, key, value)) };
    let mut wanted = front.json();
    wanted[key] = value.json();
    let new = match front.entry(key) {
        Some((at, node)) if node.value == Value::Null && node.span.range().is_empty() => {
            let sign = front.sign_after(at).ok_or(Uneditable)?;
            front.with(sign, sign, &format!(" {}", value.written(front.toml)))
        }
        Some((_, node)) => front.with(node.span.start as usize, front.end(node), &value.written(front.toml)),
        None => {
            let (at, indent) = front.place(beside);
            let line = format!("{indent}{}{}", value.line(key, front.toml), front.line_end());
            front.with(at, at, &line)
        }
    };
    front.checked(new, &wanted)
}

/// `text` with key `inner` of the map `key` set to `value`; a map that is not there yet is written as [`set`] does.
pub(crate) fn set_in(
    text: &str,
    key: &str,
    inner: &str,
    value: &Literal,
    beside: &[&str],
) -> Result<String, Uneditable> {
    let only = || Literal::Map(vec![(inner.to_owned(), value.clone())]);
    let Some(front) = Front::open(text)? else { return set(text, key, &only(), beside) };
    let Some((_, map)) = front.entry(key).filter(|(_, node)| node.value != Value::Null) else {
        return set(text, key, &only(), beside);
    };
    let mut wanted = front.json();
    *wanted[key].as_object_mut().ok_or(Uneditable)?.entry(inner).or_insert(json!(null)) = value.json();
    let new = match (map.get(inner), map.entries().last()) {
        (Some(old), _) => front.with(old.span.start as usize, front.end(old), &value.written(front.toml)),
        (None, Some((_, node))) if front.is_flow(map) => {
            front.with(front.end(node), front.end(node), &format!(", {}", value.line(inner, front.toml)))
        }
        (None, Some((last, node))) => {
            let from = last.span.start as usize;
            let indent = &front.text[front.line(from)..from];
            let at = front.next_line(front.end(node)).min(front.close);
            front.with(at, at, &format!("{indent}{}{}", value.line(inner, front.toml), front.line_end()))
        }
        (None, None) => return set(text, key, &only(), beside),
    };
    front.checked(new, &wanted)
}

/// `text` without key `inner` of the map `key`, which has other keys.
pub(crate) fn remove_in(text: &str, key: &str, inner: &str) -> Result<String, Uneditable> {
    let Some(front) = Front::open(text)? else { return Ok(text.to_owned()) };
    let Some((_, map)) = front.entry(key) else { return Ok(text.to_owned()) };
    let entries = map.entries();
    let Some(i) = entries.iter().position(|(name, _)| name.name == inner) else { return Ok(text.to_owned()) };
    let mut wanted = front.json();
    wanted[key].as_object_mut().ok_or(Uneditable)?.shift_remove(inner);
    let (name, node) = &entries[i];
    let (from, to) = match (front.is_flow(map), i.checked_sub(1).map(|before| &entries[before]), entries.get(i + 1)) {
        (false, ..) => (front.line(name.span.start as usize), front.next_line(front.end(node))),
        (true, Some((_, before)), _) => (front.end(before), front.end(node)),
        (true, None, Some((next, _))) => (name.span.start as usize, next.span.start as usize),
        (true, None, None) => return Err(Uneditable),
    };
    front.checked(front.with(from, to.min(front.close), ""), &wanted)
}

/// `text` with `item` last in the list `key`.
pub(crate) fn push(text: &str, key: &str, item: &str) -> Result<String, Uneditable> {
    let only = Literal::List(vec![Literal::Text(item.to_owned())]);
    let Some(front) = Front::open(text)? else { return Ok(with_front_matter(text, key, &only)) };
    let Some((_, node)) = front.entry(key).filter(|(_, node)| node.value != Value::Null) else {
        return set(text, key, &only, &[]);
    };
    let Value::List(items) = &node.value else { return Err(Uneditable) };
    let Some(last) = items.last() else { return set(text, key, &only, &[]) };
    let mut wanted = front.json();
    wanted[key].as_array_mut().ok_or(Uneditable)?.push(json!(item));
    let new = match front.dash(last) {
        Some(before) => {
            let at = front.next_line(front.end(last));
            front.with(at, at, &format!("{before}{}{}", string(item, front.toml), front.line_end()))
        }
        None => front.with(front.end(last), front.end(last), &format!(", {}", string(item, front.toml))),
    };
    front.checked(new, &wanted)
}

/// `text` without item `index` of the list `key`; a list that would be empty goes with its key.
pub(crate) fn pull(text: &str, key: &str, index: usize) -> Result<String, Uneditable> {
    let front = Front::open(text)?.ok_or(Uneditable)?;
    let (at, node) = front.entry(key).ok_or(Uneditable)?;
    let items = node.items();
    let item = items.get(index).ok_or(Uneditable)?;
    let mut wanted = front.json();
    let new = if items.len() == 1 {
        wanted.as_object_mut().ok_or(Uneditable)?.shift_remove(key);
        front.with(front.line(at.start as usize), front.next_line(front.end(node)), "")
    } else {
        wanted[key].as_array_mut().ok_or(Uneditable)?.remove(index);
        match (front.dash(item), items.get(index + 1)) {
            (Some(_), _) => front.with(front.line(item.span.start as usize), front.next_line(front.end(item)), ""),
            (None, Some(next)) => front.with(item.span.start as usize, next.span.start as usize, ""),
            (None, None) => front.with(front.end(&items[index - 1]), front.end(item), ""),
        }
    };
    front.checked(new, &wanted)
}

/// A page with a first field.
fn with_front_matter(text: &str, key: &str, value: &Literal) -> String {
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let nl = if text.lines().next().is_some_and(|l| text[l.len()..].starts_with("\r\n")) { "\r\n" } else { "\n" };
    let (mark, body) = text.split_at(mark);
    format!("{mark}---{nl}{}{nl}---{nl}{body}", value.line(key, false))
}

fn quoted(text: &str) -> String {
    // What JSON escapes, YAML and TOML read alike.
    json!(text).to_string()
}

/// Text as people write it: in YAML an id or a path that nothing else can be meant by needs no quotes.
fn string(text: &str, toml: bool) -> String {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'/';
    let unmistakable =
        text.starts_with(|c: char| c.is_ascii_lowercase()) && text.contains(['-', '/']) && text.bytes().all(plain);
    if unmistakable && !toml { text.to_owned() } else { quoted(text) }
}

impl Literal {
    fn written(&self, toml: bool) -> String {
        let join = |parts: Vec<String>| parts.join(", ");
        match self {
            Literal::Date(date) => date.to_string(),
            Literal::Text(text) => string(text, toml),
            Literal::Word(word) if toml => quoted(word),
            Literal::Word(word) => (*word).to_owned(),
            Literal::List(items) => format!("[{}]", join(items.iter().map(|i| i.written(toml)).collect())),
            Literal::Map(entries) => {
                let is = if toml { " =" } else { ":" };
                format!("{{{}}}", join(entries.iter().map(|(k, v)| format!("{k}{is} {}", v.written(toml))).collect()))
            }
        }
    }

    fn line(&self, key: &str, toml: bool) -> String {
        format!("{key}{} {}", if toml { " =" } else { ":" }, self.written(toml))
    }

    fn json(&self) -> serde_json::Value {
        match self {
            Literal::Date(date) => json!(date.to_string()),
            Literal::Text(text) => json!(text),
            Literal::Word(word) => json!(word),
            Literal::List(items) => items.iter().map(Literal::json).collect(),
            Literal::Map(entries) => entries.iter().map(|(k, v)| (k.clone(), v.json())).collect(),
        }
    }
}

/// Front matter with its places in the file.
struct Front<'a> {
    text: &'a str,
    toml: bool,
    /// Where the line with the closing fence begins.
    close: usize,
    body: &'a str,
    node: Node,
}

impl<'a> Front<'a> {
    /// `None`: the page has none.
    fn open(text: &'a str) -> Result<Option<Front<'a>>, Uneditable> {
        let Some(fenced) = split(text).map_err(|_| Uneditable)? else { return Ok(None) };
        if fenced.syntax == Syntax::Json {
            return Err(Uneditable);
        }
        let toml = fenced.syntax == Syntax::Toml;
        let node = fenced.syntax.parse(fenced.text).map_err(|_| Uneditable)?.shifted(fenced.text_start);
        let close = fenced.text_start + fenced.text.len();
        Ok(Some(Front { text, toml, close, body: &text[fenced.body_start..], node }))
    }

    fn json(&self) -> serde_json::Value {
        self.node.to_json()
    }

    fn entry(&self, key: &str) -> Option<(crate::base::span::Span, &Node)> {
        self.node.entries().iter().find(|(k, _)| k.name == key).map(|(k, v)| (k.span, v))
    }

    /// Whether a map stands between braces.
    fn is_flow(&self, node: &Node) -> bool {
        self.text.get(node.span.range()).is_some_and(|text| text.starts_with('{'))
    }

    /// Where a value ends. The YAML parser tells only where a list or map begins.
    fn end(&self, node: &Node) -> usize {
        let parts = node.items().iter().chain(node.entries().iter().map(|(_, v)| v));
        let mut at = parts.map(|part| self.end(part)).fold(node.span.end as usize, usize::max);
        let flow = matches!(node.value, Value::List(_) | Value::Map(_))
            && matches!(self.text.get(node.span.range()), Some("[" | "{"));
        while flow && at < self.close {
            let rest = &self.text[at..self.close];
            match rest.chars().next() {
                Some(']' | '}') => return at + 1,
                Some('#') => at += rest.find('\n').unwrap_or(rest.len()),
                Some(c) => at += c.len_utf8(),
                None => {}
            }
        }
        at
    }

    /// After the `:` or `=` of a key.
    fn sign_after(&self, key: crate::base::span::Span) -> Option<usize> {
        let from = key.end as usize;
        let sign = if self.toml { '=' } else { ':' };
        self.text[from..self.close].find(sign).map(|i| from + i + 1)
    }

    fn with(&self, from: usize, to: usize, new: &str) -> String {
        let (before, after) = (self.text.get(..from).unwrap_or(""), self.text.get(to..).unwrap_or(""));
        format!("{before}{new}{after}")
    }

    fn line(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |i| i + 1)
    }

    fn next_line(&self, at: usize) -> usize {
        self.text[at..].find('\n').map_or(self.text.len(), |i| at + i + 1)
    }

    fn line_end(&self) -> &'static str {
        if self.text[..self.close].ends_with("\r\n") { "\r\n" } else { "\n" }
    }

    /// Where a new field goes, and what its line begins with.
    fn place(&self, beside: &[&str]) -> (usize, String) {
        let entries = self.node.entries();
        let first = entries.first().map_or(self.close, |(k, _)| k.span.start as usize);
        let indent = &self.text[self.line(first)..first];
        let indent = if indent.trim().is_empty() && !entries.is_empty() { indent } else { "" };
        // Below a table's head a line would belong to the table.
        let head = |key: &crate::base::span::Span| {
            let line = self.line(key.start as usize);
            (self.toml && self.text[line..].trim_start().starts_with('[')).then_some(line)
        };
        let tables = entries.iter().filter_map(|(k, _)| head(&k.span)).min();
        let mut near = entries.iter().filter(|(k, _)| beside.contains(&k.name.as_str()) && head(&k.span).is_none());
        let at = match (near.next_back(), tables) {
            (Some((_, value)), _) => self.next_line(self.end(value)),
            (None, Some(table)) => self.above_comments(table),
            (None, None) => self.close,
        };
        (at.min(self.close), indent.to_owned())
    }

    /// The beginning of the comments and blank lines directly above the line at `at`.
    fn above_comments(&self, mut at: usize) -> usize {
        while at > 0 {
            let line = self.line(at - 1);
            let shown = self.text[line..at].trim();
            if !(shown.is_empty() || shown.starts_with('#')) {
                break;
            }
            at = line;
        }
        at
    }

    /// The text before an item on its line, when that is `- `: the list has a line for each item.
    fn dash(&self, item: &Node) -> Option<&str> {
        let at = item.span.start as usize;
        let before = &self.text[self.line(at)..at];
        let mark = before.trim_end_matches(['"', '\'']);
        (!self.toml && mark.trim() == "-").then_some(mark)
    }

    /// The new text, if it says what it was to say and has the same body.
    fn checked(&self, new: String, wanted: &serde_json::Value) -> Result<String, Uneditable> {
        let same = Front::open(&new)?.is_some_and(|front| front.json() == *wanted && front.body == self.body);
        if same { Ok(new) } else { Err(Uneditable) }
    }
}

#[cfg(test)]
mod tests;
