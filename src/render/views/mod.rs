//! Views: all that a template can see of a page, and nothing else.

mod base;
mod builder;
mod cards;
mod checklists;
mod codes;
pub(super) mod facts;
mod follow_up;
mod follow_up_lists;
mod generated;
mod kinds;
mod listing;
mod matrix;
mod notices;
mod organisation;
mod page;
mod statute;
pub(super) mod tasks;
mod timeline;
mod toc;
mod trace;
mod view;
mod whole;

pub(super) use builder::ViewBuilder;
