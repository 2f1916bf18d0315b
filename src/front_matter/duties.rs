//! What the types alone cannot say of the tasks that a page lays down.

use super::fields::Duty;
use super::model::FrontMatter;
use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::base::text::Text;
use crate::data::{Node, Value};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::text;

/// Reports months that do not exist, and times that nobody can tell.
pub(super) fn check(path: &RelPath, front: &FrontMatter, found: &mut Diagnostics) {
    // Read from the tree: where one task is faulty, the others have moved up in the list.
    let tasks = front.node.get("duties").map_or(&[][..], Node::items);
    let mut report = |span: Span, message: Text, help: Text| {
        found.push(Diagnostic::new(Code::FrontMatterValue, message).file(path).span(span).cause("duties").help(help));
    };
    for task in tasks {
        let Some(month) = task.get("month") else { continue };
        if matches!(month.value, Value::Int(n) if !(1..=12).contains(&n)) {
            report(
                month.span,
                text!("duties: month ska vara 1–12", "duties: month is 1–12"),
                text!("skriv januari som 1, december som 12", "write January as 1, December as 12"),
            );
        }
    }
    for duty in front.fields.duties.iter().filter(|duty| duty.month.is_none_or(|month| (1..=12).contains(&month))) {
        let node = tasks.iter().find(|task| task.get("id").is_some_and(|id| id.value == Value::Str(duty.id.clone())));
        if let Some((key, message, help)) = time_fault(duty) {
            let span =
                node.map_or_else(|| front.span("duties", None), |task| task.get(key).map_or(task.span, |n| n.span));
            report(span, message, help);
        }
    }
}

/// What is wrong with the time of a task: the key that is at fault, what, and what to do.
fn time_fault(duty: &Duty) -> Option<(&'static str, Text, Text)> {
    let Duty { does, month, from, every, .. } = duty;
    match (month, from, every) {
        (Some(_), Some(_), _) => Some((
            "from",
            text!("uppgiften ”{does}” har både month och from", "the task \"{does}\" has both month and from"),
            text!("behåll en av dem: from säger också vilket år", "keep one of them: from also says which year"),
        )),
        (Some(month), None, None) => Some((
            "month",
            text!(
                "uppgiften ”{does}” har en månad, men säger inte hur ofta",
                "the task \"{does}\" has a month, but does not say how often"
            ),
            text!(
                "lägg till every: P1Y om den görs varje år; görs den en gång, skriv from: ÅÅÅÅ-{month:02} i stället för month",
                "add every: P1Y if it is done each year; if it is done once, write from: YYYY-{month:02} in place of month"
            ),
        )),
        (Some(month), None, Some(every)) if !every.is_part_of_a_year() => Some((
            "month",
            text!(
                "uppgiften ”{does}” görs med tiden {every}, och då säger månaden inte när",
                "the task \"{does}\" is done every {every}, and then the month does not say when"
            ),
            text!(
                "skriv första gången i stället för month: from: ÅÅÅÅ-{month:02}",
                "write the first time in place of month: from: YYYY-{month:02}"
            ),
        )),
        _ => None,
    }
}
