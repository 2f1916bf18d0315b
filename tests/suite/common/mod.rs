//! What the test suites share: a site in memory, built and published in memory.

pub mod fixture;

use ledfyr::base::bytes::Bytes;
use ledfyr::base::date::Date;
use ledfyr::base::path::RelPath;
use ledfyr::base::span::position;
use ledfyr::base::text::{Lang, Text};
use ledfyr::config;
use ledfyr::diagnostic::{Diagnostic, Diagnostics, Grade, Levels, Report, Sources};
use ledfyr::output::MemorySink;
use ledfyr::pipeline::{self, Loaded, Options, Published, SiteSources, WithSearch};
use ledfyr::source::{Files, MemoryFiles};
use std::collections::BTreeMap;
use std::fmt::Write;

/// The day of every build in tests.
pub fn today() -> Date {
    Date::from_ymd(2026, 11, 22).unwrap()
}

pub fn options() -> Options {
    Options {
        folder_name: "provplats".to_owned(),
        base_url: None,
        audience: None,
        drafts: false,
        today: today(),
        out: None,
        search: WithSearch::Never,
        service_worker: true,
        portable: false,
        by_clock: false,
    }
}

/// What came of a site.
pub struct Built {
    /// `None`: the configuration was at fault.
    pub loaded: Option<Loaded>,
    pub diagnostics: Diagnostics,
    /// The output; empty when something stopped publishing.
    pub files: BTreeMap<String, Bytes>,
}

/// Loads and, without errors, publishes, as `ledfyr build` does.
pub fn build(files: &dyn Files, options: &Options) -> Built {
    let configured = config::load(files);
    if !configured.diagnostics.is_empty() {
        return Built { loaded: None, diagnostics: configured.diagnostics, files: BTreeMap::new() };
    }
    let mut loaded = pipeline::load(files, configured.config, options);
    let mut diagnostics = std::mem::take(&mut loaded.diagnostics);
    let mut written = BTreeMap::new();
    if !diagnostics.iter().any(|d| d.grade() == Grade::Error) {
        let sink = MemorySink::new();
        match pipeline::publish(&loaded, Box::new(sink.clone()), &mut pipeline::Timings::default(), &|_| {}) {
            Ok(Published::Done(_)) => written = sink.files(),
            Ok(Published::Faulty(faults)) => diagnostics.extend(faults),
            Err(e) => panic!("memory cannot fail: {e}"),
        }
    }
    Built { loaded: Some(loaded), diagnostics, files: written }
}

/// A site in memory: path and content of each file.
pub fn memory(files: &[(&str, &str)]) -> MemoryFiles {
    files.iter().fold(MemoryFiles::new(), |all, (path, text)| all.with(path, *text))
}

/// Builds a site in memory that has nothing wrong with it.
pub fn sound(files: &[(&str, &str)]) -> Built {
    let files = memory(files);
    let built = build(&files, &options());
    assert_eq!(built.told(&files), "", "the site was to have no findings");
    built
}

impl Built {
    /// A file of the output as text.
    pub fn text(&self, path: &str) -> &str {
        let bytes = self.files.get(path).unwrap_or_else(|| {
            panic!("no {path} in {:?}", self.files.keys().filter(|k| !k.starts_with("static/")).collect::<Vec<_>>())
        });
        std::str::from_utf8(bytes).unwrap()
    }

    /// The HTML of a page's own text.
    pub fn body(&self, path: &str) -> String {
        let html = self.text(path);
        let start = html.find("<main").unwrap_or_else(|| panic!("no <main> in {path}"));
        let end = html[start..].find("</main>").map_or(html.len(), |i| start + i);
        html[start..end].to_owned()
    }

    /// All findings in Swedish, in the order in which they are shown: `file:line:column: grade[code]: message`, and
    /// below it label, help and other places.
    pub fn told(&self, files: &dyn Files) -> String {
        tell(&self.diagnostics, files, self.loaded.as_ref(), Lang::Sv)
    }

    /// The same in English.
    pub fn told_in_english(&self, files: &dyn Files) -> String {
        tell(&self.diagnostics, files, self.loaded.as_ref(), Lang::En)
    }

    /// The codes of the findings, in order.
    pub fn codes(&self) -> Vec<&'static str> {
        let report = Report::new(self.diagnostics.clone(), &Levels::default());
        report.items.iter().map(|(_, d)| d.code.as_str()).collect()
    }
}

fn tell(diagnostics: &[Diagnostic], files: &dyn Files, loaded: Option<&Loaded>, lang: Lang) -> String {
    let [error, warning, label, help, see] = match lang {
        Lang::Sv => ["fel", "varning", "etikett", "hjälp", "se"],
        Lang::En => ["error", "warning", "label", "help", "see"],
    };
    let sources = SiteSources { files, theme: loaded.map(|l| &*l.theme) };
    let place = |file: Option<&RelPath>, span: Option<ledfyr::base::span::Span>| {
        let Some(file) = file else { return "-".to_owned() };
        let text = sources.text(file);
        match span.zip(text) {
            Some((span, text)) => {
                let at = position(&text, span.start as usize);
                format!("{file}:{}:{}", at.line, at.column)
            }
            None => file.to_string(),
        }
    };
    let report = Report::new(diagnostics.to_vec(), &Levels::default());
    let mut out = String::new();
    for (_, d) in &report.items {
        let grade = if d.grade() == Grade::Error { error } else { warning };
        let mut line = |text: &Text, before: &str| {
            assert!(!text.sv.is_empty() && !text.en.is_empty(), "a message lacks a language: {text:?}");
            writeln!(out, "{before}{}", text.get(lang)).unwrap();
        };
        line(&d.message, &format!("{}: {grade}[{}]: ", place(d.file.as_ref(), d.span), d.code));
        d.label.iter().for_each(|t| line(t, &format!("    {label}: ")));
        d.help.iter().for_each(|t| line(t, &format!("    {help}: ")));
        for r in &d.related {
            line(&r.message, &format!("    {see} {}: ", place(Some(&r.file), r.span)));
        }
    }
    out
}
