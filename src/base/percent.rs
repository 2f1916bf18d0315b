//! Percent-encoding (RFC 3986, 2.1).

use std::fmt::Write;

/// Appends `text` as UTF-8; of its bytes stand as they are those that RFC 3986 reserves for nothing, and those in `more`.
pub fn encode_into(out: &mut String, text: &str, more: &[u8]) {
    for b in text.bytes() {
        if b.is_ascii_alphanumeric() || b"-._~".contains(&b) || more.contains(&b) {
            out.push(char::from(b));
        } else {
            let _ = write!(out, "%{b:02X}");
        }
    }
}

/// [`encode_into`] as a value.
pub fn encode(text: &str, more: &[u8]) -> String {
    let mut out = String::with_capacity(text.len());
    encode_into(&mut out, text, more);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_asked_for_stands_as_it_is() {
        assert_eq!(encode("aZ9-._~/å b:%", b""), "aZ9-._~%2F%C3%A5%20b%3A%25");
        assert_eq!(encode("c:/å b", b"/:"), "c:/%C3%A5%20b");
    }
}
