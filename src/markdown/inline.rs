//! Text, code, links and images within a line, and shortcodes.

use super::builder::{Builder, OpenShortcode};
use super::shortcode::{Tag as ShortcodeTag, TagError, read_tag};
use super::{links, punctuation};
use crate::base::text::Text;
use crate::body::tree::{Attribute, Hole, Node};
use crate::body::{Argument, Destination, Image, Link, Shortcode};
use crate::diagnostic::Code;
use crate::raw_html::Item;
use crate::text;
use pulldown_cmark::LinkType;
use std::ops::Range;

impl Builder<'_> {
    pub(super) fn text(&mut self, text: &str, range: &Range<usize>) {
        if let Some((_, code)) = &mut self.code {
            code.push_str(text);
            return;
        }
        let mut from = if self.skip.contains(&range.start) { self.skip.end.min(range.end) } else { range.start };
        if !self.normalised.tags {
            let text = if from == range.start { text } else { self.source(&(from..range.end)) };
            self.write_text(text, &(from..range.end));
            return;
        }
        // Shortcodes are read from the source: their quotes and stars are not Markdown.
        let verbatim = self.source(range) == text;
        if !verbatim && from == range.start {
            self.write_text(text, range);
            return;
        }
        while let Some(found) = self.source(&(from..range.end)).find("{{") {
            let at = from + found;
            match read_tag(self.source_from(at), 0) {
                Ok(Some((tag, len))) => {
                    let before = from..at;
                    self.write_text(self.source(&before), &before);
                    self.shortcode(tag, at..at + len, false);
                    self.skip = at..at + len;
                    from = (at + len).min(range.end);
                    if at + len >= range.end {
                        return;
                    }
                }
                other => {
                    if let Err(e) = other {
                        self.shortcode_error(&e, at);
                    }
                    let before = from..at + 2;
                    self.write_text(self.source(&before), &before);
                    from = at + 2;
                }
            }
        }
        let rest = from..range.end;
        self.write_text(self.source(&rest), &rest);
    }

    pub(super) fn shortcode_error(&mut self, e: &TagError, at: usize) {
        let (sv, en) = e.expected.split_once(" | ").unwrap_or((e.expected, e.expected));
        let message = Text {
            sv: format!("kortkoden går inte att läsa: väntade {sv}"),
            en: format!("the shortcode cannot be read: expected {en}"),
        };
        let place = at + e.at..at + e.at + 1;
        self.report(Code::ShortcodeArgument, &place, message)
            .help
            .push(text!("skriv {{{{ namn nyckel=\"värde\" }}}}", "write {{{{ name key=\"value\" }}}}"));
    }

    /// Writes `text`, with links where addresses stand bare in it.
    fn write_text(&mut self, text: &str, range: &Range<usize>) {
        if self.bare.is_empty() || self.source(range) != text {
            self.write_words(text, range);
            return;
        }
        let mut from = range.start;
        while let Some(link) = self.next_bare(&(from..range.end)) {
            let before = from..link.range.start;
            self.write_words(self.source(&before), &before);
            self.bare_link(&link);
            from = link.range.end.min(range.end);
        }
        let rest = from..range.end;
        self.write_words(self.source(&rest), &rest);
    }

    fn write_words(&mut self, text: &str, range: &Range<usize>) {
        if text.is_empty() {
            return;
        }
        let escaped = range.start > 0 && self.source(&(range.start - 1..range.start)) == "\\";
        let mut shown = String::with_capacity(text.len());
        if self.options.smart_punctuation && !escaped {
            punctuation::smart_punctuation(text, self.last, self.marks, &mut shown);
        } else {
            shown.push_str(text);
        }
        self.last = shown.chars().next_back().or(self.last);
        self.passages(text, &shown, range);
        self.plain(&shown);
        self.text_with_blanks(&shown);
    }

    pub(super) fn code_span(&mut self, code: &str) {
        self.plain(code);
        self.last = Some('x');
        self.open("code", &[]);
        self.shown_text(code);
        self.close("code");
    }

    pub(super) fn line_break(&mut self, hard: bool) {
        self.last = Some(' ');
        self.plain(" ");
        if hard {
            self.open("br", &[]);
        }
        self.line_end();
    }

    pub(super) fn footnote_reference(&mut self, label: &str) {
        let next = self.footnotes.values().filter(|f| f.number > 0).count() + 1;
        let prefix = &self.options.id_prefix;
        let note = self.footnotes.entry(label.to_owned()).or_default();
        if note.number == 0 {
            note.number = next;
        }
        note.references += 1;
        let (n, k) = (note.number, note.references);
        let again = if k > 1 { format!("-{k}") } else { String::new() };
        let (href, id) = (format!("#fn-{prefix}{n}"), format!("fnref-{prefix}{n}{again}"));
        self.open("sup", &[("class", "footnote-ref")]);
        self.open("a", &[("href", &href), ("id", &id)]);
        self.escaped(&n.to_string());
        self.close("a");
        self.close("sup");
    }

    pub(super) fn link_start(&mut self, kind: LinkType, dest: &str, title: &str, range: &Range<usize>) {
        let destination = match kind {
            LinkType::WikiLink { .. } => links::wiki(dest),
            LinkType::Email => Destination::External(format!("mailto:{dest}")),
            _ => self.address(kind, dest, range),
        };
        let untitled = matches!(kind, LinkType::WikiLink { has_pothole: false });
        if let Destination::Unsafe(url) = &destination {
            self.unsafe_url(url.clone(), range);
        }
        let index = self.body.links.len();
        let link = Link { destination, span: self.span(range), untitled, heading: self.heading };
        self.body.links.push(link);
        let mut attributes = vec![Attribute::Link(index.into())];
        if !title.is_empty() {
            attributes.push(self.prose.attribute("title", title));
        }
        self.open_with("a", attributes);
        self.open_links.push(index);
    }

    pub(super) fn link_end(&mut self) {
        if let Some(index) = self.open_links.pop() {
            self.hole(Hole::LinkNote(index.into()));
        }
        self.close("a");
    }

    /// Where a link or image leads. A path with the backslashes of Windows is read as it was meant, and reported.
    pub(super) fn address(&mut self, kind: LinkType, dest: &str, range: &Range<usize>) -> Destination {
        let source = self.source(range);
        let written = match (kind, source.rfind("](")) {
            (LinkType::Inline, Some(at)) if source.contains('\\') => super::link_addresses::written(source, at + 2),
            _ => None,
        };
        let written = written.unwrap_or(dest);
        if links::is_local(written) {
            return Destination::Unsafe(written.to_owned());
        }
        let Some(mended) = links::without_backslashes(written) else { return links::destination(dest) };
        self.report(
            Code::LinkSyntax,
            range,
            text!("adressen har omvända snedstreck: {written}", "the address has backslashes: {written}"),
        )
        .help
        .push(text!("skriv {mended}", "write {mended}"));
        if let Some(found) = self.diagnostics.last_mut() {
            found.cause = Some("backslash".to_owned());
        }
        links::destination(&mended)
    }

    pub(super) fn unsafe_url(&mut self, url: String, range: &Range<usize>) {
        let shown: String = url.chars().take(60).collect();
        if links::is_local(&url) {
            self.report(
                Code::UnsafeUrl,
                range,
                text!(
                    "adressen leder till en disk eller en filserver: {shown}",
                    "the address leads to a disk or a file server: {shown}"
                ),
            )
            .help
            .push(text!(
                "lägg filen bredvid sidan och länka till den där, eller länka till dess webbadress",
                "put the file beside the page and link to it there, or link to its web address"
            ));
            return;
        }
        self.report(
            Code::UnsafeUrl,
            range,
            text!("adressen är inte tillåten: {shown}", "the address is not allowed: {shown}"),
        )
        .help
        .push(text!(
            "länka med https:, mailto: eller tel:, eller till en fil på webbplatsen",
            "link with https:, mailto: or tel:, or to a file of the site"
        ));
    }

    pub(super) fn image_end(&mut self, destination: Destination, alt: String, title: &str, range: &Range<usize>) {
        match &destination {
            Destination::Unsafe(url) => self.unsafe_url(url.clone(), range),
            Destination::External(url) => {
                let url = url.clone();
                self.report(
                    Code::RemoteImage,
                    range,
                    text!("bilden ligger på en annan webbplats: {url}", "the image lies on another site: {url}"),
                )
                .help
                .push(text!(
                    "spara bilden bredvid sidan och länka till den där; sidan hämtar inget från andra",
                    "save the image beside the page and refer to it there; pages fetch nothing from others"
                ));
            }
            _ => {}
        }
        if alt.is_empty() {
            self.report(
                Code::MissingAlt,
                range,
                text!("bilden saknar alternativtext", "the image has no alternative text"),
            )
            .help
            .push(text!(
                "beskriv vad bilden säger: ![beskrivning](bild.png)",
                "describe what the image says: ![description](image.png)"
            ));
        }
        let index = self.body.images.len();
        self.plain(&alt);
        let title = Some(title.to_owned()).filter(|t| !t.is_empty());
        let image = Image { destination, alt, title, span: self.span(range), heading: self.heading };
        self.body.images.push(image);
        self.hole(Hole::Image(index.into()));
        self.last = Some('x');
    }

    /// A shortcode's tag at `range`; `block`: it is all of its paragraph.
    pub(super) fn shortcode(&mut self, tag: ShortcodeTag, range: Range<usize>, block: bool) {
        match tag {
            ShortcodeTag::Open { name, name_span, arguments } => {
                let place = |s: crate::base::span::Span| {
                    self.span(&(s.start as usize + range.start..s.end as usize + range.start))
                };
                let name_span = place(name_span);
                let arguments = arguments.into_iter().map(|a| Argument { span: place(a.span), ..a }).collect();
                let index = self.body.shortcodes.len();
                self.body.shortcodes.push(Shortcode {
                    name,
                    name_span,
                    arguments,
                    span: self.span(&range),
                    source: self.source(&range).to_owned(),
                    has_body: false,
                });
                let opened =
                    OpenShortcode { index, depth: self.depth, buffer: self.buffers.len(), item: self.out().len() };
                self.hole(Hole::Shortcode { index: index.into(), block });
                if block {
                    self.last = None;
                    self.open_shortcodes.push(opened);
                }
            }
            ShortcodeTag::Close { name } => self.shortcode_close(&name, &range, block),
        }
    }

    fn shortcode_close(&mut self, name: &str, range: &Range<usize>, block: bool) {
        let here = (self.depth, self.buffers.len());
        let opened = self
            .open_shortcodes
            .iter()
            .rposition(|o| self.body.shortcodes[o.index].name == name && (o.depth, o.buffer) == here && block);
        let Some(position) = opened else {
            self.report(
                Code::ShortcodeUnclosed,
                range,
                text!(
                    "{{{{ /{name} }}}} stänger inget som är öppet här",
                    "{{{{ /{name} }}}} closes nothing that is open here"
                ),
            )
            .help
            .push(text!(
                "kortkoden ska öppnas före, på en egen rad i samma lista eller citat",
                "the shortcode is opened before it, on a line of its own in the same list or quote"
            ));
            let source = self.source(range);
            self.write_text(source, &(0..0));
            return;
        };
        let opened = self.open_shortcodes.swap_remove(position);
        self.open_shortcodes.truncate(position);
        self.body.shortcodes[opened.index].has_body = true;
        self.open_body(opened.item, opened.index);
        self.close("div");
        self.block_hole(Hole::ShortcodeClose(opened.index.into()));
    }

    /// Turns the shortcode at `item` of the current buffer into the opening of one with a body. The element around
    /// the body keeps raw HTML inside from reaching out of it.
    pub(super) fn open_body(&mut self, item: usize, index: usize) {
        let class = self.prose.attribute("class", "body");
        let attributes = self.prose.add_attributes(vec![class]);
        let out = self.out();
        out[item] = Item::Node(Node::Hole(Hole::ShortcodeOpen(index.into())));
        out.insert(item + 1, Item::Node(Node::Open { name: "div", attributes }));
    }
}

/// The shortest run of underscores that is a line to write on.
const BLANK: &str = "________";

impl Builder<'_> {
    /// Writes text, its lines to write on as elements: a browser breaks a line of underscores where the screen ends.
    fn text_with_blanks(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = rest.find(BLANK) {
            let (before, line) = rest.split_at(at);
            let after = line.trim_start_matches('_');
            let length = line.len() - after.len();
            let class = match length {
                ..=12 => "blank blank-short",
                13..=24 => "blank blank-medium",
                _ => "blank blank-long",
            };
            self.shown_text(before);
            self.open("span", &[("class", class)]);
            self.escaped(&line[..length]);
            self.close("span");
            rest = after;
        }
        self.shown_text(rest);
    }
}
