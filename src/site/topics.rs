//! Topics: what pages state as `tags`, gathered from all of them.

use super::collation::Collation;
use super::model::{Page, PageIx, Tag, current};
use crate::base::slug::Unique;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::names;
use crate::text;
use std::collections::BTreeMap;
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;

/// One topic on its way to be a [`Tag`].
struct Topic<'a> {
    name: &'a str,
    /// Each spelling, and where it stands first: the page and the place in its tags.
    spellings: Vec<(&'a str, PageIx, usize)>,
    pages: Vec<PageIx>,
}

/// Topics that are spelt alike but for capitals and blanks are one, with a finding; the first spelling names it. Others
/// whose names give one address (`LAS`, `lås`) are two, the second with a number.
pub(super) fn topics(pages: &[Arc<Page>], collations: &[Collation], found: &mut Diagnostics) -> Vec<Tag> {
    let mut topics: BTreeMap<(usize, String), Topic<'_>> = BTreeMap::new();
    for (ix, page) in current(pages) {
        for (i, name) in page.fields().tags.iter().enumerate() {
            let key = normalized(name);
            if key.is_empty() {
                continue;
            }
            let topic = topics.entry((page.lang, key)).or_insert_with(|| Topic {
                name,
                spellings: Vec::new(),
                pages: Vec::new(),
            });
            if !topic.spellings.iter().any(|(known, ..)| same_letters(known, name)) {
                topic.spellings.push((name, ix, i));
            }
            if topic.pages.last() != Some(&ix) {
                topic.pages.push(ix);
            }
        }
    }
    for topic in topics.values() {
        found.extend(spellings(pages, topic));
    }
    let mut unique: Vec<Unique> = collations.iter().map(|_| Unique::default()).collect();
    let mut tags: Vec<Tag> = topics
        .into_iter()
        .map(|((lang, _), topic)| {
            let slug = unique[lang].name(&names::address_part(topic.name), "x");
            Tag { name: topic.name.to_owned(), lang, slug, pages: topic.pages }
        })
        .collect();
    tags.sort_by_cached_key(|t| (t.lang, collations[t.lang].key(&t.name)));
    tags
}

/// What is the same in all spellings of a topic.
fn normalized(name: &str) -> String {
    let composed: String = name.nfc().collect();
    composed
        .to_lowercase()
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '_'))
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn same_letters(a: &str, b: &str) -> bool {
    a == b || a.trim().nfc().eq(b.trim().nfc())
}

/// Each spelling but the first, where it stands first.
fn spellings(pages: &[Arc<Page>], topic: &Topic<'_>) -> Diagnostics {
    let Some(((first, at, i), others)) = topic.spellings.split_first() else { return Diagnostics::new() };
    let finding = |(other, page, place): &(&str, PageIx, usize)| {
        let message =
            text!("ämnet ”{other}” skrivs också ”{first}”", "the topic \"{other}\" is also written \"{first}\"");
        Diagnostic::new(Code::TopicSpelling, message)
            .file(&pages[*page].doc.file)
            .span(pages[*page].doc.front.span("tags", Some(*place)))
            .related(
                &pages[*at].doc.file,
                Some(pages[*at].doc.front.span("tags", Some(*i))),
                text!("så skrivs det här", "as it is written here"),
            )
            .help(text!(
                "de blir ett ämne; skriv det lika överallt, eller kalla ett av dem något annat",
                "they are one topic; write it alike everywhere, or call one of them something else"
            ))
    };
    others.iter().map(finding).collect()
}
