//! Where a site goes: to the disk, all of it or nothing, or to memory.

#![allow(clippy::disallowed_methods, reason = "this is the door through which a site is written")]

mod changes;
mod disk;
mod memory;
mod sink;
mod zip;

pub use self::zip::ZipSink;
pub use changes::Changes;
pub use disk::{DiskSink, MANIFEST, OutFolder, manifest};
pub use memory::{Discard, MemorySink};
pub use sink::{Committed, OutputError, Sink};
