//! What to publish: every target of the site, each with a path of its own.

mod built_in;
mod list;
mod reading;
mod redirects;
mod targets;

pub(crate) use built_in::without_content;
pub(crate) use list::plan;
pub(crate) use reading::{crisis_cards, pinned, scan_url};
pub(crate) use targets::{CardFormat, Plan, Target, TargetKind};
