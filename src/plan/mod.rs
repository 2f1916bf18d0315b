//! What to publish: every target of the site, each with a path of its own.

mod reading;
mod redirects;
mod targets;

pub use reading::{crisis_cards, pinned, scan_url};
pub use redirects::Redirect;
pub use targets::{CardFormat, Listing, Paths, Plan, Target, TargetKind, plan};
