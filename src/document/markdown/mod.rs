//! Markdown to a body: HTML with holes, and the headings, links, images and texts in it.

mod autolinks;
mod bare;
mod blocks;
mod builder;
mod comments;
mod finish;
mod fit;
mod glossary;
mod headings;
mod highlight;
mod inline;
mod links;
mod lint;
mod lists;
mod notices;
mod options;
mod outline;
mod places;
mod shortcode;
mod smart;
mod source;
mod tables;
mod write;

pub use links::destination;
pub use lint::{damaged, damaged_values};
pub use options::{Options, Parsed};
pub use places::{Place, places};
pub use smart::tie;

use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::diagnostic::Diagnostic;

/// Parses `text`, which begins `start` bytes into `file`.
pub fn parse(text: &str, start: usize, file: &RelPath, options: &Options<'_>) -> Parsed {
    let spaced = source::space(text, start);
    let (events, comments) = source::comments::take(&spaced.text, spaced.events());
    let plan = outline::plan(&events, options.title);
    let visible = comments::comments(&events, &spaced, file);
    let mut parsed = builder::Builder::new(&spaced, file, options, &plan).run(&events);
    parsed.diagnostics.extend(lint::lint(&spaced, &events, file, comments));
    // A comment that is none is one fault, whatever else its signs look like.
    let inside = |d: &Diagnostic| visible.iter().any(|v| overlap(v.span, d.span));
    parsed.diagnostics.retain(|d| !inside(d));
    parsed.diagnostics.extend(visible);
    parsed
}

fn overlap(a: Option<Span>, b: Option<Span>) -> bool {
    a.zip(b).is_some_and(|(a, b)| a.start < b.end && b.start < a.end)
}

#[cfg(test)]
mod tests;
