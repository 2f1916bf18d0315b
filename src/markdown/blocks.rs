//! The start and the end of blocks.

use super::builder::{Builder, is_container};
use super::highlight::{Highlighted, highlight};
use super::links;
use super::options::Spanned;
use super::outline::text_of;
use super::shortcode::read_tag;
use crate::body::tree::Node;
use crate::diagnostic::Code;
use crate::raw_html::Item;
use crate::text;
use pulldown_cmark::{CodeBlockKind, Event, LinkType, Tag, TagEnd};
use std::ops::Range;

impl Builder<'_> {
    /// Opens `tag`, the event at `i`; returns the index of the next event to handle.
    pub(super) fn start(&mut self, events: &[Spanned<'_>], i: usize, tag: &Tag<'_>, range: &Range<usize>) -> usize {
        match tag {
            Tag::Paragraph => {
                if let Some(next) = self.edge(events, i, range).or_else(|| self.block_shortcode(events, i, range)) {
                    return next;
                }
                self.open_block("p", &[]);
            }
            Tag::Heading { level, id, classes, .. } => {
                let end = end_of(events, i);
                self.heading_attributes(&events[i + 1..end - 1], range);
                if self.plan.title_event == Some(i) {
                    return end;
                }
                let classes = classes.iter().map(|c| c.to_string()).collect::<Vec<_>>().join(" ");
                self.heading_start(*level, id.as_deref(), &classes, text_of(events, i), range);
            }
            Tag::BlockQuote(kind) => {
                let next = self.quote_start(*kind, events, i, range);
                self.depth += 1;
                return next;
            }
            Tag::CodeBlock(kind) => self.code = Some((info_of(kind), String::new())),
            Tag::HtmlBlock | Tag::MetadataBlock(_) => {}
            Tag::List(first) => self.list_start(events, i, *first),
            Tag::Item => self.item_start(events, i, range),
            Tag::FootnoteDefinition(_) => self.buffers.push(Vec::new()),
            Tag::DefinitionList => self.definition_list_start(),
            Tag::DefinitionListTitle => self.term_start(events, i, range),
            Tag::DefinitionListDefinition => self.definition_start(),
            Tag::Table(alignments) => self.table_start(events, i, alignments),
            Tag::TableHead => self.row_start(true),
            Tag::TableRow => {
                self.cells_left_over(&events[i + 1..end_of(events, i) - 1], range);
                self.row_start(false);
            }
            Tag::TableCell => self.cell_start(i, matches!(events.get(i + 1), Some((Event::End(TagEnd::TableCell), _)))),
            Tag::Emphasis => self.open("em", &[]),
            Tag::Strong => self.open("strong", &[]),
            Tag::Strikethrough => self.open("del", &[]),
            Tag::Superscript => self.open("sup", &[]),
            Tag::Subscript => self.open("sub", &[]),
            Tag::Link { link_type, dest_url, title, .. } => self.link_start(*link_type, dest_url, title, range),
            Tag::Image { .. } => return self.image(events, i),
        }
        if is_container(tag) {
            self.depth += 1;
        }
        i + 1
    }

    pub(super) fn end(&mut self, tag: &TagEnd, range: &Range<usize>) {
        if matches!(tag, TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell | TagEnd::Item) {
            // A tag within a line reaches no further than its block.
            self.raw_links[0] = 0;
        }
        match tag {
            TagEnd::Paragraph => self.close_block("p"),
            TagEnd::Heading(_) => self.heading_end(),
            TagEnd::BlockQuote(_) => self.quote_end(),
            TagEnd::CodeBlock => self.code_end(range),
            TagEnd::HtmlBlock => self.out().push(Item::Break),
            TagEnd::List(ordered) => {
                self.list_depth -= 1;
                self.close_block(if *ordered { "ol" } else { "ul" });
            }
            TagEnd::Item => self.close_block("li"),
            TagEnd::FootnoteDefinition => self.footnote_end(range),
            TagEnd::DefinitionList => self.definition_list_end(),
            TagEnd::DefinitionListTitle => self.term_end(),
            TagEnd::DefinitionListDefinition => self.definition_end(range),
            TagEnd::Table => self.table_end(),
            TagEnd::TableHead => self.table_head_end(),
            TagEnd::TableRow => self.close_block("tr"),
            TagEnd::TableCell => self.cell_end(),
            TagEnd::Emphasis => self.close("em"),
            TagEnd::Strong => self.close("strong"),
            TagEnd::Strikethrough => self.close("del"),
            TagEnd::Superscript => self.close("sup"),
            TagEnd::Subscript => self.close("sub"),
            TagEnd::Link => self.link_end(),
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

    fn code_end(&mut self, range: &Range<usize>) {
        let (info, code) = self.code.take().unwrap_or_default();
        let lang = info.split([',', ' ', '{', '\t']).next().unwrap_or("").trim_start_matches('.');
        let coloured =
            if lang.is_empty() || !self.options.highlight { None } else { self.coloured(&code, lang, range) };
        let attributes = [("class", "code"), ("tabindex", "0"), ("data-lang", lang)];
        self.open("pre", if lang.is_empty() { &attributes[..2] } else { &attributes });
        self.open("code", &[]);
        match coloured {
            Some(html) => {
                let range = self.prose.add(&html);
                self.node(Node::Html(range));
            }
            None => self.shown_text(&code),
        }
        self.plain(&code);
        self.close("code");
        self.close_block("pre");
    }

    /// The code as coloured HTML. A language that there is not is reported.
    fn coloured(&mut self, code: &str, lang: &str, range: &Range<usize>) -> Option<String> {
        let meant = match highlight(code, lang) {
            Highlighted::Html(html) => return Some(html),
            Highlighted::Plain => return None,
            Highlighted::Unknown(meant) => meant,
        };
        let found = self.report(
            Code::UnknownCodeLanguage,
            range,
            text!(
                "kodblocket är på ”{lang}”, som inte kan färgläggas",
                "the code block is in \"{lang}\", which cannot be highlighted"
            ),
        );
        found.cause = Some(lang.to_owned());
        found.help.extend(meant.map(|m| text!("menade du ”{m}”?", "did you mean \"{m}\"?")));
        found.help.push(text!("skriv ”text” för kod utan färg", "write \"text\" for code without colours"));
        None
    }

    /// The image at `i`: `![alt](file)`, or `![[file|alt]]`, which may also name a page.
    fn image(&mut self, events: &[Spanned<'_>], i: usize) -> usize {
        let (Event::Start(Tag::Image { link_type, dest_url, title, .. }), range) = &events[i] else { return i + 1 };
        let text = text_of(events, i);
        match link_type {
            LinkType::WikiLink { has_pothole } => {
                let text = Some(text).filter(|text| *has_pothole && !links::is_size(text));
                match links::embedded_image(dest_url) {
                    Some(destination) => self.image_end(destination, text.unwrap_or_default(), "", range),
                    None => self.embedded(dest_url, text, range),
                }
            }
            kind => {
                let destination = self.address(*kind, dest_url, range);
                self.image_end(destination, links::without_size(&text).to_owned(), title, range);
            }
        }
        end_of(events, i)
    }

    /// `![[page]]` asks for the page's text here. It gets a link, and a finding says how text is fetched.
    fn embedded(&mut self, to: &str, text: Option<String>, range: &Range<usize>) {
        let found = self.report(
            Code::EmbedAsLink,
            range,
            text!("”{to}” visas inte här; det blir en länk dit", "\"{to}\" is not shown here; it becomes a link to it"),
        );
        found.cause = Some("embed".to_owned());
        found.help.push(text!(
            "hämta ett avsnitt ur en sida med {{{{ include page=\"id#rubrik\" }}}}, eller skriv [[{to}]]",
            "fetch a section of a page with {{{{ include page=\"id#heading\" }}}}, or write [[{to}]]"
        ));
        self.link_start(LinkType::WikiLink { has_pothole: text.is_some() }, to, "", range);
        let text = text.unwrap_or_else(|| to.to_owned());
        self.plain(&text);
        self.shown_text(&text);
        self.link_end();
    }
}

/// The index after the end of the element that `events[i]` opens.
pub(super) fn end_of(events: &[Spanned<'_>], i: usize) -> usize {
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

/// The info string of a fenced block.
fn info_of(kind: &CodeBlockKind<'_>) -> String {
    match kind {
        CodeBlockKind::Fenced(info) => info.trim().to_owned(),
        CodeBlockKind::Indented => String::new(),
    }
}
