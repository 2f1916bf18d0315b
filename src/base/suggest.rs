//! «Did you mean»: the known name that a person most likely meant.

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
}
