//! Drawings that lie beside pages: made safe to publish, and measured.
//!
//! An SVG file that a browser opens is a document that may run scripts, so only known
//! elements and attributes pass. `<style>` and `style` stay, since drawing programs put
//! their colours there, but only when they can load nothing (`css`). Addresses stay
//! within the file. The output is written anew and in source order, so it has none of
//! what the parser does not report, and the same drawing gives the same bytes.

mod allow;
mod css;
mod size;

use std::collections::BTreeSet;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

pub(super) use size::svg_size;

/// The name space that every drawing is in.
const NAMESPACE: &str = "http://www.w3.org/2000/svg";

/// Why a file is no drawing that can be published.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum SvgError {
    /// Another encoding than UTF-8.
    #[error("the SVG is not UTF-8; save it as UTF-8")]
    NotUtf8,
    /// No `<svg>` at the top.
    #[error("the file does not begin with <svg>, but with {0}")]
    NotSvg(String),
    /// Not well-formed XML; the position is a byte of the file.
    #[error("the SVG is not well-formed XML at byte {position}: {message}")]
    Malformed {
        /// The first byte of the file is 0.
        position: u64,
        /// What the parser says.
        message: String,
    },
    /// A DOCTYPE that defines entities: a few lines of it can grow to gigabytes.
    #[error("the SVG defines entities in its DOCTYPE; save it as “plain SVG”")]
    Entities,
    /// A reference to an entity that XML does not have by itself.
    #[error("the SVG uses the entity &{0};, which it does not define")]
    UnknownEntity(String),
}

/// Makes a drawing safe: gives its bytes, and says what was dropped (sorted, each once).
/// Comments and the notes of drawing programs go without a word.
pub(super) fn sanitise_svg(bytes: &[u8]) -> Result<(Vec<u8>, Vec<String>), SvgError> {
    let mut reader = Reader::from_str(text(bytes)?);
    let mut sanitiser = Sanitiser::default();
    loop {
        let event = reader.read_event().map_err(|error| malformed(reader.error_position(), &error))?;
        if !sanitiser.event(event, reader.buffer_position())? {
            break;
        }
    }
    // A drawing that is one empty element ends with a line feed like all others.
    if !sanitiser.out.ends_with('\n') {
        sanitiser.out.push('\n');
    }
    Ok((sanitiser.out.into_bytes(), sanitiser.dropped.into_iter().collect()))
}

fn text(bytes: &[u8]) -> Result<&str, SvgError> {
    let text = std::str::from_utf8(bytes).map_err(|_| SvgError::NotUtf8)?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

fn malformed(position: u64, error: &dyn std::fmt::Display) -> SvgError {
    SvgError::Malformed { position, message: error.to_string() }
}

/// What is open.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Open {
    /// An element that was written.
    Written(String),
    /// Only its children are written.
    Unwrapped,
}

#[derive(Default)]
struct Sanitiser {
    out: String,
    dropped: BTreeSet<String>,
    open: Vec<Open>,
    /// How deep we are in an element that is dropped with its content.
    skipping: usize,
    /// The text of the `<style>` that is open.
    style: Option<String>,
    seen_root: bool,
}

impl Sanitiser {
    /// Takes one event; false at the end of the file.
    fn event(&mut self, event: Event, position: u64) -> Result<bool, SvgError> {
        match event {
            Event::Eof if !self.seen_root => return Err(SvgError::NotSvg("nothing".into())),
            Event::Eof if !self.open.is_empty() || self.skipping > 0 => {
                return Err(malformed(position, &"the file ends before its last end tag"));
            }
            Event::Eof => return Ok(false),
            Event::DocType(inner) if inner.contains('[') || inner.contains("<!") => return Err(SvgError::Entities),
            Event::DocType(_) | Event::Comment(_) => {}
            Event::Decl(_) if self.out.is_empty() => {
                self.out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
            }
            Event::Decl(_) => {}
            Event::PI(inner) => self.drop(format!("<?{}?>", inner.target())),
            Event::Start(tag) => self.start(&tag, false, position)?,
            Event::Empty(tag) => self.start(&tag, true, position)?,
            Event::End(_) if self.skipping > 0 => self.skipping -= 1,
            Event::End(_) => self.end(),
            Event::Text(inner) => self.text(&inner),
            Event::CData(inner) => self.text(&inner),
            Event::GeneralRef(name) => {
                let character = name.resolve_char_ref().map_err(|error| malformed(position, &error))?;
                match (character, predefined(&name)) {
                    (Some(character), _) | (None, Some(character)) => {
                        self.text(character.encode_utf8(&mut [0; 4]));
                    }
                    (None, None) => return Err(SvgError::UnknownEntity(name.to_string())),
                }
            }
        }
        Ok(true)
    }

    fn drop(&mut self, what: String) {
        self.dropped.insert(what);
    }

    fn start(&mut self, tag: &BytesStart, empty: bool, position: u64) -> Result<(), SvgError> {
        let name = tag.name().as_ref().to_string();
        if self.skipping > 0 {
            self.skipping += usize::from(!empty);
            return Ok(());
        }
        if self.open.is_empty() {
            if name != "svg" {
                return Err(SvgError::NotSvg(format!("<{name}>")));
            }
            if self.seen_root {
                return Err(malformed(position, &"a second <svg> follows the first"));
            }
            self.seen_root = true;
        } else if allow::keeps_children(&name) {
            self.drop(format!("<{name}>"));
            if !empty {
                self.open.push(Open::Unwrapped);
            }
            return Ok(());
        } else if !allow::element(&name) || self.in_text_only() {
            if !allow::is_editor_data(&name) {
                self.drop(format!("<{name}>"));
            }
            self.skipping += usize::from(!empty);
            return Ok(());
        }
        let attributes = self.attributes(tag, &name, position)?;
        if name == "style" {
            // It is written when all of it is known to be harmless.
            if !empty {
                self.style = Some(String::new());
                self.open.push(Open::Written(name));
            }
            return Ok(());
        }
        self.out.push('<');
        self.out.push_str(&name);
        for (name, value) in attributes {
            self.out.push(' ');
            self.out.push_str(&name);
            self.out.push_str("=\"");
            escape(&value, true, &mut self.out);
            self.out.push('"');
        }
        if empty {
            self.out.push_str("/>");
        } else {
            self.out.push('>');
            self.open.push(Open::Written(name));
        }
        Ok(())
    }

    /// Inside `<title>`, `<desc>` and `<style>` there is text only: were the drawing set
    /// into a page, elements there would be read as HTML.
    fn in_text_only(&self) -> bool {
        matches!(self.open.last(), Some(Open::Written(name)) if matches!(name.as_str(), "title" | "desc" | "style"))
    }

    fn attributes(
        &mut self,
        tag: &BytesStart,
        element: &str,
        position: u64,
    ) -> Result<Vec<(String, String)>, SvgError> {
        let mut kept: Vec<(String, String)> = Vec::new();
        if self.open.is_empty() {
            kept.push(("xmlns".into(), NAMESPACE.into()));
        }
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|error| malformed(position, &error))?;
            let full = attribute.key.as_ref();
            let value =
                attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| malformed(position, &error))?;
            if full == "xmlns" && self.open.is_empty() && value != NAMESPACE {
                return Err(SvgError::NotSvg(format!("<svg> in the name space {value}")));
            }
            let name = full.strip_prefix("xlink:").filter(|name| *name == "href").unwrap_or(full);
            match allow::attribute(element, name, &value) {
                // `href` and `xlink:href` may both be there; the first one written counts.
                Some(_) if kept.iter().any(|(known, _)| known == name) => {}
                Some(allowed) => {
                    if allowed.len() < value.trim().len() {
                        self.drop(format!("part of {full} in <{element}>"));
                    }
                    kept.push((name.to_string(), allowed));
                }
                None if allow::is_editor_data(full) => {}
                None => self.drop(format!("{full} in <{element}>")),
            }
        }
        Ok(kept)
    }

    fn text(&mut self, text: &str) {
        // Outside the drawing there is nothing but white space, or a byte order mark.
        if self.skipping > 0 || self.open.is_empty() {
            return;
        }
        match &mut self.style {
            Some(style) => style.push_str(text),
            None => escape(text, false, &mut self.out),
        }
    }

    fn end(&mut self) {
        if let Some(style) = self.style.take() {
            self.open.pop();
            if css::is_harmless(&style) {
                self.out.push_str("<style>");
                escape(&style, false, &mut self.out);
                self.out.push_str("</style>");
            } else {
                self.drop("<style> that loads files, or may".into());
            }
        } else if let Some(Open::Written(name)) = self.open.pop() {
            self.out.push_str("</");
            self.out.push_str(&name);
            self.out.push('>');
            if self.open.is_empty() {
                self.out.push('\n');
            }
        }
    }
}

/// The entities of XML itself.
fn predefined(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}

/// Writes text or an attribute's value; characters that XML forbids are left out.
fn escape(text: &str, attribute: bool, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if attribute => out.push_str("&quot;"),
            '\n' if attribute => out.push_str("&#10;"),
            '\t' if attribute => out.push_str("&#9;"),
            '\r' => out.push_str("&#13;"),
            '\t' | '\n' => out.push(c),
            '\u{0}'..'\u{20}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests;
