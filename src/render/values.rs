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

/// Writes a value so that values that any template could tell apart are written differently.
pub(super) fn write(value: &Value, out: &mut Vec<u8>) {
    out.push(value.kind() as u8);
    if let Some(text) = value.as_str() {
        out.push(u8::from(value.is_safe()));
        write_text(text, out);
    } else if let Some(map) = value.as_map() {
        write_map(map, out);
    } else if let Some(items) = value.as_array() {
        out.extend_from_slice(&items.len().to_le_bytes());
        items.iter().for_each(|item| write(item, out));
    } else if let Some(bytes) = value.as_bytes() {
        out.extend_from_slice(&bytes.len().to_le_bytes());
        out.extend_from_slice(bytes);
    } else if let Some(b) = value.as_bool() {
        out.push(u8::from(b));
    } else if value.is_f64() {
        out.extend_from_slice(&value.as_f64().unwrap_or_default().to_bits().to_le_bytes());
    } else if let Some(n) = value.as_i128() {
        out.extend_from_slice(&n.to_le_bytes());
    } else if let Some(n) = value.as_u128() {
        out.extend_from_slice(&n.to_le_bytes());
    }
}

/// As [`write`], for a map.
pub(super) fn write_map(map: &Map, out: &mut Vec<u8>) {
    out.extend_from_slice(&map.len().to_le_bytes());
    for (key, value) in map {
        match key.as_str() {
            Some(key) => write_text(key, out),
            None => {
                out.push(1);
                write_text(&key.to_string(), out);
            }
        }
        write(value, out);
    }
}

pub(super) fn write_text(text: &str, out: &mut Vec<u8>) {
    out.extend_from_slice(&text.len().to_le_bytes());
    out.extend_from_slice(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(value: Value) -> Vec<u8> {
        let mut out = Vec::new();
        write(&value, &mut out);
        out
    }

    #[test]
    fn what_a_template_can_tell_apart_is_written_differently() {
        let text = |s: &str| Value::from(s);
        let all = [
            Value::none(),
            Value::undefined(),
            Value::from(false),
            Value::from(true),
            Value::from(0),
            Value::from(1),
            Value::from(-1),
            Value::from(1.0),
            Value::from(1.5),
            text(""),
            text("1"),
            text("ab"),
            Value::safe_string("ab"),
            Value::bytes(*b"ab"),
            Value::from(Vec::<Value>::new()),
            Value::from(vec![text("a"), text("b")]),
            Value::from(vec![text("ab")]),
            Value::from(vec![Value::from(vec![text("a")]), text("b")]),
            Value::from(map! {}),
            Value::from(map! { "a" => "b" }),
            Value::from(map! { "a" => "b", "c" => "d" }),
            Value::from(map! { "c" => "d", "a" => "b" }),
            Value::from(map! { "ab" => "" }),
            Value::from(std::iter::once((Key::U64(1), text("a"))).collect::<Map>()),
            Value::from(std::iter::once((Key::Str("1"), text("a"))).collect::<Map>()),
        ];
        for (i, a) in all.iter().enumerate() {
            assert_eq!(written(a.clone()), written(a.clone()));
            for b in &all[i + 1..] {
                assert_ne!(written(a.clone()), written(b.clone()), "{a:?} and {b:?}");
            }
        }
    }
}
