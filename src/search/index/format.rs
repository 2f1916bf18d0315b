//! How the index travels: files of JSON, each an object that names payloads.
//!
//! A site that is served gives them as data, which browsers let only its own pages read. A portable site is opened from
//! a disk, where nothing can be fetched: there each file is a script that hands the same object to a function.
use std::fmt;

/// What a script calls with its payloads.
const BEFORE: &str = "ledfyrIndex(";
const AFTER: &str = ");\n";

/// What the files of an index are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum IndexFormat {
    /// JSON, for a site that is served.
    #[default]
    Data,
    /// Scripts, for a site that is opened from a disk.
    Scripts,
}

impl IndexFormat {
    /// What a site needs that is portable, or is not.
    pub(crate) fn of(portable: bool) -> IndexFormat {
        if portable { IndexFormat::Scripts } else { IndexFormat::Data }
    }

    /// Path of the manifest below the search folder.
    pub(crate) fn manifest(self) -> &'static str {
        match self {
            IndexFormat::Data => "index.json",
            IndexFormat::Scripts => "index.js",
        }
    }

    /// File name of a payload: `t3` and `k2xa` give `t3-k2xa.json`.
    pub(crate) fn name(self, id: &str, hash: &str) -> String {
        match self {
            IndexFormat::Data => format!("{id}-{hash}.json"),
            IndexFormat::Scripts => format!("{id}-{hash}.js"),
        }
    }

    /// The bytes of a file with these payloads, which are JSON.
    pub(crate) fn file<'a>(self, payloads: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
        let mut out = Vec::new();
        if self == IndexFormat::Scripts {
            out.extend_from_slice(BEFORE.as_bytes());
        }
        for (i, (id, payload)) in payloads.into_iter().enumerate() {
            out.push(if i == 0 { b'{' } else { b',' });
            out.extend_from_slice(format!("\"{id}\":").as_bytes());
            out.extend_from_slice(payload);
        }
        out.push(b'}');
        if self == IndexFormat::Scripts {
            out.extend_from_slice(AFTER.as_bytes());
        }
        out
    }
}

/// Why a file of the index cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Damage {
    /// The file is not there.
    Missing(String),
    /// It is there, but not whole.
    Broken(String),
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Damage::Missing(name) => write!(f, "the search file «{name}» is missing"),
            Damage::Broken(name) => write!(f, "the search file «{name}» is damaged"),
        }
    }
}

impl std::error::Error for Damage {}

/// The JSON in a file of either form; `None` when it is not text.
pub(crate) fn payload_text(file: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(file).ok()?;
    Some(text.strip_prefix(BEFORE).and_then(|rest| rest.strip_suffix(AFTER)).unwrap_or(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_hold_the_same_payloads() {
        let list: [(&str, &[u8]); 2] = [("m0", br#"{"a":[1,"\u2028 );"]}"#), ("l0", b"\"x\"")];
        assert_eq!(IndexFormat::Data.file([("l0", &b"\"x\""[..])]), br#"{"l0":"x"}"#);
        assert_eq!(IndexFormat::Scripts.file([("l0", &b"\"x\""[..])]), b"ledfyrIndex({\"l0\":\"x\"});\n");
        for form in [IndexFormat::Data, IndexFormat::Scripts] {
            let file = form.file(list);
            let found: serde_json::Value = serde_json::from_str(payload_text(&file).unwrap()).unwrap();
            assert_eq!(found, serde_json::json!({"m0": {"a": [1, "\u{2028} );"]}, "l0": "x"}));
        }
    }
}
