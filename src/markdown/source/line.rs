//! Lines, and the code fences that they open and close.

/// Where the line at `at` ends, its line feed included.
pub(super) fn line_end(body: &str, at: usize) -> usize {
    body[at..].find('\n').map_or(body.len(), |i| at + i + 1)
}

/// The sign and the length of the code fence that is open.
pub(super) type Fence = (u8, usize);

/// The code fence that is open after this line.
pub(super) fn next_fence(open: Option<Fence>, inner: &str, indent: usize) -> Option<Fence> {
    let sign = inner.bytes().next().filter(|b| indent <= 3 && (*b == b'`' || *b == b'~'));
    let Some(sign) = sign else { return open };
    let run = inner.bytes().take_while(|b| *b == sign).count();
    match open {
        None if run >= 3 && !(sign == b'`' && inner[run..].contains('`')) => Some((sign, run)),
        Some((s, n)) if s == sign && run >= n && inner[run..].trim().is_empty() => None,
        open => open,
    }
}
