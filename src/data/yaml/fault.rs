//! What may be wrong with YAML, and its words.

use crate::base::span::{Span, offset_of};
use crate::base::text::Text;
use crate::data::node::{Key, SyntaxError};
use crate::text;
use granit_parser::{ErrorKind, ScanError};

/// Why a text is not one YAML document that we read.
pub(super) enum Fault {
    Syntax(Span, ErrorKind),
    DuplicateKey(Key),
    /// A list, a group of fields or nothing stands as a key.
    KeyNotText(Span),
    /// What follows `<<` has no fields.
    NothingToMerge(Span),
    TooLarge(Span),
    SecondDocument(Span),
    /// The value is not of the type that its tag (`!!int`) names.
    Tag(Span, String),
}

impl Fault {
    pub(super) fn syntax(e: &ScanError, text: &str) -> Fault {
        let at = e.marker();
        let at = at.byte_offset().unwrap_or_else(|| offset_of(text, at.line(), at.col() + 1)).min(text.len());
        Fault::Syntax(Span::new(at, at), e.kind().clone())
    }

    pub(super) fn told(self) -> SyntaxError {
        let mut duplicate_key = None;
        let (span, message) = match self {
            Fault::Syntax(span, kind) => (span, syntax(&kind)),
            Fault::DuplicateKey(Key { name: key, span }) => {
                let message = text!("nyckeln ”{key}” står två gånger", "the key \"{key}\" stands twice");
                duplicate_key = Some(key);
                (span, message)
            }
            Fault::KeyNotText(span) => {
                (span, text!("det här är inte YAML: en nyckel måste vara text", "this is not YAML: a key must be text"))
            }
            Fault::NothingToMerge(span) => (
                span,
                text!(
                    "det här är inte YAML: efter << står en grupp av fält",
                    "this is not YAML: a group of fields stands after <<"
                ),
            ),
            Fault::TooLarge(span) => (span, too_large()),
            Fault::SecondDocument(span) => (
                span,
                text!(
                    "det här är inte YAML för en sida: ett andra dokument börjar här",
                    "this is not YAML for one page: a second document begins here"
                ),
            ),
            Fault::Tag(span, tag) => (
                span,
                text!("värdet är inte det som taggen !!{tag} säger", "the value is not what the tag !!{tag} says"),
            ),
        };
        SyntaxError { span, message, duplicate_key }
    }
}

fn too_large() -> Text {
    text!(
        "front matter är för stort eller har alias som vecklas ut utan gräns",
        "the front matter is too large or has aliases that unfold without bound"
    )
}

/// The library's words, and ours for what people come across.
fn syntax(kind: &ErrorKind) -> Text {
    use ErrorKind as K;
    match kind {
        K::RecursionLimitExceeded => too_large(),
        K::UnknownAnchor => text!("aliaset saknar sin förlaga (&namn)", "the alias has no anchor (&name)"),
        K::UnclosedFlowCollection { .. }
        | K::UnexpectedEofFlowSequence
        | K::UnexpectedEofFlowMapping
        | K::UnexpectedEof => text!(
            "en hakparentes eller klammer i värdet tar inte slut",
            "a bracket or brace in the value is never closed"
        ),
        K::UnexpectedEofImplicitFlowMapping => text!(
            "ett värde saknas i listan, eller så står ett kommatecken för mycket",
            "a value is missing in the list, or there is one comma too many"
        ),
        K::UnclosedQuotedScalar | K::InvalidQuotedScalarIndent => text!(
            "ett citattecken tar inte slut, eller så är nästa rad inte indragen",
            "a quote is never closed, or the line after it is not indented"
        ),
        K::MappingValueNotAllowed => text!(
            "det här är inte YAML: ett kolon följt av mellanslag står i ett värde",
            "this is not YAML: a value holds a colon followed by a space"
        ),
        K::TabNotAllowed
        | K::TabInBlockIndentation
        | K::TabInIndentation
        | K::TabInPlainScalar
        | K::TabAtBlockScalarStart => text!(
            "det här är inte YAML: en tabb står där det ska vara mellanslag",
            "this is not YAML: a tab stands where there should be spaces"
        ),
        said => text!("det här är inte YAML: {said}", "this is not YAML: {said}"),
    }
}

/// The bytes of an event, without the space after it.
pub(super) fn place(span: &granit_parser::Span, text: &str) -> Span {
    let Some(range) = span.byte_range() else {
        let at = offset_of(text, span.start.line(), span.start.col() + 1);
        return Span::new(at, at);
    };
    let start = range.start.min(text.len());
    let kept = text.get(start..range.end.min(text.len())).map_or(0, |s| s.trim_end().len());
    Span::new(start, start + kept)
}
