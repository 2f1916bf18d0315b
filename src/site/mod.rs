//! All documents related to each other: one immutable [`Site`].

mod aliases;
mod build;
mod by_name;
mod collation;
mod doubles;
mod folders;
mod identity;
mod lists;
mod model;
mod names;
mod patch;
mod resolve;
mod reviews;
mod rings;
mod tasks;
mod topics;
mod tree;

pub use aliases::{Alias, served_at};
pub use build::{AbsentPage, Input, relate};
pub use collation::Collation;
pub use lists::Facts;
pub use model::{Asset, AssetIx, Language, Page, PageIx, Resolved, Site, Tag};
pub use names::{contact_instead, heading_instead};
pub use rings::{Ring, RingKind};
pub use tasks::Task;
