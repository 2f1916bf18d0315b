//! Marks around text in another language than the page it stands on: a title that has no translation, a word of the interface
//! that only English has. `render::language_spans` makes them `lang` attributes once the page is rendered.

/// Before the language, between it and the text, and after the text. Unicode gives these signs to nobody.
pub(crate) const OPEN: char = '\u{FDD2}';
pub(crate) const MIDDLE: char = '\u{FDD3}';
pub(crate) const CLOSE: char = '\u{FDD4}';

/// `text`, marked as one in the language `lang`.
pub(crate) fn marked(lang: &str, text: &str) -> String {
    if text.chars().any(char::is_alphabetic) { format!("{OPEN}{lang}{MIDDLE}{text}{CLOSE}") } else { text.to_owned() }
}

/// Applies `make` to the text within its mark; the result carries the same mark.
pub(crate) fn map_marked(text: &str, make: impl Fn(&str) -> String) -> String {
    match text.strip_prefix(OPEN).and_then(|marked| marked.strip_suffix(CLOSE)?.split_once(MIDDLE)) {
        Some((lang, text)) => marked(lang, &make(text)),
        None => make(text),
    }
}

/// `text` without marks.
pub(crate) fn unmarked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find([OPEN, CLOSE]) {
        out.push_str(&rest[..at]);
        let mark = &rest[at..];
        rest = match mark.find(MIDDLE) {
            Some(middle) if mark.starts_with(OPEN) => &mark[middle + MIDDLE.len_utf8()..],
            _ => &mark[CLOSE.len_utf8()..],
        };
    }
    out + rest
}
