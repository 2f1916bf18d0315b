//! Addresses as they are written on a page.

use crate::base::percent;

/// How to reach the site's root from the page at `url`: `./`, `../`, `../../` …
pub fn root(url: &str) -> String {
    let depth = url.matches('/').count();
    if depth == 0 { "./".to_owned() } else { "../".repeat(depth) }
}

/// Percent-encodes what may not stand in a URL (and nothing that is encoded already).
pub fn encode(url: &str) -> String {
    if url.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~/".contains(&b)) {
        return url.to_owned();
    }
    let mut out = String::with_capacity(url.len());
    for (i, c) in url.char_indices() {
        let keep = c.is_ascii_alphanumeric() || "-._~:/?#@!$&'()*+,;=".contains(c);
        let encoded = c == '%' && url.as_bytes().get(i + 1..i + 3).is_some_and(|h| h.iter().all(u8::is_ascii_hexdigit));
        if keep || encoded {
            out.push(c);
        } else {
            percent::encode_into(&mut out, c.encode_utf8(&mut [0; 4]), b"");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roots_and_encoding() {
        assert_eq!(
            (root(""), root("a/"), root("a/b/"), root("404.html")),
            ("./".into(), "../".into(), "../../".into(), "./".into())
        );
        assert_eq!(encode("a b/ö?x=[1]#y%20%"), "a%20b/%C3%B6?x=%5B1%5D#y%20%25");
    }
}
