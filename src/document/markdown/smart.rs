//! Typographic punctuation by the rules of the page's language.

/// The quotation marks of a language: double opening and closing, single opening and closing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marks {
    double: (char, char),
    single: (char, char),
}

/// Swedish, Finnish and Norwegian-style single sign for Swedish; English for the rest.
pub fn marks(lang: &str) -> Marks {
    match lang.split('-').next().unwrap_or(lang) {
        "sv" | "fi" => Marks { double: ('”', '”'), single: ('’', '’') },
        "de" => Marks { double: ('„', '“'), single: ('‚', '‘') },
        "nb" | "nn" | "no" | "da" | "fr" => Marks { double: ('«', '»'), single: ('‘', '’') },
        _ => Marks { double: ('“', '”'), single: ('‘', '’') },
    }
}

/// Writes `text` with quotes, dashes and ellipses made typographic. `before` is the character that precedes it.
///
/// `--` is an en dash, `---` an em dash, `...` an ellipsis.
pub fn smart(text: &str, before: Option<char>, marks: Marks, out: &mut String) {
    let mut from = 0;
    // What stands before the sign at `i`; the character written last, where that differs from the text.
    let mut replaced: Option<char> = before;
    while let Some(i) = text.as_bytes()[from..].iter().position(|b| matches!(b, b'"' | b'\'' | b'-' | b'.')) {
        let i = from + i;
        out.push_str(&text[from..i]);
        let previous = if i > from { text[..i].chars().next_back() } else { replaced };
        let run = |sign: u8| text.as_bytes()[i..].iter().take_while(|b| **b == sign).count();
        let opens = || previous.is_none_or(|p| p.is_whitespace() || "([{–—-/„“‘‚«".contains(p));
        let (taken, written) = match text.as_bytes()[i] {
            b'"' if opens() => (1, marks.double.0),
            b'"' => (1, marks.double.1),
            b'\'' if opens() => (1, marks.single.0),
            b'\'' => (1, marks.single.1),
            b'-' => match run(b'-') {
                2 => (2, '–'),
                3 => (3, '—'),
                n => {
                    out.push_str(&text[i..i + n - 1]);
                    (n, '-')
                }
            },
            _ if run(b'.') >= 3 && previous != Some('.') => (3, '…'),
            _ => (1, '.'),
        };
        out.push(written);
        replaced = Some(written);
        from = i + taken;
    }
    out.push_str(&text[from..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sv(text: &str) -> String {
        let mut out = String::new();
        smart(text, None, marks("sv"), &mut out);
        out
    }

    #[test]
    fn swedish_and_english() {
        assert_eq!(sv("Han sa \"hej\" -- sedan... 'jaha'"), "Han sa ”hej” – sedan… ’jaha’");
        assert_eq!(sv("a---b ----- x-y"), "a—b ----- x-y");
        let mut en = String::new();
        smart("\"It's\" (\"so\")", None, marks("en"), &mut en);
        assert_eq!(en, "“It’s” (“so”)");
    }
}
