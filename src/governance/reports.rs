//! The table of what has been done, as people and spreadsheets write it: its columns and rows, and what is wrong with them.

use super::Governance;
use super::personal;
use crate::base::date::Date;
use crate::base::encoding::Encoding;
use crate::base::path::RelPath;
use crate::base::suggest::instead;
use crate::base::text::Text;
use crate::data::csv::{self, Cell};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, not_utf8};
use crate::document::Absent;
use crate::front_matter::fields::Kind;
use crate::source::{Files, conflict};
use crate::text;
use std::collections::HashSet;

/// One row: a task that has been done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The id of the task.
    pub task: String,
    /// The id of the unit; "": none is named.
    pub unit: String,
    /// When it was done.
    pub date: Date,
    /// What came of it, in a few words.
    pub result: String,
    /// More about it.
    pub note: String,
}

/// The columns, by their Swedish and English names.
pub(crate) const COLUMNS: [[&str; 2]; 5] =
    [["uppgift", "task"], ["enhet", "unit"], ["datum", "date"], ["resultat", "result"], ["anteckning", "note"]];

const TASK: usize = 0;
const UNIT: usize = 1;
const DATE: usize = 2;

/// For each column of the table, its place in [`COLUMNS`]; `None`: it is none of them.
pub(crate) fn columns(header: &[Cell]) -> Vec<Option<usize>> {
    let column = |cell: &Cell| COLUMNS.iter().position(|names| names.contains(&cell.text.to_lowercase().as_str()));
    header.iter().map(column).collect()
}

/// Whether the columns tell a task and a day.
pub(crate) fn are_enough(columns: &[Option<usize>]) -> bool {
    columns.contains(&Some(TASK)) && columns.contains(&Some(DATE))
}

/// The rows of the site's table that can be used, and what is wrong with the rest.
pub(super) fn read(files: &dyn Files, governance: &Governance) -> (Vec<Report>, Diagnostics) {
    let Some(file) = RelPath::new(&governance.site.config.follow_up.file) else { return Default::default() };
    if !files.is_file(&file) {
        return Default::default();
    }
    let bytes = match files.read(&file) {
        Ok(bytes) => bytes,
        Err(e) => {
            let message = text!("filen kan inte läsas: {e}", "the file cannot be read: {e}");
            return (Vec::new(), vec![Diagnostic::new(Code::FollowUpFile, message).file(&file)]);
        }
    };
    if let Some(conflict) = conflict::find(&file, &bytes) {
        return (Vec::new(), vec![Diagnostic { sealed: true, ..conflict }]);
    }
    let (text, foreign) = match crate::base::encoding::utf8(bytes) {
        Ok(text) => (text, None),
        Err(bytes) => {
            (Encoding::guess(&bytes).decode(&bytes), Some(not_utf8(Code::FollowUpFile, &file, &bytes, false)))
        }
    };
    let (reports, found) = rows(&text, governance);
    let found = found.into_iter().map(|d| d.file(&file));
    (reports, foreign.into_iter().chain(found).collect())
}

/// The rows of a table that can be used, and what is wrong with the rest.
fn rows(text: &str, governance: &Governance) -> (Vec<Report>, Diagnostics) {
    let table = csv::parse(text);
    let mut rows = table.rows.iter();
    let Some(header) = rows.next() else { return Default::default() };
    let columns = columns(header);
    let mut found: Diagnostics = table
        .rows
        .iter()
        .flatten()
        .filter_map(|cell| personal::find(&cell.text).map(|what| person(cell, what)))
        .collect();
    if !are_enough(&columns) {
        let message = text!(
            "första raden namnger inte kolumnerna uppgift och datum",
            "the first row does not name the columns task and date"
        );
        let span = header.first().map(|cell| cell.span).unwrap_or_default();
        found.push(Diagnostic::new(Code::FollowUpFile, message).span(span).help(header_help()));
        return (Vec::new(), found);
    }
    let names = || COLUMNS.iter().flatten().copied();
    for (cell, column) in header.iter().zip(&columns) {
        if column.is_none() && personal::find(&cell.text).is_none() {
            let name = &cell.text;
            let message = text!("kolumnen ”{name}” läses inte", "the column \"{name}\" is not read");
            found.push(
                Diagnostic::new(Code::FollowUpFile, message)
                    .span(cell.span)
                    .maybe_help(instead(name, names()))
                    .help(header_help()),
            );
        }
    }
    let known = Known::of(governance);
    let mut reports = Vec::new();
    for cells in rows.filter(|cells| cells.iter().all(|cell| personal::find(&cell.text).is_none())) {
        if let Some(beyond) = cells.iter().skip(columns.len()).find(|cell| !cell.text.is_empty()) {
            found.push(too_many(beyond));
        }
        match known.report(cells, &columns) {
            Ok(Some(report)) => reports.push(report),
            Ok(None) => {}
            Err(fault) => found.push(*fault),
        }
    }
    (reports, found)
}

fn header_help() -> Text {
    text!("skriv överst: uppgift;enhet;datum;resultat;anteckning", "write at the top: task;unit;date;result;note")
}

fn too_many(cell: &Cell) -> Diagnostic {
    let message = text!("raden har fler celler än rubriken", "the row has more cells than the header");
    Diagnostic::new(Code::FollowUpRow, message).span(cell.span).help(text!(
        "skriv text med semikolon eller komma inom \"citattecken\"",
        "write text with a semicolon or comma inside \"quotes\""
    ))
}

/// None of the file is shown: who reads findings may be others than those who may read about the person.
fn person(cell: &Cell, what: personal::Personal) -> Diagnostic {
    let message = match what {
        personal::Personal::Number => {
            text!("cellen innehåller ett personnummer", "the cell holds a personal identity number")
        }
        personal::Personal::Mail => text!("cellen innehåller en e-postadress", "the cell holds an e-mail address"),
    };
    let found = Diagnostic::new(Code::FollowUpPerson, message).span(cell.span).help(text!(
        "skriv enheten eller rollen i stället; uppföljningen namnger aldrig personer",
        "write the unit or the role instead; the follow-up never names persons"
    ));
    Diagnostic { sealed: true, ..found }
}

/// What rows can name.
struct Known<'a> {
    governance: &'a Governance,
    /// The ids of all tasks that a page states, in force or not: what was done before stays done.
    tasks: HashSet<&'a str>,
    units: HashSet<&'a str>,
    /// Pages that are not in this edition may state others.
    partial: bool,
}

impl<'a> Known<'a> {
    fn of(governance: &'a Governance) -> Known<'a> {
        let pages = &governance.site.pages;
        let units = pages.iter().filter(|page| page.kind() == Kind::Unit).map(|page| page.id.as_str());
        Known {
            tasks: pages.iter().flat_map(|page| &page.fields().duties).map(|duty| duty.id.as_str()).collect(),
            units: units.collect(),
            partial: governance.site.lacks(&[Absent::Withheld, Absent::Unreadable]),
            governance,
        }
    }

    /// What a row says; nothing where it names what this edition does not have.
    fn report(&self, cells: &[Cell], columns: &[Option<usize>]) -> Result<Option<Report>, Box<Diagnostic>> {
        let cell = |column: usize| columns.iter().position(|c| *c == Some(column)).and_then(|at| cells.get(at));
        let text = |column: usize| cell(column).map_or("", |cell| cell.text.as_str());
        let fault = |column: usize, message: Text, help: Option<Text>| {
            let at = cell(column).or(cells.first()).map(|cell| cell.span).unwrap_or_default();
            Err(Box::new(Diagnostic::new(Code::FollowUpRow, message).span(at).maybe_help(help)))
        };
        let (task, unit, date) = (text(TASK), text(UNIT), text(DATE));
        if task.is_empty() {
            let help =
                text!("skriv uppgiftens id, som det står i duties", "write the id of the task, as duties has it");
            return fault(
                TASK,
                text!("raden säger inte vilken uppgift", "the row does not say which task"),
                Some(help),
            );
        }
        if !self.tasks.contains(task) {
            let message = text!("det finns ingen uppgift ”{task}”", "there is no task \"{task}\"");
            return if self.partial {
                Ok(None)
            } else {
                fault(TASK, message, instead(task, self.tasks.iter().copied()))
            };
        }
        if !unit.is_empty() && !self.units.contains(unit) {
            let message = text!("det finns ingen enhet ”{unit}”", "there is no unit \"{unit}\"");
            let elsewhere = self.partial || self.governance.site.absent(unit).is_some();
            return if elsewhere { Ok(None) } else { fault(UNIT, message, instead(unit, self.units.iter().copied())) };
        }
        let today = self.governance.day;
        match Date::parse(date) {
            Some(day) if day > today => fault(
                DATE,
                text!("dagen ligger i framtiden: {day}", "the day lies in the future: {day}"),
                Some(text!("skriv dagen då uppgiften blev gjord", "write the day on which the task was done")),
            ),
            Some(date) => Ok(Some(Report {
                task: task.to_owned(),
                unit: unit.to_owned(),
                date,
                result: text(3).to_owned(),
                note: text(4).to_owned(),
            })),
            None => fault(
                DATE,
                text!("”{date}” är inget datum", "\"{date}\" is no date"),
                Some(text!("skriv datumet som ÅÅÅÅ-MM-DD: {today}", "write the date as YYYY-MM-DD: {today}")),
            ),
        }
    }
}
