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
    for path in ["gammal/sida.html", "Äldre Sida/index.html", "energi/x/index.html"] {
        let html = built.text(path);
        assert!(html.contains("http-equiv=\"refresh\"") && html.contains("ny/") && html.contains("noindex"), "{html}");
    }
    for path in ["en/old/", "en/older/", "en/energy/"] {
        assert!(built.files.contains_key(&format!("{path}index.html")), "{path} in {:?}", built.files.keys());
    }
}

#[test]
fn topics_sort_as_swedish() {
    let built = sound(&[
        ("ledfyr.toml", ""),
        ("content/_index.md", "# Start\n"),
        ("content/a.md", "---\ntitle: A\ntags: [Övning, ånga, zon, apa]\n---\n"),
        ("content/b.md", "---\ntitle: B\ntags: [Övning, Övning]\n---\n"),
    ]);
    let tags = &site(&built).facts.tags;
    assert_eq!(tags.iter().map(|t| t.name.as_str()).collect::<Vec<_>>(), ["apa", "zon", "ånga", "Övning"]);
    assert_eq!(tags[3].pages.len(), 2);
    let html = built.text("taggar/ovning/index.html");
    assert!(html.contains(">A<") && html.contains(">B<"), "{html}");
}

#[test]
fn topics_with_one_address_are_two_and_a_sign_is_a_topic_too() {
    let built = sound(&[
        ("ledfyr.toml", ""),
        ("content/_index.md", "# Start\n"),
        ("content/a.md", "---\ntitle: A\ntags: [LAS, C, 🚒]\n---\n"),
        ("content/b.md", "---\ntitle: B\ntags: [lås, C++]\n---\n"),
    ]);
    let tags: Vec<_> = site(&built).facts.tags.iter().map(|t| (t.name.as_str(), t.slug.as_str())).collect();
    assert_eq!(tags, [("🚒", "1f692"), ("C", "c"), ("C++", "c-2"), ("LAS", "las"), ("lås", "las-2")]);
    let html = built.body("taggar/las-2/index.html");
    assert!(html.contains(">B<") && !html.contains(">A<"), "{html}");
}

#[test]
fn the_root_has_a_front_page_when_only_folders_below_have_one() {
    let built = sound(&[("ledfyr.toml", ""), ("content/a/b/_index.md", "# B\n"), ("content/c/README.md", "# C\n")]);
    assert_eq!(urls(site(&built)), ["", "a/", "a/b/", "c/"]);
    assert!(site(&built).pages[0].generated);
    assert!(built.body("index.html").contains("href=\"./c/\""), "{}", built.body("index.html"));
}

#[test]
fn a_page_beside_a_folder_of_its_name_is_its_front_page() {
    let built = sound(&[
        ("ledfyr.toml", ""),
        ("content/_index.md", "# Start\n"),
        ("content/roller.md", "# Alla roller\n\n[chef](roller/chef.md) [bild](roller/bild.pdf)\n"),
        ("content/roller/chef.md", "# Chef\n\n[upp](../roller.md)\n"),
        ("content/roller/bild.pdf", "%PDF-1.4\n"),
    ]);
    let site = site(&built);
    assert_eq!(urls(site), ["", "roller/", "roller/chef/"]);
    let roles = &site.pages[page(site, "roller/")];
    assert!(roles.is_section && !roles.generated && roles.title() == "Alla roller");
    assert_eq!(site.pages[page(site, "roller/chef/")].parent, Some(page(site, "roller/")));
    assert!(built.files.contains_key("roller/bild.pdf"));
}

#[test]
fn fields_of_other_tools_order_pages_and_keep_their_addresses() {
    let built = sound(&[
        ("ledfyr.toml", ""),
        ("content/_index.md", "# Start\n"),
        ("content/docs/c.md", "---\ntitle: C\nsidebar_position: 1.5\nslug: /borja\n---\n"),
        ("content/docs/b.md", "---\ntitle: B\nnav_order: 1.25\nslug: bb\n---\n"),
        ("content/docs/a.md", "---\ntitle: A\norder: 2\nredirect_from: [/g/a.html]\npermalink: /Om/A.html\n---\n"),
        ("content/docs/0.md", "---\ntitle: Noll\nweight: 9\nurl: /noll\npath: docs/0/\n---\n"),
        ("content/_posts/2024-03-01-ny-rutin.md", "Text.\n"),
        ("content/_posts/2025-03-01-senare.md", "Text.\n"),
    ]);
    let here = site(&built);
    assert_eq!(children(here, "docs/"), ["docs/b/", "docs/c/", "docs/a/", "docs/0/"]);
    for path in [
        "docs/borja/index.html",
        "docs/bb/index.html",
        "g/a.html",
        "Om/A.html",
        "noll/index.html",
        "2024/03/01/ny-rutin.html",
    ] {
        assert!(built.files.contains_key(path), "{path} in {:?}", built.files.keys());
    }
    assert_eq!(children(here, "posts/"), ["posts/2025-03-01-senare/", "posts/2024-03-01-ny-rutin/"]);
    let post = &here.pages[page(here, "posts/2024-03-01-ny-rutin/")];
    assert_eq!((post.title(), post.fields().date.unwrap().to_string().as_str()), ("Ny rutin", "2024-03-01"));
}

#[test]
fn lists_of_pages_give_order_and_names() {
    let built = sound(&[
        ("mkdocs.yml", "nav:\n  - index.md\n  - Hjälp:\n      - hjalp/b.md\n      - Kallas A: hjalp/a.md\n  - om.md\n"),
        ("docs/index.md", "# Start\n"),
        ("docs/om.md", "# Om\n"),
        ("docs/hjalp/a.md", "Utan rubrik.\n"),
        ("docs/hjalp/b.md", "# B\n"),
        ("docs/annat.md", "# Annat\n"),
    ]);
    let here = site(&built);
    assert_eq!(children(here, "docs/"), ["docs/hjalp/", "docs/om/", "docs/annat/"]);
    assert_eq!(children(here, "docs/hjalp/"), ["docs/hjalp/b/", "docs/hjalp/a/"]);
    assert_eq!(here.pages[page(here, "docs/hjalp/")].title(), "Hjälp");
    assert_eq!(here.pages[page(here, "docs/hjalp/a/")].title(), "Kallas A");
    assert!(built.body("docs/hjalp/a/index.html").contains("Kallas A</h1>"));
}

/// A folder of other people's Markdown may be called what a generated page is.
#[test]
fn a_generated_page_makes_room_where_conflicts_are_numbered() {
    let built = sound(&[("README.md", "# Start\n"), ("sidor/a.md", "# A\n"), ("a-o.md", "# Alla orter\n")]);
    assert_eq!(urls(site(&built)), ["", "a-o/", "sidor/", "sidor/a/"]);
    assert!(built.body("a-o/index.html").contains("Alla orter</h1>"));
    assert!(built.text("index.html").contains("href=\"./a-o-2/\""), "{}", built.text("index.html"));
    assert!(built.files.contains_key("sidor-2/index.html") && built.files.contains_key("a-o-2/index.html"));
}

#[test]
fn folders_stand_as_docusaurus_has_them() {
    let built = sound(&[
        ("README.md", "# Start\n"),
        ("docs/alfa/_category_.json", "{\"label\": \"Sist\", \"position\": 3}"),
        ("docs/alfa/a.md", "# A\n"),
        ("docs/beta/_category_.yml", "label: Först\nposition: 1\n"),
        ("docs/beta/b.md", "# B\n"),
        ("docs/mitt.md", "---\nsidebar_position: 2\n---\n# Mitt\n"),
    ]);
    let here = site(&built);
    assert_eq!(children(here, "docs/"), ["docs/beta/", "docs/mitt/", "docs/alfa/"]);
    assert_eq!(here.pages[page(here, "docs/alfa/")].title(), "Sist");
}

#[test]
fn a_page_that_another_tool_showed_at_the_root_is_the_start_page() {
    let built = sound(&[("docs/inledning.md", "---\nslug: /\n---\n# Hej\n"), ("docs/mer.md", "# Mer\n")]);
    assert_eq!(urls(site(&built)), ["", "docs/", "docs/mer/"]);
    assert!(built.body("index.html").contains("Hej</h1>"));
}

/// The list that servers lead on by.
#[test]
fn old_addresses_are_listed_for_servers() {
    let built = crate::common::build(
        &crate::common::memory(&[
            ("ledfyr.toml", ""),
            ("content/_index.md", "# Start\n"),
            (
                "content/råd/a.md",
                "---\ntitle: A\naliases: [/Sidor/Min Sida.aspx, \"/v.aspx?id=7\", /x.php, /x.php/y]\n---\n",
            ),
        ]),
        &crate::common::options(),
    );
    let list: serde_json::Value = serde_json::from_str(built.text("redirects.json")).unwrap();
    let to = "/rad/a/";
    assert_eq!(
        list,
        serde_json::json!({"version": 1, "redirects": [
            {"from": "/Sidor/Min%20Sida.aspx", "to": to, "file": true},
            {"from": "/v.aspx?id=7", "to": to, "file": false},
            {"from": "/x.php", "to": to, "file": true},
            {"from": "/x.php/y", "to": to, "file": true},
        ]})
    );
    let html = built.text("x.php/index.html");
    assert!(html.contains("data-moved-to=\"../rad/a/\""), "{html}");
    assert!(html.contains("<meta http-equiv=\"refresh\" content=\"0; url=../rad/a/\">"), "{html}");
    assert!(built.text("x.php/y/index.html").contains("data-moved-to=\"../../rad/a/\""));
    assert!(built.text("Sidor/Min Sida.aspx").contains("data-moved-to=\"../rad/a/\""));
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
    let options = ledfyr::pipeline::Options { drafts: true, ..crate::common::options() };
    assert_eq!(urls(site(&crate::common::build(&files, &options))), ["", "nu/", "sen/", "utkast/"]);
}
