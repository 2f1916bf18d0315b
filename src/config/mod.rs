//! `ledfyr.toml`: what a site says about itself. Every key has a default; without the file all of them hold.

mod levels;
mod lint;
mod load;
mod max_removed;
mod model;

pub use lint::{Lint, LintLevel};
pub use load::{CONFIG_FILE, Loaded, load};
pub use max_removed::MaxRemoved;
pub use model::{
    AcuteNumber, Classification, Config, Content, LanguageConfig, Markdown, OnConflict, OnUnreadable, RawHtmlMode,
    default_time_zone,
};
