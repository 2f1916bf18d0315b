//! The lines around a finding, cut out and made safe for annotate-snippets.
//!
//! It gets only the lines that it is to show, with one character for each of the file, so that the columns that it
//! prints are those of the file.

use super::place::Lines;
use super::visible;
use annotate_snippets::{Annotation, AnnotationKind, Snippet};
use std::ops::Range;

/// A line longer than this (a picture in base64, minified code) is named but not shown.
const LONGEST: usize = 20_000;
/// A span over more lines is marked on its first line only.
const TALLEST: usize = 6;
/// Two marks further apart than this get an excerpt each.
const NEAR: usize = 12;

/// One place to mark in an excerpt.
#[derive(Clone)]
pub(super) struct Mark {
    /// As [`Lines::clip`] gives it.
    pub range: Range<usize>,
    pub label: Option<String>,
    pub primary: bool,
}

impl Mark {
    fn first(&self, lines: &Lines) -> usize {
        lines.line_of(self.range.start)
    }

    fn last(&self, lines: &Lines) -> usize {
        lines.line_of(self.range.end)
    }

    /// Fits the mark to what can be drawn within `width` columns. `None`: the line is too long to show at all.
    pub(super) fn fit(mut self, lines: &Lines, width: usize) -> Option<Mark> {
        let (first, last) = (self.first(lines), self.last(lines));
        let line = lines.line(first);
        if line.len() > LONGEST {
            return None;
        }
        let tall = last - first >= TALLEST;
        let wide = (first..=last).any(|n| lines.line(n).len() > width);
        if first != last && (tall || wide) {
            self.range.end = line.end.max(self.range.start);
        }
        if self.first(lines) == self.last(lines) {
            // A mark wider than the terminal says no more than its beginning does.
            let marked = &lines.text()[self.range.clone()];
            if let Some((i, _)) = marked.char_indices().nth(width / 2) {
                self.range.end = self.range.start + i;
            }
        }
        Some(self)
    }

    /// Whether both fit in one excerpt.
    pub(super) fn is_near(&self, other: &Mark, lines: &Lines, width: usize) -> bool {
        let (a, b) = (self.first(lines), other.first(lines));
        let short = |n: usize| lines.line(n).len() <= width;
        let overlaps = self.range.start < other.range.end && other.range.start < self.range.end;
        let single = self.last(lines) == a && other.last(lines) == b;
        single && a.abs_diff(b) <= NEAR && short(a) && short(b) && !overlaps && self.range != other.range
    }
}

/// The excerpt with all marks; they must be fitted and near each other.
pub(super) fn snippet(lines: &Lines, path: String, marks: &[Mark]) -> Snippet<'static, Annotation<'static>> {
    let first = marks.iter().map(|m| m.first(lines)).min().unwrap_or(1);
    let last = marks.iter().map(|m| m.last(lines)).max().unwrap_or(first);
    let mut source = String::new();
    let mut starts = Vec::with_capacity(last - first + 1);
    for n in first..=last {
        starts.push(source.len());
        source.push_str(&visible::source_line(&lines.text()[lines.line(n)]));
        // Also the last line, or annotate-snippets does not see it when it is empty.
        source.push('\n');
    }
    // Where a place of the file stands in `source`, whose characters may be longer than those of the file.
    let at = |offset: usize| {
        let n = lines.line_of(offset);
        let line = lines.line(n);
        let before = &lines.text()[line.start..offset.min(line.end)];
        starts[n - first] + visible::source_line(before).len()
    };
    let annotations = marks.iter().map(|m| {
        let kind = if m.primary { AnnotationKind::Primary } else { AnnotationKind::Context };
        kind.span(at(m.range.start)..at(m.range.end)).label(m.label.clone())
    });
    let annotations: Vec<_> = annotations.collect();
    Snippet::source(source).line_start(first).path(path).annotations(annotations)
}
