//! The words of the interface, by language: the theme's, with the site's own over them one by one.

use super::embedded::is_embedded;
use super::language_marks::{marked, unmarked};
use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::base::suggest::closest;
use crate::data::{self, parse_toml};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::front_matter::fields::{
    Change, Conformance, FormFormat, Kind, LawStatus, PhaseMode, Raci, Status, Tier, UnitType,
};
use crate::governance::Standing;
use crate::site::Site;
use crate::text;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use tera::value::Key;
use tera::{Map, Value};

/// Where words are taken from that a language lacks.
const FALLBACK: [&str; 2] = ["en", "sv"];

/// Tables whose keys are a site's own.
const OPEN_TABLES: [&str; 1] = ["in_languages"];

/// The labels of every value that front matter can have: a language that lacks one of them has a finding, the theme's own
/// too.
fn labels() -> impl Iterator<Item = StringName> {
    fn table<T: Copy>(name: &str, all: &[T], word: fn(T) -> &'static str) -> Vec<StringName> {
        all.iter().map(|value| (name.to_owned(), word(*value).to_owned())).collect()
    }
    [
        table("kinds", Kind::ALL, Kind::as_str),
        table("tiers", Tier::ALL, Tier::as_str),
        table("tier_texts", Tier::ALL, Tier::as_str),
        table("statuses", Status::ALL, Status::as_str),
        Standing::NAMES.map(|name| ("standings".to_owned(), name.to_owned())).to_vec(),
        table("unit_types", UnitType::ALL, UnitType::as_str),
        table("raci", Raci::ALL, Raci::as_str),
        table("raci_texts", Raci::ALL, Raci::as_str),
        table("changes", Change::ALL, Change::as_str),
        table("law_statuses", LawStatus::ALL, LawStatus::as_str),
        table("modes", PhaseMode::ALL, PhaseMode::as_str),
        table("formats", FormFormat::ALL, FormFormat::as_str),
        table("conformances", Conformance::ALL, Conformance::as_str),
    ]
    .into_iter()
    .flatten()
}

/// A table and a key in it; the table is empty for a string that stands alone.
type StringName = (String, String);

/// The strings of one language, by key, and tables of strings by key.
#[derive(Clone, Debug)]
pub struct Strings {
    words: BTreeMap<StringName, String>,
    /// All of them, as templates see them.
    pub value: Value,
}

impl Strings {
    /// The string `key`, or the key itself where no language has it.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.label("", key)
    }

    /// The string `key` of table `table`, or the key itself.
    pub fn label<'a>(&'a self, table: &str, key: &'a str) -> &'a str {
        self.find(table, key).unwrap_or(key)
    }

    /// The string `key` of table `table`.
    pub fn find(&self, table: &str, key: &str) -> Option<&str> {
        self.words.get(&(table.to_owned(), key.to_owned())).map(String::as_str)
    }

    /// As [`Strings::label`], for what is no HTML.
    pub fn plain(&self, table: &str, key: &str) -> String {
        unmarked(self.label(table, key))
    }

    fn new(words: BTreeMap<StringName, String>) -> Strings {
        let mut strings = BTreeMap::new();
        let mut tables: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
        for ((table, key), text) in &words {
            if table.is_empty() {
                strings.insert(key.clone(), text.clone());
            } else {
                tables.entry(table.clone()).or_default().insert(key.clone(), text.clone());
            }
        }
        Strings { words, value: template_value(&strings, &tables) }
    }
}

/// A string table, its tables within it.
fn template_value(strings: &BTreeMap<String, String>, tables: &BTreeMap<String, BTreeMap<String, String>>) -> Value {
    let mut map: Map = strings.iter().map(|(k, v)| (Key::from(k.clone()), Value::from(v.as_str()))).collect();
    for (name, table) in tables {
        // A number as a key is written as one: `t.months[page.month]`.
        let inner: Map = table
            .iter()
            .flat_map(|(k, v)| {
                let number = k.parse::<u64>().ok().map(|n| (Key::U64(n), Value::from(v.as_str())));
                std::iter::once((Key::from(k.clone()), Value::from(v.as_str()))).chain(number)
            })
            .collect();
        map.insert(Key::from(name.clone()), Value::from(inner));
    }
    Value::from(map)
}

/// The strings of every language that has any.
#[derive(Clone, Debug)]
pub struct AllStrings {
    /// With what each lacks from another language.
    languages: HashMap<String, Strings>,
    /// Of a language that has none of its own.
    none: Strings,
    /// The names that each language has itself.
    own: HashMap<String, BTreeSet<StringName>>,
    /// The names in the site's own files, with their places.
    written: Vec<(RelPath, StringName, Span)>,
    /// The names that the theme has, and those of [`labels`].
    known: BTreeSet<StringName>,
}

impl Default for AllStrings {
    fn default() -> AllStrings {
        AllStrings::read(&[], &mut Diagnostics::new())
    }
}

impl AllStrings {
    /// Reads tables: the language, the text and the file that findings name. A later one goes before an earlier.
    pub(super) fn read(tables: &[(String, String, RelPath)], found: &mut Diagnostics) -> AllStrings {
        let mut words: HashMap<String, BTreeMap<StringName, String>> = HashMap::new();
        let mut written = Vec::new();
        let mut known: BTreeSet<StringName> = labels().collect();
        for (lang, text, shown) in tables {
            let of_language = words.entry(lang.clone()).or_default();
            for (name, text, span) in entries(text, shown, found) {
                if is_embedded(shown) {
                    known.insert(name.clone());
                } else {
                    written.push((shown.clone(), name.clone(), span));
                }
                of_language.insert(name, text);
            }
        }
        let own = words.iter().map(|(lang, words)| (lang.clone(), words.keys().cloned().collect())).collect();
        let with_fallback = |lang: Option<&str>| {
            let mut all = BTreeMap::new();
            for other in FALLBACK.iter().rev().filter(|other| lang != Some(**other)) {
                let lacking = words.get(*other).into_iter().flatten();
                // Addresses are no words.
                all.extend(lacking.map(|(name, text)| {
                    (name.clone(), if name.0 == "paths" { text.clone() } else { marked(other, text) })
                }));
            }
            all.extend(
                lang.and_then(|lang| words.get(lang)).into_iter().flatten().map(|(n, t)| (n.clone(), t.clone())),
            );
            Strings::new(all)
        };
        let languages = words.keys().map(|lang| (lang.clone(), with_fallback(Some(lang)))).collect();
        AllStrings { languages, none: with_fallback(None), own, written, known }
    }

    /// The strings of a language: of its tag, else of the language in it.
    pub fn of(&self, lang: &str) -> &Strings {
        self.named(lang).and_then(|name| self.languages.get(name)).unwrap_or(&self.none)
    }

    /// Whether some words of a language are in another.
    pub fn lacks(&self, lang: &str) -> bool {
        self.missing(lang).next().is_some()
    }

    fn named<'a>(&self, lang: &'a str) -> Option<&'a str> {
        let names = [lang, lang.split('-').next().unwrap_or(lang)];
        names.into_iter().find(|name| self.languages.contains_key(*name))
    }

    fn missing<'a>(&'a self, lang: &'a str) -> impl Iterator<Item = &'a StringName> {
        let own = self.named(lang).and_then(|name| self.own.get(name));
        let has = move |name: &&StringName| own.is_some_and(|own| own.contains(*name));
        self.known.iter().filter(move |name| !has(name) && !OPEN_TABLES.contains(&name.0.as_str()))
    }

    /// Keys in the site's own files that neither the theme nor a template of the site's own asks for.
    pub(super) fn unknown(&self, templates: &[&str]) -> Diagnostics {
        let asked = |key: &str| templates.iter().any(|text| text.contains(key));
        let unknown = |(file, name, span): &(RelPath, StringName, Span)| {
            let (table, key) = name;
            if self.known.contains(name) || OPEN_TABLES.contains(&table.as_str()) || asked(key) {
                return None;
            }
            let shown = if table.is_empty() { key.clone() } else { format!("{table}.{key}") };
            let found = Diagnostic::new(
                Code::UnknownString,
                text!("ingen mall frågar efter strängen ”{shown}”", "no template asks for the string \"{shown}\""),
            )
            .file(file)
            .span(*span);
            let near = closest(key, self.known.iter().filter(|other| other.0 == *table).map(|other| other.1.as_str()));
            Some(match near {
                Some(near) => found.help(text!("menade du {near}?", "did you mean {near}?")),
                None => found.help(text!("ta bort raden", "take the line away")),
            })
        };
        self.written.iter().filter_map(unknown).collect()
    }

    /// Languages of the site without words of their own, or without some of them.
    pub fn check(&self, site: &Site) -> Diagnostics {
        let one = |code: &str| {
            let missing: Vec<&StringName> = self.missing(code).collect();
            let (n, all) = (missing.len(), self.known.iter().filter(|n| !OPEN_TABLES.contains(&n.0.as_str())).count());
            if n == 0 {
                return None;
            }
            let file = format!("i18n/{code}.toml");
            let found = if self.named(code).is_none() {
                let place = match site.config.languages.contains_key(code) {
                    true => site.config.span("languages", code, None),
                    false => site.config.span("site", "language", None),
                };
                Diagnostic::new(
                    Code::MissingStrings,
                    text!(
                        "språket ”{code}” har inga egna ord för knappar och rubriker: filen {file} saknas, och orden står på engelska",
                        "the language \"{code}\" has no words of its own for buttons and headings: there is no file {file}, and the words are in English"
                    ),
                )
                .file(&RelPath::lit("ledfyr.toml"))
                .span(place)
            } else {
                let name =
                    |(table, key): &StringName| if table.is_empty() { key.clone() } else { format!("{table}.{key}") };
                let some = missing.iter().take(3).map(|name_of| name(name_of)).collect::<Vec<_>>().join(", ");
                let more = if n > 3 { " …" } else { "" };
                Diagnostic::new(
                    Code::MissingStrings,
                    text!(
                        "språket ”{code}” saknar {n} av {all} ord för knappar och rubriker, och de står på engelska: {some}{more}",
                        "the language \"{code}\" lacks {n} of {all} words for buttons and headings, and they are in English: {some}{more}"
                    ),
                )
                .file(&RelPath::lit(&file))
            };
            Some(found.help(text!(
                "skriv {file} med samma nycklar som ”ledfyr theme eject i18n/en.toml”, body.en.toml och search.en.toml visar",
                "write {file} with the keys that \"ledfyr theme eject i18n/en.toml\", body.en.toml and search.en.toml show"
            )))
        };
        site.languages.iter().filter_map(|language| one(&language.code)).collect()
    }
}

/// The strings in a file; a value of another type is a finding.
fn entries(text: &str, shown: &RelPath, found: &mut Diagnostics) -> Vec<(StringName, String, Span)> {
    let node = match parse_toml(text) {
        Ok(node) => node,
        Err(e) => {
            let help = e.help().unwrap_or_else(|| {
                text!("skriv varje sträng som: nyckel = \"text\"", "write each string as: key = \"text\"")
            });
            found.push(Diagnostic::new(Code::TemplateError, e.message).file(shown).span(e.span).help(help));
            return Vec::new();
        }
    };
    let mut not_a_string = |key: &data::Key| {
        let name = &key.name;
        found.push(
            Diagnostic::new(
                Code::TemplateError,
                text!("strängen ”{name}” ska vara text", "the string \"{name}\" is text"),
            )
            .file(shown)
            .span(key.span)
            .help(text!("skriv: {name} = \"…\"", "write: {name} = \"…\"")),
        );
    };
    let mut out = Vec::new();
    for (key, node) in node.entries() {
        match &node.value {
            data::Value::Str(s) => out.push(((String::new(), key.name.clone()), s.clone(), key.span)),
            data::Value::Map(entries) => {
                for (inner, node) in entries {
                    match &node.value {
                        data::Value::Str(s) => {
                            out.push(((key.name.clone(), inner.name.clone()), s.clone(), inner.span))
                        }
                        _ => not_a_string(inner),
                    }
                }
            }
            _ => not_a_string(key),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::embedded::{EMBEDDED_AT, embedded};
    use super::*;

    /// The theme's own strings; `change` makes each file another.
    fn of_theme(change: fn(&str) -> String) -> AllStrings {
        let files = embedded().into_iter().filter_map(|(name, bytes)| {
            let lang = name.strip_prefix("i18n/")?.strip_suffix(".toml")?.rsplit('.').next()?.to_owned();
            let text = change(std::str::from_utf8(bytes).unwrap());
            Some((lang, text, RelPath::lit(&format!("{EMBEDDED_AT}/{name}"))))
        });
        let mut found = Diagnostics::new();
        let strings = AllStrings::read(&files.collect::<Vec<_>>(), &mut found);
        assert!(found.is_empty());
        strings
    }

    fn missing(strings: &AllStrings, lang: &str) -> Vec<String> {
        strings.missing(lang).map(|(table, key)| format!("{table}.{key}")).collect()
    }

    #[test]
    fn the_theme_lacks_no_word_and_no_label() {
        let strings = of_theme(str::to_owned);
        assert_eq!((missing(&strings, "sv"), missing(&strings, "en")), (vec![], vec![]));
        assert_eq!(strings.of("sv").label("kinds", "role"), "Roll");
    }

    #[test]
    fn what_pages_can_be_without_a_label_is_missing() {
        let strings = of_theme(|text| {
            let lines =
                text.lines().filter(|line| !["role =", "tactical =", "decided ="].iter().any(|l| line.starts_with(l)));
            lines.collect::<Vec<_>>().join("\n")
        });
        let lost = ["kinds.role", "statuses.decided", "tier_texts.tactical", "tiers.tactical"];
        assert_eq!(missing(&strings, "sv"), lost);
        assert_eq!(missing(&strings, "en"), lost);
    }
}
