//! How hard the text of a page is to read, by its sections.

use crate::base::span::Span;
use crate::body::prose::{Part, TextSection};
use crate::document::Document;
use crate::language::readability::{Sentence, sentences};
use crate::site::{Page, Site};
use std::iter::Sum;

pub use crate::language::readability::Readability;

/// A section of a page, counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted<'a> {
    /// The heading; "" for what stands before any.
    pub heading: &'a str,
    /// The id of the heading.
    pub anchor: &'a str,
    /// What is counted in it.
    pub readability: Readability,
    /// Where its longest sentence stands in the file.
    pub longest: Span,
}

/// The sections of a page that have sentences, in reading order. Headings, tables and code are no sentences.
pub fn sections(doc: &Document) -> Vec<Counted<'_>> {
    doc.prose.sections.iter().filter_map(section).collect()
}

/// What is counted in a whole page.
pub fn whole(sections: &[Counted<'_>]) -> Readability {
    Readability::sum(sections.iter().map(|section| section.readability))
}

/// The highest LIX that the site allows for pages of the kind of `page`.
pub fn limit(site: &Site, page: &Page) -> Option<usize> {
    site.config.readability.get(page.kind().as_str()).copied()
}

/// Whether the page is asked about: what no longer holds is left as it was.
pub fn is_counted(page: &Page) -> bool {
    !page.generated && !page.is_replaced() && !page.fields().is_over()
}

fn section(section: &TextSection) -> Option<Counted<'_>> {
    let (text, places) = running_text(section);
    let sentences = sentences(&text);
    let longest = sentences.iter().rev().max_by_key(|sentence| sentence.words)?;
    Some(Counted {
        heading: &section.heading,
        anchor: &section.anchor,
        readability: sentences.iter().map(Sentence::readability).sum(),
        longest: span(longest, &places),
    })
}

/// The sentences of a section as text with a line for each block, and where each piece of it begins: there and in the file.
fn running_text(section: &TextSection) -> (String, Vec<(usize, usize)>) {
    let mut text = String::new();
    let mut places = Vec::new();
    let mut done = 0;
    for passage in section.passages.iter().filter(|passage| passage.part != Part::Cell) {
        let (start, end) = (passage.text.start as usize, (passage.text.end as usize).min(section.text.len()));
        let between = section.text.get(done..start).unwrap_or_default();
        if between.contains('\n') {
            text.push('\n');
        } else if !between.is_empty() {
            text.push(' ');
        }
        places.push((text.len(), passage.file as usize));
        text.push_str(section.text.get(start..end).unwrap_or_default());
        done = end;
    }
    (text, places)
}

fn span(sentence: &Sentence, places: &[(usize, usize)]) -> Span {
    let in_file = |at: usize| {
        let piece = places.partition_point(|(start, _)| *start <= at).checked_sub(1).map(|i| places[i]);
        piece.map_or(0, |(start, file)| file + at - start)
    };
    // The end belongs to the piece that the last letter is in.
    Span::new(in_file(sentence.place.start), in_file(sentence.place.end - 1) + 1)
}
