//! Lists of the tasks that pages lay down.

use crate::site::{PageIx, Site};
use std::collections::HashMap;

/// The page that lays down a task, and the task's place in its list.
pub(super) type TaskIx = (PageIx, usize);

/// All tasks that some pages lay down.
pub(super) fn of_pages(site: &Site, pages: impl Iterator<Item = PageIx>) -> Vec<TaskIx> {
    pages.flat_map(|page| (0..site.pages[page].fields().duties.len()).map(move |i| (page, i))).collect()
}

/// The places in a list of tasks of those in which each role has a part.
pub(super) fn by_role(site: &Site, tasks: &[TaskIx]) -> HashMap<String, Vec<usize>> {
    let mut by_role: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, (page, i)) in tasks.iter().enumerate() {
        let Some(duty) = site.pages[*page].fields().duties.get(*i) else { continue };
        for (role, _) in duty.parts() {
            let places = by_role.entry(role.to_owned()).or_default();
            if places.last() != Some(&at) {
                places.push(at);
            }
        }
    }
    by_role
}
