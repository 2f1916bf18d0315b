//! Whether a browser still has the latest of a file (RFC 9110, 13).

use jiff::Timestamp;
use jiff::fmt::rfc2822::{DateTimeParser, DateTimePrinter};

/// A point in time for `Last-Modified`, in seconds since 1970.
pub(super) fn date(seconds: i64) -> String {
    let time = Timestamp::from_second(seconds).unwrap_or(Timestamp::UNIX_EPOCH);
    DateTimePrinter::new().timestamp_to_rfc9110_string(&time).unwrap_or_default()
}

/// Of `If-Modified-Since`; `None`: no date.
pub(super) fn seconds(date: &str) -> Option<i64> {
    DateTimeParser::new().parse_timestamp(date.trim()).ok().map(Timestamp::as_second)
}

/// Whether an `If-None-Match` names the tag `"…"`.
pub(super) fn names(list: &str, tag: &str) -> bool {
    let unquoted =
        |name: &str| name.strip_prefix("W/").unwrap_or(name).strip_prefix('"')?.strip_suffix('"').map(str::to_owned);
    list.trim() == "*" || list.split(',').any(|name| unquoted(name.trim()).as_deref() == Some(tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_tags_as_browsers_write_them() {
        assert_eq!(date(784_111_777), "Sun, 06 Nov 1994 08:49:37 GMT");
        assert_eq!(seconds("Sun, 06 Nov 1994 08:49:37 GMT"), Some(784_111_777));
        assert_eq!(seconds("igår"), None);
        for list in ["\"1a\"", "W/\"1a\"", "\"x\", \"1a\"", "*", " \"x\",W/\"1a\" "] {
            assert!(names(list, "1a"), "{list}");
        }
        for list in ["", "1a", "\"1\"", "\"1a", "W/1a", "\"1a\"x"] {
            assert!(!names(list, "1a"), "{list}");
        }
    }
}
