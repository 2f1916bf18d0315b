//! Where a page's file says what its links, images and shortcodes lead to, for who rewrites them.

use super::Document;
use crate::base::span::Span;
use crate::body::{ArgumentValue, Destination};
use crate::markdown::{destination, link_addresses};
use std::collections::BTreeMap;

/// One address in a page's file that leads to a page or file by its path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Address {
    /// What it belongs to.
    pub of: Of,
    /// Where it is written; `None`: in a way that cannot be found again in the text.
    pub at: Option<Span>,
    /// How it is written.
    pub form: Form,
    /// The path as it was read: decoded, without query and heading.
    pub path: String,
}

/// The part of the body that an address belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Of {
    /// Place in `body.links`.
    Link(usize),
    /// Place in `body.images`.
    Image(usize),
    /// An argument of a shortcode: places in `body.shortcodes` and in its arguments.
    Argument(usize, usize),
}

/// How an address is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// In Markdown.
    Markdown,
    /// Between `<` and `>` in Markdown.
    Enclosed,
    /// In raw HTML.
    Attribute,
    /// In a shortcode; not percent-decoded by people, but read as others are.
    Argument,
}

/// All addresses of a page that hold a path, in no particular order. `text` is its file.
pub(crate) fn addresses(doc: &Document, text: &str) -> Vec<Address> {
    let body = text.get(doc.front.body_start..).unwrap_or("");
    let places: BTreeMap<Span, (Span, bool)> =
        link_addresses(body, doc.front.body_start).into_iter().map(|p| (p.whole, (p.address, p.enclosed))).collect();
    let find = |of: Of, to: &Destination, span: Span| {
        let Destination::Path { path, .. } = to else { return None };
        let path = Some(path.clone()).filter(|p| !p.is_empty())?;
        if let Some((at, enclosed)) = places.get(&span) {
            return Some(Address {
                of,
                at: Some(*at),
                form: if *enclosed { Form::Enclosed } else { Form::Markdown },
                path,
            });
        }
        let at = quoted(text, span).filter(|at| destination(&text[at.range()]) == *to);
        Some(Address { of, at, form: Form::Attribute, path })
    };
    let links = doc.body.links.iter().enumerate().filter_map(|(i, l)| find(Of::Link(i), &l.destination, l.span));
    let images = doc.body.images.iter().enumerate().filter_map(|(i, m)| find(Of::Image(i), &m.destination, m.span));
    let calls = doc.body.shortcodes.iter().enumerate().flat_map(|(call, shortcode)| {
        shortcode.arguments.iter().enumerate().filter_map(move |(i, argument)| {
            let ArgumentValue::Str(value) = &argument.value else { return None };
            let Destination::Path { path, .. } = destination(value) else { return None };
            let at = quoted(text, argument.span).filter(|at| text[at.range()] == **value);
            Some(Address { of: Of::Argument(call, i), at, form: Form::Argument, path })
        })
    });
    links.chain(images).chain(calls).collect()
}

/// The value of `name="value"`, without its quotes.
fn quoted(text: &str, span: Span) -> Option<Span> {
    let written = text.get(span.range())?;
    let sign = written.find('=')? + 1;
    let value = written[sign..].trim();
    let begin = sign + (written[sign..].len() - written[sign..].trim_start().len());
    let (first, last) = (value.chars().next()?, value.chars().next_back()?);
    let open = matches!(first, '"' | '\'' | '”' | '“') && value.len() > first.len_utf8();
    let (skip, drop) = if open { (first.len_utf8(), last.len_utf8()) } else { (0, 0) };
    let from = span.start as usize + begin;
    Some(Span::new(from + skip, from + value.len() - drop))
}

/// `path` as it is written in that form: Markdown and HTML end an address at certain signs.
pub(crate) fn written(path: &str, form: Form) -> String {
    let mut out = String::with_capacity(path.len() + 8);
    for c in path.chars() {
        let encode = match c {
            '%' | '#' | '?' | '<' | '>' | '\\' | '"' | '&' => true,
            ' ' | '(' | ')' | '\'' => !matches!(form, Form::Enclosed | Form::Argument),
            c => c.is_control(),
        };
        if encode {
            out.push_str(&format!("%{:02X}", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::date::Date;
    use crate::base::hash::Hash;
    use crate::base::path::RelPath;
    use crate::config::Config;
    use crate::document::{Edition, Read, read};

    fn page(text: &str) -> Box<Document> {
        let edition = Edition { audience: None, drafts: true, today: Date::from_ymd(2026, 11, 22).unwrap() };
        let path = RelPath::lit("a.md");
        match read(&path, &path, (text.as_bytes().to_vec(), Hash::of(b"")), &Config::default(), &edition).read {
            Read::Page(doc) => doc,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn every_address_is_found_where_it_stands() {
        let text = "---\ntitle: A\n---\n[b](b.md#x) [c][r] [[d]] <https://e.example>\n\n![f](f.png)\n\n<a href=\"g.md\">g</a> <img src='h i.png' alt=\"h\">\n\n{{ file path=\"j k.pdf\" label=\"x\" }}\n\n[r]: <l m.md>\n";
        let doc = page(text);
        let mut found: Vec<(&str, &str)> = addresses(&doc, text)
            .iter()
            .map(|a| (text.get(a.at.unwrap().range()).unwrap(), ["M", "E", "A", "S"][a.form as usize]))
            .collect();
        found.sort();
        found.dedup();
        assert_eq!(
            found,
            [
                ("b.md#x", "M"),
                ("f.png", "M"),
                ("g.md", "A"),
                ("h i.png", "A"),
                ("j k.pdf", "S"),
                ("l m.md", "E"),
                ("x", "S")
            ]
        );
    }

    #[test]
    fn an_address_that_is_not_written_as_it_is_read_has_no_place() {
        let text = "[b](b&amp;c.md)\n";
        assert_eq!(addresses(&page(text), text)[0].at, None);
    }

    #[test]
    fn addresses_can_be_read_again() {
        for form in [Form::Markdown, Form::Enclosed, Form::Attribute, Form::Argument] {
            let path = "råd (1)/a&b 50%#?\"'<>.md";
            assert_eq!(
                destination(&written(path, form)),
                Destination::Path { path: path.into(), anchor: None },
                "{form:?}"
            );
        }
        assert_eq!(written("råd (1).md", Form::Markdown), "råd%20%281%29.md");
        assert_eq!(written("råd (1).md", Form::Enclosed), "råd (1).md");
    }
}
