//! From a span to lines and columns, for any span and any text.

use super::{Related, Sources};
use crate::base::path::RelPath;
use crate::base::span::{Position, Span};
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

/// A text and where its lines begin, so that a thousand findings in one file do not count its lines a thousand times.
pub(super) struct Lines {
    text: Arc<str>,
    starts: Vec<usize>,
}

/// Both ends of a span. `end` is the place after its last character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub start: Position,
    pub end: Position,
}

impl Lines {
    pub(super) fn new(text: Arc<str>) -> Lines {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(i, _)| i + 1)).collect();
        Lines { text, starts }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The span's bytes, forced into the text and onto whole characters. A line break at its end is left out, so that
    /// a span of a whole line ends on that line.
    pub(super) fn clip(&self, span: Span) -> Range<usize> {
        let start = floor(&self.text, span.start as usize);
        let mut end = floor(&self.text, span.end as usize).max(start);
        if end < span.end as usize {
            end = ceil(&self.text, span.end as usize).max(start);
        }
        let kept = self.text[start..end].trim_end_matches(['\n', '\r']).len();
        start..if kept == 0 { start } else { start + kept }
    }

    /// The number of the line, from 1, that holds the byte.
    pub(super) fn line_of(&self, offset: usize) -> usize {
        self.starts.partition_point(|&s| s <= offset)
    }

    /// The bytes of a line, from 1, without its line break.
    pub(super) fn line(&self, number: usize) -> Range<usize> {
        let start = self.starts[number - 1];
        let end = self.starts.get(number).map_or(self.text.len(), |next| next - 1);
        let end = if self.text[start..end].ends_with('\r') { end - 1 } else { end };
        start..end
    }

    /// `offset` must stand on a character, as those of [`Lines::clip`] do.
    pub(super) fn position(&self, offset: usize) -> Position {
        let line = self.line_of(offset);
        let range = self.line(line);
        let column = self.text[range.start..offset.min(range.end).max(range.start)].chars().count() + 1;
        Position { line, column }
    }

    pub(super) fn place(&self, span: Span) -> Place {
        let range = self.clip(span);
        Place { start: self.position(range.start), end: self.position(range.end) }
    }
}

fn floor(text: &str, mut offset: usize) -> usize {
    offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

fn ceil(text: &str, mut offset: usize) -> usize {
    offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset += 1;
    }
    offset
}

/// The texts of the files that findings name, with the last few kept: findings come sorted by file.
pub(super) struct Files<'a> {
    sources: &'a dyn Sources,
    recent: Vec<(RelPath, Option<Rc<Lines>>)>,
}

const KEPT: usize = 4;

impl<'a> Files<'a> {
    pub(super) fn new(sources: &'a dyn Sources) -> Files<'a> {
        Files { sources, recent: Vec::with_capacity(KEPT) }
    }

    pub(super) fn lines(&mut self, file: &RelPath) -> Option<Rc<Lines>> {
        let known = match self.recent.iter().position(|(f, _)| f == file) {
            Some(i) => self.recent.remove(i),
            None => (file.clone(), self.sources.text(file).map(|t| Rc::new(Lines::new(t)))),
        };
        if self.recent.len() == KEPT {
            self.recent.remove(0);
        }
        let lines = known.1.clone();
        self.recent.push(known);
        lines
    }

    /// `None` when there is no file, no span, or no text to count in.
    pub(super) fn place(&mut self, file: Option<&RelPath>, span: Option<Span>) -> Option<Place> {
        Some(self.lines(file?)?.place(span?))
    }

    /// `a.md:3:5`, or as much of it as is known.
    pub(super) fn name(&mut self, prefix: &str, related: &Related) -> String {
        let file = format!("{prefix}{}", related.file);
        match self.place(Some(&related.file), related.span) {
            Some(Place { start, .. }) => format!("{file}:{}:{}", start.line, start.column),
            None => file,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str, start: usize, end: usize) -> [usize; 4] {
        let p = Lines::new(text.into()).place(Span { start: start as u32, end: end as u32 });
        [p.start.line, p.start.column, p.end.line, p.end.column]
    }

    #[test]
    fn odd_spans_have_a_place() {
        let text = "å\r\nbé c\n";
        assert_eq!(place(text, 0, 2), [1, 1, 1, 2]);
        assert_eq!(place(text, 1, 1), [1, 1, 1, 2], "inside a character");
        assert_eq!(place(text, 0, 4), [1, 1, 1, 2], "the line break is left out");
        assert_eq!(place(text, 2, 4), [1, 2, 1, 2], "only a line break");
        assert_eq!(place(text, 3, 3), [1, 2, 1, 2], "between CR and LF");
        assert_eq!(place(text, 0, 8), [1, 1, 2, 4], "over two lines");
        assert_eq!(place(text, 10, 10), [3, 1, 3, 1], "at the end");
        assert_eq!(place(text, 99, 999), [3, 1, 3, 1], "outside");
        assert_eq!(place(text, 9, 4), [2, 5, 2, 5], "turned round");
        assert_eq!(place("", 0, 0), [1, 1, 1, 1]);
    }
}
