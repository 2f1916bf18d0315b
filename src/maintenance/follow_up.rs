//! What the report tells of what has been done: tasks that are late, and how far those of each unit, role and quarter have come.

use super::scope::Scope;
use crate::base::date::Date;
use crate::governance::{Owed, Progress, Tally, quarter};
use serde::Serialize;
use std::collections::BTreeMap;

/// What has been done of what was planned.
#[derive(Debug, Serialize)]
pub struct FollowUp {
    /// Tasks that are late or were not reported, the longest due first.
    pub late: Vec<Late>,
    /// By quarter: `2027-Q1`.
    pub quarters: BTreeMap<String, Tally>,
    /// By the id of the unit; "": the organisation.
    pub units: BTreeMap<String, Tally>,
    /// By the id of each responsible role.
    pub roles: BTreeMap<String, Tally>,
}

/// A task that is late.
#[derive(Debug, Serialize)]
pub struct Late {
    /// The id of the task.
    pub task: String,
    /// What is done.
    pub does: String,
    /// The id of the unit that owes it; `None`: the organisation.
    pub unit: Option<String>,
    /// The last day.
    pub due: Date,
    /// `late`, or `not-reported` once the next time has come.
    pub progress: &'static str,
    /// Of the page that lays it down, where the address of the site is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// What has been done, where the site's table says anything.
pub(super) fn follow_up(scope: &Scope<'_>) -> Option<FollowUp> {
    if scope.governance.reports().is_empty() {
        return None;
    }
    let owed: Vec<Owed<'_>> = scope.governance.owed().into_iter().filter(|one| scope.has_task(one.task)).collect();
    let unit = |one: &Owed<'_>| one.unit.map(|unit| scope.site.pages[unit].id.clone());
    let is_late = |one: &&Owed<'_>| matches!(one.progress, Progress::Late | Progress::NotReported);
    let mut late: Vec<Late> = owed
        .iter()
        .filter(is_late)
        .map(|one| Late {
            task: one.task.duty.id.clone(),
            does: one.task.duty.does.clone(),
            unit: unit(one),
            due: one.time.due,
            progress: one.progress.as_str(),
            url: scope.url(one.task.page),
        })
        .collect();
    late.sort_by_key(|late| late.due);
    let quarters = Tally::by(&owed, |one| {
        let (year, quarter) = quarter(one.time.start);
        vec![format!("{year}-Q{quarter}")]
    });
    Some(FollowUp {
        late,
        quarters,
        units: Tally::by(&owed, |one| vec![unit(one).unwrap_or_default()]),
        roles: Tally::by(&owed, |one| one.task.duty.responsible.clone()),
    })
}
