//! The lines that open boxes.

use super::kinds::kind;
use std::ops::Range;

/// The word and the title of a line that opens with so many colons: `warning Title`, `warning[Title]`, `{.warning}`,
/// `note{title="Title"}`.
pub(super) fn colon_head(line: &str, colons: usize) -> (String, Range<usize>) {
    let end = line.trim_end_matches([':', ' ', '\t']).len();
    let skip = |from: usize| from + line[from..end].len() - line[from..end].trim_start().len();
    let mut at = skip(colons);
    let length = line[at..end].find(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_'));
    let mut word = line[at..length.map_or(end, |n| at + n)].to_owned();
    at = skip(at + word.len());
    let mut title = at..end;
    // MyST: `:::{warning} Title`.
    if word.is_empty()
        && let Some(close) = line[at..end].strip_prefix('{').and_then(|inner| inner.find('}'))
        && let inner = &line[at + 1..at + 1 + close]
        && inner.chars().all(|c| c.is_alphanumeric() || c == '-')
    {
        return (inner.to_owned(), skip(at + close + 2)..end);
    }
    if line[at..end].starts_with('[')
        && let Some(close) = line[at..end].rfind(']')
    {
        title = at + 1..at + close;
        at = skip(at + close + 1);
    }
    let Some(brace) = line[at..end].find('{').map(|i| at + i).filter(|_| line[..end].ends_with('}')) else {
        return (word, title);
    };
    let attributes = &line[brace + 1..end - 1];
    if word.is_empty() {
        let class = attributes.split_whitespace().find_map(|item| item.strip_prefix('.'));
        word = class.unwrap_or("").to_owned();
    }
    if title.end == end {
        title = title.start..line[..brace].trim_end().len().max(title.start);
    }
    if let Some(from) = attributes.find("title=\"").map(|i| brace + 1 + i + "title=\"".len())
        && let Some(length) = line[from..end].find('"')
    {
        title = from..from + length;
    }
    (word, title)
}

/// Whether the line looks like the first of a box or an alert: `:::word`, `!!! note`, `[!NOTE]`.
pub(crate) fn is_line(line: &str) -> bool {
    let colons = line.trim_start_matches(':');
    if line.len() - colons.len() >= 3 {
        return !colons.trim().is_empty();
    }
    let Some(rest) = ["!!!", "???+", "???", "[!"].iter().find_map(|mark| line.strip_prefix(mark)) else { return false };
    let rest = rest.trim_start();
    let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '-')).unwrap_or(rest.len());
    kind(&rest[..end]).is_some() && (!line.starts_with("[!") || rest[end..].starts_with(']'))
}

/// The word and the title of `!!! word more-classes "Title"`; `None` for what is written otherwise.
pub(super) fn mark_head(line: &str) -> Option<(String, Range<usize>)> {
    let rest = line[3..].strip_prefix('+').unwrap_or(&line[3..]);
    let rest = rest.strip_prefix([' ', '\t']).unwrap_or(rest).trim_start();
    let (words, title) = match rest.find(['"', '”', '“']) {
        Some(open) => {
            let quote = rest[open..].chars().next().map_or(1, char::len_utf8);
            let close = rest.rfind(['"', '”', '“']).filter(|close| *close > open)?;
            let closing = rest[close..].chars().next().map_or(1, char::len_utf8);
            if !rest[close + closing..].trim().is_empty() {
                return None;
            }
            let from = line.len() - rest.len();
            (&rest[..open], from + open + quote..from + close)
        }
        None => (rest, line.len()..line.len()),
    };
    let plain = |w: &str| w.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    let mut words = words.split_whitespace();
    let word = words.next()?;
    (plain(word) && words.all(plain)).then(|| (word.to_owned(), title))
}

/// The line of a shortcode of Hugo's that is a box in its themes.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Tag {
    Open { name: String, word: String, title: Range<usize> },
    Close(String),
}

/// Shortcodes that are boxes of the kind that an argument names; others have the name of their kind.
const BOXES: [&str; 6] = ["notice", "alert", "hint", "callout", "admonition", "box"];

/// Reads `{{% notice warning "Title" %}}`, `{{< alert color="warning" title="Title" >}}`, `{{< /note >}}`.
pub(super) fn tag_head(line: &str) -> Option<Tag> {
    let inner = |open, close| line.strip_prefix(open)?.strip_suffix(close);
    let inner = inner("{{%", "%}}").or_else(|| inner("{{<", ">}}"))?;
    let inner = inner.trim();
    let (name, arguments) = inner.split_at(inner.find(char::is_whitespace).unwrap_or(inner.len()));
    let is_box = |name: &str| BOXES.contains(&name) || kind(name).is_some();
    if let Some(name) = name.strip_prefix('/') {
        return is_box(name.trim()).then(|| Tag::Close(name.trim().to_owned()));
    }
    if !is_box(name) || inner.ends_with('/') {
        return None;
    }
    let start = arguments.as_ptr() as usize - line.as_ptr() as usize;
    let (mut word, mut title) = ((!BOXES.contains(&name)).then(|| name.to_owned()), line.len()..line.len());
    for (key, value) in arguments_of(arguments) {
        let text = &arguments[value.clone()];
        match key {
            "title" => title = start + value.start..start + value.end,
            "" | "style" | "type" | "color" | "kind" | "severity" if word.is_none() && kind(text).is_some() => {
                word = Some(text.to_owned());
            }
            "" => title = start + value.start..start + value.end,
            _ => {}
        }
    }
    // Colours and words of a theme's own are left.
    let word = word.unwrap_or_else(|| kind(name).map_or("note", |_| name).to_owned());
    Some(Tag::Open { name: name.to_owned(), word, title })
}

/// The arguments of a shortcode: the key, if there is one, and where the value stands, without its quotes.
fn arguments_of(text: &str) -> Vec<(&str, Range<usize>)> {
    let mut all = Vec::new();
    let mut at = 0;
    while let Some(skip) = text[at..].find(|c: char| !c.is_whitespace()) {
        at += skip;
        let plain = text[at..].find(|c: char| c.is_whitespace() || matches!(c, '=' | '"')).unwrap_or(text.len() - at);
        let key = &text[at..at + plain];
        let has_key = text[at + plain..].starts_with('=');
        let begin = if has_key { at + plain + 1 } else { at };
        let (value, next) = match text[begin..].strip_prefix('"') {
            Some(rest) => {
                let length = rest.find('"').unwrap_or(rest.len());
                (begin + 1..begin + 1 + length, (begin + length + 2).min(text.len()))
            }
            None => {
                let length = text[begin..].find(char::is_whitespace).unwrap_or(text.len() - begin);
                (begin..begin + length, begin + length)
            }
        };
        all.push((if has_key { key } else { "" }, value));
        at = next;
    }
    all
}
