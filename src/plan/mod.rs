//! What to publish: every target of the site, each with a path of its own.

mod targets;

pub use targets::{Listing, Paths, Plan, Target, TargetKind, plan};
