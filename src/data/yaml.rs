//! YAML 1.2 into the tree.

mod fault;
mod scalar;

use super::node::{Key, Node, SyntaxError, Value};
use crate::base::span::Span;
use fault::Fault;
use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, StrInput};

/// Front matter is small: what needs more than this is an attack or an accident.
const MOST_NODES: usize = 10_000;
const MOST_ALIASES: usize = 500;
const DEEPEST: usize = 24;

/// The key of YAML 1.1 that takes over the fields of another group (`<<: *common`); what the group says itself holds.
const MERGE: &str = "<<";

/// Parses one YAML document. An empty one is an empty map.
///
/// # Errors
/// The first place that is not YAML, a key that stands twice, or aliases that would unfold without bound.
pub(crate) fn parse_yaml(text: &str) -> Result<Node, SyntaxError> {
    if text.trim().is_empty() {
        return Ok(Node::empty_map());
    }
    let mut reader = Reader::new(text);
    let node = reader.document().map_err(Fault::into_error)?;
    Ok(if node.value == Value::Null { Node::empty_map() } else { node })
}

/// Reads the events of a document; what has an anchor is kept for the aliases that follow.
struct Reader<'t> {
    text: &'t str,
    events: Parser<'t, StrInput<'t>>,
    /// By the library's number of the anchor, less one; none while its node is still being read.
    anchors: Vec<Option<Node>>,
    nodes: usize,
    aliases: usize,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str) -> Reader<'t> {
        let options = granit_parser::options! { emit_comments: false };
        let events = Parser::new_from_str_with_options(text, options);
        Reader { text, events, anchors: Vec::new(), nodes: 0, aliases: 0 }
    }

    fn next(&mut self) -> Result<(Event<'t>, Span), Fault> {
        match self.events.next_event() {
            Some(Ok((event, span))) => Ok((event, fault::place(&span, self.text))),
            Some(Err(e)) => Err(Fault::syntax(&e, self.text)),
            None => Ok((Event::StreamEnd, Span::new(self.text.len(), self.text.len()))),
        }
    }

    fn document(&mut self) -> Result<Node, Fault> {
        let mut root = None;
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamEnd => return Ok(root.unwrap_or_default()),
                Event::StreamStart | Event::DocumentEnd => {}
                Event::DocumentStart(..) if root.is_some() => return Err(Fault::SecondDocument(span)),
                Event::DocumentStart(..) => {}
                event => root = Some(self.node(event, span, 0)?),
            }
        }
    }

    /// The node that `event` begins.
    fn node(&mut self, event: Event<'t>, span: Span, depth: usize) -> Result<Node, Fault> {
        self.count(span, depth)?;
        let (value, anchor) = match event {
            Event::Scalar(said, style, anchor, tag) => (scalar::value(said, style, tag.as_deref(), span)?, anchor),
            Event::SequenceStart(_, anchor, _) => {
                self.announce(anchor);
                (self.list(depth)?, anchor)
            }
            Event::MappingStart(_, anchor, _) => {
                self.announce(anchor);
                (self.map(depth)?, anchor)
            }
            Event::Alias(anchor) => return self.alias(anchor, span, depth),
            _ => return Err(Fault::Syntax(span, ErrorKind::ExpectedNodeContent)),
        };
        let node = Node { value, span };
        if anchor > 0 {
            self.announce(anchor);
            self.anchors[anchor - 1] = Some(node.clone());
        }
        Ok(node)
    }

    fn list(&mut self, depth: usize) -> Result<Value, Fault> {
        let mut items = Vec::new();
        loop {
            let (event, span) = self.next()?;
            if event == Event::SequenceEnd {
                return Ok(Value::List(items));
            }
            items.push(self.node(event, span, depth + 1)?);
        }
    }

    fn map(&mut self, depth: usize) -> Result<Value, Fault> {
        let mut entries: Vec<(Key, Node)> = Vec::new();
        let mut merged: Vec<Node> = Vec::new();
        loop {
            let (event, span) = self.next()?;
            if event == Event::MappingEnd {
                merge(&mut entries, merged)?;
                return Ok(Value::Map(entries));
            }
            let key = Key { name: self.key(event, span)?, span };
            if entries.iter().any(|(k, _)| k.name == key.name) {
                return Err(Fault::DuplicateKey(key));
            }
            let (event, span) = self.next()?;
            let value = self.node(event, span, depth + 1)?;
            match (key.name.as_str(), value) {
                (MERGE, Node { value: Value::List(maps), .. }) => merged.extend(maps),
                (MERGE, map) => merged.push(map),
                (_, value) => entries.push((key, value)),
            }
        }
    }

    /// A key is the text that stands there, of whatever type it would be as a value.
    fn key(&mut self, event: Event<'t>, span: Span) -> Result<String, Fault> {
        match event {
            Event::Scalar(said, ScalarStyle::Plain, 0, None) if scalar::is_null(&said) => Err(Fault::KeyNotText(span)),
            Event::Scalar(said, _, 0, _) => Ok(said.into_owned()),
            Event::Scalar(ref said, ..) => {
                let said = said.to_string();
                self.node(event, span, 0)?;
                Ok(said)
            }
            Event::Alias(_) => match self.node(event, span, 0)?.value {
                Value::Str(name) => Ok(name),
                _ => Err(Fault::KeyNotText(span)),
            },
            _ => Err(Fault::KeyNotText(span)),
        }
    }

    /// Makes room for an anchor, so that an alias inside its own node finds it unfinished.
    fn announce(&mut self, anchor: usize) {
        if self.anchors.len() < anchor {
            self.anchors.resize(anchor, None);
        }
    }

    fn alias(&mut self, anchor: usize, span: Span, depth: usize) -> Result<Node, Fault> {
        self.aliases += 1;
        if self.aliases > MOST_ALIASES {
            return Err(Fault::TooLarge(span));
        }
        let kept = self.anchors.get_mut(anchor - 1).and_then(Option::take).ok_or(Fault::TooLarge(span))?;
        let node = self.unfolded(&kept, span, depth);
        self.anchors[anchor - 1] = Some(kept);
        node
    }

    /// A copy of what an alias stands for, at the place of the alias.
    fn unfolded(&mut self, node: &Node, span: Span, depth: usize) -> Result<Node, Fault> {
        self.count(span, depth)?;
        let value = match &node.value {
            Value::List(items) => {
                Value::List(items.iter().map(|n| self.unfolded(n, span, depth + 1)).collect::<Result<_, _>>()?)
            }
            Value::Map(entries) => Value::Map(
                entries
                    .iter()
                    .map(|(k, n)| Ok((Key { name: k.name.clone(), span }, self.unfolded(n, span, depth + 1)?)))
                    .collect::<Result<_, Fault>>()?,
            ),
            scalar => scalar.clone(),
        };
        Ok(Node { value, span })
    }

    fn count(&mut self, span: Span, depth: usize) -> Result<(), Fault> {
        self.nodes += 1;
        if self.nodes > MOST_NODES || depth >= DEEPEST { Err(Fault::TooLarge(span)) } else { Ok(()) }
    }
}

fn merge(entries: &mut Vec<(Key, Node)>, merged: Vec<Node>) -> Result<(), Fault> {
    for map in merged {
        let Value::Map(fields) = map.value else { return Err(Fault::NothingToMerge(map.span)) };
        for (key, value) in fields {
            if entries.iter().all(|(k, _)| k.name != key.name) {
                entries.push((key, value));
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
