//! Parses templates; what is wrong with one, or with rendering it, becomes a finding at its line.

use super::embedded::{self, is_embedded, page_template};
use super::filters;
use super::model::Theme;
use super::tera_messages::in_both_languages;
use super::tera_reports::{Report, reports};
use crate::base::path::RelPath;
use crate::base::span::{Span, offset_of};
use crate::base::suggest::closest;
use crate::base::text::Text;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::text;
use std::collections::{BTreeMap, BTreeSet};
use tera::Tera;

impl Theme {
    /// Adds the templates. When they do not all parse, they are tried one by one, and each faulty one has a finding.
    pub(super) fn add_templates(&mut self, templates: &[(String, String)], found: &mut Diagnostics) {
        let pairs = || templates.iter().map(|(n, t)| (n.as_str(), t.as_str()));
        let Err(first) = self.tera.add_raw_templates(pairs()) else { return };
        let mut reported = BTreeSet::new();
        for (name, text) in pairs() {
            let mut alone = Tera::new();
            filters::register(&mut alone);
            if let Err(e) = alone.add_raw_template(name, text)
                && matches!(e.kind(), tera::ErrorKind::SyntaxError(_))
            {
                let d = self.error(&e, None);
                if reported.insert(d.message.en.clone()) {
                    found.push(d);
                }
            }
        }
        // Faults between templates (a missing parent or component) show only when all are together.
        if reported.is_empty() {
            found.extend(self.validation_errors(&first));
        }
    }

    /// What is wrong between templates. Tera gives all of it as one text of several reports.
    fn validation_errors(&self, e: &tera::Error) -> Diagnostics {
        let tera::ErrorKind::Msg(text) = e.kind() else { return vec![self.error(e, None)] };
        let mut found = Diagnostics::new();
        let mut lacking_blocks: BTreeMap<&RelPath, Vec<&str>> = BTreeMap::new();
        for report in reports(text) {
            let Some(file) = self.template_files.get(report.template) else { continue };
            match missing_block(report.message).zip(self.own_parent(report.template)) {
                Some((block, parent)) => lacking_blocks.entry(parent).or_default().push(block),
                None => found.push(self.report(&report, file)),
            }
        }
        found.extend(lacking_blocks.into_iter().map(|(file, blocks)| lacks_blocks(file, blocks)));
        if found.is_empty() { vec![self.error(e, None)] } else { found }
    }

    /// The site's own template that a template of the theme builds on.
    fn own_parent(&self, template: &str) -> Option<&RelPath> {
        let mut file = self.template_files.get(template).filter(|file| is_embedded(file))?;
        for _ in 0..self.template_files.len() {
            let text = self.sources.get(file)?;
            let (_, rest) = text.split_once("{% extends \"")?;
            file = self.template_files.get(rest.split_once('"')?.0)?;
            if !is_embedded(file) {
                return Some(file);
            }
        }
        None
    }

    fn report(&self, report: &Report<'_>, file: &RelPath) -> Diagnostic {
        let said = report.message;
        let at = self.sources.get(file).map_or(0, |text| offset_of(text, report.line, report.column));
        Diagnostic::new(Code::TemplateError, cannot_be_used(said))
            .file(file)
            .span(Span::new(at, at))
            .cause(said)
            .help(mend(report.template, file))
    }

    /// A template's error, at its line. `page` is the page that was being rendered.
    pub fn error(&self, e: &tera::Error, page: Option<&RelPath>) -> Diagnostic {
        use tera::ErrorKind as K;
        let mut diagnostic = match e.kind() {
            K::SyntaxError(report) | K::RenderingError(report) => {
                let said = report.message().to_owned();
                let message = cannot_be_used(&said);
                let file = self.template_files.get(report.filename()).cloned();
                let file = file.unwrap_or_else(|| RelPath::lit(&format!("templates/{}", report.filename())));
                let range = &report.span().range;
                let span = Span::new(range.start, range.end);
                Diagnostic::new(Code::TemplateError, message)
                    .file(&file)
                    .span(span)
                    .cause(said)
                    .help(mend(report.filename(), &file))
            }
            K::TemplateNotFound(name) => self.missing(name),
            K::MissingParent { parent, current } => {
                let missing = self.missing(parent);
                match self.template_files.get(current) {
                    Some(file) => missing.file(file),
                    None => missing,
                }
            }
            other => {
                let said = other.to_string();
                let first = said.lines().next().unwrap_or("").to_owned();
                Diagnostic::new(Code::TemplateError, cannot_be_used(&first))
                    .cause(said)
                    .help(text!("rätta raden i mallen", "mend the line in the template"))
            }
        };
        if let Some(page) = page {
            diagnostic =
                diagnostic.related(page, None, text!("medan den här sidan skrevs", "while this page was written"));
        }
        diagnostic
    }

    /// The finding for a template that neither the theme nor the site has.
    pub fn missing(&self, name: &str) -> Diagnostic {
        let did_you_mean = |name: &str| text!("menade du ”{name}”?", "did you mean \"{name}\"?");
        let missing = Diagnostic::new(
            Code::MissingThemeFile,
            text!("mallen ”{name}” finns inte", "there is no template \"{name}\""),
        )
        .cause(name.to_owned());
        // Front matter names a template without its folder, a template that builds on another names it with the folder.
        if let Some(full) = page_template(name) {
            return missing.help(did_you_mean(&full));
        }
        let files = self.tera.get_template_names().map(|name| name.rsplit_once('/').map_or(name, |(_, file)| file));
        let known = files.filter(|file| self.template(file).is_some());
        missing
            .maybe_help(closest(name, known).map(did_you_mean))
            .help(text!("lägg filen i templates/{name}", "put the file in templates/{name}"))
    }
}

fn cannot_be_used(said: &str) -> Text {
    let Text { sv, en } = in_both_languages(said);
    text!("mallen går inte att använda: {sv}", "the template cannot be used: {en}")
}

/// The block of which Tera says that no parent has it.
fn missing_block(said: &str) -> Option<&str> {
    said.strip_prefix("Block `")?.strip_suffix("` is not defined in any parent template")
}

/// One finding for a site's template that lacks what the theme's other templates fill.
fn lacks_blocks(file: &RelPath, mut blocks: Vec<&str>) -> Diagnostic {
    blocks.sort_unstable();
    blocks.dedup();
    let all = blocks.join(", ");
    let first = blocks.first().copied().unwrap_or_default();
    let template = file.as_str().strip_prefix("templates/").unwrap_or(file.as_str());
    Diagnostic::new(
        Code::TemplateError,
        text!(
            "mallen saknar block som temats andra mallar fyller: {all}",
            "the template lacks blocks that other templates of the theme fill: {all}"
        ),
    )
    .file(file)
    .help(text!(
        "skriv {{% block {first} %}}{{% endblock %}} för vart och ett, eller ta bort filen och börja om med: ledfyr theme eject templates/{template}",
        "write {{% block {first} %}}{{% endblock %}} for each, or remove the file and begin again with: ledfyr theme eject templates/{template}"
    ))
}

/// What to do about a faulty template, which lies in `file`.
fn mend(template: &str, file: &RelPath) -> Text {
    if is_embedded(file) {
        text!(
            "se efter att sidan är av det slag som mallen är till för; en egen mall börjar med: ledfyr theme eject templates/{template}",
            "make sure that the page is of the kind that the template is for; a template of your own begins with: ledfyr theme eject templates/{template}"
        )
    } else if embedded::has(&format!("templates/{template}")) {
        text!(
            "rätta raden, eller ta bort filen: då gäller temats egen mall",
            "mend the line, or remove the file: the theme's own template takes its place"
        )
    } else {
        text!("rätta raden i mallen", "mend the line in the template")
    }
}
