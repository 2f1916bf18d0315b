//! Lists, their items, and the tasks among them.

use super::builder::Builder;
use super::options::Spanned;
use super::outline::text_of;
use crate::base::slug::slug;
use crate::body::Step;
use crate::body::tree::{Hole, Word};
use pulldown_cmark::{Event, Tag};
use std::ops::Range;

impl Builder<'_> {
    pub(super) fn list_start(&mut self, events: &[Spanned<'_>], i: usize, first: Option<u64>) {
        self.list_depth += 1;
        let tasks = task_marker(events, i + 1).is_some();
        let name = if first.is_some() { "ol" } else { "ul" };
        match (first, tasks) {
            (Some(n), _) if n != 1 => self.open(name, &[("start", &n.to_string())]),
            (_, true) => self.open(name, &[("class", "task-list")]),
            (_, false) => self.open(name, &[]),
        }
        self.line_end();
        self.edge_of_block();
    }

    pub(super) fn item_start(&mut self, events: &[Spanned<'_>], i: usize, range: &Range<usize>) {
        let task = task_marker(events, i);
        let step = self.options.checklist && self.list_depth == 1;
        let text = if task.is_some() || step { text_of(events, i) } else { String::new() };
        // Only tasks can be ticked, so only they need a name.
        let id = match task {
            Some(_) => self.step_ids.name(&format!("steg-{}", slug(&text)), "steg"),
            None => String::new(),
        };
        if step {
            let step =
                Step { id: id.clone(), text, task: task.is_some(), heading: self.heading, span: self.span(range) };
            self.body.steps.push(step);
        }
        match task {
            None => self.open_block("li", &[]),
            Some(done) => {
                let class = if done { "task done" } else { "task" };
                self.open_block("li", &[("class", class), ("data-step", &id)]);
                self.open("span", &[("class", "task-box"), ("aria-hidden", "true")]);
                self.close("span");
                if done {
                    self.open("span", &[("class", "visually-hidden")]);
                    self.hole(Hole::Word(Word::TaskDone));
                    self.escaped(" ");
                    self.close("span");
                }
            }
        }
    }
}

/// Whether the item that `events[i]` opens is a task, and then whether it is done.
fn task_marker(events: &[Spanned<'_>], i: usize) -> Option<bool> {
    if !matches!(events.get(i)?.0, Event::Start(Tag::Item)) {
        return None;
    }
    let at = match events.get(i + 1)?.0 {
        Event::Start(Tag::Paragraph) => i + 2,
        _ => i + 1,
    };
    match events.get(at)?.0 {
        Event::TaskListMarker(done) => Some(done),
        _ => None,
    }
}
