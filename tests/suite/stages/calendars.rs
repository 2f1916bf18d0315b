//! The calendars of roles: reviews beside tasks, in several languages, and none without events.

use crate::common::{Built, build, memory, options};
use ledfyr::base::date::Date;
use ledfyr::pipeline::Options;

const ROLE: &str = "---\nid: ombud\nkind: role\ntier: operational\ntitle: Ombud\n---\n";

const CONFIG: &str = "[site]\ntitle = \"Prov\"\nbase_url = \"https://prov.example/\"\n[languages.en]\n";

fn routine(fields: &str) -> String {
    format!("---\nkind: process\ntitle: Rutin\nid: rutin\nowner: ombud\n{fields}\n---\nText.\n")
}

fn built_on(day: &str, pages: &[(&str, &str)]) -> Built {
    let all = [&[("ledfyr.toml", CONFIG), ("content/_index.md", "# Start\n"), ("content/ombud.md", ROLE)], pages];
    let files = memory(&all.concat());
    let built = build(&files, &Options { today: Date::parse(day).unwrap(), ..options() });
    assert!(built.diagnostics.iter().all(|d| d.code.is_dated()), "{}", built.told(&files));
    built
}

/// The values of one property, with folded lines joined.
fn values<'a>(ics: &'a str, name: &str) -> Vec<&'a str> {
    ics.split_terminator("\r\n").filter_map(|line| line.strip_prefix(name)?.strip_prefix(':')).collect()
}

fn calendar(built: &Built, path: &str) -> String {
    built.text(path).replace("\r\n ", "")
}

#[test]
fn the_review_of_a_page_stands_in_the_calendar_of_the_role_that_answers_for_it() {
    let page = routine("last_reviewed: 2026-02-28\nreview_every: P1Y");
    let built = built_on("2026-11-22", &[("content/rutin.md", &page)]);
    let ics = calendar(&built, "ombud/ombud.ics");
    assert_eq!(ics.matches("BEGIN:VEVENT").count(), 1, "{ics}");
    assert_eq!(values(&ics, "SUMMARY"), ["Granska: Rutin"]);
    assert_eq!(values(&ics, "DTSTART;VALUE=DATE"), ["20270228"]);
    assert_eq!(values(&ics, "URL"), ["https://prov.example/rutin/"]);
    assert_eq!(
        values(&ics, "DESCRIPTION"),
        ["Läs igenom sidan senast den här dagen. Den granskades senast 2026-02-28.", "Granska: Rutin"],
        "the event's and its reminder's"
    );
    assert_eq!(values(&ics, "TRIGGER"), ["PT9H"]);
    assert!(built.body("ombud/index.html").contains("ombud/ombud.ics"), "linked without a task");
    let later = built_on("2028-03-05", &[("content/rutin.md", &page)]);
    assert_eq!(calendar(&later, "ombud/ombud.ics"), ics, "one that is late stays on its day and is the same event");
}

#[test]
fn reviews_that_do_not_come_are_in_no_calendar_and_none_is_without_events() {
    for fields in [
        "review_every: P1Y",
        "last_reviewed: 2026-02-28",
        "last_reviewed: 2026-02-28\nreview_every: P1Y\nstatus: draft",
        "last_reviewed: 2026-02-28\nreview_every: P1Y\nstatus: withdrawn",
        "last_reviewed: 2026-02-28\nreview_every: P1Y\nvalid_from: 2026-01-01\nvalid_to: 2027-02-27\nstatus: review",
    ] {
        let files = memory(&[
            ("ledfyr.toml", CONFIG),
            ("content/_index.md", "# Start\n"),
            ("content/ombud.md", ROLE),
            ("content/rutin.md", &routine(fields)),
        ]);
        let built = build(&files, &options());
        assert!(!built.files.contains_key("ombud/ombud.ics"), "{fields}");
        let page = built.body("ombud/index.html");
        assert!(!page.contains(".ics") && !page.contains("webcal:"), "{fields}");
    }
    let ends = |day: &str| {
        let page = routine(&format!("last_reviewed: 2026-02-28\nreview_every: P1Y\nvalid_to: {day}"));
        built_on("2026-11-22", &[("content/rutin.md", &page)]).files.contains_key("ombud/ombud.ics")
    };
    assert_eq!(["2027-02-27", "2027-02-28"].map(ends), [false, true], "a page is not reviewed when it is over");
}

#[test]
fn a_task_stands_once_in_a_calendar_and_a_translation_is_reviewed_by_itself() {
    let task = |does: &str| {
        format!(
            "last_reviewed: 2026-02-28\nreview_every: P1Y\nduties:\n  - {{id: ga, does: {does}, responsible: [ombud], accountable: ombud, from: 2027-03-15}}"
        )
    };
    let (swedish, english) = (routine(&task("Gå ronden")), routine(&task("Do the round")));
    let pages = [("content/rutin.md", &*swedish), ("content/rutin.en.md", &*english)];
    let built = built_on("2026-11-22", &pages);
    let ics = calendar(&built, "ombud/ombud.ics");
    assert_eq!(values(&ics, "SUMMARY"), ["Granska: Rutin", "Review: Rutin", "Gå ronden"]);
    let mut uids = values(&ics, "UID");
    uids.sort_unstable();
    uids.dedup();
    assert_eq!(uids.len(), 3, "{ics}");
    // Where the role has a page in English too, each calendar has what is in its language.
    let built = built_on("2026-11-22", &[pages[0], pages[1], ("content/ombud.en.md", ROLE)]);
    assert_eq!(values(&calendar(&built, "ombud/ombud.ics"), "SUMMARY"), ["Granska: Rutin", "Gå ronden"]);
    let other = calendar(&built, "en/ombud/ombud.ics");
    assert_eq!(values(&other, "SUMMARY"), ["Review: Rutin", "Do the round"]);
    // A task of a page that is not translated is nobody's less for that.
    let built = built_on("2026-11-22", &[pages[0], ("content/ombud.en.md", ROLE)]);
    assert_eq!(values(&calendar(&built, "en/ombud/ombud.ics"), "SUMMARY"), ["Gå ronden"]);
}
