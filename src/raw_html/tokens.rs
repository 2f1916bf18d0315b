//! Tokens of one run of raw HTML. html5gum reads the tags, by the HTML standard (section 13.2.5), and says where their
//! parts stand.
//!
//! One difference is deliberate: what has no end within the run (a tag, a comment, a quote) is no token but text. A browser
//! would swallow all that follows it; here it is shown as it was written, so that nothing is lost.

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Error, Span, Tokenizer};
use std::ops::Range;

/// More attributes than any element has: prose is being read as attributes.
const MANY_ATTRIBUTES: usize = 100;

/// One attribute of a tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Attribute {
    /// The name in lower case.
    pub name: String,
    /// The value, its character references decoded; empty when there is none.
    pub value: String,
    /// The value as written, without its quotes.
    pub written: Range<usize>,
    /// Where the attribute stands in the run, from its name to its last quote.
    pub range: Range<usize>,
}

/// One tag.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Tag {
    /// The name in lower case.
    pub name: String,
    /// All attributes, duplicates included.
    pub attributes: Vec<Attribute>,
    /// Written `<x />`.
    pub self_closing: bool,
    /// From `<` to after `>`.
    pub range: Range<usize>,
}

/// One token; ranges are bytes of the run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// Text between tags, character references not decoded.
    Text(Range<usize>),
    Start(Tag),
    End(Tag),
    Comment(Range<usize>),
    /// A doctype, a processing instruction or what browsers call a bogus comment.
    Declaration(Range<usize>),
    /// A CDATA section, and the text inside it.
    Cdata {
        range: Range<usize>,
        text: Range<usize>,
    },
    /// Markup without an end; the range is the marker to show as text.
    Stray(Range<usize>, Unclosed),
}

/// Markup that has no end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Unclosed {
    /// `<!--`
    Comment,
    /// `<![CDATA[`
    Cdata,
    /// `<!` or `<?`
    Declaration,
    /// A tag without `>`, or with a quote that does not end.
    Tag,
    /// A tag whose attributes show that a quote is missing: a `"`, `'` or `<` stands where only a name, a space or `>` can.
    Quote,
    /// `<script>` and the like: the tag is dropped, what follows is kept.
    Element(String),
}

/// Reads tokens from one run. Time is linear in the length of the run: where an end marker was sought and not found, it is
/// not sought again.
pub(super) struct Tokens<'a> {
    run: &'a str,
    at: usize,
    last_gt: Option<usize>,
    last_comment_end: Option<usize>,
    last_cdata_end: Option<usize>,
}

impl<'a> Tokens<'a> {
    /// Starts at the beginning of `run`.
    pub(super) fn new(run: &'a str) -> Self {
        Tokens {
            run,
            at: 0,
            last_gt: run.rfind('>'),
            last_comment_end: run.rfind("-->").max(run.rfind("--!>")),
            last_cdata_end: run.rfind("]]>"),
        }
    }

    /// Goes on after the byte `at`, which must be a character boundary.
    pub(super) fn skip_to(&mut self, at: usize) {
        self.at = at;
    }

    fn stray(&mut self, len: usize, why: Unclosed) -> Token {
        let start = self.at;
        self.at += len;
        Token::Stray(start..self.at, why)
    }

    fn has_gt(&self) -> bool {
        self.last_gt.is_some_and(|last| last > self.at)
    }

    fn comment(&mut self) -> Token {
        let start = self.at;
        let rest = &self.run[start + 4..];
        // `<!-->` and `<!--->` are comments that end at once.
        let len = if rest.starts_with('>') {
            Some(5)
        } else if rest.starts_with("->") {
            Some(6)
        } else if self.last_comment_end.is_some_and(|last| last >= start + 4) {
            let plain = rest.find("-->").map(|at| at + 3);
            let bang = rest.find("--!>").map(|at| at + 4);
            plain.into_iter().chain(bang).min().map(|len| len + 4)
        } else {
            None
        };
        match len {
            Some(len) => {
                self.at = start + len;
                Token::Comment(start..self.at)
            }
            None => self.stray(4, Unclosed::Comment),
        }
    }

    fn declaration(&mut self) -> Token {
        let start = self.at;
        let rest = &self.run[start..];
        if rest.starts_with("<!--") {
            return self.comment();
        }
        if rest.len() >= 9 && rest.as_bytes()[..9].eq_ignore_ascii_case(b"<![CDATA[") {
            if self.last_cdata_end.is_none_or(|last| last < start + 9) {
                return self.stray(9, Unclosed::Cdata);
            }
            let len = rest[9..].find("]]>").unwrap_or(rest.len() - 12);
            self.at = start + 9 + len + 3;
            return Token::Cdata { range: start..self.at, text: start + 9..start + 9 + len };
        }
        let end = if self.has_gt() { rest.find('>') } else { None };
        match end {
            Some(len) => {
                self.at = start + len + 1;
                Token::Declaration(start..self.at)
            }
            None => self.stray(2, Unclosed::Declaration),
        }
    }

    /// The tag that begins here; `self.at` stays at its `<`.
    fn tag(&self) -> Result<Tag, Unclosed> {
        let source = &self.run[self.at..];
        let name_end = source[1..].find(|c: char| matches!(c, '<' | '>' | '/') || c.is_ascii_whitespace());
        if name_end.is_some_and(|len| source[1 + len..].starts_with('<')) {
            return Err(Unclosed::Quote);
        }
        let mut tag = Tag::default();
        for event in Tokenizer::new_with_emitter(source, CallbackEmitter::new(tag_event)) {
            let Ok(event) = event;
            match event {
                TagEvent::Name(name) => tag.name = name,
                TagEvent::Attribute { .. } if tag.attributes.len() >= MANY_ATTRIBUTES => return Err(Unclosed::Quote),
                TagEvent::Attribute { name, range } => {
                    let (written, end) = value_after(source, range.end);
                    let range = self.at + range.start..self.at + end;
                    let written = self.at + written.start..self.at + written.end;
                    tag.attributes.push(Attribute { name, value: String::new(), written, range });
                }
                TagEvent::Value(value) => {
                    if let Some(attribute) = tag.attributes.last_mut() {
                        attribute.value = value;
                    }
                }
                TagEvent::Error(error, at) => match error {
                    Error::EofInTag => return Err(Unclosed::Tag),
                    Error::UnexpectedCharacterInAttributeName
                    | Error::UnexpectedEqualsSignBeforeAttributeName
                    | Error::MissingWhitespaceBetweenAttributes => return Err(Unclosed::Quote),
                    // An address may well have `=` in it.
                    Error::UnexpectedCharacterInUnquotedAttributeValue
                        if matches!(source.as_bytes()[at - 1], b'"' | b'\'' | b'<') =>
                    {
                        return Err(Unclosed::Quote);
                    }
                    _ => {}
                },
                TagEvent::Close { self_closing, end } => {
                    return Ok(Tag { self_closing, range: self.at..self.at + end, ..tag });
                }
                TagEvent::End { name, end } => return Ok(Tag { name, range: self.at..self.at + end, ..tag }),
            }
        }
        Err(Unclosed::Tag)
    }

    fn text(&mut self) -> Token {
        let bytes = self.run.as_bytes();
        let start = self.at;
        // The first byte is text already, also when it is a `<` that opens nothing.
        let mut at = start + 1;
        while at < bytes.len() && !(bytes[at] == b'<' && opens(bytes.get(at + 1), bytes.get(at + 2))) {
            at += 1;
        }
        self.at = at;
        Token::Text(start..at)
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let bytes = self.run.as_bytes();
        let start = self.at;
        let first = *bytes.get(start)?;
        if first != b'<' || !opens(bytes.get(start + 1), bytes.get(start + 2)) {
            return Some(self.text());
        }
        let closing = bytes[start + 1] == b'/';
        if !bytes[start + 1 + usize::from(closing)].is_ascii_alphabetic() {
            return Some(self.declaration());
        }
        if !self.has_gt() {
            return Some(self.stray(1, Unclosed::Tag));
        }
        match self.tag() {
            Ok(tag) => {
                self.at = tag.range.end;
                Some(if closing { Token::End(tag) } else { Token::Start(tag) })
            }
            Err(why) => Some(self.stray(1, why)),
        }
    }
}

/// A part of a tag, as html5gum reports it.
enum TagEvent {
    Name(String),
    Attribute { name: String, range: Range<usize> },
    Value(String),
    Error(Error, usize),
    Close { self_closing: bool, end: usize },
    End { name: String, end: usize },
}

fn tag_event(event: CallbackEvent<'_>, span: Span<usize>) -> Option<TagEvent> {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Some(match event {
        CallbackEvent::OpenStartTag { name } => TagEvent::Name(text(name)),
        CallbackEvent::AttributeName { name } => TagEvent::Attribute { name: text(name), range: span.start..span.end },
        CallbackEvent::AttributeValue { value } => TagEvent::Value(text(value)),
        CallbackEvent::CloseStartTag { self_closing } => TagEvent::Close { self_closing, end: span.end },
        CallbackEvent::EndTag { name } => TagEvent::End { name: text(name), end: span.end },
        CallbackEvent::Error(error) => TagEvent::Error(error, span.end),
        _ => return None,
    })
}

/// The value, without its quotes, of the attribute whose name ends at `at`, and where the attribute ends. html5gum tells
/// of no value that is empty.
fn value_after(source: &str, at: usize) -> (Range<usize>, usize) {
    let is_space = |c: char| c.is_ascii_whitespace();
    let past_space = |from: usize| source.len() - source[from..].trim_start_matches(is_space).len();
    let sign = past_space(at);
    if !source[sign..].starts_with('=') {
        return (at..at, at);
    }
    let from = past_space(sign + 1);
    match source[from..].chars().next() {
        Some(quote @ ('"' | '\'')) => {
            let end = source[from + 1..].find(quote).map_or(source.len(), |len| from + 1 + len);
            (from + 1..end, (end + 1).min(source.len()))
        }
        _ => {
            let end = source[from..].find(|c: char| c == '>' || is_space(c)).map_or(source.len(), |len| from + len);
            (from..end, end)
        }
    }
}

/// Whether `<` followed by these bytes opens markup. `</` at the end of a run is text.
fn opens(next: Option<&u8>, after: Option<&u8>) -> bool {
    match next {
        Some(b'/') => after.is_some(),
        Some(byte) => byte.is_ascii_alphabetic() || matches!(byte, b'!' | b'?'),
        None => false,
    }
}

#[cfg(test)]
#[path = "tokens_tests.rs"]
mod tests;
