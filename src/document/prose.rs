//! What a body shows and says.

use super::model::Part;
use std::ops::Range;

/// A body as HTML with holes, and as text. Asked for only by what shows the page or searches it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prose {
    /// All HTML of the parts.
    pub html: String,
    pub parts: Vec<Part>,
    /// Plain text, cut at the headings; the first is what stands before any heading.
    pub sections: Vec<TextSection>,
}

/// Plain text below one heading (or term).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
