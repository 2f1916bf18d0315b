//! Files: their paths, bytes and encodings, and places in them.

pub mod bytes;
pub mod embed;
pub mod encoding;
pub mod hash;
pub mod path;
pub mod span;
