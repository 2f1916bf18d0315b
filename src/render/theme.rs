//! The theme: templates, strings and static files, embedded in the program and laid over by the site's own.

use super::template_report::{Report, reports};
use super::unindented::{offset_in, unindented};
use super::{filters, values};
use crate::base::bytes::Bytes;
use crate::base::hash::Hash;
use crate::base::path::RelPath;
use crate::base::span::{Span, offset_of};
use crate::base::text::Text;
use crate::data::parse_toml;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::shortcodes::{ArgumentKind, ArgumentSpec, Resolve, ShortcodeSpec};
use crate::source::Files;
use crate::text;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use tera::{ComponentArgType, Tera, Value};

/// The theme that comes with the program.
#[derive(rust_embed::RustEmbed)]
#[folder = "themes/ledfyr/"]
struct Embedded;

/// The folders that a site may lay over the theme's.
pub const FOLDERS: [&str; 3] = ["templates", "static", "i18n"];

/// Where the embedded theme's files are said to lie, in findings.
const EMBEDDED_AT: &str = "themes/ledfyr";

/// Everything that pages are dressed in.
pub struct Theme {
    pub tera: Tera,
    /// By language: every string, as templates see it.
    pub strings: HashMap<String, Strings>,
    /// Static files in name order.
    pub files: Vec<StaticFile>,
    pub shortcodes: Vec<ShortcodeSpec>,
    /// Text of templates and string tables by the path that findings name, for their excerpts.
    pub sources: BTreeMap<RelPath, Arc<str>>,
    template_files: HashMap<String, RelPath>,
    /// Of everything in the theme: a page rendered with another theme is another page.
    pub hash: Hash,
}

/// The strings of one language, by key, and tables of strings by key.
#[derive(Clone, Debug)]
pub struct Strings {
    pub strings: BTreeMap<String, String>,
    pub tables: BTreeMap<String, BTreeMap<String, String>>,
    /// All of them, as templates see them.
    pub value: Value,
}

impl Default for Strings {
    fn default() -> Strings {
        Strings { strings: BTreeMap::new(), tables: BTreeMap::new(), value: Value::none() }
    }
}

impl Strings {
    /// The string `key`, or the key itself where the theme lacks it.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.strings.get(key).map_or(key, String::as_str)
    }

    /// The string `key` of table `table`, or the key itself.
    pub fn label<'a>(&'a self, table: &str, key: &'a str) -> &'a str {
        self.tables.get(table).and_then(|t| t.get(key)).map_or(key, String::as_str)
    }
}

/// A file that is published as it is, its content's hash in its name.
#[derive(Clone, Debug)]
pub struct StaticFile {
    /// Below `static/`: `ledfyr.css`.
    pub name: String,
    /// Below the site's root: `static/ledfyr.1a2b3c4d.css`.
    pub url: String,
    pub bytes: Bytes,
}

/// Files of the embedded theme, for `ledfyr theme list` and `eject`: path below the theme, bytes.
pub fn embedded() -> BTreeMap<String, Vec<u8>> {
    Embedded::iter().filter_map(|name| Some((name.to_string(), Embedded::get(&name)?.data.into_owned()))).collect()
}

/// Loads the embedded theme with the site's own files over it.
pub fn load(site: &dyn Files) -> (Theme, Diagnostics) {
    let mut found = Diagnostics::new();
    let mut files: BTreeMap<String, (Vec<u8>, RelPath)> = embedded()
        .into_iter()
        .map(|(name, bytes)| {
            let shown = RelPath::lit(&format!("{EMBEDDED_AT}/{name}"));
            (name, (bytes, shown))
        })
        .collect();
    for folder in FOLDERS {
        let walk = site.walk(&RelPath::lit(folder), &[]);
        found.extend(walk.diagnostics);
        for entry in walk.entries {
            match site.read(&entry.path) {
                Ok(bytes) => {
                    files.insert(entry.path.as_str().to_owned(), (bytes, entry.path));
                }
                Err(e) => found.push(
                    Diagnostic::new(
                        Code::UnreadableFile,
                        text!("filen kan inte läsas: {e}", "the file cannot be read: {e}"),
                    )
                    .file(&entry.path),
                ),
            }
        }
    }
    let mut all = Vec::new();
    for (name, (bytes, _)) in &files {
        all.extend_from_slice(name.as_bytes());
        all.push(0);
        all.extend_from_slice(Hash::of(bytes).hex().as_bytes());
    }
    let mut theme = Theme {
        tera: Tera::new(),
        strings: HashMap::new(),
        files: Vec::new(),
        shortcodes: Vec::new(),
        sources: BTreeMap::new(),
        template_files: HashMap::new(),
        hash: Hash::of(&all),
    };
    let mut templates = Vec::new();
    for (name, (bytes, shown)) in files {
        if let Some(name) = name.strip_prefix("static/") {
            theme.files.push(static_file(name, published(name, bytes, &shown)));
        } else if let Some(name) = name.strip_prefix("templates/") {
            if let Some(text) = utf8(bytes, &shown, &mut found) {
                let parsed = if is_embedded(&shown) { unindented(&text) } else { text.clone() };
                theme.template_files.insert(name.to_owned(), shown.clone());
                theme.sources.insert(shown, Arc::from(text));
                templates.push((name.to_owned(), parsed));
            }
        } else if let Some(name) = name.strip_prefix("i18n/").and_then(|n| n.strip_suffix(".toml"))
            && let Some(text) = utf8(bytes, &shown, &mut found)
        {
            let lang = name.rsplit('.').next().unwrap_or(name).to_owned();
            theme.strings(&lang, &text, &shown, &mut found);
            theme.sources.insert(shown, Arc::from(text));
        }
    }
    for strings in theme.strings.values_mut() {
        strings.value = values::strings(strings);
    }
    filters::register(&mut theme.tera);
    theme.templates(&templates, &mut found);
    theme.shortcodes = shortcodes(&theme.tera, &theme.template_files);
    (theme, found)
}

fn is_embedded(shown: &RelPath) -> bool {
    shown.as_str().starts_with(EMBEDDED_AT)
}

fn utf8(bytes: Vec<u8>, shown: &RelPath, found: &mut Diagnostics) -> Option<String> {
    String::from_utf8(bytes)
        .map_err(|_| {
            found
                .push(Diagnostic::new(Code::NotUtf8, text!("filen är inte UTF-8", "the file is not UTF-8")).file(shown))
        })
        .ok()
}

/// Scripts and styles of the theme are published without their comments: readers fetch them in an emergency, over a bad
/// network. A site's own are published as they are.
fn published(name: &str, bytes: Vec<u8>, shown: &RelPath) -> Vec<u8> {
    let text = std::str::from_utf8(&bytes).ok().filter(|_| is_embedded(shown));
    match (text, name.rsplit_once('.').map(|(_, ending)| ending)) {
        (Some(script), Some("js")) => crate::search::slim(script).into_bytes(),
        (Some(css), Some("css")) => super::slim_css::slim(css).into_bytes(),
        _ => bytes,
    }
}

fn static_file(name: &str, bytes: Vec<u8>) -> StaticFile {
    let hash = Hash::of(&bytes).short();
    let url = match name.rsplit_once('.') {
        Some((stem, extension)) => format!("static/{stem}.{hash}.{extension}"),
        None => format!("static/{name}.{hash}"),
    };
    StaticFile { name: name.to_owned(), url, bytes: Bytes::new(bytes) }
}

impl Theme {
    /// Whether the site has templates or strings of its own.
    pub fn is_overlaid(&self) -> bool {
        self.sources.keys().any(|path| !is_embedded(path))
    }

    fn strings(&mut self, lang: &str, text: &str, shown: &RelPath, found: &mut Diagnostics) {
        let node = match parse_toml(text) {
            Ok(node) => node,
            Err(e) => {
                found.push(Diagnostic::new(Code::TemplateError, e.message).file(shown).span(e.span));
                return;
            }
        };
        use crate::data::Value as V;
        let table = self.strings.entry(lang.to_owned()).or_default();
        let mut wrong = |key: &crate::data::Key| {
            let name = &key.name;
            found.push(
                Diagnostic::new(
                    Code::TemplateError,
                    text!("strängen ”{name}” ska vara text", "the string \"{name}\" is text"),
                )
                .file(shown)
                .span(key.span),
            );
        };
        for (key, node) in node.entries() {
            match &node.value {
                V::Str(s) => {
                    table.strings.insert(key.name.clone(), s.clone());
                }
                V::Map(entries) => {
                    for (inner, node) in entries {
                        match &node.value {
                            V::Str(s) => {
                                let table = table.tables.entry(key.name.clone()).or_default();
                                table.insert(inner.name.clone(), s.clone());
                            }
                            _ => wrong(inner),
                        }
                    }
                }
                _ => wrong(key),
            }
        }
    }

    /// Adds the templates. When they do not all parse, each faulty one is told: they are tried one by one.
    fn templates(&mut self, templates: &[(String, String)], found: &mut Diagnostics) {
        let pairs = || templates.iter().map(|(n, t)| (n.as_str(), t.as_str()));
        let Err(first) = self.tera.add_raw_templates(pairs()) else { return };
        let mut told = std::collections::BTreeSet::new();
        for (name, text) in pairs() {
            let mut alone = Tera::new();
            filters::register(&mut alone);
            if let Err(e) = alone.add_raw_template(name, text)
                && matches!(e.kind(), tera::ErrorKind::SyntaxError(_))
            {
                let d = self.error(&e, None);
                if told.insert(d.message.en.clone()) {
                    found.push(d);
                }
            }
        }
        // Faults between templates (a missing parent or component) show only when all are together.
        if told.is_empty() {
            found.extend(self.validation_errors(&first));
        }
    }

    /// What is wrong between templates. Tera tells all of it as one text of several reports.
    fn validation_errors(&self, e: &tera::Error) -> Diagnostics {
        let tera::ErrorKind::Msg(text) = e.kind() else { return vec![self.error(e, None)] };
        let reports: Diagnostics = reports(text)
            .filter_map(|report| Some(self.report(&report, self.template_files.get(report.template)?)))
            .collect();
        if reports.is_empty() { vec![self.error(e, None)] } else { reports }
    }

    fn report(&self, report: &Report<'_>, file: &RelPath) -> Diagnostic {
        let said = report.message;
        let at = self.sources.get(file).map_or(0, |text| match is_embedded(file) {
            true => offset_in(text, offset_of(&unindented(text), report.line, report.column)),
            false => offset_of(text, report.line, report.column),
        });
        Diagnostic::new(
            Code::TemplateError,
            text!("mallen går inte att använda: {said}", "the template cannot be used: {said}"),
        )
        .file(file)
        .span(Span::new(at, at))
        .cause(said)
    }

    /// A template's error, at its line. `page` is the page that was being rendered.
    pub fn error(&self, e: &tera::Error, page: Option<&RelPath>) -> Diagnostic {
        use tera::ErrorKind as K;
        let mut diagnostic = match e.kind() {
            K::SyntaxError(report) | K::RenderingError(report) => {
                let said = report.message().to_owned();
                let message = text!("mallen går inte att använda: {said}", "the template cannot be used: {said}");
                let file = self.template_files.get(report.filename()).cloned();
                let file = file.unwrap_or_else(|| RelPath::lit(&format!("templates/{}", report.filename())));
                let range = &report.span().range;
                let at = |offset| match self.sources.get(&file).filter(|_| is_embedded(&file)) {
                    Some(text) => offset_in(text, offset),
                    None => offset,
                };
                let span = Span::new(at(range.start), at(range.end));
                Diagnostic::new(Code::TemplateError, message).file(&file).span(span).cause(said)
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
                Diagnostic::new(Code::TemplateError, Text::same(said.lines().next().unwrap_or("").to_owned()))
                    .cause(said)
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
        let known = self.tera.get_template_names().filter(|n| !n.contains('/'));
        let meant = crate::base::suggest::closest(name, known).map(str::to_owned);
        Diagnostic::new(Code::MissingThemeFile, text!("mallen ”{name}” finns inte", "there is no template \"{name}\""))
            .cause(name.to_owned())
            .maybe_help(meant.map(|m| text!("menade du ”{m}”?", "did you mean \"{m}\"?")))
            .help(text!("lägg filen i templates/{name}", "put the file in templates/{name}"))
    }

    /// The strings of a language, else of the site's own, else of any.
    pub fn strings_for(&self, lang: &str, own: &str) -> &Strings {
        static NONE: std::sync::LazyLock<Strings> = std::sync::LazyLock::new(Strings::default);
        [lang, lang.split('-').next().unwrap_or(lang), own, "en", "sv"]
            .iter()
            .find_map(|l| self.strings.get(*l))
            .unwrap_or(&NONE)
    }
}

/// The components in `templates/shortcodes/`, as calls from Markdown are judged by them.
fn shortcodes(tera: &Tera, files: &HashMap<String, RelPath>) -> Vec<ShortcodeSpec> {
    let mut names: Vec<&str> =
        tera.get_component_names().filter(|name| files.contains_key(&format!("shortcodes/{name}.html"))).collect();
    names.sort_unstable();
    names.into_iter().filter_map(|name| spec(tera, name)).collect()
}

fn spec(tera: &Tera, name: &str) -> Option<ShortcodeSpec> {
    let info = tera.get_component_definition(name)?;
    let metadata = info.metadata();
    let one_of = |argument: &str| -> Vec<String> {
        metadata
            .get("one_of")
            .and_then(|v| v.get_from_path(argument))
            .and_then(Value::as_array)
            .map(|a| a.iter().filter_map(|v| v.as_str().map(str::to_owned)).collect())
            .unwrap_or_default()
    };
    let resolve = |argument: &str| -> Option<Resolve> {
        Resolve::parse(metadata.get("resolve")?.get_from_path(argument)?.as_str()?)
    };
    let resolved: Vec<&'static str> =
        info.args().iter().filter_map(|a| resolve(a.name())).map(Resolve::as_str).collect();
    let arguments = info
        .args()
        .iter()
        // What the program hands over is not the editor's to give.
        .filter(|a| !a.is_implicit() && !resolved.contains(&a.name()))
        .map(|a| ArgumentSpec {
            name: a.name().to_owned(),
            kind: match a.arg_type() {
                Some(ComponentArgType::String) => ArgumentKind::Str,
                Some(ComponentArgType::Integer) => ArgumentKind::Int,
                Some(ComponentArgType::Bool) => ArgumentKind::Bool,
                _ => ArgumentKind::Any,
            },
            required: a.is_required(),
            one_of: one_of(a.name()),
            resolve: resolve(a.name()),
        })
        .collect();
    let body = metadata.get("body").and_then(Value::as_bool).unwrap_or(false);
    Some(ShortcodeSpec { name: name.to_owned(), arguments, body })
}
