//! How good the search is, in figures: queries with the pages that should come first.
use super::searcher::Searcher;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Results that count.
const FIRST: usize = 10;

/// One query and what is expected of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Expectation {
    /// What is searched for.
    #[serde(alias = "q")]
    pub query: String,
    /// The group that its figures are added up in.
    #[serde(alias = "cat")]
    pub category: String,
    /// Page ids, source paths or file stems; any of them will do.
    #[serde(alias = "rel")]
    pub expect: Vec<String>,
    /// How many first results one of them must be among, when this is checked; 0 is [`Self::TOP`].
    pub top: usize,
}

impl Expectation {
    /// Results that an expected page must be among where the test does not say.
    pub(crate) const TOP: usize = 5;
}

/// The project's own file: `[[test]]` tables.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Expectations {
    /// The tests, in the order of the file.
    pub test: Vec<Expectation>,
}

impl Expectations {
    /// Reads TOML with `[[test]]` tables, or a JSON list. The error says what is wrong, with its line.
    pub(crate) fn read(text: &str) -> Result<Self, String> {
        if text.trim_start().starts_with('[') && !text.trim_start().starts_with("[[") {
            return serde_json::from_str(text).map(|test| Expectations { test }).map_err(|e| e.to_string());
        }
        toml::from_str(text).map_err(|e| e.to_string())
    }
}

/// Quality figures of a set of queries; `mrr`, `r1` and `r5` lie between 0 and 1.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Figures {
    /// Mean of one over the place of the first right page.
    pub mrr: f64,
    /// Share of queries with a right page first.
    pub r1: f64,
    /// Share of queries with a right page among the first five.
    pub r5: f64,
    /// Number of queries.
    pub n: usize,
}

/// A query whose right page did not come first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Miss {
    pub q: String,
    pub expected: Vec<String>,
    /// What came instead, as far as the right page.
    pub got: Vec<String>,
}

/// The figures of all queries and of each category, and the queries that failed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Report {
    #[serde(flatten)]
    pub all: Figures,
    pub categories: BTreeMap<String, Figures>,
    pub misses: Vec<Miss>,
}

/// How a page found is known to an editor: its id, when the site has given one.
pub(super) type Ids<'a> = &'a (dyn Fn(&str) -> Option<String> + Sync);

/// Whether `name` names the page with this source path: the path, its stem, its path in dashes, or its id.
pub(super) fn names(name: &str, source: &str, ids: Ids) -> bool {
    let bare = source.strip_suffix(".md").unwrap_or(source);
    let stem = bare.rsplit('/').next().unwrap_or(bare);
    name == source
        || name == bare
        || name == stem
        || name == bare.replace('/', "-")
        || ids(source).is_some_and(|id| id == name)
}

/// Place of the first right page among the results, from 1; 0 when it is not among the first ten.
pub(crate) fn place(searcher: &Searcher, test: &Expectation, ids: Ids) -> (usize, Vec<String>) {
    let got: Vec<String> = searcher.search(&test.query, FIRST).into_iter().map(|h| h.page).collect();
    let right = |page: &String| test.expect.iter().any(|name| names(name, page, ids));
    let at = got.iter().position(right).map_or(0, |i| i + 1);
    (at, got)
}

/// Runs all queries and adds up.
pub(crate) fn evaluate(tests: &[Expectation], searcher: &Searcher, ids: Ids) -> Report {
    let mut report = Report::default();
    for test in tests {
        let (at, got) = place(searcher, test, ids);
        let category = report.categories.entry(test.category.clone()).or_default();
        for f in [&mut report.all, category] {
            f.n += 1;
            if at > 0 {
                f.mrr += 1.0 / at as f64;
            }
            f.r1 += f64::from(u8::from(at == 1));
            f.r5 += f64::from(u8::from((1..=5).contains(&at)));
        }
        if at != 1 {
            let got = got.into_iter().take(if at == 0 { 5 } else { at }).collect();
            report.misses.push(Miss { q: test.query.clone(), expected: test.expect.clone(), got });
        }
    }
    for f in report.categories.values_mut().chain([&mut report.all]) {
        let n = f.n.max(1) as f64;
        (f.mrr, f.r1, f.r5) = (f.mrr / n, f.r1 / n, f.r5 / n);
    }
    report
}
