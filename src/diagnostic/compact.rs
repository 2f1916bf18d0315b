//! The compact form of findings: three lines a cause, for more causes than anybody reads in full.

use super::place::Files;
use super::words::{Words, shown_path};
use super::{Diagnostic, RenderOptions, Severity, visible};
use crate::base::text::Lang;
use annotate_snippets::renderer::{AnsiColor, Effects};
use std::fmt::Write;

/// Draws one finding of a group of `findings`, without its source.
pub(super) fn draw(
    out: &mut String,
    severity: Severity,
    d: &Diagnostic,
    findings: usize,
    options: &RenderOptions,
    files: &mut Files<'_>,
) {
    let lang = options.lang;
    let words = Words::of(lang);
    let level = format!("{}[{}]", words.level(severity), d.code);
    let color = if severity == Severity::Warning { AnsiColor::BrightYellow } else { AnsiColor::BrightRed };
    let style = color.on_default().effects(Effects::BOLD);
    let level = if options.color { format!("{style}{level}{style:#}") } else { level };
    let _ = writeln!(out, "{level}: {}", visible::message(d.message.get(lang)));
    let place = d.file.as_ref().map(|file| {
        let path = shown_path(options, file);
        match files.place(Some(file), d.span) {
            Some(place) => format!("{path}:{}:{}", place.start.line, place.start.column),
            None => path,
        }
    });
    let more = match (findings - 1, lang) {
        (0, _) => String::new(),
        (n, Lang::Sv) => format!(" … och {n} till"),
        (n, Lang::En) => format!(" … and {n} more"),
    };
    if let Some(place) = place {
        let _ = writeln!(out, " --> {place}{more}");
    }
    if let Some(help) = d.help.first() {
        let _ = writeln!(out, "  = {}: {}", words.help, visible::message(help.get(lang)));
    }
}
