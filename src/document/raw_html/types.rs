//! What goes in and what comes out.

use std::fmt;

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

/// Markup that has no end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unclosed {
    /// `<!--`
    Comment,
    /// `<![CDATA[`
    Cdata,
    /// `<!` or `<?`
    Declaration,
    /// A tag without `>`, or with a quote that does not end.
    Tag,
    /// A tag in which a quote is missing.
    Quote,
    /// `<script>` and the like: the tag is dropped, what follows is kept.
    Element(String),
}

impl fmt::Display for Dropped {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Dropped::Element(name) => write!(f, "<{name}> is not allowed in raw HTML; its content is kept"),
            Dropped::WithContent(name) => write!(f, "<{name}> is not allowed in raw HTML and is left out"),
            Dropped::Attribute { element, name } => {
                write!(f, "the attribute {name} of <{element}> is not allowed here and is left out")
            }
            Dropped::Url { element, attribute, value } if element == "img" && attribute == "src" => {
                write!(f, "the image “{value}” is not on this site; its text alternative is shown")
            }
            Dropped::Url { element, attribute, value } => {
                write!(f, "the address “{value}” in {attribute} of <{element}> is not allowed and is left out")
            }
            Dropped::Comment => f.write_str("a comment is left out"),
            Dropped::Declaration => f.write_str("a declaration or processing instruction is left out"),
            Dropped::Unclosed(Unclosed::Element(name)) => {
                write!(f, "<{name}> has no end tag; what follows is shown as text")
            }
            Dropped::Unclosed(what) => write!(f, "{what}; it is shown as text"),
            Dropped::NotClosed(name) => write!(f, "<{name}> is not closed; it ends where its surroundings end"),
            Dropped::EndTag(name) => write!(f, "</{name}> ends nothing that was opened here and is left out"),
            Dropped::Misplaced { element, inside } if inside.is_empty() => {
                write!(f, "<{element}> cannot stand by itself; its tags are left out")
            }
            Dropped::Misplaced { element, inside } => {
                write!(f, "<{element}> cannot stand in <{inside}>; its tags are left out")
            }
            Dropped::CannotHold { element, inner } if inner == "text" => {
                write!(f, "<{element}> cannot hold the text that follows; its tags are left out")
            }
            Dropped::CannotHold { element, inner } => {
                write!(f, "<{element}> cannot hold <{inner}>; its tags are left out")
            }
            Dropped::TooDeep(name) => write!(f, "<{name}> stands inside too many elements; its tags are left out"),
        }
    }
}

impl fmt::Display for Unclosed {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Unclosed::Comment => f.write_str("the comment <!-- has no -->"),
            Unclosed::Cdata => f.write_str("<![CDATA[ has no ]]>"),
            Unclosed::Declaration => f.write_str("a declaration or processing instruction has no >"),
            Unclosed::Tag => f.write_str("a tag has no >, or a quote in it does not end"),
            Unclosed::Quote => f.write_str("a quote is missing in a tag"),
            Unclosed::Element(name) => write!(f, "<{name}> has no end tag"),
        }
    }
}
