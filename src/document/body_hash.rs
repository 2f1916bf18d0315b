//! The hash of a body, which a review is bound to.

use crate::base::hash::{Hash, Hashing};

/// Characters at the end of a line that nobody sees.
const BLANKS: [char; 3] = [' ', '\t', '\r'];

/// The hash of what readers see. Not counted, as version control, editors and hooks change them, are line ends, blanks at
/// the end of a line and empty lines at the end. Two blanks or more before a further line count: Markdown makes a line
/// break of them.
pub fn body_hash(body: &str) -> Hash {
    let mut hashing = Hashing::default();
    let body = body.trim_end_matches(|c| c == '\n' || BLANKS.contains(&c));
    let mut lines = body.lines().peekable();
    while let Some(line) = lines.next() {
        let text = line.trim_end_matches(BLANKS);
        let tail = line[text.len()..].trim_end_matches('\r');
        hashing.add(text.as_bytes());
        let goes_on = lines.peek().is_some_and(|next| !next.trim_end_matches(BLANKS).is_empty());
        if goes_on && !text.is_empty() && tail.len() > 1 && tail.bytes().all(|b| b == b' ') {
            hashing.add(b"  ");
        }
        hashing.add(b"\n");
    }
    hashing.hash()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\n# A\n\nOrd.\n- b\n";

    #[test]
    fn what_no_reader_sees_does_not_count() {
        // As it is, it is hashed as the bytes that it has.
        assert_eq!(body_hash(TEXT), Hash::of(TEXT.as_bytes()));
        for same in [
            "\n# A\n\nOrd.\n- b",
            "\n# A\n\nOrd.\n- b\n\n\n",
            "\n# A\n\nOrd.\n- b \t\n \t\n",
            "\n# A\t\n\nOrd. \n- b\n",
            "\n# A  \n  \nOrd.\n- b  \n",
            "\r\n# A\r\n\r\nOrd.\r\n- b\r\n\r\n",
            "\r\n# A  \r\n\t\r\nOrd.\t\r\n- b",
        ] {
            assert_eq!(body_hash(same), body_hash(TEXT), "{same:?}");
        }
        assert_eq!(body_hash("\n \n"), body_hash(""));
        assert_eq!(body_hash(""), Hash::of(b""));
    }

    #[test]
    fn what_a_reader_sees_counts() {
        for other in [
            "\n# A\n\nOrd.  \n- b\n",
            "\n# A\n\nOrd\n- b\n",
            "\n# A\nOrd.\n- b\n",
            "\n# A\n\nOrd.\n - b\n",
            "\n# A\n\nOrd.\n\n- b\n",
        ] {
            assert_ne!(body_hash(other), body_hash(TEXT), "{other:?}");
        }
        assert_eq!(body_hash("a  \nb"), body_hash("a    \r\nb\r\n"), "one line break");
        assert_eq!(body_hash("a  \nb"), Hash::of(b"a  \nb\n"));
    }
}
