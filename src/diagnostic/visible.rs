//! Text from files made safe to print.
//!
//! A file name, a message or an excerpt may hold anything, also the sequences that move a terminal's cursor, set its
//! title or turn text around. None of that may reach the terminal: a reviewer must see what stands in the file.

use std::borrow::Cow;

/// What is shown for `c`. One character for one, so that columns stay true; a tab and a line feed are for the caller.
pub(super) fn visible_char(c: char) -> char {
    match c {
        // The control pictures: ␀ ␁ … ␛ …
        '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\x7f' => '\u{2421}',
        _ if is_hidden(c) => '\u{fffd}',
        _ => c,
    }
}

/// Characters that act on the terminal or on the text around them and cannot be seen: C1 controls, direction marks,
/// separators, fillers, tags. The joiners of emoji and the soft hyphen only shape what is seen, and stay.
fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{80}'..='\u{9f}'
        | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e0fff}')
}

fn needs_care(c: char) -> bool {
    c.is_control() || is_hidden(c)
}

/// One line of a file: tabs stay, for the excerpt widens them.
pub(super) fn source_line(line: &str) -> Cow<'_, str> {
    map(line, |c| if c == '\t' { c } else { visible_char(c) })
}

/// A path or a name: all on one line.
pub(super) fn name(text: &str) -> Cow<'_, str> {
    map(text, visible_char)
}

/// More of a message than this (a link to a picture in base64, say) tells nobody anything.
const LONGEST: usize = 1000;

/// A message, which may have several lines.
pub(super) fn message(text: &str) -> Cow<'_, str> {
    let text = text.trim_end();
    if let Some((cut, _)) = text.char_indices().nth(LONGEST) {
        return Cow::Owned(format!("{}…", message(&text[..cut])));
    }
    if text.contains("\r\n") {
        return Cow::Owned(message(&text.replace("\r\n", "\n")).into_owned());
    }
    map(text, |c| match c {
        '\n' => '\n',
        '\t' => ' ',
        c => visible_char(c),
    })
}

/// A message that has room for one line only.
pub(super) fn one_line(text: &str) -> Cow<'_, str> {
    match message(text) {
        m if m.contains('\n') => Cow::Owned(m.split('\n').map(str::trim).collect::<Vec<_>>().join(" ")),
        m => m,
    }
}

/// JSON as serde writes it leaves C1 controls and direction marks raw; this writes them `\u009b`, which means the same.
/// (Outside strings JSON has only ASCII, so every one of them stands in a string.)
pub(super) fn json(mut text: String) -> String {
    use std::fmt::Write;
    if !text.chars().any(|c| is_hidden(c) || c == '\x7f') {
        return text;
    }
    let raw = std::mem::take(&mut text);
    let mut units = [0; 2];
    for c in raw.chars() {
        if is_hidden(c) || c == '\x7f' {
            for unit in c.encode_utf16(&mut units) {
                let _ = write!(text, "\\u{unit:04x}");
            }
        } else {
            text.push(c);
        }
    }
    text
}

fn map(text: &str, f: impl Fn(char) -> char) -> Cow<'_, str> {
    if text.chars().any(needs_care) { Cow::Owned(text.chars().map(f).collect()) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_what_acts_and_leaves_what_reads() {
        assert_eq!(name("a\x1b[31m\nb\u{202e}\u{9b}å 👩‍🚒"), "a␛[31m␊b\u{fffd}\u{fffd}å 👩‍🚒");
        assert_eq!(message("ett\r\ntvå\t\x07\n"), "ett\ntvå ␇");
        assert_eq!(message(&"å".repeat(5000)).chars().count(), 1001);
        assert_eq!(one_line("ett\n  två"), "ett två");
        assert_eq!(source_line("\ta\rb"), "\ta␍b");
    }

    #[test]
    fn json_stays_the_same_json() {
        let value = serde_json::json!({"a": "\u{9b}31m \u{7f} \u{e0041} \u{202e}å"});
        let text = json(value.to_string());
        assert_eq!(text, r#"{"a":"\u009b31m \u007f \udb40\udc41 \u202eå"}"#);
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap(), value);
    }
}
