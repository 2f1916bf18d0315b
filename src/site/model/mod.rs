//! The site as data: the types that all other files of this room fill in or read.

mod alias;
mod asset;
mod built_in;
mod facts;
mod lists;
mod lookups;
mod page;
mod site;
mod version;

pub use alias::{Alias, served_at};
pub(super) use alias::{address_from_root, alias};
pub use asset::{Asset, AssetIx, Use};
pub use built_in::{BuiltIn, BuiltIns, Listing, Paths, Shows};
pub use facts::{Facts, Tag};
pub use lists::List;
pub use lookups::AbsentPage;
pub(super) use lookups::{Lookups, PageLookup, PagesById};
pub use page::{BuiltInIx, Page, PageIx, Resolved, Version};
pub use site::{Language, Site};
pub(super) use version::current;
