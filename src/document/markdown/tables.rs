//! Rows and cells of tables.

use super::builder::Builder;
use pulldown_cmark::Alignment;

impl Builder<'_> {
    pub(super) fn row_start(&mut self, head: bool) {
        if let Some((_, column, in_head)) = &mut self.table {
            *column = 0;
            *in_head = head;
        }
        self.html(if head { "<thead><tr>" } else { "<tr>" });
    }

    pub(super) fn cell_start(&mut self, empty: bool) {
        let Some((alignments, column, head)) = &self.table else { return };
        let class = match alignments.get(*column) {
            Some(Alignment::Left) => " class=\"align-left\"",
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-right\"",
            _ => "",
        };
        // A header that says nothing heads nothing: screen readers would announce it for each cell below.
        let html = if *head && !empty { format!("<th scope=\"col\"{class}>") } else { format!("<td{class}>") };
        self.empty_cell = empty;
        self.html(&html);
        self.last = None;
    }

    pub(super) fn cell_end(&mut self) {
        let head = self.table.as_ref().is_some_and(|(_, _, head)| *head);
        if let Some((_, column, _)) = &mut self.table {
            *column += 1;
        }
        let header = head && !self.empty_cell;
        self.html(if header { "</th>" } else { "</td>" });
        self.plain(" ");
        self.last = None;
    }
}
