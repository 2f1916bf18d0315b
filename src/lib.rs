//! ledfyr turns a folder of Markdown guidance into a static site that people trust in an emergency.

#![forbid(unsafe_code)]
#![cfg_attr(test, allow(clippy::expect_used, clippy::unwrap_used, reason = "what a test did not expect makes it fail"))]

mod assets;
pub mod base;
pub mod body;
mod check;
pub mod commands;
pub mod config;
mod data;
pub mod diagnostic;
pub mod document;
pub mod front_matter;
pub mod governance;
mod language;
pub mod maintenance;
pub mod markdown;
mod markdown_lint;
pub mod output;
pub mod pipeline;
mod plan;
pub mod raw_html;
pub mod render;
pub mod search;
pub mod serve;
pub mod site;
pub mod source;
mod theme;
