//! A shard: a stretch of the dictionary with its postings.
//!
//! `terms` is front-coded text with a line per term. After a tab follow what the term also stands for (synonyms), with
//! `|` between: strength `1`–`9` and stems. Lines whose term begins with `~` have no postings: the rest is a word written
//! backwards, for endings. `counts` tells for each of the others how many pages have it; `postings` are those of all.
use super::front_coding::{front_code, front_decode};
use super::postings::{Posting, Postings};
use super::wire::{Damage, read};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::borrow::Cow;

/// Postings that one term keeps; of a more common one only the pages that say most about it.
pub const MOST_POSTINGS: usize = 1000;

/// A shard as it travels.
#[derive(Serialize, Deserialize)]
struct Stored {
    terms: String,
    counts: Vec<u32>,
    postings: Postings,
}

/// A term as it is read from a shard.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Term {
    pub text: String,
    /// What it also stands for: strength in tenths, stems that all belong to it.
    pub aliases: Vec<(u32, Vec<String>)>,
    /// Pages that have it; 0 for words that only point at others.
    pub pages: u32,
    places: std::ops::Range<usize>,
}

/// A shard with what has been read of it.
#[derive(Debug, Clone, Default)]
pub struct Shard {
    pub terms: Vec<Term>,
    /// Folded form of each term, in order: the look-up keys.
    pub folds: Vec<String>,
    postings: Postings,
}

/// A term to write.
#[derive(Debug, Clone)]
pub struct NewTerm<'a> {
    pub text: &'a str,
    pub aliases: &'a str,
    pub pages: u32,
}

/// JSON of terms, which must be sorted by folded form and then by text, and the postings of all of them.
pub fn write(terms: &[NewTerm], postings: Postings) -> Vec<u8> {
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

impl Shard {
    /// # Errors
    /// When the payload is no whole shard.
    pub fn read(payload: &RawValue, id: &str) -> Result<Self, Damage> {
        let broken = || Damage::Broken(id.to_owned());
        let Stored { terms: text, counts, postings } = read(payload, id)?;
        let mut counts = counts.into_iter();
        let (mut terms, mut at) = (Vec::new(), 0);
        for line in front_decode(&text).ok_or_else(broken)? {
            let (word, aliases) = line.split_once('\t').unwrap_or((&line, ""));
            let aliases = aliases.split('|').filter_map(alias).collect();
            let pages = if has_postings(word) { counts.next().ok_or_else(broken)? } else { 0 };
            let end = at + (pages as usize).min(MOST_POSTINGS);
            terms.push(Term { text: word.to_owned(), aliases, pages, places: at..end });
            at = end;
        }
        if at != postings.len() || !postings.is_whole() || counts.next().is_some() {
            return Err(broken());
        }
        let folds = terms.iter().map(|t| super::chars::fold(&t.text)).collect();
        Ok(Shard { terms, folds, postings })
    }

    /// The postings of the `n`th term.
    pub fn postings(&self, n: usize) -> Vec<Posting> {
        self.postings.of(self.terms[n].places.clone())
    }
}

fn alias(text: &str) -> Option<(u32, Vec<String>)> {
    let strength = text.chars().next()?.to_digit(10)?;
    Some((strength, text[1..].split(' ').map(str::to_owned).collect()))
}
