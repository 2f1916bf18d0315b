//! The only door to the disk for everything above: which files there are and what is in them.

pub mod conflict;
mod disk;
mod memory;
mod overlay;
mod tree;

pub(crate) use disk::unreadable;
pub use disk::{DiskFiles, MAX_PAGE_BYTES};
pub use memory::MemoryFiles;
pub use overlay::Overlay;
pub use tree::{Entry, Files, Walk};
