//! TOML into the tree.

use super::node::{Key, Node, SyntaxError, Value};
use crate::base::span::Span;
use crate::base::text::Text;
use ::toml::Spanned;
use ::toml::de::{DeTable, DeValue};

/// Parses a TOML document.
///
/// # Errors
/// The first place that is not TOML, or a key that stands twice.
pub fn parse_toml(text: &str) -> Result<Node, SyntaxError> {
    match DeTable::parse(text) {
        Ok(table) => {
            let span = Span::from(table.span());
            Ok(Node { value: map(table.into_inner()), span })
        }
        Err(e) => {
            let span = e.span().map_or(Span::new(0, 0), Span::from);
            let said = e.message();
            let duplicate_key = said.contains("duplicate key").then(|| text.get(span.range()).unwrap_or("").to_owned());
            let message = match &duplicate_key {
                Some(key) => Text {
                    sv: format!("nyckeln ”{key}” står två gånger"),
                    en: format!("the key \"{key}\" stands twice"),
                },
                None => Text { sv: format!("det här är inte TOML: {said}"), en: format!("this is not TOML: {said}") },
            };
            Err(SyntaxError { span, message, duplicate_key })
        }
    }
}

fn map(table: DeTable<'_>) -> Value {
    let mut entries: Vec<(Key, Node)> = table
        .into_iter()
        .map(|(k, v)| {
            let key = Key { span: Span::from(k.span()), name: k.into_inner().into_owned() };
            (key, node(v))
        })
        .collect();
    entries.sort_by_key(|(k, _)| k.span);
    Value::Map(entries)
}

fn node(value: Spanned<DeValue<'_>>) -> Node {
    let span = Span::from(value.span());
    let value = match value.into_inner() {
        DeValue::String(s) => Value::Str(s.into_owned()),
        DeValue::Boolean(b) => Value::Bool(b),
        DeValue::Integer(n) => {
            i64::from_str_radix(n.as_str(), n.radix()).map_or_else(|_| Value::Str(n.as_str().to_owned()), Value::Int)
        }
        DeValue::Float(n) => n.as_str().parse().map_or_else(|_| Value::Str(n.as_str().to_owned()), Value::Float),
        DeValue::Datetime(d) => Value::Str(d.to_string()),
        DeValue::Array(items) => Value::List(items.into_iter().map(node).collect()),
        DeValue::Table(table) => map(table),
    };
    Node { value, span }
}
