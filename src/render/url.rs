//! Addresses as they are written on a page.

use crate::base::percent;
use percent_encoding::utf8_percent_encode;

/// How to reach the site's root from the page at `url`: `./`, `../`, `../../` …
pub(super) fn root(url: &str) -> String {
    let depth = url.matches('/').count();
    if depth == 0 { "./".to_owned() } else { "../".repeat(depth) }
}

/// The address of the page at `url` of the site at `base`.
pub(crate) fn absolute(base: &str, url: &str) -> String {
    format!("{}/{}", base.trim_end_matches('/'), encode(url))
}

/// Percent-encodes what may not stand in a URL (and nothing that is encoded already).
pub(super) fn encode(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for (i, piece) in url.split('%').enumerate() {
        let encoded = piece.as_bytes().get(..2).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        if i > 0 {
            out.push_str(if encoded { "%" } else { "%25" });
        }
        out.extend(utf8_percent_encode(piece, percent::URL));
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
