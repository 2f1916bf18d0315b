//! Markdown to a body: HTML with holes, and the headings, links, images and texts in it.

mod autolinks;
mod bare;
mod blocks;
mod builder;
mod finish;
mod fit;
mod glossary;
mod headings;
mod highlight;
mod inline;
mod links;
mod lists;
mod notices;
mod options;
mod outline;
mod parse;
mod places;
mod shortcode;
mod smart;
mod source;
mod tables;
mod write;

pub use links::destination;
pub(crate) use links::is_local;
pub(crate) use notices::{kinds_help, unknown_kind};
pub(crate) use options::Spanned;
pub use options::{Options, Parsed};
pub use parse::parse;
pub use places::{Place, places};
pub(crate) use shortcode::read_tag;
pub use smart::tie;
pub(crate) use source::boxes;
pub use source::{Events, Normalised, normalise};
