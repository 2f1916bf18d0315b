//! Two things that would be taken for one: contacts and statutes with one id, terms that are explained twice.

use super::model::{Page, PageIx, current};
use crate::base::span::Span;
use crate::base::text::Text;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::text;
use std::collections::HashMap;
use std::sync::Arc;

/// Where a page states an id or a term.
struct Occurrence<'a> {
    page: PageIx,
    span: Span,
    name: &'a str,
}

/// The findings for ids that two contacts or two statutes of one language have.
pub(super) fn ids(pages: &[Arc<Page>], found: &mut Diagnostics) {
    for key in ["contacts", "laws"] {
        let mut first: HashMap<(usize, &str), Occurrence<'_>> = HashMap::new();
        for (ix, page) in current(pages) {
            let ids: Vec<&str> = match key {
                "contacts" => page.own().contacts().iter().map(|c| c.id.as_str()).collect(),
                _ => page.own().laws().iter().map(|l| l.id.as_str()).collect(),
            };
            let written = page.doc.front.node.get(key).map_or(&[][..], |list| list.items());
            for (i, name) in ids.into_iter().enumerate() {
                let span = written.get(i).and_then(|item| item.get("id")).map(|id| id.span);
                let span = span.unwrap_or_else(|| page.doc.front.span(key, Some(i)));
                let here = Occurrence { page: ix, span, name };
                match first.get(&(page.lang, name)) {
                    Some(first) => found.push(double_id(pages, key, first, &here)),
                    None => {
                        first.insert((page.lang, name), here);
                    }
                }
            }
        }
    }
}

fn double_id(pages: &[Arc<Page>], key: &str, first: &Occurrence<'_>, second: &Occurrence<'_>) -> Diagnostic {
    let id = second.name;
    let message = match key {
        "contacts" => text!("två kontakter har id ”{id}”", "two contacts have the id \"{id}\""),
        _ => text!("två författningar har id ”{id}”", "two statutes have the id \"{id}\""),
    };
    let help =
        text!("ge en av dem ett eget id, eller ta bort den ena", "give one of them an id of its own, or remove it");
    between(pages, Code::DuplicateId, message, (first, second)).cause(format!("{key} {id}")).help(help)
}

fn between(
    pages: &[Arc<Page>],
    code: Code,
    message: Text,
    (first, second): (&Occurrence<'_>, &Occurrence<'_>),
) -> Diagnostic {
    Diagnostic::new(code, message).file(&pages[second.page].doc.file).span(second.span).related(
        &pages[first.page].doc.file,
        Some(first.span),
        text!("används redan här", "already used here"),
    )
}

/// The findings for terms of one language that are explained more than once, as terms or as synonyms.
pub(super) fn terms(pages: &[Arc<Page>], found: &mut Diagnostics) {
    let mut first: HashMap<(usize, String), Occurrence<'_>> = HashMap::new();
    for (ix, page) in current(pages) {
        for term in &page.doc.body.terms {
            let mut reported = false;
            for name in std::iter::once(&term.term).chain(&term.synonyms) {
                let here = Occurrence { page: ix, span: term.span, name };
                let key = (page.lang, normalized(name));
                match first.get(&key) {
                    Some(first) if first.page == ix && first.span == term.span => {}
                    Some(first) if !reported => {
                        reported = true;
                        let message = text!(
                            "begreppet ”{name}” förklaras på två ställen",
                            "the term \"{name}\" is explained in two places"
                        );
                        let help = text!(
                            "slå ihop förklaringarna till en; på andra sidor visas bara den första",
                            "make one of the two; other pages show the first alone"
                        );
                        found
                            .push(between(pages, Code::DuplicateTerm, message, (first, &here)).cause(key.1).help(help));
                    }
                    Some(_) => {}
                    None => {
                        first.insert(key, here);
                    }
                }
            }
        }
    }
}

/// As a reader takes it: «VMA (viktigt meddelande)» is «VMA», and only abbreviations mind their capitals.
fn normalized(name: &str) -> String {
    let name = name.split(" (").next().unwrap_or(name);
    let name: String = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.chars().all(|c| c.is_uppercase() || c.is_numeric()) { name } else { name.to_lowercase() }
}
