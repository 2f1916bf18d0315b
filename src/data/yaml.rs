//! YAML 1.2 into the tree.

use super::node::{Key, Node, SyntaxError, Value};
use crate::base::span::{Span, offset_of};
use crate::text;
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{Error, Location, Spanned};
use std::fmt;

/// Parses one YAML document. An empty one is an empty map.
///
/// # Errors
/// The first place that is not YAML, a key that stands twice, or aliases that would unfold without bound.
pub fn parse_yaml(text: &str) -> Result<Node, SyntaxError> {
    if text.trim().is_empty() {
        return Ok(Node::empty_map());
    }
    // Front matter is small: what needs more than this is an attack or an accident.
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! { max_nodes: 20_000, max_aliases: 500, max_depth: 24, max_events: 60_000 },
        alias_limits: serde_saphyr::alias_limits! { max_total_replayed_events: 10_000, max_replay_stack_depth: 8 },
        strict_booleans: true,
        with_snippet: false,
    };
    match serde_saphyr::from_str_with_options::<Spanned<Raw>>(text, options) {
        Ok(raw) => {
            let node = raw_node(raw, text);
            Ok(if node.value == Value::Null { Node::empty_map() } else { node })
        }
        Err(e) => Err(syntax_error(e.without_snippet(), text)),
    }
}

/// A value as the YAML library hands it over, before places are made byte ranges.
enum Raw {
    Scalar(Value),
    List(Vec<Spanned<Raw>>),
    Map(Vec<(Spanned<String>, Spanned<Raw>)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Raw, D::Error> {
        d.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Scalar(Value::Null))
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Scalar(Value::Null))
    }

    fn visit_some<D: Deserializer<'de>>(self, d: D) -> Result<Raw, D::Error> {
        Raw::deserialize(d)
    }

    fn visit_bool<E>(self, b: bool) -> Result<Raw, E> {
        Ok(Raw::Scalar(Value::Bool(b)))
    }

    fn visit_i64<E>(self, n: i64) -> Result<Raw, E> {
        Ok(Raw::Scalar(Value::Int(n)))
    }

    fn visit_u64<E>(self, n: u64) -> Result<Raw, E> {
        Ok(Raw::Scalar(i64::try_from(n).map_or(Value::Float(n as f64), Value::Int)))
    }

    fn visit_f64<E>(self, n: f64) -> Result<Raw, E> {
        Ok(Raw::Scalar(Value::Float(n)))
    }

    fn visit_str<E>(self, s: &str) -> Result<Raw, E> {
        Ok(Raw::Scalar(Value::Str(s.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Raw, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Raw::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
        let mut entries: Vec<(Spanned<String>, Spanned<Raw>)> = Vec::new();
        while let Some((key, value)) = map.next_entry::<Spanned<String>, Spanned<Raw>>()? {
            if entries.iter().any(|(k, _)| k.value == key.value) {
                return Err(de::Error::custom(format_args!("duplicate mapping key: {}", key.value)));
            }
            entries.push((key, value));
        }
        Ok(Raw::Map(entries))
    }
}

fn raw_node(raw: Spanned<Raw>, text: &str) -> Node {
    let span = place(&raw.referenced, text);
    let value = match raw.value {
        Raw::Scalar(v) => v,
        Raw::List(mut raw) => {
            // Collected, they would keep the memory of what they were made of, which takes several times as much.
            let mut items = Vec::with_capacity(raw.len());
            items.extend(raw.drain(..).map(|i| raw_node(i, text)));
            Value::List(items)
        }
        Raw::Map(mut raw) => {
            let mut entries = Vec::with_capacity(raw.len());
            entries.extend(raw.drain(..).map(|(k, v)| {
                let key = Key { span: place(&k.referenced, text), name: k.value };
                (key, raw_node(v, text))
            }));
            Value::Map(entries)
        }
    };
    Node { value, span }
}

fn place(location: &Location, text: &str) -> Span {
    let span = location.span();
    match (span.byte_offset(), span.byte_len()) {
        (Some(start), Some(len)) => {
            let (start, len) = (start as usize, len as usize);
            let end = (start + len).min(text.len());
            let range = start.min(end)..end;
            let kept = text.get(range.clone()).map_or(0, |s| s.trim_end().len());
            Span::new(range.start, range.start + kept)
        }
        _ => {
            let at = offset_of(text, location.line() as usize, location.column() as usize);
            Span::new(at, at)
        }
    }
}

fn syntax_error(e: &Error, text: &str) -> SyntaxError {
    let span = e.location().map_or(Span::new(0, 0), |l| place(&l, text));
    let duplicate_key = match e {
        Error::DuplicateMappingKey { key, .. } => {
            Some(key.clone().unwrap_or_else(|| text.get(span.range()).unwrap_or("").to_owned()))
        }
        _ => None,
    };
    let said = e.to_string();
    let said = said.lines().next().unwrap_or("");
    // The place is told by the finding; the library's own counts from the fence.
    let said = said.split(" at line ").next().unwrap_or(said);
    let message = match e {
        Error::DuplicateMappingKey { .. } => {
            let key = duplicate_key.as_deref().unwrap_or("");
            text!("nyckeln ”{key}” står två gånger", "the key \"{key}\" stands twice")
        }
        // The library wraps its alias limits in another error, so the words are the only sign common to all.
        _ if matches!(e, Error::Budget { .. }) || said.contains("exceeded") => text!(
            "front matter är för stort eller har alias som vecklas ut utan gräns",
            "the front matter is too large or has aliases that unfold without bound"
        ),
        Error::UnknownAnchor { .. } => {
            text!("aliaset saknar sin förlaga (&namn)", "the alias has no anchor (&name)")
        }
        _ if matches!(e, Error::Eof { .. }) || said.contains("unclosed bracket") => text!(
            "en hakparentes eller klammer i värdet tar inte slut",
            "a bracket or brace in the value is never closed"
        ),
        _ if said.contains("in multiline quoted scalar") => text!(
            "ett citattecken tar inte slut, eller så är nästa rad inte indragen",
            "a quote is never closed, or the line after it is not indented"
        ),
        _ if said.contains("mapping values are not allowed") => text!(
            "det här är inte YAML: ett kolon följt av mellanslag står i ett värde",
            "this is not YAML: a value holds a colon followed by a space"
        ),
        _ if said.contains("found a tab") => text!(
            "det här är inte YAML: en tabb står där det ska vara mellanslag",
            "this is not YAML: a tab stands where there should be spaces"
        ),
        _ => text!("det här är inte YAML: {said}", "this is not YAML: {said}"),
    };
    SyntaxError { span, message, duplicate_key }
}
