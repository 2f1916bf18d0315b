//! The syntax of shortcodes: `{{ name key="text" n=3 on=true }}` and `{{ /name }}`.
//!
//! Templates write `{{ <name key="text" /> }}` for the same component. In Markdown the angle brackets would make the
//! call raw HTML, so they are left out.

use crate::base::span::Span;
use crate::body::{Argument, ArgumentValue};

/// A tag in the text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Tag {
    Open { name: String, name_span: Span, arguments: Vec<Argument> },
    Close { name: String },
}

/// Why something that begins as a shortcode is none.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct TagError {
    /// In the text given.
    pub at: usize,
    pub expected: &'static str,
}

/// Reads a tag at the beginning of `text`; also how many bytes it takes. `Ok(None)`: what stands here is not meant
/// as a shortcode (another program's braces). Spans count from `offset`.
pub(crate) fn read_tag(text: &str, offset: usize) -> Result<Option<(Tag, usize)>, TagError> {
    let Some(inner) = text.strip_prefix("{{") else { return Ok(None) };
    let mut r = Reader { text, at: text.len() - inner.len(), offset };
    r.skip_blanks();
    let close = r.eat("/");
    if close {
        r.skip_blanks();
    }
    let start = r.at;
    let name = r.name();
    if name.is_empty() {
        return Ok(None);
    }
    let name_span = r.span(start);
    // `{{ page.title }}`, `{{ x | y }}`: another program's. A name is followed by space or the end.
    if !r.rest().starts_with([' ', '\t', '\n', '\r', '}']) {
        return Ok(None);
    }
    let mut arguments = Vec::new();
    loop {
        r.skip_blanks();
        if r.eat("}}") {
            let tag = if close { Tag::Close { name } } else { Tag::Open { name, name_span, arguments } };
            return Ok(Some((tag, r.at)));
        }
        if r.rest().starts_with('|') {
            return Ok(None);
        }
        arguments.push(r.argument()?);
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    offset: usize,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn span(&self, start: usize) -> Span {
        Span::new(start + self.offset, self.at + self.offset)
    }

    fn skip_blanks(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
    }

    fn eat(&mut self, s: &str) -> bool {
        let found = self.rest().starts_with(s);
        if found {
            self.at += s.len();
        }
        found
    }

    fn name(&mut self) -> String {
        let rest = self.rest();
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '-')).unwrap_or(rest.len());
        let name = rest[..end].to_owned();
        if !name.starts_with(|c: char| c.is_ascii_lowercase()) {
            return String::new();
        }
        self.at += end;
        name
    }

    fn fail<T>(&self, expected: &'static str) -> Result<T, TagError> {
        Err(TagError { at: self.at + self.offset, expected })
    }

    fn argument(&mut self) -> Result<Argument, TagError> {
        let start = self.at;
        let name = self.name();
        if name.is_empty() {
            return self.fail("namn=\"värde\" | name=\"value\"");
        }
        self.skip_blanks();
        if !self.eat("=") {
            return self.fail("=");
        }
        self.skip_blanks();
        let value = self.value()?;
        Ok(Argument { name, value, span: self.span(start) })
    }

    fn value(&mut self) -> Result<ArgumentValue, TagError> {
        // A word processor's quotes are quotes too.
        for (open, close) in [('"', "\""), ('\'', "'"), ('”', "”"), ('“', "”")] {
            if !self.rest().starts_with(open) {
                continue;
            }
            let inside = &self.rest()[open.len_utf8()..];
            let Some(end) = inside.find(close) else { return self.fail("slutcitattecken | a closing quote") };
            if inside[..end].contains("\n\n") {
                return self.fail("slutcitattecken | a closing quote");
            }
            let value = inside[..end].to_owned();
            self.at += open.len_utf8() + end + close.len();
            return Ok(ArgumentValue::Str(value));
        }
        let rest = self.rest();
        let end = rest.find(|c: char| c.is_whitespace() || c == '}').unwrap_or(rest.len());
        let word = &rest[..end];
        let value = match word {
            "true" => ArgumentValue::Bool(true),
            "false" => ArgumentValue::Bool(false),
            _ => match word.parse() {
                Ok(n) => ArgumentValue::Int(n),
                Err(_) => return self.fail("\"text\", tal, true, false | \"text\", a number, true, false"),
            },
        };
        self.at += end;
        Ok(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(text: &str) -> (String, Vec<(String, ArgumentValue)>) {
        match read_tag(text, 0) {
            Ok(Some((Tag::Open { name, arguments, .. }, n))) => {
                assert_eq!(n, text.len());
                (name, arguments.into_iter().map(|a| (a.name, a.value)).collect())
            }
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn reads_calls() {
        let s = |s: &str| ArgumentValue::Str(s.into());
        assert_eq!(open("{{ a }}"), ("a".into(), vec![]));
        assert_eq!(
            open("{{ figure src=\"a b.png\" n=3 on=true  alt = 'x' }}"),
            (
                "figure".into(),
                vec![
                    ("src".into(), s("a b.png")),
                    ("n".into(), ArgumentValue::Int(3)),
                    ("on".into(), ArgumentValue::Bool(true)),
                    ("alt".into(), s("x"))
                ]
            )
        );
        assert_eq!(open("{{ a b=”c” }}").1, [("b".into(), s("c"))]);
        assert_eq!(read_tag("{{ /notice }} x", 0), Ok(Some((Tag::Close { name: "notice".into() }, 13))));
    }

    #[test]
    fn leaves_other_programs_braces_alone() {
        for text in [
            "{{< ref x >}}",
            "{{ page.title }}",
            "{{ x | upper }}",
            "{{% note %}}",
            "{{ .Site }}",
            "{{}}",
            "{{ Å }}",
            "{ a }",
        ] {
            assert_eq!(read_tag(text, 0), Ok(None), "{text}");
        }
    }

    #[test]
    fn says_what_it_expected() {
        for (text, at, expected) in [
            ("{{ a b }}", 7, "="),
            ("{{ a b=c }}", 7, "\"text\", tal, true, false | \"text\", a number, true, false"),
            ("{{ a b=\"c }}", 7, "slutcitattecken | a closing quote"),
            ("{{ a = }}", 5, "namn=\"värde\" | name=\"value\""),
            ("{{ a ", 5, "namn=\"värde\" | name=\"value\""),
        ] {
            assert_eq!(read_tag(text, 0), Err(TagError { at, expected }), "{text}");
        }
    }
}
