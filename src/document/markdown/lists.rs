//! Lists, their items, and the tasks among them.

use super::Spanned;
use super::builder::Builder;
use super::headings::text_of;
use crate::base::slug::slug;
use crate::document::model::{Part, Step, Word};
use pulldown_cmark::{Event, Tag};
use std::ops::Range;

impl Builder<'_> {
    pub(super) fn list_start(&mut self, events: &[Spanned<'_>], i: usize, first: Option<u64>) {
        self.list_depth += 1;
        let tasks = task_marker(events, i + 1).is_some();
        self.block_html(&match (first, tasks) {
            (Some(1), false) => "<ol>\n".to_owned(),
            (Some(1), true) => "<ol class=\"task-list\">\n".to_owned(),
            (Some(n), _) => format!("<ol start=\"{n}\">\n"),
            (None, true) => "<ul class=\"task-list\">\n".to_owned(),
            (None, false) => "<ul>\n".to_owned(),
        });
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
            None => self.block_html("<li>"),
            Some(done) => {
                let class = if done { "task done" } else { "task" };
                self.block_html(&format!(
                    "<li class=\"{class}\" data-step=\"{id}\"><span class=\"task-box\" aria-hidden=\"true\"></span>"
                ));
                if done {
                    self.html("<span class=\"visually-hidden\">");
                    self.inline(Part::Word(Word::TaskDone));
                    self.html(" </span>");
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
