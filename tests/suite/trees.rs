//! Folders as people have them from other programs, without a configuration: they build, and what is to be mended is
//! told by cause.

mod docusaurus;
mod hugo;
mod jekyll;
mod made;
mod mdbook;
mod mkdocs;
mod obsidian;
mod tree;
mod word;

use crate::common::{Built, build, memory, options};
use ledfyr::base::text::Lang;
use ledfyr::diagnostic::{Format, Grade, Levels, RenderOptions, Report};
use ledfyr::pipeline::SiteSources;
use ledfyr::source::MemoryFiles;

fn built(files: &MemoryFiles) -> Built {
    build(files, &options())
}

/// The report as a person at a terminal sees it.
fn report(files: &MemoryFiles, built: &Built) -> String {
    let report = Report::new(built.diagnostics.clone(), &Levels::default());
    let sources = SiteSources { files, theme: built.loaded.as_ref().map(|l| &*l.theme) };
    report.render(Format::Human, &RenderOptions { lang: Lang::Sv, ..RenderOptions::default() }, &sources)
}

/// The smallest image there is, in letters that text may hold.
const DOT: &str = "GIF89a\x01\0\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x01D\0;";

fn no_errors(files: &MemoryFiles, built: &Built) {
    let errors: Vec<_> = built.diagnostics.iter().filter(|d| d.grade() == Grade::Error).collect();
    assert!(errors.is_empty(), "{}", report(files, built));
    assert!(!built.files.is_empty());
}

#[test]
fn hugo() {
    let files = memory(&[
        ("config.toml", "baseURL = 'https://example.org/'\ntitle = 'Handbok'\n"),
        (
            "archetypes/default.md",
            "---\ntitle: \"{{ replace .Name \"-\" \" \" | title }}\"\ndate: {{ .Date }}\ndraft: true\n---\n",
        ),
        ("layouts/_default/single.html", "{{ define \"main\" }}{{ .Content }}{{ end }}"),
        ("content/_index.md", "+++\ntitle = \"Handbok\"\n+++\nVälkommen.\n"),
        (
            "content/posts/first-post.md",
            "---\ntitle: \"Första\"\ndate: 2024-03-01T10:00:00+01:00\ndraft: false\ntags: [\"säkerhet\"]\ncategories: [\"nytt\"]\nslug: forsta\n---\n\
             {{< figure src=\"/img/a.png\" title=\"A\" >}}\n\n{{% notice note %}}\nObs.\n{{% /notice %}}\n\n[Nästa]({{< ref \"second.md\" >}})\n",
        ),
        (
            "content/posts/second.md",
            "+++\ntitle = \"Andra\"\ndate = 2024-03-02\nweight = 2\n[params]\nauthor = \"A\"\n+++\n## Rubrik\n\nText.\n",
        ),
        ("content/posts/draft.md", "---\ntitle: Utkast\ndraft: true\n---\nInte klart.\n"),
        ("content/docs/bundle/index.md", "---\ntitle: Bunt\nlinkTitle: B\n---\n![Bild](bild.png)\n"),
        ("content/docs/bundle/bild.png", DOT),
        ("themes/x/README.md", "# Ett tema\n"),
    ]);
    let built = built(&files);
    no_errors(&files, &built);
    for path in ["index.html", "posts/first-post/index.html", "posts/second/index.html", "docs/bundle/index.html"] {
        assert!(built.files.contains_key(path), "{path}");
    }
    assert!(!built.files.contains_key("posts/draft/index.html"), "a draft is a draft");
    assert!(built.body("posts/first-post/index.html").contains("{{&lt; figure"), "another program's shortcode is text");
    assert!(
        built.codes().iter().all(|c| matches!(*c, "unknown-key" | "broken-link" | "foreign-syntax")),
        "{}",
        report(&files, &built)
    );
}

#[test]
fn hugo_without_a_content_folder_has_no_archetypes() {
    let files = memory(&[
        ("archetypes/default.md", "---\ntitle: {{ .Name }}\n---\n"),
        ("themes/x/README.md", "# Tema"),
        ("themes/x/layouts/page.html", "<p>"),
        ("a.md", "# A\n"),
    ]);
    let built = built(&files);
    let told = built.told(&files);
    assert!(told.starts_with("-: varning[skipped-folder]: mappar som inte läses: themes (1 .md)\n"), "{told}");
    assert!(built.files.contains_key("a/index.html"));
    assert!(built.files.keys().all(|k| !k.contains("archetypes") && !k.contains("themes")));
}

#[test]
fn zola() {
    let files = memory(&[
        ("config.toml", "base_url = \"https://example.org\"\n"),
        ("content/_index.md", "+++\ntitle = \"Handbok\"\nsort_by = \"weight\"\n+++\n"),
        (
            "content/kapitel/ett.md",
            "+++\ntitle = \"Ett\"\nweight = 1\n[taxonomies]\ntags = [\"a\", \"b\"]\n[extra]\ntoc = true\n+++\n\
             [Två](@/kapitel/tva.md#mer)\n\n{{ youtube(id=\"x\") }}\n\n{% alert() %}\nHej\n{% end %}\n",
        ),
        (
            "content/kapitel/tva.md",
            "+++\ntitle = \"Två\"\ndate = 2024-01-01\nupdated = 2024-02-01\nweight = 2\n+++\n## Mer\n\n<!-- more -->\nText.\n",
        ),
    ]);
    let built = built(&files);
    no_errors(&files, &built);
    let one = built.body("kapitel/ett/index.html");
    assert!(one.contains("youtube(id="), "another program's shortcode is text: {one}");
    assert!(one.contains("href=\"../../kapitel/tva/#mer\"") || built.codes().contains(&"broken-link"), "{one}");
}

#[test]
fn jekyll() {
    let files = memory(&[
        ("_config.yml", "title: Handbok\n"),
        ("index.md", "---\nlayout: home\n---\n"),
        (
            "_posts/2024-03-01-forsta.md",
            "---\nlayout: post\ntitle:  \"Första\"\ndate:   2024-03-01 10:00:00 +0100\ncategories: nytt säkerhet\n---\n\
             {% include note.html %}\n\n[Länk]({{ site.baseurl }}{% post_url 2024-03-02-andra %})\n\n{{ page.title | upcase }}\n",
        ),
        ("_posts/2024-03-02-andra.md", "---\nlayout: post\ntitle: Andra\ntags: [a, b]\n---\nText {: .class}\n"),
        ("_layouts/default.html", "<html>{{ content }}</html>"),
        ("about.markdown", "---\nlayout: page\ntitle: Om\npermalink: /about/\n---\nOm oss.\n"),
    ]);
    let built = built(&files);
    no_errors(&files, &built);
    for path in ["index.html", "posts/2024-03-01-forsta/index.html", "about/index.html"] {
        assert!(built.files.contains_key(path), "{path} in {:?}", built.files.keys());
    }
}

#[test]
fn mdbook() {
    let files = memory(&[
        ("book.toml", "[book]\ntitle = \"Handbok\"\n"),
        (
            "src/SUMMARY.md",
            "# Summary\n\n- [Inledning](inledning.md)\n- [Kapitel](kapitel/README.md)\n  - [Under](kapitel/under.md)\n- [Utkast]()\n",
        ),
        ("src/inledning.md", "# Inledning\n\nSe [under](./kapitel/under.md#rubrik) och [html](kapitel/under.html).\n"),
        ("src/kapitel/README.md", "# Kapitel\n\n```rust,editable\nfn main() {}\n```\n\n{{#include ../inledning.md}}\n"),
        ("src/kapitel/under.md", "# Under\n\n## Rubrik\n\n> **Note**\n> Text.\n"),
    ]);
    let built = built(&files);
    no_errors(&files, &built);
    assert_eq!(built.codes(), ["foreign-syntax"], "only the inclusion is told: {}", report(&files, &built));
    assert!(built.body("src/kapitel/index.html").contains("Kapitel</h1>"), "README is the folder's front page");
    assert!(built.body("src/inledning/index.html").contains("href=\"../../src/kapitel/under/#rubrik\""));
}

#[test]
fn docusaurus() {
    let files = memory(&[
        (
            "docs/intro.md",
            "---\nsidebar_position: 1\nslug: /\n---\n\n# Inledning\n\nimport Tabs from '@theme/Tabs';\n\n:::tip\n\nEtt råd.\n\n:::\n",
        ),
        ("docs/01-kom-igang/_category_.json", "{\"label\": \"Kom igång\", \"position\": 2}"),
        (
            "docs/01-kom-igang/02-installera.md",
            "---\nid: installera\ntitle: Installera\nsidebar_label: Installera\n---\n\n<Tabs>\n<TabItem value=\"a\">A</TabItem>\n</Tabs>\n\n[Intro](../intro.md)\n",
        ),
        ("docs/01-kom-igang/03-mer.mdx", "# Mer\n\n<Button/>\n"),
        (
            "blog/2024-03-01-nytt.md",
            "---\nslug: nytt\ntitle: Nytt\nauthors: [a]\ntags: [a]\n---\n\nText\n\n<!--truncate-->\n\nMer.\n",
        ),
        ("node_modules/x/README.md", "# Ett paket\n"),
    ]);
    let built = built(&files);
    no_errors(&files, &built);
    assert!(built.files.contains_key("docs/kom-igang/installera/index.html"), "{:?}", built.files.keys());
    assert!(built.codes().contains(&"unsupported-file"), "MDX is told");
    assert!(built.files.keys().all(|k| !k.contains("node")));
    let page = built.body("docs/kom-igang/installera/index.html");
    assert!(page.contains("\nA\n"), "the text inside unknown tags stays: {page}");
    assert!(page.contains("../../\">Inledning</a>"), "slug: / makes a page the start page: {page}");
}

/// Two thousand pages with the same handful of causes: tens of lines, not thousands.
#[test]
fn many_pages_with_few_causes_give_a_short_report() {
    let mut files = MemoryFiles::new();
    for i in 0..2000 {
        let fault = match i % 8 {
            0 => format!("title: Sida {i}: del"),
            1 => format!("title: Sida {i}\ndate: i går"),
            2 => format!("title: \"Sida {i}"),
            3 => format!("title: Sida {i}\ntags: ett, två"),
            _ => format!("title: Sida {i}\nsidebar_position: {i}\nauthors: [a]"),
        };
        let body = format!(
            "{{{{ youtube id=\"{i}\" }}}}\n\n#### Djup\n\n![](bild-{i}.png)\n\n[Borta](borta-{i}.md) <center>x</center>\n\n```klingon\n```\n"
        );
        files.insert(&format!("del-{}/sida-{i}.md", i % 20), format!("---\n{fault}\n---\n\n{body}"));
    }
    let built = built(&files);
    no_errors(&files, &built);
    let report = report(&files, &built);
    let lines = report.lines().count();
    assert!(built.diagnostics.len() > 5000, "{}", built.diagnostics.len());
    assert!(lines < 60, "{lines} lines:\n{report}");
}

/// A folder of plain Markdown: titles from headings, order by name, no findings.
#[test]
fn plain_folders_need_nothing() {
    let files = memory(&[
        ("README.md", "# Handboken\n\n- [Ett](01-ett.md)\n- [Bilaga](bilagor/a.md)\n"),
        ("01-ett.md", "Ett\n===\n\nText.\n"),
        ("10-tio.md", "# Tio\n"),
        ("02-två.md", "Ingen rubrik, bara text.\n"),
        ("bilagor/a.md", "# A\n"),
        ("tom.md", ""),
    ]);
    let built = built(&files);
    assert_eq!(built.told(&files), "");
    let site = &built.loaded.as_ref().unwrap().site;
    let titles: Vec<_> = site.pages.iter().map(|p| p.title()).collect();
    assert_eq!(titles, ["Handboken", "Ett", "Två", "Tio", "Bilagor", "A", "Tom"]);
}

#[test]
fn titles_come_from_a_first_heading_or_the_file() {
    let files = memory(&[
        ("index.md", "Ingen rubrik.\n"),
        ("a/text-före.md", "Text.\n\n### Under\n\nMer.\n"),
        ("a/märken.md", "<!-- lint -->\n![Märke](x.png)\n\n# Titeln\n\nText.\n\n## Del\n"),
        ("a/delar.md", "## Första\n\nText.\n\n## Andra\n"),
        ("a/lägre.md", "## Lägre titel\n\nText.\n\n### Del\n"),
        ("a/kapitel.md", "Inledning.\n\n# Ett\n\n# Två\n"),
        ("a/sent.md", "## Del\n\n# Bilaga\n"),
        ("a/citat.md", "> # Citerad\n\nText.\n"),
        ("a/Kopia av Plan v1.2 (slutlig).md", "Text.\n"),
        ("a/x.png", DOT),
        ("b/README.md", "Text.\n"),
    ]);
    let built = built(&files);
    let site = &built.loaded.as_ref().unwrap().site;
    let title = |path: &str| site.pages.iter().find(|p| p.doc.file.as_str() == path).unwrap().title();
    assert_eq!(title("index.md"), "Provplats", "a start page has the site's name");
    assert_eq!(title("a/text-före.md"), "Text före");
    assert_eq!(title("a/märken.md"), "Titeln");
    assert_eq!(title("a/delar.md"), "Delar");
    assert_eq!(title("a/lägre.md"), "Lägre titel");
    assert_eq!(title("a/kapitel.md"), "Kapitel");
    assert_eq!(title("a/sent.md"), "Sent");
    assert_eq!(title("a/citat.md"), "Citat");
    assert_eq!(title("a/Kopia av Plan v1.2 (slutlig).md"), "Kopia av Plan v1.2 (slutlig)");
    assert_eq!(title("b/README.md"), "B");
    assert!(built.body("a/text-fore/index.html").contains("id=\"under\""), "a heading that is no title stays");
}

/// `[[…]]` and `![[…]]` as Obsidian writes them.
#[test]
fn names_in_double_brackets() {
    let files = memory(&[
        (
            "Hem.md",
            "[[Brand i skolan]] [[brand I skolan|text]] [[Rutiner/Brand i skolan#Så gör du]] [[Vid larm]] [[Bilaga.pdf]] [[#Här nere]]\n\n\
             ![[Karta.png]] ![[bilder/karta.png|Karta]] ![[Karta.png|300]] ![[Bilaga.pdf|bilagan]]\n\n## Här nere\n",
        ),
        ("Rutiner/Brand i skolan.md", "Text.\n\n## Så gör du\n"),
        (
            "Rutiner/A\u{30a}ska.md",
            "---\ntitle: Vid larm\n---\n[[Åska]] [[Anteckning]] [[x/Anteckning]] ![[Samma.png]]\n",
        ),
        ("x/Anteckning.md", "A\n"),
        ("y/Anteckning.md", "B\n"),
        ("x/Samma.png", "a"),
        ("y/Samma.png", "b"),
        ("bilder/Karta.png", DOT),
        ("bilder/Bilaga.pdf", "%PDF-1.4"),
    ]);
    let built = built(&files);
    let start = built.body("hem/index.html");
    for wanted in [
        "<a href=\"../rutiner/brand-i-skolan/\">Brand i skolan</a>",
        "<a href=\"../rutiner/brand-i-skolan/\">text</a>",
        "<a href=\"../rutiner/brand-i-skolan/#sa-gor-du\">Brand i skolan</a>",
        "<a href=\"../rutiner/aska/\">Vid larm</a>",
        "<a href=\"../bilder/bilaga.pdf\">Bilaga.pdf</a>",
        "<a href=\"#har-nere\">#Här nere</a>",
        "alt=\"Karta\"",
        "<a href=\"../bilder/bilaga.pdf\">bilagan</a>",
    ] {
        assert!(start.contains(wanted), "{wanted} in {start}");
    }
    assert_eq!(start.matches("<img src=\"../bilder/karta.png\"").count(), 3, "{start}");
    let other = built.body("rutiner/aska/index.html");
    assert!(other.contains("<a href=\"../../x/anteckning/\">Anteckning</a>"), "{other}");
    assert!(other.contains("<a class=\"broken-link\">Anteckning</a>"), "{other}");
    let ambiguous: Vec<_> = built.diagnostics.iter().filter(|d| d.code.as_str() == "ambiguous-link").collect();
    let (page, picture) = (ambiguous[0], ambiguous[1]);
    assert_eq!(page.message.sv, "”Anteckning” kan vara 2 sidor: x/Anteckning.md, y/Anteckning.md");
    assert_eq!(page.message.en, "\"Anteckning\" can be 2 pages: x/Anteckning.md, y/Anteckning.md");
    assert_eq!(page.help[0].sv, "skriv mappen också, till exempel x/Anteckning, eller ett id som bara en sida har");
    assert_eq!(page.help[0].en, "write the folder too, for example x/Anteckning, or an id that only one page has");
    assert_eq!(picture.message.sv, "”Samma.png” kan vara 2 filer: x/Samma.png, y/Samma.png");
    assert_eq!(picture.message.en, "\"Samma.png\" can be 2 files: x/Samma.png, y/Samma.png");
    let embedded = built.diagnostics.iter().find(|d| d.code.as_str() == "embed-as-link").unwrap();
    assert_eq!(embedded.message.sv, "”Bilaga.pdf” visas inte här; det blir en länk dit");
    assert_eq!(embedded.message.en, "\"Bilaga.pdf\" is not shown here; it becomes a link to it");
    assert_eq!(built.codes().iter().filter(|c| c.starts_with("broken") || c.starts_with("missing-i")).count(), 0);
}

/// What other programs copy from `static/` to the root is named by its path from there.
#[test]
fn files_in_static_are_named_from_the_root() {
    let page = "![Karta](/img/karta.png) ![Karta](@site/static/img/karta.png) ![Karta](/static/img/karta.png) [Blankett](/blankett.pdf)\n";
    for path in ["content/docs/a.md", "docs/a.md"] {
        let files = memory(&[
            (path, page),
            ("static/img/karta.png", "x"),
            ("static/blankett.pdf", "%PDF-1.4"),
            ("static/oanvänd.txt", "x"),
        ]);
        let built = built(&files);
        let body = built.body("docs/a/index.html");
        assert_eq!(body.matches("<img src=\"../../img/karta.png\"").count(), 3, "{body}");
        assert!(body.contains("<a href=\"../../blankett.pdf\">"), "{body}");
        assert!(built.files.contains_key("img/karta.png") && !built.files.contains_key("oanvand.txt"));
    }
}

/// A note that is not published is named as such, also by its file's name.
#[test]
fn names_of_pages_that_are_left_out() {
    let files = memory(&[
        (
            "Hem.md",
            "| A |\n|---|\n| [[Brand i skolan\\|brand]] |\n\n[[Rutiner/Utkast]] [[Brand i skolan#^a1]] [[Brand i skola]] [[Zebra]]\n",
        ),
        ("Rutiner/Brand i skolan.md", "Text.\n"),
        ("Rutiner/Utkast.md", "---\ndraft: true\n---\n"),
    ]);
    let built = built(&files);
    assert!(built.body("hem/index.html").contains("<a href=\"../rutiner/brand-i-skolan/\">brand</a>"));
    let told: Vec<_> = built.diagnostics.iter().map(|d| (d.code.as_str(), d.message.sv.as_str())).collect();
    assert_eq!(
        told,
        [
            ("broken-link", "länken leder till en sida som inte publiceras nu: Rutiner/Utkast"),
            ("broken-anchor", "”Brand i skolan” har ingen rubrik med id ”^a1”"),
            ("broken-link", "ingen sida eller fil heter ”Brand i skola”"),
            ("broken-link", "ingen sida eller fil heter ”Zebra”"),
        ]
    );
}

/// A fault deep in a field that guards nobody does not take the page along, and a country is no other language.
#[test]
fn faults_within_lists_and_maps() {
    let built = built(&memory(&[
        ("a.md", "---\ntags: [nytt, {label: L, permalink: /l}]\n---\nText\n"),
        ("b.md", "---\ntags:\n- nytt\n- {label: L}\n---\nText\n"),
        ("c.md", "---\nlang: sv-SE\n---\nText\n"),
        ("d.md", "---\nsecrecy:\n  law: [{x: 1}]\n---\nText\n"),
    ]));
    let site = &built.loaded.as_ref().unwrap().site;
    let pages: Vec<_> = site.pages.iter().map(|p| p.doc.file.as_str()).filter(|f| !f.is_empty()).collect();
    assert_eq!(pages, ["a.md", "b.md", "c.md"]);
    let told: Vec<_> = built.diagnostics.iter().map(|d| (d.code.as_str(), d.grade())).collect();
    assert_eq!(told.iter().filter(|t| **t == ("field-value", Grade::Warning)).count(), 2, "{told:?}");
    assert!(told.iter().any(|(_, grade)| *grade == Grade::Error), "what guards people stops: {told:?}");
}

/// What is not found is told in both languages.
#[test]
fn a_name_that_nothing_has() {
    let built = built(&memory(&[("a.md", "[[Brandd]] [[Zebra]]\n"), ("b/Brand.md", "B\n")]));
    let texts: Vec<_> = built.diagnostics.iter().flat_map(|d| [&d.message, &d.help[0]]).collect();
    let texts: Vec<_> = texts.iter().map(|t| (t.sv.as_str(), t.en.as_str())).collect();
    assert_eq!(
        texts,
        [
            ("ingen sida eller fil heter ”Brandd”", "no page or file is called \"Brandd\""),
            ("menade du [[Brand]]?", "did you mean [[Brand]]?"),
            ("ingen sida eller fil heter ”Zebra”", "no page or file is called \"Zebra\""),
            (
                "skriv sidans id, dess filnamn utan ändelse eller dess titel",
                "write the page's id, its file's name without the ending, or its title"
            ),
        ]
    );
}

/// Addresses that stand bare are links, but not where Markdown has something else.
#[test]
fn bare_addresses() {
    let files = memory(&[
        (
            "a.md",
            "# Se www.example.se/rubrik\n\nSe https://example.se/a_b_c, *https://example.se/b*. Och **www.example.se**!\n\
         Mejla a_b@example.se.\n\n- http://example.se/d--e\"f\n\n| A |\n|---|\n|https://example.se/g|\n\n\
         [https://example.se/h](b.md) <https://example.se/i> `https://example.se/j` <a href=\"b.md\">https://example.se/k</a> https://example.se/l\n\n\
         ```\nhttps://example.se/m\n```\n\n{{ notice }}\nhttps://example.se/n\n{{ /notice }}\n\n![https://example.se/o](p.png)\n\n\
         ## Se https://example.se/q\n\nhttps://example.se/?r=1&amp;s=2 http\\://example.se/t\n",
        ),
        ("b.md", "B"),
        ("p.png", DOT),
    ]);
    let built = built(&files);
    let page = built.body("a/index.html");
    let link = |to: &str, shown: &str| format!("<a href=\"{to}\" class=\"external\" rel=\"noopener\">{shown}</a>");
    let bare = |url: &str| link(url, url);
    for wanted in [
        format!(
            "Se {}, <em>{}</em>. Och <strong>{}</strong>!",
            bare("https://example.se/a_b_c"),
            bare("https://example.se/b"),
            link("http://www.example.se", "www.example.se")
        ),
        "Mejla <a href=\"mailto:a_b@example.se\">a_b@example.se</a>.".to_owned(),
        link("http://example.se/d--e%22f", "http://example.se/d--e\"f"),
        format!("<td>{}</td>", bare("https://example.se/g")),
        "<a href=\"../b/\">https://example.se/h</a>".to_owned(),
        bare("https://example.se/i"),
        "<code>https://example.se/j</code> <a href=\"../b/\">https://example.se/k</a> ".to_owned()
            + &bare("https://example.se/l"),
        "http://example.se/t".to_owned(),
        format!("<p>{}</p>", bare("https://example.se/n")),
        link("https://example.se/?r=1&amp;s=2", "https://example.se/?r=1&amp;s=2"),
    ] {
        assert!(page.contains(&wanted), "{wanted} in {page}");
    }
    assert!(page.contains("alt=\"https://example.se/o\""), "{page}");
    for letter in ["m", "t"] {
        assert!(!page.contains(&format!("href=\"http://example.se/{letter}")), "{page}");
        assert!(!page.contains(&format!("href=\"https://example.se/{letter}")), "{page}");
    }
    let text = built.loaded.as_ref().unwrap().site.pages.iter().find(|p| p.url == "a/").unwrap();
    let said: String = text.doc.prose.sections.iter().map(|s| s.text.clone()).collect();
    assert!(said.contains("Se https://example.se/a_b_c, https://example.se/b. Och www.example.se!"), "{said}");
}

/// Links as other programs write them lead to the one page that they can mean.
#[test]
fn links_in_the_manner_of_others() {
    let files = memory(&[
        (
            "docs/intro.md",
            "---\naliases: [/gammal/]\n---\n# Inledning\n\n[a](guide/Steg-Ett) [b](/docs/guide/steg-ett.html) [c](/guide/steg-ett/) [d](guide/steg-ett.MD) \
             [e](@site/docs/guide/steg-ett.mdx) [f](../guide/steg-ett/#Steg%20två) [g](/gammal) [h](Guide/Bild.PNG) [i](/samma) [j](README) [k](/guide/) \
             [l](guide/steg-ett.md#steg--två) [m](/projektet/docs/guide/steg-ett) [n](guide/steg-ett.md#clientclosecb) [o](guide/steg-ett.md#steg-två-1) ![Bild](guide/BILD.png)\n",
        ),
        ("docs/guide/steg-ett.markdown", "# Steg ett\n\n## Steg två\n\n## `Client.close(cb)`\n\n## Steg två\n"),
        ("docs/guide/README.mdown", "# Guiden\n"),
        ("docs/README.md", "# Om mappen\n"),
        ("docs/guide/bild.png", DOT),
        ("docs/a/samma.md", "A\n"),
        ("docs/b/samma.md", "B\n"),
    ]);
    let built = built(&files);
    let page = built.body("docs/intro/index.html");
    let step = "../../docs/guide/steg-ett/";
    for (name, to) in [
        ("a", step.to_owned()),
        ("b", step.to_owned()),
        ("c", step.to_owned()),
        ("d", step.to_owned()),
        ("e", step.to_owned()),
        ("f", format!("{step}#steg-tva")),
        ("g", "../../docs/intro/".to_owned()),
        ("h", "../../docs/guide/bild.png".to_owned()),
        ("j", "../../docs/".to_owned()),
        ("k", "../../docs/guide/".to_owned()),
        ("l", format!("{step}#steg-tva")),
        ("m", step.to_owned()),
        ("n", format!("{step}#client-close-cb")),
        ("o", format!("{step}#steg-tva-2")),
    ] {
        assert!(page.contains(&format!("<a href=\"{to}\">{name}</a>")), "{name} in {page}");
    }
    assert!(page.contains("<a class=\"broken-link\">i</a>"), "{page}");
    assert!(page.contains("<img src=\"../../docs/guide/bild.png\""), "{page}");
    let message = built.diagnostics.iter().map(|d| d.message.sv.as_str()).find(|m| m.contains("kan vara"));
    assert_eq!(message, Some("”/samma” kan vara 2 sidor: docs/a/samma.md, docs/b/samma.md"));
    assert!(!built.codes().contains(&"broken-link"), "{:?}", built.codes());
}
