//! Text that looks like markup and is none.
//!
//! Markdown has no errors: what it does not understand is text. A reader then sees brackets and signs, and what they were
//! to do is lost. These checks read what the parser left as text, so code is never among it.

mod damaged;
mod definitions;
mod foreign;
mod lines;
mod links;
mod notices;
mod reading;

pub use damaged::{damaged, damaged_values};

use super::options::Spanned;
use super::source::Spaced;
use crate::base::path::RelPath;
use crate::diagnostic::Diagnostics;
use reading::Reading;
use std::ops::Range;

/// What looks like markup in the text and is none. `comments` are those that were left out.
pub fn lint(spaced: &Spaced<'_>, events: &[Spanned<'_>], file: &RelPath, comments: Vec<Range<usize>>) -> Diagnostics {
    let mut reading = Reading::new(spaced, events, file);
    links::check(&mut reading);
    definitions::check(&mut reading);
    foreign::check(&mut reading);
    foreign::comments(&mut reading, &comments);
    lines::check(&mut reading);
    notices::check(&mut reading);
    damaged::check(&mut reading);
    reading.found
}

#[cfg(test)]
mod tests;
