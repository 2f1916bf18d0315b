//! The report for people: tables that fit 80 columns.

use super::report::Report;
use super::report_lists::{Titles, lists, role_title};
use crate::base::text::{Lang, Text};
use crate::text;

/// Columns of the whole.
const WIDTH: usize = 80;

/// The report as text. `titles` are those of roles, by id.
pub fn human(report: &Report, titles: &Titles, lang: Lang) -> String {
    let mut out = Out { text: String::new(), none: Vec::new(), lang };
    out.text.push_str(title(report, titles).get(lang));
    out.text.push('\n');
    for list in lists(report, titles, lang) {
        let rows: Vec<Vec<String>> = list.items.into_iter().map(|item| item.cells).collect();
        let n = rows.len();
        out.rows(list.heading.get(lang), &format!(" ({n})"), rows, list.widths);
    }
    out.follow_up(report);
    out.duties(report);
    out.kinds(report);
    out.rest();
    out.text
}

/// What the report is about.
pub(super) fn title(report: &Report, titles: &Titles) -> Text {
    let day = report.date;
    let pages: usize = report.kinds.values().sum();
    let (sv, en) = if pages == 1 { ("sida", "page") } else { ("sidor", "pages") };
    match &report.role {
        None => text!("Läget {day}: {pages} {sv}", "The state on {day}: {pages} {en}"),
        role => {
            let role = role_title(titles, role.as_ref());
            text!("Läget {day} för {role}: {pages} {sv}", "The state on {day} for {role}: {pages} {en}")
        }
    }
}

struct Out {
    text: String,
    /// Headings of tables that would be empty.
    none: Vec<String>,
    lang: Lang,
}

impl Out {
    /// How far the tasks of each quarter have come.
    fn follow_up(&mut self, report: &Report) {
        let Some(follow_up) = &report.follow_up else { return };
        let heading = text!("Gjort av planerat, per kvartal", "Done of what was planned, by quarter");
        let quarters = follow_up.quarters.iter();
        let rows = quarters.map(|(quarter, n)| vec![quarter.clone(), format!("{}/{}", n.done, n.planned)]).collect();
        self.rows(heading.get(self.lang), "", rows, &[10, 12]);
    }

    fn rows(&mut self, heading: &str, after: &str, rows: Vec<Vec<String>>, widths: &[usize]) {
        if rows.is_empty() {
            self.none.push(heading.to_owned());
            return;
        }
        self.text.push_str(&format!("\n{heading}{after}\n"));
        for row in rows {
            let cells: Vec<String> = row.iter().zip(widths).map(|(cell, width)| fitted(cell, *width)).collect();
            self.text.push_str(format!("  {}", cells.join("  ")).trim_end());
            self.text.push('\n');
        }
    }

    fn duties(&mut self, report: &Report) {
        let number = |n: usize| if n == 0 { "   –".to_owned() } else { format!("{n:>4}") };
        let head = ["R", "A", "C", "I"].map(|letter| format!("{letter:>4}"));
        let sum = text!("summa", "total").get(self.lang).to_owned();
        let mut rows = vec![[vec![String::new()], head.to_vec(), vec![sum]].concat()];
        rows.extend(report.duties.iter().map(|d| {
            let counts = [d.responsible, d.accountable, d.consulted, d.informed];
            let total = format!("{:>5}", counts.iter().sum::<usize>());
            [vec![d.title.clone()], counts.map(number).to_vec(), vec![total]].concat()
        }));
        if report.duties.is_empty() {
            rows.clear();
        }
        self.rows(text!("Uppgifter per roll", "Duties of each role").get(self.lang), "", rows, &[44, 4, 4, 4, 4, 5]);
    }

    fn kinds(&mut self, report: &Report) {
        let rows = report.kinds.iter().map(|(kind, n)| vec![(*kind).to_owned(), format!("{n:>4}")]).collect();
        self.rows(text!("Sidor av varje slag", "Pages of each kind").get(self.lang), "", rows, &[16, 4]);
    }

    /// What there is none of, in one paragraph.
    fn rest(&mut self) {
        if self.none.is_empty() {
            return;
        }
        let mut line = text!("Inget under:", "Nothing under:").get(self.lang).to_owned();
        self.text.push('\n');
        let last = self.none.len() - 1;
        for (i, heading) in self.none.iter().enumerate() {
            let end = if i == last { "." } else { ";" };
            for word in format!("{heading}{end}").split(' ') {
                if line.chars().count() + 1 + word.chars().count() > WIDTH {
                    self.text.push_str(&line);
                    self.text.push_str("\n ");
                    line.clear();
                }
                line.push(' ');
                line.push_str(word);
            }
        }
        self.text.push_str(&line);
        self.text.push('\n');
    }
}

/// `cell` in exactly `width` columns.
pub(super) fn fitted(cell: &str, width: usize) -> String {
    if cell.chars().count() <= width {
        return format!("{cell:<width$}");
    }
    let kept: String = cell.chars().take(width - 1).collect();
    format!("{kept}…")
}
