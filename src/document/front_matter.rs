//! Front matter: finding it, reading it, and failing closed where people's safety hangs on it.

pub mod dates;
pub mod edit;
pub(super) mod lenient;

use super::fields::{Fields, Kind};
use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::base::suggest::closest;
use crate::data::{Node, Value, decode, parse_toml, parse_yaml};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::text;

/// Keys that keep a page from readers who should not see it, or from a time when it does not hold. A misspelt one
/// is an error: guessing would publish.
pub const GUARDED: [&str; 5] = ["classification", "draft", "valid_from", "valid_to", "secrecy"];

/// Longest description, in characters.
pub(super) const MAX_DESCRIPTION: usize = 200;

/// What stands before the body.
#[derive(Clone, Debug)]
pub struct FrontMatter {
    pub fields: Fields,
    /// The values with their places in the file, for findings that need them later.
    pub node: Node,
    /// Where the body begins, in bytes.
    pub body_start: usize,
    /// Whether a fence was there at all.
    pub present: bool,
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
        if self.present { Span::new(0, 3) } else { Span::new(0, 0) }
    }
}

/// The fence around front matter, and what is inside.
struct Fenced<'a> {
    toml: bool,
    text: &'a str,
    text_start: usize,
    body_start: usize,
}

/// Splits a file. A byte-order mark, blank lines before the fence, CRLF and a closing `...` are taken as they come.
///
/// `Err` holds the place of a fence that is never closed. A first line of `---` that is not followed by a key is a
/// thematic break, not a fence.
fn split(text: &str) -> Result<Option<Fenced<'_>>, Span> {
    let begin = text.len() - text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).len();
    let mut lines = text[begin..].split_inclusive('\n');
    let Some(first) = lines.next() else { return Ok(None) };
    let toml = match first.trim_end() {
        "---" => false,
        "+++" => true,
        _ => return Ok(None),
    };
    let text_start = begin + first.len();
    let mut at = text_start;
    for line in lines {
        let fence = line.trim_end();
        let closes = if toml { fence == "+++" } else { fence == "---" || fence == "..." };
        if closes {
            return Ok(Some(Fenced { toml, text: &text[text_start..at], text_start, body_start: at + line.len() }));
        }
        at += line.len();
    }
    let next = text[text_start..].lines().next().unwrap_or("").trim();
    if toml || next.contains(':') {
        return Err(Span::new(begin, begin + 3));
    }
    Ok(None)
}

/// Reads the front matter of a file. With an error among the findings the page must not be published.
pub fn read(path: &RelPath, text: &str) -> (FrontMatter, Diagnostics) {
    let mut found = Diagnostics::new();
    let mut front = FrontMatter { fields: Fields::default(), node: Node::empty_map(), body_start: 0, present: false };
    let fenced = match split(text) {
        Ok(Some(fenced)) => fenced,
        Ok(None) => {
            front.body_start = if text.starts_with('\u{feff}') { 3 } else { 0 };
            return (front, found);
        }
        Err(span) => {
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
    };
    front.present = true;
    front.body_start = fenced.body_start;
    let parsed = if fenced.toml { parse_toml(fenced.text) } else { parse_yaml(fenced.text) };
    let node = match parsed {
        Ok(node) => node.shifted(fenced.text_start),
        Err(e) => {
            let code = if e.duplicate_key.is_some() { Code::DuplicateKey } else { Code::FrontMatterSyntax };
            let help = e.help().unwrap_or_else(|| match fenced.toml {
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
            return (front, found);
        }
    };
    let decoded = decode::<Fields>(&node, fenced.toml);
    found.extend(decoded.diagnostics.into_iter().map(|d| d.file(path)));
    front.fields = decoded.value;
    front.node = node;
    lenient::lighten(&front, &mut found);
    unknown_keys(path, &mut front, decoded.unknown, &mut found);
    nulls(path, &front, &mut found);
    lenient::mend_id(path, &mut front, &mut found);
    rules(path, &front, &mut found);
    (front, found)
}

/// Unknown keys are kept for templates, unless they nearly spell a guarded one.
fn unknown_keys(
    path: &RelPath,
    front: &mut FrontMatter,
    unknown: Vec<(crate::data::Key, &'static [&'static str])>,
    found: &mut Diagnostics,
) {
    for (key, known) in unknown {
        let name = &key.name;
        let top = front.node.entries().iter().any(|(k, _)| *k == key);
        let guarded = closest(&name.replace('-', "_"), GUARDED).filter(|_| top);
        if let Some(meant) = guarded {
            found.push(
                Diagnostic::new(
                    Code::GuardedKey,
                    text!(
                        "nyckeln ”{name}” liknar ”{meant}”, som skyddar människor",
                        "the key \"{name}\" looks like \"{meant}\", which guards people"
                    ),
                )
                .file(path)
                .span(key.span)
                .help(text!(
                    "menade du ”{meant}”? Sidan publiceras inte på en gissning",
                    "did you mean \"{meant}\"? The page is not published on a guess"
                )),
            );
            continue;
        }
        found.push(
            Diagnostic::new(
                Code::UnknownKey,
                text!("ledfyr känner inte till nyckeln ”{name}”", "ledfyr does not know the key \"{name}\""),
            )
            .file(path)
            .span(key.span)
            .cause(name.clone())
            .maybe_help(
                closest(name, known.iter().copied()).map(|c| text!("menade du ”{c}”?", "did you mean \"{c}\"?")),
            )
            .help(text!("egna fält kan stå under ”extra:”", "fields of your own can stand under \"extra:\"")),
        );
        if top && let Some(value) = front.node.get(name) {
            front.fields.extra.entry(name.clone()).or_insert_with(|| value.to_json());
        }
    }
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
fn rules(path: &RelPath, front: &FrontMatter, found: &mut Diagnostics) {
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
