//! What a body shows and says, and how it is held until somebody asks for it: most of the memory of a document.

use super::model::{Document, Part};
use super::read::Unread;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

/// A body as HTML with holes, and as text. Asked for only by what shows the page or searches it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prose {
    /// All HTML of the parts.
    pub html: String,
    pub parts: Vec<Part>,
    /// Plain text, cut at the headings; the first is what stands before any heading.
    pub sections: Vec<TextSection>,
}

/// Plain text below one heading (or term).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextSection {
    pub heading: String,
    /// Id of the heading; "" for what stands before any.
    pub anchor: String,
    pub text: String,
}

impl Prose {
    /// The HTML of a part.
    pub fn html(&self, range: &Range<u32>) -> &str {
        self.html.get(range.start as usize..range.end as usize).unwrap_or_default()
    }

    /// Appends HTML to that of the parts.
    pub(super) fn add_html(&mut self, html: &str) -> Range<u32> {
        let from = self.html.len() as u32;
        self.html.push_str(html);
        from..self.html.len() as u32
    }
}

/// How a document holds its prose.
#[derive(Debug)]
pub(super) enum Held {
    Whole(Prose),
    /// In a third of the room, and unpacked for each who asks: the text of a body is nearly all in its HTML.
    Packed(Box<[u8]>),
    /// Of a page that was known from an earlier run: read once somebody has asked.
    Unread(Unread, OnceLock<Prose>),
}

impl Default for Held {
    fn default() -> Held {
        Held::Whole(Prose::default())
    }
}

impl Held {
    fn pack(prose: &Prose) -> Option<Held> {
        let bytes = postcard::to_stdvec(prose).ok()?;
        Some(Held::Packed(lz4_flex::compress_prepend_size(&bytes).into()))
    }
}

/// What was packed in this memory can be unpacked, so nothing is lost by leaving faults untold.
fn unpack(bytes: &[u8]) -> Option<Prose> {
    postcard::from_bytes(&lz4_flex::decompress_size_prepended(bytes).ok()?).ok()
}

impl Document {
    /// What the body shows and says. Whoever needs it for several things asks once: it may have to be unpacked.
    pub fn prose(&self) -> Cow<'_, Prose> {
        match &self.prose {
            Held::Whole(prose) => Cow::Borrowed(prose),
            Held::Packed(bytes) => Cow::Owned(unpack(bytes).unwrap_or_default()),
            Held::Unread(unread, prose) => Cow::Borrowed(prose.get_or_init(|| unread.prose(self))),
        }
    }

    /// Whether the prose is held in little room.
    pub fn is_packed(&self) -> bool {
        matches!(self.prose, Held::Packed(_))
    }

    /// Holds the prose in little room from here on, where it is held whole and not asked for by one page after another,
    /// as that of a glossary is.
    pub fn pack(&mut self) {
        if let Held::Whole(prose) = &self.prose
            && self.body.terms.is_empty()
            && let Some(packed) = Held::pack(prose)
        {
            self.prose = packed;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_smaller_and_says_the_same() {
        let text = "Säkerhetsombudet gör riskanalysen. ".repeat(20);
        let mut prose = Prose::default();
        let html = prose.add_html(&format!("<p>{text}</p>"));
        prose.parts = vec![Part::Html(html), Part::Anchor(0.into())];
        prose.sections = vec![TextSection { heading: "Rubrik".to_owned(), anchor: "rubrik".to_owned(), text }];
        for prose in [prose, Prose::default()] {
            let Some(Held::Packed(bytes)) = Held::pack(&prose) else { panic!("not packed") };
            assert!(bytes.len() < 10 + prose.html.len() / 3, "{} bytes", bytes.len());
            assert_eq!(unpack(&bytes), Some(prose));
        }
        assert_eq!(unpack(b"\x05\0\0\0abc"), None);
    }
}
