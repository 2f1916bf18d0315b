//! Decoding a whole map, all faults at once, each in words for the person who wrote it.

use super::de::{De, DeError, DeErrorKind, Sink};
use super::node::{Key, Node, Value};
use crate::base::span::Span;
use crate::base::suggest::closest;
use crate::base::text::Text;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::text;
use serde::de::DeserializeOwned;

/// A decoded map and what was wrong with it.
pub(crate) struct Decoded<T> {
    /// Fields that could not be decoded have their defaults; `diagnostics` then holds an error. `None`: a field without a
    /// default is missing, or it was no map.
    pub value: Option<T>,
    /// Faults, without a file (the caller knows it).
    pub diagnostics: Diagnostics,
    /// Keys that the type does not have, with the names that it has at that place.
    pub unknown: Vec<(Key, &'static [&'static str])>,
}

impl<T> Decoded<T> {
    /// The same with the value as something else.
    pub(crate) fn map<U>(self, convert: impl FnOnce(T) -> U) -> Decoded<U> {
        Decoded { value: self.value.map(convert), diagnostics: self.diagnostics, unknown: self.unknown }
    }
}

/// Reads `node` (a map) as `T`. Each entry that fails is reported and left out, so that one run shows every fault. That `T`
/// itself lacks a field is not reported. `toml`: examples are written as TOML, not YAML.
pub(crate) fn decode<T: DeserializeOwned>(node: &Node, toml: bool) -> Decoded<T> {
    let mut diagnostics = Diagnostics::new();
    let Value::Map(entries) = &node.value else {
        let found = node.describe();
        diagnostics.push(
            Diagnostic::new(
                Code::FrontMatterSyntax,
                Text {
                    sv: format!("väntade fält av formen ”nyckel: värde”, fick {}", found.sv),
                    en: format!("expected fields of the form \"key: value\", found {}", found.en),
                },
            )
            .span(node.span)
            .help(text!("skriv till exempel: title: \"Rubrik\"", "write for example: title: \"Heading\"")),
        );
        return Decoded { value: None, diagnostics, unknown: Vec::new() };
    };
    let mut left = Node { value: Value::Map(entries.clone()), span: node.span };
    let mut taken = Vec::new();
    loop {
        let sink = Sink::default();
        let read = T::deserialize(De::new(&left, &sink));
        let unknown = || sink.take().into_iter().map(|i| (i.key, i.known)).collect();
        match read {
            Ok(value) => return Decoded { value: Some(value), diagnostics, unknown: unknown() },
            Err(e) if matches!(e.kind, DeErrorKind::Missing { .. }) && e.span == Some(left.span) => {
                return Decoded { value: None, diagnostics, unknown: unknown() };
            }
            Err(e) => {
                let at = e.span.unwrap_or(node.span);
                // The path is that of the tree as written: what was taken away has moved later items of a list.
                let path = path_of(node, at).unwrap_or_default();
                let Some(removed) = take(&mut left, at) else {
                    diagnostics.push(describe(&e, &path, &left, at, toml));
                    break;
                };
                // A field that is missing because its faulty value was taken away has been told already.
                let follows =
                    matches!(e.kind, DeErrorKind::Missing { field } if taken.contains(&format!("{path}.{field}")));
                if !follows {
                    diagnostics.push(describe(&e, &path, &removed, at, toml));
                }
                taken.push(path);
            }
        }
    }
    Decoded { value: None, diagnostics, unknown: Vec::new() }
}

/// Takes the value at exactly `span` out of the tree.
fn take(node: &mut Node, span: Span) -> Option<Node> {
    match &mut node.value {
        Value::Map(entries) => match entries.iter().position(|(_, v)| v.span == span) {
            Some(i) => Some(entries.remove(i).1),
            None => entries.iter_mut().find_map(|(_, v)| take(v, span)),
        },
        Value::List(items) => match items.iter().position(|v| v.span == span) {
            Some(i) => Some(items.remove(i)),
            None => items.iter_mut().find_map(|v| take(v, span)),
        },
        _ => None,
    }
}

/// The path of the value at exactly `span`, written `duties[1].raci` (items count from 1, as people do).
fn path_of(node: &Node, span: Span) -> Option<String> {
    let step = |name: String, child: &Node| {
        if child.span == span {
            return Some(name);
        }
        let below = path_of(child, span)?;
        let dot = if below.starts_with('[') { "" } else { "." };
        Some(format!("{name}{dot}{below}"))
    };
    match &node.value {
        Value::Map(entries) => entries.iter().find_map(|(k, v)| step(k.name.clone(), v)),
        Value::List(items) => items.iter().enumerate().find_map(|(i, v)| step(format!("[{}]", i + 1), v)),
        _ => None,
    }
}

fn describe(e: &DeError, name: &str, value: &Node, at: Span, toml: bool) -> Diagnostic {
    let last = name.rsplit(['.', ']']).next().unwrap_or(name);
    match &e.kind {
        DeErrorKind::Type { expected } => {
            let found = value.describe();
            let wanted = wanted(expected);
            let diagnostic = Diagnostic::new(
                if expected == "date" { Code::InvalidDate } else { Code::FrontMatterType },
                Text {
                    sv: format!("{name}: väntade {}, fick {}", wanted.sv, found.sv),
                    en: format!("{name}: expected {}, found {}", wanted.en, found.en),
                },
            );
            diagnostic.span(at).help(example(last, expected, toml))
        }
        DeErrorKind::Value { given, expected } => {
            let wanted = wanted(expected);
            Diagnostic::new(
                if expected == "date" { Code::InvalidDate } else { Code::FrontMatterValue },
                Text {
                    sv: format!("{name}: ”{given}” är inte {}", wanted.sv),
                    en: format!("{name}: \"{given}\" is not {}", wanted.en),
                },
            )
            .span(at)
            .help(example(last, expected, toml))
        }
        DeErrorKind::Variant { given, known } => {
            let all = known.join(", ");
            Diagnostic::new(
                if name == "kind" { Code::UnknownKind } else { Code::FrontMatterValue },
                text!("{name}: ”{given}” finns inte", "{name}: there is no \"{given}\""),
            )
            .span(at)
            .maybe_help(
                closest(given, known.iter().copied()).map(|c| text!("menade du ”{c}”?", "did you mean \"{c}\"?")),
            )
            .help(text!("det som går att välja: {all}", "the choices are: {all}"))
        }
        DeErrorKind::Missing { field } => Diagnostic::new(
            Code::MissingField,
            text!("{name}: fältet ”{field}” saknas", "{name}: the field \"{field}\" is missing"),
        )
        .span(at)
        .cause(format!("{name}.{field}"))
        .help(text!("lägg till ”{field}: …” där", "add \"{field}: …\" there")),
        DeErrorKind::Other(message) => {
            Diagnostic::new(Code::FrontMatterValue, text!("{name}: {message}", "{name}: {message}"))
                .span(at)
                .help(text!("rätta värdet, eller ta bort raden", "correct the value, or remove the line"))
        }
    }
}

/// What a type says of itself, in words for people. Types of the standard library speak serde's English.
fn wanted(expected: &str) -> Text {
    match expected {
        "date" => text!("ett datum som finns, skrivet ÅÅÅÅ-MM-DD", "a date that exists, written YYYY-MM-DD"),
        "start" => text!(
            "en månad eller en dag, skriven ÅÅÅÅ-MM eller ÅÅÅÅ-MM-DD",
            "a month or a day, written YYYY-MM or YYYY-MM-DD"
        ),
        "period" => text!(
            "en tid som P1Y (ett år) eller P6M (sex månader)",
            "a period such as P1Y (a year) or P6M (six months)"
        ),
        "a string" => text!("text", "text"),
        "a boolean" => text!("true eller false", "true or false"),
        "a sequence" => text!("en lista", "a list"),
        "a map" => text!("en grupp av fält", "a group of fields"),
        e if e.starts_with("struct ") => text!("en grupp av fält", "a group of fields"),
        "u8" => text!("ett heltal från 0 till 255", "a whole number from 0 to 255"),
        "u16" | "u32" | "u64" | "usize" => text!("ett heltal, 0 eller större", "a whole number, 0 or more"),
        "i8" | "i16" | "i32" | "i64" => text!("ett heltal", "a whole number"),
        "f32" | "f64" => text!("ett tal", "a number"),
        other => match other.split_once('|') {
            Some((sv, en)) => Text { sv: sv.to_owned(), en: en.to_owned() },
            None => Text::same(other),
        },
    }
}

/// An example of the right value, as the file has it; an item of a list has no name.
fn example(name: &str, expected: &str, toml: bool) -> Text {
    let value = match expected {
        "date" => "2026-11-22",
        "period" => "P1Y",
        "start" => "2027-03",
        "a string" => "\"text\"",
        "a boolean" => "true",
        "a sequence" => "[a, b]",
        "u8" | "u16" | "u32" | "u64" | "usize" | "i8" | "i16" | "i32" | "i64" => "10",
        "f32" | "f64" => "2",
        _ => return text!("rätta värdet, eller ta bort raden", "correct the value, or remove the line"),
    };
    if name.is_empty() {
        return text!("skriv till exempel: {value}", "write for example: {value}");
    }
    let is = if toml { " =" } else { ":" };
    text!("skriv till exempel: {name}{is} {value}", "write for example: {name}{is} {value}")
}
