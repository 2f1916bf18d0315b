//! From words to terms: what each word of the site is looked up as, the sorted dictionary, and what its terms
//! also stand for.
use super::chars::fold;
use super::collect::{ENGLISH_MARK, QuickMap, QuickSet};
use super::compound::Bench;
use super::families::{Families, Family};
use super::input::SearchOptions;
use super::parts::Lexicon;
use super::stem::{Stemmer, stem};
use super::tables::{ENGLISH, SWEDISH, SYNONYMS};
use super::tokens::tokens;
use super::weigh::{Analysed, HEAD, MODIFIER, Word};
use super::words::Words;
use crate::base::parallel;
use rayon::slice::ParallelSliceMut;
use serde::{Deserialize, Serialize};

/// Words that a processor takes before another may take over.
const AT_ONCE: usize = 1024;
/// Letters from which on a word that cannot be taken apart is also kept backwards, for its ending.
const BACKWARDS_FROM: usize = 8;
/// Strength of a word of the same wider family, in tenths.
pub const RELATIVE: u8 = 6;
/// Strength of the general synonyms, in tenths.
const GENERAL: u8 = 7;
/// Sign for the parts of a compound, where else a strength stands.
pub const COMPOUND: u8 = 0;
/// What one word may also stand for, at most: a word that the site has, and one that it lacks.
const MOST_ALIASES: [usize; 2] = [4, 8];

/// The terms of a site in the order of the dictionary.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Dictionary {
    /// Sorted by folded form, then by text.
    pub terms: Vec<String>,
    pub folds: Vec<String>,
    /// Per term: its aliases as a shard writes them; often empty.
    pub aliases: Vec<String>,
    /// What the words of the vocabulary are found by.
    pub analysed: Analysed,
}

/// What the words of a stem are found by, as text: stems with their weight in 256ths, that of the whole word first.
struct Reading {
    stems: Vec<(String, u16)>,
    /// Whether nothing of the word is left over when it is taken apart.
    whole: bool,
}

fn read(family: &Family, words: &Words, bench: &mut Bench) -> Reading {
    let whole = (family.stem.clone(), 256);
    if family.english {
        return Reading { stems: vec![whole], whole: true };
    }
    let split = bench.split(words.get(family.shortest as usize), &family.stem);
    let mut stems = Vec::with_capacity(1 + split.as_ref().map_or(0, |s| s.parts.len()));
    stems.push(whole);
    let Some(split) = split else { return Reading { stems, whole: false } };
    let last = split.parts.len().saturating_sub(1);
    for (i, part) in split.parts.into_iter().enumerate().rev() {
        let weight = if split.head && i == last { HEAD } else { MODIFIER };
        if !stems.iter().any(|(s, _)| *s == part) {
            stems.push((part, weight));
        }
    }
    Reading { stems, whole: split.whole }
}

impl Dictionary {
    pub fn new(words: &Words, families: &Families, lexicon: &Lexicon, options: &SearchOptions) -> Self {
        let one = |bench: &mut Bench, family: &Family| read(family, words, bench);
        let readings = parallel::map_in(&families.all, AT_ONCE, || Bench::new(lexicon), one);
        let present: QuickSet<&str> = readings.iter().flat_map(|r| r.stems.iter().map(|s| s.0.as_str())).collect();
        let all: Vec<&str> = present.iter().copied().collect();
        let mut aliases = aliases(&all, &present, lexicon, options);
        compounds(&readings, &mut aliases);
        unwritten(&present, lexicon, &mut aliases);
        let mut terms: Vec<String> = all.iter().map(|s| (*s).to_owned()).collect();
        terms.extend(aliases.keys().filter(|k| !present.contains(k.as_str())).cloned());
        terms.extend(all_backwards(&readings));
        let mut keyed: Vec<(String, String)> = terms.into_iter().map(|t| (fold(&t), t)).collect();
        keyed.par_sort_unstable();
        let (folds, terms): (Vec<String>, Vec<String>) = keyed.into_iter().unzip();
        let numbers: QuickMap<&str, u32> = terms.iter().enumerate().map(|(i, t)| (t.as_str(), i as u32)).collect();
        let mut analysed = Analysed::default();
        for reading in &readings {
            analysed.family(reading.stems.iter().map(|(s, w)| (numbers[s.as_str()], *w)));
        }
        let word = |(n, family): (usize, &u32)| {
            let word = words.get(n);
            Word { family: *family, stop: is_stop(word), turning: SWEDISH.turning.contains(word) }
        };
        analysed.words = families.of.iter().enumerate().map(word).collect();
        let aliases = terms.iter().map(|t| aliases.remove(t).unwrap_or_default()).collect();
        Dictionary { terms, folds, aliases, analysed }
    }
}

fn is_stop(word: &str) -> bool {
    match word.strip_prefix(ENGLISH_MARK) {
        Some(english) => ENGLISH.stop.contains(english),
        None => SWEDISH.stop.contains(word),
    }
}

/// The words that could not be taken apart whole, by their ending.
fn all_backwards(readings: &[Reading]) -> QuickSet<String> {
    readings
        .iter()
        .filter(|r| {
            let s = &r.stems[0].0;
            !r.whole && s.chars().nth(BACKWARDS_FROM - 1).is_some() && !s.bytes().any(|b| b.is_ascii_digit())
        })
        .map(|r| backwards(&r.stems[0].0))
        .collect()
}

/// Puts the parts of compounds beside them, so that a reader need not take apart what the site has.
fn compounds(readings: &[Reading], aliases: &mut QuickMap<String, String>) {
    for reading in readings.iter().filter(|r| r.stems.len() > 1) {
        let at = aliases.entry(reading.stems[0].0.clone()).or_default();
        if !at.is_empty() {
            at.push('|');
        }
        at.push(char::from(b'0' + COMPOUND));
        for (i, part) in reading.stems[1..].iter().rev().enumerate() {
            if i > 0 {
                at.push(' ');
            }
            at.push_str(&part.0);
        }
    }
}

/// Compounds that the site has only other words for are met by their parts too.
fn unwritten(present: &QuickSet<&str>, lexicon: &Lexicon, aliases: &mut QuickMap<String, String>) {
    let mut bench = Bench::new(lexicon);
    for (term, at) in aliases.iter_mut().filter(|(t, _)| !present.contains(t.as_str()) && !t.contains(' ')) {
        let Some(split) = bench.strict(term) else { continue };
        if split.parts.len() > 1 && split.parts.iter().all(|p| present.contains(p.as_str())) {
            at.push('|');
            at.push(char::from(b'0' + COMPOUND));
            at.push_str(&split.parts.join(" "));
        }
    }
}

/// The look-up key of a word by its ending.
pub fn backwards(stem: &str) -> String {
    std::iter::once('~').chain(fold(stem).chars().rev()).collect()
}

/// The stems that a written expression is looked up by; several for several words.
fn stems(expression: &str) -> Vec<String> {
    tokens(&super::collect::nfc(expression))
        .iter()
        .filter(|t| !SWEDISH.stop.contains(&t.text))
        .map(|t| stem(&t.text, &SWEDISH))
        .collect()
}

/// Term (or several with spaces between) → what it also stands for, as a shard writes it.
fn aliases(
    all: &[&str],
    present: &QuickSet<&str>,
    lexicon: &Lexicon,
    options: &SearchOptions,
) -> QuickMap<String, String> {
    let mut found: QuickMap<String, Vec<(u8, String)>> = QuickMap::default();
    let mut group = |members: &[Vec<String>], strength: u8, only: Option<usize>| {
        let there: Vec<Option<String>> = members.iter().map(|m| target(m, present, lexicon)).collect();
        for (i, member) in members.iter().enumerate() {
            if member.is_empty() || only.is_some_and(|n| n != i) {
                continue;
            }
            let from = member.join(" ");
            for to in there.iter().enumerate().filter(|(k, _)| *k != i).filter_map(|(_, t)| t.as_ref()) {
                if *to != from {
                    found.entry(from.clone()).or_default().push((strength, to.clone()));
                }
            }
        }
    };
    for (avoided, preferred) in &options.avoid {
        group(&[stems(avoided), stems(preferred)], 9, Some(0));
    }
    for (list, strength) in [(&options.synonyms, 8), (&*SYNONYMS, GENERAL)] {
        for words in list {
            let members: Vec<Vec<String>> = words.iter().map(|w| stems(w)).collect();
            group(&members, strength, None);
        }
    }
    families(all, lexicon, &mut found);
    found
        .into_iter()
        .map(|(from, mut to)| {
            to.sort_unstable_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
            let mut seen: Vec<String> = Vec::new();
            to.retain(|t| {
                let new = !seen.contains(&t.1);
                if new {
                    seen.push(t.1.clone());
                }
                new
            });
            let there = present.contains(from.as_str());
            // What the site says in its own words needs no detour through several others.
            to.retain(|t| !there || t.0 != GENERAL || !t.1.contains(' '));
            to.truncate(MOST_ALIASES[usize::from(!there)]);
            let mut out = String::new();
            for (strength, stems) in to {
                if !out.is_empty() {
                    out.push('|');
                }
                out.push(char::from(b'0' + strength));
                out.push_str(&stems);
            }
            (from, out)
        })
        .collect()
}

/// Words of one wider family stand for each other: «öva» finds «övning».
fn families(all: &[&str], lexicon: &Lexicon, found: &mut QuickMap<String, Vec<(u8, String)>>) {
    let root = |stemmer: &mut Stemmer, term: &&str| stemmer.of(term.chars(), &SWEDISH, true).to_owned();
    let roots = parallel::map_in(all, AT_ONCE, Stemmer::default, root);
    let mut groups: QuickMap<&str, Vec<&str>> = QuickMap::default();
    for (root, term) in roots.iter().zip(all) {
        groups.entry(root).or_default().push(term);
    }
    for (root, members) in groups {
        // A family of one needs an entry for its root, so that a relative that the site lacks leads here;
        // a compound does not, its parts do.
        if members == [root] || root.chars().count() < 2 || members.len() == 1 && !lexicon.simple(members[0]) {
            continue;
        }
        for from in members.iter().chain(members.iter().all(|m| *m != root).then_some(&root)) {
            let others = members.iter().filter(|m| *m != from).map(|m| (RELATIVE, (*m).to_owned()));
            found.entry((*from).to_owned()).or_default().extend(others);
        }
    }
}

/// What an expression is found by on this site, or nothing when the site does not have it.
fn target(stems: &[String], present: &QuickSet<&str>, lexicon: &Lexicon) -> Option<String> {
    if stems.is_empty() {
        return None;
    }
    let mut out: Vec<String> = Vec::new();
    for s in stems {
        if present.contains(s.as_str()) {
            out.push(s.clone());
        } else {
            let split = Bench::new(lexicon).strict(s)?;
            if !split.parts.iter().all(|p| present.contains(p.as_str())) {
                return None;
            }
            out.extend(split.parts);
        }
    }
    Some(out.join(" "))
}
