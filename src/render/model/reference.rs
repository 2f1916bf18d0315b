//! The reference of templates: every name that they can ask for, with what it is.

use super::context::Context;
use super::documented::{Documented, Field, Reference};
use super::parts::NavItem;
use super::shortcodes::{File, Section};
use super::worker::Worker;
use std::fmt::Write as _;

/// The reference as Markdown.
pub fn reference() -> String {
    let mut reference = Reference::default();
    Context::collect(&mut reference);
    // What components are given, and the script that is a template.
    NavItem::collect(&mut reference);
    File::collect(&mut reference);
    Section::collect(&mut reference);
    Worker::collect(&mut reference);
    let mut out = String::from(
        "# What templates see\n\nEvery template is given the fields of `Context`. What a page has not is none, so a template can ask for it. \
         Text is escaped where it is written; HTML is written with `| safe`. Addresses count from the site's root, to which \
         `root` leads. Made of the program's types: do not edit.\n",
    );
    for section in &reference.sections {
        let _ = write!(out, "\n## {}\n\n{}\n\n", section.name, sentence(section.about));
        rows(section.fields, &mut out);
    }
    out
}

fn rows(fields: &[Field], out: &mut String) {
    for field in fields {
        match field.flattened {
            [] => {
                let _ = writeln!(out, "- `{}` ({}): {}", field.name, (field.type_name)(), sentence(field.about));
            }
            _ => {
                let _ = writeln!(out, "- all of {}: {}", (field.type_name)(), sentence(field.about));
            }
        }
    }
}

fn sentence(lines: &[&str]) -> String {
    lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ")
}
