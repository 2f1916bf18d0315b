//! One run of raw HTML: pieces that follow each other directly.

use super::nesting::Nesting;
use super::tokens::{Attribute, Tag, Token, Tokens, Unclosed};
use super::{Dropped, RawUrl, allow};
use crate::base::html::escape_text;
use crate::body::tree::{self, Attribute as Written, Node};

/// The text of a run, and where its pieces stand in the source file.
#[derive(Default)]
pub(super) struct Run {
    html: String,
    /// Start in `html`, start in the source.
    starts: Vec<(usize, usize)>,
}

impl Run {
    /// Adds the next piece.
    pub(super) fn add(&mut self, html: &str, offset: usize) {
        self.starts.push((self.html.len(), offset));
        self.html.push_str(html);
    }

    /// The source offset of a byte of the run.
    fn source(&self, at: usize) -> usize {
        let piece = self.starts.partition_point(|(start, _)| *start <= at).saturating_sub(1);
        self.starts.get(piece).map_or(at, |(start, offset)| offset + (at - start))
    }

    /// The source range of a range of the run. Pieces may have gaps between them (the
    /// `> ` of a quotation), and these belong to it.
    fn range(&self, range: std::ops::Range<usize>) -> (usize, usize) {
        let start = self.source(range.start);
        let last = if range.is_empty() { start } else { self.source(range.end - 1) + 1 };
        (start, last.saturating_sub(start))
    }

    /// The whole run.
    pub(super) fn html(&self) -> &str {
        &self.html
    }

    /// Sanitises the run.
    pub(super) fn write(&self, nesting: &mut Nesting<'_>) {
        let mut tokens = Tokens::new(&self.html);
        // Elements known to have no end tag from here on.
        let mut endless: Vec<String> = Vec::new();
        while let Some(token) = tokens.next() {
            match token {
                Token::Text(range) => text(nesting, &self.html[range]),
                Token::Start(tag) if allow::goes_with_content(&tag.name) => {
                    let end = if endless.contains(&tag.name) { None } else { self.content_end(&tag) };
                    match end {
                        Some(end) => {
                            tokens.skip_to(end);
                            let range = tag.range.start..end;
                            nesting.found(self.range(range), Dropped::WithContent(tag.name));
                        }
                        None => {
                            let what = Dropped::Unclosed(Unclosed::Element(tag.name.clone()));
                            nesting.found(self.range(tag.range), what);
                            endless.push(tag.name);
                        }
                    }
                }
                Token::Start(tag) => self.start(nesting, &tag),
                Token::End(tag) => {
                    let element = &tag.name;
                    for attribute in &tag.attributes {
                        let what = Dropped::Attribute { element: element.clone(), name: attribute.name.clone() };
                        nesting.found(self.range(attribute.range.clone()), what);
                    }
                    if !nesting.close_raw(element) {
                        nesting.found(self.range(tag.range), Dropped::EndTag(tag.name));
                    }
                }
                Token::Comment(range) => nesting.found(self.range(range), Dropped::Comment),
                Token::Declaration(range) => nesting.found(self.range(range), Dropped::Declaration),
                Token::Cdata { range, text: inner } => {
                    nesting.found(self.range(range), Dropped::Declaration);
                    // In CDATA `&` is no character reference.
                    text(nesting, &escape_text(&self.html[inner]));
                }
                Token::Stray(range, why) => {
                    nesting.found(self.range(range.clone()), Dropped::Unclosed(why));
                    text(nesting, &self.html[range]);
                }
            }
        }
    }

    /// Where the end tag of a `<script>` or its like ends.
    fn content_end(&self, tag: &Tag) -> Option<usize> {
        let end_of_start = tag.range.end;
        if tag.self_closing && matches!(tag.name.as_str(), "svg" | "math") {
            return Some(end_of_start);
        }
        let bytes = self.html.as_bytes();
        let name = tag.name.as_bytes();
        let mut at = end_of_start;
        while let Some(len) = self.html[at..].find("</") {
            at += len + 2;
            let rest = &bytes[at..];
            if rest.len() > name.len()
                && rest[..name.len()].eq_ignore_ascii_case(name)
                && (rest[name.len()] == b'>' || rest[name.len()] == b'/' || rest[name.len()].is_ascii_whitespace())
            {
                return self.html[at..].find('>').map(|len| at + len + 1);
            }
        }
        None
    }

    fn start(&self, nesting: &mut Nesting<'_>, tag: &Tag) {
        let range = self.range(tag.range.clone());
        let placed = match allow::element(&tag.name) {
            Some(name) => nesting.before_raw(name, range).map(|()| name),
            None => Err(Dropped::Element(tag.name.clone())),
        };
        let name = match placed {
            Ok(name) => name,
            Err(what) => {
                nesting.found(range, what);
                if !tree::is_void(&tag.name) && !tag.self_closing {
                    nesting.open_dropped(tag.name.clone(), range);
                }
                return;
            }
        };
        let kept = allow::attributes(name, &tag.attributes);
        for attribute in &tag.attributes {
            if !kept.iter().any(|kept| std::ptr::eq(*kept, attribute)) {
                self.refused(nesting, tag, attribute);
            }
        }
        let value = |name| kept.iter().find(|kept| kept.name == name).map(|kept| kept.value.as_str());
        if name == "img" && value("src").is_none() {
            if !tag.attributes.iter().any(|attribute| attribute.name == "src") {
                let (element, attribute) = (name.into(), "src".into());
                nesting.found(range, Dropped::Url { element, attribute, value: String::new() });
            }
            text(nesting, &escape_text(value("alt").unwrap_or_default()));
            return;
        }
        if tree::is_void(name) {
            // `<col>` stands where nothing visible may.
            if name == "col" {
                nesting.count();
            } else {
                nesting.visible(name);
            }
        }
        let attributes = self.attributes(nesting, name, &kept);
        if tree::is_void(name) {
            nesting.nodes.push(Node::Open { name, attributes });
            return;
        }
        nesting.open_raw(name, range, attributes, false);
        // Browsers read `<a id="x"/>` as an open tag; who writes it means an empty element.
        if tag.self_closing {
            nesting.close_raw(name);
        }
    }

    /// Writes the attributes that stay.
    fn attributes(&self, nesting: &mut Nesting<'_>, element: &str, kept: &[&Attribute]) -> std::ops::Range<u32> {
        let mut attributes = Vec::with_capacity(kept.len());
        let first = nesting.prose.attributes.len();
        for attribute in kept {
            if attribute.name == "id" {
                nesting.id(attribute.value.clone());
            }
            let relative = allow::url(element, &attribute.value) == allow::Address::Relative;
            match allow::url_attribute(&attribute.name).filter(|_| relative) {
                Some(name) => {
                    let alt = || kept.iter().find(|kept| kept.name == "alt").map(|alt| alt.value.clone());
                    let (offset, len) = self.range(attribute.range.clone());
                    nesting.url(RawUrl {
                        attribute: first + attributes.len(),
                        name,
                        value: attribute.value.clone(),
                        alt: (element == "img").then(|| alt().unwrap_or_default()),
                        offset,
                        len,
                    });
                    attributes.push(Written::Address { name, link: 0.into() });
                }
                None => attributes.push(nesting.prose.attribute(&attribute.name, &attribute.value)),
            }
        }
        nesting.prose.add_attributes(attributes)
    }

    /// Reports an attribute that is left out.
    fn refused(&self, nesting: &mut Nesting<'_>, tag: &Tag, attribute: &Attribute) {
        let (element, name) = (tag.name.clone(), attribute.name.clone());
        let first = tag.attributes.iter().find(|other| other.name == name).is_some_and(|f| std::ptr::eq(f, attribute));
        let what = if first && allow::url_attribute(&name).is_some() && allow::attribute(&element, &name) {
            Dropped::Url { element, attribute: name, value: self.html[attribute.written.clone()].to_owned() }
        } else {
            Dropped::Attribute { element, name }
        };
        nesting.found(self.range(attribute.range.clone()), what);
    }
}

/// Writes text of which character references are not decoded.
fn text(nesting: &mut Nesting<'_>, text: &str) {
    if !text.bytes().all(|b| b.is_ascii_whitespace()) {
        nesting.visible("text");
    }
    nesting.text(&text.replace('<', "&lt;").replace('\0', "\u{fffd}"));
}
