//! Percent-encoding (RFC 3986, 2.1): the signs that stand as they are in a part of an address.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// One part of an address: what RFC 3986 reserves for nothing stands as it is.
pub const PART: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A path of several parts.
pub const PATH: &AsciiSet = &PART.remove(b'/');

/// A path that may begin with the letter of a drive.
pub const FILE_PATH: &AsciiSet = &PATH.remove(b':');

/// A whole URL: what is reserved stands as it is, and so do signs that are encoded already.
pub const URL: &AsciiSet = &PATH
    .remove(b':')
    .remove(b'?')
    .remove(b'#')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=');

/// `text` as UTF-8, the bytes of `encoded` and those beyond ASCII encoded.
pub fn encode(text: &str, encoded: &'static AsciiSet) -> String {
    utf8_percent_encode(text, encoded).to_string()
}

/// Decodes each `%` with two hexadecimal digits; one without stands as it is. `None`: the bytes are not UTF-8.
pub fn decode(text: &str) -> Option<String> {
    Some(percent_decode_str(text).decode_utf8().ok()?.into_owned())
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
        assert_eq!(encode("aZ9-._~/å b:%", PART), "aZ9-._~%2F%C3%A5%20b%3A%25");
        assert_eq!(encode("c:/å b", FILE_PATH), "c:/%C3%A5%20b");
    }
}
