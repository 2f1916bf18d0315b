//! Views: all that a template can see of a page, and nothing else.

mod base;
mod builder;
mod cards;
mod codes;
pub(super) mod facts;
mod generated;
mod kinds;
mod listing;
mod page;
mod toc;
mod view;

pub(super) use builder::ViewBuilder;
