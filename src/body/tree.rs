//! A body as a tree, laid flat: elements that open and close, text, and holes.
//!
//! What depends on other pages, on the theme's words or on where the page lies is a hole, which the renderer fills. So a
//! document stays a pure function of its file, and one body can be shown on several pages.

use std::ops::Range;

/// One node of a body, in the order of the page. An element reaches from its `Open` to its `Close`; void elements have none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// A start tag, or a void element.
    Open {
        /// The name of the element.
        name: &'static str,
        /// Places in the attributes of the prose.
        attributes: Range<u32>,
    },
    /// An end tag.
    Close(&'static str),
    /// A range of the prose's text; escaped, as it stands between tags.
    Text(Range<u32>),
    /// Markup that was made elsewhere: coloured code, raw HTML that a site trusts.
    Html(Range<u32>),
    /// A place that the renderer fills in.
    Hole(Hole),
}

/// One attribute of an element, or what becomes attributes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attribute {
    /// A range of the text: ` name="value"`, escaped.
    Written(Range<u32>),
    /// `href`, `class` and what else link *i* needs.
    Link(Nth),
    /// The address of link *i*, which raw HTML has in this attribute.
    Address {
        /// `href`, `src` or `cite`.
        name: &'static str,
        /// The place of the link in the body.
        link: Nth,
    },
    /// `aria-label` of a table below heading *i*.
    TableLabel(Option<Nth>),
}

/// A place between tags that the renderer fills in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hole {
    /// What follows the text of link *i*: «(på svenska)».
    LinkNote(Nth),
    /// The whole of image *i*.
    Image(Nth),
    /// Where top-level heading *i* begins: cuts a body into sections, shows nothing.
    HeadingMark(Nth),
    /// The link that a reader copies to reach heading *i*.
    Anchor(Nth),
    /// The caption of a table below heading *i*.
    TableCaption(Option<Nth>),
    /// A word of the theme's.
    Word(Word),
    /// A shortcode without body.
    Shortcode {
        /// The place of the shortcode in the body.
        index: Nth,
        /// It is all of its paragraph.
        block: bool,
    },
    /// A shortcode whose body is all up to its close.
    ShortcodeOpen(Nth),
    /// Where the body of shortcode *i* ends.
    ShortcodeClose(Nth),
}

impl Hole {
    /// Whether one or more whole blocks come here.
    pub fn is_block(self) -> bool {
        matches!(
            self,
            Hole::HeadingMark(_)
                | Hole::Shortcode { block: true, .. }
                | Hole::ShortcodeOpen(_)
                | Hole::ShortcodeClose(_)
        )
    }
}

/// The place of something in a list of the body, in little room, as a body has many nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nth(u32);

impl Nth {
    /// As an index.
    pub fn n(self) -> usize {
        self.0 as usize
    }
}

impl From<usize> for Nth {
    /// Files above 4 GiB are refused long before they have so many parts, so the cast saturates.
    fn from(n: usize) -> Nth {
        Nth(u32::try_from(n).unwrap_or(u32::MAX))
    }
}

/// The theme's words that a body has of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// Heads the footnotes.
    Footnotes,
    /// The link from a footnote back to its reference.
    FootnoteBack,
    /// A task of a list that is ticked in the file.
    TaskDone,
}

impl Word {
    /// Its key among the theme's strings.
    pub fn key(self) -> &'static str {
        match self {
            Word::Footnotes => "footnotes",
            Word::FootnoteBack => "footnote_back",
            Word::TaskDone => "task_done",
        }
    }
}

/// Whether the element has no end tag.
pub fn is_void(name: &str) -> bool {
    "area base br col embed hr img input link meta source track wbr".split(' ').any(|void| void == name)
}
