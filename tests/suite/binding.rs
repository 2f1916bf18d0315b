//! Reviews and decisions are bound to all that governs in a page, and to nothing else: each governed field that changes is told,
//! each other field and each other way of writing the same is not.

use crate::common::options;
use ledfyr::base::date::Date;
use ledfyr::config;
use ledfyr::front_matter::fields::Fields;
use ledfyr::maintenance::{self, Decide};
use ledfyr::pipeline::{self, Loaded};
use ledfyr::source::MemoryFiles;
use std::collections::BTreeSet;

const ROUTINE: &str = r#"---
id: rutin
title: Rutinen
kind: process
owner: chef
status: decided
version: "1.0"
valid_from: 2026-01-01
valid_to: 2027-12-31
audience: [chef, ombud]
supersedes: gammal
legal_basis:
  - {law: lso, ref: "2 kap. 2 §"}
  - {law: aml, ref: "3 kap."}
implements: ["riktlinje#mal", "riktlinje#medel"]
duties:
  - {id: ronden, does: Gå ronden, responsible: [ombud], accountable: chef, consulted: [alla], informed: [chef], every: P1Y, month: 3, legal: [{law: lso, ref: "2 §"}], template: blankett}
  - {id: engang, does: Börja, responsible: [ombud], no_accountable: "Chefen är inte utsedd.", from: 2026-09}
trigger: När något händer.
templates: [blankett]
---

Gå *varje* år en rond i huset, och
titta på dörrar och lås.

## Så går det till {#sa}

- Larma
- Vänta

1. Först
2. Sedan

| Vad | Vem |
|---|---|
| Dörrar | Ombudet |

Läs [riktlinjen](riktlinje.md#mal) eller [[blankett|fyll i]]. ![Karta](karta.png) `kod`

```sh
ls  -l
```

{{ include page="riktlinje#mal" }}
"#;

const OTHERS: [(&str, &str); 6] = [
    ("content/_index.md", "---\ntitle: Start\n---\n"),
    ("content/chef.md", "---\nid: chef\ntitle: Chef\nkind: role\ntier: line\n---\nChef.\n"),
    ("content/ombud.md", "---\nid: ombud\ntitle: Ombud\nkind: role\ntier: operational\n---\nOmbud.\n"),
    ("content/alla.md", "---\nid: alla\ntitle: Alla\nkind: role\ntier: line\n---\nAlla.\n"),
    (
        "content/riktlinje.md",
        "---\nid: riktlinje\ntitle: Riktlinje\nkind: directive\nowner: chef\nstatus: review\nversion: \"1\"\n---\n## Mål {#mal}\n\nMål.\n\n## Medel {#medel}\n\nMedel.\n",
    ),
    ("content/blankett.md", "---\nid: blankett\ntitle: Blankett\nkind: template\nformat: form\n---\nFyll i.\n"),
];

fn laws(status: &str) -> String {
    format!(
        "---\nid: lagar\ntitle: Lagar\nkind: laws\nlaws:\n  - {{id: lso, sfs: \"2003:778\", title: Lag, short: LSO, status: {status}}}\n  - {{id: aml, sfs: \"1977:1160\", title: Lag, status: in-force}}\n---\n"
    )
}

fn files(routine: &str) -> MemoryFiles {
    let files = MemoryFiles::new().with("ledfyr.toml", "[site]\ntitle = \"Prov\"\n");
    let files = OTHERS.iter().fold(files, |files, (path, text)| files.with(path, *text));
    files.with("content/lagar.md", laws("in-force")).with("content/rutin.md", routine)
}

fn load(files: &MemoryFiles) -> Loaded {
    pipeline::load(files, config::load(files).config, &options())
}

fn day() -> Date {
    Date::parse("2026-11-22").unwrap()
}

/// The routine as `ledfyr review` and then `ledfyr decide` write it.
fn bound(text: &str) -> String {
    let mut files = files(text);
    let loaded = load(&files);
    let page = maintenance::named(&loaded, "rutin").unwrap();
    let reviewed = maintenance::review(&files, &loaded, page, day()).unwrap();
    files.insert("content/rutin.md", reviewed.text);
    // What the shared files lack has nothing to do with the routine.
    let mut loaded = load(&files);
    loaded.diagnostics.clear();
    let page = maintenance::named(&loaded, "rutin").unwrap();
    let what = Decide::Decided { by: "Nämnden".into(), date: day(), reference: Some("KS 2026-1".into()) };
    maintenance::decide(&files, &loaded, page, &what).unwrap().1
}

/// The findings about what reviews and decisions are bound to.
fn codes(files: &MemoryFiles) -> Vec<&'static str> {
    const BOUND: [&str; 4] = ["unreviewed-changes", "suspect-link", "decided-text-changed", "decided-without-decision"];
    let found = load(files).diagnostics;
    let mut codes: Vec<&str> = found.iter().map(|d| d.code.as_str()).filter(|code| BOUND.contains(code)).collect();
    codes.sort_unstable();
    codes
}

/// What changes, by the field: in the text as it was bound, this is replaced by that.
const GOVERNED: [(&str, &str, &str); 42] = [
    ("title", "title: Rutinen", "title: En rutin"),
    ("kind", "kind: process", "kind: chapter\nnumber: 1"),
    ("owner", "owner: chef", "owner: ombud"),
    ("version", "version: \"1.0\"", "version: \"1.1\""),
    ("valid_from", "valid_from: 2026-01-01", "valid_from: 2026-01-02"),
    ("valid_from", "valid_from: 2026-01-01\n", ""),
    ("valid_to", "valid_to: 2027-12-31", "valid_to: 2028-02-29"),
    ("audience", "audience: [chef, ombud]", "audience: [chef]"),
    ("supersedes", "supersedes: gammal\n", ""),
    ("legal_basis", "{law: lso, ref: \"2 kap. 2 §\"}", "{law: lso, ref: \"2 kap. 4 §\"}"),
    ("legal_basis", "  - {law: aml, ref: \"3 kap.\"}\n", ""),
    ("implements", "\"riktlinje#medel\"", "riktlinje"),
    ("duties", "id: ronden", "id: rond"),
    ("duties", "does: Gå ronden", "does: Gå runt"),
    ("duties", "responsible: [ombud], accountable: chef", "responsible: [alla], accountable: chef"),
    ("duties", "accountable: chef", "accountable: ombud"),
    ("duties", "consulted: [alla]", "consulted: [chef]"),
    ("duties", "informed: [chef]", "informed: []"),
    ("duties", "every: P1Y", "every: P6M"),
    ("duties", "month: 3", "month: 4"),
    ("duties", "legal: [{law: lso, ref: \"2 §\"}]", "legal: [{law: aml}]"),
    ("duties", ", template: blankett", ""),
    ("duties", "Chefen är inte utsedd.", "Ingen är utsedd."),
    ("duties", "from: 2026-09", "from: 2026-10"),
    ("secrecy", "trigger:", "secrecy: {provision: 18 kap. 8 §, date: 2026-01-01, authority: Nämnden}\ntrigger:"),
    ("trigger", "När något händer.", "När något har hänt."),
    ("templates", "templates: [blankett]\n", ""),
    ("", "varje", "vart annat"),
    ("", "*varje*", "varje"),
    ("", "*varje*", "~~varje~~"),
    ("", "och\ntitta", "och\n\ntitta"),
    ("", "## Så går det till", "### Så går det till"),
    ("", "{#sa}", "{#hur}"),
    ("", "- Larma\n", "- [ ] Larma\n"),
    ("", "- Larma\n- Vänta", "- Larma\n  - Vänta"),
    ("", "1. Först", "4. Först"),
    ("", "| Ombudet |", "| Chefen |"),
    ("", "riktlinje.md#mal)", "riktlinje.md#medel)"),
    ("", "[[blankett|", "[[chef|"),
    ("", "![Karta]", "![Kartan]"),
    ("", "ls  -l", "ls -l"),
    ("", "include page=\"riktlinje#mal\"", "include page=\"riktlinje#medel\""),
];

/// Fields that govern nobody.
const UNGOVERNED: [(&str, &str, &str); 28] = [
    ("id", "id: rutin\n", "id: rutinen\n"),
    ("description", "owner: chef", "owner: chef\ndescription: Om ronden."),
    ("date", "owner: chef", "owner: chef\ndate: 2026-01-01"),
    ("lang", "owner: chef", "owner: chef\nlang: sv"),
    ("weight", "owner: chef", "owner: chef\nweight: 3"),
    ("sidebar_position", "owner: chef", "owner: chef\nsidebar_position: 3"),
    ("nav_order", "owner: chef", "owner: chef\nnav_order: 3"),
    ("order", "owner: chef", "owner: chef\norder: 3"),
    ("tags", "owner: chef", "owner: chef\ntags: [brand]"),
    ("keywords", "owner: chef", "owner: chef\nkeywords: [lås]"),
    ("aliases", "owner: chef", "owner: chef\naliases: [rond]"),
    ("redirect_from", "owner: chef", "owner: chef\nredirect_from: [rond]"),
    ("slug", "owner: chef", "owner: chef\nslug: rond"),
    ("url", "owner: chef", "owner: chef\nurl: /rond/"),
    ("permalink", "owner: chef", "owner: chef\npermalink: /rond/"),
    ("path", "owner: chef", "owner: chef\npath: /rond/"),
    ("related", "owner: chef", "owner: chef\nrelated: [chef]"),
    ("sample", "owner: chef", "owner: chef\nsample: true"),
    ("search", "owner: chef", "owner: chef\nsearch: {boost: 2}"),
    ("offline", "owner: chef", "owner: chef\noffline: pinned"),
    ("extra", "owner: chef", "owner: chef\nextra: {farg: blå}"),
    ("last_reviewed", "last_reviewed: 2026-11-22", "last_reviewed: 2026-11-21"),
    ("review_every", "owner: chef", "owner: chef\nreview_every: P1Y"),
    ("decision", "by: \"Nämnden\"", "by: Nämnden för huset"),
    ("superseded_by", "owner: chef", "owner: chef\nsuperseded_by: chef"),
    ("draft", "owner: chef", "owner: chef\ndraft: false"),
    ("status", "status: decided", "status: review"),
    ("status", "status: decided", "status: withdrawn"),
];

/// Fields that no site in this test can have without other findings, or that are about the binding itself.
const ELSEWHERE: [&str; 5] = ["classification", "template", "questions", "reviewed_hash", "reviewed_basis"];

/// The same, written otherwise.
const FORM: [(&str, &str); 24] = [
    ("\n", "\r\n"),
    ("lås.\n", "lås.   \n\n\n"),
    ("och\ntitta", "och titta"),
    ("en rond i huset", "en\nrond\ni\nhuset"),
    ("*varje*", "_varje_"),
    ("## Så går det till {#sa}", "Så går det till {#sa}\n---"),
    ("## Så går det till {#sa}", "##   Så går det till   {#sa}"),
    ("- Larma\n- Vänta", "* Larma\n* Vänta"),
    ("- Larma\n- Vänta", "-   Larma\n-   Vänta"),
    ("2. Sedan", "1. Sedan"),
    ("1. Först\n2. Sedan", "1)  Först\n2)  Sedan"),
    ("| Dörrar | Ombudet |", "|   Dörrar   |  Ombudet   |"),
    ("|---|---|", "| ------ | ------ |"),
    ("[riktlinjen](riktlinje.md#mal)", "[riktlinjen](./riktlinje.md#mal)"),
    ("[riktlinjen](riktlinje.md#mal)", "[riktlinjen][r]"),
    ("`kod`", "``kod``"),
    ("include page=\"riktlinje#mal\"", "include   page=\"riktlinje#mal\" "),
    ("dörrar och", "d&ouml;rrar och"),
    ("title: Rutinen", "title: \"Rutinen\"  # namnet"),
    ("id: rutin\ntitle: Rutinen", "title: Rutinen\nid: rutin"),
    ("audience: [chef, ombud]", "audience:\n  - ombud\n  - chef"),
    ("{law: aml, ref: \"3 kap.\"}", "{ref: 3 kap., law: aml}"),
    ("[\"riktlinje#mal\", \"riktlinje#medel\"]", "[\"riktlinje#medel\", \"riktlinje#mal\"]"),
    ("does: Gå ronden, responsible: [ombud]", "responsible: [ombud], does: \"Gå ronden\""),
];

fn changed(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "{from} stands in {text}");
    let new = if from == "\n" { text.replace(from, to) } else { text.replacen(from, to, 1) };
    let end = if to.contains("[r]") { "\n[r]: riktlinje.md#mal\n" } else { "" };
    new + end
}

#[test]
fn what_was_reviewed_and_decided_is_bound_as_it_stands() {
    let text = bound(ROUTINE);
    assert_eq!(codes(&files(&text)), [""; 0], "{text}");
}

#[test]
fn each_governed_field_that_changes_is_told() {
    let text = bound(ROUTINE);
    let mut wrong = Vec::new();
    for (field, from, to) in GOVERNED {
        let told = codes(&files(&changed(&text, from, to)));
        if told != ["decided-text-changed", "unreviewed-changes"] {
            wrong.push(format!("{field}: {from:?} as {to:?} gives {told:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_governs_nobody_and_other_ways_of_writing_are_not_told() {
    let text = bound(ROUTINE);
    let mut wrong = Vec::new();
    let form = FORM.map(|(from, to)| ("form", from, to));
    for (field, from, to) in UNGOVERNED.into_iter().chain(form) {
        let told = codes(&files(&changed(&text, from, to)));
        if !told.is_empty() {
            wrong.push(format!("{field}: {from:?} as {to:?} gives {told:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A new field stands in one of the tables, so that somebody has thought of whether it governs.
#[test]
fn every_field_is_in_a_table() {
    let fields = serde_json::to_value(Fields::default()).unwrap();
    let known: BTreeSet<&str> = GOVERNED.iter().chain(&UNGOVERNED).map(|(field, ..)| *field).chain(ELSEWHERE).collect();
    let missing: Vec<&String> =
        fields.as_object().unwrap().keys().filter(|key| !known.contains(key.as_str())).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn what_a_page_rests_on_makes_it_suspect() {
    let text = bound(ROUTINE);
    for (path, from, to, expected) in [
        ("content/riktlinje.md", "Mål.", "Nya mål.", &["suspect-link"][..]),
        ("content/riktlinje.md", "owner: chef", "owner: ombud", &["suspect-link"]),
        ("content/riktlinje.md", "Mål.\n", "Mål. \n\n\n", &[]),
        ("content/blankett.md", "Fyll i.", "Fyll i här.", &["suspect-link"]),
        ("content/chef.md", "Chef.\n", "Chefen.\n", &[]),
        ("content/lagar.md", "short: LSO, status: in-force", "short: LSO, status: repealed", &["suspect-link"]),
        ("content/lagar.md", "short: LSO", "short: Lagen", &[]),
    ] {
        let mut files = files(&text);
        let other = match path {
            "content/lagar.md" => laws("in-force"),
            _ => OTHERS.iter().find(|(other, _)| *other == path).unwrap().1.to_owned(),
        };
        files.insert(path, changed(&other, from, to));
        assert_eq!(codes(&files), expected, "{path}: {from} as {to}");
    }
}

#[test]
fn a_slip_of_the_pen_is_mended_and_told() {
    let text = bound(ROUTINE).replace("titta på dörrar", "titta på alla dörrar");
    let mut files = files(&text);
    let mut loaded = load(&files);
    loaded.diagnostics.clear();
    let page = maintenance::named(&loaded, "rutin").unwrap();
    let what = |note: &str| Decide::Editorial { date: day(), note: note.into() };
    let (_, once) = maintenance::decide(&files, &loaded, page, &what("Ett ord saknades.")).unwrap();
    let (_, line) = once.split_once("editorial: ").unwrap();
    assert_eq!(line.lines().next().unwrap(), "[{date: 2026-11-22, note: \"Ett ord saknades.\"}]}");
    files.insert("content/rutin.md", once);
    assert_eq!(codes(&files), ["unreviewed-changes"], "the decision stands, the review does not");
    let mut loaded = load(&files);
    loaded.diagnostics.clear();
    let page = maintenance::named(&loaded, "rutin").unwrap();
    let (_, twice) = maintenance::decide(&files, &loaded, page, &what("Ett till.")).unwrap();
    assert!(
        twice.contains("[{date: 2026-11-22, note: \"Ett ord saknades.\"}, {date: 2026-11-22, note: \"Ett till.\"}]"),
        "{twice}"
    );
}
