//! Findings as JSON, for programs.
//!
//! The shape is stable: a new `version` only when something that is here changes its meaning or goes away; keys may be
//! added. One object:
//!
//! | key | value |
//! |---|---|
//! | `version` | 1 |
//! | `errors` | how many findings stop publishing |
//! | `warnings` | how many do not, denied ones among them |
//! | `denied` | how many warnings make the command fail |
//! | `findings` | the findings: errors, denied warnings, warnings, each by file and place; with `--errors-only` only those that make the command fail |
//!
//! A finding:
//!
//! | key | value |
//! |---|---|
//! | `code` | the name of its kind: `broken-link` |
//! | `severity` | `error` (stops publishing) or `warning` |
//! | `denied` | `true` for a warning that makes the command fail |
//! | `file` | relative to the site's root, `/` between the parts; `null` when it is about the whole site |
//! | `line`, `column`, `end_line`, `end_column` | from 1, columns in characters (Unicode code points), the end being the place after the last character; all `null` when it is about the whole file, or the file is not text |
//! | `message` | in the language asked for, like every text here |
//! | `label` | what stands at the place, or `null` |
//! | `help` | what to do: a list of texts, perhaps empty |
//! | `related` | other places that matter: `{file, line, column, message}` |
//! | `explain` | the command that tells more |

use super::place::Files;
use super::{Diagnostic, Report, Severity, visible};
use crate::base::text::Lang;
use serde::Serialize;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    errors: usize,
    warnings: usize,
    denied: usize,
    findings: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Finding<'a> {
    code: &'static str,
    severity: &'static str,
    denied: bool,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    message: &'a str,
    label: Option<&'a str>,
    help: Vec<&'a str>,
    related: Vec<Other<'a>>,
    explain: String,
}

#[derive(Serialize)]
struct Other<'a> {
    file: &'a str,
    line: Option<usize>,
    column: Option<usize>,
    message: &'a str,
}

pub(super) fn render(report: &Report, lang: Lang, files: &mut Files<'_>) -> String {
    let document = Document {
        version: 1,
        errors: report.errors,
        warnings: report.warnings,
        denied: report.denied,
        findings: report.items.iter().map(|(s, d)| finding(*s, d, lang, files)).collect(),
    };
    let mut out = visible::json(serde_json::to_string_pretty(&document).unwrap_or_default());
    out.push('\n');
    out
}

fn finding<'a>(severity: Severity, d: &'a Diagnostic, lang: Lang, files: &mut Files<'_>) -> Finding<'a> {
    let related = d
        .related
        .iter()
        .map(|r| {
            let place = files.place(Some(&r.file), r.span);
            Other {
                file: r.file.as_str(),
                line: place.map(|p| p.start.line),
                column: place.map(|p| p.start.column),
                message: r.message.get(lang),
            }
        })
        .collect();
    let place = files.place(d.file.as_ref(), d.span);
    Finding {
        code: d.code.as_str(),
        severity: if severity == Severity::Error { "error" } else { "warning" },
        denied: severity == Severity::Denied,
        file: d.file.as_ref().map(|f| f.as_str()),
        line: place.map(|p| p.start.line),
        column: place.map(|p| p.start.column),
        end_line: place.map(|p| p.end.line),
        end_column: place.map(|p| p.end.column),
        message: d.message.get(lang),
        label: d.label.as_ref().map(|l| l.get(lang)),
        help: d.help.iter().map(|h| h.get(lang)).collect(),
        related,
        explain: format!("ledfyr explain {}", d.code),
    }
}
