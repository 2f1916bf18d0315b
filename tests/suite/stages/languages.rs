//! Languages: their direction, and words of the interface that they have or lack.

use crate::common::{build, memory, options};

const CONFIG: &str = "[site]\ntitle = \"Prov\"\n[languages.ar]\nname = \"العربية\"\n";

fn files(more: &[(&str, &str)]) -> ledfyr::source::MemoryFiles {
    let mut all = vec![
        ("ledfyr.toml", CONFIG),
        ("content/_index.md", "# Hem\n"),
        ("content/_index.ar.md", "---\ntitle: الرئيسية\nrelated: [rutin]\n---\n"),
        ("content/inrymning.md", "---\ntitle: Inrymning\n---\nStanna inne.\n"),
        ("content/inrymning.ar.md", "---\ntitle: ابق في الداخل\nrelated: [rutin]\n---\nابق. [[rutin]]\n"),
        ("content/rutin.md", "---\nid: rutin\ntitle: Rutin\nrelated: [arabisk]\n---\n"),
        ("content/bara.ar.md", "---\nid: arabisk\ntitle: بالعربية\n---\n"),
    ];
    all.extend(more);
    memory(&all)
}

#[test]
fn a_language_without_words_of_its_own_is_told_once_and_its_pages_stay_usable() {
    let built = build(&files(&[]), &options());
    let told: Vec<_> =
        built.diagnostics.iter().map(|d| (d.code.as_str(), d.message.sv.as_str(), d.message.en.as_str())).collect();
    assert_eq!(
        told,
        [(
            "missing-strings",
            "språket ”ar” har inga egna ord för knappar och rubriker: filen i18n/ar.toml saknas, och orden står på engelska",
            "the language \"ar\" has no words of its own for buttons and headings: there is no file i18n/ar.toml, and the words are in English",
        )]
    );
    assert_eq!(built.diagnostics[0].span.map(|s| &CONFIG[s.start as usize..s.end as usize]), Some("[languages.ar]"));
    let page = built.text("ar/inrymning/index.html");
    for part in [
        "<html lang=\"ar\" dir=\"rtl\"",
        "href=\"#_main\"><span lang=\"en\" dir=\"ltr\">Skip to the content</span></a>",
        "<bdi lang=\"sv\" dir=\"ltr\">svenska</bdi>",
        // A page in another language, in a list and in the text.
        "<a href=\"../../rutin/\"><span lang=\"sv\" dir=\"ltr\">Rutin</span></a>",
        "<span lang=\"en\" dir=\"ltr\">in Swedish</span>",
        // An attribute holds no element.
        "data-copied=\"The link is copied.\"",
        "<title>ابق في الداخل – Prov</title>",
    ] {
        assert!(page.to_lowercase().contains(&part.to_lowercase()), "{part}\n{page}");
    }
    let swedish = built.text("rutin/index.html");
    assert!(swedish.contains("<html lang=\"sv\" data-root"), "{swedish}");
    assert!(swedish.contains("<span lang=\"ar\" dir=\"rtl\">بالعربية</span></a>"), "{swedish}");
    for (path, bytes) in &built.files {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains(['\u{FDD2}', '\u{FDD3}', '\u{FDD4}']), "{path}");
    }
}

#[test]
fn a_table_of_words_counts_key_by_key() {
    let own = [
        (
            "i18n/ar.toml",
            "menu = \"القائمة\"\nmeny = \"x\"\negen = \"y\"\n[kinds]\nchecklist = \"قائمة\"\nchecklista = \"z\"\n",
        ),
        ("i18n/sv.toml", "menu = \"Innehåll\"\negen = \"y\"\n"),
        ("templates/partials/sample.html", "{{ t.egen }}"),
    ];
    let built = build(&files(&own), &options());
    let told: Vec<_> = built
        .diagnostics
        .iter()
        .map(|d| (d.code.as_str(), d.message.sv.as_str(), d.message.en.as_str(), d.help.first().map(|h| h.sv.as_str())))
        .filter(|told| told.0 == "unknown-string")
        .collect();
    assert_eq!(
        told,
        [
            (
                "unknown-string",
                "ingen mall frågar efter strängen ”meny”",
                "no template asks for the string \"meny\"",
                Some("menade du menu?")
            ),
            (
                "unknown-string",
                "ingen mall frågar efter strängen ”kinds.checklista”",
                "no template asks for the string \"kinds.checklista\"",
                Some("menade du checklist?")
            ),
        ]
    );
    let lacking = built.diagnostics.iter().find(|d| d.code.as_str() == "missing-strings").unwrap();
    assert!(
        lacking.message.sv.starts_with("språket ”ar” saknar ")
            && lacking.message.sv.contains(
                " ord för knappar och rubriker, och de står på engelska: about_site, about_this_page, accountable_is …"
            ),
        "{}",
        lacking.message.sv
    );
    assert!(
        lacking.message.en.starts_with("the language \"ar\" lacks ")
            && lacking.message.en.contains(
                " words for buttons and headings, and they are in English: about_site, about_this_page, accountable_is …"
            ),
        "{}",
        lacking.message.en
    );
    let page = built.text("ar/inrymning/index.html");
    assert!(page.contains("القائمة") && page.contains("Skip to the content"), "{page}");
    // The site's own language lacks nothing: its own word stands over the theme's, and the others are the theme's.
    let swedish = built.text("rutin/index.html");
    assert!(swedish.contains("Innehåll") && swedish.contains("Hoppa till innehållet"), "{swedish}");
}

#[test]
fn a_site_in_a_language_of_the_right_is_that_throughout() {
    let files = memory(&[
        ("ledfyr.toml", "[site]\ntitle = \"راهنما\"\nlanguage = \"fa\"\n"),
        ("content/_index.md", "---\ntitle: راهنما\noffline: pinned\n---\n"),
    ]);
    let built = build(&files, &options());
    assert_eq!(built.diagnostics.len(), 1);
    assert!(built.text("index.html").contains("<html lang=\"fa\" dir=\"rtl\""));
    assert!(built.text("manifest.webmanifest").contains("\"dir\": \"rtl\""));
}
