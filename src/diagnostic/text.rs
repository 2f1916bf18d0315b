//! Findings for a person at a terminal.

use super::excerpt::{Mark, snippet};
use super::groups::{Group, Groups};
use super::place::{Files, Lines};
use super::report::plural;
use super::words::{Words, shown_path};
use super::{Diagnostic, Related, RenderOptions, Report, Severity, compact, visible};
use crate::base::text::Lang;
use annotate_snippets::renderer::{AnsiColor, Effects, Style};
use annotate_snippets::{Annotation, Element, Level, Origin, Renderer, Snippet};
use std::cmp::Reverse;
use std::fmt::Write;

/// How many places the line for the rest of a group names.
const NAMED: usize = 3;
/// And for the rest of a group of errors, which all have to be mended.
const NAMED_ERRORS: usize = 20;
/// Narrower than this an excerpt says nothing.
const NARROWEST: usize = 40;

pub(super) fn render(report: &Report, options: &RenderOptions, files: &mut Files<'_>) -> String {
    let groups = Groups::new(report, options.max_groups, options.verbose);
    let width = options.width.max(NARROWEST);
    let renderer = if options.color { Renderer::styled() } else { Renderer::plain() }.term_width(width);
    let mut out = String::new();
    let mut shown = None;
    // The last lines of a terminal are read first, so the gravest findings come last.
    let mut order: Vec<usize> = (0..report.items.len()).collect();
    order.sort_by_key(|&i| Reverse(report.items[i].0));
    let errors = order.len() - report.items.iter().take_while(|(severity, _)| *severity == Severity::Error).count();
    for (at, &i) in order.iter().enumerate() {
        if at == errors {
            left_out(&mut out, &groups, options);
        }
        let ((severity, d), (group, number)) = (&report.items[i], groups.of_item[i]);
        let (group, form) = (&groups.all[group], groups.form(*severity));
        if !group.drawn || number >= form.each {
            continue;
        }
        let error = *severity == Severity::Error;
        shown = Some(if error { d } else { shown.unwrap_or(d) });
        if !out.is_empty() && (!form.compact || (error && at == errors)) {
            out.push('\n');
        }
        if form.compact {
            compact::draw(&mut out, *severity, d, if error { 1 } else { group.members.len() }, options, files);
        } else {
            out.push_str(&renderer.render(&[draw(*severity, d, options, width, files)]));
            out.push('\n');
        }
        if (error || !form.compact) && number + 1 == form.each && group.members.len() > form.each {
            rest(&mut out, report, group, form.each, options, files);
        }
    }
    if errors == order.len() {
        left_out(&mut out, &groups, options);
    }
    if let Some(d) = shown {
        let hint = match options.lang {
            Lang::Sv => format!("Mer om ett fynd: ledfyr explain KOD, till exempel: ledfyr explain {}", d.code),
            Lang::En => format!("More about a finding: ledfyr explain CODE, such as: ledfyr explain {}", d.code),
        };
        let _ = writeln!(out, "\n{}", quiet(&hint, options.color));
    }
    out
}

fn draw<'a>(
    severity: Severity,
    d: &'a Diagnostic,
    options: &RenderOptions,
    width: usize,
    files: &mut Files<'_>,
) -> annotate_snippets::Group<'a> {
    let words = Words::of(options.lang);
    let level = match severity {
        Severity::Error | Severity::Denied => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let level = level.with_name(words.level(severity));
    let title = level.primary_title(visible::message(d.message.get(options.lang))).id(d.code.as_str());
    let mut elements: Vec<Element<'a>> = Vec::new();
    let mut notes: Vec<String> = Vec::new();
    let mut related: Vec<_> = d.related.iter().collect();
    if let Some(file) = &d.file {
        let path = shown_path(options, file);
        let label = d.label.as_ref().map(|l| visible::one_line(l.get(options.lang)).into_owned());
        // A file without a place in it is not opened: it may be none that can be.
        let lines = d.span.and_then(|_| files.lines(file));
        match (lines, d.span) {
            (Some(lines), Some(span)) => {
                let mark = Mark { range: lines.clip(span), label: label.clone(), primary: true };
                let start = lines.position(mark.range.start);
                if let Some(mark) = mark.fit(&lines, width).filter(|_| !d.sealed) {
                    let mut marks = vec![mark];
                    related.retain(|r| match (&r.file == file, r.span) {
                        (true, Some(span)) => !join(&mut marks, &lines, span, r.message.get(options.lang), width),
                        _ => true,
                    });
                    elements.push(snippet(&lines, path, &marks).into());
                } else {
                    elements.push(Origin::path(path).line(start.line).char_column(start.column).into());
                    notes.extend(label);
                }
            }
            _ => {
                elements.push(Origin::path(path).into());
                notes.extend(label);
            }
        }
    }
    for r in related {
        let message = visible::one_line(r.message.get(options.lang)).into_owned();
        let excerpt = if d.sealed { None } else { related_excerpt(r, &message, options, width, files) };
        match excerpt {
            Some(snippet) => elements.push(snippet.into()),
            None => notes.push(format!("{}: {message}", visible::name(&files.name(&options.prefix, r)))),
        }
    }
    let notes = notes.into_iter().map(|n| Level::NOTE.with_name(words.note).message(n));
    let help = d.help.iter().map(|h| Level::HELP.with_name(words.help).message(visible::message(h.get(options.lang))));
    title.elements(elements).elements(notes).elements(help)
}

/// The excerpt of a related place. `None`: there is nothing that can be shown.
fn related_excerpt(
    related: &Related,
    message: &str,
    options: &RenderOptions,
    width: usize,
    files: &mut Files<'_>,
) -> Option<Snippet<'static, Annotation<'static>>> {
    let span = related.span?;
    let lines = files.lines(&related.file)?;
    let mark = Mark { range: lines.clip(span), label: Some(message.to_owned()), primary: false };
    let mark = mark.fit(&lines, width)?;
    Some(snippet(&lines, shown_path(options, &related.file), &[mark]))
}

/// Adds a related place to the excerpt of the finding itself when it stands near.
fn join(marks: &mut Vec<Mark>, lines: &Lines, span: crate::base::span::Span, message: &str, width: usize) -> bool {
    let mark = Mark { range: lines.clip(span), label: Some(visible::one_line(message).into_owned()), primary: false };
    let Some(mark) = mark.fit(lines, width) else { return false };
    let near = marks.iter().all(|m| m.is_near(&mark, lines, width));
    if near {
        marks.push(mark);
    }
    near
}

/// One line for the findings of a group that are not drawn.
fn rest(
    out: &mut String,
    report: &Report,
    group: &Group,
    drawn: usize,
    options: &RenderOptions,
    files: &mut Files<'_>,
) {
    let others = &group.members[drawn..];
    let mut line = match options.lang {
        Lang::Sv => format!("… och {} till av samma slag", others.len()),
        Lang::En => format!("… and {} more of the same kind", others.len()),
    };
    let places: Vec<String> = others
        .iter()
        .filter_map(|&i| {
            let d = &report.items[i].1;
            let file = d.file.as_ref()?;
            Some(match files.place(Some(file), d.span) {
                Some(place) => format!("{}:{}", shown_path(options, file), place.start.line),
                None => shown_path(options, file),
            })
        })
        .take(if group.severity == Severity::Error { NAMED_ERRORS } else { NAMED })
        .collect();
    if !places.is_empty() {
        let more = if others.len() > places.len() { " …" } else { "" };
        let _ = write!(line, ": {}{more}", places.join(", "));
    }
    let _ = writeln!(out, "{}", quiet(&line, options.color));
}

/// What was not shown at all, said outright.
fn left_out(out: &mut String, groups: &Groups, options: &RenderOptions) {
    let left = groups.left_out();
    if left.is_empty() {
        return;
    }
    let findings: usize = left.values().map(|(findings, _)| findings).sum();
    let causes: usize = left.values().map(|(_, causes)| causes).sum();
    let by_code: Vec<String> = left.iter().map(|(code, (n, _))| format!("{code} {n}")).collect();
    let by_code = by_code.join(", ");
    let (drawn, all) = groups.warnings();
    let line = match options.lang {
        Lang::Sv => {
            let reasons = if causes == 1 { "1 orsak".into() } else { format!("{causes} olika orsaker") };
            let warnings = if findings == 1 { "1 varning".into() } else { format!("{findings} varningar") };
            format!(
                "{drawn} av {all} orsaker till varningar visas. {warnings} med {reasons} visas inte: {by_code}. \
                 Visa alla med --verbose, eller bara det som stoppar med --errors-only."
            )
        }
        Lang::En => format!(
            "{drawn} of {} of warnings shown. {} with {} not shown: {by_code}. \
             Show all with --verbose, or only what stops with --errors-only.",
            plural(all, "cause"),
            plural(findings, "warning"),
            plural(causes, "cause"),
        ),
    };
    let style = Style::new().effects(Effects::BOLD);
    let line = if options.color { format!("{style}{line}{style:#}") } else { line };
    let _ = writeln!(out, "{}{line}", if out.is_empty() { "" } else { "\n" });
}

fn quiet(line: &str, color: bool) -> String {
    let style = AnsiColor::BrightBlack.on_default();
    if color { format!("{style}{line}{style:#}") } else { line.to_owned() }
}
