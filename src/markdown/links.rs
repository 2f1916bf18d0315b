//! Reads addresses of links and images.

use crate::base::percent;
use crate::body::Destination;
use unicode_normalization::UnicodeNormalization;

/// Schemes that leave the site and run nothing.
const SAFE_SCHEMES: [&str; 6] = ["http", "https", "mailto", "tel", "sms", "callto"];

/// Sorts an address as written. Browsers ignore white space and control characters before and inside a scheme, so
/// these are taken away before it is judged.
pub fn destination(written: &str) -> Destination {
    let visible: String = written.chars().filter(|c| !c.is_control()).collect();
    let trimmed = visible.trim();
    if let Some(scheme) = scheme(trimmed) {
        let known = SAFE_SCHEMES.contains(&scheme.to_ascii_lowercase().as_str());
        return if known { Destination::External(trimmed.to_owned()) } else { Destination::Unsafe(trimmed.to_owned()) };
    }
    if trimmed.starts_with("//") || trimmed.starts_with("\\\\") || trimmed.starts_with("/\\") {
        return Destination::External(trimmed.replace('\\', "/"));
    }
    let (path, anchor) = match trimmed.split_once('#') {
        Some((path, anchor)) => (path, Some(decode(anchor)).filter(|a| !a.is_empty())),
        None => (trimmed, None),
    };
    let path = path.split('?').next().unwrap_or("");
    match (path.is_empty(), anchor) {
        (true, Some(anchor)) => Destination::Anchor(anchor),
        (_, anchor) => Destination::Path { path: decode(path), anchor },
    }
}

/// Whether an address leads to a disk or a file server, `C:\\mapp`, `\\\\server\\mapp` or `file:`, where no reader of a web page gets.
pub(crate) fn is_local(written: &str) -> bool {
    let written = written.trim();
    let drive = written.as_bytes();
    written.starts_with("\\\\")
        || written.get(..5).is_some_and(|s| s.eq_ignore_ascii_case("file:"))
        || (drive.len() > 2 && drive[0].is_ascii_alphabetic() && drive[1] == b':' && matches!(drive[2], b'\\' | b'/'))
}

/// A path with the backslashes of Windows as one with slashes; `None` when it has none, or only such as escape a sign
/// in Markdown.
pub(super) fn without_backslashes(written: &str) -> Option<String> {
    let parts = |w: &[u8]| w[0] == b'\\' && (w[1].is_ascii_alphanumeric() || !w[1].is_ascii());
    let path = written.as_bytes().windows(2).any(parts) || written.contains(".\\");
    (path && scheme(written).is_none()).then(|| written.replace('\\', "/"))
}

/// `page-id#heading-id` of a wiki link.
pub(super) fn wiki(written: &str) -> Destination {
    // In a table the bar before the text is escaped.
    let written = written.strip_suffix('\\').unwrap_or(written);
    let (id, anchor) = match written.split_once('#') {
        Some((id, anchor)) => (id.trim(), Some(anchor.trim().to_owned()).filter(|a| !a.is_empty())),
        None => (written.trim(), None),
    };
    match (id.is_empty(), anchor) {
        (true, Some(anchor)) => Destination::Anchor(anchor),
        (_, anchor) => Destination::Wiki { id: id.to_owned(), anchor },
    }
}

/// Endings of image files, also of kinds that are not published.
const IMAGES: [&str; 13] =
    ["png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "bmp", "tif", "tiff", "heic", "apng", "ico"];

/// The destination of `![[…]]` when it names an image.
pub(super) fn embedded_image(written: &str) -> Option<Destination> {
    let Destination::Wiki { id, .. } = wiki(written) else { return None };
    let (_, ending) = id.rsplit_once('.')?;
    IMAGES.contains(&ending.to_ascii_lowercase().as_str()).then_some(Destination::Wiki { id, anchor: None })
}

/// The width of an image, and perhaps its height, where others have its text: `300`, `300x200`.
pub(super) fn is_size(text: &str) -> bool {
    let number = |n: &str| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit());
    text.split_once('x').map_or_else(|| number(text), |(width, height)| number(width) && number(height))
}

/// The text of an image without the size behind it (`Karta|300`).
pub(super) fn without_size(text: &str) -> &str {
    text.rsplit_once('|').filter(|(_, size)| is_size(size.trim())).map_or(text, |(text, _)| text.trim_end())
}

/// RFC 3986: a letter, then letters, digits, `+`, `-`, `.`, then `:`.
fn scheme(s: &str) -> Option<&str> {
    let (scheme, _) = s.split_once(':')?;
    let valid = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    // Browsers drop tabs and line ends inside a scheme, and these are gone already; a blank ends the guess.
    valid.then_some(scheme)
}

/// Percent-decoded, composed (NFC). What is no UTF-8 after decoding stays as written.
pub(super) fn decode(s: &str) -> String {
    if s.is_ascii() && !s.contains('%') {
        return s.to_owned();
    }
    percent::decode(s).map_or_else(|| s.to_owned(), |s| s.nfc().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_addresses() {
        let path = |p: &str, a: Option<&str>| Destination::Path { path: p.into(), anchor: a.map(Into::into) };
        assert_eq!(destination("../a.md#b"), path("../a.md", Some("b")));
        assert_eq!(destination("R%C3%A5d%20nu.md?x=1"), path("Råd nu.md", None));
        assert_eq!(destination("Ra\u{30a}d.md"), path("Råd.md", None));
        assert_eq!(destination("#så"), Destination::Anchor("så".into()));
        assert_eq!(destination("TEL:112"), Destination::External("TEL:112".into()));
        assert_eq!(destination("//evil.example/x"), Destination::External("//evil.example/x".into()));
        assert_eq!(destination(""), path("", None));
        for bad in [
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            " java\nscript:alert(1)",
            "\u{1}javascript:x",
            "vbscript:x",
            "data:text/html,x",
            "file:///etc/passwd",
            "blob:x",
        ] {
            assert!(matches!(destination(bad), Destination::Unsafe(_)), "{bad:?}");
        }
        let image = |written: &str| embedded_image(written).map(|d| format!("{d:?}"));
        assert_eq!(image("Karta 1.PNG#x").as_deref(), Some("Wiki { id: \"Karta 1.PNG\", anchor: None }"));
        assert_eq!((image("Brand"), image("a.pdf"), image("#x")), (None, None, None));
        assert!(is_size("300") && is_size("300x20") && !is_size("x") && !is_size("") && !is_size("3 x 2"));
        assert_eq!((without_size("Karta | 300x20"), without_size("A|b")), ("Karta", "A|b"));
        assert_eq!(wiki("Brand 0\\"), Destination::Wiki { id: "Brand 0".into(), anchor: None });
        for local in ["C:\\mapp\\a.docx", "h:/a", "\\\\server\\mapp", "file:///C:/a", "FILE://server/a"] {
            assert!(is_local(local), "{local}");
        }
        for not in ["c:", "tel:112", "/mapp", "mapp\\a.md", "https://a.example"] {
            assert!(!is_local(not), "{not}");
        }
        let mended = |s: &str| without_backslashes(s);
        assert_eq!(mended("mapp\\fil.md#a"), Some("mapp/fil.md#a".into()));
        assert_eq!(mended("..\\_b.md"), Some("../_b.md".into()));
        assert_eq!((mended("a\\_b.md"), mended("a\\(1\\).md"), mended("https://a.example/b\\c")), (None, None, None));
        assert_eq!(wiki(" rk-6 # rk-6-2 "), Destination::Wiki { id: "rk-6".into(), anchor: Some("rk-6-2".into()) });
    }
}
