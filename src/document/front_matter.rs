//! Front matter: finding it, reading it, and failing closed where people's safety hangs on it.

pub mod dates;
pub mod edit;
mod fence;
mod forms;
mod guards;
pub(super) mod lenient;
mod misplaced;
mod tags;
mod words;

use super::fields::{Fields, Kind};
use crate::base::date::Date;
use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::data::{Node, SyntaxError, Value, decode, parse_toml, parse_yaml};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Grade};
use crate::text;
use fence::Fenced;
use guards::Guards;

/// Keys that keep a page from readers who should not see it, or from a time when it does not hold. A misspelt one
/// is an error: guessing would publish.
pub const GUARDED: [&str; 5] = ["classification", "draft", "valid_from", "valid_to", "secrecy"];

/// Longest description, in characters.
pub(super) const MAX_DESCRIPTION: usize = 200;

/// What stands before the body.
#[derive(Clone, Debug, Default)]
pub struct FrontMatter {
    pub fields: Fields,
    /// The values with their places in the file, for findings that need them later.
    pub node: Node,
    /// Where the body begins, in bytes.
    pub body_start: usize,
    /// Whether a fence was there at all.
    pub present: bool,
    /// The opening fence.
    head: Span,
    /// Levels that stand in front matter that could not be parsed.
    pub salvaged: Vec<String>,
    /// Something that was meant to state the level could not be read.
    pub unclear: bool,
    /// A field of ours that guards is misspelt.
    pub misspelt: bool,
}

impl FrontMatter {
    pub fn kind(&self) -> Kind {
        self.fields.kind.unwrap_or(Kind::Page)
    }

    /// The place of the value of `key` (or of its item `index`), else the beginning of the file.
    pub fn span(&self, key: &str, index: Option<usize>) -> Span {
        self.node.place(key, index).unwrap_or_else(|| self.head())
    }

    /// The opening fence, where findings about what is missing point.
    pub fn head(&self) -> Span {
        self.head
    }

    /// Whether a finding points at the field `key`.
    pub(super) fn is_about(&self, key: &str, d: &Diagnostic) -> bool {
        let Some(at) = d.span else { return false };
        self.node.entries().iter().any(|(k, v)| k.name == key && (at == k.span || v.holds(at)))
    }
}

/// How front matter is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Syntax {
    Yaml,
    Toml,
    Json,
}

impl Syntax {
    fn parse(self, text: &str) -> Result<Node, SyntaxError> {
        match self {
            Syntax::Toml => parse_toml(text),
            // Every JSON object is YAML.
            Syntax::Yaml | Syntax::Json => parse_yaml(text),
        }
    }
}

/// What front matter is judged by beside its own words.
#[derive(Clone, Copy, Debug, Default)]
pub struct Rules<'a> {
    /// The levels of the site, lowest first.
    pub levels: &'a [String],
    /// The day of the build.
    pub today: Option<Date>,
    /// The folder was not written for this program: a status or a kind may be another one's.
    pub foreign: bool,
}

/// Reads the front matter of a file. With an error among the findings the page must not be published.
pub fn read(path: &RelPath, text: &str, rules: &Rules<'_>) -> (FrontMatter, Diagnostics) {
    let mut found = Diagnostics::new();
    let mut front = FrontMatter::default();
    match fence::split(text) {
        Ok(Some(fenced)) => fields(path, &fenced, &mut front, &mut found, rules),
        Ok(None) => front.body_start = if text.starts_with('\u{feff}') { 3 } else { 0 },
        Err(span) => {
            front.salvage(text.get(span.range().end..).unwrap_or(""));
            found.push(
                Diagnostic::new(
                    Code::FrontMatterSyntax,
                    text!("front matter har ingen slutrad", "the front matter has no closing line"),
                )
                .file(path)
                .span(span)
                .label(text!("öppnas här", "opened here"))
                .help(text!(
                    "skriv samma tre tecken på en egen rad efter det sista fältet",
                    "write the same three characters on a line of their own after the last field"
                )),
            );
            return (front, found);
        }
    }
    for misplaced in misplaced::misplaced(text, &front, rules) {
        front.unclear |= misplaced.leaves_unclear(rules);
        found.push(misplaced.told().file(path).span(misplaced.at()));
    }
    (front, found)
}

/// Reads what stands between the fences.
fn fields(path: &RelPath, fenced: &Fenced<'_>, front: &mut FrontMatter, found: &mut Diagnostics, rules: &Rules<'_>) {
    (front.present, front.head, front.body_start) = (true, fenced.head, fenced.body_start);
    let node = match fenced.syntax.parse(fenced.text) {
        Ok(node) => node.shifted(fenced.text_start),
        Err(e) => {
            let code = if e.duplicate_key.is_some() { Code::DuplicateKey } else { Code::FrontMatterSyntax };
            let help = e.help().unwrap_or_else(|| match fenced.syntax == Syntax::Toml {
                true => text!(
                    "skriv varje rad som: nyckel = värde, med text inom \"…\"",
                    "write each line as: key = value, with text inside \"…\""
                ),
                false => text!(
                    "skriv ”nyckel: värde”, och sätt värden med kolon eller citattecken inom \"…\"",
                    "write \"key: value\", and put values with colons or quotes inside \"…\""
                ),
            });
            found.push(Diagnostic::new(code, e.message).file(path).span(e.span.shifted(fenced.text_start)).help(help));
            front.salvage(fenced.text);
            return;
        }
    };
    if !matches!(node.value, Value::Map(_)) {
        front.salvage(fenced.text);
    }
    let toml = fenced.syntax == Syntax::Toml;
    let mut guards = Guards { path, toml, rules, front, found };
    let known = guards.known(&node);
    let decoded = decode::<Fields>(&known, toml);
    guards.found.extend(decoded.diagnostics.into_iter().map(|d| d.file(path)));
    guards.front.fields = decoded.value;
    guards.swallowed(&node, fenced);
    guards.tags(&node);
    guards.front.node = node;
    lenient::lighten(guards.front, rules, guards.found);
    guards.unknown(decoded.unknown);
    nulls(path, front, found);
    lenient::mend_id(path, front, found);
    front.unclear |= found.iter().any(|d| d.grade() == Grade::Error && front.is_about("classification", d));
    rules_of(path, front, found);
}

fn nulls(path: &RelPath, front: &FrontMatter, found: &mut Diagnostics) {
    for (key, value) in front.node.entries() {
        let name = &key.name;
        if value.value == Value::Null && GUARDED.contains(&name.as_str()) {
            found.push(
                Diagnostic::new(Code::FrontMatterType, text!("{name}: fältet är tomt", "{name}: the field is empty"))
                    .file(path)
                    .span(key.span)
                    .help(text!("skriv ett värde, eller ta bort raden", "write a value, or remove the line")),
            );
        }
    }
}

/// What the types alone cannot say of a single page.
fn rules_of(path: &RelPath, front: &FrontMatter, found: &mut Diagnostics) {
    let f = &front.fields;
    if let Some(n) = f.description.as_ref().map(|d| d.chars().count()).filter(|n| *n > MAX_DESCRIPTION) {
        found.push(
            Diagnostic::new(
                Code::LongDescription,
                text!(
                    "description har {n} tecken; högst {MAX_DESCRIPTION} får plats",
                    "description has {n} characters; at most {MAX_DESCRIPTION} fit"
                ),
            )
            .file(path)
            .span(front.span("description", None))
            .cause("description")
            .help(text!(
                "korta till en mening som säger vad sidan är till för",
                "shorten it to one sentence that says what the page is for"
            )),
        );
    }
    // Read from the tree: where one duty is faulty, the others have moved up in the list.
    let duties = front.node.get("duties").map_or(&[][..], Node::items);
    for month in duties.iter().filter_map(|duty| duty.get("month")) {
        if matches!(month.value, Value::Int(n) if !(1..=12).contains(&n)) {
            found.push(
                Diagnostic::new(Code::FrontMatterValue, text!("duties: month ska vara 1–12", "duties: month is 1–12"))
                    .file(path)
                    .span(month.span)
                    .help(text!("skriv januari som 1, december som 12", "write January as 1, December as 12")),
            );
        }
    }
    // A page whose kind could not be read has been reported; the rest would follow from a guess.
    if front.node.get("kind").is_none() || f.kind.is_some() {
        required(path, front, found);
    }
}

pub(crate) fn is_id(id: &str) -> bool {
    !id.is_empty()
        && !id.starts_with('-')
        && !id.ends_with('-')
        && !id.contains("--")
        && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// The fields that a page of that kind must have, whatever else it says.
pub(super) fn needed(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Directive => &["owner", "status", "version"],
        Kind::Chapter => &["number"],
        Kind::Role => &["tier"],
        Kind::Unit => &["unit_type"],
        Kind::Process => &["owner"],
        Kind::Checklist => &["scenario", "phases"],
        Kind::Template => &["format"],
        Kind::News => &["date"],
        Kind::Contacts => &["contacts"],
        Kind::Laws => &["laws"],
        Kind::Statement => &["conformance", "assessed", "method", "contact", "enforcement", "published"],
        Kind::Page | Kind::Glossary => &[],
    }
}

/// Tells the fields that are missing. A field that is there but faulty has been reported already.
fn required(path: &RelPath, front: &FrontMatter, found: &mut Diagnostics) {
    use super::fields::Status;
    let f = &front.fields;
    let mut needed = needed(front.kind()).to_vec();
    if front.kind() == Kind::Directive && f.status == Some(Status::Decided) {
        needed.push("decision");
    }
    if f.status == Some(Status::Superseded) {
        needed.push("superseded_by");
    }
    let kind = front.kind();
    for field in needed {
        let missing = front.node.get(field).is_none_or(|n| n.value == Value::Null);
        if missing {
            found.push(
                Diagnostic::new(
                    Code::MissingField,
                    text!(
                        "en sida av slaget ”{kind}” behöver fältet ”{field}”",
                        "a page of kind \"{kind}\" needs the field \"{field}\""
                    ),
                )
                .file(path)
                .span(front.head())
                .cause(format!("{kind}.{field}"))
                .help(text!(
                    "lägg till raden ”{field}: …” i sidans front matter",
                    "add the line \"{field}: …\" to the page's front matter"
                )),
            );
        }
    }
}

#[cfg(test)]
mod tests;
