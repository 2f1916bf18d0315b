//! Keeping guidance in order: moving pages, recording reviews, telling what is due. All of it is worked out in memory;
//! what comes of it is text for the disk or for people.

mod links;
mod moves;
mod relocation;
mod review;
mod texts;

pub use moves::{Changed, Move, Refused, plan};
pub use review::{Review, page, review};
