//! What a scalar means: the core schema of YAML 1.2.

use super::fault::Fault;
use crate::base::html::printable;
use crate::base::span::Span;
use crate::data::node::Value;
use granit_parser::{ScalarStyle, Tag};
use std::borrow::Cow;

/// The value of a scalar. Only plain text is taken for anything but text, unless a tag says so (`!!int "3"`).
pub(super) fn value(said: Cow<'_, str>, style: ScalarStyle, tag: Option<&Tag>, span: Span) -> Result<Value, Fault> {
    let core = tag.and_then(Tag::core_suffix);
    let value = match core {
        Some("null" | "bool" | "int" | "float") => plain(&said),
        None if tag.is_none_or(|t| t.original() != "!") && style == ScalarStyle::Plain => plain(&said),
        _ => None,
    };
    match (core, &value) {
        (Some("int"), Some(Value::Int(_)))
        | (Some("bool"), Some(Value::Bool(_)))
        | (Some("null"), Some(Value::Null))
        | (Some("float"), Some(Value::Float(..))) => {}
        (Some("float"), Some(Value::Int(n))) => return Ok(Value::Float(*n as f64, said.into())),
        (Some(tag @ ("null" | "bool" | "int" | "float")), _) => return Err(Fault::Tag(span, tag.to_owned())),
        _ => {}
    }
    Ok(value.unwrap_or_else(|| Value::Str(printable(said).into_owned())))
}

pub(super) fn is_null(said: &str) -> bool {
    matches!(said, "" | "~" | "null" | "Null" | "NULL")
}

/// The value of plain text, where it is not simply text.
fn plain(said: &str) -> Option<Value> {
    Some(match said {
        _ if is_null(said) => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ => return number(said),
    })
}

/// A number begins with a digit, a sign or a point; most text does not, and is told by that alone. Digits that begin with
/// zero are a code (a telephone number), which as a number would lose it; what no number of ours can hold (`.inf`, `1e999`)
/// stays text too.
fn number(said: &str) -> Option<Value> {
    let unsigned = said.strip_prefix(['+', '-']).unwrap_or(said);
    if !unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return None;
    }
    if unsigned.len() > 1 && unsigned.starts_with('0') && unsigned.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let float = || said.parse().ok().filter(|n: &f64| n.is_finite()).map(|n| Value::Float(n, said.into()));
    integer(said, unsigned).map(Value::Int).or_else(float)
}

fn integer(said: &str, unsigned: &str) -> Option<i64> {
    let (radix, digits) = match unsigned.split_at_checked(2) {
        Some(("0x", digits)) => (16, digits),
        Some(("0o", digits)) => (8, digits),
        _ => (10, unsigned),
    };
    if !digits.starts_with(|c: char| c.is_digit(radix)) {
        return None;
    }
    let number = i128::from_str_radix(digits, radix).ok()?;
    i64::try_from(if said.starts_with('-') { -number } else { number }).ok()
}
