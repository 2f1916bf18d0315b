//! Normalises Markdown for the parser.
//!
//! A shortcode on a line of its own is a block, whatever stands on the lines around it. Markdown would take
//! `{{ notice }}` and the text below it for one paragraph, and `{{ /notice }}` for the end of a list's last item.
//! So blank lines are put around such lines, and around those that open and close the boxes of other programs (see
//! [`boxes`]). Places in the text that is parsed are mapped back to the file.

pub(crate) mod boxes;
pub(super) mod colons;
mod comments;
mod line;

use super::options::{Spanned, extensions};
use super::shortcode::read_tag;
use boxes::{Edge, Edit, Found};
use line::{Fence, line_end, next_fence};
use pulldown_cmark::{Event, Parser, Tag};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

/// The text that is parsed, and how its places correspond to the file's.
pub struct Normalised<'a> {
    /// The body as the file has it.
    pub(crate) body: &'a str,
    /// What is parsed, with blank lines around shortcodes and boxes.
    pub(crate) text: Cow<'a, str>,
    /// Whether there may be shortcodes in it.
    pub(crate) tags: bool,
    /// Lines that open and close boxes, in order.
    pub(crate) edges: Vec<(Range<usize>, Edge)>,
    /// Boxes that are shown as text.
    pub(crate) refused: Vec<boxes::Refused>,
    /// `text` with stand-ins for colons, where there are any.
    protected: Option<String>,
    /// (first byte in `text`, what to take from a place there to have that in the body), ascending.
    shifts: Vec<(usize, isize)>,
    /// Where the text begins in the file.
    start: usize,
}

/// The events that the parser makes of a body.
pub struct Events<'a> {
    /// All that is shown, in order.
    pub(crate) shown: Vec<Spanned<'a>>,
    /// Where in the parsed text the comments of Obsidian stand, which are left out.
    pub(crate) comments: Vec<Range<usize>>,
}

impl Normalised<'_> {
    /// The place in the file of a place in `text`.
    pub(crate) fn to_file(&self, at: usize) -> usize {
        let i = self.shifts.partition_point(|(from, _)| *from <= at);
        let shift = if i == 0 { 0 } else { self.shifts[i - 1].1 };
        at.saturating_add_signed(-shift) + self.start
    }

    /// The place in `text` of a place in the body.
    pub(crate) fn place_of(&self, at: usize) -> usize {
        let i = self.shifts.partition_point(|(from, shift)| from.saturating_add_signed(-shift) <= at);
        at.saturating_add_signed(if i == 0 { 0 } else { self.shifts[i - 1].1 })
    }

    /// The text that is given to the parser, of the same length as `text`.
    pub(crate) fn parsed(&self) -> &str {
        self.protected.as_deref().unwrap_or(&self.text)
    }

    /// All events of the text.
    pub(crate) fn events(&self) -> Vec<Spanned<'_>> {
        let parser = Parser::new_ext(self.parsed(), extensions(&self.text)).into_offset_iter();
        parser.map(|(event, range)| (colons::restore(event), range)).collect()
    }

    /// The events of what is shown, and the places of the comments that are not.
    pub fn shown(&self) -> Events<'_> {
        let (shown, comments) = comments::take(&self.text, self.events());
        Events { shown, comments }
    }

    /// Lines that define the address of links, `[label]: address`: label, address and place. They are shown nowhere.
    pub(crate) fn definitions(&self) -> Vec<(String, String, Range<usize>)> {
        if !self.text.contains("]:") {
            return Vec::new();
        }
        let parser = Parser::new_ext(self.parsed(), extensions(&self.text));
        let definitions = parser.reference_definitions().iter();
        let mut all: Vec<_> =
            definitions.map(|(label, def)| (label.to_owned(), def.dest.to_string(), def.span.clone())).collect();
        all.sort_by_key(|(.., range)| range.start);
        all
    }

    /// The line of the paragraph at `at`, and the box that it opens or closes.
    pub(crate) fn edge(&self, at: usize) -> Option<&(Range<usize>, Edge)> {
        if self.edges.is_empty() {
            return None;
        }
        let at = at + self.text.get(at..)?.len() - self.text.get(at..)?.trim_start_matches([' ', '\t']).len();
        self.edges.binary_search_by_key(&at, |(line, _)| line.start).ok().map(|i| &self.edges[i])
    }
}

/// Makes `body`, which begins `start` bytes into its file, ready for the parser.
pub fn normalise(body: &str, start: usize) -> Normalised<'_> {
    let mut text_lines = BTreeSet::new();
    loop {
        let normalised = normalise_without(body, start, &text_lines);
        // Only the parser knows what is code, a comment or another container; what is no paragraph there is text.
        let wrong = misplaced(&normalised);
        if wrong.is_empty() {
            return normalised;
        }
        text_lines.extend(wrong);
    }
}

/// Where in the body the boxes open whose lines are no paragraphs, or not in the same container.
fn misplaced(normalised: &Normalised<'_>) -> Vec<usize> {
    if normalised.edges.is_empty() {
        return Vec::new();
    }
    let mut containers: Vec<usize> = Vec::new();
    let mut holders: Vec<Option<usize>> = vec![None; normalised.edges.len()];
    for (i, (event, range)) in normalised.events().iter().enumerate() {
        match event {
            Event::Start(tag) => {
                if matches!(tag, Tag::Paragraph)
                    && let Some((line, _)) = normalised.edge(range.start)
                    && normalised.text[range.clone()].trim() == &normalised.text[line.clone()]
                    && let Ok(n) = normalised.edges.binary_search_by_key(&line.start, |(l, _)| l.start)
                {
                    holders[n] = Some(containers.last().map_or(0, |c| c + 1));
                }
                containers.push(i);
            }
            Event::End(_) => {
                containers.pop();
            }
            _ => {}
        }
    }
    let mut wrong = Vec::new();
    let mut open: Vec<(usize, usize)> = Vec::new();
    for (n, (_, edge)) in normalised.edges.iter().enumerate() {
        match edge {
            Edge::Open(found) => open.push((n, found.at)),
            Edge::Close => {
                let Some((opened, at)) = open.pop() else { continue };
                if holders[opened].is_none() || holders[opened] != holders[n] {
                    wrong.push(at);
                }
            }
        }
    }
    wrong
}

fn normalise_without<'a>(original: &'a str, start: usize, text_lines: &BTreeSet<usize>) -> Normalised<'a> {
    let body = clean(original);
    let Found { edits, refused } = boxes::find(&body, text_lines);
    let mut normalised = Normalised {
        body: original,
        tags: body.contains("{{"),
        text: body,
        edges: Vec::new(),
        refused,
        protected: None,
        shifts: Vec::new(),
        start,
    };
    if normalised.tags || !edits.is_empty() {
        let mut writer = Writer::default();
        writer.write(&normalised.text, edits);
        (normalised.edges, normalised.shifts) = (writer.edges, writer.shifts);
        normalised.text = Cow::Owned(writer.text);
    }
    normalised.protected = colons::protect(&normalised.text);
    normalised
}

/// Writes the text that is parsed.
#[derive(Default)]
struct Writer {
    text: String,
    edges: Vec<(Range<usize>, Edge)>,
    shifts: Vec<(usize, isize)>,
    shift: isize,
}

impl Writer {
    fn write(&mut self, body: &str, edits: Vec<Edit>) {
        let mut edits = edits.into_iter().peekable();
        let mut fence: Option<Fence> = None;
        let mut at = 0;
        while at < body.len() {
            let line_end = line_end(body, at);
            let mut edge = None;
            while let Some(edit) = edits.next_if(|e| e.at() < line_end) {
                match edit {
                    Edit::Strip { bytes, .. } => {
                        self.moved(-(bytes as isize));
                        at += bytes;
                    }
                    Edit::Edge { edge: e, .. } => edge = Some(e),
                    Edit::End { indent, .. } => {
                        self.edge(&format!("{}:\n", " ".repeat(indent)), Edge::Close, true);
                        fence = None;
                    }
                }
            }
            let line = &body[at..line_end];
            if let Some(edge) = edge {
                self.edge(line, edge, false);
                at = line_end;
                continue;
            }
            let inner = line.trim_start_matches(' ');
            let indent = line.len() - inner.len();
            fence = next_fence(fence, inner, indent);
            let Some(end) = lone_tag(body, at, fence, line) else {
                self.text.push_str(line);
                at = line_end;
                continue;
            };
            self.blank();
            self.text.push_str(&body[at..end]);
            self.blank();
            at = end;
        }
        for edit in edits {
            if let Edit::End { indent, .. } = edit {
                self.edge(&format!("{}:\n", " ".repeat(indent)), Edge::Close, true);
            }
        }
    }

    /// From here on places are `by` further on than in the body.
    fn moved(&mut self, by: isize) {
        self.shift += by;
        self.shifts.push((self.text.len(), self.shift));
    }

    /// A line end that the body has not.
    fn blank(&mut self) {
        let before = self.text.len();
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        self.text.push('\n');
        self.moved((self.text.len() - before) as isize);
    }

    /// The line of an edge, with blank lines around it. `added`: the body has no such line.
    fn edge(&mut self, line: &str, edge: Edge, added: bool) {
        self.blank();
        let from = self.text.len() + line.len() - line.trim_start_matches([' ', '\t']).len();
        self.text.push_str(line);
        self.edges.push((from..from + line.trim().len(), edge));
        if added {
            self.moved(line.len() as isize);
        }
        self.blank();
    }
}

/// Where the shortcode ends, with its line, that begins the line at `at` and has nothing after it.
fn lone_tag(body: &str, at: usize, fence: Option<Fence>, line: &str) -> Option<usize> {
    let inner = line.trim_start_matches(' ');
    let indent = line.len() - inner.len();
    if fence.is_some() || indent > 3 || !inner.starts_with("{{") {
        return None;
    }
    // A tag may go over several lines, so it is read from the whole text that is left.
    let (_, len) = read_tag(&body[at + indent..], 0).ok()??;
    let tag_end = at + indent + len;
    let alone = body[tag_end..].lines().next().is_none_or(|rest| rest.trim().is_empty());
    alone.then(|| line_end(body, tag_end))
}

/// The body with what a text has no use for replaced by something as long, so that no place moves: a carriage return alone
/// ends a line in Markdown too, but the parser loses what follows one that ends a blank line in indented code; control
/// characters have no place in HTML or XML (XML 1.0, section 2.2).
fn clean(body: &str) -> Cow<'_, str> {
    let odd = |b: u8| (b < b' ' && !matches!(b, b'\n' | b'\t' | 0)) || b == 0x7f;
    if !body.bytes().any(odd) {
        return Cow::Borrowed(body);
    }
    let mut changed = false;
    let mut rest = body.chars().peekable();
    let mut text = String::with_capacity(body.len());
    while let Some(c) = rest.next() {
        let written = match c {
            '\r' if rest.peek() == Some(&'\n') => c,
            '\r' => '\n',
            c if c.is_ascii() && odd(c as u8) => ' ',
            c => c,
        };
        changed |= written != c;
        text.push(written);
    }
    if changed { Cow::Owned(text) } else { Cow::Borrowed(body) }
}

#[cfg(test)]
mod tests;
