//! One file to one [`Document`]: a pure function of its bytes and the configuration.

pub mod addresses;
mod body_hash;
mod described;
pub mod fields;
pub mod front_matter;
mod level;
pub mod markdown;
pub mod model;
pub mod names;
mod navigation;
pub mod prose;
pub mod raw_html;
mod read;
pub mod scaffold;
pub mod schema;
pub mod shortcodes;
pub mod tree;

pub use body_hash::body_hash;
pub use level::{Edition, Standing};
pub use model::Document;
pub use navigation::{Navigation, is_navigation};
pub use read::{Absent, Outcome, Read, glance, read, unreadable};
