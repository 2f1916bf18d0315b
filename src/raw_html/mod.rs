//! Raw HTML in a Markdown page: what is dangerous or would break the page is taken
//! out, what remains is well nested, and whatever is dropped is reported.
//!
//! html5gum reads the tags (`tokens`): it tells where each attribute stands, which html5ever and ammonia, made for whole
//! documents, do not. A list says what may stay (`allow`), and a stack of what is open places each element (`nesting`) by the
//! content model that browsers act upon (`content_model`); the elements that Markdown made are on it as well.
//! A sanitiser for whole documents cannot be given the page: a parser lets an unclosed `<script>`, `<svg>`, `<!--` or quote
//! swallow all Markdown that follows, and it does not say what it dropped.
//!
//! All markup that leaves is written anew: nothing that was read otherwise than a browser reads it gets out as markup.
//! Tests hold that ammonia, given the result, finds nothing more to drop and builds the very same tree.

mod allow;
mod content_model;
mod nesting;
mod run;
mod sanitise;
mod tokens;
mod types;

pub(crate) use sanitise::sanitise;
pub(crate) use tokens::Unclosed;
pub use types::RawHtml;
pub(crate) use types::{Dropped, Finding, Item, RawUrl, Sanitised};

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
