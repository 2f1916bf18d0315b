//! What goes in and what comes out.

use super::tokens::Unclosed;

/// What to do with raw HTML.
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

/// One piece of a page, in the order of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// HTML that the program made. A piece may end inside a tag, but not in its name.
    Trusted(&'a str),
    /// Raw HTML as written; `offset` is its first byte in the source file. Pieces that
    /// follow each other directly are read as one: a tag may go over several lines.
    Raw { html: &'a str, offset: usize },
    /// Stands for inline content, or a part of an attribute of a generated tag.
    Slot(usize),
    /// Stands for one or more whole blocks.
    BlockSlot(usize),
    /// The end of an HTML block: a tag or comment does not go on in the next one.
    Break,
}

/// One part of the result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Safe HTML.
    Html(String),
    /// A slot that went in, each exactly once and in order.
    Slot(usize),
    /// The place of an attribute's value, within double quotes: the program puts in
    /// the resolved address, escaped.
    Url(RawUrl),
}

/// A relative address in raw HTML, to be resolved by the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawUrl {
    /// The element's name.
    pub element: String,
    /// `href`, `src` or `cite`.
    pub attribute: String,
    /// The address as text: character references are decoded.
    pub value: String,
    /// For an image, its text alternative, if it has one.
    pub alt: Option<String>,
    /// The first byte of the attribute in the source file.
    pub offset: usize,
    /// The length of the attribute in bytes.
    pub len: usize,
}

/// An `id` that raw HTML sets: links may point to it, and it must be unique.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawId {
    /// The id as text.
    pub id: String,
    /// The first byte of the attribute in the source file.
    pub offset: usize,
    /// The length of the attribute in bytes.
    pub len: usize,
}

/// The page after sanitising.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sanitised {
    /// The page; neighbouring HTML is joined.
    pub parts: Vec<Part>,
    /// What was dropped or mended, in the order of the source.
    pub findings: Vec<Finding>,
    /// The ids that were kept.
    pub ids: Vec<RawId>,
}

/// One thing that was dropped or mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The first byte in the source file.
    pub offset: usize,
    /// The length in bytes.
    pub len: usize,
    /// What it is about.
    pub what: Dropped,
}

/// What was dropped or mended. All text stays on the page, except where said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dropped {
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
