//! The hand-written tables, read once. They are the only place where the rules of a language stand: the
//! browser gets what it needs of them inside the index (see [`client`]).
use super::trie::Trie;
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// One rule of a stemmer: `ending` becomes `with` when at least `least` letters remain and the letter
/// before fits.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Rule {
    pub ending: Vec<char>,
    pub with: Vec<char>,
    pub least: usize,
    /// Only for the wider family of a word.
    pub wide: bool,
    /// Only as the last letters of the word as it was written.
    pub first: bool,
    /// The letters allowed before (`true`) or not allowed (`false`); `None` allows any.
    pub before: Option<(bool, Vec<char>)>,
}

/// The letters that endings and irregular forms are written with.
const LETTERS: usize = 29;

fn letter(c: char) -> Option<usize> {
    match c {
        'a'..='z' => Some(c as usize - 'a' as usize),
        'å' => Some(26),
        'ä' => Some(27),
        'ö' => Some(28),
        _ => None,
    }
}

/// A node of the tree of endings.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Ending {
    /// By the letter before: its node, 0 for none.
    before: [u16; LETTERS],
    /// Rules that take this ending off, by number.
    pub rules: Vec<usize>,
    pub protected: bool,
    /// Protected unless the wider family is asked for.
    pub kept: bool,
    /// What an irregular form that ends so becomes.
    pub irregular: Option<Vec<char>>,
    /// What the irregular form that is just this becomes.
    pub whole: Option<Vec<char>>,
}

impl Ending {
    /// The node of the ending that is one letter longer.
    pub(crate) fn before(&self, c: char) -> Option<usize> {
        let next = usize::from(self.before[letter(c)?]);
        (next > 0).then_some(next)
    }
}

/// Everything that differs between two languages.
#[derive(Debug, Default)]
pub(crate) struct Language {
    /// All endings that mean something, read from the end of a word; the first node is the root.
    pub endings: Vec<Ending>,
    pub rules: Vec<Rule>,
    /// Applied once, in this order, when the rest is done.
    pub last: Vec<Rule>,
    /// All irregular forms.
    pub irregular: Vec<String>,
    /// Every beginning of an ending, with at least one letter to come: a word may be typed that far.
    pub begun: FxHashSet<String>,
    pub stop: FxHashSet<String>,
    /// Stop words that turn a compound round: «plan för krisberedskap».
    pub turning: FxHashSet<String>,
    /// The files as they were read, for the browser.
    pub source: BTreeMap<&'static str, String>,
}

/// The parts of compounds that are known beforehand.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    pub short: Vec<String>,
    pub left: Vec<String>,
    pub right: Vec<String>,
    pub noun: Vec<String>,
    pub never_left: FxHashSet<String>,
    pub never_right: FxHashSet<String>,
    /// Verb particles: taken off in front of a compound, no part of their own.
    pub particle: FxHashSet<String>,
    /// Consonants that a syllable may begin with, beside single ones.
    pub onset: FxHashSet<String>,
    /// What is no part of its own in front of another: particles ([`PARTICLE`]) and what never stands there.
    pub no_left: Trie,
}

/// What a particle costs in [`Parts::no_left`]; all else there costs more.
pub(crate) const PARTICLE: u32 = 0;

pub(crate) static SWEDISH: LazyLock<Language> = LazyLock::new(|| {
    language(
        include_str!("tables/sv-stem.txt"),
        include_str!("tables/sv-irregular.txt"),
        include_str!("tables/sv-stop.txt"),
    )
});
pub(crate) static ENGLISH: LazyLock<Language> = LazyLock::new(|| {
    language(
        include_str!("tables/en-stem.txt"),
        include_str!("tables/en-irregular.txt"),
        include_str!("tables/en-stop.txt"),
    )
});
pub(crate) static PARTS: LazyLock<Parts> = LazyLock::new(|| parts(include_str!("tables/sv-parts.txt")));
/// Words of working life that mean the same, in groups.
pub(crate) static SYNONYMS: LazyLock<Vec<Vec<String>>> =
    LazyLock::new(|| groups(include_str!("tables/sv-synonyms.txt")));
/// Words of somebody whose life is in danger, in Swedish and English.
pub(crate) static DANGER: LazyLock<String> =
    LazyLock::new(|| lines(include_str!("tables/sv-danger.txt")).collect::<Vec<_>>().join(" "));
/// Letter → its plain form, in groups `(plain, letters)`.
pub(crate) static FOLDS: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    lines(include_str!("tables/fold.txt"))
        .filter_map(|l| l.split_once(' '))
        .map(|(a, b)| (a.to_owned(), b.to_owned()))
        .collect()
});

/// Endings written after a colon («VMA:t»), dropped with it.
pub(crate) const COLON_ENDINGS: &str = "n t s en et ar er or na ns ts ens ets arna erna are";

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#'))
}

fn chars(text: &str) -> Vec<char> {
    text.chars().collect()
}

fn rule(line: &str) -> Option<(char, Rule)> {
    let field: Vec<&str> = line.split_whitespace().collect();
    let kind = field.first()?.chars().next()?;
    let ending = chars(field.get(1)?);
    let with = field.get(2).filter(|w| **w != "-").map(|w| chars(w)).unwrap_or_default();
    let least = field.get(3).and_then(|n| n.parse().ok()).unwrap_or(3);
    let before = field.get(4).filter(|b| **b != "*").map(|b| match b.strip_prefix('^') {
        Some(rest) => (false, chars(rest)),
        None => (true, chars(b)),
    });
    Some((kind, Rule { ending, with, least, before, wide: kind == '~', first: kind == 'g' }))
}

impl Language {
    /// The node of an ending, made when it is not there. The tables have no other letters than [`letter`]
    /// knows and nothing longer than the stemmer looks for; a test holds this.
    fn node(&mut self, ending: &[char]) -> &mut Ending {
        let mut at = 0;
        for i in ending.iter().rev().filter_map(|c| letter(*c)) {
            let known = usize::from(self.endings[at].before[i]);
            at = if known > 0 {
                known
            } else {
                let next = self.endings.len();
                self.endings.push(Ending::default());
                self.endings[at].before[i] = next as u16;
                next
            };
        }
        &mut self.endings[at]
    }
}

fn language(stem: &'static str, irregular: &'static str, stop: &'static str) -> Language {
    let mut l = Language { endings: vec![Ending::default()], ..Language::default() };
    let mut kept = String::new();
    for line in lines(stem) {
        let Some((kind, rule)) = rule(line) else { continue };
        match kind {
            '-' | '~' | 'g' => {
                for n in 1..rule.ending.len() {
                    l.begun.insert(rule.ending[..n].iter().collect());
                }
                let number = l.rules.len();
                l.node(&rule.ending).rules.push(number);
                l.rules.push(rule);
            }
            '=' => l.node(&rule.ending).protected = true,
            '+' => l.node(&rule.ending).kept = true,
            '!' => l.last.push(rule),
            _ => continue,
        }
        kept.push_str(line);
        kept.push('\n');
    }
    l.source.insert("stem", kept);
    l.source.insert("irregular", lines(irregular).collect::<Vec<_>>().join("\n"));
    for (to, forms) in lines(irregular).filter_map(|l| l.split_once(": ")) {
        for form in forms.split_whitespace() {
            let bare = form.trim_start_matches('*');
            l.irregular.push(bare.to_owned());
            let node = l.node(&chars(bare));
            node.whole.get_or_insert_with(|| chars(to));
            if bare != form {
                node.irregular.get_or_insert_with(|| chars(to));
            }
        }
    }
    let words: Vec<&str> = lines(stop).flat_map(str::split_whitespace).collect();
    l.source.insert("stop", words.join(" "));
    for word in words {
        let bare = word.trim_start_matches('<');
        if bare != word {
            l.turning.insert(bare.to_owned());
        }
        l.stop.insert(bare.to_owned());
    }
    l
}

fn parts(text: &'static str) -> Parts {
    let mut p = Parts::default();
    for (kind, words) in lines(text).filter_map(|l| l.split_once(": ")) {
        let words = words.split_whitespace().map(str::to_owned);
        match kind {
            "short" => p.short.extend(words),
            "left" => p.left.extend(words),
            "right" => p.right.extend(words),
            "noun" => p.noun.extend(words),
            "never-left" => p.never_left.extend(words),
            "never-right" => p.never_right.extend(words),
            "particle" => p.particle.extend(words),
            "onset" => p.onset.extend(words),
            _ => {}
        }
    }
    for (words, cost) in [(&p.particle, PARTICLE), (&p.never_left, PARTICLE + 1)] {
        for word in words {
            let end = p.no_left.reach(0, word);
            p.no_left.put(end, 0, cost);
        }
    }
    p
}

/// Lines of words that mean the same, with commas between.
pub(crate) fn groups(text: &'static str) -> Vec<Vec<String>> {
    lines(text).map(|l| l.split(',').map(|w| w.trim().to_owned()).filter(|w| !w.is_empty()).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::{ENGLISH, SWEDISH, letter};
    use crate::language::stem::LONGEST;

    /// Whatever the tables grow by, the tree of endings must hold it.
    #[test]
    fn endings_fit_their_tree() {
        for language in [&SWEDISH, &ENGLISH] {
            assert!(language.endings.len() < usize::from(u16::MAX));
            let endings = language.source["stem"].lines().filter_map(|l| l.split_whitespace().nth(1));
            for word in endings.chain(language.irregular.iter().map(String::as_str)) {
                let fits = word.chars().count() <= LONGEST && word.chars().all(|c| letter(c).is_some());
                assert!(fits, "{word}");
            }
        }
    }
}
