//! Tables as spreadsheets write them (RFC 4180), with the place of each cell, and rows for them.

use crate::base::span::Span;
use csv_core::{ReadFieldResult, Reader, ReaderBuilder};

/// One cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    /// Without the quotes and without blanks at its ends.
    pub text: String,
    /// The bytes in the file, quotes included.
    pub span: Span,
}

/// A table: its rows, and what stands between two cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Table {
    pub separator: char,
    /// Rows with something in them.
    pub rows: Vec<Vec<Cell>>,
}

/// The mark with which spreadsheets begin a UTF-8 file.
pub(crate) const BOM: char = '\u{feff}';

/// Reads a table. Whatever the text is, it is one: what stands between two cells is the sign that the first line has most of.
pub(crate) fn parse(text: &str) -> Table {
    let body = text.strip_prefix(BOM).unwrap_or(text);
    let first = body.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |sign: &char| first.matches(*sign).count();
    let separator = [',', '\t', ';'].into_iter().max_by_key(count).unwrap_or(';');
    let mut cells = Cells {
        reader: ReaderBuilder::new().delimiter(separator as u8).build(),
        text: body,
        offset: text.len() - body.len(),
        at: 0,
        buffer: vec![0; body.len() + 1],
    };
    let mut rows = Vec::new();
    let mut row = Vec::new();
    while let Some((cell, ends_row)) = cells.next() {
        row.push(cell);
        if ends_row {
            rows.push(std::mem::take(&mut row));
        }
    }
    rows.retain(|row| row.iter().any(|cell| !cell.text.is_empty()));
    Table { separator, rows }
}

struct Cells<'a> {
    reader: Reader,
    text: &'a str,
    /// Bytes of the file before the text.
    offset: usize,
    at: usize,
    buffer: Vec<u8>,
}

impl Cells<'_> {
    /// The next cell, and whether it is the last of its row.
    fn next(&mut self) -> Option<(Cell, bool)> {
        let begin = self.at;
        let mut written = 0;
        loop {
            let rest = &self.text.as_bytes()[self.at..];
            let (result, read, wrote) = self.reader.read_field(rest, &mut self.buffer[written..]);
            (self.at, written) = (self.at + read, written + wrote);
            match result {
                ReadFieldResult::InputEmpty => {}
                ReadFieldResult::Field { record_end } => {
                    let text = String::from_utf8_lossy(&self.buffer[..written]).trim().to_owned();
                    // The reader takes line ends before the cell, and the sign after it.
                    let raw = &self.text[begin..self.at];
                    let start = begin + (raw.len() - raw.trim_start_matches(['\r', '\n']).len());
                    let last = self.text[start..self.at].ends_with(['\r', '\n', ',', ';', '\t']) && !rest.is_empty();
                    let span = Span::new(start, self.at - usize::from(last)).shifted(self.offset);
                    return Some((Cell { text, span }, record_end));
                }
                // No cell is longer than the text.
                ReadFieldResult::OutputFull | ReadFieldResult::End => return None,
            }
        }
    }
}

/// A row with its line end. A cell that a spreadsheet would take for a formula gets an apostrophe before it (CWE-1236).
pub(crate) fn row<'a>(cells: impl IntoIterator<Item = &'a str>, separator: char) -> String {
    let written: Vec<String> = cells.into_iter().map(|cell| written(cell, separator)).collect();
    format!("{}\r\n", written.join(&separator.to_string()))
}

fn written(cell: &str, separator: char) -> String {
    let apostrophe = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    let quoted = cell.contains([separator, '"', '\n', '\r']) || cell.trim() != cell;
    let quote = if quoted { "\"" } else { "" };
    format!("{quote}{apostrophe}{}{quote}", cell.replace('"', if quoted { "\"\"" } else { "\"" }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<Vec<String>> {
        parse(text).rows.into_iter().map(|row| row.into_iter().map(|cell| cell.text).collect()).collect()
    }

    #[test]
    fn reads_what_spreadsheets_write() {
        let expected = [["uppgift", "datum"], ["ga-ronden", "2027-02-01"]];
        for text in [
            "uppgift;datum\nga-ronden;2027-02-01",
            "\u{feff}uppgift;datum\r\nga-ronden;2027-02-01\r\n",
            "uppgift,datum\r\n\"ga-ronden\",2027-02-01\r\n\r\n,\r\n",
            "uppgift\tdatum\nga-ronden\t 2027-02-01 \n",
        ] {
            assert_eq!(texts(text), expected, "{text:?}");
        }
        assert_eq!(texts("a;b\n\"en; två\";\"sa \"\"ja\"\"\nsen\""), [["a", "b"], ["en; två", "sa \"ja\"\nsen"]]);
        assert_eq!(texts("a;b\nx"), [vec!["a", "b"], vec!["x"]]);
        assert_eq!(texts("a;b\nx;"), [["a", "b"], ["x", ""]]);
        assert_eq!(texts("\"aldrig stängd;\nb"), [["aldrig stängd;\nb"]]);
        for empty in ["", "\u{feff}", "\n\r\n", ";;\n"] {
            assert_eq!(texts(empty), [[""; 0]; 0], "{empty:?}");
        }
    }

    #[test]
    fn each_cell_knows_its_place() {
        let text = "\u{feff}a;b\r\n\"x å\";y z\r\n;q";
        let places: Vec<&str> = parse(text).rows.iter().flatten().map(|cell| &text[cell.span.range()]).collect();
        assert_eq!(places, ["a", "b", "\"x å\"", "y z", "", "q"]);
    }

    #[test]
    fn rows_are_read_back_and_no_formula_is_written() {
        assert_eq!(row(["a", "b;c", "sa \"ja\"", ""], ';'), "a;\"b;c\";\"sa \"\"ja\"\"\";\r\n");
        assert_eq!(row(["=1+1", "+46", "-", "@x", "a=b"], ','), "'=1+1,'+46,'-,'@x,a=b\r\n");
        let cells = ["g", "a\nb", "c,d", " e\"f"];
        assert_eq!(texts(&row(cells, ',')), [["g", "a\nb", "c,d", "e\"f"]]);
    }
}
