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

/// Decodes each `%` with two hexadecimal digits; one without stands as it is. `None`: the bytes are not UTF-8.
pub fn decode(text: &str) -> Option<String> {
    let digit = |b: Option<&u8>| b.and_then(|b| char::from(*b).to_digit(16)).and_then(|d| u8::try_from(d).ok());
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(b) = bytes.get(at) {
        match (*b, digit(bytes.get(at + 1)), digit(bytes.get(at + 2))) {
            (b'%', Some(high), Some(low)) => {
                out.push(high * 16 + low);
                at += 3;
            }
            (b, ..) => {
                out.push(b);
                at += 1;
            }
        }
    }
    String::from_utf8(out).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_encoded_is_decoded_and_the_rest_stands() {
        assert_eq!(decode("a%20b%C3%A5%2f100%").as_deref(), Some("a bå/100%"));
        assert_eq!(decode("%zz%4").as_deref(), Some("%zz%4"));
        assert_eq!(decode("%E5"), None);
    }

    #[test]
    fn only_what_is_asked_for_stands_as_it_is() {
        assert_eq!(encode("aZ9-._~/å b:%", b""), "aZ9-._~%2F%C3%A5%20b%3A%25");
        assert_eq!(encode("c:/å b", b"/:"), "c:/%C3%A5%20b");
    }
}
