//! The stages on sites in memory: what a body becomes, how pages hang together, and the files for other programs.

mod common;

#[path = "stages/absent.rs"]
mod absent;
#[path = "stages/audience.rs"]
mod audience;
#[path = "stages/files.rs"]
mod files;
#[path = "stages/languages.rs"]
mod languages;
#[path = "stages/markdown.rs"]
mod markdown;
#[path = "stages/site.rs"]
mod site;
