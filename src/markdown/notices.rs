//! Quotes, and what is read as a notice: alerts (`> [!NOTE] Title`) and the boxes of other programs.

use super::blocks::end_of;
use super::builder::Builder;
use super::options::Spanned;
use super::outline::words;
use super::source::boxes::{self, Edge, Kind, Opening};
use crate::base::text::Text;
use crate::body::tree::Hole;
use crate::body::{Argument, ArgumentValue, Shortcode};
use crate::diagnostic::Code;
use crate::text;
use pulldown_cmark::{BlockQuoteKind, Event, Tag, TagEnd};
use std::ops::Range;

impl Builder<'_> {
    /// A paragraph that opens or closes a box; the index of the event after it.
    pub(super) fn edge(&mut self, events: &[Spanned<'_>], i: usize, range: &Range<usize>) -> Option<usize> {
        let normalised = self.normalised;
        let (line, edge) = normalised.edge(range.start)?;
        let end = end_of(events, i);
        match edge {
            Edge::Open(Opening { word, title, .. }) => {
                let place = line.start + title.start..line.start + title.end;
                let title = self.title(&events[i + 1..end - 1], &place);
                let kind = self.kind(word, line);
                let index = self.notice(kind, self.titled(kind, word, title), line);
                self.open_boxes.push(index);
                self.depth += 1;
            }
            Edge::Close => {
                let index = self.open_boxes.pop()?;
                self.depth -= 1;
                self.notice_end(index);
            }
        }
        Some(end)
    }

    /// Opens the quote at `events[i]`; the index of the next event to handle.
    pub(super) fn quote_start(
        &mut self,
        kind: Option<BlockQuoteKind>,
        events: &[Spanned<'_>],
        i: usize,
        range: &Range<usize>,
    ) -> usize {
        let word = kind.map(|kind| match kind {
            BlockQuoteKind::Note => "note",
            BlockQuoteKind::Tip => "tip",
            BlockQuoteKind::Important => "important",
            BlockQuoteKind::Warning => "warning",
            BlockQuoteKind::Caution => "caution",
        });
        if let Some(kind) = word.and_then(boxes::kind) {
            let index = self.notice(kind, ArgumentValue::Word(kind.title.into()), range);
            self.open_quotes.push(Some(index));
            return i + 1;
        }
        if let Some(alert) = self.alert(events, i) {
            let title = self.title(&events[i + 2..alert.next], &alert.title);
            let kind = self.kind(&alert.word, &alert.mark);
            let index = self.notice(kind, self.titled(kind, &alert.word, title), range);
            self.open_quotes.push(Some(index));
            if matches!(events.get(alert.next), Some((Event::End(TagEnd::Paragraph), _))) {
                return alert.next + 1;
            }
            self.open_block("p", &[]);
            return alert.next + 1;
        }
        self.open_block("blockquote", &[]);
        self.line_end();
        self.open_quotes.push(None);
        i + 1
    }

    pub(super) fn quote_end(&mut self) {
        match self.open_quotes.pop().flatten() {
            Some(index) => self.notice_end(index),
            None => self.close_block("blockquote"),
        }
    }

    /// The alert that the quote at `events[i]` begins with, where that is none of the five with nothing after it.
    fn alert(&self, events: &[Spanned<'_>], i: usize) -> Option<Alert> {
        let (Event::Start(Tag::Paragraph), paragraph) = events.get(i + 1)? else { return None };
        let end = end_of(events, i + 1);
        let next =
            (i + 2..end).find(|j| matches!(events[*j].0, Event::SoftBreak | Event::HardBreak)).unwrap_or(end - 1);
        let at = paragraph.start;
        let line = self.source(paragraph).lines().next()?.trim_end();
        let rest = line.strip_prefix("[!")?;
        let close = rest.find(']')?;
        // Obsidian writes how a box looks after a bar.
        let word = rest[..close].split('|').next().unwrap_or("").trim();
        if word.is_empty() || !word.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_') {
            return None;
        }
        let mark = "[!".len() + close + 1;
        let after = line[mark..].strip_prefix(['+', '-']).unwrap_or(&line[mark..]);
        if after.starts_with(['(', '[', ':']) {
            return None;
        }
        let title = at + line.len() - after.trim_start().len()..at + line.len();
        Some(Alert { word: word.to_owned(), mark: at..at + mark, title, next })
    }

    /// The kind that `word` names. One that names none is reported, and is a notice like others.
    fn kind(&mut self, word: &str, place: &Range<usize>) -> Kind {
        boxes::kind(word).unwrap_or_else(|| {
            let found = self.report(Code::UnknownNotice, place, unknown_kind(word));
            found.cause = Some(word.to_owned());
            found.help.extend(boxes::suggestion(word).map(|m| text!("menade du ”{m}”?", "did you mean \"{m}\"?")));
            found.help.push(kinds_help());
            boxes::closest_kind(word)
        })
    }

    /// The title: the words of these events that stand at `place`. What a title cannot hold is reported.
    fn title(&mut self, events: &[Spanned<'_>], place: &Range<usize>) -> String {
        let mut out = String::new();
        for (event, range) in events {
            let (from, to) = (range.start.max(place.start), range.end.min(place.end));
            if from >= to {
                continue;
            }
            match event {
                Event::Text(t) if t.as_ref() == self.source(range) => out.push_str(self.source(&(from..to))),
                Event::Text(t) | Event::Code(t) => out.push_str(t),
                Event::Start(Tag::Link { .. } | Tag::Image { .. })
                | Event::InlineHtml(_)
                | Event::FootnoteReference(_) => {
                    let what = self.source(range).to_owned();
                    self.report(
                        Code::UnknownNotice,
                        range,
                        text!(
                            "rutans titel visas som ren text, utan det här: {what}",
                            "the title of the box is shown as plain text, without this: {what}"
                        ),
                    )
                    .help
                    .push(text!("flytta det till rutans text", "move it to the text of the box"));
                }
                _ => {}
            }
        }
        words(&out)
    }

    /// The title of the notice: its own, else the theme's word for its kind, else the word itself.
    fn titled(&self, kind: Kind, word: &str, title: String) -> ArgumentValue {
        let mut letters = word.chars();
        match letters.next() {
            _ if !title.is_empty() => ArgumentValue::Str(title),
            Some(first) if boxes::kind(word).is_none() => {
                ArgumentValue::Str(first.to_uppercase().chain(letters).collect())
            }
            _ => ArgumentValue::Word(kind.title.into()),
        }
    }

    /// Opens a notice, as the shortcode does; its index in `body.shortcodes`.
    fn notice(&mut self, kind: Kind, title: ArgumentValue, range: &Range<usize>) -> usize {
        let span = self.span(range);
        if let ArgumentValue::Str(title) = &title {
            self.plain(title);
            self.end_of_block();
        }
        let argument = |name: &str, value| Argument { name: name.to_owned(), value, span };
        let index = self.body.shortcodes.len();
        self.body.shortcodes.push(Shortcode {
            name: "notice".to_owned(),
            name_span: span,
            arguments: vec![
                argument("severity", ArgumentValue::Str(kind.severity.to_owned())),
                argument("title", title),
            ],
            span,
            source: String::new(),
            has_body: true,
        });
        let item = self.out().len();
        self.block_hole(Hole::Shortcode { index: index.into(), block: true });
        self.open_body(item, index);
        index
    }

    fn notice_end(&mut self, index: usize) {
        self.close("div");
        self.block_hole(Hole::ShortcodeClose(index.into()));
        self.end_of_block();
    }
}

/// The first line of an alert.
struct Alert {
    word: String,
    /// Where `[!word]` stands.
    mark: Range<usize>,
    title: Range<usize>,
    /// The event that ends the line.
    next: usize,
}

/// The message that no kind of box has the word.
pub(crate) fn unknown_kind(word: &str) -> Text {
    match word {
        "" => text!("rutan har inget ord som säger vad den är", "the box has no word that says what it is"),
        _ => text!(
            "rutan är av sorten ”{word}”, som inte finns",
            "the box is of the kind \"{word}\", which there is not"
        ),
    }
}

/// The help that lists the kinds of boxes.
pub(crate) fn kinds_help() -> Text {
    text!(
        "skriv > [!NOTE], [!TIP], [!IMPORTANT], [!WARNING] eller [!CAUTION], eller {{{{ notice severity=\"danger\" title=\"Fara\" }}}} … {{{{ /notice }}}}; även info, danger, success, question, example, quote, summary och todo går",
        "write > [!NOTE], [!TIP], [!IMPORTANT], [!WARNING] or [!CAUTION], or {{{{ notice severity=\"danger\" title=\"Danger\" }}}} … {{{{ /notice }}}}; info, danger, success, question, example, quote, summary and todo do as well"
    )
}
