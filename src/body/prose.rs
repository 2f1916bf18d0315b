//! A body as HTML nodes and as plain text.

use super::tree::{Attribute, Node};
use crate::base::html::escape_into;
use std::ops::Range;

/// A body as a tree and as text. Asked for only by what shows the page or searches it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prose {
    /// The tree, laid flat.
    pub nodes: Vec<Node>,
    /// HTML that nodes and attributes name a range of.
    pub text: String,
    /// The attributes of all elements, which name a range of these.
    pub attributes: Vec<Attribute>,
    /// Plain text, cut at the headings; the first is what stands before any heading.
    pub sections: Vec<TextSection>,
}

/// Plain text below one heading (or term).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextSection {
    /// Its words; "" for what stands before any.
    pub heading: String,
    /// Id of the heading; "" for what stands before any.
    pub anchor: String,
    /// A line for each block.
    pub text: String,
    /// The running text among it, in order; what lies between is code, an address, the text of an image or a title.
    pub passages: Vec<Passage>,
}

/// A piece of running text that stands in the file as it does on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Its place in the text of its section.
    pub text: Range<u32>,
    /// Where it begins in the file.
    pub file: u32,
    /// What it is part of.
    pub part: Part,
}

/// What a piece of running text is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The page's own sentences.
    Sentence,
    /// A cell of a table.
    Cell,
    /// A quote, or the name of something on another site: words of others.
    Quote,
}

impl Prose {
    /// The HTML of a node or an attribute.
    pub fn html(&self, range: &Range<u32>) -> &str {
        self.text.get(range.start as usize..range.end as usize).unwrap_or_default()
    }

    /// The attributes of an element.
    pub fn attributes_of(&self, range: &Range<u32>) -> &[Attribute] {
        self.attributes.get(range.start as usize..range.end as usize).unwrap_or_default()
    }

    /// Appends HTML for a node to point to.
    pub(crate) fn add(&mut self, html: &str) -> Range<u32> {
        let from = self.text.len() as u32;
        self.text.push_str(html);
        from..self.text.len() as u32
    }

    /// Writes an attribute.
    pub(crate) fn attribute(&mut self, name: &str, value: &str) -> Attribute {
        let from = self.text.len() as u32;
        self.text.push(' ');
        self.text.push_str(name);
        self.text.push_str("=\"");
        escape_into(&mut self.text, value);
        self.text.push('"');
        Attribute::Written(from..self.text.len() as u32)
    }

    /// Adds the attributes of one element.
    pub(crate) fn add_attributes(&mut self, attributes: Vec<Attribute>) -> Range<u32> {
        let from = self.attributes.len() as u32;
        self.attributes.extend(attributes);
        from..self.attributes.len() as u32
    }

    /// Gives back memory that is not needed once the body is whole.
    pub(crate) fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.nodes.shrink_to_fit();
        self.attributes.shrink_to_fit();
        self.sections.shrink_to_fit();
    }
}
