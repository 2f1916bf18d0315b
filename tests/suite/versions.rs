//! Versions of a document: one has its address, its id and its links; the others lie below it and say where they stand.

use crate::common::{Built, build, options};
use ledfyr::base::date::Date;
use ledfyr::pipeline::{Options, WithSearch};
use ledfyr::search::Searcher;
use ledfyr::source::MemoryFiles;

const CONFIG: &str =
    "[site]\ntitle = \"Provplats\"\nbase_url = \"https://prov.example/\"\n[languages.en]\ntitle = \"Trial\"\n";

fn site() -> MemoryFiles {
    MemoryFiles::new()
        .with("ledfyr.toml", CONFIG)
        .with(
            "content/_index.md",
            "---\ntitle: Hem\n---\n[Rutinen](rutiner/risk.md), [[risk]] och [nästa](rutiner/risk.v2.md).\n",
        )
        .with("content/_index.en.md", "---\ntitle: Home\n---\n[The process](rutiner/risk.md)\n")
        .with(
            "content/ombud.md",
            "---\ntitle: Ombud\nid: ombud\nkind: role\ntier: operational\nowner: ombud\nstatus: decided\ndecision: {by: KF, date: 2020-01-01}\n---\n",
        )
}

/// A version that says a word of its own.
fn version(number: &str, fields: &str) -> String {
    format!(
        "---\ntitle: Riskanalys\nid: risk\nkind: process\nowner: ombud\nversion: \"{number}\"\ndecision: {{by: KF, date: 2020-01-01}}\n{fields}\nduties:\n  - {{id: gor, does: \"Gör {number}\", responsible: [ombud], accountable: ombud, every: P1Y, month: 5}}\n---\nOrdet är version-{}.\n",
        number.replace('.', "-")
    )
}

fn on(files: &MemoryFiles, day: &str) -> Built {
    let built = build(files, &Options { today: Date::parse(day).unwrap(), search: WithSearch::Now, ..options() });
    assert_eq!(built.told(files), "", "{day}");
    built
}

fn two() -> MemoryFiles {
    site()
        .with("content/rutiner/risk.md", version("1.2", "status: decided\nvalid_from: 2026-01-01"))
        .with("content/rutiner/risk.v2.md", version("2.0", "status: decided\nvalid_from: 2028-02-29"))
}

/// The shown notices of a page, in the order in which they stand, without markup.
fn notices(built: &Built, path: &str) -> Vec<String> {
    let html = built.text(path);
    let parts = html.split("<div class=\"notice ").skip(1).filter(|part| part.contains("standing-notice"));
    let shown = parts.filter(|part| !part[..part.find('>').unwrap()].contains(" hidden"));
    let text = |part: &str| {
        let part = &part[part.find("<div class=\"notice-body\">").unwrap()..part.find("</div>").unwrap()];
        let mut out = String::new();
        let mut inside = false;
        for c in part.chars() {
            match c {
                '<' => inside = true,
                '>' => inside = false,
                c if !inside => out.push(c),
                _ => {}
            }
        }
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    shown.map(text).collect()
}

#[test]
fn the_version_in_force_has_the_address_and_the_next_takes_over_on_its_day() {
    let files = two();
    for (day, holds, other) in [
        ("2026-01-01", "1-2", "v2"),
        ("2028-02-28", "1-2", "v2"),
        ("2028-02-29", "2-0", "v1-2"),
        ("2028-03-01", "2-0", "v1-2"),
    ] {
        let built = on(&files, day);
        let says = |path: &str, word: &str| built.text(path).contains(word);
        assert!(says("rutiner/risk/index.html", &format!("version-{holds}")), "{day}");
        let below = format!("rutiner/risk/{other}/index.html");
        assert!(!says(&below, &format!("version-{holds}")) && says(&below, "Ordet är version-"), "{day}");
        let home = built.body("index.html");
        assert_eq!(
            home.matches("href=\"./rutiner/risk/\"").count(),
            if holds == "2-0" { 3 } else { 2 },
            "{day}: {home}"
        );
        assert!(says("arshjul/index.html", &format!("Gör {}", holds.replace('-', "."))), "{day}");
    }
}

#[test]
fn each_version_says_where_it_stands() {
    let before = on(&two(), "2028-02-28");
    assert_eq!(
        notices(&before, "rutiner/risk/index.html"),
        [
            "En ny version är beslutad Den här texten gäller till dess. Börjar gälla den 29 februari 2028. Läs den nya versionen: Riskanalys, version 2.0."
        ]
    );
    assert_eq!(
        notices(&before, "rutiner/risk/v2/index.html"),
        [
            "Det här gäller inte än Texten är beslutad men börjar gälla senare. Följ den inte förrän dess. Börjar gälla den 29 februari 2028. Det här gäller nu: Riskanalys, version 1.2."
        ]
    );
    let after = on(&two(), "2028-02-29");
    assert_eq!(notices(&after, "rutiner/risk/index.html"), [""; 0]);
    assert_eq!(
        notices(&after, "rutiner/risk/v1-2/index.html"),
        ["Sidan har ersatts Följ inte den här texten. Läs i stället: Riskanalys, version 2.0."]
    );
}

#[test]
fn what_is_planned_lies_below_and_changes_nothing() {
    for (status, banner) in [("draft", "Det här är ett utkast"), ("review", "Texten är på granskning")] {
        let planned = version("2.0", &format!("status: {status}\nvalid_from: 2026-06-01"));
        let later = version("3.0", &format!("status: {status}\nvalid_from: 2029-06-01"));
        let hidden = version("4.0", "draft: true");
        let files = two()
            .with("content/rutiner/risk.v2.md", planned)
            .with("content/rutiner/risk.v3.md", later)
            .with("content/rutiner/risk.v4.md", hidden);
        let built = on(&files, "2027-01-01");
        assert!(built.text("rutiner/risk/index.html").contains("version-1-2"));
        assert_eq!(notices(&built, "rutiner/risk/index.html"), [""; 0]);
        for other in ["v2", "v3"] {
            let notices = notices(&built, &format!("rutiner/risk/{other}/index.html"));
            assert!(notices.len() == 1 && notices[0].starts_with(banner), "{notices:?}");
        }
        assert!(!built.files.contains_key("rutiner/risk/v4/index.html"));
    }
}

#[test]
fn lists_name_a_document_once() {
    let built = on(&two(), "2027-01-01");
    for path in ["innehall/index.html", "rutiner/index.html", "ombud/index.html", "sitemap.xml", "feed.xml"] {
        let text = built.files.get(path).map(|_| built.text(path)).unwrap_or_default();
        assert!(!text.contains("risk/v2"), "{path}");
    }
    let index = built.loaded.as_ref().and_then(|loaded| loaded.search.index()).unwrap();
    let hits = Searcher::open(index).unwrap().search("riskanalys", 10).into_iter().map(|hit| hit.url);
    assert_eq!(hits.collect::<Vec<_>>(), ["rutiner/risk/"]);
    let pages: serde_json::Value = serde_json::from_str(built.text("pages.json")).unwrap();
    let of = |url: &str| pages["pages"].as_array().unwrap().iter().find(|p| p["url"] == url).unwrap().clone();
    let (now, next) = (of("rutiner/risk/"), of("rutiner/risk/v2/"));
    assert_eq!((&now["id"], &now["standing"], &now["version_of"]), (&"risk".into(), &"in-force".into(), &().into()));
    assert_eq!((&now["source"], &now["valid_to"]), (&"rutiner/risk.md".into(), &"2028-02-28".into()));
    assert_eq!(
        (&next["id"], &next["standing"], &next["version_of"]),
        (&"risk-v2".into(), &"waiting".into(), &"risk".into())
    );
}

#[test]
fn a_translation_follows_the_version_that_it_translates() {
    let english = |number: &str| version(number, "status: decided").replace("Riskanalys", "Risk analysis");
    let files = two().with("content/rutiner/risk.en.md", english("1.2"));
    let before = on(&files, "2028-02-28");
    assert!(before.text("en/wheel/index.html").contains("Gör 1.2"));
    // The Swedish one is replaced, and the next has no translation: the old one stands there and leads to what holds.
    let after = on(&files, "2028-02-29");
    assert!(!after.files.contains_key("en/wheel/index.html"));
    let notices_of = |built: &Built| notices(built, "en/rutiner/risk/index.html");
    assert_eq!(
        notices_of(&after),
        ["This page has been replaced Do not follow this text. Read instead: Riskanalys, version 2.0."]
    );
    let files = files.with("content/rutiner/risk.v2.en.md", english("2.0"));
    let before = on(&files, "2028-02-28");
    assert!(before.text("en/rutiner/risk/v2/index.html").contains("This is not in force yet"));
    let after = on(&files, "2028-02-29");
    assert!(after.text("en/rutiner/risk/index.html").contains("version-2-0"));
    assert!(after.text("en/rutiner/risk/v1-2/index.html").contains("This page has been replaced"));
    assert!(after.text("en/wheel/index.html").contains("Gör 2.0"));
}

#[test]
fn a_decided_document_that_waits_is_published_and_other_pages_are_kept_back() {
    let page = |fields: &str| {
        format!(
            "---\ntitle: Ny\nvalid_from: 2027-02-01\ndecision: {{by: KF, date: 2020-01-01}}\n{fields}\n---\nText.\n"
        )
    };
    for (fields, published) in [
        ("kind: process\nowner: ombud\nstatus: decided", true),
        ("kind: process\nowner: ombud\nstatus: review", false),
        ("kind: process\nowner: ombud", false),
        ("kind: process\nowner: ombud\nstatus: decided\ndraft: true", false),
        ("kind: news\ndate: 2026-11-01", false),
        ("kind: page\nstatus: decided", false),
    ] {
        let files = site()
            .with("content/_index.md", "# Hem\n")
            .with("content/_index.en.md", "# Home\n")
            .with("content/ny.md", page(fields));
        let built = on(&files, "2027-01-31");
        assert_eq!(built.files.contains_key("ny/index.html"), published, "{fields}");
        if published {
            assert_eq!(
                notices(&built, "ny/index.html"),
                [
                    "Det här gäller inte än Texten är beslutad men börjar gälla senare. Följ den inte förrän dess. Börjar gälla den 1 februari 2027."
                ]
            );
        }
        let held = on(&files, "2027-02-01").files.contains_key("ny/index.html");
        assert_eq!(held, !fields.contains("draft"), "{fields}");
    }
}

#[test]
fn the_front_page_of_a_folder_has_versions() {
    let directive = |version: &str, from: &str| {
        format!(
            "---\ntitle: Riktlinje\nid: riktlinje\nkind: directive\nowner: ombud\nstatus: decided\nversion: \"{version}\"\ndecision: {{by: KF, date: 2026-01-01}}\nvalid_from: {from}\n---\nOrdet är version-{version}.\n"
        )
    };
    let chapter = "---\ntitle: Syfte\nkind: chapter\nnumber: 1\nstatus: decided\n---\nText.\n";
    let files = two()
        .with("content/riktlinje/_index.md", directive("1", "2026-01-01"))
        .with("content/riktlinje/_index.v2.md", directive("2", "2027-01-01"))
        .with("content/riktlinje/01-syfte.md", chapter);
    let before = on(&files, "2026-12-31");
    assert!(
        before.text("riktlinje/index.html").contains("version-1")
            && before.text("riktlinje/v2/index.html").contains("version-2")
    );
    let after = on(&files, "2027-01-01");
    assert!(
        after.text("riktlinje/index.html").contains("version-2")
            && after.text("riktlinje/v1/index.html").contains("version-1")
    );
    assert!(
        after.text("riktlinje/index.html").contains("syfte/") && after.files.contains_key("riktlinje/syfte/index.html")
    );
}

#[test]
fn a_version_has_at_least_the_level_of_its_document_and_a_higher_one_is_not_known_below() {
    let config = format!("{CONFIG}[classification]\nlevels = [\"open\", \"internal\"]\ndefault = \"open\"\n");
    let with = |one: &str, two: &str| {
        site()
            .with("ledfyr.toml", config.as_str())
            .with("content/_index.md", "# Hem\n")
            .with("content/_index.en.md", "# Home\n")
            .with(
                "content/rutiner/risk.md",
                version("1.2", &format!("status: decided\nvalid_from: 2026-01-01\nclassification: {one}")),
            )
            .with(
                "content/rutiner/risk.v2.md",
                version("2.0", &format!("status: decided\nvalid_from: 2027-01-01\nclassification: {two}")),
            )
    };
    let public = |files: &MemoryFiles, day: &str| {
        let today = Date::parse(day).unwrap();
        build(files, &Options { today, audience: Some("open".into()), ..options() })
    };
    let raised = public(&with("internal", "open"), "2026-12-31");
    assert!(raised.files.keys().all(|path| !path.contains("risk")), "{:?}", raised.files.keys());
    for day in ["2026-12-31", "2027-01-01"] {
        let built = public(&with("open", "internal"), day);
        assert!(built.text("rutiner/risk/index.html").contains("version-1-2"), "{day}");
        assert_eq!(notices(&built, "rutiner/risk/index.html"), [""; 0], "{day}");
        for (path, bytes) in &built.files {
            // «Uppfölj» says of which day it is.
            let said = if path.contains("follow-up/") || path.contains("uppfolj/") { day } else { "no day" };
            let text = String::from_utf8_lossy(bytes).replace(said, "");
            assert!(!["risk/v2", "risk.v2", "version-2-0", "2027-01-01"].iter().any(|w| text.contains(w)), "{path}");
        }
    }
}

#[test]
fn a_paper_card_leads_to_the_version_in_force() {
    let card = |version: &str, from: &str| {
        format!(
            "---\ntitle: Kort\nid: kort\nkind: checklist\nowner: ombud\nstatus: decided\nversion: \"{version}\"\ndecision: {{by: KF, date: 2020-01-01}}\nvalid_from: {from}\nscenario: Det händer.\nphases:\n  - {{id: nu, title: Nu, mode: read-do}}\n---\n## Nu\n\n- [ ] Larma {version}.\n"
        )
    };
    let files =
        two().with("content/kort.md", card("1", "2026-01-01")).with("content/kort.v2.md", card("2", "2027-01-01"));
    for (day, holds, other) in [("2026-12-31", "1", "v2"), ("2027-01-01", "2", "v1")] {
        let built = on(&files, day);
        assert!(built.text("k/kort/index.html").contains(&format!("data-version=\"{holds}\"")), "{day}");
        assert!(built.text("kriskort/index.html").contains(&format!("Larma {holds}")), "{day}");
        assert!(built.files.contains_key("kort/vaggkort/index.html"));
        assert!(!built.files.contains_key(&format!("kort/{other}/vaggkort/index.html")), "{day}");
        assert_eq!(built.files.keys().filter(|path| path.starts_with("k/")).count(), 1, "{day}");
    }
}

#[test]
fn old_addresses_lead_to_the_version_in_force() {
    let with_alias = version("1.2", "status: decided\nvalid_from: 2026-01-01\naliases: [gammal]");
    let files = two().with("content/rutiner/risk.md", with_alias);
    for day in ["2028-02-28", "2028-02-29"] {
        let built = on(&files, day);
        assert!(built.text("redirects.json").contains("\"to\": \"/rutiner/risk/\""), "{day}");
    }
}

#[test]
fn what_is_owed_is_that_of_the_version_that_holds_then() {
    let dated = |number: &str, fields: &str, when: &str| version(number, fields).replace("every: P1Y, month: 5", when);
    let files = site()
        .with(
            "content/rutiner/risk.md",
            dated("1.2", "status: decided\nvalid_from: 2026-01-01", "every: P3M, month: 2"),
        )
        .with(
            "content/rutiner/risk.v2.md",
            dated("2.0", "status: decided\nvalid_from: 2028-02-15", "every: P1Y, month: 3"),
        )
        .with("uppfoljning.csv", "uppgift,datum\ngor,2027-11-20\n");
    for (day, expected) in [
        // February belongs to the version that takes over in it, which has its task in March.
        ("2027-12-01", &["2027-11-01 done", "2028-03-01 planned"][..]),
        ("2028-02-14", &["2027-11-01 done", "2028-03-01 planned"]),
        ("2028-02-15", &["2027-11-01 done", "2028-03-01 planned"]),
        ("2028-04-01", &["2027-11-01 done", "2028-03-01 late", "2029-03-01 planned"]),
    ] {
        let built = on(&files, day);
        let owed = built.loaded.as_ref().unwrap().governance.owed();
        let told: Vec<String> =
            owed.iter().map(|one| format!("{} {}", one.time.start, one.progress.as_str())).collect();
        assert_eq!(told, expected, "{day}");
    }
}
