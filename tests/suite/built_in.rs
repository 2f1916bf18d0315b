//! Pages that the program makes: linked by id and address, in menus, lists and the search, and what wins over them.

use crate::common::{build, memory, options, sound, today};
use ledfyr::base::date::Date;
use ledfyr::pipeline::{Options, WithSearch};
use ledfyr::source::{DiskFiles, MemoryFiles};
use std::collections::{BTreeMap, VecDeque};
use std::path::Path;

/// A page with a task, that is in force from a day on.
fn task(from: &str) -> String {
    format!(
        "---\nkind: process\ntitle: Rutin\nowner: ombud\nvalid_from: {from}\nduties:\n  - {{id: gora, does: Göra, responsible: [ombud], accountable: ombud, every: P1Y, month: 2}}\n---\n"
    )
}

const ROLE: &str = "---\nid: ombud\nkind: role\ntier: operational\ntitle: Ombud\n---\n";

fn site<'a>(more: &[(&'a str, &'a str)], rutin: &'a str) -> MemoryFiles {
    let all = [&[("content/ombud.md", ROLE), ("content/rutin.md", rutin)], more].concat();
    memory(&all)
}

#[test]
fn links_lead_there_by_id_and_by_address_in_the_language_of_the_page() {
    let built = sound(&[
        ("ledfyr.toml", "[site]\ntitle = \"S\"\n[languages.en]\n"),
        ("content/_index.md", "# Start\n\n[[a-o]] [[sok|Leta]] [Alla](sidor) [Roller](/sidor/role/) [[lagen]]\n"),
        ("content/_index.en.md", "# Home\n\n[[a-o]] [[a-z]] [Search](search/) [[lagen]]\n"),
        ("content/del/under.md", "# Under\n\n[Register](/a-o/) [Åter](../sok/)\n"),
        (
            "content/lagar.md",
            "---\nkind: laws\ntitle: Lagar\nlast_reviewed: 2026-11-01\nlaws:\n  - {id: lagen, sfs: \"2020:1\", title: Lagen om allt, status: in-force, note: Om allt.}\n---\n",
        ),
    ]);
    let home = built.body("index.html");
    assert!(home.contains("<a href=\"./a-o/\" data-preview=\"A–Ö\nAlla sidor i bokstavsordning.\">A–Ö</a>"), "{home}");
    assert!(home.contains("<a href=\"./sok/\" data-preview=\"Sök\nSök på webbplatsen.\">Leta</a>"), "{home}");
    assert!(home.contains("<a href=\"./sidor/\"") && home.contains("<a href=\"./sidor/role/\""), "{home}");
    assert!(
        home.contains("<a href=\"./lagar/lagen/\" data-preview=\"Lagen om allt\nOm allt.\">Lagen om allt</a>"),
        "{home}"
    );
    let english = built.body("en/index.html");
    assert_eq!(english.matches("<a href=\"../en/a-z/\"").count(), 2, "{english}");
    assert!(english.contains("<a href=\"../en/search/\""), "{english}");
    assert!(english.contains("hreflang=\"sv\">") && english.contains("(in Swedish)"), "{english}");
    let under = built.body("del/under/index.html");
    assert!(under.contains("<a href=\"../../a-o/\"") && under.contains("<a href=\"../../sok/\""), "{under}");
}

#[test]
fn a_page_of_the_site_wins_by_id_name_and_title() {
    for page in ["---\nid: a-o\ntitle: Egen\n---\n", "---\ntitle: A-o\n---\n"] {
        let built = sound(&[("content/_index.md", "# Start\n\n[[a-o]]\n"), ("content/egen.md", page)]);
        assert!(built.body("index.html").contains("<a href=\"./egen/\">"), "{page}");
    }
    let named = sound(&[("content/_index.md", "# Start\n\n[[a-o]]\n"), ("content/del/a-o.md", "# Egen\n")]);
    assert!(named.body("index.html").contains("<a href=\"./del/a-o/\">"));
}

#[test]
fn menus_name_them_in_each_language() {
    let config = "[site]\ntitle = \"S\"\n[languages.en]\n[menu]\npages = [\"arshjul\", \"ombud\", \"a-o\"]\n";
    let rutin = task("2026-01-01");
    let files =
        site(&[("ledfyr.toml", config), ("content/_index.md", "# S\n"), ("content/_index.en.md", "# H\n")], &rutin);
    let built = build(&files, &options());
    assert_eq!(built.told(&files), "");
    let menu = |page: &str| {
        let html = built.text(page);
        let list = html.split("<ul class=\"menu-list\"").nth(1).unwrap().split("</ul>").next().unwrap();
        list.split("<a href=\"").skip(1).map(|a| a.split('"').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(menu("index.html"), ["./arshjul/", "./ombud/", "./a-o/"]);
    // In English there is no task, and a menu leads to pages in its own language.
    assert_eq!(menu("en/index.html"), ["../en/a-z/"]);
    assert!(built.text("arshjul/index.html").contains("<a href=\"../arshjul/\" aria-current=\"page\">Årshjul</a>"));
}

#[test]
fn the_year_comes_when_a_task_holds() {
    let rutin = task("2027-01-01");
    let files = site(&[("content/_index.md", "# Start\n\n[[arshjul]]\n")], &rutin);
    let before = build(&files, &options());
    assert_eq!(before.codes(), ["broken-link"]);
    assert!(!before.files.contains_key("arshjul/index.html"));
    assert!(
        before.body("index.html").contains("<a class=\"broken-link\">arshjul</a>"),
        "{}",
        before.body("index.html")
    );
    assert!(!before.text("a-o/index.html").contains("arshjul") && !before.text("pages.json").contains("arshjul"));
    let day = Date::from_ymd(2027, 1, 1).unwrap();
    assert!(today() < day);
    let after = build(&files, &Options { today: day, ..options() });
    assert_eq!(after.codes(), Vec::<&str>::new());
    assert!(after.files.contains_key("arshjul/index.html"));
}

#[test]
fn the_index_holds_them_among_the_pages_in_order() {
    let rutin = task("2026-01-01");
    let files = site(&[("content/_index.md", "# Start\n")], &rutin);
    let built = build(&files, &options());
    let body = built.body("a-o/index.html");
    let titles: Vec<&str> = body
        .split("<ul class=\"link-list\">")
        .skip(1)
        .flat_map(|list| list.split("</ul>").next().unwrap().split("\">").skip(1))
        .filter_map(|item| item.split_once("</a>").map(|(title, _)| title))
        .collect();
    assert_eq!(
        titles,
        [
            "A–Ö",
            "Alla sidor",
            "Alla sidor – efter nivå",
            "Alla sidor – efter roll",
            "Ansvarsfördelning",
            "Ombud",
            "Rutin",
            "Start",
            "Sök",
            "Uppfölj",
            "Årshjul"
        ]
    );
}

#[test]
fn the_search_finds_them_after_what_somebody_wrote() {
    let rutin = task("2026-01-01");
    let more = [
        ("content/_index.md", "# Start\n"),
        ("content/ansvaret.md", "---\ntitle: Ansvar för lokaler\n---\nText.\n"),
        (
            "content/lagar.md",
            "---\nkind: laws\ntitle: Lagar\nlast_reviewed: 2026-11-01\nlaws:\n  - {id: lokallag, sfs: \"2020:17\", title: Lokallag (2020:17), short: LokL, status: in-force}\n---\n",
        ),
        ("content/bygger.md", "---\ntitle: Bygger på den\nlegal_basis: [{law: lokallag, ref: 1 §}]\n---\nText.\n"),
    ];
    let files = site(&more, &rutin);
    let built = build(&files, &Options { search: WithSearch::Now, ..options() });
    let index = built.loaded.as_ref().unwrap().search_index();
    let searcher = ledfyr::search::Searcher::open(&index).unwrap();
    let urls = |query: &str| -> Vec<String> { searcher.search(query, 10).into_iter().map(|hit| hit.url).collect() };
    assert_eq!(urls("ansvar")[..2], ["ansvaret/", "ansvar/"]);
    assert_eq!(urls("kalender")[0], "arshjul/");
    for query in ["lokallagen", "LokL", "2020:17"] {
        assert_eq!(urls(query)[0], "lagar/lokallag/", "{query}");
    }
    assert!(urls("bygger på den").contains(&"lagar/lokallag/".to_owned()));
    assert!(!urls("sök").contains(&"sok/".to_owned()), "the search does not find itself");
}

/// What is shown in the place of a page, and is none that somebody goes to: an address that does not exist, no network.
const ANSWERS: [&str; 3] = ["404.html", "offline/index.html", "en/offline/index.html"];

/// Where the links of a page lead, below the site's root: those that people see, without scripts.
fn links<'a>(path: &str, html: &'a str) -> Vec<String> {
    let body = html.split_once("<body").unwrap().1;
    let hrefs = body.split("<a ").skip(1).filter_map(|a| {
        let tag: &'a str = a.split('>').next()?;
        tag.split_once("href=\"")?.1.split('"').next()
    });
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let site = hrefs.filter(|href| !href.contains(':')).map(|href| href.split(['#', '?']).next().unwrap());
    let resolved = site.filter(|href| !href.is_empty()).map(|href| {
        let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
        for part in href.split('/') {
            match part {
                "" | "." => {}
                ".." => assert!(parts.pop().is_some(), "{href} on {path}"),
                part => parts.push(part),
            }
        }
        let end = if href.ends_with('/') { "index.html" } else { "" };
        let path = parts.join("/");
        if end.is_empty() || path.is_empty() { format!("{path}{end}") } else { format!("{path}/{end}") }
    });
    resolved.collect()
}

#[test]
fn every_page_of_the_sample_is_reached_within_three_clicks() {
    let files = DiskFiles::new(Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf());
    let built = build(&files, &Options { search: WithSearch::Deferred, ..options() });
    let mut clicks = BTreeMap::from([("index.html".to_owned(), 0)]);
    let mut to_read = VecDeque::from(["index.html".to_owned()]);
    while let Some(page) = to_read.pop_front() {
        for to in links(&page, built.text(&page)) {
            if built.files.contains_key(&to) && to.ends_with(".html") && !clicks.contains_key(&to) {
                clicks.insert(to.clone(), clicks[&page] + 1);
                to_read.push_back(to);
            }
        }
    }
    let pages = || built.files.keys().filter(|path| path.ends_with(".html"));
    assert!(pages().count() > 150, "the sample was found");
    let far: Vec<&String> = pages()
        .filter(|page| !ANSWERS.contains(&page.as_str()) && clicks.get(*page).is_none_or(|clicks| *clicks > 3))
        .collect();
    assert!(far.is_empty(), "not within three clicks from the start page: {far:#?}");
}
