//! How pages hang together: order, neighbours, languages, old addresses, topics.

use crate::common::{Built, sound};
use ledfyr::site::{PageIx, Site};

fn site(built: &Built) -> &Site {
    &built.loaded.as_ref().unwrap().site
}

fn page(site: &Site, url: &str) -> PageIx {
    site.page_by_url(url).unwrap_or_else(|| panic!("no {url} in {:?}", urls(site)))
}

fn urls(site: &Site) -> Vec<&str> {
    site.pages.iter().map(|p| p.url.as_str()).collect()
}

fn children<'a>(site: &'a Site, url: &str) -> Vec<&'a str> {
    site.pages[page(site, url)].children.iter().map(|c| site.pages[*c].url.as_str()).collect()
}

#[test]
fn pages_stand_by_weight_then_number_then_name() {
    let built = sound(&[
        ("ledfyr.toml", ""),
        ("content/_index.md", "# Start\n"),
        ("content/övning.md", "# Övning\n"),
        ("content/apa.md", "# Apa\n"),
        ("content/älg.md", "# Älg\n"),
        ("content/10-tio.md", "# Tio\n"),
        ("content/02-tva.md", "# Två\n"),
        ("content/kapitel.md", "---\ntitle: Kapitel\nkind: chapter\nnumber: 5\n---\n"),
        ("content/tung.md", "---\ntitle: Tung\nweight: 2\n---\n"),
        ("content/latt.md", "---\ntitle: Lätt\nweight: -1\n---\n"),
        ("content/03-mapp/a.md", "# I mapp\n"),
    ]);
    assert_eq!(
        children(site(&built), ""),
        ["latt/", "tung/", "tva/", "mapp/", "kapitel/", "tio/", "apa/", "alg/", "ovning/"]
    );
}

#[test]
fn a_folder_without_a_front_page_gets_one() {
    let built =
        sound(&[("ledfyr.toml", ""), ("content/_index.md", "# Start\n"), ("content/02-min_mapp/under/a.md", "# A\n")]);
    let site = site(&built);
    assert_eq!(urls(site), ["", "min-mapp/", "min-mapp/under/", "min-mapp/under/a/"]);
    let folder = &site.pages[page(site, "min-mapp/")];
    assert!(folder.generated && folder.is_section);
    assert_eq!(folder.title(), "Min mapp");
    assert_eq!(site.trail(page(site, "min-mapp/under/a/")), [0, 1, 2]);
    assert!(built.body("min-mapp/index.html").contains("href=\"../min-mapp/under/\""));
}

#[test]
fn readme_and_index_are_front_pages_and_the_plainest_wins() {
    let built = sound(&[
        ("ledfyr.toml", ""),
        ("content/index.md", "# Start\n"),
        ("content/a/README.md", "# Läs mig\n"),
        ("content/b/README.md", "# Läs mig\n"),
        ("content/b/_index.md", "# Förstasida\n"),
    ]);
    let site = site(&built);
    assert_eq!(urls(site), ["", "a/", "b/", "b/readme/"]);
    assert_eq!(site.pages[page(site, "b/")].title(), "Förstasida");
}

#[test]
fn news_stand_by_date_newest_first() {
    let news = |date: &str| format!("---\nkind: news\ntitle: Nyhet {date}\ndate: {date}\n---\n");
    let built = sound(&[
        ("ledfyr.toml", ""),
        ("content/_index.md", "# Start\n"),
        ("content/nyheter/a.md", &news("2026-01-01")),
        ("content/nyheter/b.md", &news("2026-11-01")),
        ("content/nyheter/c.md", &news("2026-06-01")),
    ]);
    assert_eq!(children(site(&built), "nyheter/"), ["nyheter/b/", "nyheter/c/", "nyheter/a/"]);
}

#[test]
fn neighbours_are_the_pages_of_one_folder() {
    let built = sound(&[
        ("ledfyr.toml", ""),
        ("content/_index.md", "# Start\n"),
        ("content/k/01-a.md", "# A\n"),
        ("content/k/02-b.md", "# B\n"),
        ("content/k/03-c.md", "# C\n"),
        ("content/l/d.md", "# D\n"),
    ]);
    let site = site(&built);
    let near = |url: &str| {
        let p = &site.pages[page(site, url)];
        (p.previous.map(|i| site.pages[i].title()), p.next.map(|i| site.pages[i].title()))
    };
    assert_eq!(near("k/a/"), (None, Some("B")));
    assert_eq!(near("k/b/"), (Some("A"), Some("C")));
    assert_eq!(near("k/c/"), (Some("B"), None));
    assert_eq!(near("l/d/"), (None, None));
}

#[test]
fn a_page_knows_who_links_to_it() {
    let built = sound(&[
        ("ledfyr.toml", ""),
        ("content/_index.md", "# Start\n\n[mål](mal.md) [igen](mal.md#x) [[mal]]\n"),
        ("content/a.md", "---\ntitle: A\nrelated: [mal]\n---\n"),
        ("content/b.md", "# B\n\n{{ include page=\"mal\" }}\n"),
        ("content/mal.md", "---\nid: mal\ntitle: Mål\n---\n## X\n\n[själv](mal.md#x)\n"),
    ]);
    let site = site(&built);
    let from: Vec<_> = site.pages[page(site, "mal/")].backlinks.iter().map(|b| site.pages[*b].title()).collect();
    assert_eq!(from, ["Start", "A", "B"]);
}

#[test]
fn a_translation_has_its_own_address_and_a_missing_one_says_so() {
    let built = sound(&[
        ("ledfyr.toml", "[languages.en]\nname = \"English\"\ntitle = \"Safety\"\n"),
        ("content/_index.md", "---\ntitle: Start\n---\n[råd](rad.md) [bara svenska](bara.md)\n"),
        ("content/_index.en.md", "---\ntitle: Home\n---\n[advice](rad.md) [Swedish only](bara.md)\n"),
        ("content/rad.md", "---\nid: rad\ntitle: Råd\n---\n"),
        ("content/rad.en.md", "---\nid: rad\ntitle: Advice\n---\n"),
        ("content/bara.md", "# Bara svenska\n"),
    ]);
    let site = site(&built);
    assert_eq!(urls(site), ["", "bara/", "rad/", "en/", "en/rad/"]);
    let home = built.body("en/index.html");
    assert!(home.contains("<a href=\"../en/rad/\">advice</a>"), "to its own language: {home}");
    assert!(home.contains("class=\"other-lang\" hreflang=\"sv\""), "{home}");
    assert!(home.contains("<span class=\"lang-note\">("), "{home}");
    assert!(built.text("en/rad/index.html").contains("<html lang=\"en\""));
    assert!(built.text("rad/index.html").contains("hreflang=\"en\""));
    let sv = &site.pages[page(site, "rad/")];
    assert_eq!(sv.translations, [Some(page(site, "rad/")), Some(page(site, "en/rad/"))]);
    assert_eq!(site.pages[page(site, "bara/")].translations[1], None);
}

#[test]
fn old_addresses_lead_to_the_new_one() {
    let built = sound(&[
        ("ledfyr.toml", "[languages.en]\n"),
        ("content/_index.md", "# Start\n"),
        ("content/ny.md", "---\nid: ny\ntitle: Ny\naliases: [/gammal/sida.html, Äldre Sida, energi/x]\n---\n"),
        ("content/ny.en.md", "---\nid: ny\ntitle: New\naliases: [old, en/older, energy]\n---\n"),
    ]);
    for path in ["gammal/sida/", "aldre-sida/", "energi/x/"] {
        let html = built.text(&format!("{path}index.html"));
        assert!(html.contains("http-equiv=\"refresh\"") && html.contains("ny/") && html.contains("noindex"), "{html}");
    }
    for path in ["en/old/", "en/older/", "en/energy/"] {
        assert!(built.files.contains_key(&format!("{path}index.html")), "{path} in {:?}", built.files.keys());
    }
}

#[test]
fn topics_that_are_spelt_alike_are_one_and_sort_as_swedish() {
    let built = sound(&[
        ("ledfyr.toml", ""),
        ("content/_index.md", "# Start\n"),
        ("content/a.md", "---\ntitle: A\ntags: [Övning, ånga, zon, apa]\n---\n"),
        ("content/b.md", "---\ntitle: B\ntags: [övning, ÖVNING]\n---\n"),
    ]);
    let tags = &site(&built).facts.tags;
    assert_eq!(tags.iter().map(|t| t.name.as_str()).collect::<Vec<_>>(), ["apa", "zon", "ånga", "Övning"]);
    assert_eq!(tags[3].pages.len(), 2);
    let html = built.text("taggar/ovning/index.html");
    assert!(html.contains(">A<") && html.contains(">B<"), "{html}");
}

#[test]
fn the_index_files_pages_under_swedish_letters() {
    let built = sound(&[
        ("ledfyr.toml", ""),
        ("content/_index.md", "# Start\n"),
        ("content/1.md", "# Ändring\n"),
        ("content/2.md", "# Åska\n"),
        ("content/3.md", "# Övning\n"),
        ("content/4.md", "# Zon\n"),
        ("content/5.md", "# 112\n"),
        ("content/6.md", "# Élan\n"),
    ]);
    let html = built.body("a-o/index.html");
    let order: Vec<_> = [">112<", ">Élan<", ">Zon<", ">Åska<", ">Ändring<", ">Övning<"]
        .map(|w| html.rfind(w).unwrap_or_else(|| panic!("{w} in {html}")))
        .into();
    assert!(order.is_sorted(), "{order:?} {html}");
}

#[test]
fn drafts_and_pages_of_the_future_wait() {
    let files = [
        ("ledfyr.toml", ""),
        ("content/_index.md", "# Start\n"),
        ("content/utkast.md", "---\ntitle: Utkast\ndraft: true\n---\n"),
        ("content/sen.md", "---\ntitle: Sen\nvalid_from: 2026-11-23\n---\n"),
        ("content/nu.md", "---\ntitle: Nu\nvalid_from: 2026-11-22\n---\n"),
    ];
    assert_eq!(urls(site(&sound(&files))), ["", "nu/"]);
    let files = crate::common::memory(&files);
    let options = ledfyr::build::Options { drafts: true, ..crate::common::options() };
    assert_eq!(urls(site(&crate::common::build(&files, &options))), ["", "nu/", "sen/", "utkast/"]);
}
