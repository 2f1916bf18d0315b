//! How a table fits on paper, which cannot be scrolled: how small its type is to be, and which of its cells may have their
//! words parted so that every column is on the sheet.

use super::options::Spanned;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::HashSet;

/// Sizes of type on paper in points, largest first; `print.css` has a class for each but the first.
const SIZES: [f32; 5] = [10.0, 9.0, 8.0, 7.0, 6.0];
/// The smallest size that is chosen while words of that length stay whole.
const READABLE: usize = 3;
/// Points between the margins of an A4 sheet that stands, less a little for what browsers round.
const SHEET: f32 = 490.0;
/// Points that each list or quote around the table takes.
const INDENT: f32 = 36.0;
/// The space beside a cell's text, in em of its type (`print.css`).
const PADDING: f32 = 0.6;
/// Em that a column keeps where words are parted: three letters.
const PARTED: f32 = 2.0;
/// Em of a word that is long for a table, fifteen letters.
const ORDINARY: f32 = 9.6;

/// The size of type and the breakable cells of one table on paper.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct PrintFit {
    /// Its place in [`SIZES`].
    pub size: usize,
    /// Cells whose words may be parted anywhere, by the index of the event that begins them.
    pub parted: HashSet<usize>,
}

/// A cell: its column, its longest word in em, and the index of its event.
type Cell = (usize, f32, usize);

/// Decides for the table that begins at event `start`, with `depth` lists and quotes around it.
pub(super) fn print_fit(events: &[Spanned<'_>], start: usize, depth: usize) -> PrintFit {
    let cells = cells(events, start);
    let room = |size: usize| (SHEET - INDENT * depth.min(6) as f32) / SIZES[size];
    if let Some(size) = (0..=READABLE).find(|size| need(&cells, f32::MAX) <= room(*size)) {
        return PrintFit { size, parted: HashSet::new() };
    }
    // The longest words that can stay whole, in steps of half an em; 0: every word may be parted.
    let whole = |size: usize| {
        let steps = (0..80_u8).rev().map(|n| f32::from(n) / 2.0);
        steps.into_iter().find(|longest| need(&cells, *longest) <= room(size)).unwrap_or_default()
    };
    let size = if whole(READABLE) >= ORDINARY { READABLE } else { SIZES.len() - 1 };
    let longest = whole(size);
    PrintFit { size, parted: cells.iter().filter(|(_, word, _)| *word > longest).map(|(_, _, event)| *event).collect() }
}

/// The width of the table in em when words above `longest` em may be parted.
fn need(cells: &[Cell], longest: f32) -> f32 {
    let mut columns: Vec<f32> = Vec::new();
    for (column, word, _) in cells {
        if columns.len() <= *column {
            columns.resize(column + 1, 0.0);
        }
        let width = if *word > longest { PARTED } else { *word };
        columns[*column] = columns[*column].max(width);
    }
    columns.iter().map(|width| width + PADDING).sum()
}

fn cells(events: &[Spanned<'_>], start: usize) -> Vec<Cell> {
    let mut out: Vec<Cell> = Vec::new();
    let (mut column, mut head) = (0, false);
    let mut text = String::new();
    for (i, (event, _)) in events.iter().enumerate().skip(start) {
        match event {
            Event::Start(Tag::TableHead | Tag::TableRow) => {
                column = 0;
                head = matches!(event, Event::Start(Tag::TableHead));
            }
            Event::Start(Tag::TableCell) => {
                text.clear();
                out.push((column, 0.0, i));
            }
            Event::End(TagEnd::TableCell) => {
                if let Some((_, word, _)) = out.last_mut() {
                    *word = longest_word(&text) * if head { 1.08 } else { 1.0 };
                }
                column += 1;
            }
            Event::Text(more) | Event::Code(more) | Event::InlineHtml(more) | Event::InlineMath(more) => {
                text.push_str(more);
            }
            Event::SoftBreak | Event::HardBreak => text.push('\n'),
            Event::End(TagEnd::Table) => break,
            _ => {}
        }
    }
    out
}

/// The widest run of text that no browser parts by itself, in em. Figures, units and sections are tied to what stands
/// beside them.
fn longest_word(text: &str) -> f32 {
    let mut longest = 0.0_f32;
    let mut width = 0.0;
    let mut tied = false;
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        let numeric = |c: char| c.is_ascii_digit() || c == '§';
        let beside = tied || letters.peek().is_some_and(|next| numeric(*next));
        if c.is_ascii_whitespace() && !beside {
            width = 0.0;
        } else {
            width += letter(c);
        }
        tied = numeric(c);
        longest = longest.max(width);
    }
    longest
}

/// The width of a letter in em, at the upper end of what the usual fonts of systems have.
fn letter(c: char) -> f32 {
    match c {
        'i' | 'l' | 'j' | 't' | 'f' | 'r' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | '(' | ')' | ' ' => 0.43,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 0.97,
        c if c.is_ascii_digit() => 0.6,
        c if c.is_uppercase() => 0.76,
        c if c.is_lowercase() || c.is_ascii() => 0.63,
        _ => 1.05,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use pulldown_cmark::{Options, Parser};

    fn of(markdown: &str) -> (usize, Vec<String>) {
        let events: Vec<Spanned<'_>> = Parser::new_ext(markdown, Options::ENABLE_TABLES).into_offset_iter().collect();
        let start = events.iter().position(|(e, _)| matches!(e, Event::Start(Tag::Table(_)))).unwrap();
        let found = print_fit(&events, start, 0);
        let mut parted: Vec<usize> = found.parted.into_iter().collect();
        parted.sort_unstable();
        let word = |i: usize| if let Event::Text(text) = &events[i + 1].0 { text.to_string() } else { String::new() };
        (found.size, parted.into_iter().map(word).collect())
    }

    fn table(words: &[&str]) -> String {
        format!("|{}|\n|{}\n|{}|\n", words.join("|"), "-|".repeat(words.len()), words.join("|"))
    }

    #[test]
    fn an_ordinary_table_is_left_as_it_is() {
        assert_eq!(of(&table(&["Vad", "Vem", "När"])), (0, vec![]));
        assert_eq!(of(&table(&["En mening som får radbrytas hur som helst"; 4])), (0, vec![]));
    }

    #[test]
    fn type_becomes_smaller_before_words_are_parted() {
        // A heading of twelve letters: 12 × 0.63 × 1.08 + 0.6 = 8.8 em. 490 points hold 5 of them at 10, 6 at 9, 7 at 7.
        assert_eq!(of(&table(&["nnnnnnnnnnnn"; 5])).0, 0);
        assert_eq!(of(&table(&["nnnnnnnnnnnn"; 6])).0, 1);
        assert_eq!(of(&table(&["nnnnnnnnnnnn"; 7])).0, 3);
    }

    #[test]
    fn the_longest_words_are_parted_first() {
        let long = "Sannolikhetsbedömningsunderlag";
        let words = [long, "Ring", "Dörrlås", long, long, "2027-03-01", long, "SISTACELLEN"];
        assert_eq!(of(&table(&words)), (3, vec![long.to_owned(); 8]));
    }

    #[test]
    fn any_number_of_columns_has_room() {
        let (size, parted) = of(&table(&["Genomförandeansvarig"; 24]));
        assert_eq!((size, parted.len()), (3, 48), "24 × (2 + 0.6) em are 437 points at 7");
    }

    #[test]
    fn figures_are_one_word_with_what_they_are_tied_to() {
        assert!(longest_word("2 kap. 2 §") > longest_word("kap.") * 2.0);
        assert_eq!(longest_word("ett två tre"), longest_word("tvä"));
    }
}
