//! Findings as SARIF 2.1.0 (OASIS), for code scanning and editors.

use super::place::{Files, Place};
use super::words::Words;
use super::{Code, Diagnostic, RenderOptions, Report, Severity, explain, visible};
use crate::base::path::RelPath;
use crate::base::percent;
use crate::base::text::Lang;
use serde_json::{Value, json};

pub(super) fn render(report: &Report, options: &RenderOptions, files: &mut Files<'_>) -> String {
    let lang = options.lang;
    let codes: Vec<Code> =
        Code::ALL.iter().copied().filter(|c| report.items.iter().any(|(_, d)| d.code == *c)).collect();
    let rules: Vec<Value> = codes.iter().map(|c| rule(*c, lang)).collect();
    let results: Vec<Value> = report
        .items
        .iter()
        .map(|(severity, d)| {
            let mut result = result(*severity, d, options, files);
            result["ruleIndex"] = json!(codes.iter().position(|c| *c == d.code));
            result
        })
        .collect();
    let document = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "ledfyr",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "language": tag(lang),
                "rules": rules,
            } },
            "language": tag(lang),
            // SARIF counts UTF-16 units unless it is told otherwise.
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    let mut out = visible::json(serde_json::to_string_pretty(&document).unwrap_or_default());
    out.push('\n');
    out
}

fn tag(lang: Lang) -> &'static str {
    match lang {
        Lang::Sv => "sv",
        Lang::En => "en",
    }
}

fn rule(code: Code, lang: Lang) -> Value {
    let level = match code.grade() {
        super::Grade::Error => "error",
        super::Grade::Warning => "warning",
    };
    json!({
        "id": code.as_str(),
        "shortDescription": { "text": explain::explain_title(code, lang) },
        "help": { "text": explain::explain(code, lang), "markdown": explain::explain(code, lang) },
        "defaultConfiguration": { "level": level },
    })
}

fn result(severity: Severity, d: &Diagnostic, options: &RenderOptions, files: &mut Files<'_>) -> Value {
    let lang = options.lang;
    let mut text = d.message.get(lang).to_owned();
    if let Some(label) = &d.label {
        text.push('\n');
        text.push_str(label.get(lang));
    }
    for help in &d.help {
        text.push_str(&format!("\n{}: {}", Words::of(lang).help, help.get(lang)));
    }
    let mut out = json!({
        "ruleId": d.code.as_str(),
        "level": if severity == Severity::Warning { "warning" } else { "error" },
        "message": { "text": text },
    });
    if let Some(file) = &d.file {
        let place = files.place(Some(file), d.span);
        out["locations"] = json!([{ "physicalLocation": location(&options.prefix, file, place) }]);
    }
    if !d.related.is_empty() {
        out["relatedLocations"] = d
            .related
            .iter()
            .enumerate()
            .map(|(i, r)| {
                let place = files.place(Some(&r.file), r.span);
                json!({
                    "id": i + 1,
                    "physicalLocation": location(&options.prefix, &r.file, place),
                    "message": { "text": r.message.get(lang) },
                })
            })
            .collect();
    }
    out
}

fn location(prefix: &str, file: &RelPath, place: Option<Place>) -> Value {
    let mut out = json!({ "artifactLocation": { "uri": uri(&format!("{prefix}{file}")) } });
    if let Some(Place { start, end }) = place {
        out["region"] = json!({
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        });
    }
    out
}

/// A path as a relative reference (RFC 3986): all but unreserved characters and `/` percent-encoded, as UTF-8.
fn uri(path: &str) -> String {
    percent::encode(&path.replace('\\', "/"), percent::PATH)
}
