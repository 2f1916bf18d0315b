//! Addresses that stand bare in the text are links, as «Autolinks (extension)» of GitHub Flavored Markdown has it
//! (0.29-gfm, section 6.9). Beyond it, typographic quotation marks end an address as straight ones do, and a local part
//! may have letters of any script.

use std::ops::Range;

/// A bare address: its place, and where it leads.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Bare {
    pub range: Range<usize>,
    pub to: String,
}

/// All in `text`. `before` is the character before it; `None` at the beginning of a line.
pub(super) fn bare(text: &str, before: Option<char>) -> Vec<Bare> {
    let mut found: Vec<Bare> = Vec::new();
    let mut previous = before;
    // Where the last link ended.
    let mut from = 0;
    for (i, c) in text.char_indices() {
        let begins = previous.is_none_or(|p| p.is_whitespace() || "*_~(".contains(p));
        previous = Some(c);
        if i < from {
            continue;
        }
        let next = match c {
            'h' | 'H' | 'w' | 'W' if begins => url(&text[i..]).map(|(len, to)| Bare { range: i..i + len, to }),
            '@' => email(text, from, i),
            _ => None,
        };
        if let Some(next) = next {
            from = next.range.end;
            found.push(next);
        }
    }
    found
}

/// The length of the URL with which `text` begins, and what it leads to.
fn url(text: &str) -> Option<(usize, String)> {
    let starts = |with: &str| text.get(..with.len()).is_some_and(|t| t.eq_ignore_ascii_case(with));
    let (scheme, least) = match () {
        () if starts("http://") => (7, 1),
        () if starts("https://") => (8, 1),
        () if starts("www.") => (0, 2),
        () => return None,
    };
    let end = text.find(|c: char| c.is_whitespace() || c == '<').unwrap_or(text.len());
    let host = text[scheme..end].split(|c: char| !(c.is_alphanumeric() || "-_.".contains(c))).next().unwrap_or("");
    let parts: Vec<&str> = host.trim_end_matches('.').split('.').collect();
    let named = parts.len() >= least && parts.iter().all(|part| !part.is_empty());
    if !named || parts.iter().rev().take(2).any(|part| part.contains('_')) {
        return None;
    }
    let written = without_punctuation(&text[..end]);
    let to = clean(written);
    (written.len() > scheme).then(|| (written.len(), if scheme == 0 { format!("http://{to}") } else { to }))
}

/// Without the punctuation of the sentence, a bracket that opened before the address, and a character reference.
fn without_punctuation(mut url: &str) -> &str {
    loop {
        let Some(last) = url.chars().next_back() else { return url };
        let shorter = match last {
            '?' | '!' | '.' | ',' | ':' | '*' | '_' | '~' | '\'' | '"' | '”' | '“' | '’' | '‘' | '»' | '«' | '…' => {
                &url[..url.len() - last.len_utf8()]
            }
            ')' if url.matches(')').count() > url.matches('(').count() => &url[..url.len() - 1],
            ';' => {
                let before = &url[..url.len() - 1];
                let name = before.trim_end_matches(|c: char| c.is_ascii_alphanumeric());
                if name.len() < before.len() && name.ends_with('&') { &name[..name.len() - 1] } else { before }
            }
            _ => return url,
        };
        url = shorter;
    }
}

/// The mail address around the `@` at `at`, not before `from`.
fn email(text: &str, from: usize, at: usize) -> Option<Bare> {
    let local = &text[from..at];
    let local = &local[local.trim_end_matches(|c: char| c.is_alphanumeric() || ".+-_".contains(c)).len()..];
    let rest = &text[at + 1..];
    let mut length = 0;
    let mut dots = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let next = chars.peek().map(|(_, c)| *c);
        match c {
            '.' if next.is_some_and(char::is_alphanumeric) => dots += 1,
            '-' | '_' => {}
            '@' => return None,
            c if c.is_alphanumeric() => {}
            _ => break,
        }
        length = i + c.len_utf8();
    }
    let host = &rest[..length];
    // A second `@`, or a sign that is escaped, makes it something else.
    let odd = text[..at - local.len()].ends_with(['@', '\\']);
    if odd || local.is_empty() || dots == 0 || !host.ends_with(char::is_alphabetic) {
        return None;
    }
    let mut begin = at - local.len();
    let scheme = "mailto:";
    let named = begin >= scheme.len() + from && text[..begin].to_ascii_lowercase().ends_with(scheme);
    if named {
        begin -= scheme.len();
    }
    Some(Bare { range: begin..at + 1 + length, to: format!("{scheme}{}@{host}", clean(local)) })
}

/// As the text would be shown: what Markdown takes for escapes, and `&`.
pub(super) fn clean(written: &str) -> String {
    super::link_addresses::unescaped(written).replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        bare(text, None).into_iter().map(|b| text.get(b.range).unwrap()).collect()
    }

    fn to(text: &str) -> String {
        bare(text, None).into_iter().map(|b| b.to).collect::<Vec<_>>().join(" ")
    }

    /// Examples 622 to 635 of the specification.
    #[test]
    fn as_the_specification_has_it() {
        assert_eq!(to("www.commonmark.org"), "http://www.commonmark.org");
        assert_eq!(found("Visit www.commonmark.org/help for"), ["www.commonmark.org/help"]);
        assert_eq!(found("Visit www.commonmark.org."), ["www.commonmark.org"]);
        assert_eq!(found("Visit www.commonmark.org/a.b."), ["www.commonmark.org/a.b"]);
        let search = "www.google.com/search?q=Markup+(business)";
        assert_eq!(found(search), [search]);
        assert_eq!(found(&format!("{search}))")), [search]);
        assert_eq!(found(&format!("({search})")), [search]);
        assert_eq!(found(&format!("({search}")), [search]);
        assert_eq!(found("www.google.com/search?q=(business))+ok"), ["www.google.com/search?q=(business))+ok"]);
        assert_eq!(found("www.google.com/search?q=commonmark&hl=en"), ["www.google.com/search?q=commonmark&hl=en"]);
        assert_eq!(found("www.google.com/search?q=commonmark&hl;"), ["www.google.com/search?q=commonmark"]);
        assert_eq!(found("www.commonmark.org/he<lp"), ["www.commonmark.org/he"]);
        assert_eq!(to("http://commonmark.org"), "http://commonmark.org");
        assert_eq!(
            found("(Visit https://encrypted.google.com/search?q=Markup+(business))"),
            ["https://encrypted.google.com/search?q=Markup+(business)"]
        );
        assert_eq!(to("foo@bar.baz"), "mailto:foo@bar.baz");
        assert_eq!(
            to("hello@mail+xyz.example isn't valid, but hello+xyz@mail.example is."),
            "mailto:hello+xyz@mail.example"
        );
        assert_eq!(found("a.b-c_d@a.b a.b-c_d@a.b. a.b-c_d@a.b- a.b-c_d@a.b_"), ["a.b-c_d@a.b", "a.b-c_d@a.b"]);
        assert_eq!(
            (found("mailto:foo@bar.baz"), to("mailto:foo@bar.baz")),
            (vec!["mailto:foo@bar.baz"], "mailto:foo@bar.baz".into())
        );
    }

    #[test]
    fn what_else_is_an_address_and_what_is_not() {
        assert_eq!(
            found("Se *https://a.se/b_c_d*, (http://intranät/x) ~www.b.se~"),
            ["https://a.se/b_c_d", "http://intranät/x", "www.b.se"]
        );
        assert_eq!(found("på HTTPS://A.se/%C3%A5?x=1&y=2#z!?"), ["HTTPS://A.se/%C3%A5?x=1&y=2#z"]);
        assert_eq!(found("(Läs ”mer” på https://a.se.) (”se https://a.se”)"), ["https://a.se", "https://a.se"]);
        assert_eq!(found("säkerhet@kommun.se, a@b.se; c.d@e-f.se"), ["säkerhet@kommun.se", "a@b.se", "c.d@e-f.se"]);
        assert_eq!(to("https://a.se/?b=1&amp;c=2 https://a.se/d\\_e"), "https://a.se/?b=1&c=2 https://a.se/d_e");
        for none in [
            "xhttps://a.se",
            "\"https://a.se",
            "/https://a.se",
            "https://",
            "http:// a",
            "https://.se",
            "https://a_b.se",
            "www.",
            "www",
            "www..se",
            "www.a_b.se",
            "awww.a.se",
            "ftp://a.se",
            "javascript://a.se",
            "a@b",
            "@b.se",
            "a@@b.se",
            "a@b@c.se",
            "a@b.se1",
            "a @b.se",
            "http\\://a.se",
        ] {
            assert_eq!(found(none), [""; 0], "{none}");
        }
    }
}
