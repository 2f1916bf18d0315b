//! Tokens of one run of raw HTML.
//!
//! The rules are those of the HTML standard (section 13.2.5, tokenization), with
//! one deliberate difference: whatever has no end within the run (a tag, a comment,
//! an attribute's quote) is no token but text. A browser would swallow all that
//! follows it; here it is shown as it was written, so that nothing is lost.

use std::ops::Range;

/// More attributes than any element has: prose is being read as attributes.
const MANY_ATTRIBUTES: usize = 100;

/// One attribute of a tag, as written: character references are not decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute<'a> {
    /// The name in lower case.
    pub name: String,
    /// The value without its quotes; empty when there is none.
    pub value: &'a str,
    /// Where the attribute stands in the run, from its name to its last quote.
    pub range: Range<usize>,
}

/// One tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag<'a> {
    /// The name in lower case.
    pub name: String,
    /// All attributes, duplicates included.
    pub attributes: Vec<Attribute<'a>>,
    /// Written `<x />`.
    pub self_closing: bool,
    /// From `<` to after `>`.
    pub range: Range<usize>,
}

/// Why something that looks like markup is shown as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stray {
    /// `<!--` with no `-->`.
    Comment,
    /// `<![CDATA[` with no `]]>`.
    Cdata,
    /// `<!…` or `<?…` with no `>`.
    Declaration,
    /// A tag with no `>`, or with a quote that is never closed.
    Tag,
    /// A tag whose attributes show that a quote is missing: a `"`, `'` or `<`
    /// stands where only a name, a space or `>` can.
    Quotes,
}

/// One token; ranges are bytes of the run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token<'a> {
    /// Text between tags, character references not decoded.
    Text(Range<usize>),
    /// A start tag.
    Start(Tag<'a>),
    /// An end tag.
    End(Tag<'a>),
    /// A whole comment.
    Comment(Range<usize>),
    /// A doctype, a processing instruction or what browsers call a bogus comment.
    Declaration(Range<usize>),
    /// A CDATA section, and the text inside it.
    Cdata { range: Range<usize>, text: Range<usize> },
    /// Markup without an end; the range is the marker to show as text.
    Stray(Range<usize>, Stray),
}

/// Reads tokens from one run. Time is linear in the length of the run: where an end
/// marker was sought and not found, it is not sought again.
pub struct Tokens<'a> {
    run: &'a str,
    at: usize,
    last_gt: Option<usize>,
    last_comment_end: Option<usize>,
    last_cdata_end: Option<usize>,
}

impl<'a> Tokens<'a> {
    /// Starts at the beginning of `run`.
    pub fn new(run: &'a str) -> Self {
        Tokens {
            run,
            at: 0,
            last_gt: run.rfind('>'),
            last_comment_end: run.rfind("-->").max(run.rfind("--!>")),
            last_cdata_end: run.rfind("]]>"),
        }
    }

    /// Goes on after the byte `at`, which must be a character boundary.
    pub fn skip_to(&mut self, at: usize) {
        self.at = at;
    }

    fn bytes(&self) -> &'a [u8] {
        self.run.as_bytes()
    }

    fn stray(&mut self, len: usize, why: Stray) -> Token<'a> {
        let start = self.at;
        self.at += len;
        Token::Stray(start..self.at, why)
    }

    fn has_gt(&self) -> bool {
        self.last_gt.is_some_and(|last| last > self.at)
    }

    fn comment(&mut self) -> Token<'a> {
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
            None => self.stray(4, Stray::Comment),
        }
    }

    fn declaration(&mut self) -> Token<'a> {
        let start = self.at;
        let rest = &self.run[start..];
        if rest.starts_with("<!--") {
            return self.comment();
        }
        if rest.len() >= 9 && rest.as_bytes()[..9].eq_ignore_ascii_case(b"<![CDATA[") {
            if self.last_cdata_end.is_none_or(|last| last < start + 9) {
                return self.stray(9, Stray::Cdata);
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
            None => self.stray(2, Stray::Declaration),
        }
    }

    /// A tag whose name begins at `name`; `self.at` stays at `<`.
    fn tag(&self, name: usize) -> Result<Tag<'a>, Stray> {
        let bytes = self.bytes();
        let mut at = name;
        while at < bytes.len() && !is_space(bytes[at]) && !matches!(bytes[at], b'/' | b'>' | b'<') {
            at += 1;
        }
        let mut tag = Tag {
            name: self.run[name..at].to_ascii_lowercase(),
            attributes: Vec::new(),
            self_closing: false,
            range: self.at..self.at,
        };
        loop {
            while at < bytes.len() && (is_space(bytes[at]) || bytes[at] == b'/') {
                at += 1;
            }
            match bytes.get(at) {
                None => return Err(Stray::Tag),
                Some(_) if tag.attributes.len() > MANY_ATTRIBUTES => return Err(Stray::Quotes),
                Some(b'>') => {
                    tag.self_closing = bytes[at - 1] == b'/' && at > name;
                    tag.range.end = at + 1;
                    return Ok(tag);
                }
                Some(_) => {
                    let attribute = self.attribute(at)?;
                    at = attribute.range.end;
                    // `<a href=x/>`: the slash belongs to the value, the tag is open.
                    let bare = !matches!(bytes[at - 1], b'"' | b'\'') && !attribute.value.is_empty();
                    tag.attributes.push(attribute);
                    if bare && bytes.get(at) == Some(&b'>') {
                        tag.range.end = at + 1;
                        return Ok(tag);
                    }
                }
            }
        }
    }

    fn attribute(&self, start: usize) -> Result<Attribute<'a>, Stray> {
        let bytes = self.bytes();
        let mut at = start;
        while let Some(&byte) = bytes.get(at) {
            match byte {
                b'"' | b'\'' | b'<' => return Err(Stray::Quotes),
                b'=' if at == start => return Err(Stray::Quotes),
                b'=' | b'/' | b'>' => break,
                _ if is_space(byte) => break,
                _ => at += 1,
            }
        }
        let name = self.run[start..at].to_ascii_lowercase();
        let mut end = at;
        while at < bytes.len() && is_space(bytes[at]) {
            at += 1;
        }
        if bytes.get(at) != Some(&b'=') {
            return Ok(Attribute { name, value: "", range: start..end });
        }
        at += 1;
        while at < bytes.len() && is_space(bytes[at]) {
            at += 1;
        }
        let value = match bytes.get(at) {
            None => return Err(Stray::Tag),
            Some(&quote @ (b'"' | b'\'')) => {
                let from = at + 1;
                let len = self.run[from..].find(char::from(quote)).ok_or(Stray::Tag)?;
                end = from + len + 1;
                match bytes.get(end) {
                    Some(&next) if is_space(next) || matches!(next, b'/' | b'>') => {}
                    None => return Err(Stray::Tag),
                    Some(_) => return Err(Stray::Quotes),
                }
                &self.run[from..from + len]
            }
            Some(_) => {
                let from = at;
                while at < bytes.len() && !is_space(bytes[at]) && bytes[at] != b'>' {
                    if matches!(bytes[at], b'"' | b'\'' | b'<') {
                        return Err(Stray::Quotes);
                    }
                    at += 1;
                }
                end = at;
                &self.run[from..at]
            }
        };
        Ok(Attribute { name, value, range: start..end })
    }

    fn text(&mut self) -> Token<'a> {
        let bytes = self.bytes();
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

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        let bytes = self.bytes();
        let start = self.at;
        let first = *bytes.get(start)?;
        if first != b'<' || !opens(bytes.get(start + 1), bytes.get(start + 2)) {
            return Some(self.text());
        }
        let closing = bytes[start + 1] == b'/';
        let name = start + 1 + usize::from(closing);
        if !bytes[name].is_ascii_alphabetic() {
            return Some(self.declaration());
        }
        if !self.has_gt() {
            return Some(self.stray(1, Stray::Tag));
        }
        match self.tag(name) {
            Ok(tag) => {
                self.at = tag.range.end;
                Some(if closing { Token::End(tag) } else { Token::Start(tag) })
            }
            Err(why) => Some(self.stray(1, why)),
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

/// White space of HTML; the vertical tab is none.
pub fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c')
}

#[cfg(test)]
#[path = "tokens_tests.rs"]
mod tests;
