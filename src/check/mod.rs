//! Rules that need the whole site: references that lead nowhere, processes without an accountable role, checklists
//! that would not work in a crisis.

mod checklists;
mod references;

use crate::diagnostic::Diagnostics;
use crate::site::Site;

/// Runs every rule.
pub fn check(site: &Site) -> Diagnostics {
    let mut found = Diagnostics::new();
    references::check(site, &mut found);
    checklists::check(site, &mut found);
    found
}
