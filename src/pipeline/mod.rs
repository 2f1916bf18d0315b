//! The pipeline: the only place that chains the stages. `build`, `serve` and `check` all call it.

mod changed_paths;
pub mod expectations;
pub mod guard;
mod heights;
mod load;
mod loaded;
mod page_file;
mod publish;
mod read;
mod search_input;
mod skipped;
mod sources;
mod targets;
mod timing;
mod unknown_keys;

pub use load::{Model, load};
pub use loaded::{Loaded, Options, PageCounts, WithSearch};
pub use publish::{Published, faults, publish};
pub use sources::SiteSources;
pub use timing::{Stage, Timings};
