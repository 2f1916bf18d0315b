//! The report for people: tables that fit 80 columns.

use super::follow_up::Late;
use super::report::{Entry, Report};
use crate::base::date::Date;
use crate::base::text::{Lang, Text};
use crate::text;
use std::collections::BTreeMap;

/// Columns of the whole.
const WIDTH: usize = 80;

/// The report as text. `titles` are those of roles, by id.
pub fn human(report: &Report, titles: &BTreeMap<String, String>, lang: Lang) -> String {
    let mut out = Out { text: String::new(), none: Vec::new(), titles, lang };
    let (day, before) = (report.date, report.before);
    let pages: usize = report.kinds.values().sum();
    let (sv, en) = if pages == 1 { ("sida", "page") } else { ("sidor", "pages") };
    out.line(&text!("Läget {day}: {pages} {sv}", "The state on {day}: {pages} {en}"));
    let unread = report.unread.iter().map(|file| vec![file.to_string()]).collect();
    out.table(&text!("Sidor som inte kan läsas", "Pages that cannot be read"), unread, &[76]);
    let never = text!("aldrig", "never").get(lang).to_owned();
    let due = |due: Option<Date>| due.map_or_else(|| never.clone(), |d| d.to_string());
    let rows = report.overdue_reviews.iter().map(|r| out.dated(due(r.due), &r.page)).collect();
    out.table(&text!("Försenade granskningar", "Overdue reviews"), rows, &DATED);
    let rows = report.due_reviews.iter().map(|r| out.dated(due(r.due), &r.page)).collect();
    out.table(&text!("Granskningar före {before}", "Reviews due before {before}"), rows, &DATED);
    let rows = report.unreviewed_changes.iter().map(|p| out.owned(p)).collect();
    out.table(&text!("Ändrade efter granskningen", "Changed since the review"), rows, &OWNED);
    let rows = report.suspect_links.iter().map(|s| vec![s.page.title.clone(), s.basis.title.clone()]).collect();
    out.table(
        &text!("Granskade före en ändring i underlaget", "Reviewed before a change of what they build on"),
        rows,
        &PAIR,
    );
    let rows = report.drafts.iter().map(|p| out.owned(p)).collect();
    out.table(&text!("Utkast och på granskning", "Drafts and in review"), rows, &OWNED);
    let rows = report.not_yet_valid.iter().map(|d| out.dated(d.date.to_string(), &d.page)).collect();
    out.table(&text!("Gäller längre fram", "Valid in the future"), rows, &DATED);
    let rows = report.expired.iter().map(|d| out.dated(d.date.to_string(), &d.page)).collect();
    out.table(&text!("Giltighetstiden har gått ut", "No longer valid"), rows, &DATED);
    let linked = report.obsolete_linked.iter();
    let rows = linked.flat_map(|l| l.linked_from.iter().map(|from| vec![l.page.title.clone(), from.title.clone()]));
    out.table(
        &text!("Ersatta eller upphävda, och vad som länkar dit", "Superseded or withdrawn, and what links there"),
        rows.collect(),
        &PAIR,
    );
    let round =
        |pages: &[Entry]| pages.iter().chain(pages.first()).map(|p| p.title.as_str()).collect::<Vec<_>>().join(" → ");
    let rows = report.rings.iter().map(|ring| vec![round(&ring.pages)]).collect();
    out.table(&text!("Hänvisar till varandra i ring", "Referring to each other in a ring"), rows, &[76]);
    let rows = report.without_owner.iter().map(|p| vec![p.title.clone(), p.file.to_string()]).collect();
    out.table(&text!("Utan ansvarig roll", "Without an owner"), rows, &PAIR);
    let rows = report.without_accountable.iter().map(|t| vec![t.page.title.clone(), t.does.clone()]).collect();
    out.table(&text!("Uppgifter utan ansvarig roll (A)", "Tasks without an accountable role (A)"), rows, &PAIR);
    out.follow_up(report);
    out.duties(report);
    out.kinds(report);
    out.rest();
    out.text
}

/// Day, page, owner.
const DATED: [usize; 3] = [10, 38, 26];
/// Page, owner.
const OWNED: [usize; 2] = [50, 26];
/// Two pages.
const PAIR: [usize; 2] = [38, 38];

struct Out<'a> {
    text: String,
    /// Headings of tables that would be empty.
    none: Vec<String>,
    titles: &'a BTreeMap<String, String>,
    lang: Lang,
}

impl Out<'_> {
    fn line(&mut self, line: &Text) {
        self.text.push_str(line.get(self.lang));
        self.text.push('\n');
    }

    fn owner(&self, page: &Entry) -> String {
        let id = page.owner.as_ref();
        id.map_or_else(|| "–".to_owned(), |id| self.titles.get(id).unwrap_or(id).clone())
    }

    fn dated(&self, date: String, page: &Entry) -> Vec<String> {
        vec![date, page.title.clone(), self.owner(page)]
    }

    fn owned(&self, page: &Entry) -> Vec<String> {
        vec![page.title.clone(), self.owner(page)]
    }

    /// The tasks that are late, and how far those of each quarter have come.
    fn follow_up(&mut self, report: &Report) {
        let Some(follow_up) = &report.follow_up else { return };
        let row = |late: &Late| {
            vec![late.due.to_string(), late.does.clone(), late.unit.clone().unwrap_or_else(|| "–".to_owned())]
        };
        let rows = follow_up.late.iter().map(row).collect();
        self.table(&text!("Sena uppgifter", "Late tasks"), rows, &DATED);
        let heading = text!("Gjort av planerat, per kvartal", "Done of what was planned, by quarter");
        let quarters = follow_up.quarters.iter();
        let rows = quarters.map(|(quarter, n)| vec![quarter.clone(), format!("{}/{}", n.done, n.planned)]).collect();
        self.rows(heading.get(self.lang), "", rows, &[10, 12]);
    }

    /// A table with the number of its rows.
    fn table(&mut self, heading: &Text, rows: Vec<Vec<String>>, widths: &[usize]) {
        let n = rows.len();
        self.rows(heading.get(self.lang), &format!(" ({n})"), rows, widths);
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
