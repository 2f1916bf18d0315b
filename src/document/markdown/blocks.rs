//! Blocks: what opens and what closes.

use super::Spanned;
use super::builder::{Builder, Item, OpenShortcode, is_container};
use super::headings::text_of;
use super::highlight::{Highlighted, highlight};
use super::shortcode::read_tag;
use crate::base::html::{escape_into, escape_text_into};
use crate::base::slug::slug;
use crate::diagnostic::Code;
use crate::document::model::{Argument, ArgumentValue, Heading, Part, Shortcode, Step};
use crate::text;
use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, Tag, TagEnd};
use std::ops::Range;

impl Builder<'_> {
    /// Opens `tag`, the event at `i`; returns the index of the next event to handle.
    pub(super) fn start(&mut self, events: &[Spanned<'_>], i: usize, tag: &Tag<'_>, range: &Range<usize>) -> usize {
        match tag {
            Tag::Paragraph => {
                if let Some(next) = self.block_shortcode(events, i, range) {
                    return next;
                }
                self.block_html("<p>");
            }
            Tag::Heading { level, id, classes, .. } => {
                if self.plan.title_event == Some(i) {
                    return end_of(events, i);
                }
                let classes = classes.iter().map(|c| c.to_string()).collect::<Vec<_>>().join(" ");
                self.heading_start(*level, id.as_deref(), &classes, text_of(events, i), range);
            }
            Tag::BlockQuote(kind) => self.quote_start(*kind, range),
            Tag::CodeBlock(kind) => self.code = Some((info_of(kind), String::new())),
            Tag::HtmlBlock | Tag::MetadataBlock(_) => {}
            Tag::List(first) => self.list_start(events, i, *first),
            Tag::Item => self.item_start(events, i, range),
            Tag::FootnoteDefinition(_) => self.buffers.push(Vec::new()),
            Tag::DefinitionList => self.definition_list_start(),
            Tag::DefinitionListTitle => self.term_start(events, i, range),
            Tag::DefinitionListDefinition => self.definition_start(),
            Tag::Table(alignments) => {
                self.html("<div class=\"table-scroll\" role=\"region\" tabindex=\"0\"");
                let heading = self.heading;
                self.inline(Part::TableLabel(heading));
                self.block_html("><table>\n");
                self.table = Some((alignments.clone(), 0, false));
            }
            Tag::TableHead => self.row_start(true),
            Tag::TableRow => self.row_start(false),
            Tag::TableCell => self.cell_start(matches!(events.get(i + 1), Some((Event::End(TagEnd::TableCell), _)))),
            Tag::Emphasis => self.html("<em>"),
            Tag::Strong => self.html("<strong>"),
            Tag::Strikethrough => self.html("<del>"),
            Tag::Superscript => self.html("<sup>"),
            Tag::Subscript => self.html("<sub>"),
            Tag::Link { link_type, dest_url, title, .. } => {
                if self.image_alt.is_none() {
                    self.link_start(*link_type, dest_url, title, range);
                }
            }
            Tag::Image { .. } => {
                if self.image_alt.is_none() {
                    return self.image(events, i);
                }
            }
        }
        if is_container(tag) {
            self.depth += 1;
        }
        i + 1
    }

    pub(super) fn end(&mut self, tag: &TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Paragraph => self.block_html("</p>\n"),
            TagEnd::Heading(_) => self.heading_end(),
            TagEnd::BlockQuote(kind) => self.quote_end(*kind),
            TagEnd::CodeBlock => self.code_end(range),
            TagEnd::HtmlBlock => self.out().push(Item::Break),
            TagEnd::List(ordered) => {
                self.list_depth -= 1;
                self.block_html(if *ordered { "</ol>\n" } else { "</ul>\n" });
            }
            TagEnd::Item => self.block_html("</li>\n"),
            TagEnd::FootnoteDefinition => self.footnote_end(range),
            TagEnd::DefinitionList => self.definition_list_end(),
            TagEnd::DefinitionListTitle => self.term_end(),
            TagEnd::DefinitionListDefinition => self.definition_end(),
            TagEnd::Table => {
                self.table = None;
                self.block_html("</tbody></table></div>\n");
            }
            TagEnd::TableHead => self.block_html("</tr></thead><tbody>\n"),
            TagEnd::TableRow => self.block_html("</tr>\n"),
            TagEnd::TableCell => self.cell_end(),
            TagEnd::Emphasis => self.html("</em>"),
            TagEnd::Strong => self.html("</strong>"),
            TagEnd::Strikethrough => self.html("</del>"),
            TagEnd::Superscript => self.html("</sup>"),
            TagEnd::Subscript => self.html("</sub>"),
            TagEnd::Link => {
                if self.image_alt.is_none() {
                    self.link_end();
                }
            }
            TagEnd::Image | TagEnd::MetadataBlock(_) => {}
        }
        let container = matches!(
            tag,
            TagEnd::BlockQuote(_)
                | TagEnd::List(_)
                | TagEnd::Item
                | TagEnd::FootnoteDefinition
                | TagEnd::DefinitionList
                | TagEnd::Table
        );
        if container {
            self.depth -= 1;
        }
    }

    /// A paragraph that is nothing but one shortcode is a block of its own.
    fn block_shortcode(&mut self, events: &[Spanned<'_>], i: usize, range: &Range<usize>) -> Option<usize> {
        let source = self.source(range);
        let inner = source.trim_start();
        if !inner.starts_with("{{") {
            return None;
        }
        let at = range.start + source.len() - inner.len();
        let (tag, len) = read_tag(inner, 0).ok()??;
        if !inner[len..].trim().is_empty() {
            return None;
        }
        self.shortcode(tag, at..at + len, true);
        Some(end_of(events, i))
    }

    fn heading_start(
        &mut self,
        level: HeadingLevel,
        id: Option<&str>,
        classes: &str,
        text: String,
        range: &Range<usize>,
    ) {
        let level = (level as u8 + self.plan.shift).clamp(2, 6);
        if level > self.last_level + 1 {
            let (from, wanted) = (self.last_level, self.last_level + 1);
            let found = self.find(
                Code::HeadingJump,
                range,
                text!(
                    "rubriken hoppar från nivå {from} till nivå {level}",
                    "the heading jumps from level {from} to level {level}"
                ),
            );
            found.cause = Some(format!("{from}-{level}"));
            found.help.push(text!(
                "gör den till nivå {wanted}, så att rubrikerna bildar ett träd",
                "make it level {wanted}, so that the headings form a tree"
            ));
        }
        self.last_level = level;
        let id = match id {
            Some(id) => self.given_id(id, range),
            None => {
                let base = format!("{}{}", self.options.id_prefix, slug(&text));
                self.unique.name(&base, "avsnitt")
            }
        };
        let index = self.body.headings.len();
        let top = self.depth == 0 && self.buffers.len() == 1 && self.open_shortcodes.is_empty();
        self.next_section(&text, &id);
        self.body.headings.push(Heading { level, id: id.clone(), text, span: self.span(range), top });
        self.heading = Some(index);
        if top {
            self.block(Part::HeadingMark(index));
        }
        let mut html = format!("<h{level} id=\"");
        escape_into(&mut html, &id);
        html.push('"');
        if !classes.is_empty() {
            html.push_str(" class=\"");
            escape_into(&mut html, classes);
            html.push('"');
        }
        html.push('>');
        self.block_html(&html);
        self.silent = true;
    }

    /// An id given by hand, unless another heading of the page has it already.
    fn given_id(&mut self, id: &str, range: &Range<usize>) -> String {
        if !self.body.headings.iter().any(|h| h.id == id) {
            return id.to_owned();
        }
        self.find(
            Code::DuplicateHeadingId,
            range,
            text!("två rubriker har id ”{id}”", "two headings have the id \"{id}\""),
        )
        .help
        .push(text!("ge den här rubriken ett eget id", "give this heading an id of its own"));
        self.unique.name(id, "avsnitt")
    }

    fn heading_end(&mut self) {
        let index = self.body.headings.len() - 1;
        let level = self.body.headings[index].level;
        self.silent = false;
        self.inline(Part::Anchor(index));
        self.block_html(&format!("</h{level}>\n"));
    }

    fn quote_start(&mut self, kind: Option<BlockQuoteKind>, range: &Range<usize>) {
        let Some(kind) = kind else {
            self.block_html("<blockquote>\n");
            return;
        };
        let (severity, title) = match kind {
            BlockQuoteKind::Note => ("info", "alert_note"),
            BlockQuoteKind::Tip => ("success", "alert_tip"),
            BlockQuoteKind::Important => ("info", "alert_important"),
            BlockQuoteKind::Warning => ("warning", "alert_warning"),
            BlockQuoteKind::Caution => ("danger", "alert_caution"),
        };
        let span = self.span(range);
        let argument = |name: &str, value| Argument { name: name.to_owned(), value, span };
        let index = self.body.shortcodes.len();
        self.body.shortcodes.push(Shortcode {
            name: "notice".to_owned(),
            name_span: span,
            arguments: vec![
                argument("severity", ArgumentValue::Str(severity.to_owned())),
                argument("title", ArgumentValue::Word(title.into())),
            ],
            span,
            source: String::new(),
            has_body: true,
        });
        let item = self.out().len();
        self.block(Part::Shortcode(index));
        self.open_body(item, index);
        let (depth, buffer) = (self.depth + 1, self.buffers.len());
        // Remembered as the innermost quote, not for `{{ /notice }}`: its depth is that of its inside.
        self.open_quotes.push(OpenShortcode { index, depth, buffer, item });
    }

    fn quote_end(&mut self, kind: Option<BlockQuoteKind>) {
        match (kind, self.open_quotes.last()) {
            (Some(_), Some(open)) => {
                let index = open.index;
                self.open_quotes.pop();
                self.html("</div>");
                self.block(Part::ShortcodeClose(index));
                self.end_of_block();
            }
            _ => self.block_html("</blockquote>\n"),
        }
    }

    fn code_end(&mut self, range: &Range<usize>) {
        let (info, code) = self.code.take().unwrap_or_default();
        let lang = info.split([',', ' ', '{', '\t']).next().unwrap_or("").trim_start_matches('.').to_owned();
        let mut html = String::from("<pre class=\"code\" tabindex=\"0\"");
        if !lang.is_empty() {
            html.push_str(" data-lang=\"");
            escape_into(&mut html, &lang);
            html.push('"');
        }
        html.push_str("><code>");
        let coloured = match lang.as_str() {
            "" => None,
            _ if !self.options.highlight => None,
            lang => match highlight(&code, lang) {
                Highlighted::Html(h) => Some(h),
                Highlighted::Plain => None,
                Highlighted::Unknown(meant) => {
                    let lang = lang.to_owned();
                    let found = self.find(
                        Code::UnknownCodeLanguage,
                        range,
                        text!(
                            "kodblocket är på ”{lang}”, som inte kan färgläggas",
                            "the code block is in \"{lang}\", which cannot be highlighted"
                        ),
                    );
                    found.cause = Some(lang);
                    found.help.extend(meant.map(|m| text!("menade du ”{m}”?", "did you mean \"{m}\"?")));
                    found.help.push(text!("skriv ”text” för kod utan färg", "write \"text\" for code without colours"));
                    None
                }
            },
        };
        match coloured {
            Some(h) => html.push_str(&h),
            None => escape_text_into(&mut html, &code),
        }
        html.push_str("</code></pre>\n");
        self.plain(&code);
        self.block_html(&html);
    }

    fn list_start(&mut self, events: &[Spanned<'_>], i: usize, first: Option<u64>) {
        self.list_depth += 1;
        let tasks = task_marker(events, i + 1).is_some();
        self.block_html(&match (first, tasks) {
            (Some(1), false) => "<ol>\n".to_owned(),
            (Some(1), true) => "<ol class=\"task-list\">\n".to_owned(),
            (Some(n), _) => format!("<ol start=\"{n}\">\n"),
            (None, true) => "<ul class=\"task-list\">\n".to_owned(),
            (None, false) => "<ul>\n".to_owned(),
        });
    }

    fn item_start(&mut self, events: &[Spanned<'_>], i: usize, range: &Range<usize>) {
        let task = task_marker(events, i);
        let text = if task.is_some() || self.list_depth == 1 { text_of(events, i) } else { String::new() };
        // Only tasks can be ticked, so only they need a name.
        let id = match task {
            Some(_) => self.step_ids.name(&format!("steg-{}", slug(&text)), "steg"),
            None => String::new(),
        };
        if self.list_depth == 1 {
            let step =
                Step { id: id.clone(), text, task: task.is_some(), heading: self.heading, span: self.span(range) };
            self.body.steps.push(step);
        }
        match task {
            None => self.block_html("<li>"),
            Some(done) => {
                let class = if done { "task done" } else { "task" };
                self.block_html(&format!(
                    "<li class=\"{class}\" data-step=\"{id}\"><span class=\"task-box\" aria-hidden=\"true\"></span>"
                ));
                if done {
                    self.html("<span class=\"visually-hidden\">");
                    self.inline(Part::Word("task_done".into()));
                    self.html(" </span>");
                }
            }
        }
    }

    /// Collects the alternative text of the image at `i`.
    fn image(&mut self, events: &[Spanned<'_>], i: usize) -> usize {
        let (Event::Start(Tag::Image { dest_url, title, .. }), range) = &events[i] else { return i + 1 };
        let alt = text_of(events, i);
        self.image_alt = Some(alt);
        self.image_end(dest_url, title, range);
        end_of(events, i)
    }
}

/// The index after the end of the element that `events[i]` opens.
fn end_of(events: &[Spanned<'_>], i: usize) -> usize {
    let mut depth = 0usize;
    for (j, (event, _)) in events.iter().enumerate().skip(i) {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => {
                depth -= 1;
                if depth == 0 {
                    return j + 1;
                }
            }
            _ => {}
        }
    }
    events.len()
}

/// Whether the item that `events[i]` opens is a task, and then whether it is done.
fn task_marker(events: &[Spanned<'_>], i: usize) -> Option<bool> {
    if !matches!(events.get(i)?.0, Event::Start(Tag::Item)) {
        return None;
    }
    let at = match events.get(i + 1)?.0 {
        Event::Start(Tag::Paragraph) => i + 2,
        _ => i + 1,
    };
    match events.get(at)?.0 {
        Event::TaskListMarker(done) => Some(done),
        _ => None,
    }
}

/// The info string of a fenced block.
fn info_of(kind: &CodeBlockKind<'_>) -> String {
    match kind {
        CodeBlockKind::Fenced(info) => info.trim().to_owned(),
        CodeBlockKind::Indented => String::new(),
    }
}
