//! From words to terms: what each word of the site is looked up as, the sorted dictionary, and what its terms
//! also stand for.
use super::collect::ENGLISH_MARK;
use super::input::SearchOptions;
use super::score::{Analysed, Word};
use super::stem_groups::{StemGroup, StemGroups};
use super::stems::{Stems, WordTerms};
use crate::base::parallel;
use crate::language::chars::fold;
use crate::language::compound::Splitter;
use crate::language::lexicon::Lexicon;
use crate::language::stem::{Stemmer, stem};
use crate::language::tables::{ENGLISH, SWEDISH, SYNONYMS};
use crate::language::tokens::tokens;
use crate::language::words::Words;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

/// Letters from which on a word that cannot be taken apart is also kept backwards, for its ending.
const REVERSED_FROM: usize = 8;
/// Strength of a word of the same wider family, in tenths.
pub(super) const RELATIVE: u8 = 6;
/// Strength of the general synonyms, in tenths.
const GENERAL: u8 = 7;
/// Sign for the parts of a compound, where else a strength stands.
pub(super) const COMPOUND: u8 = 0;
/// What one word may also stand for, at most: a word that the site has, and one that it lacks.
const MAX_ALIASES: [usize; 2] = [4, 8];

/// The terms of a site in the order of the dictionary.
#[derive(Debug, Default)]
pub(super) struct Dictionary {
    /// Sorted by folded form, then by text.
    pub terms: Vec<String>,
    pub folds: Vec<String>,
    /// Per term: its aliases as a shard writes them; often empty.
    pub aliases: Vec<String>,
    /// What the words of the vocabulary are found by.
    pub analysed: Analysed,
}

/// A term before the dictionary is sorted and gives it a number.
struct UnnumberedTerm {
    fold: String,
    text: String,
    aliases: String,
    stem: Option<u32>,
}

impl UnnumberedTerm {
    fn new(text: String, aliases: String, stem: Option<u32>) -> UnnumberedTerm {
        UnnumberedTerm { fold: fold(&text), text, aliases, stem }
    }
}

impl Dictionary {
    pub(super) fn new(words: &Words, families: &StemGroups, lexicon: &Lexicon, options: &SearchOptions) -> Self {
        let mut stems = Stems::new(families, lexicon);
        let known: Vec<(&StemGroup, u32)> = families.all.iter().zip(stems.of_groups.iter().copied()).collect();
        let one = |splitter: &mut Splitter, family: &(&StemGroup, u32)| stems.read(*family, words, splitter);
        let word_terms: Vec<WordTerms> = known.par_iter().map_init(|| Splitter::new(lexicon), one).collect();
        word_terms.iter().flat_map(|r| &r.stems).for_each(|(stem, _)| stems.present[*stem as usize] = true);
        let rest = || (reversed_terms(&word_terms, &stems), vocabulary(words, families));
        let ((mut terms, of_stems), (reversed, vocabulary)) =
            rayon::join(|| aliases_of(&stems, &word_terms, &participles(words, families), lexicon, options), rest);
        let folds = parallel::map(&stems.present().collect::<Vec<_>>(), |(_, text)| fold(text));
        for (((n, text), fold), aliases) in stems.present().zip(folds).zip(of_stems) {
            terms.push(UnnumberedTerm { fold, text: text.to_owned(), aliases, stem: Some(n) });
        }
        terms.extend(reversed);
        terms.par_sort_unstable_by(|a, b| (&a.fold, &a.text).cmp(&(&b.fold, &b.text)));
        let mut numbers = vec![0; stems.all.len()];
        let mut out = Dictionary::default();
        for (number, term) in (0..).zip(terms) {
            term.stem.iter().for_each(|stem| numbers[*stem as usize] = number);
            out.folds.push(term.fold);
            out.terms.push(term.text);
            out.aliases.push(term.aliases);
        }
        for reading in &word_terms {
            out.analysed.push_family(reading.stems.iter().map(|(stem, weight)| (numbers[*stem as usize], *weight)));
        }
        out.analysed.words = vocabulary;
        out
    }
}

/// How each word of the vocabulary counts.
fn vocabulary(words: &Words, families: &StemGroups) -> Vec<Word> {
    let word = |(word, family): (&str, &u32)| Word {
        family: *family,
        stop: is_stop(word),
        turning: SWEDISH.turning.contains(word),
    };
    words.iter().zip(&families.of).map(word).collect()
}

/// What the stems of the site also stand for, in the order of [`Stems::present`], and terms that only stand for others.
fn aliases_of(
    stems: &Stems,
    word_terms: &[WordTerms],
    participles: &[(String, String)],
    lexicon: &Lexicon,
    options: &SearchOptions,
) -> (Vec<UnnumberedTerm>, Vec<String>) {
    let mut terms = Vec::new();
    let mut of_stems: Vec<String> = vec![String::new(); stems.all.len()];
    let mut splitter = Splitter::new(lexicon);
    for (from, to) in aliases(stems, participles, lexicon, options) {
        match stems.find(&from) {
            Some(stem) => of_stems[stem as usize] = to,
            None => {
                let to = to + &part_aliases(&from, stems, lexicon, &mut splitter);
                terms.push(UnnumberedTerm::new(from, to, None));
            }
        }
    }
    add_part_aliases(word_terms, stems, &mut of_stems);
    let present = stems.present().map(|(n, _)| std::mem::take(&mut of_stems[n as usize])).collect();
    (terms, present)
}

fn is_stop(word: &str) -> bool {
    match word.strip_prefix(ENGLISH_MARK) {
        Some(english) => ENGLISH.stop.contains(english),
        None => SWEDISH.stop.contains(word),
    }
}

/// The words that could not be taken apart whole, by their ending.
fn reversed_terms(word_terms: &[WordTerms], stems: &Stems) -> Vec<UnnumberedTerm> {
    let unsplit = word_terms.iter().filter(|r| !r.whole).map(|r| stems.all.get(r.stems[0].0 as usize));
    let long = |stem: &&str| stem.chars().nth(REVERSED_FROM - 1).is_some() && !stem.bytes().any(|b| b.is_ascii_digit());
    let all: FxHashSet<String> = unsplit.filter(long).map(reversed).collect();
    all.into_iter().map(|text| UnnumberedTerm::new(text, String::new(), None)).collect()
}

/// Adds the parts of each compound to its aliases, so that a browser need not take apart what the site has.
fn add_part_aliases(word_terms: &[WordTerms], stems: &Stems, of_stems: &mut [String]) {
    for reading in word_terms.iter().filter(|r| r.stems.len() > 1) {
        let at = &mut of_stems[reading.stems[0].0 as usize];
        if !at.is_empty() {
            at.push('|');
        }
        at.push(char::from(b'0' + COMPOUND));
        for (i, part) in reading.stems[1..].iter().rev().enumerate() {
            if i > 0 {
                at.push(' ');
            }
            at.push_str(stems.all.get(part.0 as usize));
        }
    }
}

/// The parts of a compound that the site lacks and has synonyms for, as an alias.
fn part_aliases(term: &str, stems: &Stems, lexicon: &Lexicon, splitter: &mut Splitter) -> String {
    let split = if term.contains(' ') { None } else { splitter.strict(term) };
    let parts: Vec<&str> = split.iter().flat_map(|split| lexicon.parts(split)).collect();
    if parts.len() < 2 || !parts.iter().all(|part| stems.find(part).is_some()) {
        return String::new();
    }
    format!("|{}{}", char::from(b'0' + COMPOUND), parts.join(" "))
}

/// The look-up key of a word by its ending.
pub(super) fn reversed(stem: &str) -> String {
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
    site: &Stems,
    participles: &[(String, String)],
    lexicon: &Lexicon,
    options: &SearchOptions,
) -> FxHashMap<String, String> {
    let mut found: FxHashMap<String, Vec<(u8, String)>> = FxHashMap::default();
    let mut group = |members: &[Vec<String>], strength: u8, only: Option<usize>| {
        let there: Vec<Option<String>> = members.iter().map(|m| target(m, site, lexicon)).collect();
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
    let general = if options.own_synonyms_only { &[][..] } else { &SYNONYMS[..] };
    for (list, strength) in [(&options.synonyms[..], 8), (general, GENERAL)] {
        for words in list {
            let members: Vec<Vec<String>> = words.iter().map(|w| stems(w)).collect();
            group(&members, strength, None);
        }
    }
    add_relatives(site, lexicon, &mut found);
    add_participles(site, participles, &mut found);
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
            let there = site.find(&from).is_some();
            // What the site says in its own words needs no detour through several others.
            to.retain(|t| !there || t.0 != GENERAL || !t.1.contains(' '));
            to.truncate(MAX_ALIASES[usize::from(!there)]);
            let written = to.iter().map(|(strength, stems)| format!("{strength}{stems}"));
            (from, written.collect::<Vec<_>>().join("|"))
        })
        .collect()
}

/// What a participle may begin with that stands after its verb elsewhere: «borttappad» is what somebody «tappat bort».
const PARTICLES: &[&str] = &["bort", "av", "in", "ut", "upp", "ner", "ned", "på", "fast", "lös"];
/// How participles of such verbs end; what else begins so («avtal», «uppgift») is no form of one.
const PARTICIPLE: &[&str] = &["ad", "ade", "at", "ats", "gd", "gda", "gt"];

/// The stems of the site's participles with a particle, each with that of its verb.
fn participles(words: &Words, families: &StemGroups) -> Vec<(String, String)> {
    let verb = |word: &str| {
        let rest = PARTICLES.iter().find_map(|particle| word.strip_prefix(particle))?;
        let fits = rest.chars().count() >= 5 && PARTICIPLE.iter().any(|ending| rest.ends_with(ending));
        fits.then(|| stem(rest, &SWEDISH))
    };
    let all = words.iter().zip(&families.of).map(|(word, family)| (word, &families.all[*family as usize]));
    let pairs = all.filter(|(_, family)| !family.english);
    pairs.filter_map(|(word, family)| Some((family.stem.clone(), verb(word)?))).collect()
}

/// Participles with a particle stand for their verbs, and these for them.
fn add_participles(site: &Stems, participles: &[(String, String)], found: &mut FxHashMap<String, Vec<(u8, String)>>) {
    for (whole, verb) in participles.iter().filter(|(whole, _)| site.find(whole).is_some()) {
        found.entry(verb.clone()).or_default().push((RELATIVE, whole.clone()));
        if site.find(verb).is_some() {
            found.entry(whole.clone()).or_default().push((RELATIVE, verb.clone()));
        }
    }
}

/// Words of one wider family stand for each other: «öva» finds «övning».
fn add_relatives(site: &Stems, lexicon: &Lexicon, found: &mut FxHashMap<String, Vec<(u8, String)>>) {
    let all: Vec<&str> = site.present().map(|(_, stem)| stem).collect();
    let root = |stemmer: &mut Stemmer, term: &&str| stemmer.of(term.chars(), &SWEDISH, true).to_owned();
    let roots: Vec<String> = all.par_iter().map_init(Stemmer::default, root).collect();
    let mut groups: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
    for (root, term) in roots.iter().zip(&all) {
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
fn target(stems: &[String], site: &Stems, lexicon: &Lexicon) -> Option<String> {
    if stems.is_empty() {
        return None;
    }
    let mut out: Vec<String> = Vec::new();
    for s in stems {
        if site.find(s).is_some() {
            out.push(s.clone());
        } else {
            let split = Splitter::new(lexicon).strict(s)?;
            if !lexicon.parts(&split).all(|part| site.find(part).is_some()) {
                return None;
            }
            out.extend(lexicon.parts(&split).map(str::to_owned));
        }
    }
    Some(out.join(" "))
}
