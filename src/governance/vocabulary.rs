//! Words that the glossary asks people not to use, and where pages use them all the same.

use crate::base::span::Span;
use crate::body::prose::{Part, TextSection};
use crate::front_matter::fields::Kind;
use crate::language::nouns::start;
use crate::language::stem::stem;
use crate::language::tables::{ENGLISH, SWEDISH};
use crate::language::tokens::{Tokeniser, tokens};
use crate::site::{PageIx, Site};
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

/// The words to avoid, by language.
#[derive(Debug, Default)]
pub struct Vocabulary {
    languages: Vec<Avoided>,
}

/// The words to avoid in one language, by the stem of the first of each.
#[derive(Debug, Default)]
struct Avoided {
    lang: String,
    by_first: HashMap<String, Vec<Entry>>,
    /// How the words of all entries begin: others need no stem.
    starts: BTreeSet<[char; 2]>,
}

/// A word of a text.
struct Word {
    place: Range<usize>,
    /// `None`: it is in no entry.
    stem: Option<String>,
}

#[derive(Debug)]
struct Entry {
    /// Of all its words.
    stems: Vec<String>,
    /// As the glossary has it.
    word: String,
    /// An abbreviation is avoided in capitals alone.
    exact: bool,
    term: (PageIx, usize),
}

/// A word to avoid in the text of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AvoidedUse {
    /// As the page has it.
    pub written: String,
    /// Where it stands in the file.
    pub span: Span,
    /// As the glossary has it.
    pub word: String,
    /// The term to use in its place: the page of the glossary, and the place among its terms.
    pub term: (PageIx, usize),
}

impl Vocabulary {
    /// The words that the glossaries of a site tell to avoid.
    pub fn of(site: &Site) -> Vocabulary {
        let avoided = |code: &String| Avoided { lang: code.clone(), ..Avoided::default() };
        let mut languages: Vec<Avoided> = site.languages.iter().map(|language| avoided(&language.code)).collect();
        for term in &site.facts.terms {
            let page = &site.pages[term.0];
            let words = &page.doc.body.terms[term.1].avoid;
            words.iter().for_each(|word| languages[page.lang].add(word, *term));
        }
        Vocabulary { languages }
    }

    /// Each word to avoid that a page uses in its own sentences, the first time. What no longer holds is left as it was, and
    /// the glossary names the words to tell of them.
    pub fn uses(&self, site: &Site, ix: PageIx) -> Vec<AvoidedUse> {
        let page = &site.pages[ix];
        let avoided = &self.languages[page.lang];
        let past = page.is_replaced() || page.fields().is_over();
        if avoided.by_first.is_empty() || page.generated || past || page.kind() == Kind::Glossary {
            return Vec::new();
        }
        let mut told = BTreeSet::new();
        let uses = page.doc.prose.sections.iter().flat_map(|section| avoided.uses(section));
        uses.filter(|found| told.insert(found.word.clone())).collect()
    }
}

impl Avoided {
    fn add(&mut self, word: &str, term: (PageIx, usize)) {
        let tokens = tokens(word);
        self.starts.extend(tokens.iter().map(|token| start(&token.text)));
        let stems: Vec<String> = tokens.iter().map(|token| self.stem(&token.text)).collect();
        let Some(first) = stems.first() else { return };
        let exact = word.chars().all(|c| c.is_uppercase() || c.is_numeric());
        self.by_first.entry(first.clone()).or_default().push(Entry { stems, word: word.to_owned(), exact, term });
    }

    fn stem(&self, word: &str) -> String {
        match self.lang.split('-').next() {
            Some("sv") => stem(word, &SWEDISH),
            Some("en") => stem(word, &ENGLISH),
            _ => word.to_owned(),
        }
    }

    fn uses(&self, section: &TextSection) -> Vec<AvoidedUse> {
        let mut words = Vec::new();
        Tokeniser::default().each(&section.text, |word, _, from, to| {
            let stem = self.starts.contains(&start(word)).then(|| self.stem(word));
            words.push(Word { place: from..to, stem });
        });
        let mut uses = Vec::new();
        for (i, word) in words.iter().enumerate() {
            for entry in word.stem.iter().filter_map(|stem| self.by_first.get(stem)).flatten() {
                let near = &words[i..words.len().min(i + entry.stems.len())];
                if let Some(last) = near.last()
                    && near.iter().filter_map(|word| word.stem.as_ref()).eq(&entry.stems)
                {
                    uses.extend(used(section, entry, word.place.start..last.place.end));
                }
            }
        }
        uses
    }
}

/// The words of `entry` where they are running text of the page's own.
fn used(section: &TextSection, entry: &Entry, place: Range<usize>) -> Option<AvoidedUse> {
    let start = place.start;
    let written = section.text.get(place)?;
    if (entry.exact && !written.starts_with(&entry.word)) || written.contains('\n') || is_quoted(&section.text, start) {
        return None;
    }
    let passage = section.passages.iter().rfind(|passage| passage.text.start as usize <= start)?;
    if passage.part == Part::Quote || passage.text.end as usize <= start {
        return None;
    }
    let file = passage.file as usize + start - passage.text.start as usize;
    let span = Span::new(file, file + written.len());
    Some(AvoidedUse { written: written.to_owned(), span, word: entry.word.clone(), term: entry.term })
}

/// Whether quotation marks stand around the place `at` within its line: the word is named there, not used.
fn is_quoted(text: &str, at: usize) -> bool {
    let line = text[..at].rsplit('\n').next().unwrap_or_default();
    line.chars().fold(false, |open, c| match c {
        '«' | '“' | '„' => true,
        '»' => false,
        // Swedish has one sign for both ends.
        '”' | '"' => !open,
        _ => open,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::prose::Passage;

    fn section(text: &str, part: Part) -> TextSection {
        let passage = Passage { text: 0..text.len() as u32, file: 100, part };
        TextSection { text: text.to_owned(), passages: vec![passage], ..TextSection::default() }
    }

    fn found(lang: &str, words: &[&str], section: &TextSection) -> Vec<(String, u32)> {
        let mut avoided = Avoided { lang: lang.to_owned(), ..Avoided::default() };
        words.iter().for_each(|word| avoided.add(word, (0, 0)));
        avoided.uses(section).into_iter().map(|u| (u.written, u.span.start)).collect()
    }

    #[test]
    fn every_form_of_a_whole_word_is_found_at_its_place() {
        let text = section("Läs Policyn. Våra policyer, policydokumentet.", Part::Sentence);
        // «Läs » has five bytes; the second stands after «Policyn. Våra ».
        assert_eq!(found("sv", &["policy"], &text), [("Policyn".to_owned(), 105), ("policyer".to_owned(), 120)]);
        let english = section("Two lockdowns today", Part::Cell);
        assert_eq!(found("en", &["lockdown"], &english), [("lockdowns".to_owned(), 104)]);
    }

    #[test]
    fn several_words_and_abbreviations_are_found_as_they_are_written() {
        let text = section("Ingen handlingsplan vid kriser. Hos MSB, inte msb eller MSB:s.", Part::Sentence);
        let words = found("sv", &["handlingsplan vid kris", "MSB"], &text);
        let written: Vec<&str> = words.iter().map(|(word, _)| word.as_str()).collect();
        assert_eq!(written, ["handlingsplan vid kriser", "MSB", "MSB:s"]);
    }

    #[test]
    fn words_that_are_quoted_are_named_and_not_used() {
        let none: [(String, u32); 0] = [];
        assert_eq!(found("sv", &["policy"], &section("Vår policy", Part::Quote)), none);
        for text in ["Säg inte ”policy” om den", "ordet «policy» är", "a “policy”", "Nej till \"policy\""] {
            assert_eq!(found("sv", &["policy"], &section(text, Part::Sentence)), none, "{text}");
        }
        let after = section("Säg ”nej” till policyn", Part::Sentence);
        assert_eq!(found("sv", &["policy"], &after).len(), 1);
        let code = TextSection { text: "policy".to_owned(), ..TextSection::default() };
        assert_eq!(found("sv", &["policy"], &code), none);
    }
}
