//! Findings as the browser's overlay shows them, and how two reports differ.

use crate::base::path::RelPath;
use crate::base::percent;
use crate::base::text::Lang;
use crate::diagnostic::{Diagnostic, Format, RenderOptions, Report, Severity, Sources};
use crate::pipeline::SiteSources;
use crate::source::{DiskFiles, Files};
use crate::theme::Theme;
use serde_json::{Map, Value, json};
use std::collections::HashSet;

/// More than anybody reads in an overlay; the rest is counted.
const SHOWN: usize = 50;

/// A line of the excerpt longer than this is cut.
const EXCERPT_WIDTH: usize = 200;

/// What the overlay is given.
pub(super) struct Findings {
    pub report: Report,
    /// `{errors, warnings, summary, more, items: [{code, severity, file, line, column, message, label, help, excerpt,
    /// editor}]}`; `editor` is a link that opens the place.
    local: Value,
    /// The same without the links: another machine has no such files, and need not know where they lie.
    remote: Value,
}

impl Findings {
    pub(super) fn new(report: Report, files: &DiskFiles, theme: Option<&Theme>, editor: &str, lang: Lang) -> Findings {
        let sources = SiteSources { files, theme };
        let first = Report { items: report.items.iter().take(SHOWN).cloned().collect(), ..Report::default() };
        let options = RenderOptions { lang, ..RenderOptions::default() };
        let text = first.render(Format::Json, &options, &sources);
        let parsed: Value = serde_json::from_str(&text).unwrap_or_default();
        let mut items: Vec<Value> = parsed.get("findings").and_then(Value::as_array).cloned().unwrap_or_default();
        let sealed: HashSet<&RelPath> =
            first.items.iter().filter(|(_, d)| d.sealed).filter_map(|(_, d)| d.file.as_ref()).collect();
        for item in items.iter_mut().filter_map(Value::as_object_mut) {
            complete(item, &sources, files, editor, &sealed);
        }
        let whole = |items: Vec<Value>| {
            json!({
                "errors": report.errors,
                "warnings": report.warnings,
                "summary": report.summary(lang),
                "more": report.items.len().saturating_sub(SHOWN),
                "items": items,
            })
        };
        let mut plain = items.clone();
        for item in plain.iter_mut().filter_map(Value::as_object_mut) {
            item.remove("editor");
        }
        Findings { local: whole(items), remote: whole(plain), report }
    }

    pub(super) fn json(&self, local: bool) -> &Value {
        if local { &self.local } else { &self.remote }
    }

    /// Whether it holds this finding.
    pub(super) fn contains(&self, d: &Diagnostic) -> bool {
        self.report.items.iter().any(|(_, known)| known == d)
    }
}

/// Adds the lines around the place and the link to the editor.
fn complete(
    item: &mut Map<String, Value>,
    sources: &SiteSources<'_>,
    files: &DiskFiles,
    editor: &str,
    sealed: &HashSet<&RelPath>,
) {
    let number = |key: &str| item.get(key).and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok());
    let (line, column) = (number("line"), number("column"));
    let Some(file) = item.get("file").and_then(Value::as_str).and_then(RelPath::new) else { return };
    if let Some((line, text)) = line.filter(|_| !sealed.contains(&file)).zip(sources.text(&file)) {
        item.insert("excerpt".to_owned(), excerpt(&text, line));
    }
    if files.is_file(&file) {
        let path = files.root().join(file.as_str());
        let link = editor
            .replace("{path}", &encode_path(&path.to_string_lossy()))
            .replace("{line}", &line.unwrap_or(1).to_string())
            .replace("{column}", &column.unwrap_or(1).to_string());
        item.insert("editor".to_owned(), Value::from(link));
    }
}

fn excerpt(text: &str, line: usize) -> Value {
    let first = line.saturating_sub(1).max(1);
    let lines = text.lines().enumerate().skip(first - 1).take(line + 1 - (first - 1));
    lines
        .map(|(i, text)| json!({ "line": i + 1, "text": text.chars().take(EXCERPT_WIDTH).collect::<String>(), "here": i + 1 == line }))
        .collect()
}

/// Percent-encodes what may not stand in the path of a URL; `\` becomes `/`, as links on Windows have it.
fn encode_path(path: &str) -> String {
    percent::encode(&path.replace('\\', "/"), percent::FILE_PATH)
}

/// Findings of `new` that `old` lacks. Places are left out of the comparison: a line added above is no new finding. The gravest come first, then those of the
/// files that changed: a page with an error makes findings on all that lead to it.
pub(super) fn news<'a>(new: &'a Report, old: &Report, changed: &[RelPath]) -> Vec<&'a (Severity, Diagnostic)> {
    let key = |d: &Diagnostic| (d.code, d.file.clone(), d.message.sv.clone());
    let known: HashSet<_> = old.items.iter().map(|(_, d)| key(d)).collect();
    let mut news: Vec<_> = new.items.iter().filter(|(_, d)| !known.contains(&key(d))).collect();
    news.sort_by_key(|(severity, d)| (*severity, !d.file.as_ref().is_some_and(|file| changed.contains(file))));
    news
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Levels};
    use crate::text;

    #[test]
    fn excerpts_hold_the_line_and_its_neighbours() {
        let lines = |line| {
            let value = excerpt("a\nb\nc\nd", line);
            value
                .as_array()
                .map(|a| a.iter().map(|l| l["line"].as_u64().unwrap_or(0)).collect::<Vec<_>>())
                .unwrap_or_default()
        };
        assert_eq!(lines(1), [1, 2]);
        assert_eq!(lines(3), [2, 3, 4]);
        assert_eq!(lines(4), [3, 4]);
        assert_eq!(lines(9), Vec::<u64>::new());
    }

    #[test]
    fn editor_links_survive_odd_names() {
        assert_eq!(encode_path("/å b/c#d.md"), "/%C3%A5%20b/c%23d.md");
        assert_eq!(encode_path("C:\\x\\y.md"), "C:/x/y.md");
    }

    #[test]
    fn the_gravest_news_come_first_and_then_those_of_the_file_that_changed() {
        let found = |code: Code, file: &str| Diagnostic::new(code, text!("x", "x")).file(&RelPath::lit(file));
        let links = ["a.md", "b.md", "c.md"].map(|file| found(Code::BrokenLink, file));
        let old = Report::new(links[..1].to_vec(), &Levels::default());
        let new = links.into_iter().chain([found(Code::DuplicateKey, "c.md")]).collect();
        let new = Report::new(new, &Levels::default());
        let news = news(&new, &old, &[RelPath::lit("c.md")]);
        let shown: Vec<_> = news.iter().map(|(_, d)| (d.code, d.file.as_ref().map_or("", |f| f.as_str()))).collect();
        assert_eq!(shown, [(Code::DuplicateKey, "c.md"), (Code::BrokenLink, "c.md"), (Code::BrokenLink, "b.md")]);
    }
}
