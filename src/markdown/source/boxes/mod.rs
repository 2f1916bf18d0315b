//! Boxes as other programs write them, which are read as notices.
//!
//! `:::warning Title` … `:::` as Docusaurus, VitePress, Starlight, Quarto and Pandoc write them, and `!!! warning "Title"`
//! (also `???`) with the text indented below, as MkDocs does; `{{% notice warning "Title" %}}` … `{{% /notice %}}` as themes of
//! Hugo do. Alerts (`> [!NOTE]`) are quotes, and read where these are.

mod heads;
mod kinds;

pub(crate) use heads::is_line;
pub(crate) use kinds::{Kind, closest_kind, kind, suggestion};

use super::line::{Fence, line_end, next_fence};
use heads::{Tag, colon_head, mark_head, tag_head};
use std::collections::BTreeSet;
use std::ops::Range;

/// The line that opens a box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Opening {
    /// Where its line begins in the body.
    pub at: usize,
    /// The word as written.
    pub word: String,
    /// How far into the line the title stands.
    pub title: Range<usize>,
}

/// The role of a line: it opens or closes a box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Edge {
    Open(Opening),
    Close,
}

/// A change to the body.
#[derive(Debug)]
pub(crate) enum Edit {
    /// The line at `at` opens or closes a box.
    Edge { at: usize, edge: Edge },
    /// The box ends before the line at `at`, and has no line that closes it.
    End { at: usize, indent: usize },
    /// The line at `at` loses the first bytes of its indentation.
    Strip { at: usize, bytes: usize },
}

impl Edit {
    pub(crate) fn at(&self) -> usize {
        match self {
            Edit::Edge { at, .. } | Edit::End { at, .. } | Edit::Strip { at, .. } => *at,
        }
    }
}

/// Why a line that looks like a box's is shown as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    /// No kind has that word.
    Unknown,
    /// Nothing closes it.
    Unclosed,
    /// It closes nothing.
    Unopened,
    /// No indented text follows.
    Empty,
}

/// A line that is shown as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refused {
    /// Its place in the body.
    pub line: Range<usize>,
    pub word: String,
    pub reason: Reason,
}

#[derive(Debug, Default)]
pub(crate) struct Found {
    /// In the order of the body.
    pub edits: Vec<Edit>,
    pub refused: Vec<Refused>,
}

/// The boxes in `body`, save those that open at `text_lines`.
pub(crate) fn find(body: &str, text_lines: &BTreeSet<usize>) -> Found {
    if ![":::", "!!!", "???", "{{%", "{{<"].iter().any(|sign| body.contains(sign)) {
        return Found::default();
    }
    let mut finder = Finder { body, text_lines, found: Found::default(), open: Vec::new(), fence: None, last: 0 };
    let mut at = 0;
    while at < body.len() {
        let end = line_end(body, at);
        finder.line(at, end);
        at = end;
    }
    finder.close_down_to(0);
    finder.found.edits.sort_by_key(|e| (e.at(), !matches!(e, Edit::End { .. })));
    finder.found.refused.sort_by_key(|r| r.line.start);
    finder.found
}

/// A box that is open.
struct Open {
    opening: Opening,
    form: Form,
    /// It is shown as text.
    text: bool,
}

#[derive(Clone)]
enum Form {
    /// Begun by this number of colons.
    Colons(usize),
    /// The text stands four columns further in than its line, which is at this column of the file and of what is parsed.
    Indented { column: usize, indent: usize },
    /// A shortcode of that name.
    Tag(String),
}

struct Finder<'a> {
    body: &'a str,
    text_lines: &'a BTreeSet<usize>,
    found: Found,
    open: Vec<Open>,
    fence: Option<Fence>,
    /// Where the last line ended that was not blank.
    last: usize,
}

impl Finder<'_> {
    fn line(&mut self, at: usize, end: usize) {
        let line = &self.body[at..end];
        if line.trim().is_empty() {
            return;
        }
        let column = columns(line);
        if let Some(ends) = self.open.iter().position(|o| match o.form {
            Form::Indented { column: base, .. } => column < base + 4,
            Form::Colons(_) | Form::Tag(_) => false,
        }) {
            self.close_down_to(ends);
        }
        let depth = self.open.iter().filter(|o| matches!(o.form, Form::Indented { .. })).count();
        let stripped = strip(line, 4 * depth);
        if stripped > 0 {
            self.found.edits.push(Edit::Strip { at, bytes: stripped });
        }
        self.last = end;
        let visible = &line[stripped..];
        let inner = visible.trim_start_matches([' ', '\t']);
        let indent = columns(visible);
        self.fence = next_fence(self.fence, inner, indent);
        if self.fence.is_some() {
            return;
        }
        let text = at + line.len() - inner.len()..at + line.trim_end().len();
        if inner.starts_with(":::") {
            self.colons(at, text);
        } else if inner.starts_with("!!!") || inner.starts_with("???") {
            self.marks(at, end, text, column, indent);
        } else if let Some(tag) = tag_head(&self.body[text]) {
            self.tag(at, tag);
        }
    }

    /// A shortcode of Hugo's around a box. One that has no other end is reported with all shortcodes of Hugo's.
    fn tag(&mut self, at: usize, tag: Tag) {
        let (name, word, title) = match tag {
            Tag::Open { name, word, title } => (name, word, title),
            Tag::Close(name) => {
                let same = |o: &Open| matches!(&o.form, Form::Tag(open) if *open == name);
                let inside =
                    self.open.iter().rposition(|o| matches!(o.form, Form::Indented { .. })).map_or(0, |i| i + 1);
                let Some(position) = self.open[inside..].iter().rposition(same) else { return };
                self.close_down_to(inside + position + 1);
                let Some(Open { opening, text: false, .. }) = self.open.pop() else { return };
                let opened = opening.at;
                self.found.edits.push(Edit::Edge { at: opened, edge: Edge::Open(opening) });
                self.found.edits.push(Edit::Edge { at, edge: Edge::Close });
                return;
            }
        };
        let text = self.text_lines.contains(&at);
        self.open.push(Open { opening: Opening { at, word, title }, form: Form::Tag(name), text });
    }

    /// A line of colons.
    fn colons(&mut self, at: usize, line: Range<usize>) {
        let text = &self.body[line.clone()];
        let count = text.bytes().take_while(|b| *b == b':').count();
        if count < text.len() {
            let (word, title) = colon_head(text, count);
            let text = self.text_lines.contains(&at);
            self.open.push(Open { opening: Opening { at, word, title }, form: Form::Colons(count), text });
            return;
        }
        let inside = self.open.iter().rposition(|o| matches!(o.form, Form::Indented { .. })).map_or(0, |i| i + 1);
        let closes = |wanted: &dyn Fn(usize) -> bool| {
            let of = |o: &Open| if let Form::Colons(n) = o.form { wanted(n) } else { false };
            self.open[inside..].iter().rposition(of).map(|i| i + inside)
        };
        let innermost = closes(&|n| n == count).or_else(|| closes(&|n| n < count)).or_else(|| closes(&|_| true));
        let Some(position) = innermost else {
            self.refuse(line, String::new(), Reason::Unopened);
            return;
        };
        self.close_down_to(position + 1);
        let Some(Open { opening, text, .. }) = self.open.pop() else { return };
        if text || kind(&opening.word).is_none() {
            let reason = if text { Reason::Unclosed } else { Reason::Unknown };
            self.refuse_opening(opening, reason);
            return;
        }
        let opened = opening.at;
        self.found.edits.push(Edit::Edge { at: opened, edge: Edge::Open(opening) });
        self.found.edits.push(Edit::Edge { at, edge: Edge::Close });
    }

    /// A line that begins with `!!!` or `???`.
    fn marks(&mut self, at: usize, end: usize, line: Range<usize>, column: usize, indent: usize) {
        let text = &self.body[line.clone()];
        let Some((word, title)) = mark_head(text).filter(|_| !self.text_lines.contains(&at)) else { return };
        let next = self.body[end..].lines().find(|l| !l.trim().is_empty());
        if next.is_some_and(|next| columns(next) >= column + 4) {
            let form = Form::Indented { column, indent };
            self.open.push(Open { opening: Opening { at, word, title }, form, text: false });
        } else if kind(&word).is_some() || !title.is_empty() {
            self.refuse(line, word, Reason::Empty);
        }
    }

    /// Ends all boxes but the outermost `left`. What nothing closed by then is text.
    fn close_down_to(&mut self, left: usize) {
        for Open { opening, form, .. } in self.open.split_off(left).into_iter().rev() {
            match form {
                Form::Indented { indent, .. } => {
                    self.fence = None;
                    let opened = opening.at;
                    self.found.edits.push(Edit::Edge { at: opened, edge: Edge::Open(opening) });
                    self.found.edits.push(Edit::End { at: self.last, indent });
                }
                Form::Colons(_) => {
                    let reason = if kind(&opening.word).is_some() { Reason::Unclosed } else { Reason::Unknown };
                    self.refuse_opening(opening, reason);
                }
                Form::Tag(_) => {}
            }
        }
    }

    fn refuse_opening(&mut self, opening: Opening, reason: Reason) {
        let line = &self.body[opening.at..line_end(self.body, opening.at)];
        let from = opening.at + line.len() - line.trim_start().len();
        self.refuse(from..opening.at + line.trim_end().len(), opening.word, reason);
    }

    fn refuse(&mut self, line: Range<usize>, word: String, reason: Reason) {
        self.found.refused.push(Refused { line, word, reason });
    }
}

/// How many columns in the line's text begins; a tab goes on to the next fourth (CommonMark 2.2).
fn columns(line: &str) -> usize {
    let blanks = line.bytes().take_while(|b| matches!(b, b' ' | b'\t'));
    blanks.fold(0, |column, b| if b == b'\t' { column / 4 * 4 + 4 } else { column + 1 })
}

/// How many bytes of the line take up its first `columns` columns, if these are blank.
fn strip(line: &str, columns: usize) -> usize {
    let (mut column, mut bytes) = (0, 0);
    for b in line.bytes().take_while(|b| matches!(b, b' ' | b'\t')) {
        if column >= columns {
            break;
        }
        column = if b == b'\t' { column / 4 * 4 + 4 } else { column + 1 };
        bytes += 1;
    }
    bytes
}

#[cfg(test)]
mod tests;
