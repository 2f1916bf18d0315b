//! Types that front matter is made of, each with its part of the JSON Schema.

use crate::base::date::{Date, Period, Start};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// A type that front matter is made of.
pub(super) trait Described {
    /// Its part of the schema.
    fn schema() -> Value;
}

/// The name of a field, and whether it must be there.
pub(super) type FieldName = (&'static str, bool);

/// A group of fields, as [`record!`] declares it.
pub(super) trait Record: Described {
    /// Its fields, in order.
    const FIELDS: &'static [FieldName];

    /// Whether it has a field of that name.
    fn has(name: &str) -> bool {
        Self::FIELDS.iter().any(|(field, _)| *field == name)
    }
}

/// One field of a [`record!`].
pub(super) struct Field {
    pub name: &'static str,
    /// Its comment, line by line.
    pub about: &'static [&'static str],
    pub required: bool,
    pub schema: Value,
}

/// Declares a struct of front matter. Names, types and comments of its fields are those of the schema. `as "ref"` after
/// a field gives it another name than Rust can; in a struct that is `optional` no field has to be there, in others those
/// without `#[serde(default)]`.
macro_rules! record {
    ($(#[doc = $about:literal])* optional struct $name:ident { $($fields:tt)* }) => {
        $crate::front_matter::described::record! {
            @ (false) (#[derive(Default)] #[serde(default)]) $(#[doc = $about])* struct $name { $($fields)* }
        }
    };
    ($(#[doc = $about:literal])* struct $name:ident { $($fields:tt)* }) => {
        $crate::front_matter::described::record! { @ (true) () $(#[doc = $about])* struct $name { $($fields)* } }
    };
    (@ ($strict:literal) ($($attribute:tt)*) $(#[doc = $about:literal])* struct $name:ident { $(
        $(#[doc = $doc:literal])* $(#[serde($default:ident)])? $field:ident $(as $other:literal)? : $type:ty
    ),* $(,)? }) => {
        $(#[doc = $about])*
        #[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
        $($attribute)*
        pub struct $name { $(
            $(#[doc = $doc])* #[doc = concat!("(`", stringify!($field), "`)")] $(#[serde($default)])? $(#[serde(rename = $other)])? pub $field: $type
        ),* }

        impl $crate::front_matter::described::Record for $name {
            const FIELDS: &'static [$crate::front_matter::described::FieldName] = &[$((
                [$($other,)? stringify!($field)][0],
                $strict $(&& stringify!($default).is_empty())?,
            )),*];
        }

        impl $crate::front_matter::described::Described for $name {
            fn schema() -> serde_json::Value {
                $crate::front_matter::described::object(vec![$($crate::front_matter::described::Field {
                    name: [$($other,)? stringify!($field)][0],
                    about: &[$($doc),*],
                    required: $strict $(&& stringify!($default).is_empty())?,
                    schema: <$type as $crate::front_matter::described::Described>::schema(),
                }),*])
            }
        }
    };
}
pub(super) use record;

/// Declares an enum whose names in front matter, templates and JSON are the same kebab-case words.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Deserialize, serde::Serialize
        )]
        pub enum $name { $(#[doc = concat!("`", $word, "`")] #[serde(rename = $word)] $variant),* }

        impl $name {
            /// All words, in their order.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];

            /// The word in front matter, templates and JSON.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word),* }
            }
        }

        impl $crate::front_matter::described::Described for $name {
            fn schema() -> serde_json::Value {
                serde_json::json!({"type": "string", "enum": [$($word),*]})
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}
pub(super) use words;

/// An object with these fields and no others.
pub(super) fn object(fields: Vec<Field>) -> Value {
    let required: Vec<&str> = fields.iter().filter(|f| f.required).map(|f| f.name).collect();
    let mut properties = Map::new();
    for field in fields {
        let mut schema = field.schema;
        if !field.about.is_empty() {
            let about: Vec<&str> = field.about.iter().map(|line| line.trim()).collect();
            schema["description"] = json!(about.join(" "));
        }
        properties.insert(field.name.to_owned(), schema);
    }
    let mut object = json!({"type": "object", "properties": properties, "additionalProperties": false});
    if !required.is_empty() {
        object["required"] = json!(required);
    }
    object
}

macro_rules! described {
    ($($type:ty = $schema:tt;)*) => { $(impl Described for $type { fn schema() -> Value { json!($schema) } })* };
}

described! {
    String = {"type": "string"};
    bool = {"type": "boolean"};
    i64 = {"type": "integer"};
    u8 = {"type": "integer", "minimum": 0, "maximum": 255};
    f64 = {"type": "number"};
    Date = {"type": "string", "format": "date"};
    Start = {"type": "string", "pattern": "^\\d{4}-\\d{2}(-\\d{2})?$", "examples": ["2027-03", "2027-03-15"]};
    Period = {"type": "string", "pattern": "^P(?=.)(\\d+Y)?(\\d+M)?(\\d+W)?(\\d+D)?$", "examples": ["P1Y", "P6M"]};
    BTreeMap<String, String> = {"type": "object", "additionalProperties": {"type": "string"}};
    Map<String, Value> = {"type": "object"};
}

impl<T: Described> Described for Option<T> {
    fn schema() -> Value {
        T::schema()
    }
}

impl<T: Described> Described for Vec<T> {
    fn schema() -> Value {
        json!({"type": "array", "items": T::schema()})
    }
}
