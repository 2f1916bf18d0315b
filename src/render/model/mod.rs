//! What templates see, as structs. Their comments are the reference (`ledfyr theme reference`).

pub(super) mod cards;
pub(super) mod context;
pub(super) mod documented;
pub(super) mod facts;
pub(super) mod follow_up;
pub(super) mod generated;
pub(super) mod kinds;
pub(super) mod organisation;
pub(super) mod page;
pub(super) mod parts;
mod reference;
pub(super) mod shared;
pub(super) mod shortcodes;
pub(super) mod site;
pub(super) mod tasks;
pub(super) mod trace;
pub(super) mod worker;

pub use reference::reference;
