//! All documents related to each other: one immutable [`Site`].

mod assets;
mod backlinks;
mod built_in;
mod by_name;
mod collation;
mod draft;
mod drafts;
mod duplicates;
mod facts;
mod folders;
mod help;
mod identity;
mod languages;
mod model;
mod old_addresses;
mod patch;
mod relate;
mod resolve;
mod rings;
mod suggestions;
mod topics;
mod tree;
mod versions;

pub use collation::Collation;
pub use help::{contact_instead, heading_instead};
pub use model::{
    AbsentPage, Alias, Asset, AssetIx, BuiltIn, BuiltInIx, BuiltIns, Facts, Language, List, Listing, Page, PageIx,
    Paths, Resolved, Shows, Site, Tag, Use, Version, served_at,
};
pub use relate::{Input, relate};
pub use rings::{Ring, RingKind};
