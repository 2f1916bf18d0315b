//! Writing down that a task has been done: a row at the end of the site's table.

use crate::base::encoding::utf8;
use crate::base::path::RelPath;
use crate::base::suggest::instead;
use crate::base::text::{Lang, Text};
use crate::data::csv::{self, BOM};
use crate::governance::reports::{COLUMNS, are_enough, columns};
use crate::governance::{Report, Task, personal};
use crate::pipeline::Loaded;
use crate::source::Files;
use crate::text;

/// A row that is to be written.
#[derive(Debug)]
pub struct Done {
    /// The table, below the site's root.
    pub file: RelPath,
    /// Its new text.
    pub text: String,
    /// What the task is.
    pub does: String,
}

/// What writing down `report` makes of the site's table, which is made where there is none.
///
/// # Errors
/// When there is no such task in force or no such unit that owes it, when the row tells who somebody is, or when the table
/// cannot be read.
pub fn done(files: &dyn Files, loaded: &Loaded, report: &Report) -> Result<Done, Text> {
    let task = task(loaded, &report.task)?;
    unit(loaded, task, &report.unit)?;
    if [&report.result, &report.note].into_iter().any(|text| personal::find(text).is_some()) {
        return Err(text!(
            "uppföljningen namnger aldrig personer: ta bort personnummer och e-postadresser",
            "the follow-up never names persons: leave out identity numbers and e-mail addresses"
        ));
    }
    let file = RelPath::lit(&loaded.config.follow_up.file);
    let text = if files.is_file(&file) { table(files, &file)? } else { new_table(loaded.lang()) };
    Ok(Done { text: with_row(text, report), file, does: task.duty.does.clone() })
}

/// The task in force with that id.
fn task<'a>(loaded: &'a Loaded, id: &str) -> Result<Task<'a>, Text> {
    let (site, governance) = (&loaded.site, &loaded.governance);
    if let Some(task) = governance.original_tasks().find(|task| task.duty.id == id) {
        return Ok(task);
    }
    let stated = site.pages.iter().find(|page| page.fields().duties.iter().any(|duty| duty.id == id));
    if let Some(page) = stated {
        let file = &page.doc.file;
        return Err(text!(
            "uppgiften ”{id}” gäller inte i dag: {file}",
            "the task \"{id}\" does not hold today: {file}"
        ));
    }
    let ids: Vec<&str> = governance.original_tasks().map(|task| task.duty.id.as_str()).collect();
    let why = text!("det finns ingen uppgift ”{id}”", "there is no task \"{id}\"");
    Err(with_help(why, instead(id, ids.iter().copied())))
}

/// Whether that unit owes the task; "": the organisation.
fn unit(loaded: &Loaded, task: Task<'_>, id: &str) -> Result<(), Text> {
    let owing = loaded.governance.units_owing(task);
    let ids: Vec<&str> = owing.iter().map(|unit| loaded.site.pages[*unit].id.as_str()).collect();
    if ids.contains(&id) || (ids.is_empty() && id.is_empty()) {
        return Ok(());
    }
    let task = &task.duty.id;
    let (why, help) = match id {
        "" => {
            let all = ids.join(", ");
            let why = text!("skriv vilken enhet som har gjort det: --unit", "say which unit has done it: --unit");
            (why, Some(text!("uppgiften har {all}", "the task belongs to {all}")))
        }
        _ if ids.is_empty() => (
            text!("ingen enhet har uppgiften ”{task}”", "no unit has the task \"{task}\""),
            Some(text!("skriv kommandot utan --unit", "write the command without --unit")),
        ),
        _ => (
            text!("enheten ”{id}” har inte uppgiften ”{task}”", "the unit \"{id}\" does not have the task \"{task}\""),
            instead(id, ids.iter().copied()),
        ),
    };
    Err(with_help(why, help))
}

fn with_help(why: Text, help: Option<Text>) -> Text {
    match help {
        Some(help) => Text { sv: format!("{}; {}", why.sv, help.sv), en: format!("{}; {}", why.en, help.en) },
        None => why,
    }
}

/// The table as it is, where a row can be added to it.
fn table(files: &dyn Files, file: &RelPath) -> Result<String, Text> {
    let bytes = files.read(file).map_err(|e| text!("{file} kan inte läsas: {e}", "{file} cannot be read: {e}"))?;
    let text = utf8(bytes).map_err(|_| {
        text!("{file} är inte UTF-8; spara den som ”CSV UTF-8”", "{file} is not UTF-8; save it as \"CSV UTF-8\"")
    })?;
    let table = csv::parse(&text);
    if table.rows.first().is_some_and(|header| are_enough(&columns(header))) {
        return Ok(text);
    }
    Err(text!(
        "{file} har ingen rubrik; skriv överst: uppgift;enhet;datum;resultat;anteckning",
        "{file} has no header; write at the top: task;unit;date;result;note"
    ))
}

/// With the mark by which spreadsheets know UTF-8.
fn new_table(lang: Lang) -> String {
    let names = COLUMNS.map(|[sv, en]| if lang == Lang::Sv { sv } else { en });
    format!("{BOM}{}", csv::row(names, ';'))
}

/// The table with a row more, in its own columns and with its own line ends.
fn with_row(mut text: String, report: &Report) -> String {
    let table = csv::parse(&text);
    let date = report.date.to_string();
    let values = [report.task.as_str(), &report.unit, &date, &report.result, &report.note];
    let columns = table.rows.first().map(|header| columns(header)).unwrap_or_default();
    let row = csv::row(columns.iter().map(|column| column.map_or("", |column| values[column])), table.separator);
    let windows = text.contains("\r\n");
    if !text.ends_with('\n') {
        text.push_str(if windows { "\r\n" } else { "\n" });
    }
    text.push_str(&if windows { row } else { row.replace("\r\n", "\n") });
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::date::Date;

    fn report() -> Report {
        Report {
            task: "ga-ronden".into(),
            unit: "skolan".into(),
            date: Date::parse("2027-02-03").unwrap(),
            result: "klart; utan brister".into(),
            note: "=1".into(),
        }
    }

    #[test]
    fn a_row_follows_the_table_that_is_there() {
        assert_eq!(
            with_row(new_table(Lang::Sv), &report()),
            "\u{feff}uppgift;enhet;datum;resultat;anteckning\r\nga-ronden;skolan;2027-02-03;\"klart; utan brister\";'=1\r\n"
        );
        assert_eq!(
            with_row("date,task,extra,unit\n2027-01-01,x,y,z".into(), &report()),
            "date,task,extra,unit\n2027-01-01,x,y,z\n2027-02-03,ga-ronden,,skolan\n"
        );
    }
}
