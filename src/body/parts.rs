//! The headings, links, images, shortcodes, steps and terms of a body.

use super::tree::Node;
use crate::base::span::Span;
use std::borrow::Cow;

/// The parts of a body that other stages need to know of.
#[derive(Clone, Debug, Default)]
pub struct Body {
    /// In order; the title is not among them.
    pub headings: Vec<Heading>,
    /// In the order of the page; nodes and holes name them by their place here, as they do images and shortcodes.
    pub links: Vec<Link>,
    /// In the order of the page.
    pub images: Vec<Image>,
    /// In the order of the page.
    pub shortcodes: Vec<Shortcode>,
    /// Only in checklists.
    pub steps: Vec<Step>,
    /// Only in glossaries: their definition lists, which then are not in the prose's nodes.
    pub terms: Vec<Term>,
    /// Ids that raw HTML sets.
    pub raw_ids: Vec<String>,
    /// How many words the text has.
    pub words: usize,
}

/// A heading of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 2–6; level 1 is the title's.
    pub level: u8,
    /// Unique on the page.
    pub id: String,
    /// Plain text.
    pub text: String,
    /// Where it stands in the file.
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
    Path {
        /// Without query and anchor.
        path: String,
        /// What follows `#`, decoded.
        anchor: Option<String>,
    },
    /// `[[page-id#heading-id]]`
    Wiki {
        /// The id of a page, or the name of a file.
        id: String,
        /// The id of a heading.
        anchor: Option<String>,
    },
    /// A scheme that could run code or that browsers treat as a document of its own.
    Unsafe(String),
}

/// A link of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it leads.
    pub destination: Destination,
    /// The whole link, where it stands in the file.
    pub span: Span,
    /// A wiki link without text of its own shows the page's title.
    pub untitled: bool,
    /// The place in `headings` of the heading that it stands under, to tell whether a checklist phase holds it.
    pub heading: Option<usize>,
}

/// An image of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// Where the file is.
    pub destination: Destination,
    /// The text alternative (WCAG 1.1.1); empty when there is none.
    pub alt: String,
    /// The text in quotes after the address.
    pub title: Option<String>,
    /// The whole image, where it stands in the file.
    pub span: Span,
    /// The place in `headings` of the heading that it stands under.
    pub heading: Option<usize>,
}

/// `{{ name key="value" }}`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shortcode {
    /// The component that it calls.
    pub name: String,
    /// Where the name stands in the file.
    pub name_span: Span,
    /// In the order in which they are written.
    pub arguments: Vec<Argument>,
    /// The whole tag, where it stands in the file.
    pub span: Span,
    /// As written, to be shown when there is no such shortcode.
    pub source: String,
    /// It stands around text, up to `{{ /name }}`.
    pub has_body: bool,
}

/// `key="value"` of a shortcode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Argument {
    /// The key.
    pub name: String,
    /// The value.
    pub value: ArgumentValue,
    /// Key and value, where they stand in the file.
    pub span: Span,
}

/// The value of an argument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ArgumentValue {
    /// Text in quotes.
    Str(String),
    /// A whole number.
    Int(i64),
    /// `true` or `false`.
    Bool(bool),
    /// A word of the theme's, by its key.
    Word(Cow<'static, str>),
}

/// An item of a list, for the rules of checklists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Of a task: made of its text, so it is stable while that is.
    pub id: String,
    /// Plain text.
    pub text: String,
    /// It can be ticked.
    pub task: bool,
    /// The place in `headings` of the heading that it stands under.
    pub heading: Option<usize>,
    /// Where it stands in the file.
    pub span: Span,
}

/// One term of a glossary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Unique on the page.
    pub id: String,
    /// The word that is explained, as plain text.
    pub term: String,
    /// What it means.
    pub definition: Vec<Node>,
    /// Other words for the same.
    pub synonyms: Vec<String>,
    /// Words that the glossary asks people not to use for it.
    pub avoid: Vec<String>,
    /// Links to related terms.
    pub see_also: Option<Vec<Node>>,
    /// Where it is explained in the text of other pages.
    pub explain: Explain,
    /// Where the term stands in the file.
    pub span: Span,
}

/// Where a term is explained in the text of other pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Explain {
    /// The first time on each page, unless the term is a word that everybody knows.
    #[default]
    Usual,
    /// The first time on each page.
    FirstInPage,
    /// The first time on each page that it or one of its synonyms stands there.
    WithSynonyms,
    /// Nowhere.
    Never,
}

impl Explain {
    /// What an editor may write, in Swedish and in English.
    pub const WORDS: [(&'static str, &'static str, Explain); 3] = [
        ("första gången på sidan", "first-in-page", Explain::FirstInPage),
        ("med synonymer", "with-synonyms", Explain::WithSynonyms),
        ("aldrig", "never", Explain::Never),
    ];

    /// The value that a glossary gives in one of its languages.
    pub fn parse(word: &str) -> Option<Explain> {
        let is = |known: &str| known == word.to_lowercase();
        Explain::WORDS.iter().find(|(sv, en, _)| is(sv) || is(en)).map(|(_, _, explain)| *explain)
    }
}
