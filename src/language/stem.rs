//! The stemmer: one small interpreter for every language's table (`tables/*-stem.txt`).
use super::chars::vowel;
use super::tables::{Ending, Language, Rule};

/// Rounds of taking endings off; more than any real word has.
const ROUNDS: usize = 6;
/// Letters of the longest ending or irregular form in any table.
pub(crate) const LONGEST: usize = 16;

/// The stem of a lower-case word: all its forms have it («övningarna» → «övning»). Words with digits have
/// none and come back as they are.
pub(crate) fn stem(word: &str, language: &Language) -> String {
    Stemmer::default().of(word.chars(), language, false).to_owned()
}

/// Buffers that are used again from word to word.
#[derive(Debug, Default)]
pub(crate) struct Stemmer {
    letters: Vec<char>,
    text: String,
}

impl Stemmer {
    /// The stem of a word, or with `wide` that of its wider family.
    pub(crate) fn of(&mut self, word: impl Iterator<Item = char>, language: &Language, wide: bool) -> &str {
        self.letters.clear();
        self.letters.extend(word);
        reduce(&mut self.letters, language, wide);
        self.text.clear();
        self.text.extend(&self.letters);
        &self.text
    }

    /// The wider family of the stem that was asked for last; `None` when it is that stem itself.
    pub(crate) fn wider(&mut self, language: &Language) -> Option<&str> {
        reduce(&mut self.letters, language, true);
        if self.letters.iter().copied().eq(self.text.chars()) {
            return None;
        }
        self.text.clear();
        self.text.extend(&self.letters);
        Some(&self.text)
    }
}

fn reduce(w: &mut Vec<char>, language: &Language, wide: bool) {
    if w.iter().any(char::is_ascii_digit) {
        return;
    }
    let (ends, count) = endings(w, language);
    if count == w.len()
        && let Some(to) = count.checked_sub(1).and_then(|n| ends[n]?.whole.as_ref())
    {
        to.clone_into(w);
        return;
    }
    // Longest first; at least two letters must stand before an irregular ending.
    let irregular = (1..=count).rev().find_map(|n| Some((n, ends[n - 1]?.irregular.as_ref()?)));
    if let Some((n, to)) = irregular.filter(|(n, _)| n + 2 <= w.len()) {
        w.truncate(w.len() - n);
        w.extend(to);
        return;
    }
    let mut known = Some((ends, count));
    for round in 0..ROUNDS {
        let (ends, count) = known.take().unwrap_or_else(|| endings(w, language));
        if !shorten(w, &ends[..count], language, wide, round == 0 && !wide) {
            break;
        }
    }
    for rule in &language.last {
        if w.last() == rule.ending.last() && w.ends_with(&rule.ending) && fits(w, rule) {
            w.truncate(w.len() - rule.ending.len());
            w.extend(&rule.with);
        }
    }
}

/// The known endings of a word by length, from one letter on, and how many there are.
fn endings<'a>(w: &[char], language: &'a Language) -> ([Option<&'a Ending>; LONGEST], usize) {
    let mut out = [None; LONGEST];
    let mut node = &language.endings[0];
    for (n, c) in w.iter().rev().take(LONGEST).enumerate() {
        let Some(next) = node.before(*c) else { return (out, n) };
        node = &language.endings[next];
        out[n] = Some(node);
    }
    (out, w.len().min(LONGEST))
}

/// Takes the longest ending off that may go; none of a protected word.
fn shorten(w: &mut Vec<char>, ends: &[Option<&Ending>], language: &Language, wide: bool, first: bool) -> bool {
    if ends.iter().flatten().any(|e| e.protected || e.kept && !wide) {
        return false;
    }
    for n in (1..=ends.len()).rev() {
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
