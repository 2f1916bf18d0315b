//! Where a body is shown.

use crate::site::PageIx;

/// Where a body is shown.
#[derive(Clone, Copy)]
pub(in crate::render) struct Placement<'a> {
    /// The page whose body it is.
    pub page: PageIx,
    /// The URL of the page that is being written: not the body's own when it is included.
    pub url: &'a str,
    pub root: &'a str,
    /// The language of the page that is being written.
    pub lang: usize,
    pub depth: usize,
    /// On a card, of which several stand on one page: without ids, and without what goes by them.
    pub on_card: bool,
}
