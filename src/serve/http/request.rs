//! What we need of a request.

use super::response::Response;
use tiny_http::{HTTPVersion, Request};

/// Longer targets and headers are refused: no browser sends them.
const MAX_HEAD: usize = 16 << 10;
/// What follows the head is read and thrown away by tiny_http, in one piece. A longer one is not even thrown away.
pub(super) const MAX_BODY: usize = 64 << 20;

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Head {
    /// As sent: path and query, or a whole URL.
    pub target: String,
    pub method: String,
    pub host: Option<String>,
    /// HTTP/1.0, which knows neither hosts nor chunks.
    pub old: bool,
}

impl Head {
    /// # Errors
    /// The answer to one that cannot be understood.
    pub fn of(request: &Request) -> Result<Head, Response> {
        let headers = request.headers();
        let length = |h: &tiny_http::Header| h.field.as_str().as_str().len() + h.value.len();
        if request.url().len() + headers.iter().map(length).sum::<usize>() > MAX_HEAD {
            return Err(Response::text(431, "431 Request Header Fields Too Large\n"));
        }
        let mut hosts = headers.iter().filter(|h| h.field.equiv("Host"));
        let host = hosts.next().map(|h| h.value.as_str().to_owned());
        // Two hosts are a trick.
        if hosts.next().is_some() {
            return Err(Response::text(400, "400 Bad Request\n"));
        }
        Ok(Head {
            target: request.url().to_owned(),
            method: request.method().as_str().to_owned(),
            host,
            old: *request.http_version() <= HTTPVersion(1, 0),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tiny_http::{Header, TestRequest};

    fn head(headers: &[&str]) -> Result<Head, u16> {
        let request = TestRequest::new().with_path("/a?b");
        let request = headers.iter().fold(request, |r, h| r.with_header(h.parse::<Header>().unwrap()));
        Head::of(&request.into()).map_err(|r| r.status)
    }

    #[test]
    fn one_host_and_not_too_much() {
        let good = head(&["host: localhost:3000", "Accept: */*"]).unwrap();
        assert_eq!((good.method.as_str(), good.target.as_str()), ("GET", "/a?b"));
        assert_eq!((good.host.as_deref(), good.old), (Some("localhost:3000"), false));
        assert_eq!(head(&["Host: a", "Host: b"]).unwrap_err(), 400);
        assert_eq!(head(&[&format!("Cookie: {}", "a".repeat(MAX_HEAD))]).unwrap_err(), 431);
    }
}
