//! The ground floor: small value types that every room above may use and that know nothing of them. Folders group them;
//! their paths are those of this module.

mod files;
mod message;
pub mod parallel;
mod time;
mod web;

pub use files::{bytes, embed, encoding, hash, path, span};
pub use message::{suggest, text};
pub use time::{date, zone};
pub use web::{html, percent, slug};
