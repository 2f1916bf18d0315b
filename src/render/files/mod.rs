//! Files that are no pages: for calendars, feed readers, search engines, other programs, and what works without a network.

pub(super) mod calendar;
pub(super) mod feed;
pub(super) mod json;
pub(super) mod offline;
pub(super) mod oscal;
pub(super) mod role;
pub(super) mod sitemap;
pub(super) mod table;
