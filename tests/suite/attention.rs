//! What somebody should see to, on days around each limit; the expected values are worked out by hand.

use crate::common::options;
use ledfyr::base::date::Date;
use ledfyr::config;
use ledfyr::governance::Attention;
use ledfyr::pipeline::{self, Loaded, Options};
use ledfyr::source::MemoryFiles;

const RULE: &str = "kind: process\nowner: chef\nstatus: decided\ndecision: {by: KF, date: 2020-01-01}";

const PAGES: [(&str, &str); 3] = [
    ("content/_index.md", "title: Start"),
    ("content/chef.md", "title: Chef\nid: chef\nkind: role\ntier: line\nowner: chef"),
    ("content/annan.md", "title: Annan\nid: annan\nkind: page"),
];

/// A site with one more page, on a day.
fn loaded(fields: &str, day: &str) -> Loaded {
    let mut files = MemoryFiles::new().with("ledfyr.toml", "");
    for (path, fields) in PAGES {
        files.insert(path, format!("---\n{fields}\n---\nSe [sidan](rutin.md).\n"));
    }
    files.insert("content/rutin.md", format!("---\ntitle: Rutin\nid: rutin\n{fields}\n---\nText.\n"));
    let options = Options { today: Date::parse(day).unwrap(), drafts: true, ..options() };
    pipeline::load(&files, config::load(&files).config, &options)
}

/// In which lists the page is, each with its day.
fn lists(fields: &str, day: &str) -> Vec<String> {
    let loaded = loaded(fields, day);
    let page = loaded.site.page_by_id(0, "rutin").unwrap();
    let found: Attention<'_> = loaded.governance.attention(None);
    let day = |day: Option<Date>| day.map_or("never".to_owned(), |day| day.to_string());
    let reviews = |name: &str, all: &[ledfyr::governance::Review]| {
        all.iter().filter(|r| r.page == page).map(|r| format!("{name} {}", day(r.due))).collect::<Vec<_>>()
    };
    let dated = |name: &str, all: &[ledfyr::governance::Dated]| {
        all.iter().filter(|d| d.page == page).map(|d| format!("{name} {}", d.date)).collect::<Vec<_>>()
    };
    let pages = |name: &str, all: &[usize]| vec![name.to_owned(); all.iter().filter(|ix| **ix == page).count()];
    let title = |ix: &usize| loaded.site.pages[*ix].title().to_owned();
    let linked = found.obsolete_linked.iter().filter(|(ix, _)| *ix == page);
    let tasks = found.without_accountable.iter().filter(|task| task.page == page);
    [
        reviews("overdue", &found.overdue_reviews),
        reviews("due", &found.due_reviews),
        pages("changed", &found.unreviewed_changes),
        pages("draft", &found.drafts),
        dated("waits", &found.not_yet_valid),
        dated("expired", &found.expired),
        linked.map(|(_, from)| format!("linked {}", from.iter().map(title).collect::<Vec<_>>().join(", "))).collect(),
        pages("ownerless", &found.without_owner),
        pages("undecided", &found.without_decision),
        tasks.map(|task| format!("no A {}", task.duty.id)).collect(),
    ]
    .concat()
}

#[test]
fn a_review_is_due_for_ninety_days_and_then_overdue() {
    let yearly = format!("{RULE}\nreview_every: P1Y\nlast_reviewed: 2027-02-28");
    for (day, expected) in [
        // 2028-02-28 is 90 days after 2027-11-30.
        ("2027-11-29", vec![]),
        ("2027-11-30", vec![]),
        ("2027-12-01", vec!["due 2028-02-28"]),
        ("2027-12-31", vec!["due 2028-02-28"]),
        ("2028-02-27", vec!["due 2028-02-28"]),
        ("2028-02-28", vec!["due 2028-02-28"]),
        ("2028-02-29", vec!["overdue 2028-02-28"]),
    ] {
        assert_eq!(lists(&yearly, day), expected, "{day}");
    }
    // One that was never reviewed is to be reviewed a year after its decision; without one it is late at once.
    assert_eq!(lists(&format!("{RULE}\nreview_every: P1Y"), "2028-01-01"), ["overdue 2021-01-01"]);
    assert_eq!(lists("kind: process\nowner: chef\nreview_every: P1Y", "2028-01-01"), ["overdue never"]);
    assert_eq!(
        lists(&format!("{RULE}\nreview_every: P1Y\nlast_reviewed: 2028-02-29"), "2029-03-01"),
        ["overdue 2029-02-28"]
    );
}

#[test]
fn a_page_waits_until_its_first_day_and_has_expired_after_its_last() {
    let from = format!("{RULE}\nvalid_from: 2028-02-29");
    for (day, expected) in [("2028-02-28", vec!["waits 2028-02-29"]), ("2028-02-29", vec![]), ("2028-03-01", vec![])] {
        assert_eq!(lists(&from, day), expected, "{day}");
    }
    let to = format!("{RULE}\nvalid_to: 2027-12-31");
    for (day, expected) in [("2027-12-30", vec![]), ("2027-12-31", vec![]), ("2028-01-01", vec!["expired 2027-12-31"])]
    {
        assert_eq!(lists(&to, day), expected, "{day}");
    }
}

#[test]
fn a_page_is_told_of_for_what_it_lacks() {
    let task = "duties:\n  - {id: ga, does: Gå, responsible: [chef]}";
    for (fields, expected) in [
        (RULE.to_owned(), vec![]),
        ("kind: process\nowner: chef\nstatus: decided".to_owned(), vec!["undecided"]),
        ("kind: role\ntier: line".to_owned(), vec!["ownerless"]),
        ("kind: page\nstatus: decided".to_owned(), vec![]),
        ("kind: process\nowner: chef\nstatus: draft\nreview_every: P1Y".to_owned(), vec!["draft"]),
        ("kind: process\nowner: chef\nstatus: review".to_owned(), vec!["draft"]),
        ("kind: process\nowner: chef\nstatus: withdrawn".to_owned(), vec!["linked Start, Annan, Chef"]),
        ("kind: process\nowner: chef\nstatus: superseded\nsuperseded_by: annan".to_owned(), vec!["linked Start, Chef"]),
        (format!("{RULE}\n{task}"), vec!["no A ga"]),
        (format!("{RULE}\n{}", task.replace("]}", "], no_accountable: Ingen är utsedd}")), vec![]),
        (format!("{RULE}\nlast_reviewed: 2027-01-01\nreviewed_hash: 0123"), vec!["changed"]),
    ] {
        let mut told = lists(&fields, "2028-01-01");
        told.sort();
        assert_eq!(told, expected, "{fields}");
    }
    let waiting = format!("{RULE}\nvalid_from: 2028-01-02\n{task}");
    assert_eq!(lists(&waiting, "2028-01-01"), ["waits 2028-01-02"], "its tasks bind nobody yet");
    assert_eq!(lists(&waiting, "2028-01-02"), ["no A ga"]);
}
