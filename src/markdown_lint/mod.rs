//! Checks for text that looks like markup and is none.
//!
//! Markdown has no errors: what it does not understand is text. A reader then sees brackets and signs, and what they were
//! to do is lost. These checks read what the parser left as text, so code is never among it.

mod check;
mod comments;
mod damaged;
mod definitions;
mod foreign;
mod lines;
mod links;
mod notices;
mod reading;

pub(crate) use check::check;
pub(crate) use damaged::{damaged, damaged_values};

#[cfg(test)]
mod tests;
