//! Letters by code-point range: which characters make words, their lower case and their plain form.
//! The ranges are shipped to the browser, so that both sides agree whatever Unicode version they carry.
use super::tables::{FOLDS, PARTS};
use std::sync::LazyLock;

/// What a character is to the tokeniser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    Letter,
    Digit,
    /// Left out of the word it stands in (soft hyphen, zero-width signs, loose accents).
    Skipped,
    Other,
}

/// First and last code point of each range of letters, sorted. Nothing above U+FFFF: a term must be as
/// long in UTF-16 as in code points.
pub(crate) const LETTERS: &[(u32, u32)] = &[
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
pub(crate) const SKIPPED: &[(u32, u32)] =
    &[(0xAD, 0xAD), (0x300, 0x36F), (0x200B, 0x200D), (0x2060, 0x2060), (0xFEFF, 0xFEFF)];
/// Lower case: first, last, how. 1: even code points grow by one; 2: odd ones do; else that is added.
pub(crate) const LOWER: &[(u32, u32, u32)] = &[
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

/// Code points whose class, lower case and plain form are looked up straight: all that European text is made of.
const COMMON: usize = 0x250;
static CLASSES: [Class; COMMON] = classes();
static LOWERS: [char; COMMON] = lowers();

const fn within(ranges: &[(u32, u32)], code: u32) -> bool {
    let mut i = 0;
    while i < ranges.len() && ranges[i].1 < code {
        i += 1;
    }
    i < ranges.len() && ranges[i].0 <= code
}

const fn classes() -> [Class; COMMON] {
    let mut out = [Class::Other; COMMON];
    let mut code = 0;
    while code < COMMON {
        out[code] = find_class(code as u32);
        code += 1;
    }
    out
}

const fn lowers() -> [char; COMMON] {
    let mut out = ['\0'; COMMON];
    let mut code = 0;
    while code < COMMON {
        if let Some(c) = char::from_u32(code as u32) {
            out[code] = find_lower(c);
        }
        code += 1;
    }
    out
}

const fn find_class(code: u32) -> Class {
    if code >= b'0' as u32 && code <= b'9' as u32 {
        Class::Digit
    } else if within(LETTERS, code) {
        Class::Letter
    } else if within(SKIPPED, code) {
        Class::Skipped
    } else {
        Class::Other
    }
}

const fn find_lower(c: char) -> char {
    let code = c as u32;
    let mut i = 0;
    while i < LOWER.len() && LOWER[i].1 < code {
        i += 1;
    }
    if i == LOWER.len() || LOWER[i].0 > code {
        return c;
    }
    let add = match LOWER[i].2 {
        1 => 1 - code % 2,
        2 => code % 2,
        n => n,
    };
    match char::from_u32(code + add) {
        Some(lower) => lower,
        None => c,
    }
}

pub(crate) fn class(c: char) -> Class {
    CLASSES.get(c as usize).copied().unwrap_or_else(|| find_class(c as u32))
}

pub(crate) fn lower(c: char) -> char {
    LOWERS.get(c as usize).copied().unwrap_or_else(|| find_lower(c))
}

/// Plain forms by code point; empty for letters that are plain.
static PLAIN: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let each = || FOLDS.iter().flat_map(|(plain, from)| from.chars().map(move |c| (c as usize, plain.as_str())));
    let mut out = vec![""; each().map(|f| f.0 + 1).max().unwrap_or(0)];
    each().for_each(|(code, plain)| out[code] = plain);
    out
});

/// The word as someone writes it who has no å, ä, ö or accents at hand.
pub(crate) fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_owned();
    }
    let plain: &[&str] = &PLAIN;
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        match plain.get(c as usize) {
            Some(plain) if !plain.is_empty() => out.push_str(plain),
            _ => out.push(c),
        }
    }
    out
}

/// Whether a lower-case letter is a vowel, as the Swedish rules count them.
pub(crate) fn vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'å' | 'ä' | 'ö' | 'é')
}

/// Whether a part of a compound that is not known may begin so: a vowel, one consonant or a cluster that Swedish has.
pub(crate) fn may_begin(piece: &str) -> bool {
    let end = piece.find(vowel).unwrap_or(piece.len());
    piece[..end].chars().nth(1).is_none() || PARTS.onset.contains(&piece[..end])
}

pub(crate) fn has_vowel(piece: &str) -> bool {
    piece.chars().any(vowel)
}
