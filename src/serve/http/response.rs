//! What goes back to the browser.

use crate::base::bytes::Bytes;
use jiff::Timestamp;
use jiff::fmt::rfc2822::{DateTimeParser, DateTimePrinter};
use std::io::{self, BufWriter, Cursor, Write};
use tiny_http::{HTTPVersion, Header, StatusCode};

/// Only what the site itself brings may run or be shown, and nothing inline: the same that the finished site can be
/// published with. Live reload needs no more than `connect-src 'self'`.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; media-src 'self'; \
connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// A drawing that is opened by itself may style itself; scripts never run.
const DRAWING_POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

/// An answer.
pub(super) struct Response {
    pub status: u16,
    pub media: String,
    pub body: Bytes,
    /// Further headers.
    pub headers: Vec<(&'static str, String)>,
}

impl Response {
    pub(super) fn new(status: u16, media: &str, body: impl Into<Bytes>) -> Response {
        Response { status, media: media.to_owned(), body: body.into(), headers: Vec::new() }
    }

    pub(super) fn text(status: u16, text: &str) -> Response {
        Response::new(status, "text/plain; charset=utf-8", text.as_bytes().to_vec())
    }

    pub(super) fn header(mut self, name: &'static str, value: impl Into<String>) -> Response {
        self.headers.push((name, value.into()));
        self
    }

    /// Writes it, as the last on its connection: an answer in HTTP/1.0 ends with it. `body`: not for HEAD.
    pub(super) fn write(&self, out: &mut impl Write, body: bool) -> io::Result<()> {
        let further = self.headers.iter().map(|(name, value)| (*name, value.as_str()));
        let headers = headers(&self.media).into_iter().chain(further);
        let headers = headers.filter_map(|(name, value)| Header::from_bytes(name, value).ok()).collect();
        let (content, length) = (Cursor::new(self.body.as_slice()), self.body.len());
        let answer = tiny_http::Response::new(StatusCode(self.status), headers, content, Some(length), None);
        // One write is one packet on the loopback: the browser wakes once.
        let mut out = BufWriter::with_capacity(256 << 10, out);
        answer.with_chunked_threshold(usize::MAX).raw_print(&mut out, HTTPVersion(1, 0), &[], !body, None)?;
        out.flush()
    }
}

/// The headers of every answer with this media type.
pub(super) fn headers(media: &str) -> Vec<(&'static str, &str)> {
    let mut headers = vec![
        ("Server", "ledfyr"),
        ("Content-Type", media),
        // What a page shows must be asked for again each time; files beside it may be kept and asked about.
        (
            "Cache-Control",
            if media.starts_with("text/html") || media.starts_with("text/event-stream") {
                "no-store"
            } else {
                "no-cache"
            },
        ),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ];
    match media {
        m if m.starts_with("text/html") => headers.push(("Content-Security-Policy", POLICY)),
        m if m.starts_with("image/svg") => headers.push(("Content-Security-Policy", DRAWING_POLICY)),
        _ => {}
    }
    headers
}

/// A point in time for `Last-Modified`, in seconds since 1970.
pub(super) fn http_date(seconds: i64) -> String {
    let time = Timestamp::from_second(seconds).unwrap_or(Timestamp::UNIX_EPOCH);
    DateTimePrinter::new().timestamp_to_rfc9110_string(&time).unwrap_or_default()
}

/// Seconds since 1970, of `If-Modified-Since`; `None`: no date.
pub(super) fn parse_http_date(date: &str) -> Option<i64> {
    DateTimeParser::new().parse_timestamp(date.trim()).ok().map(Timestamp::as_second)
}

/// Whether an `If-None-Match` names the tag `"…"` (RFC 9110, 13.1.2).
pub(super) fn names_tag(list: &str, tag: &str) -> bool {
    let unquoted =
        |name: &str| name.strip_prefix("W/").unwrap_or(name).strip_prefix('"')?.strip_suffix('"').map(str::to_owned);
    list.trim() == "*" || list.split(',').any(|name| unquoted(name.trim()).as_deref() == Some(tag))
}

/// The media type of a file by its name, with the encoding of text.
pub(super) fn media_type(path: &str) -> String {
    // Not in the tables that others keep.
    let known = match path.rsplit('.').next().unwrap_or("") {
        "ics" => Some("text/calendar"),
        "webmanifest" => Some("application/manifest+json"),
        "js" | "mjs" => Some("text/javascript"),
        "xml" => Some("application/xml"),
        _ => None,
    };
    let guess = mime_guess::from_path(path).first_or_octet_stream();
    let media = known.unwrap_or(guess.essence_str());
    let is_text = media.starts_with("text/") || media.ends_with("json") || media.ends_with("xml");
    if is_text { format!("{media}; charset=utf-8") } else { media.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn media_types() {
        for (path, media) in [
            ("a/index.html", "text/html; charset=utf-8"),
            ("static/x.1a2b.css", "text/css; charset=utf-8"),
            ("sok/index.js", "text/javascript; charset=utf-8"),
            ("pages.json", "application/json; charset=utf-8"),
            ("feed.xml", "application/xml; charset=utf-8"),
            ("a.svg", "image/svg+xml; charset=utf-8"),
            ("r.ics", "text/calendar; charset=utf-8"),
            ("b.PNG", "image/png"),
            ("c.pdf", "application/pdf"),
            ("d", "application/octet-stream"),
        ] {
            assert_eq!(media_type(path), media, "{path}");
        }
    }

    #[test]
    fn dates_and_tags_as_browsers_write_them() {
        assert_eq!(http_date(784_111_777), "Sun, 06 Nov 1994 08:49:37 GMT");
        assert_eq!(parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT"), Some(784_111_777));
        assert_eq!(parse_http_date("igår"), None);
        for list in ["\"1a\"", "W/\"1a\"", "\"x\", \"1a\"", "*", " \"x\",W/\"1a\" "] {
            assert!(names_tag(list, "1a"), "{list}");
        }
        for list in ["", "1a", "\"1\"", "\"1a", "W/1a", "\"1a\"x"] {
            assert!(!names_tag(list, "1a"), "{list}");
        }
    }

    #[test]
    fn head_has_no_body_and_the_length_of_one() {
        let mut out = Vec::new();
        Response::text(404, "nej").write(&mut out, false).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.starts_with("HTTP/1.0 404 Not Found\r\n") && text.ends_with("\r\n\r\n"), "{text}");
        assert!(text.contains("Content-Length: 3\r\n") && !text.contains("Security-Policy"), "{text}");
    }
}
