//! Text that looks like markup and is none.
//!
//! Markdown has no errors: what it does not understand is text. A reader then sees brackets and signs, and what they were
//! to do is lost. These checks read what the parser left as text, so code is never among it.

mod damaged;
mod foreign;
mod lines;
mod links;
mod notices;

pub use damaged::{damaged, damaged_values};

use super::Spanned;
use super::shortcode::read_tag;
use super::source::Spaced;
use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::base::text::Text;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;

/// Stands for what is outside of text: other blocks, code, marks.
const OUTSIDE: u8 = 0;
/// Stands within a text for what the parser did not leave as text: code, links, escaped signs, shortcodes.
const TAKEN: u8 = 1;

/// What the checks read. The texts are as long as the parsed one, so places in them are places in it.
struct Reading<'a> {
    spaced: &'a Spaced<'a>,
    events: &'a [Spanned<'a>],
    file: &'a RelPath,
    /// All that is shown as text, save code.
    words: String,
    /// The same without the texts of links.
    loose: String,
    /// Where lines of text begin, with the number of their block.
    lines: Vec<(usize, usize)>,
    found: Diagnostics,
}

/// What looks like markup in the text and is none. `comments` are those that were left out.
pub fn lint(spaced: &Spaced<'_>, events: &[Spanned<'_>], file: &RelPath, comments: Vec<Range<usize>>) -> Diagnostics {
    let mut reading = Reading::new(spaced, events, file);
    links::check(&mut reading);
    foreign::check(&mut reading);
    foreign::comments(&mut reading, &comments);
    lines::check(&mut reading);
    notices::check(&mut reading);
    damaged::check(&mut reading);
    reading.found
}

impl<'a> Reading<'a> {
    fn new(spaced: &'a Spaced<'a>, events: &'a [Spanned<'a>], file: &'a RelPath) -> Self {
        let text = spaced.text.as_ref();
        let mut words = vec![OUTSIDE; text.len()];
        let mut lines = Vec::new();
        let (mut code, mut links, mut blocks) = (0usize, 0usize, 0usize);
        let mut fresh = false;
        let mut taken: Vec<Range<usize>> = Vec::new();
        for (event, range) in events {
            match event {
                Event::Start(Tag::CodeBlock(_)) => code += 1,
                Event::End(TagEnd::CodeBlock) => code -= 1,
                Event::Start(Tag::Link { .. } | Tag::Image { .. }) => {
                    if links == 0 {
                        taken.push(range.clone());
                    }
                    links += 1;
                    fresh = false;
                    words[range.clone()].fill(TAKEN);
                }
                Event::End(TagEnd::Link | TagEnd::Image) => links = links.saturating_sub(1),
                Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough) => {
                    fresh = false;
                    words[range.clone()].fill(TAKEN);
                }
                Event::Start(tag) => {
                    let leaf =
                        matches!(tag, Tag::Paragraph | Tag::Heading { .. } | Tag::TableCell | Tag::DefinitionListTitle);
                    words[range.clone()].fill(OUTSIDE);
                    if leaf {
                        let end = range.start + text[range.clone()].trim_end().len();
                        words[range.start..end].fill(TAKEN);
                    }
                    blocks += 1;
                    fresh = true;
                }
                Event::SoftBreak | Event::HardBreak => {
                    words[range.clone()].fill(TAKEN);
                    words[range.start] = b'\n';
                    fresh = true;
                }
                Event::Text(t) if code == 0 => {
                    if text[range.clone()] == **t {
                        words[range.clone()].copy_from_slice(text[range.clone()].as_bytes());
                        let escaped = range.start > 0 && text.as_bytes()[range.start - 1] == b'\\';
                        if escaped && let Some(first) = t.chars().next() {
                            words[range.start..range.start + first.len_utf8()].fill(TAKEN);
                        } else if fresh {
                            lines.push((range.start, blocks));
                        }
                    }
                    fresh = false;
                }
                Event::Code(_) | Event::InlineHtml(_) | Event::FootnoteReference(_) => {
                    words[range.clone()].fill(TAKEN);
                    fresh = false;
                }
                _ => {}
            }
        }
        // A shortcode's arguments are not text.
        let shortcodes = text.match_indices("{{").filter_map(|(at, _)| {
            let (_, len) = read_tag(&text[at..], 0).ok()??;
            Some(at..at + len)
        });
        for range in shortcodes.filter(|_| spaced.tags) {
            words[range].fill(TAKEN);
        }
        let mut loose = words.clone();
        let refused = spaced.refused.iter().map(|r| {
            let at = spaced.place_of(r.line.start);
            at..at + r.line.len()
        });
        for range in taken.into_iter().chain(spaced.edges.iter().map(|(line, _)| line.clone())).chain(refused) {
            loose[range].fill(TAKEN);
        }
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap_or_default();
        Reading { spaced, events, file, words: text(words), loose: text(loose), lines, found: Vec::new() }
    }

    /// The text as written.
    fn source(&self, range: Range<usize>) -> &'a str {
        self.spaced.text.get(range).unwrap_or("")
    }

    /// Adds a finding; those of one `cause` are one group over the site.
    fn find(&mut self, code: Code, range: Range<usize>, message: Text, cause: &str, help: Text) {
        let span = Span::new(self.spaced.to_file(range.start), self.spaced.to_file(range.end));
        self.found.push(Diagnostic::new(code, message).file(self.file).span(span).cause(cause).help(help));
    }

    /// The same for what stands in several places of the file: the first is shown, the others are counted.
    fn find_all(&mut self, code: Code, places: &[Range<usize>], message: Text, cause: &str, help: Text) {
        let Some(first) = places.first() else { return };
        let message = times(message, places.len());
        self.find(code, first.clone(), message, cause, help);
    }
}

/// The message with how often what it is about stands in the file.
fn times(message: Text, n: usize) -> Text {
    let (Text { sv, en }, more) = (message, n - 1);
    match more {
        0 => Text { sv, en },
        _ => text_more(&sv, &en, more),
    }
}

fn text_more(sv: &str, en: &str, more: usize) -> Text {
    crate::text!("{sv} (och {more} till i filen)", "{en} (and {more} more in the file)")
}

/// The beginning of `text`, as much as a message has room for.
fn short(text: &str) -> String {
    const LONGEST: usize = 60;
    let line = text.lines().next().unwrap_or("").trim_end();
    match line.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line.to_owned(),
    }
}

#[cfg(test)]
mod tests;
