//! The strings of the interface as templates see them.

use std::collections::BTreeMap;
use tera::value::Key;
use tera::{Map, Value};

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
