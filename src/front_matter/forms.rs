//! Names with values in other forms than a line `key: value`: tables, definitions, raw HTML, fields in a row, and
//! marks such as **INTERN** above the text.

use super::lines::{Line, key_line};

/// A name with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NamedValue {
    /// Where the name stands.
    pub at: usize,
    pub name: String,
    pub value: String,
}

/// Text in a file, with its place.
#[derive(Clone, Copy)]
struct Piece<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Piece<'t> {
    fn of(line: &Line<'t>) -> Piece<'t> {
        Piece { text: line.text, at: line.at }.trim(char::is_whitespace)
    }

    fn trim(self, sign: impl Fn(char) -> bool) -> Piece<'t> {
        let rest = self.text.trim_start_matches(&sign);
        Piece { text: rest.trim_end_matches(&sign), at: self.at + self.text.len() - rest.len() }
    }

    fn split(self, signs: &'static [char]) -> impl Iterator<Item = Piece<'t>> {
        let begin = self.text.as_ptr() as usize;
        let piece = move |text: &'t str| Piece { text, at: self.at + (text.as_ptr() as usize - begin) };
        self.text.split(signs).map(piece).map(|piece| piece.trim(char::is_whitespace))
    }

    /// Without the signs that make it a heading, bold or code.
    fn bare(self) -> Piece<'t> {
        self.trim(|c| c.is_whitespace() || matches!(c, '#' | '*' | '_' | '`' | '>' | '"' | '”' | ':' | '='))
    }

    fn with_value(self, value: Piece<'_>) -> NamedValue {
        NamedValue { at: self.at, name: self.text.to_owned(), value: value.text.to_owned() }
    }
}

/// The pairs in lines near the top whose value `fits`. Code is not among the lines.
pub(super) fn named_values(lines: &[Line<'_>], fits: &dyn Fn(&str) -> bool) -> Vec<NamedValue> {
    let blocks: Vec<&[Line<'_>]> = lines.split(|line| line.text.is_empty()).filter(|block| !block.is_empty()).collect();
    let mut found = Vec::new();
    for (number, block) in blocks.iter().enumerate() {
        if block[0].text.trim_start().starts_with('<') {
            found.extend(html(block));
        } else if let Some(rows) = table(block) {
            found.extend(pairs(&rows, fits));
        }
        found.extend(definitions(block));
        found.extend(block.iter().flat_map(|line| in_a_row(Piece::of(line))));
        // A heading or a bold line, and a word below it.
        let below = blocks.get(number + 1).filter(|below| below.len() == 1).map(|below| Piece::of(&below[0]).bare());
        let above = block.last().map(Piece::of).filter(|line| line.text.starts_with(['#', '*', '_']));
        found.extend(above.zip(below).map(|(above, below)| above.bare().with_value(below)));
    }
    found.retain(|pair| fits(&pair.value));
    found
}

/// A line of its own above the text that is one word in capitals or in bold, or such a word in brackets in the title.
pub(super) fn marks<'t>(lines: &[Line<'t>]) -> Vec<(usize, &'t str)> {
    /// The number of blocks that count as above the text: the title, and what stands around it.
    const ABOVE: usize = 4;
    let blocks: Vec<_> = lines.split(|line| line.text.is_empty()).filter(|block| !block.is_empty()).collect();
    let mut found = Vec::new();
    // The last is the text itself.
    for block in blocks.iter().take(ABOVE.min(blocks.len().saturating_sub(1))) {
        let line = Piece::of(&block[0]);
        let pieces: Vec<Piece<'_>> = match line.text.strip_prefix("# ") {
            Some(_) => line.split(&['(', ')', '[', ']']).skip(1).filter(|p| is_in_capitals(p.text)).collect(),
            None if block.len() == 1 && (is_in_capitals(line.text) || line.text.starts_with("**")) => vec![line.bare()],
            None => continue,
        };
        found.extend(pieces.into_iter().map(|piece| (piece.at, piece.text)));
    }
    found
}

fn is_in_capitals(text: &str) -> bool {
    text.chars().any(char::is_alphabetic) && !text.chars().any(char::is_lowercase)
}

/// The rows of a table of Markdown.
fn table<'t>(block: &[Line<'t>]) -> Option<Vec<Vec<Piece<'t>>>> {
    let is_rule = |line: &Line<'_>| {
        line.text.contains('|')
            && line.text.contains('-')
            && line.text.chars().all(|c| c.is_whitespace() || matches!(c, '|' | '-' | ':'))
    };
    let rule = block.iter().position(is_rule).filter(|at| *at > 0)?;
    let cells = |line: &Line<'t>| {
        let line = Piece::of(line).trim(|c| c == '|');
        line.split(&['|']).map(Piece::bare).collect()
    };
    Some(block[rule - 1..].iter().filter(|line| !is_rule(line)).map(cells).collect())
}

/// The names with values of a table: a cell that fits with the one to its left, where no other cell of the row fits; or a column in which
/// all that is said is one and the same, with its head. Other tables compare things.
fn pairs(rows: &[Vec<Piece<'_>>], fits: &dyn Fn(&str) -> bool) -> Vec<NamedValue> {
    let mut found = Vec::new();
    for row in rows {
        let mut fitting = (1..row.len()).filter(|at| fits(row[*at].text));
        if let (Some(at), None) = (fitting.next(), fitting.next()) {
            found.push(row[at - 1].with_value(row[at]));
        }
    }
    let Some((heads, rows)) = rows.split_first() else { return found };
    for (column, head) in heads.iter().enumerate() {
        let mut values = rows.iter().filter_map(|row| row.get(column)).filter(|cell| !cell.text.is_empty());
        if let Some(first) = values.next()
            && values.all(|value| value.text == first.text)
        {
            found.push(head.with_value(*first));
        }
    }
    found
}

/// Terms with what a line below them says after a colon.
fn definitions(block: &[Line<'_>]) -> Vec<NamedValue> {
    let pair = |lines: &[Line<'_>]| {
        let value = Piece::of(&lines[1]).text.strip_prefix(':')?.trim();
        Some(Piece::of(&lines[0]).bare().with_value(Piece { text: value, at: 0 }))
    };
    block.windows(2).filter_map(pair).collect()
}

/// Several fields in one line, a field in brackets, and a field with a dash.
fn in_a_row(line: Piece<'_>) -> Vec<NamedValue> {
    let field = |piece: Piece<'_>| {
        let key = key_line(piece.text)?;
        let at = piece.at + piece.text.find(key.name)?;
        Some(NamedValue { at, name: key.name.to_owned(), value: key.value.to_owned() })
    };
    let line = unlisted(line);
    let mut found: Vec<NamedValue> = line.split(&['|', '·', '•', '\t']).filter_map(field).collect();
    let listed: Option<Vec<NamedValue>> = line.split(&[',', ';']).map(field).collect();
    found.extend(listed.into_iter().flatten());
    if line.text.contains("::") {
        found.extend(line.split(&['[', ']', '(', ')']).filter_map(field));
    }
    let dash = [" – ", " — ", " - ", " → "].iter().find_map(|dash| line.text.split_once(dash));
    found.extend(dash.map(|(name, value)| {
        Piece { text: name, at: line.at }.bare().with_value(Piece { text: value, at: line.at }.bare())
    }));
    found
}

/// A line without the number or the box of a list.
fn unlisted(line: Piece<'_>) -> Piece<'_> {
    let rest = line.text.trim_start_matches(['-', '*', '+', ' ']).trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = rest.trim_start_matches(['.', ')', ' ']);
    let rest = ["[x] ", "[X] ", "[ ] "].iter().find_map(|mark| rest.strip_prefix(mark)).unwrap_or(rest);
    // Bold letters are no list.
    if line.text.starts_with("**") { line } else { Piece { text: rest, at: line.at + line.text.len() - rest.len() } }
}

/// A piece of raw HTML.
enum Part {
    /// The attributes of a tag that stands on its own.
    Tag(Vec<NamedValue>),
    Text(NamedValue),
    Row,
}

/// The names with values of raw HTML: in attributes, in a piece of text, in one piece and the next, in a table.
fn html(block: &[Line<'_>]) -> Vec<NamedValue> {
    let mut found = Vec::new();
    // The cells of each row; what stands outside of tables is one row.
    let mut rows: Vec<Vec<NamedValue>> = vec![Vec::new()];
    for part in parts(block) {
        match part {
            Part::Tag(pairs) => found.extend(pairs),
            Part::Row => rows.push(Vec::new()),
            Part::Text(text) => rows.last_mut().into_iter().for_each(|row| row.push(text.clone())),
        }
    }
    let with_value = |name: &NamedValue, value: &NamedValue| NamedValue { value: value.name.clone(), ..name.clone() };
    for row in &rows {
        found.extend(row.windows(2).map(|pair| with_value(&pair[0], &pair[1])));
        found.extend(row.iter().filter_map(|text| {
            let key = key_line(&text.name)?;
            Some(NamedValue { at: text.at, name: key.name.to_owned(), value: key.value.to_owned() })
        }));
    }
    rows.retain(|row| row.len() > 1);
    if let [heads, values] = rows.as_slice() {
        found.extend(heads.iter().zip(values).map(|(head, value)| with_value(head, value)));
    }
    found
}

fn parts(block: &[Line<'_>]) -> Vec<Part> {
    const INLINE: [&str; 13] =
        ["b", "strong", "i", "em", "u", "span", "a", "code", "font", "mark", "small", "sup", "sub"];
    let mut parts = Vec::new();
    let mut text = NamedValue { at: 0, name: String::new(), value: String::new() };
    for line in block {
        let mut rest = Piece { text: line.text, at: line.at };
        while !rest.text.is_empty() {
            let open = rest.text.find('<').unwrap_or(rest.text.len());
            let before = Piece { text: &rest.text[..open], at: rest.at }.trim(char::is_whitespace);
            if !before.text.is_empty() {
                text.at = if text.name.is_empty() { before.at } else { text.at };
                text.name.push_str(&rest.text[..open]);
            }
            let len = rest.text[open..].find('>').map_or(rest.text.len(), |end| open + end + 1);
            let tag = Piece { text: &rest.text[open..len], at: rest.at + open };
            let name = tag.text.trim_start_matches(['<', '/']);
            let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("").to_ascii_lowercase();
            parts.push(Part::Tag(attributes(tag)));
            if !INLINE.contains(&name.as_str()) && !tag.text.is_empty() {
                flush(&mut text, &mut parts);
            }
            if name == "tr" && !tag.text.starts_with("</") {
                parts.push(Part::Row);
            }
            rest = Piece { text: &rest.text[len..], at: rest.at + len };
        }
    }
    flush(&mut text, &mut parts);
    parts
}

fn flush(text: &mut NamedValue, parts: &mut Vec<Part>) {
    let name = std::mem::take(&mut text.name);
    let name = name.trim().trim_end_matches(':').to_owned();
    if !name.is_empty() {
        parts.push(Part::Text(NamedValue { name, ..text.clone() }));
    }
}

/// `name="…" content="…"` of a tag, and each attribute with its value.
fn attributes(tag: Piece<'_>) -> Vec<NamedValue> {
    let mut found = Vec::new();
    let mut rest = tag.text;
    while let Some((before, after)) = rest.split_once('=') {
        let name = before.trim_end().rsplit(|c: char| c.is_whitespace()).next().unwrap_or("");
        let after = after.trim_start();
        let (value, next) = match after.chars().next() {
            Some(quote @ ('"' | '\'')) => after[1..].split_once(quote).unwrap_or((after, "")),
            _ => after.split_once(|c: char| c.is_whitespace() || c == '>').unwrap_or((after, "")),
        };
        let at = tag.at + tag.text.find(before).unwrap_or(0) + before.find(name).unwrap_or(0);
        let name = name.strip_prefix("data-").unwrap_or(name).to_owned();
        found.push(NamedValue { at, name, value: value.trim().to_owned() });
        rest = next;
    }
    let get = |name: &str| found.iter().find(|pair| pair.name.eq_ignore_ascii_case(name)).cloned();
    if let Some((name, content)) = get("name").or_else(|| get("property")).zip(get("content")) {
        let at = tag.at + tag.text.find(name.value.as_str()).unwrap_or(0);
        found.push(NamedValue { at, name: name.value, value: content.value });
    }
    found
}
