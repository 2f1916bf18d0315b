//! The input of the checks: the text that the parser left, with the rest taken out.

use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::base::text::Text;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::markdown::{Normalised, Spanned, read_tag};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;

/// Stands for what is outside of text: other blocks, code, marks.
pub(super) const OUTSIDE: u8 = 0;
/// Stands within a text for what the parser did not leave as text: code, links, escaped signs, shortcodes.
pub(super) const TAKEN: u8 = 1;

/// The input of the checks. Its texts are as long as the parsed one, so places in them are places in it.
pub(super) struct Reading<'a> {
    pub(super) normalised: &'a Normalised<'a>,
    pub(super) events: &'a [Spanned<'a>],
    pub(super) file: &'a RelPath,
    /// All that is shown as text, save code.
    pub(super) words: String,
    /// The same without the texts of links.
    pub(super) loose: String,
    /// Where lines of text begin, with the number of their block.
    pub(super) lines: Vec<(usize, usize)>,
    pub(super) found: Diagnostics,
}

impl<'a> Reading<'a> {
    pub(super) fn new(normalised: &'a Normalised<'a>, events: &'a [Spanned<'a>], file: &'a RelPath) -> Self {
        let text = normalised.text.as_ref();
        let mut marks = Marks { words: vec![OUTSIDE; text.len()], ..Marks::default() };
        for (event, range) in events {
            marks.event(text, event, range);
        }
        let Marks { mut words, lines, taken, .. } = marks;
        // A shortcode's arguments are not text.
        let shortcodes = text.match_indices("{{").filter_map(|(at, _)| {
            let (_, len) = read_tag(&text[at..], 0).ok()??;
            Some(at..at + len)
        });
        for range in shortcodes.filter(|_| normalised.tags) {
            words[range].fill(TAKEN);
        }
        let mut loose = words.clone();
        let refused = normalised.refused.iter().map(|r| {
            let at = normalised.place_of(r.line.start);
            at..at + r.line.len()
        });
        for range in taken.into_iter().chain(normalised.edges.iter().map(|(line, _)| line.clone())).chain(refused) {
            loose[range].fill(TAKEN);
        }
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap_or_default();
        Reading { normalised, events, file, words: text(words), loose: text(loose), lines, found: Vec::new() }
    }

    /// The text as written.
    pub(super) fn source(&self, range: Range<usize>) -> &'a str {
        self.normalised.text.get(range).unwrap_or("")
    }

    /// Adds a finding; those of one `cause` are one group over the site.
    pub(super) fn report(&mut self, code: Code, range: Range<usize>, message: Text, cause: &str, help: Text) {
        let span = Span::new(self.normalised.to_file(range.start), self.normalised.to_file(range.end));
        self.found.push(Diagnostic::new(code, message).file(self.file).span(span).cause(cause).help(help));
    }

    /// The same for what stands in several places of the file: the first is shown, the others are counted.
    pub(super) fn report_all(&mut self, code: Code, places: &[Range<usize>], message: Text, cause: &str, help: Text) {
        let Some(first) = places.first() else { return };
        let message = times(message, places.len());
        self.report(code, first.clone(), message, cause, help);
    }
}

/// The text that the events leave, byte by byte.
#[derive(Default)]
struct Marks {
    words: Vec<u8>,
    lines: Vec<(usize, usize)>,
    /// Links and images.
    taken: Vec<Range<usize>>,
    code: usize,
    links: usize,
    blocks: usize,
    /// A line begins here.
    fresh: bool,
}

impl Marks {
    fn event(&mut self, text: &str, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => self.code += 1,
            Event::End(TagEnd::CodeBlock) => self.code -= 1,
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => {
                if self.links == 0 {
                    self.taken.push(range.clone());
                }
                self.links += 1;
                self.fresh = false;
                self.words[range.clone()].fill(TAKEN);
            }
            Event::End(TagEnd::Link | TagEnd::Image) => self.links = self.links.saturating_sub(1),
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough) => {
                self.fresh = false;
                self.words[range.clone()].fill(TAKEN);
            }
            Event::Start(tag) => {
                let leaf =
                    matches!(tag, Tag::Paragraph | Tag::Heading { .. } | Tag::TableCell | Tag::DefinitionListTitle);
                self.words[range.clone()].fill(OUTSIDE);
                if leaf {
                    let end = range.start + text[range.clone()].trim_end().len();
                    self.words[range.start..end].fill(TAKEN);
                }
                self.blocks += 1;
                self.fresh = true;
            }
            Event::SoftBreak | Event::HardBreak => {
                self.words[range.clone()].fill(TAKEN);
                self.words[range.start] = b'\n';
                self.fresh = true;
            }
            Event::Text(t) if self.code == 0 => {
                if text[range.clone()] == **t {
                    self.words[range.clone()].copy_from_slice(text[range.clone()].as_bytes());
                    let escaped = range.start > 0 && text.as_bytes()[range.start - 1] == b'\\';
                    if escaped && let Some(first) = t.chars().next() {
                        self.words[range.start..range.start + first.len_utf8()].fill(TAKEN);
                    } else if self.fresh {
                        self.lines.push((range.start, self.blocks));
                    }
                }
                self.fresh = false;
            }
            Event::Code(_) | Event::InlineHtml(_) | Event::FootnoteReference(_) => {
                self.words[range.clone()].fill(TAKEN);
                self.fresh = false;
            }
            _ => {}
        }
    }
}

/// The message with how often what it is about stands in the file.
pub(super) fn times(message: Text, n: usize) -> Text {
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
pub(super) fn short(text: &str) -> String {
    const LONGEST: usize = 60;
    let line = text.lines().next().unwrap_or("").trim_end();
    match line.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line.to_owned(),
    }
}
