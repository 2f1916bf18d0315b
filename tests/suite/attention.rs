//! What somebody should see to, on days around each limit; the expected values are worked out by hand.

use crate::common::{Built, build, options};
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

/// A site for readers of level `open`, on 2028-01-01: of each sort of page one, and one that they may not see.
fn built() -> Built {
    let decided = "status: decided\ndecision: {by: KF, date: 2020-01-01}";
    let classified = |fields: &str, level: &str| format!("---\n{fields}\nclassification: {level}\n---\nText.\n");
    let open = |fields: &str| classified(fields, "open");
    let routine =
        |title: &str, fields: &str| format!("title: \"{title}\"\nkind: process\nowner: chef\n{decided}\n{fields}");
    let files = MemoryFiles::new()
        .with("ledfyr.toml", "[site]\ntitle = \"Prov\"\n[languages.en]\ntitle = \"Trial\"\n")
        .with("content/_index.md", open("title: Start"))
        .with(
            "content/chef.md",
            open(&format!("title: Chef\nid: chef\nkind: role\ntier: line\nowner: chef\n{decided}")),
        )
        .with("content/norr.md", open("title: Norr\nid: norr\nkind: unit\nunit_type: unit\nmembers: [chef]"))
        .with("content/a.md", open(&routine("=1+1; nu", "review_every: P1Y\nlast_reviewed: 2026-12-31")))
        .with("content/b.md", open(&routine("Aldrig", "review_every: P1Y")))
        .with("content/c.md", open(&routine("Snart", "review_every: P1Y\nlast_reviewed: 2027-01-01")))
        .with("content/hemlig.md", classified(&routine("Hemlig", "review_every: P1Y"), "internal"))
        .with("content/d.md", open(&routine("Sedan", "valid_from: 2028-02-29")))
        .with(
            "content/e.md",
            open(&routine(
                "Rond",
                "duties:\n  - {id: ga-ronden, does: Gå ronden, responsible: [chef], every: P1M, from: 2027-10}",
            )),
        )
        .with("content/chef.en.md", open("title: Manager\nid: chef\nkind: role\ntier: line\nowner: chef"))
        .with("content/e.en.md", open("title: Round\nid: e\nkind: process\nowner: chef\nstatus: draft"))
        .with("content/_index.en.md", open("title: Home"))
        .with("uppfoljning.csv", "enhet;uppgift;datum\nnorr;ga-ronden;2027-11-30\n");
    let options = Options { today: Date::parse("2028-01-01").unwrap(), audience: Some("open".to_owned()), ..options() };
    build(&files, &options)
}

fn text(built: &Built, path: &str) -> String {
    let bytes =
        built.files.get(path).unwrap_or_else(|| panic!("{path}: {:?} {:?}", built.files.keys(), built.diagnostics));
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn each_list_is_a_table_for_spreadsheets() {
    let built = built();
    for (file, expected) in [
        (
            "uppfolj/forsenade.csv",
            "Sida;Slag;Ansvarig;Skulle ha granskats;Dagar försenad\r\n\
             Aldrig;Rutin;Chef;2021-01-01;2556\r\n\
             \"'=1+1; nu\";Rutin;Chef;2027-12-31;1\r\n",
        ),
        (
            "uppfolj/granskas-snart.csv",
            "Sida;Slag;Ansvarig;Granskas senast;Dagar kvar\r\nSnart;Rutin;Chef;2028-01-01;0\r\n",
        ),
        ("uppfolj/kommande.csv", "Sida;Slag;Ansvarig;Gäller från;Dagar kvar\r\nSedan;Rutin;Chef;2028-02-29;59\r\n"),
        ("uppfolj/utgangna.csv", "Sida;Slag;Ansvarig;Gällde till och med;Dagar sedan dess\r\n"),
        ("uppfolj/uppgifter-utan-a.csv", "Uppgift;Sida;Utförs av\r\nGå ronden;Rond;Chef\r\n"),
        // Followed from the month of the first report on; December's last day has passed, and January's task is the next.
        (
            "uppfolj/sena-enheter.csv",
            "Enhet;När;Planerade;Gjorda;Sena;Inte redovisade;Det som inte är gjort\r\n\
             Norr;kvartal 4 2027;2;1;0;1;Gå ronden\r\n",
        ),
        ("en/follow-up/drafts.csv", "Page;Kind;Owner;Status\r\nRound;Routine;Manager;Draft\r\n"),
        ("en/follow-up/overdue.csv", "Page;Kind;Owner;Was due;Days late\r\n"),
    ] {
        assert_eq!(text(&built, file), format!("\u{feff}{expected}"), "{file}");
    }
    let held = |(path, bytes): (&String, &ledfyr::base::bytes::Bytes)| {
        String::from_utf8_lossy(bytes).contains("Hemlig").then(|| path.clone())
    };
    assert_eq!(built.files.iter().filter_map(held).collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn the_page_leads_with_how_many_and_says_of_which_day() {
    let html = text(&built(), "uppfolj/index.html");
    for expected in [
        ">2 försenade granskningar</a>",
        ">1 granskas inom 90 dagar</a>",
        ">1 kommande version</a>",
        ">1 enhet med sena uppgifter</a>",
        "Listorna visar läget den 1\u{a0}januari 2028.",
        "Ingen sidas giltighetstid har gått ut.",
        "<tr data-id=\"a\" data-kind=\"process\" data-roles=\"chef\" data-units=\"norr\" data-day=\"2027-12-31\">",
        "href=\"../uppfolj/forsenade.csv\"",
    ] {
        assert!(html.contains(expected), "{expected}: {html}");
    }
    assert!(!html.contains("0 utkast"), "an empty list is not among the figures");
}

#[test]
fn a_site_without_controlled_documents_has_nothing_to_follow_up() {
    let files = MemoryFiles::new().with("content/_index.md", "---\ntitle: Start\n---\n").with("ledfyr.toml", "");
    assert!(!build(&files, &options()).files.keys().any(|path| path.starts_with("uppfolj")));
}
