//! Reads the front matter of a file and checks its fields.

use super::fence::{self, Fenced};
use super::fields::{Kind, Status};
use super::guards::Guards;
use super::model::{FrontMatter, GUARDED, MAX_DESCRIPTION, Rules, Syntax};
use super::typed::typed;
use super::{lenient, misplaced};
use crate::base::path::RelPath;
use crate::data::Value;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Grade};
use crate::text;

/// Reads the front matter of a file. With an error among the findings the page must not be published.
pub fn read(path: &RelPath, text: &str, rules: &Rules<'_>) -> (FrontMatter, Diagnostics) {
    let mut found = Diagnostics::new();
    let mut front = FrontMatter::default();
    match fence::split(text) {
        Ok(Some(fenced)) => read_fields(path, &fenced, &mut front, &mut found, rules),
        Ok(None) => front.body_start = if text.starts_with('\u{feff}') { 3 } else { 0 },
        Err(span) => {
            front.salvage(text.get(span.range().end..).unwrap_or(""));
            found.push(
                Diagnostic::new(
                    Code::FrontMatterSyntax,
                    text!("front matter har ingen slutrad", "the front matter has no closing line"),
                )
                .file(path)
                .span(span)
                .label(text!("öppnas här", "opened here"))
                .help(text!(
                    "skriv samma tre tecken på en egen rad efter det sista fältet",
                    "write the same three characters on a line of their own after the last field"
                )),
            );
            return (front, found);
        }
    }
    for misplaced in misplaced::misplaced(text, &front, rules) {
        front.unclear |= misplaced.leaves_unclear(rules);
        found.push(misplaced.report().file(path).span(misplaced.at()));
    }
    (front, found)
}

/// Reads what stands between the fences.
fn read_fields(
    path: &RelPath,
    fenced: &Fenced<'_>,
    front: &mut FrontMatter,
    found: &mut Diagnostics,
    rules: &Rules<'_>,
) {
    (front.present, front.head, front.body_start) = (true, fenced.head, fenced.body_start);
    let node = match fenced.syntax.parse(fenced.text) {
        Ok(node) => node.shifted(fenced.text_start),
        Err(e) => {
            let code = if e.duplicate_key.is_some() { Code::DuplicateKey } else { Code::FrontMatterSyntax };
            let help = e.help().unwrap_or_else(|| match fenced.syntax == Syntax::Toml {
                true => text!(
                    "skriv varje rad som: nyckel = värde, med text inom \"…\"",
                    "write each line as: key = value, with text inside \"…\""
                ),
                false => text!(
                    "skriv ”nyckel: värde”, och sätt värden med kolon eller citattecken inom \"…\"",
                    "write \"key: value\", and put values with colons or quotes inside \"…\""
                ),
            });
            found.push(Diagnostic::new(code, e.message).file(path).span(e.span.shifted(fenced.text_start)).help(help));
            front.salvage(fenced.text);
            return;
        }
    };
    if !matches!(node.value, Value::Map(_)) {
        front.salvage(fenced.text);
    }
    let mut node = node;
    found.extend(super::old_duties::modernise(&mut node).map(|d| d.file(path)));
    let toml = fenced.syntax == Syntax::Toml;
    let mut guards = Guards { path, toml, rules, front, found };
    let known = guards.known(&node);
    let typed = typed(&known, node.get("kind").is_none(), toml);
    guards.found.extend(typed.found.into_iter().map(|d| d.file(path)));
    guards.front.fields = typed.fields;
    guards.front.own = typed.own.unwrap_or_default();
    guards.swallowed(&node, fenced);
    guards.tags(&node);
    guards.front.node = node;
    lenient::downgrade(guards.front, rules, guards.found);
    guards.unknown(typed.unknown);
    guards.of_other_kinds(typed.of_other_kinds);
    check_guards_have_values(path, front, found);
    lenient::replace_invalid_id(path, front, found);
    front.unclear |= found.iter().any(|d| d.grade() == Grade::Error && front.is_about("classification", d));
    check_rules(path, front, found);
}

fn check_guards_have_values(path: &RelPath, front: &FrontMatter, found: &mut Diagnostics) {
    for (key, value) in front.node.entries() {
        let name = &key.name;
        if value.value == Value::Null && GUARDED.contains(&name.as_str()) {
            found.push(
                Diagnostic::new(Code::FrontMatterType, text!("{name}: fältet är tomt", "{name}: the field is empty"))
                    .file(path)
                    .span(key.span)
                    .help(text!("skriv ett värde, eller ta bort raden", "write a value, or remove the line")),
            );
        }
    }
}

/// Checks what the types of the fields alone do not.
fn check_rules(path: &RelPath, front: &FrontMatter, found: &mut Diagnostics) {
    let f = &front.fields;
    if let Some(n) = f.description.as_ref().map(|d| d.chars().count()).filter(|n| *n > MAX_DESCRIPTION) {
        found.push(
            Diagnostic::new(
                Code::LongDescription,
                text!(
                    "description har {n} tecken; högst {MAX_DESCRIPTION} får plats",
                    "description has {n} characters; at most {MAX_DESCRIPTION} fit"
                ),
            )
            .file(path)
            .span(front.span("description", None))
            .cause("description")
            .help(text!(
                "korta till en mening som säger vad sidan är till för",
                "shorten it to one sentence that says what the page is for"
            )),
        );
    }
    super::duties::check(path, front, found);
    // A page whose kind could not be read has been reported; the rest would follow from a guess.
    if front.node.get("kind").is_none() || f.kind.is_some() {
        check_required(path, front, found);
    }
}

/// Reports the fields that are missing. A field that is there but faulty has been reported already.
fn check_required(path: &RelPath, front: &FrontMatter, found: &mut Diagnostics) {
    let f = &front.fields;
    let mut needed: Vec<&str> = front.kind().needed().collect();
    if front.kind() == Kind::Directive && f.status == Some(Status::Decided) {
        needed.push("decision");
    }
    if f.status == Some(Status::Superseded) {
        needed.push("superseded_by");
    }
    let kind = front.kind();
    for field in needed {
        let missing = front.node.get(field).is_none_or(|n| n.value == Value::Null);
        if missing {
            found.push(
                Diagnostic::new(
                    Code::MissingField,
                    text!(
                        "en sida av slaget ”{kind}” behöver fältet ”{field}”",
                        "a page of kind \"{kind}\" needs the field \"{field}\""
                    ),
                )
                .file(path)
                .span(front.head())
                .cause(format!("{kind}.{field}"))
                .help(text!(
                    "lägg till raden ”{field}: …” i sidans front matter",
                    "add the line \"{field}: …\" to the page's front matter"
                )),
            );
        }
    }
}

#[cfg(test)]
mod tests;
