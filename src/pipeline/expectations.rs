//! What editors expect of the search: queries, and the pages that must be among the first results.

use super::loaded::Loaded;
use crate::base::encoding::utf8;
use crate::base::path::RelPath;
use crate::base::span::{Span, offset_of};
use crate::base::text::Text;
use crate::data::parse_toml;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, not_utf8};
use crate::search::{Expectation, Expectations, Searcher, place};
use crate::source::{Files, conflict};
use crate::text;
use rayon::prelude::*;

/// Pages named in a finding, of those that came instead.
const SHOWN: usize = 5;

/// Runs the site's own expectations, if it has any and a search. A page that the audience may not see is not expected
/// of them.
pub fn check(files: &dyn Files, loaded: &Loaded) -> Diagnostics {
    let name = &loaded.config.search.tests;
    let candidates = loaded.config.content.dirs.iter().filter_map(|dir| RelPath::new(dir)?.join(name));
    let file = candidates.into_iter().find(|path| files.is_file(path)).filter(|_| loaded.search.is_on());
    let Some(file) = file else { return Vec::new() };
    let unreadable = |message| vec![Diagnostic::new(Code::SearchTests, message).file(&file)];
    let read = files.read(&file);
    if let Some(conflict) = read.as_ref().ok().and_then(|bytes| conflict::find(&file, bytes)) {
        return vec![conflict];
    }
    let text = match read.map(utf8) {
        Ok(Ok(text)) => text,
        Ok(Err(bytes)) => return vec![not_utf8(Code::SearchTests, &file, &bytes, true)],
        Err(e) => return unreadable(text!("filen kan inte läsas: {e}", "the file cannot be read: {e}")),
    };
    let tests = match Expectations::read(&text) {
        Ok(expectations) => expectations.test,
        Err(e) => return vec![wrong(&text, &e).file(&file)],
    };
    let (index, ids) = (loaded.search_index(), |source: &str| page_id(loaded, source));
    // A searcher stays on its thread.
    let searcher = || Searcher::open(&index).ok();
    let unmet = |searcher: &mut Option<Searcher>, test| unmet(loaded, searcher.as_ref()?, &ids, test, &text, &file);
    tests.par_iter().map_init(searcher, unmet).flatten().collect()
}

/// What is wrong with the file. `said` is what the reader says in its own words, of which only the line is used.
fn wrong(text: &str, said: &str) -> Diagnostic {
    let is_list = text.trim_start().starts_with('[') && !text.trim_start().starts_with("[[");
    if let Some(e) = parse_toml(text).err().filter(|_| !is_list) {
        return Diagnostic::new(Code::SearchTests, e.message).span(e.span).help(example());
    }
    let line = said.split_once("line ").map_or("", |(_, rest)| rest);
    let line = line.split(|c: char| !c.is_ascii_digit()).next().and_then(|n| n.parse().ok()).unwrap_or(1);
    let at = offset_of(text, line, 1);
    Diagnostic::new(
        Code::SearchTests,
        text!(
            "sökprovet har ett fält för lite eller ett värde av fel slag",
            "the search test lacks a field or has a value of the wrong kind"
        ),
    )
    .span(Span::new(at, at))
    .help(example())
}

fn example() -> Text {
    text!(
        "skriv varje prov som: [[test]], och på rader under det query = \"brand\" och expect = [\"id\"]",
        "write each test as: [[test]], and on lines below it query = \"fire\" and expect = [\"id\"]"
    )
}

/// The id of the page that the file `source` became.
pub fn page_id(loaded: &Loaded, source: &str) -> Option<String> {
    let site = &loaded.site;
    let page = site.page_by_path(source).map(|ix| &site.pages[ix].id);
    page.or_else(|| Some(&site.built_in.all[site.built_in.at_url(source)?].id)).cloned()
}

fn unmet(
    loaded: &Loaded,
    searcher: &Searcher,
    ids: &(dyn Fn(&str) -> Option<String> + Sync),
    test: &Expectation,
    text: &str,
    file: &RelPath,
) -> Option<Diagnostic> {
    let top = if test.top == 0 { Expectation::TOP } else { test.top };
    let (at, got) = place(searcher, test, ids);
    if (1..=top).contains(&at) {
        return None;
    }
    let query = &test.query;
    let expected = test.expect.join(", ");
    let got: Vec<String> = got.iter().take(SHOWN).map(|source| ids(source).unwrap_or_else(|| source.clone())).collect();
    let got = got.join(", ");
    let needle = format!("\"{query}\"");
    let span = text.find(&needle).map_or(Span::new(0, 0), |i| Span::new(i, i + needle.len()));
    let missing = test.expect.iter().all(|id| loaded.site.page_by_id(0, id).is_none());
    // What these readers may not see, or nobody can read yet, is not expected to be found.
    if missing && test.expect.iter().all(|id| loaded.site.absent(id).is_some()) {
        return None;
    }
    let help = if missing {
        text!("ingen sida har det id som väntades: {expected}", "no page has the id that was expected: {expected}")
    } else {
        text!(
            "ge sidan ordet i keywords, eller skriv det i en rubrik. Det som kom: {got}",
            "give the page the word in keywords, or write it in a heading. What came: {got}"
        )
    };
    Some(
        Diagnostic::new(
            Code::SearchExpectation,
            text!(
                "”{query}” ger inte {expected} bland de {top} första",
                "\"{query}\" does not give {expected} among the first {top}"
            ),
        )
        .file(file)
        .span(span)
        .help(help),
    )
}
