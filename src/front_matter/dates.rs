//! Dates that nobody can have meant: they make a page say something untrue of its review, or hide it for ever.

use super::model::FrontMatter;
use crate::base::date::{Date, Period};
use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::base::text::Text;
use crate::data::Node;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::front_matter::fields::{OfKind, Status};
use crate::text;

/// No page was reviewed on a computer before this year.
const FIRST_REVIEW: i16 = 1990;
/// Nothing that holds was decided before this year.
const FIRST_DECISION: i16 = 1900;
/// A validity that begins or ends later than this many years from now is a slip of the finger.
const FAR: i16 = 50;
/// A review less often than this is none.
const RAREST_REVIEW: &str = "P10Y";

/// The cause of findings about days that lie ahead, which are all wrong where the clock is.
pub(crate) const AHEAD: &str = "ahead";

/// Reports the dates of a page that cannot be meant, on the day of the build.
pub(crate) fn check(path: &RelPath, front: &FrontMatter, today: Date, found: &mut Diagnostics) {
    let mut dates = Dates { path, front, today, found };
    dates.check_past();
    dates.check_validity();
    dates.check_order();
}

struct Dates<'a> {
    path: &'a RelPath,
    front: &'a FrontMatter,
    today: Date,
    found: &'a mut Diagnostics,
}

impl Dates<'_> {
    fn report(&mut self, span: Span, cause: &str, message: Text, help: Text) {
        let found = Diagnostic::new(Code::ImplausibleDate, message).file(self.path).span(span);
        self.found.push(found.cause(cause).help(help));
    }

    /// Checks the days on which something was done: not in the future, and not before anybody could.
    fn check_past(&mut self) {
        let (f, today) = (&self.front.fields, self.today);
        let under = |of: &Node, key: &str| of.get(key).map_or(of.span, |node| node.span);
        let decision = self.front.node.get("decision").map_or_else(|| self.front.head(), |node| under(node, "date"));
        let decided = f.decision.as_ref().map(|d| d.date);
        let planned = matches!(f.status, Some(Status::Draft | Status::Review));
        let (assessed, published) = match &self.front.own {
            OfKind::Statement(statement) => (Some(statement.assessed), Some(statement.published)),
            _ => (None, None),
        };
        let done = [
            ("last_reviewed", f.last_reviewed, self.front.span("last_reviewed", None), FIRST_REVIEW),
            ("assessed", assessed, self.front.span("assessed", None), FIRST_REVIEW),
            ("published", published, self.front.span("published", None), FIRST_REVIEW),
            ("decision.date", decided.filter(|day| !planned || *day <= self.today), decision, FIRST_DECISION),
        ];
        let laws = self.front.node.get("laws").map_or(&[][..], Node::items);
        let checked = self.front.own.laws().iter().zip(laws);
        let checked = checked.map(|(law, node)| ("checked", law.checked, under(node, "checked"), FIRST_REVIEW));
        for (key, day, span, first) in done.into_iter().chain(checked) {
            let Some(day) = day else { continue };
            if day > self.today {
                self.report(
                    span,
                    AHEAD,
                    text!("{key}: {day} ligger i framtiden", "{key}: {day} lies in the future"),
                    text!(
                        "skriv den dag då det gjordes, senast {today}",
                        "write the day on which it was done, {today} at the latest"
                    ),
                );
            } else if day.year() < first {
                self.report(
                    span,
                    key,
                    text!("{key}: {day} är för länge sedan", "{key}: {day} is too long ago"),
                    look_at_year(),
                );
            }
        }
    }

    /// Checks when the page is valid: in years that people plan for.
    fn check_validity(&mut self) {
        let f = &self.front.fields;
        for (key, day) in [("valid_from", f.valid_from), ("valid_to", f.valid_to), ("date", f.date)] {
            let Some(day) = day.filter(|_| self.front.node.get(key).is_some()) else { continue };
            if day.year() < FIRST_DECISION {
                self.report(
                    self.front.span(key, None),
                    key,
                    text!("{key}: {day} är för länge sedan", "{key}: {day} is too long ago"),
                    look_at_year(),
                );
            } else if day.year() > self.today.year().saturating_add(FAR) && (key, day.year()) != ("valid_to", 9999) {
                self.report(
                    self.front.span(key, None),
                    AHEAD,
                    text!("{key}: {day} är för långt fram", "{key}: {day} is too far ahead"),
                    look_at_year(),
                );
            }
        }
    }

    /// Checks dates against each other: the page begins to hold before it ceases to, and is reviewed while it does.
    fn check_order(&mut self) {
        let f = &self.front.fields;
        if let (Some(from), Some(to)) = (f.valid_from, f.valid_to)
            && to < from
        {
            self.report(
                self.front.span("valid_to", None),
                "valid_to before valid_from",
                text!(
                    "valid_to: sidan slutar gälla {to}, innan den börjar gälla {from}",
                    "valid_to: the page ceases to be valid on {to}, before it begins to be on {from}"
                ),
                text!("byt plats på datumen, eller rätta det ena", "exchange the dates, or correct one of them"),
            );
        }
        if let Some(every) = f.review_every.filter(|every| is_rare(*every, self.today)) {
            self.report(
                self.front.span("review_every", None),
                "review_every",
                text!(
                    "review_every: {every} är så sällan att sidan aldrig granskas",
                    "review_every: {every} is so seldom that the page is never reviewed"
                ),
                text!("skriv till exempel: P1Y (ett år)", "write for example: P1Y (a year)"),
            );
        }
    }
}

fn look_at_year() -> Text {
    text!("se efter årtalet", "look at the year")
}

fn is_rare(every: Period, today: Date) -> bool {
    let rarest = Period::parse(RAREST_REVIEW).and_then(|rarest| today.plus(rarest));
    match (today.plus(every), rarest) {
        (Some(next), Some(rarest)) => next > rarest,
        (None, _) => true,
        (_, None) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(fields: &str) -> Vec<(usize, String, String)> {
        let text = format!("---\n{fields}\n---\n");
        let (front, found) = super::super::read(&RelPath::lit("a.md"), &text, &super::super::Rules::default());
        assert!(found.is_empty(), "{found:?}");
        let mut found = Diagnostics::new();
        let today = Date::parse("2026-11-22").unwrap_or_else(|| panic!("a day"));
        check(&RelPath::lit("a.md"), &front, today, &mut found);
        let line = |d: &Diagnostic| crate::base::span::position(&text, d.span.unwrap_or_default().start as usize).line;
        found.into_iter().map(|d| (line(&d), d.message.sv, d.message.en)).collect()
    }

    #[test]
    fn dates_that_nobody_can_mean_are_told() {
        for (fields, line, sv, en) in [
            (
                "last_reviewed: 2062-01-01",
                2,
                "last_reviewed: 2062-01-01 ligger i framtiden",
                "last_reviewed: 2062-01-01 lies in the future",
            ),
            (
                "last_reviewed: 2026-11-23",
                2,
                "last_reviewed: 2026-11-23 ligger i framtiden",
                "last_reviewed: 2026-11-23 lies in the future",
            ),
            (
                "last_reviewed: 1026-01-01",
                2,
                "last_reviewed: 1026-01-01 är för länge sedan",
                "last_reviewed: 1026-01-01 is too long ago",
            ),
            (
                "last_reviewed: 1989-12-31",
                2,
                "last_reviewed: 1989-12-31 är för länge sedan",
                "last_reviewed: 1989-12-31 is too long ago",
            ),
            (
                "decision:\n  by: KF\n  date: 2027-01-01",
                4,
                "decision.date: 2027-01-01 ligger i framtiden",
                "decision.date: 2027-01-01 lies in the future",
            ),
            (
                "decision: {by: KF, date: 0202-06-01}",
                2,
                "decision.date: 0202-06-01 är för länge sedan",
                "decision.date: 0202-06-01 is too long ago",
            ),
            (
                "valid_from: 2206-01-01",
                2,
                "valid_from: 2206-01-01 är för långt fram",
                "valid_from: 2206-01-01 is too far ahead",
            ),
            (
                "valid_to: 1026-01-01",
                2,
                "valid_to: 1026-01-01 är för länge sedan",
                "valid_to: 1026-01-01 is too long ago",
            ),
            (
                "valid_from: 2026-06-01\nvalid_to: 2026-01-01",
                3,
                "valid_to: sidan slutar gälla 2026-01-01, innan den börjar gälla 2026-06-01",
                "valid_to: the page ceases to be valid on 2026-01-01, before it begins to be on 2026-06-01",
            ),
            (
                "review_every: P100Y",
                2,
                "review_every: P100Y är så sällan att sidan aldrig granskas",
                "review_every: P100Y is so seldom that the page is never reviewed",
            ),
            (
                "review_every: P9999M",
                2,
                "review_every: P9999M är så sällan att sidan aldrig granskas",
                "review_every: P9999M is so seldom that the page is never reviewed",
            ),
            (
                "kind: laws\nlaws:\n  - {id: a, sfs: '1', title: A, status: in-force, checked: 2030-01-01}",
                4,
                "checked: 2030-01-01 ligger i framtiden",
                "checked: 2030-01-01 lies in the future",
            ),
        ] {
            assert_eq!(found(fields), [(line, sv.to_owned(), en.to_owned())], "{fields}");
        }
        for fine in [
            "last_reviewed: 2026-11-22\nreview_every: P10Y",
            "valid_from: 2026-01-01\nvalid_to: 2026-01-01",
            "valid_from: 2030-01-01\nvalid_to: 9999-12-31",
            "status: review\ndecision: {by: KF, date: 2027-01-01}",
            "decision: {by: KF, date: 1950-01-01}",
        ] {
            assert_eq!(found(fine), [], "{fine}");
        }
    }
}
