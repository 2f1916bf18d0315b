//! Queries: the browser's engine, run in QuickJS for `ledfyr search`, its evaluation and the check.

mod evaluate;
mod searcher;

pub use self::evaluate::{Expectation, Expectations, Figures, Miss, Report, evaluate, names, place};
pub use self::searcher::{Answer, Hit, Searcher};
