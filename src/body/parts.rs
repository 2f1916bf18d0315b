//! The parts of a body that other stages need to know of.

use super::tree::Node;
use crate::base::span::Span;
use std::borrow::Cow;

/// What other stages need to know of a body.
#[derive(Debug, Default)]
pub struct Body {
    /// In order; the title is not among them.
    pub headings: Vec<Heading>,
    pub links: Vec<Link>,
    pub images: Vec<Image>,
    pub shortcodes: Vec<Shortcode>,
    /// Only in checklists.
    pub steps: Vec<Step>,
    /// Only in glossaries: their definition lists, which then are not in the prose's nodes.
    pub terms: Vec<Term>,
    /// Ids that raw HTML sets.
    pub raw_ids: Vec<String>,
    pub words: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 2–6; level 1 is the title's.
    pub level: u8,
    pub id: String,
    /// Plain text.
    pub text: String,
    pub span: Span,
    /// Not inside a quote, a list or a shortcode.
    pub top: bool,
}

/// Where a link leads, as far as the file itself tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// Another host, mail or telephone: as written.
    External(String),
    /// A place on the same page.
    Anchor(String),
    /// A path relative to the file, or to the content folder when it begins with `/`; decoded.
    Path { path: String, anchor: Option<String> },
    /// `[[page-id#heading-id]]`
    Wiki { id: String, anchor: Option<String> },
    /// A scheme that could run code or that browsers treat as a document of its own.
    Unsafe(String),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub destination: Destination,
    pub span: Span,
    /// A wiki link without text of its own shows the page's title.
    pub untitled: bool,
    /// The heading it stands under, to tell whether a checklist phase holds it.
    pub heading: Option<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    pub destination: Destination,
    pub alt: String,
    pub title: Option<String>,
    pub span: Span,
    pub heading: Option<usize>,
}

/// `{{ name key="value" }}`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shortcode {
    pub name: String,
    pub name_span: Span,
    pub arguments: Vec<Argument>,
    pub span: Span,
    /// As written, to be shown when there is no such shortcode.
    pub source: String,
    pub has_body: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Argument {
    pub name: String,
    pub value: ArgumentValue,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ArgumentValue {
    Str(String),
    Int(i64),
    Bool(bool),
    /// A word of the theme's, by its key.
    Word(Cow<'static, str>),
}

/// An item of a list, for the rules of checklists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Of a task: made of its text, so it is stable while that is.
    pub id: String,
    pub text: String,
    pub task: bool,
    pub heading: Option<usize>,
    pub span: Span,
}

/// One term of a glossary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    pub id: String,
    pub term: String,
    pub definition: Vec<Node>,
    pub synonyms: Vec<String>,
    /// Words that the glossary asks people not to use for it.
    pub avoid: Vec<String>,
    pub see_also: Option<Vec<Node>>,
    pub span: Span,
}
