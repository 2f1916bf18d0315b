//! The pipeline: the only place that chains the stages. `build`, `serve` and `check` all call it.

mod changed_paths;
mod content;
pub mod expectations;
pub mod guard;
mod load;
mod loaded;
mod page_file;
mod page_levels;
mod publish;
mod search_input;
mod skipped_folders;
mod sources;
mod targets;
mod timing;
mod unknown_keys;

pub use load::{Model, load};
pub use loaded::{Loaded, Options, PageCounts, WithSearch};
pub use publish::{Published, publish, template_faults};
pub use sources::SiteSources;
pub use timing::{Stage, Timings};
