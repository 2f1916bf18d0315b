//! The schema of front matter takes what the program takes: every page of the sample site, of the archetypes and of the
//! tests, but for those that are there to be wrong.

#![allow(clippy::disallowed_methods, reason = "a test reads pages from the disk")]

use crate::common::fixture::sections;
use ledfyr::base::path::RelPath;
use ledfyr::front_matter;
use ledfyr::front_matter::fields::Kind;
use ledfyr::front_matter::schema::schema;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

/// What is wrong with `value` by the keywords that the schema uses.
fn faults(value: &Value, schema: &Value, at: &str, out: &mut Vec<String>) {
    let is = match schema["type"].as_str() {
        Some("object") => value.is_object(),
        Some("array") => value.is_array(),
        Some("string") => value.is_string(),
        Some("boolean") => value.is_boolean(),
        Some("integer") => value.is_i64(),
        Some("number") => value.is_number(),
        _ => true,
    };
    let allowed = schema["enum"].as_array().is_none_or(|all| all.contains(value));
    let same = schema.get("const").is_none_or(|only| only == value);
    if !is || !allowed || !same {
        out.push(format!("{at}: {value}"));
    }
    for (i, item) in value.as_array().into_iter().flatten().enumerate() {
        faults(item, &schema["items"], &format!("{at}[{i}]"), out);
    }
    for (key, item) in value.as_object().into_iter().flatten() {
        match schema["properties"].get(key) {
            Some(known) => faults(item, known, &format!("{at}.{key}"), out),
            None if schema["additionalProperties"] == json!(false) => out.push(format!("{at}.{key} is unknown")),
            None => {}
        }
    }
    for key in schema["required"].as_array().into_iter().flatten() {
        if value.get(key.as_str().unwrap()).is_none() {
            out.push(format!("{at} lacks {key}"));
        }
    }
    for rule in schema["allOf"].as_array().into_iter().flatten() {
        let holds = |part: &Value| {
            let mut found = Vec::new();
            faults(value, part, at, &mut found);
            found.is_empty()
        };
        match rule.get("if") {
            Some(condition) if !holds(condition) => {}
            Some(_) => faults(value, &rule["then"], at, out),
            None => faults(value, rule, at, out),
        }
    }
}

fn check(name: &str, text: &str, schema: &Value, out: &mut Vec<String>) -> bool {
    let (front, _) = front_matter::read(&RelPath::lit("a.md"), text, &front_matter::Rules::default());
    if front.present {
        faults(&front.node.to_json(), schema, name, out);
    }
    front.present
}

#[test]
fn pages_that_are_right_are_right_by_the_schema() {
    let schema = schema();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut wrong, mut checked) = (Vec::new(), 0);
    for folder in ["content", "src/commands/skeleton", "tests/cli"] {
        for entry in walkdir::WalkDir::new(root.join(folder)).into_iter().map(Result::unwrap) {
            let name = entry.path().display().to_string();
            // These are there to be wrong.
            let faulty = ["errors.", "check.", "build.", "trasig"].iter().any(|part| name.contains(part));
            if name.ends_with(".md") && !faulty {
                // Archetypes are filled in before they are pages.
                let fills = [("{today}", "2026-11-22"), ("{number}", "1"), ("{title}", "x"), ("{id}", "x")];
                let text = fs::read_to_string(entry.path()).unwrap();
                let text = fills.iter().fold(text, |text, (hole, value)| text.replace(hole, value));
                checked += usize::from(check(&name, &text, &schema, &mut wrong));
            }
        }
    }
    for entry in fs::read_dir(root.join("tests/fixtures/findings")).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let sections = sections(&text);
        // Of pages that are withheld nothing is told, right or wrong.
        if sections.iter().any(|(name, lines)| *name == "options" && lines.contains("audience ")) {
            continue;
        }
        let told = &sections.iter().find(|(name, _)| *name == "expect").unwrap().1;
        for (name, page) in
            sections.iter().filter(|(name, _)| name.ends_with(".md") && !told.contains(&format!("{name}:")))
        {
            let name = format!("{}: {name}", path.display());
            checked += usize::from(check(&name, page, &schema, &mut wrong));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(checked > 150, "{checked}");
}

#[test]
fn what_is_wrong_is_wrong_by_the_schema() {
    let schema = schema();
    for (text, fault) in [
        ("---\ntitel: A\n---\n", "a.titel is unknown"),
        ("---\ntitle: 1\n---\n", "a.title: 1"),
        ("---\nkind: rol\n---\n", "a.kind: \"rol\""),
        ("---\nkind: role\n---\n", "a lacks \"tier\""),
        ("---\nkind: directive\nowner: a\nstatus: decided\nversion: \"1\"\n---\n", "a lacks \"decision\""),
        ("---\nstatus: superseded\n---\n", "a lacks \"superseded_by\""),
        ("---\nduties: [{id: a, does: b}]\n---\n", "a.duties[0] lacks \"responsible\""),
        ("---\nlegal_basis: [{law: a, reference: b}]\n---\n", "a.legal_basis[0].reference is unknown"),
        ("---\nsearch: {boost: hög}\n---\n", "a.search.boost: \"hög\""),
    ] {
        let mut found = Vec::new();
        assert!(check("a", text, &schema, &mut found));
        assert_eq!(found, [fault], "{text}");
    }
}

#[test]
fn the_schema_has_every_field_with_its_type_and_comment() {
    let schema = schema();
    let properties = schema["properties"].as_object().unwrap();
    assert_eq!(properties.keys().collect::<Vec<_>>(), front_matter::field_names());
    let silent: Vec<_> =
        properties.iter().filter(|(_, p)| p["description"].as_str().is_none_or(str::is_empty)).collect();
    assert!(silent.is_empty(), "{silent:?}");
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert_eq!(properties["kind"]["enum"], json!(Kind::ALL));
    assert_eq!(properties["valid_from"]["format"], "date");
    let month = &properties["duties"]["items"]["properties"]["month"];
    assert_eq!(
        *month,
        json!({"type": "integer", "minimum": 1, "maximum": 12, "description": "The month in which it is done, 1–12, where every brings back the same months each year."})
    );
    assert_eq!(
        properties["owner"],
        json!({"type": "string", "description": "The id of the role that answers for the page, never a person."})
    );
}
