//! A clock that is behind: the day decides which pages are published, so a wrong one leaves out what holds.

use crate::base::date::Date;
use crate::diagnostic::{Code, Diagnostic};
use crate::site::{Page, Site};
use crate::text;

/// The program was made after this year began.
const MADE: (i16, i8, i8) = (2026, 1, 1);

/// Checks the day of the machine's clock. It is wrong when it lies before the program was made, or when most pages
/// with dates of what has been done (reviewed, decided) have later ones; where few pages do, the fault is in those.
pub(crate) fn clock(site: &Site, today: Date) -> Option<Diagnostic> {
    let done: Vec<(Date, &Page)> = site.pages.iter().filter_map(|p| newest(p).map(|day| (day, &**p))).collect();
    let later = done.iter().filter(|(day, _)| *day > today).count();
    let made = Date::from_ymd(MADE.0, MADE.1, MADE.2).is_some_and(|made| today < made);
    if !made && (later < 2 || later * 2 <= done.len()) {
        return None;
    }
    let found = Diagnostic::new(
        Code::ClockBehind,
        text!(
            "datorns klocka går fel: enligt den är det {today}",
            "this machine's clock is wrong: it says that today is {today}"
        ),
    )
    .help(text!(
        "ställ klockan, eller ange dagen: --as-of ÅÅÅÅ-MM-DD",
        "set the clock, or give the day: --as-of YYYY-MM-DD"
    ));
    let newest = done.iter().filter(|(day, _)| *day > today).max_by_key(|(day, page)| (*day, &page.doc.file));
    Some(match newest {
        Some((day, page)) => {
            found.related(&page.doc.file, None, text!("granskad eller beslutad {day}", "reviewed or decided on {day}"))
        }
        None => found,
    })
}

/// The last day on which something was done to the page, by its own fields.
fn newest(page: &Page) -> Option<Date> {
    let f = page.fields();
    f.last_reviewed.max(f.decision.as_ref().map(|decision| decision.date))
}
