//! The head of a request, from bytes.

/// Longer heads are refused: no browser sends them.
pub(super) const MAX_HEAD: usize = 16 << 10;

/// What we need of a request.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Head {
    pub method: String,
    /// As sent: path and query, or a whole URL.
    pub target: String,
    pub host: Option<String>,
    /// The connection is to be closed after the answer.
    pub close: bool,
    /// A body follows. We read none, so the connection cannot be used again.
    pub has_body: bool,
}

/// Why a request cannot be understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bad {
    Malformed,
    TooLong,
    Version,
}

/// The length of the head with its empty line, when all of it is there.
pub(super) fn head_end(bytes: &[u8]) -> Option<usize> {
    let crlf = bytes.windows(4).position(|w| w == b"\r\n\r\n").map(|i| i + 4);
    let lf = bytes.windows(2).position(|w| w == b"\n\n").map(|i| i + 2);
    match (crlf, lf) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

/// Reads a head that [`head_end`] found whole.
pub(super) fn parse(head: &[u8]) -> Result<Head, Bad> {
    let text = std::str::from_utf8(head).map_err(|_| Bad::Malformed)?;
    let mut lines = text.lines();
    let mut words = lines.next().unwrap_or("").split(' ');
    let (Some(method), Some(target), Some(version), None) = (words.next(), words.next(), words.next(), words.next())
    else {
        return Err(Bad::Malformed);
    };
    let is_method = !method.is_empty() && method.bytes().all(|b| b.is_ascii_uppercase() || b == b'-');
    let is_target = !target.is_empty() && target.bytes().all(|b| b.is_ascii_graphic());
    if !is_method || !is_target {
        return Err(Bad::Malformed);
    }
    let old = match version {
        "HTTP/1.1" => false,
        "HTTP/1.0" => true,
        v if v.starts_with("HTTP/") => return Err(Bad::Version),
        _ => return Err(Bad::Malformed),
    };
    let mut head =
        Head { method: method.to_owned(), target: target.to_owned(), host: None, close: old, has_body: false };
    for line in lines.take_while(|l| !l.is_empty()) {
        let (name, value) = line.split_once(':').ok_or(Bad::Malformed)?;
        if name.is_empty() || name.contains(|c: char| !c.is_ascii_graphic()) {
            return Err(Bad::Malformed);
        }
        let value = value.trim();
        match name.to_ascii_lowercase().as_str() {
            // Two hosts are a trick.
            "host" if head.host.is_some() => return Err(Bad::Malformed),
            "host" => head.host = Some(value.to_owned()),
            "connection" => head.close |= value.split(',').any(|v| v.trim().eq_ignore_ascii_case("close")),
            "content-length" => head.has_body |= value != "0",
            "transfer-encoding" => head.has_body = true,
            _ => {}
        }
    }
    Ok(head)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_browsers_send() {
        let bytes = b"GET /a%20b/?q=1 HTTP/1.1\r\nHost: localhost:3000\r\nAccept: */*\r\n\r\nrest";
        let end = head_end(bytes).unwrap();
        assert_eq!(&bytes[end..], b"rest");
        let head = parse(&bytes[..end]).unwrap();
        assert_eq!((head.method.as_str(), head.target.as_str()), ("GET", "/a%20b/?q=1"));
        assert_eq!((head.host.as_deref(), head.close, head.has_body), (Some("localhost:3000"), false, false));
        assert!(parse(b"GET / HTTP/1.0\n\n").unwrap().close);
        assert!(parse(b"GET / HTTP/1.1\r\nconnection: keep-alive, Close\r\n\r\n").unwrap().close);
        assert!(parse(b"POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\n").unwrap().has_body);
    }

    #[test]
    fn refuses_the_rest() {
        let bad = |s: &[u8]| parse(s).unwrap_err();
        for head in [
            &b""[..],
            b"\r\n\r\n",
            b"GET /\r\n\r\n",
            b"GET  / HTTP/1.1\r\n\r\n",
            b"get / HTTP/1.1\r\n\r\n",
            b"GET /\xc3\xa5 HTTP/1.1\r\n\r\n",
            b"GET /\xff HTTP/1.1\r\n\r\n",
            b"GET /\0 HTTP/1.1\r\n\r\n",
            b"GET / HTTP/1.1\r\nno colon\r\n\r\n",
            b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
            b"GET / SPDY\r\n\r\n",
        ] {
            assert_eq!(bad(head), Bad::Malformed, "{}", String::from_utf8_lossy(head));
        }
        assert_eq!(bad(b"PRI * HTTP/2.0\r\n\r\n"), Bad::Version);
        assert_eq!(head_end(b"GET / HTTP/1.1\r\nHost: x\r\n"), None);
    }
}
