//! Where a page stands on a day.

use crate::base::date::Date;
use crate::front_matter::fields::{Fields, Kind, Status};
use crate::site::{PageIx, Site};

/// Where a page stands on a day. Only what is in force binds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It holds.
    InForce,
    /// It is being written.
    Draft,
    /// It is being looked at before a decision.
    InReview,
    /// It is decided, and holds from a later day on.
    Waiting {
        /// The first day on which it holds.
        from: Date,
    },
    /// Another document has taken its place.
    Superseded,
    /// It was taken back.
    Withdrawn,
    /// It held for a time that is over.
    Expired {
        /// The last day on which it held.
        since: Date,
    },
}

impl Standing {
    /// The names of all of them.
    pub const NAMES: [&str; 7] = ["in-force", "draft", "review", "waiting", "superseded", "withdrawn", "expired"];

    /// Whether what the page says binds.
    pub fn is_in_force(self) -> bool {
        self == Standing::InForce
    }

    /// The name of the standing in templates and JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Standing::InForce => "in-force",
            Standing::Draft => "draft",
            Standing::InReview => "review",
            Standing::Waiting { .. } => "waiting",
            Standing::Superseded => "superseded",
            Standing::Withdrawn => "withdrawn",
            Standing::Expired { .. } => "expired",
        }
    }
}

/// Where the page stands by its own fields, else by what it belongs to: a translation holds no longer than its original, a
/// chapter no longer than its directive.
pub(super) fn of(site: &Site, page: PageIx, day: Date) -> Standing {
    let own = alone(site, page, day);
    if !own.is_in_force() {
        return own;
    }
    let original = match &site.pages[page].version {
        Some(version) => version.original,
        None => site.pages[page].translations.first().copied().flatten().filter(|original| *original != page),
    };
    let directive = |page: PageIx| {
        let parent = site.pages[page].parent.filter(|_| site.pages[page].kind() == Kind::Chapter)?;
        (site.pages[parent].kind() == Kind::Directive).then_some(parent)
    };
    [original, directive(page), original.and_then(directive)]
        .into_iter()
        .flatten()
        .map(|other| alone(site, other, day))
        .find(|standing| !standing.is_in_force())
        // A version whose original is not in this edition: nothing is known of what was decided.
        .unwrap_or(if site.current(page) == page { Standing::InForce } else { Standing::Draft })
}

/// Where the page stands by its own fields and the versions of its document.
fn alone(site: &Site, page: PageIx, day: Date) -> Standing {
    let by_fields = by_fields(site.pages[page].fields(), day);
    match by_fields {
        Standing::InForce | Standing::Expired { .. } if site.pages[page].is_replaced() => Standing::Superseded,
        other => other,
    }
}

/// A validity is the half-open interval from the start of `valid_from` to the end of `valid_to`.
fn by_fields(f: &Fields, day: Date) -> Standing {
    let waits = f.valid_from.filter(|from| *from > day).map(|from| Standing::Waiting { from });
    let expired = f.valid_to.filter(|to| *to < day).map(|since| Standing::Expired { since });
    match f.status {
        _ if f.draft => Standing::Draft,
        Some(Status::Draft) => Standing::Draft,
        Some(Status::Review) => Standing::InReview,
        Some(Status::Superseded) => Standing::Superseded,
        Some(Status::Withdrawn) => Standing::Withdrawn,
        Some(Status::Decided) | None => waits.or(expired).unwrap_or(Standing::InForce),
    }
}
