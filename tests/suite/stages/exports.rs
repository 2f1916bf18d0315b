//! What other programs read of what governs: the page list, and the directive with its routines as OSCAL.

use crate::common::{Built, build, memory, options};
use ledfyr::pipeline::Options;
use serde_json::{Value, json};

const ROUTINE: &str = "---
id: rutin
kind: process
title: Rutinen
owner: ombud
status: decided
version: \"2\"
decision: {by: Chefen, date: 2026-03-02, reference: Dnr 7}
last_reviewed: 2026-04-01
review_every: P1Y
implements: [\"rk-1#rk-1-1\", utkast]
legal_basis:
  - {law: aml, ref: 3 kap.}
  - {law: lso}
duties:
  - {id: ronden, does: Gå ronden, responsible: [ombud, utkast], accountable: chef, consulted: [utkast], informed: [chef], every: P1Y, month: 2, legal: [{law: aml, ref: 4 kap.}, {law: aml, ref: 3 kap.}]}
  - {id: prova, does: Prova larmet, responsible: [ombud], accountable: utkast, from: 2026-11-22}
---
Så går det till.
";

const SITE: [(&str, &str); 10] = [
    ("ledfyr.toml", "[site]\ntitle = \"Prov\"\n[classification]\ndefault = \"open\"\n"),
    ("content/_index.md", "# Start\n"),
    ("content/ombud.md", "---\nid: ombud\nkind: role\ntier: operational\ntitle: Ombud\n---\n"),
    ("content/chef.md", "---\nid: chef\nkind: role\ntier: line\ntitle: Chef\n---\n"),
    ("content/utkast.md", "---\nid: utkast\nkind: role\ntier: line\ntitle: Ny roll\ndraft: true\n---\n"),
    (
        "content/hemlig.md",
        "---\nid: hemlig\nkind: role\ntier: line\ntitle: Hemlig roll\nclassification: internal\nimplements: [\"rk-1#rk-1-1\"]\n---\n",
    ),
    (
        "content/lagar.md",
        "---\nid: lagar\nkind: laws\ntitle: Lagar\nlaws:\n  - {id: aml, sfs: \"1977:1160\", title: Arbetsmiljölag (1977:1160), status: in-force}\n  - {id: lso, sfs: \"2003:778\", title: Lag (2003:778), status: in-force}\n---\n",
    ),
    (
        "content/riktlinje/_index.md",
        "---\nid: riktlinje\nkind: directive\ntitle: Riktlinjen\nowner: chef\nversion: \"1.1\"\nstatus: decided\ndecision: {by: Nämnden, date: 2026-01-10}\n---\n",
    ),
    (
        "content/riktlinje/1.md",
        "---\nid: rk-1\nkind: chapter\nnumber: 1\ntitle: Ansvar\nowner: chef\nstatus: decided\ngaps:\n  - {paragraph: rk-1-2, why: Stycket är en definition.}\n---\nInledning.\n\n## Vem som svarar {#rk-1-1}\n\nChefen svarar. Läs [rutinen](../rutin.md).\n\n- ett\n- två\n\n### Mer {#mer}\n\nÄven ombudet.\n\n## Vad orden betyder {#rk-1-2}\n\nSka är ett krav.\n\n## Syfte\n\nSäkerhet.\n",
    ),
    ("content/rutin.md", ROUTINE),
];

/// The site for readers who may not see the role `hemlig`.
fn open() -> Built {
    build(&memory(&SITE), &Options { audience: Some("open".to_owned()), ..options() })
}

fn read(built: &Built, path: &str) -> Value {
    serde_json::from_str(built.text(path)).unwrap()
}

#[test]
fn the_page_list_tells_decisions_tasks_and_what_pages_rest_on() {
    let built = open();
    let list = read(&built, "pages.json");
    let page = |id: &str| list["pages"].as_array().unwrap().iter().find(|page| page["id"] == id).unwrap();
    let routine = page("rutin");
    assert_eq!(routine["standing"], "in-force");
    assert_eq!(
        routine["decision"],
        json!({"by": "Chefen", "date": "2026-03-02", "reference": "Dnr 7", "part_of": null})
    );
    assert_eq!(routine["implements"], json!(["rk-1#rk-1-1"]));
    assert_eq!(
        routine["statutes"],
        json!([{"id": "aml", "sections": ["3 kap.", "4 kap."]}, {"id": "lso", "sections": []}])
    );
    assert_eq!(
        routine["tasks"],
        json!([
            {
                "id": "ronden", "does": "Gå ronden", "responsible": ["ombud"], "accountable": "chef", "consulted": [],
                "informed": ["chef"], "every": "P1Y", "month": 2, "from": null,
                "next": {"start": "2027-02-01", "due": "2027-02-28"},
                "statutes": [{"id": "aml", "sections": ["4 kap.", "3 kap."]}],
            },
            {
                "id": "prova", "does": "Prova larmet", "responsible": ["ombud"], "accountable": null, "consulted": [],
                "informed": [], "every": null, "month": null, "from": "2026-11-22",
                "next": {"start": "2026-11-22", "due": "2026-11-22"}, "statutes": [],
            },
        ])
    );
    assert_eq!(
        page("rk-1")["decision"],
        json!({"by": "Nämnden", "date": "2026-01-10", "reference": null, "part_of": "riktlinje"})
    );
    let role = page("chef");
    assert_eq!(
        [&role["decision"], &role["implements"], &role["statutes"], &role["tasks"]],
        [&json!(null), &json!([]), &json!([]), &json!([])]
    );
    for absent in ["hemlig", "utkast"] {
        assert!(!built.text("pages.json").contains(absent), "{}", built.text("pages.json"));
    }
}

#[test]
fn a_page_that_is_not_in_force_says_what_it_lays_down_and_no_time() {
    let draft = ROUTINE.replace("status: decided", "status: draft");
    let files: Vec<_> =
        SITE.iter().map(|(path, text)| (*path, if *text == ROUTINE { &draft } else { *text })).collect();
    let list = read(&build(&memory(&files), &options()), "pages.json");
    let page = list["pages"].as_array().unwrap().iter().find(|page| page["id"] == "rutin").unwrap();
    assert_eq!(page["standing"], "draft");
    assert_eq!(page["tasks"].as_array().unwrap().len(), 2);
    assert!(page["tasks"].as_array().unwrap().iter().all(|task| task["next"].is_null()), "{page}");
    assert_eq!(page["tasks"][0]["responsible"], json!(["ombud"]));
}

/// What a document holds beside its own identifier, which is another whenever the rest is.
fn content<'a>(file: &'a Value, name: &str) -> &'a serde_json::Map<String, Value> {
    file[name].as_object().unwrap()
}

#[test]
fn the_directive_is_a_catalog_with_a_control_for_each_paragraph() {
    let built = open();
    let matrix = built.body("sparbarhet/index.html");
    assert!(["controls.json", "components.json"].iter().all(|name| matrix.contains(&format!("href=\"../{name}\""))));
    let file = read(&built, "controls.json");
    let catalog = content(&file, "catalog");
    assert_eq!(catalog.keys().collect::<Vec<_>>(), ["uuid", "metadata", "groups"]);
    // The chapter states no day, the directive that of its decision.
    assert_eq!(
        catalog["metadata"],
        json!({
            "title": "Riktlinjen", "last-modified": "2026-01-10T00:00:00Z", "version": "1.1", "oscal-version": "1.1.2",
        })
    );
    let link = |href: &str| json!([{"href": href, "rel": "reference"}]);
    let gap = |value: Value| {
        let mut gap = json!([{"name": "gap", "ns": "urn:x-ledfyr:oscal"}]);
        gap[0].as_object_mut().unwrap().extend(value.as_object().unwrap().clone());
        gap
    };
    assert_eq!(
        catalog["groups"],
        json!([{
            "id": "rk-1",
            "title": "Ansvar",
            "props": [{"name": "label", "value": "1"}],
            "links": link("./riktlinje/1/"),
            "controls": [
                {
                    "id": "rk-1-1",
                    "title": "Vem som svarar",
                    "links": link("./riktlinje/1/#rk-1-1"),
                    "parts": [{
                        "id": "rk-1-1_smt",
                        "name": "statement",
                        "prose": "Chefen svarar. Läs rutinen.\n\nett\n\ntvå\n\n### Mer\n\nÄven ombudet.",
                    }],
                },
                {
                    "id": "rk-1-2",
                    "title": "Vad orden betyder",
                    "props": gap(json!({"value": "explained", "remarks": "Stycket är en definition."})),
                    "links": link("./riktlinje/1/#rk-1-2"),
                    "parts": [{"id": "rk-1-2_smt", "name": "statement", "prose": "Ska är ett krav."}],
                },
                // Headings of chapters without an id of their own have the chapter's number before their words.
                {
                    "id": "rk-1.1-syfte",
                    "title": "Syfte",
                    "props": gap(json!({"value": "unexplained"})),
                    "links": link("./riktlinje/1/#1-syfte"),
                    "parts": [{"id": "rk-1.1-syfte_smt", "name": "statement", "prose": "Säkerhet."}],
                },
            ],
        }])
    );
}

#[test]
fn what_implements_the_directive_is_a_component_definition() {
    let file = read(&open(), "components.json");
    let definition = content(&file, "component-definition");
    // The latest day of the routine: that of its review.
    assert_eq!(
        definition["metadata"],
        json!({
            "title": "Prov", "last-modified": "2026-04-01T00:00:00Z", "version": "2026-04-01", "oscal-version": "1.1.2",
            "roles": [{"id": "ombud", "title": "Ombud"}],
        })
    );
    // The identifiers are those of Python's uuid.uuid5, from that of addresses by way of `urn:x-ledfyr:prov`.
    assert_eq!(
        definition["components"],
        json!([{
            "uuid": "9d2806dd-76f0-5b9a-8399-68a35ae8247f",
            "type": "process-procedure",
            "title": "Rutinen",
            "description": "Rutinen",
            "props": [
                {"name": "version", "value": "2"}, {"name": "kind", "ns": "urn:x-ledfyr:oscal", "value": "process"},
            ],
            "links": [{"href": "./rutin/", "rel": "reference"}],
            "responsible-roles": [{"role-id": "ombud"}],
            "control-implementations": [{
                "uuid": "7872b239-b196-5f99-940a-02498dc86f1d",
                "source": "controls.json",
                "description": "Rutinen",
                "implemented-requirements": [{
                    "uuid": "b34e29c8-db6e-5101-a961-c0e0e4ccdf7c",
                    "control-id": "rk-1-1",
                    "description": "Rutinen",
                }],
            }],
        }])
    );
}

#[test]
fn only_what_is_in_force_is_exported() {
    let with = |path: &str, from: &str, to: &str| {
        let files: Vec<(&str, String)> = SITE
            .iter()
            .map(|(at, text)| (*at, if *at == path { text.replace(from, to) } else { (*text).to_owned() }))
            .collect();
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
        build(&memory(&files), &Options { audience: Some("open".to_owned()), ..options() })
    };
    let draft = with("content/rutin.md", "status: decided", "status: draft");
    let components = read(&draft, "components.json");
    assert!(content(&components, "component-definition").get("components").is_none());
    assert_eq!(
        read(&draft, "controls.json")["catalog"]["groups"][0]["controls"][0]["props"][0]["value"],
        "unexplained"
    );
    let other = |built: &Built| read(built, "controls.json")["catalog"]["uuid"].clone();
    assert_ne!(other(&draft), other(&open()), "another content is another document");
    let withdrawn = with("content/riktlinje/_index.md", "status: decided", "status: withdrawn");
    for name in ["controls.json", "components.json"] {
        assert!(!withdrawn.files.contains_key(name), "{name}");
    }
}
