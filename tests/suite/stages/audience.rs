//! What readers may not see is nowhere in the output: it is as if the files did not exist.

use crate::common::{Built, build, memory, options};
use ledfyr::pipeline::{Options, WithSearch};

const CONFIG: &str = "[site]\ntitle = \"Plats\"\nbase_url = \"https://exempel.se/\"\n[languages.en]\n[classification]\ndefault = \"open\"\n";

const OPEN: [(&str, &str); 7] = [
    ("ledfyr.toml", CONFIG),
    ("content/_index.md", "---\ntitle: Start\n---\n[a](a.md) [ombud](roller/ombud.md)\n"),
    ("content/a.md", "---\ntitle: A\ntags: [gemensam]\ndate: 2026-01-01\n---\nText. ![Karta](karta.svg)\n"),
    ("content/karta.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>"),
    ("content/roller/ombud.md", "---\nid: ombud\nkind: role\ntier: operational\ntitle: Ombud\n---\n"),
    ("content/ordlista.md", "---\nkind: glossary\ntitle: Ordlista\n---\nOrd\n: Betydelse.\n"),
    ("content/mapp/b.md", "# B\n\n{{ file path=\"fil.csv\" }}\n"),
];

const FILE: (&str, &str) = ("content/mapp/fil.csv", "a;b\n");

const HIGHER: [(&str, &str); 12] = [
    ("content/inre/_index.md", "---\ntitle: Hemlig mapp\nclassification: internal\n---\n[b](b.md)\n"),
    // Of a section that is higher, whatever they say themselves.
    ("content/inre/b.md", "---\ntitle: Hemligt b\nclassification: open\ntilte: x\n---\n{{ file path=\"fil.csv\" }}\n"),
    ("content/inre/djupt/trasig.md", "---\ntitle: Kod: 4711\n---\n"),
    ("content/inre/fil.csv", "4;7;1;1\n"),
    (
        "content/plan.md",
        "---\ntitle: Hemlig plan\nclassification: restricted\ntags: [gemensam, hemlig]\naliases: [gammal-plan]\ndate: 2026-02-01\nrelated: [ombud]\n---\n[a](a.md) ![Valv](valv.svg) ![Karta](karta.svg)\n",
    ),
    ("content/valv.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><title>valv</title></svg>"),
    (
        "content/rutin.md",
        "---\nkind: process\ntitle: Hemlig rutin\nclassification: internal\nowner: ombud\nduties: [{id: vakta, does: Vakta, responsible: [ombud], accountable: ombud, every: P1Y, month: 3}]\n---\n",
    ),
    (
        "content/ord-2.md",
        "---\nkind: glossary\ntitle: Fler ord\nclassification: internal\n---\nValv\n: Där det ligger.\n",
    ),
    (
        "content/kontakter.md",
        "---\nkind: contacts\ntitle: Jour\nclassification: restricted\ncontacts: [{id: jour, name: Vakten, phone: \"070\"}]\n---\n",
    ),
    ("content/a.en.md", "---\ntitle: Secret A\nclassification: internal\n---\n"),
    ("content/hemligt/djupt/c.md", "---\ntitle: Djupt\nclassification: restricted\n---\n"),
    (
        "content/fel.md",
        "---\ntitle: Fel i en hemlig sida\nclassification: restricted\ntilte: x\n---\n[borta](borta.md) <center>\n",
    ),
];

fn open(files: &[(&str, &str)]) -> Built {
    let options = Options { audience: Some("open".to_owned()), search: WithSearch::Now, ..options() };
    let files = memory(files);
    let built = build(&files, &options);
    assert_eq!(built.told(&files), "", "findings of higher pages are not for these readers");
    built
}

#[test]
fn the_open_build_equals_one_in_which_the_higher_files_do_not_exist() {
    let alone: Vec<_> = OPEN.into_iter().chain([FILE]).collect();
    let with: Vec<_> = alone.iter().copied().chain(HIGHER).collect();
    let (alone, with) = (open(&alone), open(&with));
    assert_eq!(with.loaded.as_ref().unwrap().counts.withheld, 10);
    let names = |b: &Built| b.files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&with), names(&alone));
    for (path, bytes) in &with.files {
        assert!(alone.files[path] == *bytes, "{path} differs:\n{}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn higher_readers_see_more() {
    let all: Vec<_> = OPEN.into_iter().chain([FILE]).chain(HIGHER).collect();
    let files = memory(&all);
    let pages = |level: &str| {
        let built = build(&files, &Options { audience: Some(level.to_owned()), ..options() });
        assert_eq!(built.loaded.as_ref().unwrap().counts.left_out, usize::from(level != "open"), "what is unreadable");
        built.loaded.unwrap().site.pages.iter().filter(|p| !p.generated).count()
    };
    assert_eq!((pages("open"), pages("internal"), pages("restricted")), (5, 10, 14));
}

#[test]
fn a_page_that_states_no_level_has_the_highest_unless_the_configuration_says_otherwise() {
    let files = memory(&[
        ("ledfyr.toml", ""),
        ("content/_index.md", "---\ntitle: Start\nclassification: open\n---\n"),
        ("content/a.md", "# Utan nivå\n"),
    ]);
    let built = build(&files, &Options { audience: Some("internal".to_owned()), ..options() });
    assert_eq!(built.loaded.as_ref().unwrap().counts.withheld, 1);
    assert!(!built.files.contains_key("a/index.html"));
}
