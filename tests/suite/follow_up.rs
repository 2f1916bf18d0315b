//! What units owe and have done, on days around each limit; the expected values are worked out by hand.

use crate::common::options;
use ledfyr::base::date::Date;
use ledfyr::base::path::RelPath;
use ledfyr::config;
use ledfyr::governance::{Owed, Progress, Tally, quarter};
use ledfyr::maintenance;
use ledfyr::pipeline::{self, Loaded, Model, Options};
use ledfyr::source::MemoryFiles;
use std::collections::{BTreeMap, BTreeSet};

const PAGES: [(&str, &str); 8] = [
    ("content/_index.md", "title: Start"),
    (
        "content/ombud.md",
        "title: Ombud\nid: ombud\nkind: role\ntier: operational\nowner: ombud\nstatus: decided\ndecision: {by: KF, date: 2020-01-01}",
    ),
    (
        "content/chef.md",
        "title: Chef\nid: chef\nkind: role\ntier: line\nowner: chef\nstatus: decided\ndecision: {by: KF, date: 2020-01-01}",
    ),
    (
        "content/annan.md",
        "title: Annan\nid: annan\nkind: role\ntier: line\nowner: chef\nstatus: decided\ndecision: {by: KF, date: 2020-01-01}",
    ),
    ("content/norr.md", "title: Norr\nid: norr\nkind: unit\nunit_type: unit\nmembers: [ombud]"),
    ("content/soder.md", "title: Söder\nid: soder\nkind: unit\nunit_type: unit\nchair: ombud"),
    ("content/forum.md", "title: Forum\nid: forum\nkind: unit\nunit_type: forum\nmembers: [annan]"),
    (
        "content/rond.md",
        "title: Rond\nid: rond\nkind: process\nowner: ombud\nstatus: decided\ndecision: {by: KF, date: 2020-01-01}\nduties:\n  \
         - {id: ga-ronden, does: Gå ronden, responsible: [ombud], accountable: ombud, every: P3M, month: 2}\n  \
         - {id: se-over, does: Se över, responsible: [chef], accountable: chef, every: P1Y, from: 2028-02-29}\n  \
         - {id: vid-behov, does: Hjälp till, responsible: [ombud], accountable: ombud, informed: [annan]}",
    ),
];

fn loaded(day: &str, table: &str) -> Loaded {
    let mut files = MemoryFiles::new().with("ledfyr.toml", "").with("uppfoljning.csv", table);
    for (path, fields) in PAGES {
        files.insert(path, format!("---\n{fields}\n---\n"));
    }
    let options = Options { today: Date::parse(day).unwrap(), ..options() };
    pipeline::load(&files, config::load(&files).config, &options)
}

fn told(loaded: &Loaded, one: &Owed<'_>) -> String {
    let unit = one.unit.map_or("–", |unit| loaded.site.pages[unit].id.as_str());
    format!("{} {unit} {} {}", one.task.duty.id, one.time.start, one.progress.as_str())
}

/// All that is owed and begins before a day.
fn owed(day: &str, table: &str, before: &str) -> Vec<String> {
    let loaded = loaded(day, table);
    let before = Date::parse(before).unwrap();
    loaded.governance.owed().iter().filter(|one| one.time.start < before).map(|one| told(&loaded, one)).collect()
}

const TABLE: &str = "enhet,uppgift,datum\nnorr,ga-ronden,2028-01-15\nsoder,ga-ronden,2028-02-01\n";

#[test]
fn each_unit_of_a_responsible_role_owes_the_task_and_else_the_organisation() {
    assert_eq!(
        owed("2028-02-29", TABLE, "2028-04-01"),
        ["ga-ronden norr 2028-02-01 planned", "ga-ronden soder 2028-02-01 done", "se-over – 2028-02-29 planned"],
    );
    assert_eq!(
        owed("2028-03-01", TABLE, "2028-04-01"),
        ["ga-ronden norr 2028-02-01 late", "ga-ronden soder 2028-02-01 done", "se-over – 2028-02-29 late"],
    );
    let after = format!("{TABLE},se-over,2029-01-31\n");
    assert_eq!(
        owed("2029-02-01", &after, "2028-06-01"),
        [
            "ga-ronden norr 2028-02-01 not-reported",
            "ga-ronden norr 2028-05-01 not-reported",
            "ga-ronden soder 2028-02-01 done",
            "ga-ronden soder 2028-05-01 not-reported",
            "se-over – 2028-02-29 done",
        ],
        "29 February comes back in the month that begins on 1 February"
    );
}

#[test]
fn what_is_followed_begins_with_the_first_report_and_ends_after_four_quarters() {
    let followed = |day: &str, table: &str| {
        loaded(day, table).governance.followed().map(|(from, until)| format!("{from} {until}")).unwrap()
    };
    assert_eq!(followed("2028-03-31", ""), "2028-03-01 2029-01-01");
    assert_eq!(followed("2028-04-01", TABLE), "2028-01-01 2029-04-01");
    assert_eq!(followed("2030-12-31", TABLE), "2029-01-01 2031-10-01");
}

#[test]
fn the_table_may_have_any_columns_in_any_order() {
    for table in [
        "\u{feff}uppgift;enhet;datum;resultat;anteckning\r\nga-ronden;norr;2028-02-03;klart;\"a; \"\"b\"\"\"\r\n",
        "note,result,date,unit,task\n\"a; \"\"b\"\"\",klart,2028-02-03,norr,ga-ronden",
    ] {
        let loaded = loaded("2028-03-01", table);
        assert_eq!(loaded.diagnostics, [], "{table}");
        let [report] = loaded.governance.reports() else { panic!("{table}") };
        assert_eq!(
            (report.task.as_str(), report.unit.as_str(), report.date.to_string()),
            ("ga-ronden", "norr", "2028-02-03".into())
        );
        assert_eq!((report.result.as_str(), report.note.as_str()), ("klart", "a; \"b\""));
    }
}

#[test]
fn tallies_count_by_quarter_and_unit() {
    let loaded = loaded("2028-06-01", TABLE);
    let owed = loaded.governance.owed();
    let tally = |planned, done, late, not_reported| Tally { planned, done, late, not_reported };
    let quarters = Tally::by(&owed, |one| vec![quarter(one.time.start)]);
    assert_eq!(
        quarters,
        BTreeMap::from([
            // The round of both units, and the yearly task.
            ((2028, 1), tally(3, 1, 1, 1)),
            ((2028, 2), tally(2, 0, 2, 0)),
            ((2028, 3), tally(2, 0, 0, 0)),
            ((2028, 4), tally(2, 0, 0, 0)),
            ((2029, 1), tally(3, 0, 0, 0)),
        ])
    );
    let soder = loaded.site.page_by_id(0, "soder");
    let units = Tally::by(&owed, |one| vec![one.unit]);
    assert_eq!(units[&soder], tally(5, 1, 1, 0));
    assert_eq!(units[&None], tally(2, 0, 1, 0));
    assert_eq!(owed.iter().filter(|one| one.progress == Progress::Done).count(), 1);
}

#[test]
fn the_report_tells_what_is_late_and_how_far_each_has_come() {
    let report = |table: &str| {
        let loaded = loaded("2028-06-01", table);
        maintenance::report(&loaded, maintenance::Asked::default()).follow_up
    };
    assert!(report("task,date\n").is_none(), "nothing is late where nobody has begun");
    let told = report(TABLE).unwrap();
    let late: Vec<String> =
        told.late.iter().map(|l| format!("{} {} {:?} {}", l.due, l.task, l.unit.as_deref(), l.progress)).collect();
    assert_eq!(
        late,
        [
            "2028-02-29 ga-ronden Some(\"norr\") not-reported",
            "2028-02-29 se-over None late",
            "2028-05-31 ga-ronden Some(\"norr\") late",
            "2028-05-31 ga-ronden Some(\"soder\") late",
        ]
    );
    let tally = |planned, done, late, not_reported| Tally { planned, done, late, not_reported };
    assert_eq!(told.quarters["2028-Q2"], tally(2, 0, 2, 0));
    assert_eq!((told.units[""], told.units["norr"]), (tally(2, 0, 1, 0), tally(5, 0, 1, 1)));
    assert_eq!((told.roles["chef"], told.roles["ombud"]), (tally(2, 0, 1, 0), tally(10, 1, 2, 1)));
}

#[test]
fn a_change_of_the_table_is_seen_by_the_next_load() {
    let mut files = MemoryFiles::new().with("ledfyr.toml", "").with("uppfoljning.csv", TABLE);
    for (path, fields) in PAGES {
        files.insert(path, format!("---\n{fields}\n---\n"));
    }
    let options = Options { today: Date::parse("2028-06-01").unwrap(), ..options() };
    let mut model = Model::default();
    let mut reports = |files: &MemoryFiles| {
        let changed = BTreeSet::from([RelPath::lit("uppfoljning.csv")]);
        let loaded = model.load(files, config::load(files).config, &options, Some(&changed));
        (loaded.governance.reports().len(), loaded.diagnostics.len())
    };
    assert_eq!(reports(&files), (2, 0));
    files.insert("uppfoljning.csv", format!("{TABLE}norr,ga-ronden,snart\n"));
    assert_eq!(reports(&files), (2, 1));
    files.remove("uppfoljning.csv");
    assert_eq!(reports(&files), (0, 0));
}
