//! A serde deserializer over the tree whose errors carry their place.

use super::node::{Key, Node, Value};
use crate::base::span::Span;
use serde::de::{self, DeserializeSeed, Expected, Unexpected, Visitor};
use std::cell::RefCell;
use std::fmt;

/// Why a value could not be decoded.
#[derive(Debug)]
pub(super) struct DeError {
    pub span: Option<Span>,
    pub kind: DeErrorKind,
}

#[derive(Debug)]
pub(super) enum DeErrorKind {
    /// `expected` is what the type says of itself: `a string`, `date`, `boolean`.
    Type {
        expected: String,
    },
    Value {
        given: String,
        expected: String,
    },
    Variant {
        given: String,
        known: &'static [&'static str],
    },
    Missing {
        field: &'static str,
    },
    Other(String),
}

/// A key that the struct at its place does not have.
pub(super) struct Ignored {
    pub key: Key,
    pub known: &'static [&'static str],
}

pub(super) type Sink = RefCell<Vec<Ignored>>;

/// A reader of one node. `key` and `known` tell what to record when the reader ignores it.
pub(super) struct De<'a> {
    pub node: &'a Node,
    pub sink: &'a Sink,
    pub key: Option<&'a Key>,
    pub known: &'static [&'static str],
}

impl<'a> De<'a> {
    pub(super) fn new(node: &'a Node, sink: &'a Sink) -> De<'a> {
        De { node, sink, key: None, known: &[] }
    }
}

/// An error that has no place yet arose at `node`: the innermost node that sees it is the one it is about.
fn at<T>(node: &Node, result: Result<T, DeError>) -> Result<T, DeError> {
    result.map_err(|mut e| {
        e.span.get_or_insert(node.span);
        e
    })
}

impl DeErrorKind {
    fn sequence() -> DeErrorKind {
        DeErrorKind::Type { expected: "a sequence".to_owned() }
    }
}

impl DeError {
    fn new(kind: DeErrorKind) -> DeError {
        DeError { span: None, kind }
    }
}

impl fmt::Display for DeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.kind)
    }
}

impl std::error::Error for DeError {}

impl de::Error for DeError {
    fn custom<T: fmt::Display>(msg: T) -> DeError {
        DeError::new(DeErrorKind::Other(msg.to_string()))
    }

    fn invalid_type(_: Unexpected<'_>, exp: &dyn Expected) -> DeError {
        DeError::new(DeErrorKind::Type { expected: exp.to_string() })
    }

    fn invalid_value(unexp: Unexpected<'_>, exp: &dyn Expected) -> DeError {
        let given = match unexp {
            Unexpected::Str(s) => s.to_owned(),
            Unexpected::Signed(n) => n.to_string(),
            Unexpected::Unsigned(n) => n.to_string(),
            other => other.to_string(),
        };
        DeError::new(DeErrorKind::Value { given, expected: exp.to_string() })
    }

    fn unknown_variant(variant: &str, known: &'static [&'static str]) -> DeError {
        DeError::new(DeErrorKind::Variant { given: variant.to_owned(), known })
    }

    fn missing_field(field: &'static str) -> DeError {
        DeError::new(DeErrorKind::Missing { field })
    }
}

impl<'de> de::Deserializer<'de> for De<'_> {
    type Error = DeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DeError> {
        let result = match &self.node.value {
            Value::Null => visitor.visit_unit(),
            Value::Bool(b) => visitor.visit_bool(*b),
            Value::Int(n) => visitor.visit_i64(*n),
            Value::Float(n, _) => visitor.visit_f64(*n),
            Value::Str(s) => visitor.visit_str(s),
            Value::List(items) => visitor.visit_seq(Seq { items: items.iter(), sink: self.sink }),
            Value::Map(entries) => {
                visitor.visit_map(Map { entries: entries.iter(), value: None, sink: self.sink, known: &[] })
            }
        };
        at(self.node, result)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DeError> {
        match &self.node.value {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, DeError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DeError> {
        match &self.node.value {
            Value::Map(entries) => {
                let map = Map { entries: entries.iter(), value: None, sink: self.sink, known: fields };
                at(self.node, visitor.visit_map(map))
            }
            Value::Null => at(
                self.node,
                visitor.visit_map(Map { entries: [].iter(), value: None, sink: self.sink, known: fields }),
            ),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DeError> {
        match &self.node.value {
            Value::Str(s) => {
                let result = visitor.visit_enum(de::value::StrDeserializer::<DeError>::new(s));
                at(self.node, result)
            }
            _ => at(self.node, Err(DeError::new(DeErrorKind::Type { expected: "a string".into() }))),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DeError> {
        if let Some(key) = self.key {
            self.sink.borrow_mut().push(Ignored { key: key.clone(), known: self.known });
        }
        visitor.visit_unit()
    }

    /// Where text is meant, a number or a boolean is the text that stands there, and a list of one is what is in it.
    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DeError> {
        let text = match &self.node.value {
            Value::Int(n) => n.to_string(),
            Value::Float(_, written) => written.to_string(),
            Value::Bool(b) => b.to_string(),
            Value::List(items) if items.len() == 1 && !matches!(items[0].value, Value::List(_)) => {
                return De { node: &items[0], ..self }.deserialize_str(visitor);
            }
            _ => return self.deserialize_any(visitor),
        };
        at(self.node, visitor.visit_str(&text))
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DeError> {
        self.deserialize_str(visitor)
    }

    /// Where a list is meant, nothing is an empty one, and `a, b` is one of two.
    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DeError> {
        let parts: Vec<Node> = match &self.node.value {
            Value::Null => Vec::new(),
            Value::Str(s) => {
                listed(s).map(|s| Node { value: Value::Str(s.to_owned()), span: self.node.span }).collect()
            }
            Value::Int(_) | Value::Float(..) | Value::Bool(_) => vec![self.node.clone()],
            Value::List(_) | Value::Map(_) => return self.deserialize_any(visitor),
        };
        let read = visitor.visit_seq(Seq { items: parts.iter(), sink: self.sink });
        // Parts that are not what the list holds (groups of fields, say): then the text was no list at all.
        let wrong = |_| DeError { span: Some(self.node.span), ..DeError::new(DeErrorKind::sequence()) };
        read.map_err(wrong)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DeError> {
        match &self.node.value {
            Value::Null => visitor.visit_map(Map { entries: [].iter(), value: None, sink: self.sink, known: &[] }),
            _ => self.deserialize_any(visitor),
        }
    }

    /// A whole number may be written as `2.0` or in quotes.
    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DeError> {
        match (&self.node.value, whole(&self.node.value)) {
            (Value::Float(..) | Value::Str(_), Some(n)) => at(self.node, visitor.visit_i64(n)),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DeError> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DeError> {
        match &self.node.value {
            Value::Str(s) => match s.trim().parse::<f64>().ok().filter(|n| n.is_finite()) {
                Some(n) => at(self.node, visitor.visit_f64(n)),
                None => self.deserialize_any(visitor),
            },
            _ => self.deserialize_any(visitor),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i128 u16 u32 u64 u128 f32 char bytes byte_buf
        unit unit_struct tuple tuple_struct identifier
    }
}

/// The parts of a list written as text. A comma may stand in an address.
fn listed(text: &str) -> impl Iterator<Item = &str> {
    let text = text.trim();
    let address = text.starts_with('/') || text.contains("://");
    let parts = if address { text.split("\n") } else { text.split(",") };
    parts.map(str::trim).filter(|part| !part.is_empty())
}

fn whole(value: &Value) -> Option<i64> {
    match value {
        Value::Float(n, _) if n.fract() == 0.0 && n.abs() < 9e15 => Some(*n as i64),
        Value::Str(s) => s.trim().parse().ok(),
        _ => None,
    }
}

struct Seq<'a> {
    items: std::slice::Iter<'a, Node>,
    sink: &'a Sink,
}

impl<'de> de::SeqAccess<'de> for Seq<'_> {
    type Error = DeError;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, DeError> {
        let read = |node: &Node| at(node, seed.deserialize(De::new(node, self.sink)));
        self.items.next().map(read).transpose()
    }
}

struct Map<'a> {
    entries: std::slice::Iter<'a, (Key, Node)>,
    value: Option<(&'a Key, &'a Node)>,
    sink: &'a Sink,
    known: &'static [&'static str],
}

impl<'de> de::MapAccess<'de> for Map<'_> {
    type Error = DeError;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, DeError> {
        let Some((key, node)) = self.entries.next() else { return Ok(None) };
        self.value = Some((key, node));
        seed.deserialize(de::value::StrDeserializer::new(&key.name)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, DeError> {
        let Some((key, node)) = self.value.take() else {
            return Err(de::Error::custom("a value before its key"));
        };
        at(node, seed.deserialize(De { node, sink: self.sink, key: Some(key), known: self.known }))
    }
}
