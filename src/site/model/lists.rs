//! The names of what is followed up.

/// The lists that are followed up, the most urgent first: those of `governance::Attention`, and the units that are late.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// `overdue_reviews`
    Overdue,
    /// `expired`
    Expired,
    /// Units with tasks that are late or were not reported, by quarter.
    Late,
    /// `due_reviews`
    Due,
    /// `not_yet_valid`
    Waiting,
    /// `unreviewed_changes`
    Changed,
    /// `suspect`
    Suspect,
    /// `without_decision`
    Undecided,
    /// `drafts`
    Drafts,
    /// `without_owner`
    Ownerless,
    /// `without_accountable`
    Unaccounted,
    /// `gaps`
    Gaps,
    /// `obsolete_linked`
    Obsolete,
}

impl List {
    /// All of them, the most urgent first.
    pub const ALL: [List; 13] = [
        List::Overdue,
        List::Expired,
        List::Late,
        List::Due,
        List::Waiting,
        List::Changed,
        List::Suspect,
        List::Undecided,
        List::Drafts,
        List::Ownerless,
        List::Unaccounted,
        List::Gaps,
        List::Obsolete,
    ];

    /// The name in templates and strings.
    pub fn as_str(self) -> &'static str {
        match self {
            List::Overdue => "overdue",
            List::Expired => "expired",
            List::Late => "late",
            List::Due => "due",
            List::Waiting => "waiting",
            List::Changed => "changed",
            List::Suspect => "suspect",
            List::Undecided => "undecided",
            List::Drafts => "drafts",
            List::Ownerless => "ownerless",
            List::Unaccounted => "unaccounted",
            List::Gaps => "gaps",
            List::Obsolete => "obsolete",
        }
    }
}
