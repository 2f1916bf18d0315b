//! Makes a body of the parser's events.

use super::builder::Builder;
use super::options::{Options, Parsed};
use super::outline;
use super::source::{Events, Normalised};
use crate::base::path::RelPath;

/// Makes a body of the events of `source`, which is a part of `file`.
pub fn parse(source: &Normalised<'_>, events: &Events<'_>, file: &RelPath, options: &Options<'_>) -> Parsed {
    let plan = outline::plan(&events.shown, options.title);
    Builder::new(source, file, options, &plan).run(&events.shown)
}
