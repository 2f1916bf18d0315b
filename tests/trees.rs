//! Folders as people have them from other programs, without a configuration: they build, and what is to be mended is
//! told by cause.

mod common;

#[path = "trees/docusaurus.rs"]
mod docusaurus;
#[path = "trees/hugo.rs"]
mod hugo;
#[path = "trees/jekyll.rs"]
mod jekyll;
#[path = "trees/made.rs"]
mod made;
#[path = "trees/mdbook.rs"]
mod mdbook;
#[path = "trees/mkdocs.rs"]
mod mkdocs;
#[path = "trees/obsidian.rs"]
mod obsidian;
#[path = "trees/tree.rs"]
mod tree;
#[path = "trees/word.rs"]
mod word;

use common::{Built, build, memory, options};
use ledfyr::base::text::Lang;
use ledfyr::build::SiteSources;
use ledfyr::diagnostic::{Format, Grade, Levels, RenderOptions, Report};
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
        ("content/docs/bundle/bild.png", "inte riktigt en bild"),
        ("themes/x/README.md", "# Ett tema\n"),
    ]);
    let built = built(&files);
    no_errors(&files, &built);
    for path in ["index.html", "posts/first-post/index.html", "posts/second/index.html", "docs/bundle/index.html"] {
        assert!(built.files.contains_key(path), "{path}");
    }
    assert!(!built.files.contains_key("posts/draft/index.html"), "a draft is a draft");
    assert!(built.body("posts/first-post/index.html").contains("{{&lt; figure"), "another program's shortcode is text");
    assert!(built.codes().iter().all(|c| matches!(*c, "unknown-key" | "broken-link")), "{}", report(&files, &built));
}

#[test]
fn hugo_without_a_content_folder_has_no_archetypes() {
    let files = memory(&[
        ("archetypes/default.md", "---\ntitle: {{ .Name }}\n---\n"),
        ("themes/x/README.md", "# Tema"),
        ("a.md", "# A\n"),
    ]);
    let built = built(&files);
    assert_eq!(built.told(&files), "");
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
    assert_eq!(built.told(&files), "");
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
    assert!(page.contains("Provplats</a>"), "a start page that nobody wrote has the folder's name: {page}");
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
