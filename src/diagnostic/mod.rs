//! What is wrong, where, what was expected and what to do: one type for every stage, several ways to show it.

mod code;
mod types;

pub use code::{Code, Grade};
pub use types::{Diagnostic, Diagnostics, Related, Sources};
