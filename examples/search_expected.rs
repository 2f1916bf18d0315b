//! Writes what the reference searcher finds with a built index, for `tests/search/agree.mjs` to hold the browser to:
//!
//! ```text
//! cargo run --example search_expected -- SITE/sok OUT.json QUERIES.toml [STRINGS [GENERATED]]
//! ```
//!
//! Analysis of every word of the site's texts and of `STRINGS` random strings (100,000), pages and scores for the queries
//! of the file and `GENERATED` made-up ones (10,000), in Swedish and in English.

#![allow(clippy::disallowed_methods, reason = "the door to the disk is for the program; this is a tool beside it")]

use ledfyr::search::{ENGLISH, Expectations, Index, SWEDISH, SearchIndex, Searcher, Token, root, stem, tokens};
use rayon::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::ExitCode;
use unicode_normalization::UnicodeNormalization;

/// Pages that are compared for each query.
const FIRST: usize = 30;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [site, out, queries, numbers @ ..] = args.as_slice() else {
        eprintln!("usage: search_expected SITE/sok OUT.json QUERIES.toml [STRINGS [GENERATED]]");
        return ExitCode::from(2);
    };
    let number = |n: usize, default: usize| numbers.get(n).and_then(|a| a.parse().ok()).unwrap_or(default);
    match expected(Path::new(site), queries, number(0, 100_000), number(1, 10_000)) {
        Ok(text) => match std::fs::write(out, text) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => fail(&error.to_string()),
        },
        Err(error) => fail(&error),
    }
}

fn fail(error: &str) -> ExitCode {
    eprintln!("{error}");
    ExitCode::from(2)
}

fn expected(site: &Path, queries: &str, strings: usize, generated: usize) -> Result<String, String> {
    let said = |e: std::io::Error| e.to_string();
    let mut index = SearchIndex::default();
    for entry in std::fs::read_dir(site).map_err(said)? {
        let entry = entry.map_err(said)?;
        if entry.path().extension().is_some_and(|e| e == "json") {
            let bytes = std::fs::read(entry.path()).map_err(said)?;
            index.files.push((entry.file_name().to_string_lossy().into_owned(), bytes.into()));
        }
    }
    let searcher = Searcher::open(&index).map_err(|e| e.to_string())?;
    let words = vocabulary(searcher.index());
    let mut random = Random(0x2545_F491_4F6C_DD1D);
    let strings: Vec<String> = (0..strings).map(|_| random.string()).collect();
    let tests = Expectations::read(&std::fs::read_to_string(queries).map_err(said)?)?;
    let mut asked: Vec<(String, &str)> = Vec::new();
    for test in tests.test {
        asked.extend([(test.query.clone(), "sv"), (test.query, "en")]);
    }
    asked.extend((0..generated).map(|n| (random.query(&words), if n % 2 == 0 { "sv" } else { "en" })));
    let found: Vec<Value> = asked
        .par_iter()
        .map(|(query, lang)| {
            let hits: Vec<(u32, u64)> = searcher.scores(query, lang).into_iter().take(FIRST).collect();
            json!([query, lang, hits])
        })
        .collect();
    let lexicon = searcher.index().lexicon();
    let vocab: Vec<Value> = words
        .par_iter()
        .map(|word| {
            let own = stem(word, &SWEDISH);
            let split = lexicon.split(word).map(|s| json!([lexicon.parts(&s).collect::<Vec<_>>(), s.head, s.whole]));
            json!([word, own, root(&own, &SWEDISH), stem(word, &ENGLISH), split])
        })
        .collect();
    let strings: Vec<Value> = strings
        .par_iter()
        .map(|text| {
            let normal: String = text.nfc().collect();
            let word = |t: Token| {
                let split = lexicon.split(&t.text);
                let parts = split.as_ref().map(|s| lexicon.parts(s).collect::<Vec<_>>());
                json!([t.text, t.parts, stem(&t.text, &SWEDISH), parts])
            };
            let words: Vec<Value> = tokens(&normal).into_iter().map(word).collect();
            json!([text, words])
        })
        .collect();
    Ok(json!({ "vocab": vocab, "strings": strings, "queries": found }).to_string())
}

/// Every word of the site's titles, headings and texts.
fn vocabulary(index: &Index) -> Vec<String> {
    let mut out = BTreeSet::new();
    for page in (0..index.manifest.pages).filter_map(|n| index.text(n)) {
        let texts = [&page.1, &page.2].into_iter().chain(page.3.iter().flat_map(|s| [&s.0, &s.2]));
        for token in texts.flat_map(|text| tokens(text)) {
            out.extend(token.parts);
            out.insert(token.text);
        }
    }
    out.into_iter().collect()
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

    /// One to four words as people type them: whole, cut off, misspelt, without å, ä and ö.
    fn query(&mut self, words: &[String]) -> String {
        let mut out = Vec::new();
        for _ in 0..=self.below(4) {
            let mut word: Vec<char> =
                words.get(self.below(words.len())).map(|w| w.chars().collect()).unwrap_or_default();
            let (kind, at) = (self.below(6), self.below(word.len().saturating_sub(1)));
            match kind {
                0 if word.len() > 4 => word.truncate(word.len() * 2 / 3),
                1 if word.len() > 4 => word.swap(at, at + 1),
                2 if word.len() > 4 => drop(word.remove(at)),
                3 => word.iter_mut().for_each(|c| {
                    *c = match c {
                        'å' | 'ä' => 'a',
                        'ö' => 'o',
                        _ => *c,
                    }
                }),
                _ => {}
            }
            out.push(word.into_iter().collect::<String>());
            if self.below(5) == 0 {
                out.push(["för", "av", "och", "vid", "-", "the"][self.below(6)].to_owned());
            }
        }
        out.join(" ")
    }
}
