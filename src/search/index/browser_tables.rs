//! The hand-written tables as the browser gets them, inside the index.
use crate::language::chars;
use crate::language::tables::{COLON_ENDINGS, DANGER, ENGLISH, FOLDS, Language, PARTS, SWEDISH};
use rustc_hash::FxHashSet;

/// The tables that the browser needs as JSON, with the languages that the site has.
pub(super) fn browser_tables(english: bool) -> serde_json::Value {
    let mut languages = serde_json::Map::new();
    let mut put = |code: &str, l: &Language| {
        languages.insert(code.to_owned(), serde_json::json!(l.source));
    };
    put("sv", &SWEDISH);
    if english {
        put("en", &ENGLISH);
    }
    let sorted = |set: &FxHashSet<String>| {
        let mut words: Vec<&str> = set.iter().map(String::as_str).collect();
        words.sort_unstable();
        words.join(" ")
    };
    serde_json::json!({
        "lang": languages,
        "fold": FOLDS.iter().map(|(a, b)| format!("{a} {b}")).collect::<Vec<_>>(),
        "letters": chars::LETTERS,
        "skip": chars::SKIPPED,
        "lower": chars::LOWER,
        "danger": *DANGER,
        "colon": COLON_ENDINGS,
        "neverLeft": sorted(&PARTS.never_left),
        "neverRight": sorted(&PARTS.never_right),
        "particle": sorted(&PARTS.particle),
        "onset": sorted(&PARTS.onset),
        "short": PARTS.short.join(" "),
    })
}
