//! All documents related to each other: one immutable [`Site`].

mod build;
mod by_name;
mod collation;
mod identity;
mod lists;
mod model;
mod names;
mod patch;
mod resolve;
mod reviews;
mod tree;

pub use build::{Input, relate};
pub use collation::Collation;
pub use identity::alias_url;
pub use lists::{DutyRef, Facts};
pub use model::{Asset, AssetIx, Language, Page, PageIx, Resolved, Site, Tag};
pub use names::{contact_instead, heading_instead};
