//! A page that is not published is left out wherever it is named, with a finding at the line that names it; it never
//! stops the site with a template error.

use crate::common::{build, memory, options};

/// What names a page by its id, `x`: the front matter of a page, and the line in it with the name.
const NAMING: [(&str, &str); 23] = [
    ("", "owner: x"),
    ("", "related: [x]"),
    ("", "audience: [x]"),
    ("", "extra: {entrances: [{title: A, page: x}, {page: b}, {text: ingenstans}, ord]}"),
    ("kind: directive\nowner: b\nstatus: decided\nversion: 1\ndecision: {by: A, date: 2020-01-01}", "supersedes: x"),
    ("kind: directive\nowner: b\nstatus: superseded\nversion: 1", "superseded_by: x"),
    ("kind: directive\nstatus: review\nversion: 1", "owner: x"),
    ("kind: chapter\nnumber: 1", "implements: [\"x#rubrik\"]"),
    (
        "kind: process\nowner: b",
        "duties: [{id: gor, does: gör, responsible: [x], no_accountable: Ingen, every: P1Y, month: 3}]",
    ),
    ("kind: process\nowner: b", "templates: [x]"),
    ("kind: role\ntier: line", "owner: x"),
    ("kind: unit\nunit_type: unit", "parent: x"),
    ("kind: unit\nunit_type: unit", "chair: x"),
    ("kind: unit\nunit_type: unit", "members: [x]"),
    ("kind: news\ndate: 2024-01-01", "affects: [x]"),
    ("kind: checklist\nscenario: b\nphases: [{id: a, title: A, mode: read-do}]", "owner: x"),
    ("kind: checklist\nscenario: b\nphases: [{id: a, title: A, mode: read-do}]", "questions: [x]"),
    ("kind: template\nformat: form", "owner: x"),
    (
        "kind: statement\nconformance: full\nassessed: 2024-01-01\nmethod: x\nenforcement: e\npublished: 2024-01-01",
        "contact: x",
    ),
    ("kind: glossary", "related: [x]"),
    ("kind: contacts\ncontacts: []", "owner: x"),
    ("kind: laws\nlaws: []", "legal_basis: [{law: x}]"),
    ("kind: page", "questions: [x]"),
];

/// What names it in `ledfyr.toml`.
const SETTINGS: [&str; 5] = [
    "[site]\nabout = \"x\"",
    "[site]\nstatement = \"x\"",
    "[site]\nacute_page = \"x\"",
    "[site]\ncontact = \"x\"",
    "[menu]\npages = [\"x\", \"b\"]",
];

/// What names it in a body.
const BODIES: [&str; 6] = [
    "[[x]]",
    "[X](x.md)",
    "{{ contact id=\"x\" }}",
    "{{ include page=\"x\" }}",
    "{{ file path=\"x.pdf\" }}",
    "![](x.png)",
];

/// What `x` is: nothing, not published, or a page of another kind than those that are named.
const PAGES: [Option<&str>; 4] = [
    None,
    Some("---\nid: x\nkind: role\ntier: line\ndraft: true\n---\nHemlig plan\n"),
    Some("---\nid: x\nkind: role\ntier: line\nvalid_from: 2099-01-01\n---\nHemlig plan\n"),
    Some("---\nid: x\nkind: glossary\n---\nOrd\n"),
];

fn built_with(config: &str, page: &str, x: Option<&str>) -> (Vec<String>, usize) {
    // Two tasks have no id in common.
    let home = page.replace("id: gor", "id: gora");
    let mut site = vec![
        ("ledfyr.toml", config),
        ("content/_index.md", home.as_str()),
        ("content/a.md", page),
        ("content/b.md", "---\nid: b\nkind: role\ntier: line\n---\n# B\n"),
    ];
    site.extend(x.map(|x| ("content/x.md", x)));
    let files = memory(&site);
    let built = build(&files, &options());
    let pages = built.files.keys().filter(|f| ["index.html", "a/index.html"].contains(&f.as_str())).count();
    assert!(built.files.values().all(|f| !String::from_utf8_lossy(f).contains("Hemlig plan")));
    (built.told(&files).lines().filter(|l| !l.starts_with(' ')).map(str::to_owned).collect(), pages)
}

#[test]
fn no_reference_to_an_absent_page_stops_a_site() {
    for x in PAGES {
        let what = x.map_or("nothing", |x| x.lines().nth(if x.contains("role") { 4 } else { 2 }).unwrap_or(""));
        for (fields, line) in NAMING {
            let fields = if fields.is_empty() { "kind: page" } else { fields };
            let page = format!("---\n{fields}\n{line}\ntemplate: home\n---\n# A\n\n## A {{#a}}\n\n- [ ] Gör\n");
            let plain = page.replace("template: home\n", "");
            let shown = [page, plain];
            for page in &shown[usize::from(fields != "kind: page")..] {
                let (told, pages) = built_with("", page, x);
                assert_eq!(pages, 2, "{line}, {what}: {told:#?}");
                let at = page.lines().position(|l| l == line).unwrap_or(0) + 1;
                let of_line = told.iter().filter(|t| t.starts_with(&format!("content/a.md:{at}:"))).count();
                let fits = x.is_some_and(|x| x.contains("glossary"))
                    && ["related", "templates", "affects", "supersedes", "superseded_by", "extra"]
                        .iter()
                        .any(|k| line.starts_with(k));
                assert_eq!(of_line, usize::from(!fits), "{line}, {what}: {told:#?}");
            }
        }
        for config in SETTINGS {
            let (told, pages) = built_with(config, "# A\n", x);
            assert_eq!(pages, 2, "{config}, {what}: {told:#?}");
            let fits = x.is_some_and(|x| x.contains("glossary")) && !config.contains("contact");
            let named = told.iter().filter(|t| t.starts_with("ledfyr.toml:2:")).count();
            assert_eq!(named, usize::from(!fits), "{config}, {what}: {told:#?}");
        }
        for body in BODIES {
            let (told, pages) = built_with("", &format!("# A\n\n{body}\n"), x);
            assert_eq!(pages, 2, "{body}, {what}: {told:#?}");
            let fits = x.is_some_and(|x| x.contains("glossary"))
                && ["[[", "[X", "{{ include"].iter().any(|start| body.starts_with(start));
            assert_eq!(told.iter().any(|t| t.starts_with("content/a.md:3:")), !fits, "{body}, {what}: {told:#?}");
        }
    }
}

#[test]
fn a_page_that_is_not_published_is_not_said_to_be_missing() {
    let (told, _) = built_with("[site]\nabout = \"x\"", "---\nrelated: [x]\n---\n# A\n", PAGES[1]);
    assert_eq!(
        told,
        [
            "content/_index.md:2:11: varning[unknown-reference]: related: sidan med id ”x” publiceras inte nu",
            "content/a.md:2:11: varning[unknown-reference]: related: sidan med id ”x” publiceras inte nu",
            "ledfyr.toml:2:9: varning[unknown-reference]: about: sidan med id ”x” publiceras inte nu",
        ]
    );
}
