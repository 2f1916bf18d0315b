//! Keeping guidance in order: moving pages, recording reviews, telling what is due. All of it is worked out in memory;
//! what comes of it is text for the disk or for people.

mod bindings;
mod decide;
mod done;
mod follow_up;
mod links;
mod mentions;
mod moves;
mod readability;
mod relocation;
mod report;
mod report_forms;
mod report_lists;
mod report_text;
mod review;
mod scope;
mod texts;
mod unread;

pub use decide::{Decide, decide};
pub use done::{Done, done};
pub use follow_up::{FollowUp, Late};
pub use moves::{Changed, Move, Refused, plan};
pub use readability::{PageReadability, ReadabilityReport, SectionReadability, readability, readability_text};
pub use report::{Report, report};
pub use report_forms::{calendar, csv, markdown};
pub use report_lists::Titles;
pub use report_text::human;
pub use review::{Review, named, review};
pub use scope::{Asked, of_role};
