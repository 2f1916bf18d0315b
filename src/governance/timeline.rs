//! What has happened to a document and what is coming: decisions, reviews and the days of its versions.

use super::Governance;
use crate::base::date::Date;
use crate::front_matter::fields::{Decision, Editorial, Kind, Status};
use crate::site::{Page, PageIx};

/// Something that happens to a document on a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Milestone<'a> {
    /// The day.
    pub date: Date,
    /// The page that states it: the page itself, another version of it, or the directive of a chapter.
    pub page: PageIx,
    /// What happens.
    pub what: Happening<'a>,
}

/// What happens to a document.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Happening<'a> {
    /// It is decided.
    Decided(&'a Decision),
    /// A slip of the pen is mended.
    Edited(&'a Editorial),
    /// It is reviewed.
    Reviewed,
    /// The first day on which it holds.
    Begins {
        /// The last, where that is known.
        until: Option<Date>,
    },
    /// The last day on which it holds, where no later version takes over on the next.
    Ends,
    /// The last day for its next review.
    ReviewDue,
}

impl Happening<'_> {
    /// The name in templates.
    pub fn as_str(self) -> &'static str {
        match self {
            Happening::Decided(_) => "decided",
            Happening::Edited(_) => "edited",
            Happening::Reviewed => "reviewed",
            Happening::Begins { .. } => "begins",
            Happening::Ends => "ends",
            Happening::ReviewDue => "review_due",
        }
    }

    /// The place among all that happens on one day.
    fn rank(self) -> u8 {
        match self {
            Happening::Decided(_) => 0,
            Happening::Edited(_) => 1,
            Happening::Reviewed => 2,
            Happening::Begins { .. } => 3,
            Happening::Ends => 4,
            Happening::ReviewDue => 5,
        }
    }
}

impl Governance {
    /// All that is known of the days of a controlled document and its versions, in order; a chapter has those of its directive
    /// too, and a translation that states none those of its original. What is only planned has no day yet. The same on any day: which of it is past, the reader's clock knows.
    pub fn timeline(&self, page: PageIx) -> Vec<Milestone<'_>> {
        let of = &self.site.pages[page];
        if !of.kind().is_controlled() {
            return Vec::new();
        }
        let mut all = self.of_document(page);
        let parent = of.parent.filter(|_| of.kind() == Kind::Chapter);
        if let Some(directive) = parent.filter(|parent| self.site.pages[*parent].kind() == Kind::Directive) {
            let own = all.clone();
            let is_own = |event: &Milestone<'_>| {
                own.iter().any(|other| other.date == event.date && other.what.rank() == event.what.rank())
            };
            all.extend(self.of_document(directive).into_iter().filter(|event| !is_own(event)));
        }
        let original = of.translations.first().copied().flatten().filter(|original| *original != page);
        if let Some(original) = original.filter(|_| all.is_empty()) {
            return self.timeline(original);
        }
        all.sort_by_key(|event| (event.date, event.what.rank()));
        all
    }

    /// What the versions of one document state.
    fn of_document(&self, page: PageIx) -> Vec<Milestone<'_>> {
        let versions = self.site.pages[page].version.as_ref().map_or_else(|| vec![page], |version| version.all.clone());
        versions.into_iter().flat_map(|version| self.of_version(version)).collect()
    }

    fn of_version(&self, ix: PageIx) -> Vec<Milestone<'_>> {
        let page = &*self.site.pages[ix];
        let f = page.fields();
        if f.draft || matches!(f.status, Some(Status::Draft | Status::Review)) {
            return Vec::new();
        }
        let decision = f.decision.as_ref();
        let decided = decision.map(|decision| (decision.date, Happening::Decided(decision)));
        let edited = decision.iter().flat_map(|decision| &decision.editorial);
        let begins = f.valid_from.map(|from| (from, Happening::Begins { until: page.valid_to() }));
        let reviewed = f.last_reviewed.map(|day| (day, Happening::Reviewed));
        let all = decided
            .into_iter()
            .chain(edited.map(|change| (change.date, Happening::Edited(change))))
            .chain([reviewed, begins].into_iter().flatten())
            .chain(ends(page).map(|day| (day, Happening::Ends)))
            .chain(review_due(page).map(|day| (day, Happening::ReviewDue)));
        all.map(|(date, what)| Milestone { date, page: ix, what }).collect()
    }
}

/// The last day on which a page holds by its own word; none where the next version begins on the day after, which says the same.
fn ends(page: &Page) -> Option<Date> {
    let own = page.fields().valid_to?;
    let replaced = page.version.as_ref().and_then(|version| version.replaced_from);
    (page.valid_to() == Some(own) && own.tomorrow() != replaced).then_some(own)
}

/// The last day for the next review of a page that holds until then.
fn review_due(page: &Page) -> Option<Date> {
    let due = page.next_review().filter(|_| !page.fields().is_over())?;
    page.valid_to().is_none_or(|last| due <= last).then_some(due)
}
