//! HTML as nodes, on which the passes over a body work; the one writer of them, and the one reader of HTML that was made
//! elsewhere.

use crate::base::html::escape;
use std::borrow::Cow;

/// One node, in the order of the page; an element reaches from its `Open` to its `Close`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node<'a> {
    Open {
        name: Cow<'a, str>,
        attributes: Vec<Attribute<'a>>,
    },
    Close(Cow<'a, str>),
    /// Escaped, as it stands between tags.
    Text(Cow<'a, str>),
    /// A comment, a declaration, the content of a script or style sheet.
    Other(Cow<'a, str>),
}

/// An attribute as it is written, with the blank before it: ` name="value"`, escaped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Attribute<'a>(pub Cow<'a, str>);

impl Attribute<'_> {
    pub(super) fn new(name: &str, value: &str) -> Attribute<'static> {
        Attribute(Cow::Owned(format!(" {name}=\"{}\"", escape(value))))
    }

    pub(super) fn name(&self) -> &str {
        let name = self.0.trim_ascii_start();
        &name[..name.find(|c: char| c == '=' || c == '/' || c.is_ascii_whitespace()).unwrap_or(name.len())]
    }

    /// The value without its quotes, escaped; `None` where there is none.
    pub(super) fn value(&self) -> Option<&str> {
        let value = self.0.split_once('=')?.1.trim_ascii();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        Some(quote.and_then(|quote| value.strip_prefix(quote)?.strip_suffix(quote)).unwrap_or(value))
    }
}

/// Shorthand for the nodes that passes put in.
pub(super) fn open<'a>(name: &'static str, attributes: &[(&str, &str)]) -> Node<'a> {
    let attributes = attributes.iter().map(|(name, value)| Attribute::new(name, value)).collect();
    Node::Open { name: name.into(), attributes }
}

pub(super) fn close<'a>(name: &'static str) -> Node<'a> {
    Node::Close(name.into())
}

/// Text that is not escaped yet.
pub(super) fn text<'a>(text: &str) -> Node<'a> {
    Node::Text(escape(text).into())
}

/// Writes the nodes.
pub(super) fn write(nodes: &[Node<'_>]) -> String {
    let mut out = String::with_capacity(nodes.len() * 24);
    for node in nodes {
        match node {
            Node::Open { name, attributes } => {
                out.push('<');
                out.push_str(name);
                attributes.iter().for_each(|attribute| out.push_str(&attribute.0));
                out.push('>');
            }
            Node::Close(name) => {
                out.push_str("</");
                out.push_str(name);
                out.push('>');
            }
            Node::Text(html) | Node::Other(html) => out.push_str(html),
        }
    }
    out
}

/// Reads HTML of a component, a template or a site that is trusted. Written again it is what it was, and nodes need not
/// be balanced: a component may give any piece of a page.
pub(super) fn read(html: &str) -> impl Iterator<Item = Node<'_>> {
    tokens(html).map(|token| match token {
        Token::Text(text) => Node::Text(text.into()),
        Token::Other(html) => Node::Other(html.into()),
        Token::Tag(tag) if tag.closes => Node::Close(tag.source[2..tag.source.len() - 1].into()),
        Token::Tag(tag) => Node::Open {
            name: tag.name.into(),
            attributes: tag.attributes().into_iter().map(|a| Attribute(a.into())).collect(),
        },
    })
}

/// A node that borrows nothing.
pub(super) fn owned<'o>(node: Node<'_>) -> Node<'o> {
    let cow = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
    match node {
        Node::Open { name, attributes } => Node::Open {
            name: cow(name),
            attributes: attributes.into_iter().map(|attribute| Attribute(cow(attribute.0))).collect(),
        },
        Node::Close(name) => Node::Close(cow(name)),
        Node::Text(text) => Node::Text(cow(text)),
        Node::Other(html) => Node::Other(cow(html)),
    }
}

/// One token of HTML as written; all tokens together are the HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Text(&'a str),
    Tag(Tag<'a>),
    Other(&'a str),
}

/// A tag as written, from `<` to `>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    pub source: &'a str,
    pub name: &'a str,
    pub closes: bool,
}

impl<'a> Tag<'a> {
    /// The attributes as written, each with the blanks before it; what else stands before the `>` is one without a name.
    pub(super) fn attributes(&self) -> Vec<&'a str> {
        let mut rest = &self.source[1 + self.name.len()..self.source.len() - 1];
        let mut attributes = Vec::new();
        while !rest.is_empty() {
            let length = attribute_length(rest);
            attributes.push(&rest[..length]);
            rest = &rest[length..];
        }
        attributes
    }
}

/// The length of the attribute with which the inside of a tag begins: blanks, a name, and perhaps a value.
fn attribute_length(inside: &str) -> usize {
    let after = |from: usize, is: fn(char) -> bool| {
        inside[from..].find(|c: char| !is(c)).map_or(inside.len(), |length| from + length)
    };
    let is_blank: fn(char) -> bool = |c| c.is_ascii_whitespace();
    let start = after(0, |c| c.is_ascii_whitespace() || c == '/');
    let name = after(start, |c| !c.is_ascii_whitespace() && c != '=' && c != '/');
    let sign = after(name, is_blank);
    if name == start || !inside[sign..].starts_with('=') {
        return name.max(1).max(start);
    }
    let value = after(sign + 1, is_blank);
    match inside[value..].chars().next() {
        Some(quote @ ('"' | '\'')) => {
            inside[value + 1..].find(quote).map_or(inside.len(), |length| value + 1 + length + 1)
        }
        _ => after(value, |c| !c.is_ascii_whitespace()),
    }
}

/// The tokens of HTML. What looks like a tag and has no end is text.
pub(super) fn tokens(html: &str) -> Tokens<'_> {
    Tokens { rest: html, code: None }
}

pub(super) struct Tokens<'a> {
    rest: &'a str,
    /// The script or style sheet that has just begun.
    code: Option<&'a str>,
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if let Some(code) = self.code.take() {
            let end = self.rest.find(&format!("</{code}")).unwrap_or(self.rest.len());
            if end > 0 {
                return Some(Token::Other(self.take(end)));
            }
        }
        if self.rest.is_empty() {
            return None;
        }
        Some(match self.rest.find('<') {
            Some(0) => self.markup(),
            Some(length) => Token::Text(self.take(length)),
            None => Token::Text(self.take(self.rest.len())),
        })
    }
}

impl<'a> Tokens<'a> {
    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        taken
    }

    fn markup(&mut self) -> Token<'a> {
        let rest = self.rest;
        let to = |end: &str| rest.find(end).map(|at| at + end.len());
        if let Some(end) = if rest.starts_with("<!--") { to("-->") } else { None } {
            return Token::Other(self.take(end));
        }
        if let Some(end) = if rest.starts_with("<!") || rest.starts_with("<?") { to(">") } else { None } {
            return Token::Other(self.take(end));
        }
        let closes = rest.starts_with("</");
        let from = if closes { 2 } else { 1 };
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | ':' | '_');
        let length = rest[from..].find(|c: char| !is_name(c)).unwrap_or(rest.len() - from);
        let end = if rest[from..].starts_with(|c: char| c.is_ascii_alphabetic()) { tag_length(rest) } else { None };
        let Some(end) = end else {
            let next = rest[1..].find('<').map_or(rest.len(), |length| 1 + length);
            return Token::Text(self.take(next));
        };
        let source = self.take(end);
        let name = &source[from..from + length];
        if !closes && matches!(name, "script" | "style") {
            self.code = Some(name);
        }
        Token::Tag(Tag { source, name, closes })
    }
}

/// The length of the tag with which `html` begins: a `>` in a quoted value does not end it.
fn tag_length(html: &str) -> Option<usize> {
    let mut quote = None;
    for (i, b) in html.bytes().enumerate().skip(1) {
        match (quote, b) {
            (Some(open), b) if open == b => quote = None,
            (None, b'"' | b'\'') => quote = Some(b),
            (None, b'>') => return Some(i + 1),
            _ => {}
        }
    }
    None
}

/// `html` with other values of some attributes: `change` is given the name and the value of each, and gives the new value,
/// both escaped. [`Change::Remove`] takes the attribute away.
pub(super) fn change_attributes(html: &str, mut change: impl FnMut(&str, &str) -> Change) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 16);
    for token in tokens(html) {
        let tag = match token {
            Token::Tag(tag) if !tag.closes => tag,
            Token::Tag(Tag { source, .. }) | Token::Text(source) | Token::Other(source) => {
                out.push_str(source);
                continue;
            }
        };
        out.push('<');
        out.push_str(tag.name);
        for written in tag.attributes() {
            let attribute = Attribute(written.into());
            match attribute.value().map_or(Change::Keep, |value| change(attribute.name(), value)) {
                Change::Keep => out.push_str(written),
                Change::Remove => {}
                Change::To(value) => out.push_str(&format!(" {}=\"{value}\"", attribute.name())),
            }
        }
        out.push('>');
    }
    out
}

/// What becomes of an attribute.
pub(super) enum Change {
    Keep,
    Remove,
    /// The new value, escaped.
    To(String),
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shapes(html: &str) -> Vec<String> {
        let shape = |token: Token<'_>| match token {
            Token::Text(text) => format!("text {text}"),
            Token::Other(html) => format!("other {html}"),
            Token::Tag(tag) if tag.closes => format!("/{}", tag.name),
            Token::Tag(tag) => format!("{}{:?}", tag.name, tag.attributes()),
        };
        tokens(html).map(shape).collect()
    }

    #[test]
    fn markup_and_text_are_told_apart() {
        let cases: &[(&str, &[&str])] = &[
            ("a<b>c</b>", &["text a", "b[]", "text c", "/b"]),
            ("<a title=\"x > y\" href='z' download>", &["a[\" title=\\\"x > y\\\"\", \" href='z'\", \" download\"]"]),
            ("<path d=\"m\"/><br />", &["path[\" d=\\\"m\\\"\", \"/\"]", "br[\" /\"]"]),
            ("<a\n  href=x\n>", &["a[\"\\n  href=x\", \"\\n\"]"]),
            ("<!-- <b> --><!doctype html>", &["other <!-- <b> -->", "other <!doctype html>"]),
            ("<style>a<b{}</style>c", &["style[]", "other a<b{}", "/style", "text c"]),
            ("1 < 2 <3 <b", &["text 1 ", "text < 2 ", "text <3 ", "text <b"]),
        ];
        for (html, expected) in cases {
            assert_eq!(&shapes(html), expected, "{html}");
        }
    }

    #[test]
    fn what_is_read_is_written_as_it_was() {
        for html in [
            "<p class=a  id='b'>x &amp; y<br/><img alt=\"a>b\"></p >\n<!-- c -->",
            "<script>if (a < b) { \"</p>\" }</script>",
            "</div><b",
            "<a =\"x\" / y= z>",
            "",
        ] {
            assert_eq!(write(&read(html).collect::<Vec<_>>()), html);
        }
    }

    #[test]
    fn attributes_have_names_and_values() {
        let of = |written: &'static str| Attribute(written.into());
        assert_eq!((of(" href=\"a=b\"").name(), of(" href=\"a=b\"").value()), ("href", Some("a=b")));
        assert_eq!((of("\n href = 'a'").name(), of("\n href = 'a'").value()), ("href", Some("a")));
        assert_eq!((of(" open").name(), of(" open").value()), ("open", None));
        assert_eq!((of(" x=y").name(), of(" x=y").value()), ("x", Some("y")));
        assert_eq!(of("/").name(), "");
        assert_eq!(Attribute::new("title", "a \"b\"").0, " title=\"a &quot;b&quot;\"");
    }

    #[test]
    fn attributes_change_and_the_rest_stays() {
        let changed =
            change_attributes("<a href=\"x\" b='c'>href=\"x\"</a><a\nhref=x>", |name, value| match (name, value) {
                ("href", "x") => Change::To("y".to_owned()),
                ("b", _) => Change::Remove,
                _ => Change::Keep,
            });
        assert_eq!(changed, "<a href=\"y\">href=\"x\"</a><a href=\"y\">");
        assert_eq!(change_attributes("<a href=\"x", |_, _| Change::Remove), "<a href=\"x");
    }
}
