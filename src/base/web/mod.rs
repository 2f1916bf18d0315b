//! Text as URLs and markup have it.

pub mod html;
pub mod percent;
pub mod slug;
