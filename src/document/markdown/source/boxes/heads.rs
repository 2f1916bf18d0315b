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
pub fn is_line(line: &str) -> bool {
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
