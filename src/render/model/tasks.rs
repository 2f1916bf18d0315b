//! Tasks: what is done, by whom, and when.

use super::documented::view;
use super::facts::LegalRef;
use super::parts::PageRef;
use super::shared::Shared;
use crate::base::date::Date;
use crate::front_matter::fields::{Raci, Tier};

view! {
    /// A task.
    struct Task<'a> {
        /// Its lasting name.
        id: &'a str,
        /// What is done, beginning with a verb.
        does: &'a str,
        /// The page that lays it down.
        page: Shared<PageRef>,
        /// The roles that have a part in it.
        roles: Vec<TaskRole>,
        /// When, in words: «varje halvår, mars och september».
        when: String,
        /// The next time that it is done, on the day of the build.
        next: Option<Next>,
        /// The statutes that ask for it.
        legal: Vec<LegalRef<'a>>,
        /// The form that it is done with.
        template: Option<Shared<PageRef>>,
        /// Why no role is accountable.
        no_accountable: Option<&'a str>,
    }

    /// A role, and its parts in a task.
    struct TaskRole {
        /// The role.
        role: Shared<PageRef>,
        /// Its parts: responsible, accountable, consulted, informed.
        parts: Vec<Raci>,
    }

    /// A time at which a task is done.
    struct Next {
        /// The first day: of a month its first.
        start: Date,
        /// The last day: of a month its last.
        due: Date,
        /// In words: the month and the year, or the day.
        label: String,
    }

    /// A task as one role sees it.
    struct RoleTask<'a> {
        /// The task.
        #[serde(flatten)]
        task: Task<'a>,
        /// The role's own parts.
        parts: Vec<Raci>,
        /// The role that answers for it, where it is another.
        accountable: Option<Shared<PageRef>>,
    }

    /// Tasks of a role that belong together in time.
    struct RoleTasks<'a> {
        /// `soon`: in the next three months; `later`: after that; `untimed`: at no set time.
        id: &'static str,
        /// What they are called.
        title: &'a str,
        /// The tasks, the next to be done first.
        tasks: Vec<RoleTask<'a>>,
    }

    /// A month of the next twelve.
    struct Month<'a> {
        /// Its anchor on a page: `m2027-02`.
        id: String,
        /// 1 to 12.
        month: i8,
        /// The year.
        year: i64,
        /// What it is called.
        name: String,
        /// Whether the day of the build lies in it.
        now: bool,
        /// What is done in it, once for each time.
        tasks: Vec<Task<'a>>,
    }

    /// Who does what: a table.
    struct RaciTable<'a> {
        /// The columns, by tier.
        roles: Vec<Shared<PageRef>>,
        /// The tiers of the columns, in order.
        tiers: Vec<TierColumns>,
        /// The rows.
        rows: Vec<RaciRow<'a>>,
    }

    /// Columns of one tier.
    struct TierColumns {
        /// The tier; none of roles without one.
        tier: Option<Tier>,
        /// How many columns.
        columns: usize,
    }

    /// A task, and each role's parts in it.
    struct RaciRow<'a> {
        /// The task.
        #[serde(flatten)]
        task: Task<'a>,
        /// For each column the role's parts.
        cells: Vec<Vec<Raci>>,
    }
}
