//! What we need of a request. What may follow its head is never read: GET and HEAD need none of it.

use super::response::Response;
use httparse::{EMPTY_HEADER, Error, Status};
use std::io::{self, Read};

/// Longer heads are refused: no browser sends them.
const MAX_HEAD: usize = 16 << 10;
const MAX_HEADERS: usize = 100;

#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    /// As sent: path and query, or a whole URL.
    pub target: String,
    pub method: String,
    pub host: Option<String>,
    /// HTTP/1.0, which knows neither hosts nor chunks.
    pub old: bool,
    /// `If-None-Match` and `If-Modified-Since`.
    pub none_match: Option<String>,
    pub modified_since: Option<String>,
    /// A page of another origin asks, not a person who follows a link.
    pub foreign: bool,
}

/// Reads the head of a request; in the place of one that cannot be understood, the answer to it.
///
/// # Errors
/// When it does not come, or not whole.
pub(super) fn read(from: &mut impl Read) -> io::Result<Result<Head, Response>> {
    let mut bytes = Vec::new();
    let mut piece = [0; 2048];
    loop {
        match from.read(&mut piece)? {
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            n => bytes.extend_from_slice(&piece[..n]),
        }
        let refused = match parse(&bytes) {
            Ok(Some(head)) => return Ok(Ok(head)),
            Ok(None) if bytes.len() < MAX_HEAD => continue,
            Ok(None) => Response::text(431, "431 Request Header Fields Too Large\n"),
            Err(refused) => refused,
        };
        return Ok(Err(refused));
    }
}

/// `None`: it goes on.
fn parse(bytes: &[u8]) -> Result<Option<Head>, Response> {
    let mut headers = [EMPTY_HEADER; MAX_HEADERS];
    let mut request = httparse::Request::new(&mut headers);
    match request.parse(bytes) {
        Ok(Status::Complete(_)) => {}
        Ok(Status::Partial) => return Ok(None),
        Err(Error::TooManyHeaders) => return Err(Response::text(431, "431 Request Header Fields Too Large\n")),
        Err(Error::Version) => return Err(Response::text(505, "505 HTTP Version Not Supported\n")),
        Err(_) => return Err(Response::text(400, "400 Bad Request\n")),
    }
    let value = |name: &str| {
        let mut all = request.headers.iter().filter(|h| h.name.eq_ignore_ascii_case(name));
        let first = all.next().map(|h| String::from_utf8_lossy(h.value).into_owned());
        (first, all.next().is_some())
    };
    // Two hosts are a trick.
    let (host, twice) = value("Host");
    if twice {
        return Err(Response::text(400, "400 Bad Request\n"));
    }
    let is = |name: &str, values: &[&str]| value(name).0.is_some_and(|v| values.contains(&v.as_str()));
    let other_origin = value("Origin").0.is_some_and(|origin| {
        let authority = origin.split_once("://").map(|(_, authority)| authority);
        authority != host.as_deref()
    });
    let follows_link = is("Sec-Fetch-Mode", &["navigate"]);
    Ok(Some(Head {
        target: request.path.unwrap_or_default().to_owned(),
        method: request.method.unwrap_or_default().to_owned(),
        old: request.version == Some(0),
        none_match: value("If-None-Match").0,
        modified_since: value("If-Modified-Since").0,
        foreign: !follows_link && (other_origin || is("Sec-Fetch-Site", &["cross-site", "same-site"])),
        host,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The head, or the status of the answer in its place, or 0 when nothing can be said.
    fn head(bytes: &[u8]) -> Result<Head, u16> {
        let read = read(&mut &*bytes).map_err(|_| 0_u16)?;
        read.map_err(|response| response.status)
    }

    fn with(headers: &str) -> Result<Head, u16> {
        head(format!("GET /a?b HTTP/1.1\r\n{headers}\r\n").as_bytes())
    }

    #[test]
    fn a_head_is_read_and_not_what_follows_it() {
        let good = with("host: localhost:3000\r\nAccept: */*\r\nContent-Length: 18446744073709551615\r\n").unwrap();
        assert_eq!((good.method.as_str(), good.target.as_str()), ("GET", "/a?b"));
        assert_eq!((good.host.as_deref(), good.old, good.foreign), (Some("localhost:3000"), false, false));
        assert!(head(b"HEAD / HTTP/1.0\r\n\r\n").unwrap().old);
    }

    #[test]
    fn what_cannot_be_understood_is_refused() {
        assert_eq!(with("Host: a\r\nHost: b\r\n"), Err(400));
        assert_eq!(with("Host : a\r\n"), Err(400));
        assert_eq!(with(&format!("Cookie: {}\r\n", "a".repeat(MAX_HEAD))), Err(431));
        assert_eq!(with(&"A: b\r\n".repeat(MAX_HEADERS + 1)), Err(431));
        assert_eq!(head(&[b'a'; MAX_HEAD]), Err(431));
        assert_eq!(head(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), Err(505));
        assert_eq!(head(b"\x16\x03\x01\x02\x00\x01\x00"), Err(400), "TLS");
        assert_eq!(head(b"GET / HT"), Err(0));
        assert_eq!(head(b""), Err(0));
    }

    #[test]
    fn pages_elsewhere_are_told_from_people() {
        let foreign = |headers: &str| with(&format!("Host: localhost:3000\r\n{headers}\r\n")).unwrap().foreign;
        assert!(foreign("Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors"));
        assert!(foreign("Sec-Fetch-Site: same-site\r\nSec-Fetch-Mode: cors"));
        assert!(foreign("Origin: https://evil.example"));
        assert!(foreign("Origin: http://localhost:5000"));
        assert!(foreign("Origin: null"));
        assert!(!foreign("Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate"));
        assert!(!foreign("Sec-Fetch-Site: same-origin\r\nSec-Fetch-Mode: cors"));
        assert!(!foreign("Origin: http://localhost:3000"));
        assert!(!foreign("Accept: */*"));
    }
}
