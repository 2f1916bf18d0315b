//! The builder of a body: takes the events in order and collects nodes, text, parts and findings.

use super::bare::Bare;
use super::options::{Options, Parsed, Spanned};
use super::outline::Plan;
use super::print_fit::PrintFit;
use super::punctuation;
use super::source::Normalised;
use crate::base::path::RelPath;
use crate::base::slug::Unique;
use crate::base::span::Span;
use crate::body::prose::{Prose, TextSection};
use crate::body::{Body, Term};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::raw_html::Item;
use pulldown_cmark::{Alignment, Event, Tag, TagEnd};
use std::collections::HashMap;
use std::ops::Range;

pub(super) struct Builder<'a> {
    pub options: &'a Options<'a>,
    pub plan: &'a Plan,
    pub normalised: &'a Normalised<'a>,
    file: &'a RelPath,
    pub marks: punctuation::Marks,
    pub body: Body,
    pub prose: Prose,
    pub diagnostics: Diagnostics,
    pub unique: Unique,
    pub step_ids: Unique,

    /// Where output goes; the last is the innermost (a footnote, a definition).
    pub buffers: Vec<Vec<Item>>,
    /// Plain text of the section being read.
    pub section: TextSection,
    /// Text is not part of the section: a heading's, which has its own place.
    pub silent: bool,
    /// The last character written, for quotation marks.
    pub last: Option<char>,
    /// The last shortcode's place in the text: what begins inside belongs to it.
    pub skip: Range<usize>,
    /// Bare addresses that have been found and not yet reached, the next one last; and how far they have been looked for.
    pub bare: Vec<Bare>,
    pub bare_to: usize,
    /// Elements of raw HTML that are open in which no address becomes a link: within a line, and around blocks.
    pub raw_links: [usize; 2],
    /// Blocks open around this place; a heading at depth 0 cuts the body into sections.
    pub depth: usize,
    pub heading: Option<usize>,
    pub last_level: u8,
    pub list_depth: usize,
    /// Alignments of the table being read, the column, and whether it is the head.
    pub table: Option<(Vec<Alignment>, usize, bool)>,
    /// How the table that is being written fits on paper.
    pub(super) fit: PrintFit,
    /// Open shortcodes: index in `body.shortcodes`, depth and position in the buffer.
    pub open_shortcodes: Vec<OpenShortcode>,
    pub footnotes: HashMap<String, Footnote>,
    /// Notes whose label another has.
    pub orphans: Vec<Vec<Item>>,
    pub open_links: Vec<usize>,
    /// Info string and text of the code block being read.
    pub code: Option<(String, String)>,
    /// Quotes being read; of those that are notices, the index in `body.shortcodes`.
    pub open_quotes: Vec<Option<usize>>,
    /// Boxes of other programs being read, as indices in `body.shortcodes`.
    pub open_boxes: Vec<usize>,
    pub empty_cell: bool,
    pub glossary: GlossaryState,
}

pub(super) struct OpenShortcode {
    pub index: usize,
    pub depth: usize,
    pub buffer: usize,
    pub item: usize,
}

#[derive(Default)]
pub(super) struct Footnote {
    /// From 1, in the order of the first reference.
    pub number: usize,
    pub references: usize,
    pub items: Option<Vec<Item>>,
    /// Of the first note with the label.
    pub place: Span,
}

/// The term of a glossary that is being read.
#[derive(Default)]
pub(super) struct GlossaryState {
    /// Terms that share the definitions that follow.
    pub term: Option<Term>,
    /// Where the text of the current definition begins in the section.
    pub text_from: usize,
}

impl<'a> Builder<'a> {
    pub(super) fn new(
        normalised: &'a Normalised<'a>,
        file: &'a RelPath,
        options: &'a Options<'a>,
        plan: &'a Plan,
    ) -> Self {
        let mut unique = Unique::default();
        for id in &plan.ids {
            unique.claim(id);
        }
        Builder {
            options,
            plan,
            normalised,
            file,
            marks: punctuation::marks(options.lang),
            body: Body::default(),
            // As a rule a body is about as long as its Markdown.
            prose: Prose { text: String::with_capacity(normalised.text.len()), ..Prose::default() },
            diagnostics: Vec::new(),
            unique,
            step_ids: Unique::default(),
            buffers: vec![Vec::new()],
            section: TextSection::default(),
            silent: false,
            last: None,
            skip: 0..0,
            bare: Vec::new(),
            bare_to: 0,
            raw_links: [0; 2],
            depth: 0,
            heading: None,
            last_level: 1,
            list_depth: 0,
            table: None,
            fit: PrintFit::default(),
            open_shortcodes: Vec::new(),
            footnotes: HashMap::new(),
            orphans: Vec::new(),
            open_links: Vec::new(),
            code: None,
            open_quotes: Vec::new(),
            open_boxes: Vec::new(),
            empty_cell: false,
            glossary: GlossaryState::default(),
        }
    }

    pub(super) fn run(mut self, events: &[Spanned<'_>]) -> Parsed {
        let mut i = 0;
        while i < events.len() {
            i = self.event(events, i);
        }
        self.finish()
    }

    /// Handles `events[i]`; returns the index of the next one.
    fn event(&mut self, events: &[Spanned<'_>], i: usize) -> usize {
        let (event, range) = &events[i];
        // What begins inside a shortcode or a bare address is part of it (an end has the range of its start), save text
        // that goes on after it. The block around it may begin where it does.
        let goes_on = matches!(event, Event::Text(_)) && range.end > self.skip.end;
        let around = matches!(event, Event::End(tag) if !is_inline(tag));
        if self.skip.contains(&range.start) && !goes_on && !around {
            return i + 1;
        }
        match event {
            Event::Start(tag) => return self.start(events, i, tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) => {
                self.find_bare(events, i);
                self.text(text, range);
            }
            Event::Code(code) => self.code_span(code),
            Event::Html(html) | Event::InlineHtml(html) => {
                self.note_raw(html, matches!(event, Event::Html(_)));
                self.raw(html, range);
            }
            Event::SoftBreak => self.line_break(false),
            Event::HardBreak => self.line_break(true),
            Event::Rule => {
                self.open("hr", &[]);
                self.line_end();
                self.edge_of_block();
            }
            Event::FootnoteReference(label) => self.footnote_reference(label),
            Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
        i + 1
    }

    pub(super) fn file(&self) -> &RelPath {
        self.file
    }

    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.normalised.to_file(range.start), self.normalised.to_file(range.end))
    }

    pub(super) fn source(&self, range: &Range<usize>) -> &'a str {
        self.normalised.text.get(range.clone()).unwrap_or("")
    }

    pub(super) fn source_from(&self, at: usize) -> &'a str {
        self.normalised.text.get(at..).unwrap_or("")
    }

    pub(super) fn report(
        &mut self,
        code: Code,
        range: &Range<usize>,
        message: crate::base::text::Text,
    ) -> &mut Diagnostic {
        let span = self.span(range);
        self.diagnostics.push(Diagnostic::new(code, message).file(self.file).span(span));
        let last = self.diagnostics.len() - 1;
        &mut self.diagnostics[last]
    }

    pub(super) fn out(&mut self) -> &mut Vec<Item> {
        let last = self.buffers.len() - 1;
        &mut self.buffers[last]
    }

    fn raw(&mut self, html: &str, range: &Range<usize>) {
        let offset = self.normalised.to_file(range.start);
        let html = self.prose.add(html);
        self.out().push(Item::Raw { html, offset });
    }

    /// Adds to the plain text of the section.
    pub(super) fn plain(&mut self, text: &str) {
        if !self.silent {
            self.section.text.push_str(text);
        }
    }

    /// A line end in the plain text, but never two.
    pub(super) fn end_of_block(&mut self) {
        if !self.silent && !self.section.text.is_empty() && !self.section.text.ends_with('\n') {
            self.section.text.push('\n');
        }
    }

    pub(super) fn next_section(&mut self, heading: &str, anchor: &str) {
        let next = TextSection { heading: heading.to_owned(), anchor: anchor.to_owned(), ..TextSection::default() };
        let mut done = std::mem::replace(&mut self.section, next);
        done.text.truncate(done.text.trim_end().len());
        done.text.shrink_to_fit();
        done.passages.shrink_to_fit();
        if !done.text.is_empty() || !done.heading.is_empty() {
            self.prose.sections.push(done);
        }
    }
}

/// Whether the tag ends something that stands within a line.
fn is_inline(tag: &TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}

/// Whether the event opens a block that holds other blocks: a heading inside does not cut the body.
pub(super) fn is_container(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::BlockQuote(_)
            | Tag::List(_)
            | Tag::Item
            | Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::Table(_)
    )
}
