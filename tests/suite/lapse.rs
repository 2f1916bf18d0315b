//! From which day on what has lapsed is told, with and without a grace: the last day, the day before it and the day after it, on
//! leap days and at the end of a year.

use crate::common::{memory, options};
use ledfyr::base::date::Date;
use ledfyr::config;
use ledfyr::diagnostic::{Code, Diagnostic, Diagnostics};
use ledfyr::pipeline::{self, Options};
use ledfyr::source::{DiskFiles, Files};
use std::path::Path;

const ROLE: &str = "---\nid: chef\ntitle: Chef\nkind: role\ntier: line\n---\nAnsvarar.\n";

/// What is found in a site on a day.
fn found(files: &dyn Files, day: &str) -> Diagnostics {
    let configured = config::load(files);
    assert_eq!(configured.diagnostics, []);
    pipeline::load(files, configured.config, &Options { today: Date::parse(day).unwrap(), ..options() }).diagnostics
}

/// What is told of that code on a day, of a site with the page `a.md` that has these fields and one that links to it.
fn told(code: Code, fields: &str, grace: Option<u32>, day: &str) -> Vec<Diagnostic> {
    let grace = grace.map_or_else(String::new, |days| format!("[lint.grace]\n{code} = {days}\n"));
    let config = format!("[site]\ntitle = \"Prov\"\n{grace}");
    let page = format!("---\nid: a\ntitle: A\n{fields}\n---\nText.\n");
    let start = "---\ntitle: Start\n---\nLäs [A](a.md).\n";
    let files = memory(&[
        ("ledfyr.toml", &config),
        ("content/_index.md", start),
        ("content/chef.md", ROLE),
        ("content/a.md", &page),
    ]);
    found(&files, day).into_iter().filter(|d| d.code == code).collect()
}

/// Each code with fields whose last good day is given, that day, and the days around it.
#[test]
fn each_dated_code_is_told_from_the_day_after_the_last_and_its_grace() {
    let process = "kind: process\nowner: chef\n";
    let reviewed = |day: &str, every: &str| format!("{process}review_every: {every}\nlast_reviewed: {day}");
    let until = |day: &str| format!("{process}valid_to: {day}");
    let law = |day: &str| {
        format!("kind: laws\nlaws:\n  - {{id: lso, sfs: \"2003:778\", title: LSO, status: in-force, checked: {day}}}")
    };
    // Code, fields, grace, the last day without a finding, the first day with one.
    let cases: [(Code, String, Option<u32>, &str, &str); 18] = [
        (Code::ReviewOverdue, reviewed("2025-03-15", "P1Y"), None, "2026-03-15", "2026-03-16"),
        (Code::ReviewOverdue, reviewed("2025-03-15", "P1Y"), Some(0), "2026-03-15", "2026-03-16"),
        (Code::ReviewOverdue, reviewed("2025-03-15", "P1Y"), Some(1), "2026-03-16", "2026-03-17"),
        (Code::ReviewOverdue, reviewed("2025-03-15", "P1Y"), Some(30), "2026-04-14", "2026-04-15"),
        // A year after 29 February is 28 February, four years are the 29th.
        (Code::ReviewOverdue, reviewed("2024-02-29", "P1Y"), None, "2025-02-28", "2025-03-01"),
        (Code::ReviewOverdue, reviewed("2024-02-29", "P4Y"), None, "2028-02-29", "2028-03-01"),
        (Code::ReviewOverdue, reviewed("2027-02-28", "P1Y"), Some(1), "2028-02-29", "2028-03-01"),
        (Code::ReviewOverdue, reviewed("2025-12-31", "P1Y"), None, "2026-12-31", "2027-01-01"),
        (Code::ReviewOverdue, reviewed("2025-12-31", "P1Y"), Some(365), "2027-12-31", "2028-01-01"),
        (Code::Expired, until("2026-06-30"), None, "2026-06-30", "2026-07-01"),
        (Code::Expired, until("2028-02-29"), Some(14), "2028-03-14", "2028-03-15"),
        (Code::Expired, until("2026-12-31"), None, "2026-12-31", "2027-01-01"),
        (Code::ObsoleteLinked, until("2026-06-30"), None, "2026-06-30", "2026-07-01"),
        (Code::ObsoleteLinked, until("2028-02-28"), Some(1), "2028-02-29", "2028-03-01"),
        (Code::ObsoleteLinked, until("2026-12-31"), Some(31), "2027-01-31", "2027-02-01"),
        (Code::StatuteUnchecked, law("2025-11-22"), None, "2026-11-22", "2026-11-23"),
        (Code::StatuteUnchecked, law("2024-02-29"), Some(1), "2025-03-01", "2025-03-02"),
        (Code::StatuteUnchecked, law("2025-12-31"), None, "2026-12-31", "2027-01-01"),
    ];
    for (code, fields, grace, last, first) in cases {
        let before = Date::parse(last).unwrap().yesterday().unwrap().to_string();
        let count = |day: &str| told(code, &fields, grace, day).len();
        assert_eq!([&before, last, first].map(count), [0, 0, 1], "{code} {fields} {grace:?}");
        assert_eq!(count("2040-01-01"), 1, "{code} stays");
        assert_eq!(
            Date::parse(last).unwrap().tomorrow(),
            Date::parse(first),
            "{code}: the days of the case lie together"
        );
    }
    assert!(Code::dated().all(|code| {
        [Code::ReviewOverdue, Code::Expired, Code::ObsoleteLinked, Code::StatuteUnchecked].contains(&code)
    }));
}

#[test]
fn a_page_is_told_once_for_one_fault_and_not_at_all_when_it_is_history() {
    let both = "kind: process\nowner: chef\nreview_every: P1Y\nlast_reviewed: 2024-01-01\nvalid_to: 2026-01-31";
    assert_eq!(told(Code::ReviewOverdue, both, None, "2026-01-31").len(), 1, "overdue while it holds");
    assert_eq!(told(Code::ReviewOverdue, both, None, "2026-02-01").len(), 0, "then it has expired");
    assert_eq!(told(Code::Expired, both, None, "2026-02-01").len(), 1);
    for status in ["draft", "review", "withdrawn", "superseded\nsuperseded_by: chef"] {
        let fields = format!("{both}\nstatus: {status}");
        for code in [Code::ReviewOverdue, Code::Expired] {
            assert_eq!(told(code, &fields, None, "2026-06-01").len(), 0, "{code} {status}");
        }
    }
    let ahead = "kind: process\nowner: chef\nreview_every: P1Y\nlast_reviewed: 2024-01-01\nvalid_from: 2026-07-01";
    assert_eq!(told(Code::ReviewOverdue, ahead, None, "2026-06-30").len(), 0, "it does not hold yet");
    assert_eq!(told(Code::ReviewOverdue, ahead, None, "2026-07-01").len(), 1);
    // A plain page is no document that somebody decides on: that it ends is how it was meant.
    assert_eq!(told(Code::Expired, "valid_to: 2026-01-31", None, "2026-06-01").len(), 0);
}

#[test]
fn of_two_versions_the_one_that_was_replaced_is_history() {
    let version = |from: &str, rest: &str| {
        format!(
            "---\nid: a\ntitle: A\nkind: process\nowner: chef\nstatus: decided\ndecision: {{by: KS, date: 2024-01-01}}\nvalid_from: {from}\nreview_every: P1Y\n{rest}---\nText.\n"
        )
    };
    let first = version("2024-01-01", "");
    let second = version("2026-01-01", "last_reviewed: 2025-12-15\n");
    let start = "---\ntitle: Start\n---\nLäs [A](a.md).\n";
    let files = memory(&[
        ("ledfyr.toml", "[site]\ntitle = \"Prov\"\n"),
        ("content/_index.md", start),
        ("content/chef.md", ROLE),
        ("content/a.md", &first),
        ("content/a.v2.md", &second),
    ]);
    let on = |day: &str| {
        let told = found(&files, day).into_iter().map(|d| (d.code, d.file.map(|file| file.to_string())));
        told.collect::<Vec<_>>()
    };
    let overdue = |file: &str| (Code::ReviewOverdue, Some(file.to_owned()));
    assert_eq!(on("2025-12-31"), [overdue("content/a.md")]);
    assert_eq!(on("2026-01-01"), []);
    assert_eq!(on("2026-12-16"), [overdue("content/a.v2.md")]);
}

#[test]
fn the_sample_of_today_is_sound_and_that_of_2031_is_not() {
    let files = DiskFiles::new(Path::new(env!("CARGO_MANIFEST_DIR")));
    let on = |day: &str| found(&files, day).iter().map(|d| d.code.as_str()).collect::<Vec<_>>();
    assert_eq!(on("2026-12-01"), Vec::<&str>::new());
    let codes = on("2031-01-01");
    for code in ["review-overdue", "statute-unchecked"] {
        assert!(codes.contains(&code), "{codes:?}");
    }
}
