//! Queries: the browser's engine, run in QuickJS for `ledfyr search`, its evaluation and the check.

mod evaluate;
mod searcher;

pub(crate) use self::evaluate::{Expectation, Expectations, Figures, Report, evaluate, place};
pub use self::searcher::{Answer, Hit, Searcher};
