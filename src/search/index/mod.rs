//! Builds the index: `collect` (text to words) → `stem_groups` (words by stem) → `learn` (simple words that compounds are made
//! of) → `dictionary` (`stems` to terms) → `score` (postings) → `build` (shards, blocks of text, manifest).

mod blocks;
mod browser_tables;
mod build;
mod collect;
mod dictionary;
mod facets;
pub(super) mod format;
mod input;
mod learn;
mod manifest;
mod needed;
mod postings;
mod score;
mod search_index;
mod shard;
mod stem_groups;
mod stems;

pub(crate) use self::build::build;
pub use self::format::Damage;
pub(crate) use self::format::IndexFormat;
pub(crate) use self::input::{SearchOptions, SearchPage, SearchSection};
pub use self::search_index::{SearchIndex, Stats};
