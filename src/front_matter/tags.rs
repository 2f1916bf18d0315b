//! Tags that name a level or a state: who writes `tags: [restricted]` means to guard the page, and tags guard nobody.

use super::words;
use crate::base::span::Span;
use crate::data::{Node, Value};

/// Keys of other programs for lists of tags, beside those of `words`.
const LISTS: [&str; 12] = [
    "labels",
    "label",
    "flags",
    "flag",
    "badges",
    "badge",
    "hashtags",
    "markning",
    "markningar",
    "markord",
    "flaggor",
    "category",
];
/// Levels that are also what a page may be about.
const SUBJECTS: [&str; 2] = ["sekretess", "sakerhetsskydd"];
const STATES: [&str; 9] =
    ["draft", "drafts", "utkast", "kladd", "wip", "private", "privat", "unpublished", "opublicerad"];

/// A tag, and whether it is one of the words to search by: these tell what a page says, not what it is.
#[derive(Clone, Copy)]
pub(super) struct Tag<'t> {
    pub text: &'t str,
    pub at: Span,
    keyword: bool,
}

/// The first tag that names a level, and the first that names a state.
pub(super) fn guarding<'t>(node: &'t Node, levels: &[String]) -> [Option<Tag<'t>>; 2] {
    let mut tags = Vec::new();
    lists(node, &mut tags);
    // One of several words to search by is what the page is about.
    let alone = tags.iter().filter(|tag| tag.keyword).count() == 1;
    let level = tags.iter().find(|tag| (alone || !tag.keyword) && is_level(tag.text, levels)).copied();
    let state = tags.iter().find(|tag| !tag.keyword && STATES.contains(&words::folded(tag.text).as_str())).copied();
    [level, state]
}

/// The tags of all lists of them, wherever they stand.
fn lists<'t>(node: &'t Node, tags: &mut Vec<Tag<'t>>) {
    for (key, value) in node.entries() {
        let word = words::folded(&key.name);
        let means = |field: &str| key.name == field || words::name(&key.name) == Some(field);
        let keyword = means("keywords");
        if !keyword && !means("tags") && !LISTS.contains(&word.as_str()) {
            lists(value, tags);
            continue;
        }
        let items = if value.items().is_empty() { std::slice::from_ref(value) } else { value.items() };
        for item in items {
            let Value::Str(text) = &item.value else { continue };
            let texts = text.split([',', ';']).map(|text| text.trim().trim_start_matches('#'));
            tags.extend(texts.map(|text| Tag { text, at: item.span, keyword }));
        }
    }
}

/// Whether a tag is a level: `restricted`, `klassning/intern`, `klassning:intern`.
fn is_level(tag: &str, levels: &[String]) -> bool {
    let word = words::folded(tag);
    if words::is_level(tag, levels) {
        return levels.iter().skip(1).any(|level| words::folded(level) == word) || !SUBJECTS.contains(&word.as_str());
    }
    let parts = tag.split_once(['/', ':', '=']);
    let guards = |key: &str| matches!(words::name(key), Some("classification" | "secrecy"));
    parts.is_some_and(|(key, value)| guards(key) && words::is_level(value, levels))
}

/// The level that the tags of a line of text name: `#intern #skola`, `Taggar: hemlig`.
pub(super) fn in_text<'t>(line: &'t str, levels: &[String]) -> Option<&'t str> {
    let line = line.trim();
    let tags = match line.split_once(':') {
        Some((key, tags)) if words::name(key) == Some("tags") || words::folded(key) == "tags" => tags,
        _ => line.starts_with('#').then_some(line)?,
    };
    let tags: Vec<&str> = tags.split([',', ' ', '\t']).filter(|tag| !tag.is_empty()).collect();
    let sound = |tag: &&str| tag.strip_prefix('#').is_none_or(|rest| rest.starts_with(char::is_alphabetic));
    let hashed = line.starts_with('#');
    let all = tags.iter().all(|tag| sound(tag) && (!hashed || tag.starts_with('#')));
    let tag = |tag: &&&str| is_level(tag.trim_start_matches('#'), levels);
    all.then(|| tags.iter().find(tag).map(|tag| tag.trim_start_matches('#'))).flatten()
}
