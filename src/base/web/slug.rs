//! Names for URLs and anchors.

use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;

/// A name for a URL path or an anchor: lower case, å ä á → a, ö ø → o, other marks dropped, every run of anything
/// that is no letter or digit → `-`. Letters of other scripts stay. Text with neither letter nor digit gives "".
///
/// Composed and decomposed spellings of one text give one slug.
pub fn slug(text: &str) -> String {
    let mut out = Slug { out: String::with_capacity(text.len()), gap: false };
    for c in text.chars() {
        match c {
            'a'..='z' | '0'..='9' => out.push(c),
            'A'..='Z' => out.push(c.to_ascii_lowercase()),
            // The letters of nearly every Swedish heading, without a trip through the Unicode tables.
            'å' | 'ä' | 'Å' | 'Ä' => out.push('a'),
            'ö' | 'Ö' => out.push('o'),
            'é' | 'É' => out.push('e'),
            c if c.is_ascii() => out.gap = true,
            c => out.decomposed(c),
        }
    }
    let Slug { out, .. } = out;
    if out.is_ascii() { out } else { out.nfc().collect() }
}

/// A slug being written.
struct Slug {
    out: String,
    /// Something that is no letter or digit has passed since the last character.
    gap: bool,
}

impl Slug {
    fn push(&mut self, c: char) {
        if std::mem::take(&mut self.gap) && !self.out.is_empty() {
            self.out.push('-');
        }
        self.out.push(c);
    }

    /// A character that may be a letter with marks, a mark of its own, or a letter that Latin writes with others.
    fn decomposed(&mut self, c: char) {
        for c in std::iter::once(c).nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)) {
            for c in c.to_lowercase() {
                match c {
                    'æ' => self.letters("ae"),
                    'ø' => self.letters("o"),
                    'œ' => self.letters("oe"),
                    'ß' => self.letters("ss"),
                    'đ' | 'ð' => self.letters("d"),
                    'þ' => self.letters("th"),
                    'ł' => self.letters("l"),
                    c if c.is_alphanumeric() => self.push(c),
                    _ => self.gap = true,
                }
            }
        }
    }

    fn letters(&mut self, letters: &str) {
        letters.chars().for_each(|c| self.push(c));
    }
}

/// Hands out names that are unique on one page: a second `syfte` is `syfte-2`.
#[derive(Default)]
pub struct Unique {
    taken: HashMap<String, u32>,
}

impl Unique {
    /// Takes `wanted` as it stands; false when it was taken already.
    pub fn claim(&mut self, wanted: &str) -> bool {
        self.taken.insert(wanted.to_owned(), 1).is_none()
    }

    /// A free name that begins with `wanted` (with `fallback` when that is empty).
    pub fn name(&mut self, wanted: &str, fallback: &str) -> String {
        let base = if wanted.is_empty() { fallback } else { wanted };
        if !self.taken.contains_key(base) {
            self.taken.insert(base.to_owned(), 1);
            return base.to_owned();
        }
        let mut n = self.taken.get(base).copied().unwrap_or(1);
        loop {
            n += 1;
            let candidate = format!("{base}-{n}");
            if !self.taken.contains_key(&candidate) {
                self.taken.insert(base.to_owned(), n);
                self.taken.insert(candidate.clone(), 1);
                return candidate;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swedish_headings() {
        assert_eq!(slug("Så här gör du"), "sa-har-gor-du");
        assert_eq!(slug("Så ha\u{308}r"), "sa-har");
        assert_eq!(slug("  VMA – «farligt» utsläpp!  "), "vma-farligt-utslapp");
        assert_eq!(slug("2 kap. 2 § LSO"), "2-kap-2-lso");
        assert_eq!(slug("Crème brûlée & Æsir"), "creme-brulee-aesir");
        assert_eq!(slug("🚒"), "");
        assert_eq!(slug("Привет"), "привет");
    }

    #[test]
    fn unique_names() {
        let mut u = Unique::default();
        assert_eq!(u.name("syfte", "x"), "syfte");
        assert_eq!(u.name("syfte", "x"), "syfte-2");
        assert_eq!(u.name("syfte-2", "x"), "syfte-2-2");
        assert_eq!(u.name("syfte", "x"), "syfte-3");
        assert_eq!(u.name("", "avsnitt"), "avsnitt");
        assert!(!u.claim("syfte"));
    }
}
