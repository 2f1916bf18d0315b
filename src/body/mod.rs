//! A parsed body: a tree, its text, and the headings, links, images and shortcodes in it.

mod parts;
pub mod prose;
pub mod shortcodes;
pub mod tree;

pub use parts::{Argument, ArgumentValue, Body, Destination, Explain, Heading, Image, Link, Shortcode, Step, Term};
