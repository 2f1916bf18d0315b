//! Typographic punctuation by the rules of the page's language.

/// The quotation marks of a language: double opening and closing, single opening and closing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marks {
    double: (char, char),
    single: (char, char),
}

/// Swedish, Finnish and Norwegian-style single sign for Swedish; English for the rest.
pub(super) fn marks(lang: &str) -> Marks {
    match lang.split('-').next().unwrap_or(lang) {
        "sv" | "fi" => Marks { double: ('”', '”'), single: ('’', '’') },
        "de" => Marks { double: ('„', '“'), single: ('‚', '‘') },
        "nb" | "nn" | "no" | "da" | "fr" => Marks { double: ('«', '»'), single: ('‘', '’') },
        _ => Marks { double: ('“', '”'), single: ('‘', '’') },
    }
}

/// Writes `text` with quotes, dashes and ellipses made typographic, and what no line may part joined (see [`end_of_group`]).
/// `before` is the character that precedes it.
///
/// `--` is an en dash, `---` an em dash, `...` an ellipsis.
pub(super) fn smart_punctuation(text: &str, before: Option<char>, marks: Marks, out: &mut String) {
    let mut from = 0;
    // What stands before the sign at `i`; the character written last, where that differs from the text.
    let mut replaced: Option<char> = before;
    while let Some(i) = text.as_bytes()[from..].iter().position(|b| stops(*b)) {
        let i = from + i;
        out.push_str(&text[from..i]);
        let previous = if i > from { text[..i].chars().next_back() } else { replaced };
        if !matches!(text.as_bytes()[i], b'"' | b'\'' | b'-' | b'.') {
            from = end_of_group(text, i);
            join(&text[i..from], out);
            replaced = text[i..from].chars().next_back();
            continue;
        }
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

/// With this byte `§` begins, and few other signs.
const PARAGRAPH: u8 = 0xc2;

/// The signs at which [`smart_punctuation`] has to look closer.
fn stops(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'' | b'-' | b'.' | b'0'..=b'9' | PARAGRAPH)
}

/// Words that are one with the number before them.
const AFTER_NUMBERS: &str = "kap. § % procent kr kronor kg km m cm mm januari februari mars april maj juni juli augusti \
                             september oktober november december";

/// `text` with what no line may part joined («2 kap. 3 §», «114 14»), for words that come from elsewhere than a body.
pub(crate) fn keep_together(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut from = 0;
    while let Some(i) = text.as_bytes()[from..].iter().position(|b| b.is_ascii_digit() || *b == PARAGRAPH) {
        let end = end_of_group(text, from + i);
        out.push_str(&text[from..from + i]);
        join(&text[from + i..end], &mut out);
        from = end;
    }
    out.push_str(&text[from..]);
    out
}

fn join(text: &str, out: &mut String) {
    out.extend(text.chars().map(|c| if c == ' ' { '\u{a0}' } else { c }));
}

/// Where that ends which begins at `at` and must not be parted at the end of a line: «2 kap.», «2 a §», «§ 5», «114 14»,
/// «10 000 kr», «22 november» (Språkrådet, Svenska skrivregler). After the sign itself when nothing does.
fn end_of_group(text: &str, at: usize) -> usize {
    let digits = |from: usize| text.as_bytes()[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    if !text.as_bytes()[at].is_ascii_digit() {
        let number = text[at..].strip_prefix("§ ").map_or(0, |_| digits(at + "§ ".len()));
        let sign = text[at..].chars().next().map_or(1, char::len_utf8);
        return at + if number > 0 { "§ ".len() + number } else { sign };
    }
    let mut end = at + digits(at);
    // Groups of one number: a year before another number is none of its own.
    let mut last = end - at;
    while last <= 3 && text[end..].starts_with(' ') && matches!(digits(end + 1), 2 | 3) {
        last = digits(end + 1);
        end += 1 + last;
    }
    let Some(after) = text[end..].strip_prefix(' ') else { return end };
    // A paragraph that was put in between two others: «2 a §».
    if after.starts_with(|c: char| c.is_ascii_lowercase()) && after[1..].starts_with(" §") {
        return end + 1 + "a §".len();
    }
    let whole =
        |word: &str| after.strip_prefix(word).is_some_and(|next| !next.starts_with(|c: char| c.is_alphanumeric()));
    AFTER_NUMBERS.split(' ').find(|word| whole(word)).map_or(end, |word| end + 1 + word.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sv(text: &str) -> String {
        let mut out = String::new();
        smart_punctuation(text, None, marks("sv"), &mut out);
        out
    }

    #[test]
    fn what_is_read_as_one_is_not_parted() {
        assert_eq!(
            sv("Ring 114 14, 013-20 60 00 eller 113 13."),
            "Ring 114_14, 013-20_60_00 eller 113_13.".replace('_', "\u{a0}")
        );
        assert_eq!(sv("2 kap. 2 § och 2 a § men § 5"), "2_kap. 2_§ och 2_a_§ men §_5".replace('_', "\u{a0}"));
        assert_eq!(sv("10 000 kr, 50 %, 22 november 2026"), "10_000_kr, 50_%, 22_november 2026".replace('_', "\u{a0}"));
        assert_eq!(keep_together("3 kap. 2 a § - \"nu\""), "3_kap. 2_a_§ - \"nu\"".replace('_', "\u{a0}"));
        // No number of its own: a year before a number, a list, a word that only begins so.
        for same in ["år 2026 112 personer", "3 möten", "5 mattor", "1 2", "§ fem", "2 a-lag", "»5", "slut 5 "] {
            assert_eq!(sv(same), same);
            assert_eq!(keep_together(same), same);
        }
    }

    #[test]
    fn swedish_and_english() {
        assert_eq!(sv("Han sa \"hej\" -- sedan... 'jaha'"), "Han sa ”hej” – sedan… ’jaha’");
        assert_eq!(sv("a---b ----- x-y"), "a—b ----- x-y");
        let mut en = String::new();
        smart_punctuation("\"It's\" (\"so\")", None, marks("en"), &mut en);
        assert_eq!(en, "“It’s” (“so”)");
    }
}
