//! All that one run found, in order, and the ways to show it.

use super::place::Files;
use super::{Diagnostic, Diagnostics, Levels, Related, Severity, Sources, github, json, sarif, text};
use crate::base::text::Lang;
use std::cmp::Ordering;

/// The findings of one run: the gravest first, then by file and place, each once, without those that the configuration allows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    pub items: Vec<(Severity, Diagnostic)>,
    /// Findings that stop publishing, whatever the configuration says.
    pub errors: usize,
    /// The others, denied ones among them.
    pub warnings: usize,
    /// Warnings that stop publishing, as somebody asked for that.
    pub denied: usize,
}

/// A way to show a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// For a person at a terminal, with source excerpts.
    #[default]
    Human,
    /// For programs; [`super::json`] describes the shape, which is stable.
    Json,
    /// Workflow commands of GitHub Actions, shown beside the changed lines.
    Github,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
}

impl Format {
    pub const ALL: &'static [Format] = &[Format::Human, Format::Json, Format::Github, Format::Sarif];

    pub fn as_str(self) -> &'static str {
        match self {
            Format::Human => "human",
            Format::Json => "json",
            Format::Github => "github",
            Format::Sarif => "sarif",
        }
    }

    pub fn parse(name: &str) -> Option<Format> {
        Format::ALL.iter().copied().find(|f| f.as_str() == name)
    }
}

/// How to show a report. All that depends on the terminal and the command line comes in here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenderOptions {
    pub lang: Lang,
    /// Terminal colours; only [`Format::Human`] has any.
    pub color: bool,
    /// Show every finding in full.
    pub verbose: bool,
    /// Show only what makes the command fail; the counts stay those of the whole run.
    pub errors_only: bool,
    /// Columns of the terminal.
    pub width: usize,
    /// How many causes of warnings are drawn before the rest is only counted. Errors are all drawn, without their source
    /// when they have more causes than this.
    pub max_groups: usize,
    /// The way from the current folder (for GitHub: the repository) to the site's root, such as `docs/`; "" when they
    /// are the same. Put before file names where a person or a forge opens them; JSON stays relative to the site.
    pub prefix: String,
}

impl Default for RenderOptions {
    fn default() -> Self {
        RenderOptions {
            lang: Lang::Sv,
            color: false,
            verbose: false,
            errors_only: false,
            width: 100,
            max_groups: 50,
            prefix: String::new(),
        }
    }
}

impl Report {
    pub fn new(diagnostics: Diagnostics, levels: &Levels) -> Report {
        let mut items: Vec<_> = diagnostics.into_iter().filter_map(|d| Some((levels.severity(d.code)?, d))).collect();
        items.sort_by(|(s, a), (t, b)| s.cmp(t).then_with(|| compare(a, b)));
        items.dedup();
        let count = |s| items.iter().filter(|(severity, _)| *severity == s).count();
        let (errors, denied, warnings) = (count(Severity::Error), count(Severity::Denied), count(Severity::Warning));
        Report { items, errors, warnings: warnings + denied, denied }
    }

    /// Whether the site must not be published, and the command ends with exit code 1.
    pub fn fails(&self) -> bool {
        self.errors > 0 || self.denied > 0
    }

    /// Whether something is wrong with the configuration: exit code 2.
    pub fn is_misconfigured(&self) -> bool {
        self.items.iter().any(|(_, d)| d.code.is_configuration())
    }

    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// «2 fel, 1 varning»; "" when there is nothing to tell.
    pub fn summary(&self, lang: Lang) -> String {
        let mut parts = Vec::new();
        if self.errors > 0 {
            parts.push(match lang {
                Lang::Sv => format!("{} fel", self.errors),
                Lang::En => plural(self.errors, "error"),
            });
        }
        if self.warnings > 0 {
            let denied = match (lang, self.denied) {
                (_, 0) => String::new(),
                (_, d) if d == self.warnings => match lang {
                    Lang::Sv if d == 1 => " (nekad)".into(),
                    Lang::Sv => " (nekade)".into(),
                    Lang::En => " (denied)".into(),
                },
                (Lang::Sv, 1) => " (1 nekad)".into(),
                (Lang::Sv, d) => format!(" ({d} nekade)"),
                (Lang::En, d) => format!(" ({d} denied)"),
            };
            parts.push(match lang {
                Lang::Sv if self.warnings == 1 => format!("1 varning{denied}"),
                Lang::Sv => format!("{} varningar{denied}", self.warnings),
                Lang::En => format!("{}{denied}", plural(self.warnings, "warning")),
            });
        }
        parts.join(", ")
    }

    /// The whole report as text, with a line feed at its end unless it is empty.
    pub fn render(&self, format: Format, options: &RenderOptions, sources: &dyn Sources) -> String {
        let mut files = Files::new(sources);
        let grave = options.errors_only.then(|| self.gravest());
        let report = grave.as_ref().unwrap_or(self);
        match format {
            Format::Human => text::render(report, options, &mut files),
            Format::Json => json::render(report, options.lang, &mut files),
            Format::Github => github::render(report, options, &mut files),
            Format::Sarif => sarif::render(report, options, &mut files),
        }
    }

    /// Without what does not make the command fail; what was counted stays counted.
    fn gravest(&self) -> Report {
        let items = self.items.iter().filter(|(severity, _)| *severity != Severity::Warning).cloned().collect();
        Report { items, ..*self }
    }
}

pub(super) fn plural(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}

/// [`Diagnostic::order`], then everything else: the order must not depend on which thread found what first.
fn compare(a: &Diagnostic, b: &Diagnostic) -> Ordering {
    fn places(related: &[Related]) -> impl Iterator<Item = impl Ord> {
        related.iter().map(|r| (&r.file, r.span, &r.message))
    }
    a.order()
        .cmp(&b.order())
        .then_with(|| (&a.message, &a.label, &a.help, &a.cause).cmp(&(&b.message, &b.label, &b.help, &b.cause)))
        .then_with(|| places(&a.related).cmp(places(&b.related)))
}
