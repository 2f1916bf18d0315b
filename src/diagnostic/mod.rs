//! What is wrong, where, what was expected and what to do: one type for every stage, several ways to show it.

mod code;
mod compact;
mod encoding;
mod excerpt;
pub mod explain;
mod github;
mod groups;
pub mod json;
mod levels;
mod options;
mod place;
mod render;
mod report;
mod sarif;
mod text;
mod types;
mod visible;
mod words;

pub use code::{Code, Grade};
pub use encoding::not_utf8;
pub use levels::{Level, Levels, Severity};
pub use options::{Format, RenderOptions};
pub use report::Report;
pub use types::{Diagnostic, Diagnostics, Related, Sources};

#[cfg(test)]
mod tests;
