//! A shard: a stretch of the dictionary with its postings.
//!
//! Bytes: length of the text (varint), the text, then for each term that has postings: how many pages have it
//! (varint), length of its bytes (varint); then all postings. The text has a front-coded line per term. After a
//! tab follow what the term also stands for (synonyms), with `|` between: strength `1`–`9` and stems.
//! Lines whose term begins with `~` have no postings: the rest is a word written backwards, for endings.
use super::postings::{Posting, read_all};
use super::wire::{front_code, front_decode, get, put};
use std::borrow::Cow;

/// Postings that one term keeps; of a more common one only the pages that say most about it.
pub const MOST_POSTINGS: usize = 1000;

/// A term as it is read from a shard.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Term {
    pub text: String,
    /// What it also stands for: strength in tenths, stems that all belong to it.
    pub aliases: Vec<(u32, Vec<String>)>,
    /// Pages that have it; 0 for words that only point at others.
    pub pages: u32,
    bytes: std::ops::Range<usize>,
}

/// A shard, read but with its postings still packed.
#[derive(Debug, Clone, Default)]
pub struct Shard {
    pub terms: Vec<Term>,
    /// Folded form of each term, in order: the look-up keys.
    pub folds: Vec<String>,
    bytes: Vec<u8>,
}

/// A term to write.
#[derive(Debug, Clone)]
pub struct NewTerm<'a> {
    pub text: &'a str,
    pub aliases: &'a str,
    pub pages: u32,
    /// Bytes that its postings take.
    pub bytes: u32,
}

/// Packs terms, which must be sorted by folded form and then by text, and the postings of all of them.
pub fn write(terms: &[NewTerm], postings: &[u8]) -> Vec<u8> {
    let lines: Vec<Cow<'_, str>> = terms
        .iter()
        .map(|t| match t.aliases {
            "" => Cow::Borrowed(t.text),
            aliases => Cow::Owned(format!("{}\t{aliases}", t.text)),
        })
        .collect();
    let text = front_code(lines.iter().map(Cow::as_ref));
    let mut out = Vec::with_capacity(text.len() + terms.len() * 4 + postings.len() + 4);
    put(&mut out, text.len() as u32);
    out.extend_from_slice(text.as_bytes());
    for t in terms.iter().filter(|t| !t.text.starts_with('~')) {
        put(&mut out, t.pages);
        put(&mut out, t.bytes);
    }
    out.extend_from_slice(postings);
    out
}

impl Shard {
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut at = 0;
        let length = get(bytes, &mut at)? as usize;
        let text = std::str::from_utf8(bytes.get(at..at.checked_add(length)?)?).ok()?;
        at += length;
        let mut terms = Vec::new();
        for line in front_decode(text)? {
            let (word, aliases) = line.split_once('\t').unwrap_or((&line, ""));
            let aliases = aliases.split('|').filter_map(alias).collect();
            let (mut pages, mut size) = (0, 0);
            if !word.starts_with('~') {
                pages = get(bytes, &mut at)?;
                size = get(bytes, &mut at)? as usize;
            }
            terms.push(Term { text: word.to_owned(), aliases, pages, bytes: 0..size });
        }
        let mut from = 0;
        for t in &mut terms {
            t.bytes = from..from + t.bytes.end;
            from = t.bytes.end;
        }
        let bytes = bytes.get(at..)?.to_vec();
        if bytes.len() != from {
            return None;
        }
        let folds = terms.iter().map(|t| super::chars::fold(&t.text)).collect();
        Some(Shard { terms, folds, bytes })
    }

    /// The postings of the `n`th term; none when they cannot be read.
    pub fn postings(&self, n: usize) -> Vec<Posting> {
        let t = &self.terms[n];
        let count = (t.pages as usize).min(MOST_POSTINGS);
        read_all(&self.bytes[t.bytes.clone()], count).unwrap_or_default()
    }
}

fn alias(text: &str) -> Option<(u32, Vec<String>)> {
    let strength = text.chars().next()?.to_digit(10)?;
    Some((strength, text[1..].split(' ').map(str::to_owned).collect()))
}
