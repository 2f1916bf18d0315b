//! `ledfyr.toml`: what a site says about itself. Every key has a default; without the file all of them hold.

mod levels;
mod load;
mod model;

pub use load::{CONFIG_FILE, Loaded, load};
pub use model::{
    AcuteNumber, Classification, Config, Content, LanguageConfig, LintLevel, Markdown, OnConflict, OnUnreadable,
    RawHtmlMode, default_time_zone,
};
