//! All that one run found, in order.

use super::{Diagnostic, Diagnostics, Levels, Related, Severity};
use crate::base::text::Lang;
use std::cmp::Ordering;

/// The findings of one run: the gravest first, then by file and place, each once, without those that the configuration allows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The findings in order.
    pub items: Vec<(Severity, Diagnostic)>,
    /// Findings that stop publishing, whatever the configuration says.
    pub errors: usize,
    /// The others, denied ones among them.
    pub warnings: usize,
    /// Warnings that stop publishing, as somebody asked for that.
    pub denied: usize,
}

impl Report {
    /// Orders findings, and leaves out those that `levels` allow.
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

    /// Whether there are no findings.
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

    /// The summary, or that there are no findings.
    pub fn summary_or_none(&self, lang: Lang) -> String {
        match (self.is_empty(), lang) {
            (false, lang) => self.summary(lang),
            (true, Lang::Sv) => "inga fynd".to_owned(),
            (true, Lang::En) => "no findings".to_owned(),
        }
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
