//! The stemmer: one small interpreter for every language's table (`tables/*-stem.txt`).
use super::chars::vowel;
use super::tables::{Ending, Language, Rule};

/// Rounds of taking endings off; more than any real word has.
const ROUNDS: usize = 6;

/// The stem of a lower-case word: all its forms have it («övningarna» → «övning»). Words with digits have
/// none and come back as they are.
pub fn stem(word: &str, language: &Language) -> String {
    reduce(word, language, false)
}

/// The stem of the wider family that a stem belongs to («övning» and «öva» → «öv»).
pub fn root(stem: &str, language: &Language) -> String {
    reduce(stem, language, true)
}

fn reduce(word: &str, language: &Language, wide: bool) -> String {
    if word.bytes().any(|b| b.is_ascii_digit()) {
        return word.to_owned();
    }
    if let Some(to) = language.irregular.get(word) {
        return to.clone();
    }
    let mut w: Vec<char> = word.chars().collect();
    // Longest first; at least two letters must stand before an irregular ending.
    let (ends, count) = endings(&w, language);
    let irregular = (1..=count).rev().find_map(|n| Some((n, ends[n - 1]?.irregular.as_ref()?)));
    if let Some((n, to)) = irregular.filter(|(n, _)| n + 2 <= w.len()) {
        w.truncate(w.len() - n);
        w.extend(to.chars());
        return w.into_iter().collect();
    }
    for round in 0..ROUNDS {
        if !shorten(&mut w, language, wide, round == 0 && !wide) {
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

/// Letters of the longest ending in any table.
const LONGEST: usize = 16;

/// The known endings of a word by length, from one letter on, and how many there are.
fn endings<'a>(w: &[char], language: &'a Language) -> ([Option<&'a Ending>; LONGEST], usize) {
    let mut out = [None; LONGEST];
    let mut node = &language.endings[0];
    for (n, c) in w.iter().rev().take(LONGEST).enumerate() {
        let Some((_, next)) = node.before.iter().find(|b| b.0 == *c) else { return (out, n) };
        node = &language.endings[*next];
        out[n] = Some(node);
    }
    (out, w.len().min(LONGEST))
}

/// Takes the longest ending off that may go; none of a protected word.
fn shorten(w: &mut Vec<char>, language: &Language, wide: bool, first: bool) -> bool {
    let (ends, count) = endings(w, language);
    let ends = &ends[..count];
    if ends.iter().flatten().any(|e| e.protected || e.kept && !wide) {
        return false;
    }
    for n in (1..=count).rev() {
        let rules = ends[n - 1].map(|e| e.rules.as_slice()).unwrap_or_default();
        let rule =
            rules.iter().map(|r| &language.rules[*r]).find(|r| (wide || !r.wide) && (first || !r.first) && fits(w, r));
        if let Some(rule) = rule {
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
