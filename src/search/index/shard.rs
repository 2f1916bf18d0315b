//! A shard: a stretch of the dictionary with its postings.
//!
//! `terms` is front-coded text with a line per term. After a tab follow what the term also stands for (synonyms), with
//! `|` between: strength `1`–`9` and stems. Lines whose term begins with `~` have no postings: the rest is a word written
//! backwards, for endings. `counts` tells for each of the others how many pages have it; `postings` are those of all.
use super::postings::Postings;
use crate::language::front_coding::front_code;
use serde::Serialize;
use std::borrow::Cow;

/// Postings that one term keeps; of a more common one only the pages that say most about it.
pub(super) const MOST_POSTINGS: usize = 1000;

/// A shard as it travels.
#[derive(Serialize)]
struct Stored {
    terms: String,
    counts: Vec<u32>,
    postings: Postings,
}

/// A term to write.
#[derive(Debug, Clone)]
pub(super) struct NewTerm<'a> {
    pub text: &'a str,
    pub aliases: &'a str,
    pub pages: u32,
}

/// JSON of terms, which must be sorted by folded form and then by text, and the postings of all of them.
pub(super) fn write(terms: &[NewTerm], postings: Postings) -> Vec<u8> {
    let lines: Vec<Cow<'_, str>> = terms
        .iter()
        .map(|t| match t.aliases {
            "" => Cow::Borrowed(t.text),
            aliases => Cow::Owned(format!("{}\t{aliases}", t.text)),
        })
        .collect();
    let counts = terms.iter().filter(|t| has_postings(t.text)).map(|t| t.pages).collect();
    let stored = Stored { terms: front_code(lines.iter().map(Cow::as_ref)), counts, postings };
    serde_json::to_vec(&stored).unwrap_or_default()
}

fn has_postings(term: &str) -> bool {
    !term.starts_with('~')
}
