//! The report in forms that can be sent on: as Markdown, as a table and as a calendar.

use super::report::Report;
use super::report_lists::{Item, List, Titles, lists};
use super::report_text::title;
use crate::base::date::Date;
use crate::base::text::Lang;
use crate::data::csv::{BOM, row};
use crate::data::ics;
use crate::text;

/// What stands between two cells: what Swedish spreadsheets expect.
const SEPARATOR: char = ';';

/// The report as Markdown that can be mailed as it stands: a table for each list that has something in it.
pub fn markdown(report: &Report, titles: &Titles, lang: Lang) -> String {
    let mut out = format!("# {}\n", escaped(title(report, titles).get(lang)));
    let all: Vec<List> = lists(report, titles, lang).into_iter().filter(|list| !list.items.is_empty()).collect();
    if all.is_empty() {
        out.push_str(&format!("\n{}\n", text!("Inget att se till.", "Nothing to see to.").get(lang)));
    }
    for list in all {
        let n = list.items.len();
        out.push_str(&format!("\n## {} ({n})\n\n", list.heading.get(lang)));
        let has_dates = list.items.iter().any(|item| item.date.is_some());
        let head = columns(lang);
        let [_, page, _, owner, date, days, action] = &head;
        let head = match has_dates {
            true => vec![page, owner, date, days, action],
            false => vec![page, owner, action],
        };
        out.push_str(&format!("| {} |\n", head.iter().map(|cell| cell.as_str()).collect::<Vec<_>>().join(" | ")));
        out.push_str(&format!("|{}\n", "---|".repeat(head.len())));
        for item in &list.items {
            let name = escaped(&item.name);
            let page = item.url.as_ref().map_or_else(|| name.clone(), |url| format!("[{name}]({url})"));
            let [owner, action] = [&item.owner, &item.action].map(|cell| escaped(cell));
            let cells = match has_dates {
                true => vec![page, owner, day(item.date), days_between(report.date, item.date), action],
                false => vec![page, owner, action],
            };
            out.push_str(&format!("| {} |\n", cells.join(" | ")));
        }
    }
    out
}

/// The report as a table, a row for each item of the lists.
pub fn csv(report: &Report, titles: &Titles, lang: Lang) -> String {
    let line = |cells: [String; 7]| row(cells.iter().map(String::as_str), SEPARATOR);
    let mut out = format!("{BOM}{}", line(columns(lang).map(|name| name.to_lowercase())));
    for list in lists(report, titles, lang) {
        for Item { name, id, owner, date, action, .. } in list.items {
            let days = days_between(report.date, date);
            out.push_str(&line([list.heading.get(lang).to_owned(), name, id, owner, day(date), days, action]));
        }
    }
    out
}

/// The days of the report as a calendar: each review and each late task on its last day. `site`: what tells its events from
/// those of other sites.
pub fn calendar(report: &Report, titles: &Titles, site: &str, lang: Lang) -> String {
    let event = |item: Item| {
        let (summary, name) = item.event?;
        Some(ics::Event { day: item.date?, summary, description: item.action, url: item.url, name, known: report.date })
    };
    let events = lists(report, titles, lang).into_iter().flat_map(|list| list.items).filter_map(event);
    ics::calendar(title(report, titles).get(lang), site, events)
}

/// List, page, id, owner, date, days, action.
fn columns(lang: Lang) -> [String; 7] {
    [
        text!("Lista", "List"),
        text!("Sida", "Page"),
        text!("Id", "Id"),
        text!("Ägare", "Owner"),
        text!("Datum", "Date"),
        text!("Dagar", "Days"),
        text!("Åtgärd", "Action"),
    ]
    .map(|name| name.get(lang).to_owned())
}

fn day(date: Option<Date>) -> String {
    date.map_or_else(String::new, |date| date.to_string())
}

/// How many days lie between the day of the report and another; the list says which comes first.
fn days_between(today: Date, date: Option<Date>) -> String {
    date.map_or_else(String::new, |date| today.days_until(date).abs().to_string())
}

/// Text in which nothing is markup, as a cell of a table.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\\' | '|' | '<' | '[' | ']' | '*' | '`' => out.extend(['\\', c]),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_title_says_is_text_and_never_markup() {
        assert_eq!(escaped("A | <b>[x](y)</b> *z* `k`\n\\"), "A \\| \\<b>\\[x\\](y)\\</b> \\*z\\* \\`k\\` \\\\");
        assert_eq!(escaped("Åtgärd nr 1: ledfyr review content/a_b.md"), "Åtgärd nr 1: ledfyr review content/a_b.md");
    }

    #[test]
    fn days_are_counted_either_way_over_a_leap_day() {
        let day = |day: &str| Date::parse(day);
        let today = day("2028-02-28").unwrap();
        for (other, days) in [("2028-03-01", "2"), ("2028-02-29", "1"), ("2028-02-28", "0"), ("2027-12-31", "59")] {
            assert_eq!(days_between(today, day(other)), days, "{other}");
        }
        assert_eq!(days_between(today, None), "");
    }
}
