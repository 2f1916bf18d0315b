//! What goes back to the browser.

use crate::base::bytes::Bytes;
use std::io::{self, Write};

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
    pub fn new(status: u16, media: &str, body: impl Into<Bytes>) -> Response {
        Response { status, media: media.to_owned(), body: body.into(), headers: Vec::new() }
    }

    pub fn text(status: u16, text: &str) -> Response {
        Response::new(status, "text/plain; charset=utf-8", text.as_bytes().to_vec())
    }

    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Response {
        self.headers.push((name, value.into()));
        self
    }

    /// Writes it, as the last on its connection; `body`: not for HEAD.
    pub fn write(&self, out: &mut impl Write, body: bool) -> io::Result<()> {
        let mut head = head(self.status, &self.media);
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        // What is not sent again has the length that it had.
        if self.status != 304 {
            head.push_str(&format!("Content-Length: {}\r\n", self.body.len()));
        }
        head.push_str("Connection: close\r\n\r\n");
        let mut bytes = head.into_bytes();
        if body && self.body.len() <= 256 << 10 {
            // One write is one packet on the loopback: the browser wakes once.
            bytes.extend_from_slice(&self.body);
            return out.write_all(&bytes);
        }
        out.write_all(&bytes)?;
        if body { out.write_all(&self.body) } else { Ok(()) }
    }
}

/// Status line and the headers of every answer, without the empty line.
pub(super) fn head(status: u16, media: &str) -> String {
    let policy = match media {
        m if m.starts_with("text/html") => Some(POLICY),
        m if m.starts_with("image/svg") => Some(DRAWING_POLICY),
        _ => None,
    };
    // What a page shows must be asked for again each time; files beside it may be kept and asked about.
    let keep =
        if media.starts_with("text/html") || media.starts_with("text/event-stream") { "no-store" } else { "no-cache" };
    let policy = policy.map_or(String::new(), |p| format!("Content-Security-Policy: {p}\r\n"));
    format!(
        "HTTP/1.1 {status} {}\r\nContent-Type: {media}\r\nCache-Control: {keep}\r\nX-Content-Type-Options: nosniff\r\n\
         Referrer-Policy: same-origin\r\nCross-Origin-Resource-Policy: same-origin\r\n{policy}",
        reason(status)
    )
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        302 => "Found",
        304 => "Not Modified",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        431 => "Request Header Fields Too Large",
        500 => "Internal Server Error",
        505 => "HTTP Version Not Supported",
        _ => "Unknown",
    }
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
    fn head_has_no_body_and_the_length_of_one() {
        let mut out = Vec::new();
        Response::text(404, "nej").write(&mut out, false).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(
            text.starts_with("HTTP/1.1 404 Not Found\r\n") && text.ends_with("Connection: close\r\n\r\n"),
            "{text}"
        );
        assert!(text.contains("Content-Length: 3\r\n") && !text.contains("Security-Policy"), "{text}");
    }
}
