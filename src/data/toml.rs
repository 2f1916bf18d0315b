//! TOML into the tree.

mod fault;

use super::node::{Key, Node, SyntaxError, Value};
use crate::base::span::Span;
use crate::text;
use ::toml::Spanned;
use ::toml::de::{DeTable, DeValue};

/// Parses a TOML document. A date that is none stays the text that it is: whoever wants a date tells what is wrong with it,
/// as with YAML.
///
/// # Errors
/// The first place that is not TOML, or a key that stands twice.
pub(crate) fn parse_toml(text: &str) -> Result<Node, SyntaxError> {
    let (table, errors) = DeTable::parse_recoverable(text);
    if let Some(e) = errors.iter().find(|e| !fault::is_of_date(e.message())) {
        let span = e.span().map_or(Span::new(0, 0), Span::from);
        let said = e.message();
        let at = text.get(span.range()).unwrap_or("");
        let duplicate_key = said.contains("duplicate key").then(|| at.to_owned());
        let message = match &duplicate_key {
            Some(key) => text!("nyckeln ”{key}” står två gånger", "the key \"{key}\" stands twice"),
            None => fault::message(said, at),
        };
        return Err(SyntaxError { span, message, duplicate_key });
    }
    let span = Span::from(table.span());
    Ok(Node { value: map(table.into_inner(), text), span })
}

fn map(table: DeTable<'_>, text: &str) -> Value {
    let mut entries: Vec<(Key, Node)> = table
        .into_iter()
        .map(|(k, v)| {
            let key = Key { span: Span::from(k.span()), name: k.into_inner().into_owned() };
            (key, node(v, text))
        })
        .collect();
    entries.sort_by_key(|(k, _)| k.span);
    Value::Map(entries)
}

fn node(value: Spanned<DeValue<'_>>, text: &str) -> Node {
    let span = Span::from(value.span());
    let value = match value.into_inner() {
        DeValue::String(s) => Value::Str(crate::base::html::printable(s).into_owned()),
        DeValue::Boolean(b) => Value::Bool(b),
        DeValue::Integer(n) => {
            i64::from_str_radix(n.as_str(), n.radix()).map_or_else(|_| Value::Str(n.as_str().to_owned()), Value::Int)
        }
        DeValue::Float(n) => match n.as_str().parse() {
            Ok(number) => Value::Float(number, n.as_str().into()),
            Err(_) => Value::Str(n.as_str().to_owned()),
        },
        DeValue::Datetime(_) => Value::Str(text.get(span.range()).unwrap_or("").to_owned()),
        DeValue::Array(items) => Value::List(items.into_iter().map(|item| node(item, text)).collect()),
        DeValue::Table(table) => map(table, text),
    };
    Node { value, span }
}
