//! The path of a request in the site, and the host that it was sent to.

use crate::base::percent;
use std::net::IpAddr;

/// A target taken apart.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Target {
    /// Decoded, without the leading slash; a trailing one stays.
    pub path: String,
    /// Between `?` and the end, as sent.
    pub query: String,
}

/// `None` when it is no path: broken percent signs, bytes that are not UTF-8, control characters, empty, `.` or `..`
/// parts. (What is served lies in memory by path, so no path leads out; these are refused because they mean no good.)
pub(super) fn target(raw: &str) -> Option<Target> {
    // A proxy's form: the whole URL.
    let raw = match raw.strip_prefix("http://") {
        Some(rest) => &rest[rest.find('/')?..],
        None => raw,
    };
    let raw = raw.split('#').next().unwrap_or(raw);
    let (path, query) = raw.split_once('?').unwrap_or((raw, ""));
    let path = decode(path.strip_prefix('/')?)?;
    let is_bad = |part: &str| matches!(part, "" | "." | "..") || part.contains(|c: char| c.is_control() || c == '\\');
    let parts = path.strip_suffix('/').unwrap_or(&path);
    if !path.is_empty() && parts.split('/').any(is_bad) {
        return None;
    }
    Some(Target { path, query: query.to_owned() })
}

/// Percent-decodes. `None`: a `%` without two digits, or bytes that are not UTF-8.
fn decode(text: &str) -> Option<String> {
    let is_escape = |rest: &str| rest.get(..2).is_some_and(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()));
    text.split('%').skip(1).all(is_escape).then(|| percent::decode(text))?
}

/// Percent-encodes a path for a `Location`.
pub(super) fn encode(path: &str) -> String {
    percent::encode(path, percent::PATH)
}

/// The value of `name` in a query.
pub(super) fn query_value(query: &str, name: &str) -> Option<String> {
    query.split('&').find_map(|pair| {
        let (key, value) = pair.split_once('=')?;
        (key == name).then(|| decode(value))?
    })
}

/// Whether a request with this `Host` was meant for us. A page elsewhere on the web can let its own name point at this
/// machine and read the answers (DNS rebinding); it cannot do that with `localhost` or with an address.
pub(super) fn is_our_host(header: &str, bound: &str) -> bool {
    let name = if let Some(rest) = header.strip_prefix('[') {
        let Some((address, port)) = rest.split_once(']') else { return false };
        return address.parse::<std::net::Ipv6Addr>().is_ok() && is_port(port);
    } else {
        match header.split_once(':') {
            Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
            Some(_) => return false,
            None => header,
        }
    };
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    name == "localhost"
        || name.ends_with(".localhost")
        || name.parse::<IpAddr>().is_ok()
        || name == bound.to_ascii_lowercase()
}

fn is_port(text: &str) -> bool {
    text.is_empty() || text.strip_prefix(':').is_some_and(|p| p.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_decoded_and_kept_inside() {
        let path = |raw: &str| target(raw).map(|t| t.path);
        assert_eq!(path("/").as_deref(), Some(""));
        assert_eq!(path("/a/?x=/../y").as_deref(), Some("a/"));
        assert_eq!(path("/r%C3%A5d/b%20c.pdf#d").as_deref(), Some("råd/b c.pdf"));
        assert_eq!(path("http://localhost:3000/a").as_deref(), Some("a"));
        for raw in [
            "",
            "a",
            "*",
            "/../x",
            "/a/../../x",
            "/%2e%2e/x",
            "/a/%2E%2e",
            "/..%2fx",
            "/a/./b",
            "//evil.example/",
            "/a//b",
            "/%",
            "/%4",
            "/%zz",
            "/%ff",
            "/a%00b",
            "/..%5cx",
            "/a\\b",
            "http://x",
        ] {
            assert_eq!(path(raw), None, "{raw}");
        }
    }

    #[test]
    fn only_names_that_nobody_else_can_have() {
        let ours = |h: &str| is_our_host(h, "min-dator");
        for host in [
            "localhost",
            "LOCALHOST:3000",
            "x.localhost:1",
            "127.0.0.1:3000",
            "[::1]:3000",
            "[::1]",
            "192.168.1.4",
            "Min-Dator:80",
            "localhost.",
        ] {
            assert!(ours(host), "{host}");
        }
        for host in [
            "",
            "evil.example",
            "evil.example:3000",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "[::1",
            "[::1]x",
            "[x]:1",
            "localhost:x",
            "::1",
        ] {
            assert!(!ours(host), "{host}");
        }
    }

    #[test]
    fn queries_and_locations() {
        assert_eq!(query_value("a=1&page=%2Fr%C3%A5d%2F", "page").as_deref(), Some("/råd/"));
        assert_eq!(query_value("pages=1", "page"), None);
        assert_eq!(encode("råd/b c/"), "r%C3%A5d/b%20c/");
    }
}
