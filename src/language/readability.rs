//! How hard a text is to read: its sentences, counted, and LIX (C. H. Björnsson, Läsbarhet, 1968).

use serde::Serialize;
use std::iter::Sum;
use std::ops::{Add, Range};

/// A word with more letters is long.
const LONG_WORD: usize = 6;
/// Words of a long sentence, and of a very long one.
const LONG_SENTENCES: [usize; 2] = [25, 30];

/// Abbreviations that something follows, so that no sentence ends there; in small letters, without the last full stop.
const ABBREVIATIONS: &str = "bl bl.a ca d.v.s dr dvs e.g ev ex exkl f.d forts fr.o.m i.e i.s.t.f inkl jfr kap kl kr mom mr mrs nr \
                             p.g.a prof prop resp s.k sid st t.ex t.o.m tel tfn";
/// Abbreviations that stand last as well: a sentence ends there when a capital follows.
const LAST: &str = "m.m m.fl o.s.v osv etc e.d e.dyl o.d o.dyl dyl";

/// What is counted in a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Readability {
    /// Words and numbers.
    pub words: usize,
    /// Words of more than six letters.
    pub long_words: usize,
    /// Sentences; an item of a list is one.
    pub sentences: usize,
    /// Sentences of more than 25 words.
    pub over_25: usize,
    /// Sentences of more than 30 words.
    pub over_30: usize,
    /// Words of the longest sentence.
    pub longest: usize,
}

impl Readability {
    /// The words of a sentence plus the percentage of long words, rounded; 0 where there is no sentence. Below 30 is easy,
    /// 40 to 50 ordinary newspapers, above 60 hard.
    pub fn lix(&self) -> usize {
        if self.sentences == 0 || self.words == 0 {
            return 0;
        }
        let per_sentence = self.words as f64 / self.sentences as f64;
        (per_sentence + 100.0 * self.long_words as f64 / self.words as f64).round() as usize
    }
}

impl Add for Readability {
    type Output = Readability;

    fn add(self, other: Readability) -> Readability {
        Readability {
            words: self.words + other.words,
            long_words: self.long_words + other.long_words,
            sentences: self.sentences + other.sentences,
            over_25: self.over_25 + other.over_25,
            over_30: self.over_30 + other.over_30,
            longest: self.longest.max(other.longest),
        }
    }
}

impl Sum for Readability {
    fn sum<I: Iterator<Item = Readability>>(all: I) -> Readability {
        all.fold(Readability::default(), Add::add)
    }
}

/// A sentence of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sentence {
    /// Its place in the text, from its first word.
    pub place: Range<usize>,
    pub words: usize,
    long_words: usize,
}

impl Sentence {
    pub(crate) fn readability(&self) -> Readability {
        let over = |limit: usize| usize::from(self.words > limit);
        Readability {
            words: self.words,
            long_words: self.long_words,
            sentences: 1,
            over_25: over(LONG_SENTENCES[0]),
            over_30: over(LONG_SENTENCES[1]),
            longest: self.words,
        }
    }
}

/// The sentences of a text in which each block has a line of its own; a block ends its last sentence, whatever sign it ends in.
pub(crate) fn sentences(text: &str) -> Vec<Sentence> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        of_block(line, at, &mut found);
        at += line.len();
    }
    found
}

fn of_block(block: &str, at: usize, found: &mut Vec<Sentence>) {
    let mut words = block.split_whitespace().peekable();
    let mut open: Option<Sentence> = None;
    while let Some(word) = words.next() {
        // Both are pieces of one text.
        let start = at + (word.as_ptr() as usize - block.as_ptr() as usize);
        if word.contains(char::is_alphanumeric) {
            let sentence = open.get_or_insert(Sentence { place: start..start, words: 0, long_words: 0 });
            sentence.words += 1;
            let letters = word.chars().filter(|c| c.is_alphabetic()).count();
            sentence.long_words += usize::from(letters > LONG_WORD);
        }
        if let Some(sentence) = &mut open {
            sentence.place.end = start + word.len();
        }
        if ends(word, words.peek().copied()) {
            found.extend(open.take());
        }
    }
    found.extend(open);
}

/// Whether a sentence ends with `word` when `next` follows.
fn ends(word: &str, next: Option<&str>) -> bool {
    let Some(next) = next else { return true };
    let bare = word.trim_end_matches(['”', '"', '’', '\'', '»', '“', ')', ']']);
    let goes_on = next.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_lowercase);
    match bare.chars().next_back() {
        Some('!' | '?' | '…') => !goes_on,
        Some('.') => !goes_on && !is_abbreviation(bare),
        _ => false,
    }
}

/// Whether the word with its full stop is an abbreviation that does not end a sentence.
fn is_abbreviation(word: &str) -> bool {
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric()).trim_end_matches('.');
    let small = word.to_lowercase();
    let is_in = |list: &str| list.split_whitespace().any(|known| known == small);
    let is_initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    !is_in(LAST) && (is_initial || is_in(ABBREVIATIONS))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|s| &text[s.place]).collect()
    }

    fn total(text: &str) -> Readability {
        sentences(text).iter().map(Sentence::readability).sum()
    }

    #[test]
    fn sentences_end_at_signs_and_at_blocks() {
        assert_eq!(
            split("Ring 112. Gå ut! Är alla ute? Vänta…\nSamlas:\nvid flaggan\n"),
            ["Ring 112.", "Gå ut!", "Är alla ute?", "Vänta…", "Samlas:", "vid flaggan"]
        );
        assert_eq!(
            split("”Hör du?” sa hon. (Hon gick.) Sedan – kom han."),
            ["”Hör du?” sa hon.", "(Hon gick.)", "Sedan – kom han."]
        );
        assert_eq!(split(" – \n…\n"), [""; 0]);
    }

    #[test]
    fn abbreviations_end_no_sentence() {
        for one in [
            "Se 2 kap. 3 § skollagen.",
            "Välj t.ex. Skolverket.",
            "Ring kl. 8 eller nr. 5 hos A. Berg.",
            "Bl.a. Skolan gäller, dvs. Ni.",
            "Det tar 1.5 timmar fr.o.m. Måndag.",
            "lås m.m. och nycklar",
        ] {
            assert_eq!(split(one), [one]);
        }
        assert_eq!(split("Lås, larm m.m. Ring sedan."), ["Lås, larm m.m.", "Ring sedan."]);
        assert_eq!(split("Se punkt 3. Gå ut."), ["Se punkt 3.", "Gå ut."]);
    }

    /// By hand: 7 words in 2 sentences, of which «brinner» has 7 letters: 3.5 + 14.3.
    #[test]
    fn lix_is_words_of_a_sentence_and_long_words_in_a_hundred() {
        let easy = total("Ring 112 om det brinner. Gå ut!");
        assert_eq!(easy, Readability { words: 7, long_words: 1, sentences: 2, over_25: 0, over_30: 0, longest: 5 });
        assert_eq!(easy.lix(), 18);
        // 4 words, 3 of more than six letters: «Säkerhetsskyddschefen», «analyserar», «verksamheten» — 4 + 75.
        assert_eq!(total("Säkerhetsskyddschefen analyserar hela verksamheten.").lix(), 79);
        assert_eq!((total("").lix(), total("gäller").long_words), (0, 0));
    }

    #[test]
    fn long_sentences_have_more_than_25_and_30_words() {
        let of = |n: usize| format!("{}.\n", vec!["ord"; n].join(" "));
        let text = [25, 26, 30, 31].map(of).concat();
        let counted = total(&text);
        assert_eq!((counted.over_25, counted.over_30, counted.longest, counted.words), (3, 1, 31, 112));
    }
}
