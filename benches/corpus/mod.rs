//! A corpus of made-up Swedish guidance: the same seed and count give the same pages on every machine.
//!
//! Sections lie two deep with fifty pages in each folder. A page has some 580 words, a table, a task list, five links to
//! other pages and, on one page in twenty, a block of code. The text is full of compounds, because they are what makes
//! Swedish hard to search. Used by the example `corpus`, by the benchmarks and by tests that need many pages.

pub mod language;
pub mod page;
pub mod plan;
pub mod prng;
pub mod trees;
pub mod words;

pub use plan::Corpus;
pub use trees::{Tree, write};

/// The seed when nobody asks for another.
pub const SEED: u64 = 20_261_122;
