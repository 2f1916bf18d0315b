//! The input and the result of sanitising.

use super::tokens::Unclosed;
use crate::body::tree::Node;
use std::ops::Range;

/// The treatment of raw HTML, as the site's configuration sets it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum RawHtml {
    /// Keep what is harmless, drop and report the rest.
    #[default]
    Sanitise,
    /// Show all of it as text.
    Escape,
    /// Pass it on unchanged: whoever writes the pages may do anything on them.
    Trust,
}

/// A part of a body before its raw HTML has been sanitised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Item {
    Node(Node),
    /// Raw HTML as written, in the text of the prose; `offset` is its first byte in the source file. Items that follow each
    /// other directly are read as one: a tag may go over several lines.
    Raw {
        html: Range<u32>,
        offset: usize,
    },
    /// The end of an HTML block: a tag or comment does not go on in the next one.
    Break,
}

/// A relative address in raw HTML, to be resolved by the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RawUrl {
    /// Place in the attributes of the prose.
    pub(crate) attribute: usize,
    /// `href`, `src` or `cite`.
    pub(crate) name: &'static str,
    /// The address as text: character references are decoded.
    pub(crate) value: String,
    /// Of an image: its text alternative.
    pub(crate) alt: Option<String>,
    /// The first byte of the attribute in the source file.
    pub(crate) offset: usize,
    /// The length of the attribute in bytes.
    pub(crate) len: usize,
}

/// A body after sanitising.
#[derive(Debug, Default)]
pub(crate) struct Sanitised {
    pub(crate) nodes: Vec<Node>,
    /// What was dropped or mended, in the order of the source.
    pub(crate) findings: Vec<Finding>,
    /// The ids that raw HTML sets: links may point to them.
    pub(crate) ids: Vec<String>,
    /// In the order of the page.
    pub(crate) urls: Vec<RawUrl>,
}

/// One thing that was dropped or mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Finding {
    /// The first byte in the source file.
    pub(crate) offset: usize,
    /// The length in bytes.
    pub(crate) len: usize,
    /// What it is about.
    pub(crate) what: Dropped,
}

/// What was dropped or mended. All text stays on the page, except where said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Dropped {
    /// The tags of an element that is not allowed; what is inside stays.
    Element(String),
    /// A script, style, drawing or formula, with all up to its end tag.
    WithContent(String),
    /// An attribute that is not allowed, or given twice.
    Attribute { element: String, name: String },
    /// An address that is not allowed. An image is replaced by its text alternative.
    Url { element: String, attribute: String, value: String },
    /// A comment. Nothing that a reader would have seen; most callers pass over it.
    Comment,
    /// A doctype or processing instruction, or the marks round a CDATA section.
    Declaration,
    /// Markup with no end. It would hide all that follows: it is shown as text.
    Unclosed(Unclosed),
    /// An allowed element without an end tag: closed where its surroundings end.
    NotClosed(String),
    /// An end tag that ends nothing.
    EndTag(String),
    /// A tag where the element cannot stand.
    Misplaced { element: String, inside: String },
    /// The tags of an element that cannot hold what follows it.
    CannotHold { element: String, inner: String },
    /// The tags of an element inside too many others.
    TooDeep(String),
}
