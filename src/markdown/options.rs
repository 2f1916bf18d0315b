//! The options and the result of parsing a body.

use crate::body::Body;
use crate::body::prose::Prose;
use crate::diagnostic::Diagnostics;
use crate::raw_html::RawHtml;
use pulldown_cmark::{Event, Options as Extensions};
use std::ops::Range;

/// How a body is read.
#[derive(Clone, Debug)]
pub struct Options<'a> {
    /// The page's language, for its punctuation.
    pub lang: &'a str,
    /// Quotation marks, dashes and ellipses are made those of the language.
    pub smart_punctuation: bool,
    /// What becomes of raw HTML.
    pub raw_html: RawHtml,
    /// Code is coloured.
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
    /// Its parts.
    pub body: Body,
    /// Its tree and text.
    pub prose: Prose,
    /// The text of the heading that is the title.
    pub title: Option<String>,
    /// What was found.
    pub diagnostics: Diagnostics,
}

/// An event and its place in the parsed text.
pub(crate) type Spanned<'a> = (Event<'a>, Range<usize>);

/// The extensions of CommonMark that are read.
pub(super) fn extensions(text: &str) -> Extensions {
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
