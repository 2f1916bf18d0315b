//! Escaping text for HTML and XML.

use std::borrow::Cow;

/// Whether the character may stand neither in HTML nor in XML (XML 1.0, section 2.2), where one would make a feed unreadable.
pub fn is_control(byte: u8) -> bool {
    byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r')
}

/// `s` with `�` for each character that may stand in no product: control characters and U+FFFE and U+FFFF.
pub fn printable(s: Cow<'_, str>) -> Cow<'_, str> {
    let odd = |c: char| (c.is_control() && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}');
    if s.contains(odd) { Cow::Owned(s.replace(odd, "\u{fffd}")) } else { s }
}

/// Appends `s` with `& < > " '` escaped, fit for element content and quoted attributes alike.
pub fn escape_into(out: &mut String, s: &str) {
    // Writing to a string never fails.
    let _ = pulldown_cmark_escape::escape_html(out, &without_controls(s));
}

/// [`escape_into`] as a value.
pub fn escape(s: &str) -> String {
    let mut out = String::with_capacity(s.len() + 8);
    escape_into(&mut out, s);
    out
}

/// Appends `s` for element content only, where quotes may stand as they are.
pub fn escape_text_into(out: &mut String, s: &str) {
    let _ = pulldown_cmark_escape::escape_html_body_text(out, &without_controls(s));
}

/// [`escape_text_into`] as a value.
pub fn escape_text(s: &str) -> String {
    let mut out = String::with_capacity(s.len() + 8);
    escape_text_into(&mut out, s);
    out
}

fn without_controls(s: &str) -> Cow<'_, str> {
    if s.bytes().any(is_control) {
        Cow::Owned(s.replace(|c| u8::try_from(c).is_ok_and(is_control), "\u{fffd}"))
    } else {
        s.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_no_product_is_replaced() {
        assert_eq!(printable("a\u{1}b\u{9f}c\u{ffff}\t\r\n".into()), "a\u{fffd}b\u{fffd}c\u{fffd}\t\r\n");
        assert!(matches!(printable("åäö\u{fffd}".into()), Cow::Borrowed(_)));
    }

    #[test]
    fn escapes_signs_and_replaces_control_characters() {
        assert_eq!(escape("a<b>\u{b}\t\n\"'&"), "a&lt;b&gt;\u{fffd}\t\n&quot;&#39;&amp;");
        let mut out = String::new();
        escape_text_into(&mut out, "\0\u{1b}'\"");
        assert_eq!(out, "\u{fffd}\u{fffd}'\"");
    }
}
