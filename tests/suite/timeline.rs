//! What has happened to a document and what is coming: each day once, in order, alike on any day of the build.

use crate::common::{Built, build, options};
use ledfyr::base::date::Date;
use ledfyr::governance::Happening;
use ledfyr::pipeline::Options;
use ledfyr::source::MemoryFiles;

fn site() -> MemoryFiles {
    MemoryFiles::new()
        .with("ledfyr.toml", "[site]\ntitle = \"Provplats\"\n[languages.en]\ntitle = \"Trial\"\n")
        .with("content/_index.md", "---\ntitle: Hem\n---\n")
        .with("content/_index.en.md", "---\ntitle: Home\n---\n")
        .with("content/ombud.md", "---\ntitle: Ombud\nid: ombud\nkind: role\ntier: operational\nowner: ombud\n---\n")
}

fn routine(fields: &str) -> String {
    format!("---\ntitle: Risk\nid: risk\nkind: process\nowner: ombud\n{fields}\n---\nText.\n")
}

fn on(files: &MemoryFiles, day: &str) -> Built {
    let built = build(files, &Options { today: Date::parse(day).unwrap(), ..options() });
    assert!(!built.files.is_empty(), "{:?}", built.diagnostics);
    built
}

/// The events of the page at an address, each as `day what version`.
fn events(built: &Built, url: &str) -> Vec<String> {
    let governance = &built.loaded.as_ref().unwrap().governance;
    let site = governance.site();
    let one = |event: &ledfyr::governance::Milestone<'_>| {
        let version = site.pages[event.page].fields().version.as_deref().unwrap_or("-");
        let until = match event.what {
            Happening::Begins { until: Some(until) } => format!(" until {until}"),
            _ => String::new(),
        };
        format!("{} {} {version}{until}", event.date, event.what.as_str())
    };
    governance.timeline(site.page_by_url(url).unwrap()).iter().map(one).collect()
}

fn two_versions() -> MemoryFiles {
    site()
        .with(
            "content/risk.md",
            routine("version: \"1\"\nstatus: decided\nvalid_from: 2026-01-10\nlast_reviewed: 2026-06-01\nreview_every: P1Y\ndecision: {by: KF, date: 2026-01-02, editorial: [{date: 2026-02-01, note: Stavning}]}"),
        )
        .with(
            "content/risk.v2.md",
            routine("version: \"2\"\nstatus: decided\nvalid_from: 2027-03-01\nvalid_to: 2029-12-31\nlast_reviewed: 2027-01-15\nreview_every: P1Y\ndecision: {by: KS, date: 2027-01-15}"),
        )
}

#[test]
fn versions_are_one_story_on_the_day_before_on_and_after_the_change() {
    let files = two_versions();
    let expected = [
        "2026-01-02 decided 1",
        "2026-01-10 begins 1 until 2027-02-28",
        "2026-02-01 edited 1",
        "2026-06-01 reviewed 1",
        "2027-01-15 decided 2",
        "2027-01-15 reviewed 2",
        "2027-03-01 begins 2 until 2029-12-31",
        "2028-01-15 review_due 2",
        "2029-12-31 ends 2",
    ];
    for (day, other) in [("2027-02-28", "risk/v2/"), ("2027-03-01", "risk/v1/"), ("2027-03-02", "risk/v1/")] {
        let built = on(&files, day);
        assert_eq!(events(&built, "risk/"), expected, "{day}");
        assert_eq!(events(&built, other), expected, "{day}");
    }
}

#[test]
fn what_is_planned_or_taken_back_promises_nothing() {
    let planned = routine("version: \"2\"\nstatus: review\nvalid_from: 2028-01-01\nlast_reviewed: 2026-11-01");
    let files = two_versions().with("content/risk.v2.md", planned);
    let built = on(&files, "2026-11-22");
    assert_eq!(
        events(&built, "risk/"),
        [
            "2026-01-02 decided 1",
            "2026-01-10 begins 1",
            "2026-02-01 edited 1",
            "2026-06-01 reviewed 1",
            "2027-06-01 review_due 1"
        ]
    );
    let withdrawn = routine("version: \"1\"\nstatus: withdrawn\nlast_reviewed: 2026-06-01\nreview_every: P1Y");
    let built = on(&site().with("content/risk.md", withdrawn), "2026-11-22");
    assert_eq!(events(&built, "risk/"), ["2026-06-01 reviewed 1"]);
}

#[test]
fn a_chapter_has_the_days_of_its_directive_once_and_a_translation_those_of_its_original() {
    let directive = "---\ntitle: Riktlinje\nid: r\nkind: directive\nowner: ombud\nversion: \"3\"\nstatus: decided\nvalid_from: 2026-05-01\nlast_reviewed: 2026-04-01\nreview_every: P1Y\ndecision: {by: KF, date: 2026-04-20}\n---\n";
    let files = site()
        .with("content/r/_index.md", directive)
        .with(
            "content/r/1.md",
            "---\ntitle: Ett\nid: r1\nkind: chapter\nnumber: 1\nlast_reviewed: 2026-04-01\n---\n## A\n\nText.\n",
        )
        .with("content/r/1.en.md", "---\ntitle: One\nid: r1\nkind: chapter\nnumber: 1\n---\n## A\n\nText.\n");
    let built = on(&files, "2026-11-22");
    for url in ["r/1/", "en/r/1/"] {
        assert_eq!(
            events(&built, url),
            ["2026-04-01 reviewed -", "2026-04-20 decided 3", "2026-05-01 begins 3", "2027-04-01 review_due 3"],
            "{url}"
        );
    }
    assert_eq!(events(&built, "ombud/"), [""; 0]);
}

#[test]
fn the_page_shows_each_day_once_and_leads_to_other_versions() {
    let built = on(&two_versions(), "2026-11-22");
    let html = built.text("risk/index.html");
    let start = html.find("<details class=\"timeline\">").unwrap();
    let list = &html[start..start + html[start..].find("</details>").unwrap()];
    assert_eq!(list.matches("<time datetime=\"2027-01-15\">").count(), 1, "{list}");
    assert!(list.contains("<b>Börjar gälla</b>: version 1, till och med 28 februari 2027<"), "{list}");
    assert!(list.contains("<b>Börjar gälla</b>: <a href=\"../risk/v2/\">version 2</a>"), "{list}");
    assert!(list.contains("<b>Redaktionellt ändrad</b>: version 1: Stavning"), "{list}");
    // Which day it is, is for the reader's own clock to say.
    assert!(!list.contains("timeline-today") && list.contains("data-today=\"I dag\""), "{list}");
}
