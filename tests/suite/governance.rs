//! What is not in force is reached and marked, and is in none of what people act by.

use crate::common::{Built, build, options};
use ledfyr::base::date::Date;
use ledfyr::pipeline::{Options, WithSearch};
use ledfyr::search::Searcher;
use ledfyr::source::MemoryFiles;

const CONFIG: &str = "[site]\ntitle = \"Provplats\"\nbase_url = \"https://prov.example/\"\n";

const HOME: &str = "---\ntitle: Hem\n---\nVälkommen.\n";

const ROLE: &str =
    "---\ntitle: Ombud\nid: ombud\nkind: role\ntier: operational\nowner: ombud\nstatus: decided\n---\nEtt ombud.\n";

fn routine(fields: &str) -> String {
    format!(
        "---\ntitle: Rutinen\nid: rutinen\nkind: process\nowner: ombud\naudience: [ombud]\n{fields}\nduties:\n  - {{id: ga-ronden, does: \"Gå ronden\", responsible: [ombud], accountable: ombud, every: P1Y, month: 5}}\n---\nSå går ronden till med zebraord.\n"
    )
}

fn card(fields: &str) -> String {
    format!(
        "---\ntitle: Kortet\nid: kortet\nkind: checklist\nowner: ombud\naudience: [ombud]\nscenario: Det händer.\n{fields}\nphases:\n  - {{id: nu, title: Nu, mode: read-do}}\n---\n## Nu\n\n- [ ] Larma med kamelord.\n"
    )
}

fn built(fields: &str, day: &str) -> Built {
    let files = MemoryFiles::new()
        .with("ledfyr.toml", CONFIG)
        .with("content/_index.md", HOME)
        .with("content/ombud.md", ROLE)
        .with("content/rutinen.md", routine(fields))
        .with("content/kortet.md", card(fields));
    let options = Options { today: Date::parse(day).unwrap(), search: WithSearch::Now, ..options() };
    build(&files, &options)
}

fn text(built: &Built, path: &str) -> String {
    let bytes = built.files.get(path).unwrap_or_else(|| panic!("{path} is not among {:?}", built.files.keys()));
    String::from_utf8_lossy(bytes).into_owned()
}

/// The addresses of the pages that the search finds.
fn found(built: &Built, query: &str) -> Vec<String> {
    let index = built.loaded.as_ref().and_then(|loaded| loaded.search.index()).unwrap();
    Searcher::open(index).unwrap().search(query, 10).into_iter().map(|hit| hit.url).collect()
}

/// All of the site's files that say a word, but for the pages that say it themselves and the search's.
fn saying(built: &Built, word: &str) -> Vec<String> {
    let own = ["rutinen/index.html", "kortet/index.html", "pages.json"];
    let says = |(path, bytes): (&String, &ledfyr::base::bytes::Bytes)| {
        let here =
            !own.contains(&path.as_str()) && !path.starts_with("sok/") && String::from_utf8_lossy(bytes).contains(word);
        here.then(|| path.clone())
    };
    built.files.iter().filter_map(says).collect()
}

const NOT_IN_FORCE: [(&str, &str, &str); 5] = [
    ("status: draft", "2026-11-22", "Det här är ett utkast"),
    ("status: review", "2026-11-22", "Texten är på granskning"),
    ("status: withdrawn", "2026-11-22", "Sidan är upphävd"),
    ("status: superseded\nsuperseded_by: ombud", "2026-11-22", "Sidan har ersatts"),
    ("status: decided\nvalid_to: 2026-11-21", "2026-11-22", "Det här gäller inte längre"),
];

#[test]
fn what_is_in_force_is_in_every_product() {
    for (fields, day) in [
        ("status: decided", "2026-11-22"),
        ("status: decided\nvalid_from: 2026-11-22\nvalid_to: 2027-05-01", "2026-11-22"),
    ] {
        let built = built(fields, day);
        for path in [
            "kortet/vaggkort/index.html",
            "kriskort/index.html",
            "ombud/ombud.ics",
            "arshjul/index.html",
            "ansvar/index.html",
        ] {
            text(&built, path);
        }
        assert!(text(&built, "arshjul/index.html").contains("Gå ronden"), "{fields}");
        assert!(text(&built, "ombud/role.js").contains("Kortet"), "{fields}");
        assert!(text(&built, "feed.xml").contains("<entry>") || !fields.contains("valid_from"), "{fields}");
        assert_eq!(found(&built, "zebraord"), ["rutinen/"], "{fields}");
        assert!(text(&built, "sw.js").contains("kortet/"), "{fields}");
    }
}

#[test]
fn what_is_not_in_force_is_reached_and_in_no_product() {
    for (fields, day, banner) in NOT_IN_FORCE {
        let built = built(fields, day);
        for page in ["rutinen/index.html", "kortet/index.html"] {
            assert!(text(&built, page).contains(banner), "{fields}: {page}");
        }
        // The code on paper that hangs somewhere still leads to an answer.
        text(&built, "k/kortet/index.html");
        for path in [
            "kortet/vaggkort/index.html",
            "kortet/fickkort/index.html",
            "kriskort/index.html",
            "ombud/ombud.ics",
            "arshjul/index.html",
            "ansvar/index.html",
        ] {
            assert!(!built.files.contains_key(path), "{fields}: {path}");
        }
        for word in ["zebraord", "kamelord", "Gå ronden"] {
            assert_eq!(saying(&built, word), [""; 0], "{fields}");
            assert_eq!(found(&built, word), [""; 0], "{fields}");
        }
        assert!(!text(&built, "ombud/role.js").contains("Kortet"), "{fields}");
        assert!(!text(&built, "feed.xml").contains("Rutinen"), "{fields}");
        if let Some(worker) = built.files.get("sw.js") {
            assert!(!String::from_utf8_lossy(worker).contains("\"kortet/"), "{fields}");
        }
    }
}

#[test]
fn a_validity_ends_after_its_last_day() {
    let fields = "status: decided\nvalid_to: 2028-02-29";
    for (day, holds) in [("2028-02-28", true), ("2028-02-29", true), ("2028-03-01", false)] {
        assert_eq!(built(fields, day).files.contains_key("arshjul/index.html"), holds, "{day}");
    }
}

#[test]
fn a_chapter_and_a_translation_hold_no_longer_than_what_they_belong_to() {
    let site = |status: &str| {
        let head = "title: T\nkind: process\nowner: ombud\nstatus: decided\nid: rutinen";
        let duties = "duties:\n  - {id: ga-ronden, does: \"Gå ronden\", responsible: [ombud], accountable: ombud, every: P1Y, month: 5}";
        MemoryFiles::new()
            .with("ledfyr.toml", format!("{CONFIG}\n[languages.en]\ntitle = \"Trial\"\n"))
            .with("content/_index.md", HOME)
            .with("content/ombud.md", ROLE)
            .with("content/rutinen.md", format!("---\n{}\n---\nText.\n", head.replace("decided", status)))
            .with("content/rutinen.en.md", format!("---\n{head}\n{duties}\n---\nText.\n"))
            .with("content/riktlinje/_index.md", format!("---\ntitle: R\nid: r\nkind: directive\nowner: ombud\nversion: \"1\"\ndecision: {{by: KF, date: 2026-01-01}}\nstatus: {status}\nsuperseded_by: ombud\n---\n"))
            .with("content/riktlinje/1.md", format!("---\ntitle: K\nid: k\nkind: chapter\nnumber: 1\nowner: ombud\nstatus: decided\n{duties}\n---\nText.\n"))
    };
    let wheels = |status: &str| {
        let built = build(&site(status), &options());
        assert!(!built.files.is_empty(), "{:?}", built.diagnostics);
        ["arshjul/index.html", "en/wheel/index.html"].map(|path| built.files.contains_key(path))
    };
    assert_eq!(wheels("decided"), [true, true]);
    assert_eq!(wheels("withdrawn"), [false, false]);
}
