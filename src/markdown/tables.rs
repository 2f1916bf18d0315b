//! Rows and cells of tables.

use super::builder::Builder;
use super::options::Spanned;
use super::outline::left_over;
use super::print_fit::print_fit;
use crate::body::tree::{Attribute, Hole, Nth};
use crate::diagnostic::Code;
use crate::text;
use pulldown_cmark::Alignment;
use std::ops::Range;

impl Builder<'_> {
    pub(super) fn table_start(&mut self, events: &[Spanned<'_>], i: usize, alignments: &[Alignment]) {
        let heading = self.heading.map(Nth::from);
        let mut around: Vec<Attribute> = [("class", "table-scroll"), ("role", "region"), ("tabindex", "0")]
            .into_iter()
            .map(|(name, value)| self.prose.attribute(name, value))
            .collect();
        around.push(Attribute::TableLabel(heading));
        self.open_with("div", around);
        self.fit = print_fit(events, i, self.depth);
        match self.fit.size {
            0 => self.open("table", &[]),
            size => self.open("table", &[("class", &format!("fit-{size}"))]),
        }
        self.hole(Hole::TableCaption(heading));
        self.line_end();
        self.edge_of_block();
        self.table = Some((alignments.to_vec(), 0, false));
    }

    pub(super) fn table_head_end(&mut self) {
        self.close("tr");
        self.close("thead");
        self.open_block("tbody", &[]);
        self.line_end();
    }

    pub(super) fn table_end(&mut self) {
        self.table = None;
        self.close("tbody");
        self.close("table");
        self.close_block("div");
    }

    pub(super) fn row_start(&mut self, head: bool) {
        if let Some((_, column, in_head)) = &mut self.table {
            *column = 0;
            *in_head = head;
        }
        if head {
            self.open("thead", &[]);
        }
        self.open("tr", &[]);
    }

    /// Reports cells that no column is left for: Markdown takes them off the page. `inner` are the events of the row.
    pub(super) fn cells_left_over(&mut self, inner: &[Spanned<'_>], range: &Range<usize>) {
        let left = left_over(inner, range);
        let cells = self.source(&left).trim_end_matches(|c: char| c.is_whitespace() || c == '|');
        let skipped = cells.len() - cells.trim_start_matches(|c: char| c.is_whitespace() || c == '|').len();
        let what = &cells[skipped..];
        if what.is_empty() {
            return;
        }
        let place = left.start + skipped..left.start + cells.len();
        self.report(
            Code::TableCells,
            &place,
            text!(
                "raden har fler celler än tabellens första rad, och det här syns inte på sidan: {what}",
                "the row has more cells than the first row of the table, and this is not on the page: {what}"
            ),
        )
        .help
        .push(text!(
            "ge första raden och strecken under den en kolumn till, eller skriv \\| för ett lodstreck i texten",
            "give the first row and the dashes below it one more column, or write \\| for a bar in the text"
        ));
    }

    /// `event` is the place of the event that begins the cell.
    pub(super) fn cell_start(&mut self, event: usize, empty: bool) {
        let Some((alignments, column, head)) = &self.table else { return };
        let alignment = match alignments.get(*column) {
            Some(Alignment::Left) => Some("align-left"),
            Some(Alignment::Center) => Some("align-center"),
            Some(Alignment::Right) => Some("align-right"),
            _ => None,
        };
        let parted = self.fit.parted.contains(&event).then_some("parted");
        let classes = alignment.into_iter().chain(parted).collect::<Vec<_>>().join(" ");
        // A header that says nothing heads nothing: screen readers would announce it for each cell below.
        let header = *head && !empty;
        let attributes = [("scope", "col"), ("class", classes.as_str())];
        let attributes = &attributes[usize::from(!header)..if classes.is_empty() { 1 } else { 2 }];
        self.empty_cell = empty;
        self.open(if header { "th" } else { "td" }, attributes);
        self.last = None;
    }

    pub(super) fn cell_end(&mut self) {
        let head = self.table.as_ref().is_some_and(|(_, _, head)| *head);
        if let Some((_, column, _)) = &mut self.table {
            *column += 1;
        }
        let header = head && !self.empty_cell;
        self.close(if header { "th" } else { "td" });
        // Tells cells apart in excerpts.
        self.plain("\t");
        self.last = None;
    }
}
