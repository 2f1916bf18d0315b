//! The table `[lint]`: how grave findings are, and how long those that depend on a day wait.

use serde::de::{MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeMap;
use std::fmt;

/// `[lint]`. No code is called `grace`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lint {
    /// Level of a finding by its code: `allow`, `warn` or `deny`.
    pub levels: BTreeMap<String, LintLevel>,
    /// `[lint.grace]`: by code, how many days a finding that depends on a day waits. Default: 0.
    pub grace: BTreeMap<String, u32>,
}

/// The level of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LintLevel {
    /// It is not told.
    Allow,
    /// It is told.
    Warn,
    /// It stops publishing.
    Deny,
}

/// The key of the one table among the codes.
const GRACE: &str = "grace";

impl Serialize for Lint {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (code, level) in &self.levels {
            map.serialize_entry(code, level)?;
        }
        map.serialize_entry(GRACE, &self.grace)?;
        map.end()
    }
}

/// By hand: a flattened field would lose the places of faults.
impl<'de> Deserialize<'de> for Lint {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Lint, D::Error> {
        struct Table;
        impl<'de> Visitor<'de> for Table {
            type Value = Lint;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Lint, A::Error> {
                let mut lint = Lint::default();
                while let Some(key) = map.next_key::<String>()? {
                    if key == GRACE {
                        lint.grace = map.next_value()?;
                    } else {
                        lint.levels.insert(key, map.next_value()?);
                    }
                }
                Ok(lint)
            }
        }
        deserializer.deserialize_map(Table)
    }
}
