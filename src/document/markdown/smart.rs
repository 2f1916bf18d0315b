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
    if !text.bytes().any(|b| matches!(b, b'"' | b'\'' | b'-' | b'.')) {
        out.push_str(text);
        return;
    }
    let mut previous = before;
    let mut chars = text.char_indices();
    while let Some((i, c)) = chars.next() {
        let opens = || previous.is_none_or(|p| p.is_whitespace() || "([{–—-/„“‘‚«".contains(p));
        let written = match c {
            '"' if opens() => marks.double.0,
            '"' => marks.double.1,
            '\'' if opens() => marks.single.0,
            '\'' => marks.single.1,
            '-' if text[i..].starts_with("--") => {
                let run = text[i..].bytes().take_while(|b| *b == b'-').count();
                for _ in 1..run {
                    chars.next();
                }
                match run {
                    2 => '–',
                    3 => '—',
                    _ => {
                        out.push_str(&text[i..i + run - 1]);
                        '-'
                    }
                }
            }
            '.' if text[i..].starts_with("...") && previous != Some('.') => {
                chars.next();
                chars.next();
                '…'
            }
            c => c,
        };
        out.push(written);
        previous = Some(written);
    }
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
