//! ledfyr turns a folder of Markdown guidance into a static site that people trust in an emergency.

pub mod assets;
pub mod base;
pub mod build;
pub mod check;
pub mod commands;
pub mod config;
pub mod data;
pub mod diagnostic;
pub mod document;
pub mod output;
pub mod plan;
pub mod render;
pub mod search;
pub mod serve;
pub mod site;
pub mod source;
pub mod upkeep;
