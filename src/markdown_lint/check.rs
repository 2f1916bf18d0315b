//! All checks of a body, one after the other.

use super::reading::Reading;
use super::{comments, damaged, definitions, foreign, lines, links, notices};
use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::diagnostic::Diagnostics;
use crate::markdown::{Events, Normalised};

/// Adds what looks like markup in a body and is none to what parsing it has found.
pub(crate) fn check(source: &Normalised<'_>, events: &Events<'_>, file: &RelPath, found: &mut Diagnostics) {
    let mut reading = Reading::new(source, &events.shown, file);
    links::check(&mut reading);
    definitions::check(&mut reading);
    foreign::check(&mut reading);
    foreign::comments(&mut reading, &events.comments);
    lines::check(&mut reading);
    notices::check(&mut reading);
    damaged::check(&mut reading);
    found.extend(reading.found);
    // A comment that is none is one fault, whatever else its signs look like.
    let visible = comments::check(&events.shown, source, file);
    found.retain(|d| !visible.iter().any(|v| overlap(v.span, d.span)));
    found.extend(visible);
}

fn overlap(a: Option<Span>, b: Option<Span>) -> bool {
    a.zip(b).is_some_and(|(a, b)| a.start < b.end && b.start < a.end)
}
