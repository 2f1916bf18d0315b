//! Faults of fields that guard nobody: the field is left out or mended, and the page stays.

use super::model::{FrontMatter, GUARDED, Rules, is_id};
use crate::base::path::RelPath;
use crate::base::slug::slug;
use crate::base::text::Text;
use crate::data::{Key, Node, Value};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::front_matter::fields::{Kind, Status};
use crate::text;

/// Without one of these a page of any kind says the same, only less well described, ordered or found.
const ABOUT: [&str; 18] = [
    "title",
    "description",
    "date",
    "lang",
    "weight",
    "tags",
    "keywords",
    "aliases",
    "related",
    "audience",
    "template",
    "search",
    "questions",
    "owner",
    "extra",
    "affects",
    "meets",
    "feedback_url",
];

/// The finding on a status or a kind that another program knows and ours does not; `None`: it is ours, or another field.
pub(super) fn foreign_value(path: &RelPath, key: &Key, value: &Node) -> Option<Diagnostic> {
    let name = key.name.as_str();
    let ours: Vec<&str> = match name {
        "status" => Status::ALL.iter().map(|status| status.as_str()).collect(),
        "kind" => Kind::ALL.iter().map(|kind| kind.as_str()).collect(),
        _ => return None,
    };
    let said = match &value.value {
        Value::Str(said) if ours.contains(&said.as_str()) => return None,
        Value::Str(said) => said.clone(),
        _ => "…".to_owned(),
    };
    let known = ours.join(", ");
    let found = Diagnostic::new(
        Code::FieldValue,
        text!(
            "{name}: ledfyr har inget värde ”{said}”; sidan publiceras utan det",
            "{name}: ledfyr has no value \"{said}\"; the page is published without it"
        ),
    );
    let help = text!("välj bland: {known}", "choose one of: {known}");
    Some(found.file(path).span(value.span).cause(format!("{name} foreign")).help(help))
}

/// Drops the findings on fields without effect that the site calls its own.
pub(crate) fn drop_own_keys(own: &[String], front: &FrontMatter, found: &mut Diagnostics) {
    let is_own = |d: &Diagnostic| {
        let mut keys = front.node.entries().iter().map(|(key, _)| key);
        matches!(d.code, Code::UnknownKey | Code::FieldOfOtherKind)
            && keys.any(|key| d.span == Some(key.span) && own.contains(&key.name))
    };
    found.retain(|d| !is_own(d));
}

/// Makes warnings of the errors that leave a page safe to publish.
pub(super) fn downgrade(front: &FrontMatter, rules: &Rules<'_>, found: &mut Diagnostics) {
    for d in found.iter_mut().filter(|d| is_fault_of_value(d.code)) {
        let Some(key) = front.key_of(d).filter(|key| !is_strict(front, rules, key)) else { continue };
        let cause = d.cause.clone().unwrap_or_default();
        d.cause = Some(format!("{key} {} {cause}", d.code));
        d.code = Code::FieldValue;
        let Text { sv, en } = &d.message;
        d.message = text!("{sv}; sidan publiceras utan det värdet", "{en}; the page is published without that value");
    }
}

/// Gives the page an id of the form that ids have, where the one that is written has another.
pub(super) fn replace_invalid_id(path: &RelPath, front: &mut FrontMatter, found: &mut Diagnostics) {
    let Some(id) = front.fields.id.take_if(|id| !is_id(id)) else { return };
    let mended = Some(slug(&id)).filter(|slug| is_id(slug));
    let message = match &mended {
        Some(slug) => text!(
            "id: ”{id}” är inget id; sidan får id:t ”{slug}”",
            "id: \"{id}\" is no id; the page gets the id \"{slug}\""
        ),
        None => text!(
            "id: ”{id}” är inget id; sidan får ett av sin sökväg",
            "id: \"{id}\" is no id; the page gets one of its path"
        ),
    };
    found.push(Diagnostic::new(Code::FieldValue, message).file(path).span(front.span("id", None)).cause("id").help(
        text!(
            "ett id har små bokstäver a–z, siffror och bindestreck, som brand-i-skola",
            "an id has small letters a–z, digits and hyphens, such as fire-at-school"
        ),
    ));
    front.fields.id = mended;
}

fn is_fault_of_value(code: Code) -> bool {
    matches!(code, Code::FrontMatterType | Code::FrontMatterValue | Code::InvalidDate | Code::MissingField)
}

/// Whether a page without the field would reach readers that it should not, or tell them something that is not so. A page
/// that states no kind is no controlled document: what only those have says nothing on it.
fn is_strict(front: &FrontMatter, rules: &Rules<'_>, key: &str) -> bool {
    let kind = front.fields.kind;
    GUARDED.contains(&key)
        || matches!(key, "status" | "kind" | "sample")
        || kind.is_some_and(|kind| kind.needed().any(|field| field == key))
        || (kind.is_some_and(|kind| kind != Kind::Page) && !ABOUT.contains(&key))
        // The kind itself could not be read.
        || (kind.is_none() && !rules.foreign && front.node.get("kind").is_some() && !ABOUT.contains(&key))
}
