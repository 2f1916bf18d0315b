//! A report in each of its formats.

use super::place::Files;
use super::{Format, RenderOptions, Report, Severity, Sources, github, json, sarif, text};

impl Report {
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
