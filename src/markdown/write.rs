//! Writing nodes: elements, text and holes, in the order in which they stand on the page.

use super::builder::Builder;
use crate::base::html::escape_text_into;
use crate::body::tree::{Attribute, Hole, Node};
use crate::raw_html::Item;

impl Builder<'_> {
    /// Opens an element, with these attributes.
    pub(super) fn open(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        let attributes: Vec<Attribute> =
            attributes.iter().map(|(name, value)| self.prose.attribute(name, value)).collect();
        self.open_with(name, attributes);
    }

    /// Opens an element whose attributes depend on other pages or on the theme.
    pub(super) fn open_with(&mut self, name: &'static str, attributes: Vec<Attribute>) {
        let attributes = self.prose.add_attributes(attributes);
        self.node(Node::Open { name, attributes });
    }

    pub(super) fn close(&mut self, name: &'static str) {
        self.node(Node::Close(name));
    }

    /// Opens an element that stands as a block.
    pub(super) fn open_block(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.open(name, attributes);
        self.edge_of_block();
    }

    /// Closes an element that stands as a block, and ends the line.
    pub(super) fn close_block(&mut self, name: &'static str) {
        self.close(name);
        self.line_end();
        self.edge_of_block();
    }

    /// Quotes after this open anew, and the text before it ends.
    pub(super) fn edge_of_block(&mut self) {
        self.last = None;
        self.end_of_block();
    }

    /// A line end between tags, for who reads the source.
    pub(super) fn line_end(&mut self) {
        self.escaped("\n");
    }

    /// Appends text as it is shown.
    pub(super) fn shown_text(&mut self, text: &str) {
        let from = self.prose.text.len();
        escape_text_into(&mut self.prose.text, text);
        self.text_from(from);
    }

    /// Appends text that is escaped.
    pub(super) fn escaped(&mut self, text: &str) {
        let range = self.prose.add(text);
        self.text_from(range.start as usize);
    }

    /// All text from here on was added as one piece of running text.
    fn text_from(&mut self, from: usize) {
        let (from, to) = (from as u32, self.prose.text.len() as u32);
        match self.out().last_mut() {
            _ if from == to => {}
            Some(Item::Node(Node::Text(before))) if before.end == from => before.end = to,
            _ => self.node(Node::Text(from..to)),
        }
    }

    pub(super) fn node(&mut self, node: Node) {
        self.out().push(Item::Node(node));
    }

    /// A hole within a line.
    pub(super) fn hole(&mut self, hole: Hole) {
        self.node(Node::Hole(hole));
    }

    /// A hole for one or more blocks.
    pub(super) fn block_hole(&mut self, hole: Hole) {
        self.hole(hole);
        self.last = None;
    }
}
