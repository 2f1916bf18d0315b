//! One run of raw HTML: pieces that follow each other directly.

use super::tokens::{Attribute, Tag, Token, Tokens, Unclosed};
use super::tree::Tree;
use super::{Dropped, Part, RawId, RawUrl, allow, escape};

/// The text of a run, and where its pieces stand in the source file.
#[derive(Default)]
pub struct Run {
    html: String,
    /// Start in `html`, start in the source.
    starts: Vec<(usize, usize)>,
}

impl Run {
    /// Adds the next piece.
    pub fn add(&mut self, html: &str, offset: usize) {
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

    /// Sanitises the run into `tree`.
    pub fn write(&self, tree: &mut Tree) {
        let mut tokens = Tokens::new(&self.html);
        // Elements known to have no end tag from here on.
        let mut endless: Vec<String> = Vec::new();
        while let Some(token) = tokens.next() {
            match token {
                Token::Text(range) => text(tree, &self.html[range]),
                Token::Start(tag) if allow::goes_with_content(&tag.name) => {
                    let end = if endless.contains(&tag.name) { None } else { self.content_end(&tag) };
                    match end {
                        Some(end) => {
                            tokens.skip_to(end);
                            let range = tag.range.start..end;
                            tree.found(self.range(range), Dropped::WithContent(tag.name));
                        }
                        None => {
                            let what = Dropped::Unclosed(Unclosed::Element(tag.name.clone()));
                            tree.found(self.range(tag.range), what);
                            endless.push(tag.name);
                        }
                    }
                }
                Token::Start(tag) => self.start(tree, &tag),
                Token::End(tag) => {
                    let element = &tag.name;
                    for attribute in &tag.attributes {
                        let what = Dropped::Attribute { element: element.clone(), name: attribute.name.clone() };
                        tree.found(self.range(attribute.range.clone()), what);
                    }
                    if !tree.close_raw(element) {
                        tree.found(self.range(tag.range), Dropped::EndTag(tag.name));
                    }
                }
                Token::Comment(range) => tree.found(self.range(range), Dropped::Comment),
                Token::Declaration(range) => tree.found(self.range(range), Dropped::Declaration),
                Token::Cdata { range, text: inner } => {
                    tree.found(self.range(range), Dropped::Declaration);
                    // In CDATA `&` is no character reference.
                    text(tree, &escape(&self.html[inner]));
                }
                Token::Stray(range, why) => {
                    tree.found(self.range(range.clone()), Dropped::Unclosed(why));
                    text(tree, &self.html[range]);
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

    fn start(&self, tree: &mut Tree, tag: &Tag) {
        let name = tag.name.as_str();
        let range = self.range(tag.range.clone());
        let refused = if allow::element(name).is_some() {
            tree.before_raw(name, range).err()
        } else {
            Some(Dropped::Element(name.into()))
        };
        if let Some(what) = refused {
            tree.found(range, what);
            if !allow::is_void(name) && !tag.self_closing {
                tree.open_dropped(name, range);
            }
            return;
        }
        let kept = allow::attributes(name, &tag.attributes);
        for attribute in &tag.attributes {
            if !kept.iter().any(|kept| std::ptr::eq(*kept, attribute)) {
                self.refused(tree, tag, attribute);
            }
        }
        let value = |name| kept.iter().find(|kept| kept.name == name).map(|kept| &kept.value);
        if name == "img" && value("src").is_none() {
            if !tag.attributes.iter().any(|attribute| attribute.name == "src") {
                let (element, attribute) = (name.into(), "src".into());
                tree.found(range, Dropped::Url { element, attribute, value: String::new() });
            }
            text(tree, &value("alt").map(|alt| escape(alt)).unwrap_or_default());
            return;
        }
        let mut parts = vec![Part::Html(format!("<{name}"))];
        for attribute in &kept {
            let value_of = &attribute.value;
            let (offset, len) = self.range(attribute.range.clone());
            if attribute.name == "id" {
                tree.ids.push(RawId { id: value_of.clone(), offset, len });
            }
            if allow::is_url(&attribute.name) && allow::url(name, value_of) == allow::Address::Relative {
                parts.push(Part::Html(format!(" {}=\"", attribute.name)));
                parts.push(Part::Url(RawUrl {
                    element: name.into(),
                    attribute: attribute.name.clone(),
                    value: value_of.clone(),
                    alt: value("alt").filter(|_| name == "img").cloned(),
                    offset,
                    len,
                }));
                parts.push(Part::Html("\"".into()));
            } else {
                parts.push(Part::Html(format!(" {}=\"{}\"", attribute.name, escape(value_of))));
            }
        }
        parts.push(Part::Html(">".into()));
        if allow::is_void(name) {
            // `<col>` stands where nothing visible may.
            if name == "col" {
                tree.count();
            } else {
                tree.visible(name);
            }
            tree.parts.extend(parts);
            return;
        }
        tree.open_raw(name, range, parts, false);
        // Browsers read `<a id="x"/>` as an open tag; who writes it means an empty element.
        if tag.self_closing {
            tree.close_raw(name);
        }
    }

    /// Tells of an attribute that is left out.
    fn refused(&self, tree: &mut Tree, tag: &Tag, attribute: &Attribute) {
        let (element, name) = (tag.name.clone(), attribute.name.clone());
        let first = tag.attributes.iter().find(|other| other.name == name).is_some_and(|f| std::ptr::eq(f, attribute));
        let what = if first && allow::is_url(&name) && allow::attribute(&element, &name) {
            Dropped::Url { element, attribute: name, value: self.html[attribute.written.clone()].to_owned() }
        } else {
            Dropped::Attribute { element, name }
        };
        tree.found(self.range(attribute.range.clone()), what);
    }
}

/// Writes text of which character references are not decoded.
fn text(tree: &mut Tree, text: &str) {
    if !text.bytes().all(|b| b.is_ascii_whitespace()) {
        tree.visible("text");
    }
    tree.push(&text.replace('<', "&lt;").replace('\0', "\u{fffd}"));
}
