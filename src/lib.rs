//! ledfyr turns a folder of Markdown guidance into a static site that people trust in an emergency.

#![forbid(unsafe_code)]
#![cfg_attr(test, allow(clippy::expect_used, clippy::unwrap_used, reason = "what a test did not expect makes it fail"))]

mod assets;
pub mod base;
#[allow(missing_docs, unreachable_pub, reason = "to be done")]
pub mod body;
mod check;
pub mod commands;
pub mod config;
mod data;
pub mod diagnostic;
#[allow(missing_docs, unreachable_pub, reason = "to be done")]
pub mod document;
#[allow(missing_docs, unreachable_pub, reason = "to be done")]
pub mod front_matter;
pub mod maintenance;
#[allow(missing_docs, unreachable_pub, reason = "to be done")]
pub mod markdown;
#[allow(missing_docs, unreachable_pub, reason = "to be done")]
mod markdown_lint;
pub mod output;
pub mod pipeline;
mod plan;
#[allow(missing_docs, unreachable_pub, reason = "to be done")]
pub mod raw_html;
pub mod render;
pub mod search;
pub mod serve;
pub mod site;
pub mod source;
mod theme;
