//! The search: analysis of Swedish and English, the index that travels as JSON.
//!
//! Building goes `collect` (text to words) → `families` (words to stems) → `lexicon` (simple words that compounds
//! are made of) → `dictionary` (`stems` to terms) → `weigh` (postings) → `build` (shards, `blocks` of text, manifest).
//! Searching is the browser's: `themes/ledfyr/scripts/search/`, which `searcher` runs in an engine for JavaScript.
//! Tests hold its words to those that the index was built of.
//! The room uses nothing else of the program; [`SearchPage`] is all it knows of a page.
mod blocks;
mod build;
mod chars;
mod collect;
mod compound;
mod dictionary;
mod evaluate;
mod facets;
mod families;
mod front_coding;
mod input;
mod lexicon;
mod manifest;
mod needed;
mod parts;
mod postings;
mod searcher;
mod shard;
mod stem;
mod stems;
mod tables;
mod tokens;
mod tree;
mod weigh;
mod wire;
mod words;

#[cfg(test)]
mod tests;

pub use build::{SearchIndex, Stats, build};
pub use compound::Split;
pub use evaluate::{Expectation, Expectations, Figures, Miss, Report, evaluate, names, place};
pub use input::{SearchOptions, SearchPage, SearchSection};
pub use parts::{Entry, Lexicon};
pub use searcher::{Answer, Hit, Searcher};
pub use tables::{ENGLISH, SWEDISH};
pub use tokens::{Token, tokens};
pub use wire::{Damage, Form};

pub use stem::{root, stem};
