//! Tasks that bind: who is accountable for each, and names that two of them have.

use super::references::part;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::governance::{Governance, Task};
use crate::site::Page;
use crate::text;
use std::collections::HashMap;

/// The findings about the tasks of all pages in force.
pub(super) fn duties(governance: &Governance) -> Diagnostics {
    let mut found = Diagnostics::new();
    let mut known: HashMap<(usize, &str), Task<'_>> = HashMap::new();
    for task in governance.tasks() {
        let page = &governance.site().pages[task.page];
        found.extend(accountable(page, task));
        match known.get(&(page.lang, task.duty.id.as_str())) {
            Some(first) => found.push(double(governance, *first, task)),
            None => {
                known.insert((page.lang, &task.duty.id), task);
            }
        }
    }
    found
}

/// One role answers for each task: with none nobody does. Where it cannot be so, the page says why.
fn accountable(page: &Page, task: Task<'_>) -> Option<Diagnostic> {
    let does = &task.duty.does;
    let (message, help) = match (&task.duty.accountable, &task.duty.no_accountable) {
        (Some(_), None) | (None, Some(_)) => return None,
        (None, None) => (
            text!(
                "ingen roll ansvarar (A) för uppgiften ”{does}”",
                "no role is accountable (A) for the task \"{does}\""
            ),
            text!(
                "lägg till accountable: ROLL, eller no_accountable: \"varför\"",
                "add accountable: ROLE, or no_accountable: \"why\""
            ),
        ),
        (Some(role), Some(_)) => (
            text!(
                "uppgiften ”{does}” har både en ansvarig roll, {role}, och no_accountable",
                "the task \"{does}\" has both an accountable role, {role}, and no_accountable"
            ),
            text!("ta bort den ena raden", "remove one of the two lines"),
        ),
    };
    let d = Diagnostic::new(Code::RaciAccountable, message).file(&page.doc.file).span(place(page, task, "does"));
    Some(d.cause(task.duty.id.clone()).help(help))
}

/// Calendars and follow-up could not tell the two apart.
fn double(governance: &Governance, first: Task<'_>, second: Task<'_>) -> Diagnostic {
    let id = &second.duty.id;
    let [other, page] = [first, second].map(|task| &governance.site().pages[task.page]);
    Diagnostic::new(Code::DuplicateId, text!("två uppgifter har id ”{id}”", "two tasks have the id \"{id}\""))
        .file(&page.doc.file)
        .span(place(page, second, "id"))
        .cause(format!("duties {id}"))
        .related(&other.doc.file, Some(place(other, first, "id")), text!("den andra uppgiften", "the other task"))
        .help(text!("ge en av dem ett eget id", "give one of them an id of its own"))
}

/// Where a key of a task stands.
fn place(page: &Page, task: Task<'_>, key: &str) -> crate::base::span::Span {
    let i = page.fields().duties.iter().position(|duty| std::ptr::eq(duty, task.duty)).unwrap_or_default();
    part(page, "duties", i, |item| item.get(key))
}
