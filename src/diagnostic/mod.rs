//! What is wrong, where, what was expected and what to do: one type for every stage, several ways to show it.

mod brief;
mod code;
mod encoding;
mod excerpt;
pub mod explain;
mod github;
mod groups;
pub mod json;
mod levels;
mod place;
mod report;
mod sarif;
mod text;
mod types;
mod visible;

pub use code::{Code, Grade};
pub use encoding::not_utf8;
pub use levels::{Level, Levels, Severity};
pub use report::{Format, RenderOptions, Report};
pub use types::{Diagnostic, Diagnostics, Related, Sources};

#[cfg(test)]
mod tests;
