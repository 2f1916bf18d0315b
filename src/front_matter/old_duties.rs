//! Tasks in the form of earlier versions: a line for each role, `{role, does, raci, every, month, legal}`.

use crate::base::slug::slug;
use crate::base::span::Span;
use crate::data::{Key, Node, Value};
use crate::diagnostic::{Code, Diagnostic};
use crate::text;

/// Rewrites tasks of the old form, each of them once, with the words of what is done as its id. Says where the first stands.
pub(super) fn modernise(node: &mut Node) -> Option<Diagnostic> {
    let Value::Map(entries) = &mut node.value else { return None };
    let (_, list) = entries.iter_mut().find(|(key, _)| key.name == "duties")?;
    let Value::List(items) = &mut list.value else { return None };
    let first = items.iter().find(|item| is_old(item))?.span;
    let mut tasks: Vec<Node> = Vec::new();
    for item in items.drain(..) {
        if !is_old(&item) {
            tasks.push(item);
            continue;
        }
        let same =
            |task: &&mut Node| text_of(task, "does").is_some() && text_of(task, "does") == text_of(&item, "does");
        match tasks.iter_mut().find(same) {
            Some(task) => add(task, item),
            None => {
                let mut task = Node { value: Value::Map(Vec::new()), span: item.span };
                let id = text_of(&item, "does").map(slug).unwrap_or_default();
                set(&mut task, "id", Node { value: Value::Str(id), span: item.span });
                add(&mut task, item);
                tasks.push(task);
            }
        }
    }
    tasks.iter_mut().for_each(complete);
    *items = tasks;
    Some(
        Diagnostic::new(
            Code::OldDuties,
            text!(
                "duties: uppgifterna står i den gamla formen, en rad för varje roll",
                "duties: the tasks stand in the old form, a line for each role"
            ),
        )
        .span(first)
        .cause("duties")
        .help(text!(
            "skriv varje uppgift en gång: {{id: …, does: …, responsible: [roll], accountable: roll, every: P1Y, month: 2}}",
            "write each task once: {{id: …, does: …, responsible: [role], accountable: role, every: P1Y, month: 2}}"
        )),
    )
}

fn is_old(task: &Node) -> bool {
    task.get("role").is_some() && task.get("raci").is_some()
}

fn text_of<'a>(task: &'a Node, key: &str) -> Option<&'a str> {
    match &task.get(key)?.value {
        Value::Str(text) => Some(text),
        _ => None,
    }
}

/// Adds the part of one role, and what its line says besides.
fn add(task: &mut Node, item: Node) {
    let part = text_of(&item, "raci").map(str::to_owned);
    let Value::Map(entries) = item.value else { return };
    for (key, value) in entries {
        match (key.name.as_str(), part.as_deref()) {
            ("raci", Some("R" | "A" | "C" | "I")) => {}
            ("role", Some("A")) if task.get("accountable").is_none() => set(task, "accountable", value),
            ("role", Some("C")) => list(task, "consulted", value),
            ("role", Some("I")) => list(task, "informed", value),
            ("role", _) => list(task, "responsible", value),
            (name, _) if task.get(name).is_none() => push(task, key, value),
            _ => {}
        }
    }
}

/// Gives a task what the old form left unsaid: who is accountable does it where nobody else does, and a month comes back
/// every year.
fn complete(task: &mut Node) {
    if task.get("responsible").is_none()
        && let Some(role) = task.get("accountable").cloned()
    {
        list(task, "responsible", role);
    }
    if task.get("every").is_none()
        && let Some(span) = task.get("month").map(|month| month.span)
    {
        set(task, "every", Node { value: Value::Str("P1Y".to_owned()), span });
    }
}

fn set(task: &mut Node, name: &str, value: Node) {
    let key = Key { name: name.to_owned(), span: value.span };
    push(task, key, value);
}

fn push(task: &mut Node, key: Key, value: Node) {
    if let Value::Map(entries) = &mut task.value {
        entries.push((key, value));
    }
}

/// Adds to the list with that name.
fn list(task: &mut Node, name: &str, value: Node) {
    let Value::Map(entries) = &mut task.value else { return };
    match entries.iter_mut().find(|(key, _)| key.name == name) {
        Some((_, Node { value: Value::List(items), .. })) => items.push(value),
        _ => {
            let span: Span = value.span;
            let key = Key { name: name.to_owned(), span };
            entries.push((key, Node { value: Value::List(vec![value]), span }));
        }
    }
}
