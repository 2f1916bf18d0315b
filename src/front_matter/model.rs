//! The front matter of a page, its syntaxes, and the rules that it is checked by.

use crate::base::date::Date;
use crate::base::span::Span;
use crate::data::{Node, SyntaxError, parse_toml, parse_yaml};
use crate::diagnostic::Diagnostic;
use crate::front_matter::fields::{Fields, Kind, OfKind};

/// Keys that keep a page from readers who should not see it, or from a time when it does not hold. A misspelt one
/// is an error: guessing would publish.
pub const GUARDED: [&str; 5] = ["classification", "draft", "valid_from", "valid_to", "secrecy"];

/// Longest description, in characters.
pub(crate) const MAX_DESCRIPTION: usize = 200;

/// The front matter of a page.
#[derive(Clone, Debug, Default)]
pub struct FrontMatter {
    /// The fields that any page may have, without those that are faulty.
    pub fields: Fields,
    /// What a page of its kind has. Where that cannot be read, there is an error and the page is not published; until then it
    /// is taken for an ordinary page.
    pub own: OfKind,
    /// The values with their places in the file, for findings that need them later.
    pub node: Node,
    /// Where the body begins, in bytes.
    pub body_start: usize,
    /// Whether a fence was there at all.
    pub present: bool,
    /// The opening fence.
    pub(super) head: Span,
    /// Levels that stand in front matter that could not be parsed.
    pub salvaged: Vec<String>,
    /// Something that was meant to state the level could not be read.
    pub unclear: bool,
    /// A field of ours that guards is misspelt.
    pub misspelt: bool,
}

impl FrontMatter {
    /// The kind that it states, whether or not the rest could be read; [`Kind::Page`] when it states none.
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

    /// The field that a finding points at or into.
    pub(crate) fn key_of(&self, d: &Diagnostic) -> Option<&str> {
        let at = d.span?;
        let mut entries = self.node.entries().iter();
        entries.find(|(key, value)| at == key.span || value.holds(at)).map(|(key, _)| key.name.as_str())
    }

    /// Whether a finding points at or into the field `key`.
    pub(crate) fn is_about(&self, key: &str, d: &Diagnostic) -> bool {
        self.key_of(d) == Some(key)
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
    pub(super) fn parse(self, text: &str) -> Result<Node, SyntaxError> {
        match self {
            Syntax::Toml => parse_toml(text),
            // Every JSON object is YAML.
            Syntax::Yaml | Syntax::Json => parse_yaml(text),
        }
    }
}

/// The settings that front matter is checked by.
#[derive(Clone, Copy, Debug, Default)]
pub struct Rules<'a> {
    /// The levels of the site, lowest first.
    pub levels: &'a [String],
    /// The day of the build.
    pub today: Option<Date>,
    /// The folder was not written for this program: a status or a kind may be another one's.
    pub foreign: bool,
}

/// Whether it can be the id of a page.
pub fn is_id(id: &str) -> bool {
    !id.is_empty()
        && !id.starts_with('-')
        && !id.ends_with('-')
        && !id.contains("--")
        && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}
