//! Letters by code-point range: which characters make words, their lower case and their plain form.
//! The ranges are shipped to the browser, so that both sides agree whatever Unicode version they carry.
use super::tables::FOLDS;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a character is to the tokeniser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    Letter,
    Digit,
    /// Left out of the word it stands in (soft hyphen, zero-width signs, loose accents).
    Skipped,
    Other,
}

/// First and last code point of each range of letters, sorted. Nothing above U+FFFF: a term must be as
/// long in UTF-16 as in code points.
pub const LETTERS: &[(u32, u32)] = &[
    (0x41, 0x5A),
    (0x61, 0x7A),
    (0xAA, 0xAA),
    (0xB5, 0xB5),
    (0xBA, 0xBA),
    (0xC0, 0xD6),
    (0xD8, 0xF6),
    (0xF8, 0x2AF),
    (0x370, 0x373),
    (0x376, 0x377),
    (0x37B, 0x37D),
    (0x386, 0x386),
    (0x388, 0x3FF),
    (0x400, 0x481),
    (0x48A, 0x52F),
    (0x531, 0x556),
    (0x561, 0x587),
    (0x5D0, 0x5EA),
    (0x620, 0x64A),
    (0x671, 0x6D3),
    (0x904, 0x939),
    (0xE01, 0xE30),
    (0x10A0, 0x10FF),
    (0x1E00, 0x1FFC),
    (0x3041, 0x3096),
    (0x30A1, 0x30FA),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xAC00, 0xD7A3),
];
pub const SKIPPED: &[(u32, u32)] =
    &[(0xAD, 0xAD), (0x300, 0x36F), (0x200B, 0x200D), (0x2060, 0x2060), (0xFEFF, 0xFEFF)];
/// Lower case: first, last, how. 1: even code points grow by one; 2: odd ones do; else that is added.
pub const LOWER: &[(u32, u32, u32)] = &[
    (0x41, 0x5A, 32),
    (0xC0, 0xD6, 32),
    (0xD8, 0xDE, 32),
    (0x100, 0x12F, 1),
    (0x132, 0x137, 1),
    (0x139, 0x148, 2),
    (0x14A, 0x177, 1),
    (0x179, 0x17E, 2),
    (0x386, 0x386, 38),
    (0x388, 0x38A, 37),
    (0x38C, 0x38C, 64),
    (0x38E, 0x38F, 63),
    (0x391, 0x3A9, 32),
    (0x400, 0x40F, 80),
    (0x410, 0x42F, 32),
    (0x460, 0x481, 1),
    (0x48A, 0x4BF, 1),
    (0x4C1, 0x4CE, 2),
    (0x4D0, 0x52F, 1),
    (0x1E00, 0x1E95, 1),
    (0x1EA0, 0x1EFF, 1),
];

fn within(ranges: &[(u32, u32)], code: u32) -> bool {
    let at = ranges.partition_point(|r| r.1 < code);
    ranges.get(at).is_some_and(|r| r.0 <= code)
}

pub fn class(c: char) -> Class {
    match c {
        'a'..='z' | 'A'..='Z' => Class::Letter,
        '0'..='9' => Class::Digit,
        '\0'..='\u{7F}' => Class::Other,
        _ if within(LETTERS, c as u32) => Class::Letter,
        _ if within(SKIPPED, c as u32) => Class::Skipped,
        _ => Class::Other,
    }
}

pub fn lower(c: char) -> char {
    let code = c as u32;
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    let at = LOWER.partition_point(|r| r.1 < code);
    let add = match LOWER.get(at) {
        Some(&(first, _, how)) if first <= code => match how {
            1 => u32::from(code.is_multiple_of(2)),
            2 => code % 2,
            n => n,
        },
        _ => 0,
    };
    char::from_u32(code + add).unwrap_or(c)
}

static PLAIN: LazyLock<HashMap<char, &'static str>> =
    LazyLock::new(|| FOLDS.iter().flat_map(|(plain, from)| from.chars().map(move |c| (c, plain.as_str()))).collect());

/// The word as someone writes it who has no å, ä, ö or accents at hand.
pub fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_owned();
    }
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        match PLAIN.get(&c) {
            Some(plain) => out.push_str(plain),
            None => out.push(c),
        }
    }
    out
}

/// Whether a lower-case letter is a vowel, as the Swedish rules count them.
pub fn vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'å' | 'ä' | 'ö' | 'é')
}
