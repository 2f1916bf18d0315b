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
    let mut from = 0;
    for (i, b) in s.bytes().enumerate() {
        let entity = match b {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            b if is_control(b) => "\u{fffd}",
            _ => continue,
        };
        out.push_str(&s[from..i]);
        out.push_str(entity);
        from = i + 1;
    }
    out.push_str(&s[from..]);
}

/// [`escape_into`] as a value.
pub fn escape(s: &str) -> String {
    let mut out = String::with_capacity(s.len() + 8);
    escape_into(&mut out, s);
    out
}

/// Appends `s` for element content only: quotes stay, as the CommonMark examples write them (`"` as `&quot;`).
pub fn escape_text_into(out: &mut String, s: &str) {
    let mut from = 0;
    for (i, b) in s.bytes().enumerate() {
        let entity = match b {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b if is_control(b) => "\u{fffd}",
            _ => continue,
        };
        out.push_str(&s[from..i]);
        out.push_str(entity);
        from = i + 1;
    }
    out.push_str(&s[from..]);
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
        assert_eq!(out, "\u{fffd}\u{fffd}'&quot;");
    }
}
