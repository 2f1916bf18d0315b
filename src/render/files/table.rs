//! Lists as tables for spreadsheets.

use crate::data::csv::{BOM, row};
use crate::render::model::follow_up::{FollowUpCell, FollowUpList};
use crate::render::site_context::SiteContext;
use crate::theme::language_marks::unmarked;

/// What stands between two cells: what Swedish spreadsheets expect.
const SEPARATOR: char = ';';

/// A list with the columns that its page shows.
pub(in crate::render) fn csv(context: &SiteContext, lang: usize, list: &FollowUpList) -> String {
    let strings = context.strings(lang);
    let head = list.columns.iter().map(|column| strings.plain("columns", column)).collect();
    let rows = list.rows.iter().map(|row| row.cells.iter().map(text).collect());
    let written = std::iter::once(head).chain(rows).map(|cells: Vec<String>| line(&cells));
    std::iter::once(BOM.to_string()).chain(written).collect()
}

fn line(cells: &[String]) -> String {
    row(cells.iter().map(String::as_str), SEPARATOR)
}

/// A cell without marks of language, so that nothing hides how it begins.
fn text(cell: &FollowUpCell) -> String {
    match (cell.day, &*cell.links) {
        (Some(day), _) => day.to_string(),
        (None, []) => unmarked(&cell.text),
        (None, links) => links.iter().map(|link| unmarked(&link.title)).collect::<Vec<_>>().join("; "),
    }
}
