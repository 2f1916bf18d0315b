//! What coordinators should see to.

use super::documented::view;
use super::parts::Link;
use crate::base::date::Date;

view! {
    /// What coordinators should see to (`follow-up`).
    struct FollowUpPage<'a> {
        /// The day on which the lists were made.
        day: Date,
        /// The lists, the most urgent first.
        lists: &'a [FollowUpList],
        /// The units that have rows in some list.
        units: Vec<Choice>,
        /// The roles that have rows in some list.
        roles: Vec<Choice>,
        /// The kinds of pages that have rows in some list.
        kinds: Vec<Choice>,
    }

    /// What a list can be narrowed to.
    struct Choice {
        /// As rows name it.
        id: String,
        /// As readers see it.
        title: String,
    }

    /// One list.
    struct FollowUpList {
        /// `overdue`, `expired`, `late`, `due`, `waiting`, `changed`, `suspect`, `undecided`, `drafts`, `ownerless`,
        /// `unaccounted`, `gaps` or `obsolete`.
        id: &'static str,
        /// The address of the same as a table for spreadsheets.
        csv_url: String,
        /// How many pages, tasks, paragraphs or units it has; some have several rows.
        count: usize,
        /// The names of its columns, as keys of `t.columns`.
        columns: &'static [&'static str],
        /// Its rows, the most urgent first.
        rows: Vec<FollowUpRow>,
    }

    /// A row of a list.
    struct FollowUpRow {
        /// What it is about; rows about the same have the same.
        id: String,
        /// The kind of the page that it is about.
        kind: &'static str,
        /// The ids of the roles that it concerns.
        roles: Vec<String>,
        /// The ids of the units that those roles are in.
        units: Vec<String>,
        /// The day that decides how late it is.
        day: Option<Date>,
        /// One for each column.
        cells: Vec<FollowUpCell>,
    }

    /// What stands in a column: a day, links or a text.
    struct FollowUpCell {
        /// A day.
        day: Option<Date>,
        /// Titles that lead somewhere.
        links: Vec<Link<'static>>,
        /// A text.
        text: String,
    }
}
