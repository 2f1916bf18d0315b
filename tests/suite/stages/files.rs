//! Files for programs: the page list, the sitemap, the feed, robots, calendars.

use crate::common::{Built, build, memory, options};
use ledfyr::base::hash::sha256;
use ledfyr::pipeline::Options;
use std::collections::BTreeSet;

fn built(config: &str) -> Built {
    let files = memory(&[
        ("ledfyr.toml", config),
        ("content/_index.md", "---\ntitle: Start & mål\ndate: 2026-01-02\n---\n"),
        ("content/_index.en.md", "# Home\n"),
        (
            "content/roller/ombud.md",
            "---\nid: ombud\nkind: role\ntier: operational\ntitle: Ombud\ndescription: Håller i \"arbetet\" <här> & nu.\nlast_reviewed: 2026-10-01\nreview_every: P1Y\ntags: [a]\n---\nTre ord här.\n",
        ),
        (
            "content/rutin.md",
            "---\nkind: process\ntitle: Rutin, med komma; och mer\nowner: ombud\nvalid_from: 2026-03-01\nduties:\n  - {id: ga-igenom-och, does: \"Gå igenom, och rätta; allt\", responsible: [ombud], accountable: ombud, every: P1Y, month: 2}\n  - {id: en-uppgift-med, does: \"En uppgift med ett mycket långt namn som inte alls får plats på en enda rad i en kalenderfil för ögonen\", responsible: [ombud], accountable: ombud, every: P3M, month: 4}\n  - {id: utan-manad, does: Utan månad, responsible: [ombud], accountable: ombud}\n---\n",
        ),
        ("content/nyhet.md", "---\nkind: news\ntitle: Nytt\ndate: 2026-11-01\nchange: new\n---\n"),
    ]);
    let built = build(&files, &options());
    assert_eq!(built.told(&files), "");
    built
}

const CONFIG: &str = "[site]\ntitle = \"A & B\"\nbase_url = \"https://intranat.example/sakerhet/\"\n[languages.en]\n";

/// Reads a file as XML; the names of its elements in order.
fn elements(xml: &str) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut names = Vec::new();
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Start(e) | quick_xml::events::Event::Empty(e)) => {
                for attribute in e.attributes() {
                    attribute.unwrap_or_else(|e| panic!("{e} in {xml}"));
                }
                names.push(e.name().as_ref().to_string());
            }
            Ok(quick_xml::events::Event::Eof) => return names,
            Ok(_) => {}
            Err(e) => panic!("not well-formed: {e}\n{xml}"),
        }
    }
}

#[test]
fn the_page_list_holds_every_written_page() {
    let built = built(CONFIG);
    let json: serde_json::Value = serde_json::from_str(built.text("pages.json")).unwrap();
    assert_eq!(json["version"], 1);
    let pages = json["pages"].as_array().unwrap();
    let urls: Vec<_> = pages.iter().map(|p| p["url"].as_str().unwrap()).collect();
    assert_eq!(urls, ["", "nyhet/", "roller/ombud/", "rutin/", "en/"]);
    let built_in: Vec<_> = json["built_in"].as_array().unwrap().iter().map(|p| p["id"].as_str().unwrap()).collect();
    assert_eq!(
        built_in,
        [
            "a-o",
            "sidor",
            "sidor/tier",
            "sidor/role",
            "taggar",
            "taggar/a",
            "arshjul",
            "ansvar",
            "uppfolj",
            "sok",
            "a-z",
            "pages",
            "pages/tier",
            "pages/role",
            "search"
        ]
    );
    let role = &pages[2];
    for (key, value) in [
        ("id", "ombud"),
        ("lang", "sv"),
        ("kind", "role"),
        ("title", "Ombud"),
        ("source", "roller/ombud.md"),
        ("section", "roller"),
        ("tier", "operational"),
        ("last_reviewed", "2026-10-01"),
        ("next_review", "2027-10-01"),
    ] {
        assert_eq!(role[key], value, "{key}");
    }
    assert_eq!(role["words"], 3);
    assert_eq!(role["tags"][0], "a");
    assert_eq!(role["body_hash"].as_str().unwrap().len(), 64);
    assert!(role["owner"].is_null(), "what is not stated is null, not absent");
}

#[test]
fn the_sitemap_is_well_formed_and_names_translations() {
    let built = built(CONFIG);
    let xml = built.text("sitemap.xml");
    // Six pages with that of the folder; in Swedish the index, three lists, the topics and the one, the year, responsibilities,
    // what to follow up and the search; in English the index, three lists and the search.
    assert_eq!(elements(xml).iter().filter(|e| *e == "url").count(), 6 + 10 + 5);
    assert!(
        xml.contains("<loc>https://intranat.example/sakerhet/roller/ombud/</loc><lastmod>2026-10-01</lastmod>"),
        "{xml}"
    );
    assert!(xml.contains("hreflang=\"en\" href=\"https://intranat.example/sakerhet/en/\""), "{xml}");
}

#[test]
fn the_feed_is_well_formed_and_newest_first() {
    let built = built(CONFIG);
    let xml = built.text("feed.xml");
    let names = elements(xml);
    for needed in ["feed", "title", "id", "updated", "author", "name", "entry"] {
        assert!(names.iter().any(|n| n == needed), "{needed} in {xml}");
    }
    let order: Vec<_> = ["<updated>2026-11-01", "nyhet/", "2026-10-01", "2026-03-01", "2026-01-02"]
        .map(|w| xml.find(w).unwrap())
        .into();
    assert!(order.is_sorted(), "{order:?}\n{xml}");
    assert!(xml.contains("A &amp; B") && xml.contains("&lt;här&gt; &amp; nu"), "{xml}");
    let local = self::built("[languages.en]\n");
    elements(local.text("feed.xml"));
    assert!(!local.text("feed.xml").contains("intranat.example"), "without base_url it counts from the site's root");
    let none = self::built(&format!("{CONFIG}[feed]\nlimit = 0\n"));
    assert!(!none.files.contains_key("feed.xml"));
}

#[test]
fn robots_keep_out_unless_let_in() {
    assert_eq!(built(CONFIG).text("robots.txt"), "User-agent: *\nDisallow: /\n");
    assert_eq!(
        built(&format!("{CONFIG}[robots]\nindex = true\n")).text("robots.txt"),
        "User-agent: *\nAllow: /\nSitemap: https://intranat.example/sakerhet/sitemap.xml\n"
    );
}

#[test]
fn a_calendar_has_the_duties_that_come_back() {
    let built = built(CONFIG);
    let ics = built.text("roller/ombud/ombud.ics");
    assert!(ics.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && ics.ends_with("END:VCALENDAR\r\n"));
    assert!(ics.split_terminator("\r\n").all(|l| l.len() <= 75 && !l.contains('\n')), "{ics}");
    let whole = ics.replace("\r\n ", "");
    let lines: Vec<_> = whole.lines().filter(|l| !l.starts_with("DTSTAMP")).collect();
    // In 2026 to 2028, while the page holds (from March 2026): February twice, and April, July, October and January eleven times.
    let uids: BTreeSet<_> = lines.iter().filter_map(|l| l.strip_prefix("UID:")).collect();
    assert_eq!(uids.len(), 13, "{whole}");
    assert!(uids.iter().all(|uid| uid.ends_with("@intranat.example")), "{whole}");
    assert_eq!(lines.iter().filter(|l| **l == "BEGIN:VEVENT").count(), 13, "{whole}");
    let reminder = "BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:Gå igenom\\, och rätta\\; allt\r\nTRIGGER:PT9H\r\nEND:VALARM\r\nEND:VEVENT";
    assert_eq!(whole.matches(reminder).count(), 2, "February twice: {whole}");
    assert_eq!(whole.matches("BEGIN:VALARM").count(), 13, "{whole}");
    let page = built.body("roller/ombud/index.html");
    assert!(page.contains("href=\"webcal://intranat.example/sakerhet/roller/ombud/ombud.ics\""), "{page}");
    for wanted in [
        "DTSTART;VALUE=DATE:20270201",
        "DTSTART;VALUE=DATE:20280201",
        "SUMMARY:Gå igenom\\, och rätta\\; allt",
        "DESCRIPTION:Rutin\\, med komma\\; och mer",
        "URL:https://intranat.example/sakerhet/rutin/",
        "DTSTART;VALUE=DATE:20260401",
        "DTSTART;VALUE=DATE:20281001",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
        "X-PUBLISHED-TTL:P1D",
    ] {
        assert!(lines.contains(&wanted), "{wanted} in {whole}");
    }
}

#[test]
fn the_wheel_and_the_table_of_roles_are_made_of_duties() {
    let built = built(CONFIG);
    let wheel = built.files.keys().find(|k| k.contains("arshjul")).expect("an annual wheel").clone();
    let html = built.body(&wheel);
    assert!(html.contains("Gå igenom, och rätta; allt") && html.contains("<svg"), "{html}");
    assert!(built.files.keys().any(|k| k.contains("raci") || k.contains("ansvar")), "{:?}", built.files.keys());
}

#[test]
fn no_page_asks_another_host_for_anything_or_runs_code_of_its_own() {
    for (path, bytes) in built(CONFIG).files.iter().filter(|(p, _)| p.ends_with(".html")) {
        let html = std::str::from_utf8(bytes).unwrap();
        for never in [" style=\"", "<style", " onclick=", "src=\"http", "href=\"javascript", "@import"] {
            assert!(!html.contains(never), "{path} has {never}");
        }
        for script in html.split("<script").skip(1) {
            let (tag, rest) = script.split_once('>').unwrap();
            assert!(tag.contains("src=\"") && rest.starts_with("</script>"), "{path}: <script{tag}>");
        }
    }
}

#[test]
fn the_page_not_found_counts_its_links_from_the_root() {
    let files = memory(&[("ledfyr.toml", CONFIG), ("content/_index.md", "# Start\n")]);
    assert!(build(&files, &options()).text("404.html").contains("\"/sakerhet/static/"));
    let elsewhere = Options { base_url: Some("https://exempel.se".to_owned()), ..options() };
    assert!(build(&files, &elsewhere).text("404.html").contains("\"/static/"));
}

#[test]
fn the_worker_is_told_the_hash_of_each_file_that_it_may_keep() {
    let files = memory(&[
        ("ledfyr.toml", "[site]\ntitle = \"A\"\n"),
        ("content/_index.md", "# Start\n"),
        ("content/kort.md", "---\noffline: pinned\ntitle: Kort\n---\n![Karta](karta.png)\n"),
        ("content/text.md", "# Text\n\n[Fil](fil.txt)\n"),
        ("content/karta.png", "GIF89a\x01\0\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x01D\0;"),
        ("content/fil.txt", "text"),
    ]);
    let built = build(&files, &options());
    assert_eq!(built.told(&files), "");
    let worker = built.text("sw.js");
    for (list, names) in [("PINNED", ["", "kort/", "karta.png"].as_slice()), ("LISTED", &["fil.txt"])] {
        let text = worker.split_once(&format!("const {list} = ")).unwrap().1.split_once(";\n").unwrap().0;
        let hashes: std::collections::BTreeMap<String, String> = serde_json::from_str(text).unwrap();
        for name in names {
            let path =
                if name.is_empty() || name.ends_with('/') { format!("{name}index.html") } else { (*name).to_owned() };
            assert_eq!(hashes[*name], sha256(&built.files[&path]), "{path}");
        }
        assert!(!hashes.contains_key("text/"));
    }
    // A page that is not listed carries the hash of all before its last line; a static file eight digits of its own.
    for (path, bytes) in built.files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let (page, seal) = bytes.split_at(bytes.len() - 42);
        assert_eq!(std::str::from_utf8(seal).unwrap(), format!("<!-- {} -->\n", &sha256(page)[..32]), "{path}");
    }
    for (path, bytes) in built.files.iter().filter(|(path, _)| path.starts_with("static/")) {
        assert!(path.contains(&format!(".{}.", &sha256(bytes)[..8])), "{path}");
    }
}

#[test]
fn a_page_says_what_was_true_on_the_day_of_the_build() {
    let page = "---\nkind: process\ntitle: Rutin\nowner: ombud\nstatus: decided\ndecision: {by: Chefen, date: 2025-11-01}\nvalid_from: 2026-01-01\nvalid_to: 2026-12-31\nlast_reviewed: 2025-12-01\nreview_every: P6M\n---\nText.\n";
    let files = memory(&[
        ("ledfyr.toml", "[site]\ntitle = \"A\"\n"),
        ("content/_index.md", "# Start\n"),
        ("content/a.md", page),
        ("content/ombud.md", "---\nid: ombud\nkind: role\ntier: operational\ntitle: Ombud\n---\n"),
    ]);
    let on = |day: &str| {
        let today = ledfyr::base::date::Date::parse(day).unwrap();
        let built = build(&files, &Options { today, drafts: true, ..options() });
        assert!(built.diagnostics.iter().all(|d| d.code.is_dated()), "{}", built.told(&files));
        let html = built.text("a/index.html").to_owned();
        let line = html.split_once("<p class=\"validity\"").unwrap().1.split_once("</p>").unwrap().0.to_owned();
        let known = line.split_once("data-known=\"").map(|(_, rest)| rest[..10].to_owned());
        let words = ["Granskningen är försenad</span>", "Giltighetstiden har gått ut</span>", "Gäller inte än</span>"];
        (words.into_iter().find(|w| line.contains(w)).map(|w| w.trim_end_matches("</span>").to_owned()), known)
    };
    let said = |words: &str, known: &str| (Some(words.to_owned()), Some(known.to_owned()));
    assert_eq!(on("2025-12-31"), said("Gäller inte än", "2025-12-01"));
    assert_eq!(on("2026-01-01"), (None, Some("2026-01-01".to_owned())));
    // Six months after 1 December; the day itself is still in time.
    assert_eq!(on("2026-06-01"), (None, Some("2026-01-01".to_owned())));
    assert_eq!(on("2026-06-02"), said("Granskningen är försenad", "2026-01-01"));
    assert_eq!(on("2026-12-31"), said("Granskningen är försenad", "2026-01-01"));
    assert_eq!(on("2027-01-01"), said("Giltighetstiden har gått ut", "2026-01-01"));
}
