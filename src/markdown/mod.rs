//! Parses Markdown to a body: HTML with holes, and the headings, links, images and texts in it.

mod autolinks;
mod bare;
mod blocks;
mod builder;
mod finish;
mod glossary;
mod headings;
mod highlight;
mod inline;
mod link_addresses;
mod links;
mod lists;
mod notices;
mod options;
mod outline;
mod parse;
mod passages;
mod print_fit;
mod punctuation;
mod shortcode;
mod source;
mod tables;
mod write;

pub(crate) use link_addresses::link_addresses;
pub use links::destination;
pub(crate) use links::is_local;
pub(crate) use notices::{kinds_help, unknown_kind};
pub(crate) use options::Spanned;
pub use options::{Options, Parsed};
pub use parse::parse;
pub(crate) use punctuation::keep_together;
pub(crate) use shortcode::read_tag;
pub(crate) use source::boxes;
pub use source::{Events, Normalised, normalise};
