//! Versions of one document: the next one waits in a file beside the present one (`riskanalys.md` and `riskanalys.v2.md`).
//! On a day one of them has the document's address and id; the others lie below it.

mod arrange;
mod attach;
mod faults;
mod files;
mod periods;

pub(super) use arrange::{Arranged, Below, Surroundings, arrange};
pub(super) use attach::attach;
