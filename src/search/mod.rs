//! Search: the index that travels as JSON, and the browser's engine run in the program.
//!
//! `index` builds the files of the index, with words, stems and parts of compounds of the room `language`; `query` runs the
//! browser's engine on them. It is given plain values (`SearchPage`) and uses nothing of the rest of the program but these.

mod index;
mod query;

#[cfg(test)]
mod tests;

pub use index::{Damage, SearchIndex, Stats};
pub(crate) use index::{IndexFormat, SearchOptions, SearchPage, SearchSection, build};
pub use query::{Answer, Hit, Searcher};
pub(crate) use query::{Expectation, Expectations, Figures, Report, evaluate, place};
