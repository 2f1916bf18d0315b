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

    pub(super) fn into_error(self) -> SyntaxError {
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

/// What to say of what the parser found, in our words.
fn syntax(kind: &ErrorKind) -> Text {
    of_structure(kind).or_else(|| of_value(kind)).unwrap_or_else(|| {
        text!("det här är inte YAML: raden går inte att läsa", "this is not YAML: the line cannot be read")
    })
}

/// Faults in how lines, lists and groups stand.
fn of_structure(kind: &ErrorKind) -> Option<Text> {
    use ErrorKind as K;
    Some(match kind {
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
        K::ExpectedFlowMappingSeparator
        | K::ExpectedFlowSequenceSeparator
        | K::MisplacedFlowCollectionEnd
        | K::MismatchedFlowCollectionEnd { .. } => text!(
            "i en lista eller grupp fattas ett kommatecken, eller så stängs den med fel tecken",
            "a list or group lacks a comma, or is closed with the wrong sign"
        ),
        K::SimpleKeyExpected | K::InvalidSimpleKey | K::ExpectedBlockMappingKey | K::MappingKeyNotAllowed => text!(
            "det här är inte YAML: raden är inget ”nyckel: värde”",
            "this is not YAML: the line is no \"key: value\""
        ),
        K::InvalidIndentation
        | K::InvalidBlockScalarIndent
        | K::InvalidFlowScalarIndent
        | K::ExpectedBlockSequenceEntry
        | K::BlockSequenceEntryNotAllowed
        | K::BlockEntryInFlowCollection => text!(
            "det här är inte YAML: raden är indragen på annat sätt än de andra",
            "this is not YAML: the line is not indented as the others are"
        ),
        _ => return None,
    })
}

/// Faults in how a value is written.
fn of_value(kind: &ErrorKind) -> Option<Text> {
    use ErrorKind as K;
    Some(match kind {
        K::InvalidTrailingSingleQuotedScalar | K::InvalidTrailingDoubleQuotedScalar => text!(
            "det här är inte YAML: efter det avslutande citattecknet står något mer",
            "this is not YAML: something more stands after the closing quote"
        ),
        K::UnknownQuotedScalarEscape
        | K::InvalidQuotedScalarHexEscape
        | K::InvalidUnicodeEscape
        | K::InvalidLowSurrogateHexEscape
        | K::InvalidLowSurrogate
        | K::MissingLowSurrogate
        | K::UnpairedLowSurrogate => text!(
            "det här är inte YAML: ett omvänt snedstreck betyder något särskilt i \"…\"; sätt värdet inom '…'",
            "this is not YAML: a backslash has a meaning inside \"…\"; put the value inside '…'"
        ),
        K::UnexpectedCharacter { character } => text!(
            "det här är inte YAML: ett värde kan inte börja med ”{character}”; sätt det inom citattecken",
            "this is not YAML: a value cannot begin with \"{character}\"; put it inside quotes"
        ),
        K::InvalidGlobalTagCharacter
        | K::UndeclaredTagHandle
        | K::ExpectedTagBang
        | K::InvalidTagTerminator
        | K::MissingTagUri => text!(
            "det här är inte YAML: ett värde som börjar med ! läses som en tagg; sätt det inom citattecken",
            "this is not YAML: a value that begins with ! is read as a tag; put it inside quotes"
        ),
        K::MissingAnchorOrAliasName => text!(
            "det här är inte YAML: ett värde kan inte börja med * eller &; sätt det inom citattecken",
            "this is not YAML: a value cannot begin with * or &; put it inside quotes"
        ),
        K::DocumentIndicatorInQuotedScalar => {
            text!("det här är inte YAML: ett citattecken tar inte slut", "this is not YAML: a quote is never closed")
        }
        K::InvalidBlockScalarHeader | K::ZeroBlockScalarIndent => text!(
            "det här är inte YAML: efter | eller > börjar texten på nästa rad",
            "this is not YAML: after | or > the text begins on the next line"
        ),
        K::CommentNotSeparated | K::CommentInterceptedScalar => text!(
            "det här är inte YAML: en kommentar (#) står mitt i ett värde",
            "this is not YAML: a comment (#) stands inside a value"
        ),
        _ => return None,
    })
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
