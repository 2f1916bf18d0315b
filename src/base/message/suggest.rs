//! «Did you mean»: the known name that a person most likely meant.

use super::text::Text;
use crate::text;
use std::collections::BTreeSet;

/// The closest of `known` to `given`, if it is close enough to be a slip of the hand.
///
/// Edit distance with transpositions, ignoring case; at most a third of the longer word; two in words of five letters, one in four, none in two.
/// Ties go to the first in order, so the answer does not depend on how `known` was collected.
pub fn closest<'a>(given: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = given.to_lowercase();
    let mut best: Option<(usize, &str)> = None;
    let length = given.chars().count();
    for name in known {
        let other = name.chars().count();
        let longer = length.max(other);
        let limit = match longer {
            0..=2 => 0,
            3..=4 => 1,
            n => (n / 3).max(2),
        };
        // Lengths that differ by more cannot be that close, and are most of what there is to compare.
        if length.abs_diff(other) > limit {
            continue;
        }
        let distance = strsim::damerau_levenshtein(&lower, &name.to_lowercase());
        if distance <= limit && best.is_none_or(|(d, n)| (distance, name) < (d, n)) {
            best = Some((distance, name));
        }
    }
    best.map(|(_, name)| name)
}

/// As many names as a person reads through.
const FEW: usize = 8;

/// What to write instead of `given`: the known name that was most likely meant, else all of them when they are few.
pub fn instead<'a>(given: &str, known: impl IntoIterator<Item = &'a str> + Clone) -> Option<Text> {
    if let Some(meant) = closest(given, known.clone()) {
        return Some(text!("menade du ”{meant}”?", "did you mean \"{meant}\"?"));
    }
    let mut few = BTreeSet::new();
    for name in known {
        few.insert(name);
        if few.len() > FEW {
            return None;
        }
    }
    let all = few.into_iter().collect::<Vec<_>>().join(", ");
    (!all.is_empty()).then(|| text!("det som finns: {all}", "what there is: {all}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_slips_and_not_strangers() {
        let keys = ["classification", "title", "valid_from", "valid_to"];
        assert_eq!(closest("clasification", keys), Some("classification"));
        assert_eq!(closest("Valid_from", keys), Some("valid_from"));
        assert_eq!(closest("tilte", keys), Some("title"));
        assert_eq!(closest("banana", keys), None);
    }

    #[test]
    fn tells_what_there_is_when_that_is_little() {
        let help = |given, known: &[&'static str]| instead(given, known.iter().copied()).map(|t| t.sv);
        assert_eq!(help("rekto", &["rektor", "chef"]).as_deref(), Some("menade du ”rektor”?"));
        assert_eq!(help("larare", &["rektor", "chef", "chef"]).as_deref(), Some("det som finns: chef, rektor"));
        assert_eq!(help("larare", &[]), None);
        assert_eq!(help("larare", &["a", "b", "c", "d", "e", "f", "g", "h", "i"]), None);
    }
}
