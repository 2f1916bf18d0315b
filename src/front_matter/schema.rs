//! The JSON Schema of front matter, made of the same types that read it, so that an editor completes and checks what is
//! written while it is written.

use super::described::Described;
use super::fields::{Fields, Kind};
use super::model::MAX_DESCRIPTION;
use serde_json::{Value, json};

/// The whole schema, draft 2020-12. What only some kinds must have follows from the kind.
pub fn schema() -> Value {
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Front matter of a page in ledfyr",
    });
    let fields = Fields::schema();
    for (key, value) in fields.as_object().into_iter().flatten() {
        schema[key] = value.clone();
    }
    let properties = &mut schema["properties"];
    for own in Kind::schemas() {
        for (key, value) in own["properties"].as_object().into_iter().flatten() {
            properties[key] = value.clone();
        }
    }
    properties["id"]["pattern"] = json!("^[a-z0-9]+(-[a-z0-9]+)*$");
    properties["description"]["maxLength"] = json!(MAX_DESCRIPTION);
    let month = &mut properties["duties"]["items"]["properties"]["month"];
    (month["minimum"], month["maximum"]) = (json!(1), json!(12));
    let is = |key: &str, value: &str| json!({"properties": {key: {"const": value}}, "required": [key]});
    let mut rules: Vec<Value> = Vec::new();
    for kind in Kind::ALL {
        let needed: Vec<&str> = kind.needed().collect();
        if !needed.is_empty() {
            rules.push(json!({"if": is("kind", kind.as_str()), "then": {"required": needed}}));
        }
    }
    let decided = json!({"allOf": [is("kind", "directive"), is("status", "decided")]});
    rules.push(json!({"if": decided, "then": {"required": ["decision"]}}));
    rules.push(json!({"if": is("status", "superseded"), "then": {"required": ["superseded_by"]}}));
    schema["allOf"] = json!(rules);
    schema
}
