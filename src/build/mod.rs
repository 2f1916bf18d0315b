//! The pipeline: the only place that chains the stages. `build`, `serve` and `check` all call it.

mod bodies;
pub mod expectations;
pub mod guard;
mod heights;
mod known;
mod load;
mod loaded;
mod page_file;
mod publish;
mod read;
mod record;
mod rendered;
mod search_input;
mod search_memory;
mod skipped;
mod sources;
mod targets;
mod timing;
mod touched;
mod unknown_keys;

pub use bodies::Bodies;
pub use known::{Build, Known, LastBuild, damaged};
pub use load::{Model, load};
pub use loaded::{Loaded, Options, PageCounts, WithSearch};
pub use publish::{Published, faults, publish};
pub use record::{Record, Recorded};
pub use rendered::Rendered;
pub use search_memory::SearchMemory;
pub use sources::SiteSources;
pub use timing::{Stage, Timings};
