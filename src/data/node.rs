//! The tree.

use crate::base::span::Span;
use crate::base::text::Text;
use crate::text;

/// A value and its place in the parsed text.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    pub value: Value,
    pub span: Span,
}

/// What YAML and TOML have in common. A TOML date is its text; the order of a map is the writer's.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Null,
    Bool(bool),
    Int(i64),
    /// A number and how it is written: as a version `1.10` is not `1.1`.
    Float(f64, Box<str>),
    Str(String),
    List(Vec<Node>),
    Map(Vec<(Key, Node)>),
}

/// A key and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    pub name: String,
    pub span: Span,
}

/// Text that is not YAML or TOML at all.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SyntaxError {
    /// Where, in the parsed text.
    pub span: Span,
    pub message: Text,
    /// The key that stands twice, when that is what is wrong.
    pub duplicate_key: Option<String>,
}

impl SyntaxError {
    /// What to do, where the fault itself tells that.
    pub(crate) fn help(&self) -> Option<Text> {
        self.duplicate_key.as_ref().map(|_| {
            text!("behåll den rad som gäller och ta bort den andra", "keep the line that holds and remove the other")
        })
    }
}

impl Default for Node {
    fn default() -> Node {
        Node::empty_map()
    }
}

impl Node {
    pub fn empty_map() -> Node {
        Node { value: Value::Map(Vec::new()), span: Span::default() }
    }

    /// The entries of a map; none for other values.
    pub fn entries(&self) -> &[(Key, Node)] {
        match &self.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The items of a list; none for other values.
    pub fn items(&self) -> &[Node] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries().iter().find(|(k, _)| k.name == key).map(|(_, v)| v)
    }

    /// Whether `at` lies in what the value is made of. The span of a map or a list may be no more than its first sign.
    pub fn holds(&self, at: Span) -> bool {
        let within = |span: Span| span.start <= at.start && at.end <= span.end;
        within(self.span)
            || self.items().iter().any(|item| item.holds(at))
            || self.entries().iter().any(|(key, value)| within(key.span) || value.holds(at))
    }

    /// The place of the value of `key`, or of item `index` in its list: for findings after decoding.
    pub fn place(&self, key: &str, index: Option<usize>) -> Option<Span> {
        let value = self.get(key)?;
        Some(index.and_then(|i| value.items().get(i)).unwrap_or(value).span)
    }

    /// The same tree, for a text that begins `by` bytes into its file.
    pub fn shifted(mut self, by: usize) -> Node {
        self.shift(by);
        self
    }

    fn shift(&mut self, by: usize) {
        self.span = self.span.shifted(by);
        match &mut self.value {
            Value::List(items) => items.iter_mut().for_each(|n| n.shift(by)),
            Value::Map(entries) => entries.iter_mut().for_each(|(k, n)| {
                k.span = k.span.shifted(by);
                n.shift(by);
            }),
            _ => {}
        }
    }

    /// What the value is, in words for people.
    pub fn describe(&self) -> Text {
        match &self.value {
            Value::Null => text!("inget värde", "no value"),
            Value::Bool(b) => text!("ja/nej-värdet {b}", "the boolean {b}"),
            Value::Int(n) => text!("talet {n}", "the number {n}"),
            Value::Float(_, n) => text!("talet {n}", "the number {n}"),
            Value::Str(s) => {
                let s = short(s);
                text!("texten ”{s}”", "the text \"{s}\"")
            }
            Value::List(_) => text!("en lista", "a list"),
            Value::Map(_) => text!("en grupp av fält", "a group of fields"),
        }
    }

    /// As JSON, for `page.extra` in templates.
    pub fn to_json(&self) -> serde_json::Value {
        use serde_json::Value as J;
        match &self.value {
            Value::Null => J::Null,
            Value::Bool(b) => J::Bool(*b),
            Value::Int(n) => J::from(*n),
            Value::Float(n, _) => J::from(*n),
            Value::Str(s) => J::String(s.clone()),
            Value::List(items) => J::Array(items.iter().map(Node::to_json).collect()),
            Value::Map(entries) => J::Object(entries.iter().map(|(k, v)| (k.name.clone(), v.to_json())).collect()),
        }
    }
}

fn short(s: &str) -> String {
    let line = s.lines().next().unwrap_or("");
    match line.char_indices().nth(60) {
        Some((i, _)) => format!("{}…", &line[..i]),
        None if line.len() < s.len() => format!("{line}…"),
        None => line.to_owned(),
    }
}
