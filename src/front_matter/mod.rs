//! Front matter: its fields and their schema, reading it, editing it, and failing closed where people's safety hangs on it.

pub(crate) mod dates;
mod described;
mod duties;
pub(crate) mod edit;
mod fence;
pub mod fields;
mod forms;
mod guards;
mod kinds;
pub(crate) mod lenient;
mod lines;
mod misplaced;
mod model;
mod old_duties;
mod read;
mod salvage;
pub mod schema;
mod tags;
mod typed;
mod words;

pub use model::{FrontMatter, GUARDED, Rules, is_id};
pub use read::read;
pub use typed::field_names;
