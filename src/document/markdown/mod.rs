//! Markdown to a body: HTML with holes, and the headings, links, images and texts in it.

mod autolinks;
mod blocks;
mod builder;
mod comments;
mod finish;
mod fit;
mod glossary;
mod headings;
mod highlight;
mod inline;
mod links;
mod lint;
mod lists;
mod notices;
mod places;
mod shortcode;
mod smart;
mod source;
mod tables;
mod write;

pub use links::destination;
pub use lint::{damaged, damaged_values};
pub use places::{Place, places};
pub use smart::tie;

use super::model::Body;
use super::prose::Prose;
use super::raw_html::RawHtml;
use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::diagnostic::{Diagnostic, Diagnostics};
use pulldown_cmark::{Event, Options as Extensions};
use std::ops::Range;

/// How a body is read.
#[derive(Clone, Debug)]
pub struct Options<'a> {
    /// The page's language, for its punctuation.
    pub lang: &'a str,
    pub smart_punctuation: bool,
    pub raw_html: RawHtml,
    pub highlight: bool,
    /// Definition lists are terms.
    pub glossary: bool,
    /// Items of lists are steps.
    pub checklist: bool,
    /// The title that the front matter gives.
    pub title: Option<&'a str>,
    /// Put before ids that are made automatically, so that several bodies can stand on one page.
    pub id_prefix: String,
}

/// A body, the title if the first heading gave one, and what was found on the way.
#[derive(Debug)]
pub struct Parsed {
    pub body: Body,
    pub prose: Prose,
    pub title: Option<String>,
    pub diagnostics: Diagnostics,
}

/// An event and its place in the parsed text.
type Spanned<'a> = (Event<'a>, Range<usize>);

/// Parses `text`, which begins `start` bytes into `file`.
pub fn parse(text: &str, start: usize, file: &RelPath, options: &Options<'_>) -> Parsed {
    let spaced = source::space(text, start);
    let (events, comments) = source::comments::take(&spaced.text, spaced.events());
    let plan = headings::plan(&events, options.title);
    let visible = comments::comments(&events, &spaced, file);
    let mut parsed = builder::Builder::new(&spaced, file, options, &plan).run(&events);
    parsed.diagnostics.extend(lint::lint(&spaced, &events, file, comments));
    // A comment that is none is one fault, whatever else its signs look like.
    let inside = |d: &Diagnostic| visible.iter().any(|v| overlap(v.span, d.span));
    parsed.diagnostics.retain(|d| !inside(d));
    parsed.diagnostics.extend(visible);
    parsed
}

fn overlap(a: Option<Span>, b: Option<Span>) -> bool {
    a.zip(b).is_some_and(|(a, b)| a.start < b.end && b.start < a.end)
}

/// What is read beyond CommonMark.
fn extensions(text: &str) -> Extensions {
    let mut extensions = Extensions::ENABLE_TABLES
        | Extensions::ENABLE_FOOTNOTES
        | Extensions::ENABLE_STRIKETHROUGH
        | Extensions::ENABLE_TASKLISTS
        | Extensions::ENABLE_HEADING_ATTRIBUTES
        | Extensions::ENABLE_GFM
        | Extensions::ENABLE_DEFINITION_LIST;
    if text.contains("[[") {
        extensions |= Extensions::ENABLE_WIKILINKS;
    }
    extensions
}

#[cfg(test)]
mod tests;
