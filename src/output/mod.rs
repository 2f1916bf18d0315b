//! Where a site goes: to the disk, all of it or nothing, or to memory.

mod disk;
mod memory;
mod sink;

pub use disk::DiskSink;
pub use memory::{Discard, MemorySink};
pub use sink::{Committed, OutputError, Sink};
