//! Names for URLs and anchors.

use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;

/// A name for a URL path or an anchor: lower case, å ä á → a, ö ø → o, other marks dropped, every run of anything
/// that is no letter or digit → `-`. Letters of other scripts stay. Text with neither letter nor digit gives "".
///
/// Composed and decomposed spellings of one text give one slug.
pub fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.nfd() {
        if unicode_normalization::char::is_combining_mark(c) {
            continue;
        }
        for c in c.to_lowercase() {
            let plain = match c {
                'æ' => "ae",
                'ø' => "o",
                'œ' => "oe",
                'ß' => "ss",
                'đ' | 'ð' => "d",
                'þ' => "th",
                'ł' => "l",
                _ => "",
            };
            if !c.is_alphanumeric() {
                gap = true;
                continue;
            }
            if gap && !out.is_empty() {
                out.push('-');
            }
            gap = false;
            if plain.is_empty() {
                out.push(c);
            } else {
                out.push_str(plain);
            }
        }
    }
    out.nfc().collect()
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
