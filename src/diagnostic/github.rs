//! Findings as workflow commands of GitHub Actions, which shows them beside the lines of a pull request.
//!
//! `::error file=…,line=…,col=…,endColumn=…,title=code::message`; a runner reads one command a line.

use super::place::{Files, Place};
use super::words::Words;
use super::{Diagnostic, RenderOptions, Report, Severity, visible};

pub(super) fn render(report: &Report, options: &RenderOptions, files: &mut Files<'_>) -> String {
    let mut out = String::new();
    for (severity, d) in &report.items {
        command(&mut out, *severity, d, options, files);
    }
    out
}

fn command(out: &mut String, severity: Severity, d: &Diagnostic, options: &RenderOptions, files: &mut Files<'_>) {
    out.push_str(if severity == Severity::Warning { "::warning " } else { "::error " });
    if let Some(file) = &d.file {
        property(out, "file", &visible::name(&format!("{}{file}", options.prefix)));
        match files.place(Some(file), d.span) {
            Some(Place { start, end }) if start.line == end.line => {
                property(out, "line", &start.line.to_string());
                property(out, "col", &start.column.to_string());
                if end.column > start.column {
                    property(out, "endColumn", &end.column.to_string());
                }
            }
            // GitHub takes columns only for places within one line.
            Some(Place { start, end }) => {
                property(out, "line", &start.line.to_string());
                property(out, "endLine", &end.line.to_string());
            }
            None => {}
        }
    }
    property(out, "title", d.code.as_str());
    out.pop();
    out.push_str("::");
    escape(out, &message(d, options, files), false);
    out.push('\n');
}

/// Message, label, related places and help, a line each: an annotation has no other room for them.
fn message(d: &Diagnostic, options: &RenderOptions, files: &mut Files<'_>) -> String {
    let words = Words::of(options.lang);
    let mut out = visible::message(d.message.get(options.lang)).into_owned();
    if let Some(label) = &d.label {
        out.push('\n');
        out.push_str(&visible::one_line(label.get(options.lang)));
    }
    for r in &d.related {
        let (place, text) = (files.name(&options.prefix, r), visible::one_line(r.message.get(options.lang)));
        out.push_str(&format!("\n{}: {}: {text}", words.note, visible::name(&place)));
    }
    for help in &d.help {
        out.push_str(&format!("\n{}: {}", words.help, visible::message(help.get(options.lang))));
    }
    out
}

fn property(out: &mut String, name: &str, value: &str) {
    out.push_str(name);
    out.push('=');
    escape(out, value, true);
    out.push(',');
}

/// As the runner reads it (`@actions/core`, `escapeData` and `escapeProperty`).
fn escape(out: &mut String, text: &str, property: bool) {
    for c in text.chars() {
        match c {
            '%' => out.push_str("%25"),
            '\r' => out.push_str("%0D"),
            '\n' => out.push_str("%0A"),
            ':' if property => out.push_str("%3A"),
            ',' if property => out.push_str("%2C"),
            c => out.push(c),
        }
    }
}
