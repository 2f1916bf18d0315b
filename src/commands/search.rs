//! `ledfyr search`

use super::Exit;
use super::cli::{Cli, SearchArgs};
use super::context::{Configured, Context};
use super::print::{print, print_error};
use crate::pipeline::{Loaded, WithSearch, expectations::page_id};
use crate::search::{Expectations, Figures, Hit, Report, Searcher, evaluate};
use crate::text;
use std::fmt::Write as _;
use std::path::Path;

pub(super) fn run(cli: &Cli, args: &SearchArgs) -> Exit {
    match search(cli, args) {
        Ok(exit) | Err(exit) => exit,
    }
}

fn search(cli: &Cli, args: &SearchArgs) -> Result<Exit, Exit> {
    let site = Context::new(cli)?.configure()?;
    let loaded = site.load(&args.edition, None, None, WithSearch::Now)?;
    let fault = |e: String| {
        print_error(&text!("sökregistret går inte att läsa: {e}", "the search index cannot be read: {e}"), site.lang);
        Exit::Fault
    };
    let Some(index) = loaded.search.index() else {
        print_error(
            &text!("sökningen är avstängd i ledfyr.toml", "the search is switched off in ledfyr.toml"),
            site.lang,
        );
        return Err(Exit::Fault);
    };
    let searcher = Searcher::open(index).map_err(|e| fault(e.to_string()))?;
    match (&args.evaluate, &args.query) {
        (Some(file), _) => run_evaluation(&site, &loaded, &searcher, file, args.json),
        (None, Some(query)) => {
            let answer = searcher.answer(query, args.limit, &site.config.site.language);
            let out = if args.json { json(&answer.hits) } else { human(&site, &answer.hits, answer.meant.as_deref()) };
            print(&out, site.lang)?;
            Ok(Exit::Fine)
        }
        (None, None) => {
            print_error(
                &text!("skriv vad du söker, eller --evaluate FIL", "write what to search for, or --evaluate FILE"),
                site.lang,
            );
            Err(Exit::Fault)
        }
    }
}

/// `[{page, url, title, heading, anchor, score, snippet}]`; `page` is the source path below the content folder.
fn json(hits: &[Hit]) -> String {
    serde_json::to_string_pretty(hits).unwrap_or_default() + "\n"
}

fn human(site: &Configured, hits: &[Hit], meant: Option<&str>) -> String {
    let mut out = String::new();
    if let Some(meant) = meant {
        let _ = writeln!(out, "{}", text!("Menade du {meant}?", "Did you mean {meant}?").get(site.lang));
    }
    if hits.is_empty() {
        let _ = writeln!(out, "{}", text!("Inga träffar.", "No results.").get(site.lang));
    }
    for (i, hit) in hits.iter().enumerate() {
        let heading = if hit.heading.is_empty() { String::new() } else { format!(" › {}", hit.heading) };
        let anchor = if hit.anchor.is_empty() { String::new() } else { format!("#{}", hit.anchor) };
        let _ = writeln!(out, "{:>2}. {}{heading}\n    /{}{anchor}\n    {}", i + 1, hit.title, hit.url, hit.snippet);
    }
    out
}

fn run_evaluation(
    site: &Configured,
    loaded: &Loaded,
    searcher: &Searcher,
    file: &Path,
    as_json: bool,
) -> Result<Exit, Exit> {
    let shown = file.display();
    let fault = |e: String| {
        let e = e.lines().next().unwrap_or("").to_owned();
        print_error(&text!("{shown} går inte att läsa: {e}", "{shown} cannot be read: {e}"), site.lang);
        Exit::Fault
    };
    let text = std::fs::read_to_string(file).map_err(|e| fault(e.to_string()))?;
    let tests = Expectations::read(&text).map_err(fault)?.test;
    let report = evaluate(&tests, searcher, &|source| page_id(loaded, source));
    let out =
        if as_json { serde_json::to_string_pretty(&report).unwrap_or_default() + "\n" } else { table(site, &report) };
    print(&out, site.lang)?;
    Ok(Exit::Fine)
}

fn table(site: &Configured, report: &Report) -> String {
    let mut out = String::new();
    let row = |out: &mut String, name: &str, f: &Figures| {
        let _ = writeln!(out, "{name:<16} {:>5}  {:>5.3}  {:>5.3}  {:>5.3}", f.n, f.mrr, f.r1, f.r5);
    };
    let _ = writeln!(
        out,
        "{:<16} {:>5}  {:>5}  {:>5}  {:>5}",
        text!("slag", "category").get(site.lang),
        "n",
        "MRR",
        "R@1",
        "R@5"
    );
    for (name, figures) in &report.categories {
        row(&mut out, name, figures);
    }
    row(&mut out, text!("alla", "all").get(site.lang), &report.all);
    if !report.misses.is_empty() {
        let _ = writeln!(out, "\n{}", text!("Det som inte kom först:", "What did not come first:").get(site.lang));
    }
    for miss in &report.misses {
        let _ = writeln!(out, "  {} → {} ({})", miss.q, miss.expected.join(", "), miss.got.join(", "));
    }
    out
}
