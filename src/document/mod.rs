//! Reads one file to one [`Document`]: a pure function of its bytes and the configuration.

pub(crate) mod addresses;
mod body_hash;
mod level;
mod model;
pub(crate) mod names;
mod navigation;
mod read;
pub(crate) mod scaffold;

pub use body_hash::body_hash;
pub use level::{Edition, Standing};
pub use model::Document;
pub use navigation::{Navigation, is_navigation};
pub use read::{Absent, Outcome, Read, read, read_standing, unreadable};
