//! Learns the simple words of a site, which compounds are taken apart by. A word is simple when it cannot be
//! made of shorter simple ones, so the work goes by length; words of one length are tried at the same time.
use super::stem_groups::StemGroups;
use crate::language::chars::{has_vowel, may_begin};
use crate::language::compound::Splitter;
use crate::language::lexicon::{Entry, Lexicon};
use crate::language::stem::{Stemmer, stem};
use crate::language::tables::{PARTS, SWEDISH};
use crate::language::words::Words;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

/// Most words that travel to the browser; the rarest that no compound needs go first.
const MOST: usize = 5000;

/// Endings that a word in front of another does not have.
const INFLECTED: &[&str] = &[
    "arna", "erna", "orna", "aren", "anden", "andet", "ande", "ende", "ningar", "ningen", "eringar", "ade", "ades",
    "heten", "heter", "igt", "liga", "erar", "ingen", "ingar", "nare", "ast", "aste",
];
/// Endings of nouns that stand in front in full («övnings-», though the stem is «öv»).
const NOUNS: &[&str] = &["ning", "ing", "het", "else", "an", "skap", "tion", "tet", "nad"];

/// A family whose words may be simple, with the forms that the site has of it.
pub(super) struct Candidate<'a> {
    stem: &'a str,
    pages: u32,
    forms: Vec<&'a str>,
}

fn letters(word: &str) -> usize {
    word.chars().count()
}

fn rarity(pages: u32) -> u8 {
    match pages {
        20.. => 0,
        5.. => 1,
        2.. => 2,
        _ => 3,
    }
}

/// Learns from the words of the site.
pub(super) fn learn(families: &[Candidate<'_>]) -> Lexicon {
    let mut lexicon = Lexicon::new(general());
    let mut simple: Vec<&Candidate> = Vec::new();
    let mut by_length: BTreeMap<usize, Vec<&Candidate>> = BTreeMap::new();
    for f in families {
        by_length.entry(letters(f.forms[0])).or_default().push(f);
    }
    let mut uses: FxHashMap<String, u32> = FxHashMap::default();
    for group in by_length.values() {
        let short = letters(group[0].forms[0]) < 6;
        let take_apart =
            |splitter: &mut Splitter, f: &&Candidate| if short { None } else { splitter.strict(f.forms[0]) };
        let splits: Vec<_> = group.par_iter().map_init(|| Splitter::new(&lexicon), take_apart).collect();
        for (f, split) in group.iter().zip(splits) {
            match split {
                Some(split) => lexicon.parts(&split).for_each(|part| count(&mut uses, part)),
                None => {
                    entries(f).into_iter().for_each(|e| lexicon.add(e, f.stem.to_owned()));
                    simple.push(f);
                }
            }
        }
    }
    let mut all = general();
    all.extend(bound(&simple, &lexicon).into_iter().map(|word| Entry { word, left: false, right: true, rarity: 1 }));
    // Asked for ends alone.
    let known = Lexicon::new(all.iter().map(|e| Entry { left: false, ..e.clone() }).collect());
    // With the bound parts at hand some of the simple words turn out to be compounds.
    let take_apart = |(splitter, stemmer): &mut (Splitter, Stemmer), f: &&Candidate| -> Option<Vec<String>> {
        let word = f.forms[0];
        if letters(word) < 8 {
            return None;
        }
        let surely = splitter.ends_surely(word).map(|split| lexicon.parts(&split).map(str::to_owned).collect());
        surely.or_else(|| Some(vec![ends_bound(word, &known, &lexicon, stemmer)?]))
    };
    let buffers = || (Splitter::new(&lexicon), Stemmer::default());
    let splits: Vec<_> = simple.par_iter().map_init(buffers, take_apart).collect();
    for (f, split) in simple.iter().zip(splits) {
        match split {
            Some(parts) => parts.iter().for_each(|part| count(&mut uses, part)),
            None => all.extend(entries(f)),
        }
    }
    prune(dedup(all), families, &uses)
}

fn count(uses: &mut FxHashMap<String, u32>, part: &str) {
    match uses.get_mut(part) {
        Some(n) => *n += 1,
        None => _ = uses.insert(part.to_owned(), 1),
    }
}

/// The bound part that a word ends in, after something known.
fn ends_bound(word: &str, bound: &Lexicon, lexicon: &Lexicon, stemmer: &mut Stemmer) -> Option<String> {
    let mut found = None;
    lexicon.lefts(word, |at, _| {
        let (left, right) = word.split_at(at);
        if found.is_none() && letters(left) >= 3 && letters(right) >= 4 && !PARTS.never_right.contains(right) {
            let end = stemmer.of(right.chars(), &SWEDISH, false);
            found = bound.simple(end).then(|| end.to_owned());
        }
    });
    found
}

/// The families that may be simple words or made of such, sorted by stem; `pages` tells on how many each word is.
pub(super) fn candidates<'a>(words: &'a Words, pages: &[u32], families: &'a StemGroups) -> Vec<Candidate<'a>> {
    let mut by_number: Vec<Option<Candidate>> = families.all.iter().map(|_| None).collect();
    for ((word, number), pages) in words.iter().zip(&families.of).zip(pages) {
        let family = &families.all[*number as usize];
        let fine = !family.english
            && letters(word) >= 3
            && has_vowel(word)
            && !word.bytes().any(|b| b.is_ascii_digit())
            && !SWEDISH.stop.contains(word);
        if fine {
            let new = || Candidate { stem: &family.stem, pages: 0, forms: Vec::new() };
            let f = by_number[*number as usize].get_or_insert_with(new);
            f.pages += pages;
            f.forms.push(word);
        }
    }
    let mut out: Vec<Candidate> = by_number.into_iter().flatten().collect();
    out.iter_mut().filter(|f| f.forms.len() > 1).for_each(|f| f.forms.sort_unstable_by_key(|w| (letters(w), *w)));
    out.sort_unstable_by_key(|f| f.stem);
    out
}

/// The forms of a family that stand for it: the shortest, and the shortest that is a noun in full.
fn entries(f: &Candidate) -> Vec<Entry> {
    let bare = |w: &&&str| !INFLECTED.iter().any(|e| w.ends_with(e));
    let first = f.forms.iter().find(bare).unwrap_or(&f.forms[0]);
    let noun = f.forms.iter().find(|w| NOUNS.iter().any(|e| w.ends_with(e)));
    let mut words: Vec<&str> = vec![first];
    words.extend(noun.filter(|w| *w != first));
    words
        .into_iter()
        .map(|w| Entry {
            word: w.to_owned(),
            left: !PARTS.never_left.contains(w) && bare(&&w),
            right: !PARTS.never_right.contains(w),
            rarity: rarity(f.pages),
        })
        .collect()
}

/// The parts known beforehand.
fn general() -> Vec<Entry> {
    let entry = |left: bool, right: bool| {
        move |w: &String| Entry { word: w.clone(), left, right, rarity: if left && right { 1 } else { 0 } }
    };
    let mut out: Vec<Entry> = PARTS.short.iter().map(entry(true, false)).collect();
    out.extend(PARTS.left.iter().map(entry(true, false)));
    out.extend(PARTS.right.iter().map(entry(false, true)));
    out.extend(PARTS.noun.iter().map(entry(true, true)));
    dedup(out)
}

/// One entry a word, with all that any of them allows.
fn dedup(entries: Vec<Entry>) -> Vec<Entry> {
    let mut by_word: BTreeMap<String, Entry> = BTreeMap::new();
    for e in entries {
        by_word
            .entry(e.word.clone())
            .and_modify(|old| {
                old.left |= e.left;
                old.right |= e.right;
                old.rarity = old.rarity.min(e.rarity);
            })
            .or_insert(e);
    }
    by_word.into_values().collect()
}

/// Words that never stand alone but end at least two others, each after a word that is known.
fn bound(simple: &[&Candidate], lexicon: &Lexicon) -> Vec<String> {
    let mut seen: FxHashMap<String, Bound> = FxHashMap::default();
    let mut stemmer = Stemmer::default();
    for f in simple.iter().filter(|f| letters(f.forms[0]) >= 8) {
        let word = f.forms[0];
        lexicon.lefts(word, |at, cost| {
            let (left, right) = word.split_at(at);
            let fine = cost <= 14
                && letters(left) >= 4
                && letters(right) >= 5
                && has_vowel(right)
                && may_begin(right)
                && !PARTS.never_right.contains(right);
            if fine {
                let stem = stemmer.of(right.chars(), &SWEDISH, false);
                if let Some(at) = seen.get_mut(stem) {
                    at.several |= at.left != left;
                    if (letters(right), right) < (letters(at.right), at.right) {
                        at.right = right;
                    }
                } else {
                    seen.insert(stem.to_owned(), Bound { left, several: false, right });
                }
            }
        });
    }
    let mut found: Vec<String> = seen
        .into_iter()
        .filter(|(stem, bound)| letters(stem) >= 4 && bound.several)
        .map(|(_, bound)| bound.right.to_owned())
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// An ending of words that may be a bound part.
struct Bound<'a> {
    /// What stands before it in the first of them, and whether something else does in another.
    left: &'a str,
    several: bool,
    /// Its shortest form.
    right: &'a str,
}

/// Keeps what the site's own words need and the most common of the rest.
fn prune(entries: Vec<Entry>, families: &[Candidate], uses: &FxHashMap<String, u32>) -> Lexicon {
    let on_site: FxHashSet<&str> = families.iter().map(|f| f.stem).collect();
    let mut ranked: Vec<(u32, Entry)> = entries
        .into_iter()
        .filter_map(|e| {
            let stem = stem(&e.word, &SWEDISH);
            let uses = uses.get(&stem).copied().unwrap_or(0);
            (uses > 0 || on_site.contains(stem.as_str())).then_some((uses * 4 + 3 - u32::from(e.rarity), e))
        })
        .collect();
    ranked.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.word.cmp(&b.1.word)));
    ranked.truncate(MOST);
    Lexicon::new(ranked.into_iter().map(|(_, e)| e).collect())
}
