//! The ground floor: small value types that every room above may use and that know nothing of them.

pub mod bytes;
pub mod date;
pub mod embed;
pub mod encoding;
pub mod hash;
pub mod html;
pub mod parallel;
pub mod path;
pub mod percent;
pub mod slug;
pub mod span;
pub mod suggest;
pub mod text;
pub mod zone;
