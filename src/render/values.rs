//! Making the values that templates see.

use serde_json::Value as Json;
use std::collections::BTreeMap;
use tera::value::Key;
use tera::{Map, Value};

/// `map! { "title" => x, … }`: a map for templates, in this order.
macro_rules! map {
    ($($key:literal => $value:expr),* $(,)?) => {{
        const KEYS: &[&str] = &[$($key),*];
        #[allow(unused_mut)]
        let mut map = tera::Map::with_capacity(KEYS.len());
        crate::render::values::fill!(map, $($key => $value),*);
        map
    }};
}
pub(super) use map;

/// `fill!(map, "title" => x, …)`: more entries of a map for templates, or other values of those it has.
macro_rules! fill {
    ($map:expr, $($key:literal => $value:expr),* $(,)?) => {
        $($map.insert(tera::value::Key::Str($key), tera::Value::from($value));)*
    };
}
pub(super) use fill;

/// A string table, its tables within it.
pub(super) fn strings(
    strings: &BTreeMap<String, String>,
    tables: &BTreeMap<String, BTreeMap<String, String>>,
) -> Value {
    let mut map: Map = strings.iter().map(|(k, v)| (Key::from(k.clone()), Value::from(v.as_str()))).collect();
    for (name, table) in tables {
        // A number as a key is written as one: `t.months[page.month]`.
        let inner: Map = table
            .iter()
            .flat_map(|(k, v)| {
                let number = k.parse::<u64>().ok().map(|n| (Key::U64(n), Value::from(v.as_str())));
                std::iter::once((Key::from(k.clone()), Value::from(v.as_str()))).chain(number)
            })
            .collect();
        map.insert(Key::from(name.clone()), Value::from(inner));
    }
    Value::from(map)
}

/// JSON (front matter's `extra`, the configuration's `[theme]`) as templates see it.
pub(super) fn json(value: &Json) -> Value {
    match value {
        Json::Null => Value::none(),
        Json::Bool(b) => Value::from(*b),
        Json::Number(n) => n.as_i64().map_or_else(|| Value::from(n.as_f64().unwrap_or_default()), Value::from),
        Json::String(s) => Value::from(s.as_str()),
        Json::Array(items) => Value::from(items.iter().map(json).collect::<Vec<_>>()),
        Json::Object(entries) => Value::from(json_map(entries)),
    }
}

pub(super) fn json_map<'a>(entries: impl IntoIterator<Item = (&'a String, &'a Json)>) -> Map {
    entries.into_iter().map(|(k, v)| (Key::from(k.clone()), json(v))).collect()
}
