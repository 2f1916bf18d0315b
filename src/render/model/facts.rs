//! What several pages show of one fact: contacts, statutes, duties, whether a document holds.

use super::documented::view;
use super::parts::PageRef;
use super::shared::Shared;
use crate::base::date::Date;
use crate::front_matter::fields::{LawStatus, Status};

view! {
    /// A function that can be reached.
    struct Contact<'a> {
        /// Its lasting name.
        id: &'a str,
        /// What it is called.
        name: &'a str,
        /// The number, as people write it.
        phone: Option<&'a str>,
        /// The e-mail address.
        email: Option<&'a str>,
        /// An address on the web.
        url: Option<String>,
        /// When to turn there.
        when: Option<&'a str>,
        /// A note.
        note: Option<&'a str>,
        /// Whether the number is an example, to be filled in.
        placeholder: bool,
    }

    /// A statute.
    struct Law<'a> {
        /// Its lasting name.
        id: &'a str,
        /// Its number in the statute book.
        sfs: &'a str,
        /// Its title.
        title: &'a str,
        /// What people call it.
        short: Option<&'a str>,
        /// Whether it holds.
        status: LawStatus,
        /// The day somebody looked it up.
        checked: Option<Date>,
        /// Its place in the site's register.
        url: String,
        /// Where its text is found.
        source_url: Option<String>,
        /// A note.
        note: Option<&'a str>,
    }

    /// A place in a statute on which something rests.
    struct LegalRef<'a> {
        /// The statute.
        law: Law<'a>,
        /// The place in it.
        reference as "ref": Option<&'a str>,
    }

    /// A page that rests on a statute.
    struct Citation<'a> {
        /// The page.
        page: Shared<PageRef>,
        /// The place in the statute.
        reference as "ref": Option<&'a str>,
    }

    /// A statute in the register.
    struct RegisteredLaw<'a> {
        /// The statute.
        #[serde(flatten)]
        law: Law<'a>,
        /// The pages that rest on it.
        cited_by: Vec<Citation<'a>>,
    }

    /// Whether a document holds.
    struct Validity<'a> {
        /// What the day of the build says: `no_longer_valid`, `not_yet_valid` or `review_overdue`.
        state: Option<&'static str>,
        /// A day that is past for certain: a reader's clock that says an earlier one is wrong.
        known: Option<Date>,
        /// Where the document stands.
        status: Option<Status>,
        /// Its version.
        version: Option<&'a str>,
        /// The first day on which it holds.
        valid_from: Option<Date>,
        /// The last day on which it holds.
        valid_to: Option<Date>,
        /// The day of the last review.
        last_reviewed: Option<Date>,
        /// The day on which the next is due.
        next_review: Option<Date>,
        /// Whether its text has changed since the last review.
        unreviewed: bool,
        /// Who decided it, and when.
        decision: Option<Decision<'a>>,
        /// The page that it replaces.
        supersedes: Option<Shared<PageRef>>,
        /// The page that replaces it.
        superseded_by: Option<Shared<PageRef>>,
    }

    /// What a controlled document says of whether it is in force, on a day.
    struct Notice<'a> {
        /// The key of its words: a standing (`waiting`, `superseded` …), `newer` (a later version waits) or `begun` (what waited
        /// on the day of the build holds).
        name: &'static str,
        /// Whether it is so on the day of the build.
        now: bool,
        /// The first day on which it is so; none: since before the build.
        from: Option<Date>,
        /// The first day on which it no longer is.
        until: Option<Date>,
        /// The day that it tells.
        day: Option<Date>,
        /// The page that it leads to.
        page: Option<Shared<PageRef>>,
        /// The version of that page.
        version: Option<&'a str>,
    }

    /// A day on which something happens to a document.
    struct TimelineDay<'a> {
        /// The day.
        date: Date,
        /// What happens on it.
        events: Vec<TimelineEvent<'a>>,
    }

    /// Something that happens to a document.
    struct TimelineEvent<'a> {
        /// `decided`, `edited`, `reviewed`, `begins` (to hold), `ends` or `review_due`.
        name: &'static str,
        /// The version.
        version: Option<&'a str>,
        /// The page that it happens to, when that is not the page itself: another version of it, or the directive of a chapter.
        page: Option<Shared<PageRef>>,
        /// Whether that page is the directive of a chapter.
        is_whole: bool,
        /// The last day on which the version holds, where it begins.
        until: Option<Date>,
        /// Who decided.
        by: Option<&'a str>,
        /// Where the decision is found, such as its number.
        reference: Option<&'a str>,
        /// What was mended.
        note: Option<&'a str>,
    }

    /// A decision.
    struct Decision<'a> {
        /// Who decided.
        by: &'a str,
        /// The day.
        date: Date,
        /// Where it is found, such as its number.
        reference: Option<&'a str>,
        /// The page that was decided, when this one is a part or a translation of it.
        part_of: Option<Shared<PageRef>>,
        /// Slips of the pen that were mended in this page since, the first first.
        editorial: Vec<EditorialChange<'a>>,
    }

    /// A slip of the pen that was mended.
    struct EditorialChange<'a> {
        /// The day.
        date: Date,
        /// What was mended.
        note: &'a str,
    }
}
