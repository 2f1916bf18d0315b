//! The order of words in a language: in Swedish å, ä and ö come last.

use icu_collator::options::CollatorOptions;
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_locale_core::Locale;

/// Sorts text as a language's dictionaries do; numbers by their value.
pub struct Collation {
    /// `None` only if the data built into the program lacked even the root order.
    collator: Option<CollatorBorrowed<'static>>,
}

impl Collation {
    /// An unknown language sorts by Unicode's root order.
    pub fn new(lang: &str) -> Collation {
        let mut preferences = lang.parse::<Locale>().map(CollatorPreferences::from).unwrap_or_default();
        preferences.numeric_ordering = Some(CollationNumericOrdering::True);
        Collation { collator: Collator::try_new(preferences, CollatorOptions::default()).ok() }
    }

    /// A key that compares as the text does. Make it once per text: comparing is slower.
    pub fn key(&self, text: &str) -> Vec<u8> {
        let mut key = Vec::with_capacity(text.len() * 2);
        match &self.collator {
            Some(c) => {
                let Ok(()) = c.write_sort_key_to(text, &mut key);
            }
            None => key.extend_from_slice(text.as_bytes()),
        }
        key
    }

    /// The letter that a text is filed under: `Ä` for `ändringar`, `#` for what begins with no letter.
    pub fn letter(&self, text: &str) -> String {
        let Some(first) = text.chars().find(|c| c.is_alphanumeric()) else { return "#".to_owned() };
        let upper: String = first.to_uppercase().collect();
        if first.is_alphabetic() {
            // É is filed under E, but Å, Ä and Ö are letters of their own where the language says so.
            let plain = crate::base::slug::slug(&upper).to_uppercase();
            let own = plain.is_empty()
                || self.key(&plain).first() != self.key(&upper).first()
                || !self.same_primary(&plain, &upper);
            if own { upper } else { plain }
        } else {
            "0–9".to_owned()
        }
    }

    /// Whether two letters differ only in marks in this language.
    fn same_primary(&self, a: &str, b: &str) -> bool {
        // `a` + z sorts after `b` exactly when both have the same base letter.
        let (az, bz) = (self.key(&format!("{a}Z")), self.key(&format!("{b}A")));
        az > bz
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swedish_has_three_more_letters() {
        let sv = Collation::new("sv");
        let mut words = ["Övning", "zon", "Ärende", "ål", "apa", "Kapitel 10", "Kapitel 9"];
        words.sort_by_key(|w| sv.key(w));
        assert_eq!(words, ["apa", "Kapitel 9", "Kapitel 10", "zon", "ål", "Ärende", "Övning"]);
        let letters: Vec<_> = ["åska", "Ärt", "övning", "élan", "apa", "112", "…"].map(|w| sv.letter(w)).into();
        assert_eq!(letters, ["Å", "Ä", "Ö", "E", "A", "0–9", "#"]);
        assert_eq!(Collation::new("en").letter("ånger"), "A");
    }
}
