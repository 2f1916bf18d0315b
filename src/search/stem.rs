//! The stemmer: one small interpreter for every language's table (`tables/*-stem.txt`).
use super::chars::vowel;
use super::tables::{Language, Rule};

/// Rounds of taking endings off; more than any real word has.
const ROUNDS: usize = 6;

/// The stem of a lower-case word. Words with digits have none and come back as they are.
pub fn stem(word: &str, language: &Language) -> String {
    if word.bytes().any(|b| b.is_ascii_digit()) {
        return word.to_owned();
    }
    if let Some(to) = language.irregular.get(word) {
        return to.clone();
    }
    let mut w: Vec<char> = word.chars().collect();
    // Longest first; at least two letters must stand before an irregular ending.
    for n in (2..=language.longest_irregular.min(w.len().saturating_sub(2))).rev() {
        if let Some(to) = language.irregular_ends.get(&w[w.len() - n..]) {
            w.truncate(w.len() - n);
            w.extend(to.chars());
            return w.into_iter().collect();
        }
    }
    for _ in 0..ROUNDS {
        if protected(&w, language) || !shorten(&mut w, language) {
            break;
        }
    }
    for rule in &language.last {
        if w.ends_with(&rule.ending) && fits(&w, rule) {
            w.truncate(w.len() - rule.ending.len());
            w.extend(&rule.with);
        }
    }
    w.into_iter().collect()
}

fn protected(w: &[char], language: &Language) -> bool {
    (2..=language.longest_protected.min(w.len())).any(|n| language.protected.contains(&w[w.len() - n..]))
}

/// Takes the longest ending off that may go.
fn shorten(w: &mut Vec<char>, language: &Language) -> bool {
    for n in (1..=language.longest.min(w.len())).rev() {
        let Some(rules) = language.suffixes.get(&w[w.len() - n..]) else { continue };
        if let Some(rule) = rules.iter().find(|r| fits(w, r)) {
            w.truncate(w.len() - n);
            w.extend(&rule.with);
            return true;
        }
    }
    false
}

/// What remains must be long enough, hold a vowel, and end in a letter the rule allows. Two letters are
/// enough only for a vowel and a consonant («öv-ning»).
fn fits(w: &[char], rule: &Rule) -> bool {
    let rest = w.len() - rule.ending.len();
    let left = &w[..rest];
    rest >= rule.least
        && (rest > 2 || vowel(left[0]))
        && left.iter().any(|c| vowel(*c))
        && match &rule.before {
            None => true,
            Some((wanted, set)) => left.last().is_some_and(|c| set.contains(c)) == *wanted,
        }
}
