//! The browser takes texts apart as the program did that made the index: the same words, stems and parts of compounds.
#![allow(clippy::disallowed_methods, reason = "a test reads the sample site from the disk")]

use super::super::index::format::payload_text;
use super::super::{SearchIndex, SearchOptions, build};
use super::{open, page, root, split};
use crate::language::front_coding::front_decode;
use crate::language::lexicon::{Entry, Lexicon};
use crate::language::stem::stem;
use crate::language::tables::{ENGLISH, SWEDISH};
use crate::language::tokens::tokens;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;
use unicode_normalization::UnicodeNormalization;

/// Texts that are compared, beside those of the sample site.
const STRINGS: usize = 20_000;

/// Every Markdown file of the sample site, as one text each.
fn texts() -> Vec<String> {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let files = walkdir::WalkDir::new(content).sort_by_file_name().into_iter().map(|entry| entry.unwrap().into_path());
    let markdown = files.filter(|path| path.extension().is_some_and(|e| e == "md"));
    markdown.map(|path| std::fs::read_to_string(path).unwrap().nfc().collect()).collect()
}

/// The lexicon that travels with an index.
fn lexicon(index: &SearchIndex) -> Lexicon {
    let file = index.files.iter().find(|(name, _)| name.starts_with("l0-")).unwrap();
    let text: Value = serde_json::from_str(payload_text(&file.1).unwrap()).unwrap();
    let entry = |mut word: String| {
        let sign = word.pop().unwrap() as u32 - '0' as u32;
        Entry { word, left: sign & 1 != 0, right: sign & 2 != 0, rarity: (sign >> 2) as u8 & 3 }
    };
    Lexicon::new(front_decode(text["l0"].as_str().unwrap()).unwrap().into_iter().map(entry).collect())
}

#[test]
fn words_stems_and_parts_are_the_same_in_the_browser() {
    let texts = texts();
    assert!(texts.len() > 60, "the sample site was found");
    let mut pages: Vec<_> =
        texts.iter().enumerate().map(|(n, text)| page(&format!("{n}.md"), "Sida", &[("", text)])).collect();
    pages[0].lang = "en".into();
    let index = build(&pages, &SearchOptions::default());
    let (lexicon, searcher) = (lexicon(&index), open(&index));
    searcher.answer("brandombudsfråga", 1, "sv"); // fetches the lexicon
    let split = |word: &str| {
        let split = split(&lexicon, word)?;
        Some(json!([lexicon.parts(&split).collect::<Vec<_>>(), split.head, split.whole]))
    };

    let mut random = Random(0x2545_F491_4F6C_DD1D);
    let strings: Vec<String> = (0..STRINGS).map(|_| random.string().nfc().collect()).chain(texts).collect();
    let mut vocabulary = BTreeSet::new();
    let mine: Vec<Value> = strings
        .iter()
        .map(|text| {
            let tokens = tokens(text);
            let seen = tokens.iter().map(|t| json!([t.text, t.parts])).collect();
            vocabulary.extend(tokens.into_iter().flat_map(|t| t.parts.into_iter().chain([t.text])));
            seen
        })
        .collect();
    let theirs: Vec<Value> = searcher
        .eval(&format!("{}.map((s) => engine.index.analysis.tokens(s).map((t) => [t.text, t.parts]))", json!(strings)));
    for ((text, mine), theirs) in strings.iter().zip(&mine).zip(&theirs) {
        assert_eq!(mine, theirs, "{text:?}");
    }

    assert!(vocabulary.len() > 10_000, "{}", vocabulary.len());
    let theirs: Vec<Value> = searcher.eval(&format!(
        "{}.map((w) => {{
            const a = engine.index.analysis, s = a.compounds.split(w), stem = a.stem(w);
            return [w, stem, a.root(stem), a.languages[1].reduce(w), s && [s.parts, s.head, s.whole]];
        }})",
        json!(vocabulary)
    ));
    for (word, theirs) in vocabulary.iter().zip(&theirs) {
        let own = stem(word, &SWEDISH);
        assert_eq!(json!([word, own, root(&own, &SWEDISH), stem(word, &ENGLISH), split(word)]), *theirs);
    }
}

/// Numbers that are the same each time (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n.max(1) as u64) as usize
    }

    /// Letters, digits and signs in the mix that is hardest on a tokeniser.
    fn string(&mut self) -> String {
        const SIGNS: &str =
            "abcdefghijklmnopqrstuvwxyzåäöéüøsssnnrrttaaeeiiong0123456789-:. §+\u{AD}'’ABCDÅÄÖßçŽμД漢\u{301},/\u{A0}";
        let signs: Vec<char> = SIGNS.chars().collect();
        (0..=self.below(18)).map(|_| signs[self.below(signs.len())]).collect()
    }
}
