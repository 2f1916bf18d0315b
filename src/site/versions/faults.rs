//! What is wrong with versions: their originals, and dates on which two hold or none.

use super::periods::{Period, in_time};
use crate::base::path::RelPath;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::Document;
use crate::text;

/// A version of nothing.
pub(super) fn without_original(doc: &Document, path: &RelPath) -> Diagnostic {
    Diagnostic::new(
        Code::VersionOriginal,
        text!(
            "filen heter som en version, men det finns ingen {path}.md",
            "the file is called a version, but there is no {path}.md"
        ),
    )
    .file(&doc.file)
    .cause("original")
    .help(text!(
        "lägg versionen bredvid det dokument som den är en version av, eller byt namn på filen",
        "put the version beside the document that it is a version of, or rename the file"
    ))
}

/// A translation of a version that the site's own language does not have.
pub(super) fn translation_alone(doc: &Document) -> Diagnostic {
    Diagnostic::new(
        Code::VersionOriginal,
        text!(
            "versionen finns bara som översättning, så den börjar aldrig gälla",
            "there is only a translation of the version, so it never comes into force"
        ),
    )
    .file(&doc.file)
    .cause("translation")
    .help(text!(
        "skriv versionen på webbplatsens eget språk också, med samma nummer i filnamnet",
        "write the version in the site's own language too, with the same number in the file's name"
    ))
}

/// A version of another kind or with another id than its original.
pub(super) fn other(doc: &Document, original: &Document) -> Option<Diagnostic> {
    let (own, kind) = (doc.front.kind(), original.front.kind());
    let (own_id, id) = (&doc.front.fields.id, &original.front.fields.id);
    let (key, message, help) = if own != kind {
        let message = text!(
            "versionen är av slaget ”{own}”, men originalet av slaget ”{kind}”",
            "the version is of kind \"{own}\", but its original of kind \"{kind}\""
        );
        (
            "kind",
            message,
            text!("skriv kind: {kind}, eller byt namn på filen", "write kind: {kind}, or rename the file"),
        )
    } else {
        if own_id == id {
            return None;
        }
        let message = text!("versionen har inte samma id som originalet", "the version has not the id of its original");
        let help = match id {
            Some(id) => text!("skriv id: {id}", "write id: {id}"),
            None => text!("ta bort id: sidan får det av filnamnet", "remove id: the file's name gives the page one"),
        };
        ("id", message, help)
    };
    Some(
        Diagnostic::new(Code::VersionOriginal, message)
            .file(&doc.file)
            .span(doc.front.span(key, None))
            .cause(key)
            .related(&original.file, None, text!("originalet", "the original"))
            .help(help),
    )
}

/// Decided versions that state no first day, and neighbours in time between which two hold or none. `heads` are the
/// documents whose dates `periods` are.
pub(super) fn dates(periods: &[Period], heads: &[Option<&Document>], found: &mut Diagnostics) {
    let decided: Vec<(&Period, &Document)> = in_time(periods)
        .into_iter()
        .filter(|i| periods[*i].is_decided())
        .filter_map(|i| Some((&periods[i], heads[i]?)))
        .collect();
    found.extend(decided.iter().filter(|(period, _)| period.from.is_none()).map(|(_, doc)| without_date(doc)));
    for pair in decided.windows(2) {
        found.extend(between(pair[0], pair[1]));
    }
}

fn without_date(doc: &Document) -> Diagnostic {
    Diagnostic::new(
        Code::VersionDate,
        text!(
            "dokumentet har flera versioner, och den här säger inte när den börjar gälla",
            "the document has several versions, and this one does not say when it comes into force"
        ),
    )
    .file(&doc.file)
    .span(doc.front.span("status", None))
    .help(text!("skriv valid_from: ÅÅÅÅ-MM-DD", "write valid_from: YYYY-MM-DD"))
}

/// What is wrong between a version and the next.
fn between((period, doc): (&Period, &Document), (next, later): (&Period, &Document)) -> Option<Diagnostic> {
    let (from, begins) = (period.from?, next.from?);
    let file = &later.file;
    let (code, key, message, help) = if from == begins {
        let message = text!(
            "två versioner börjar gälla samma dag, {begins}",
            "two versions come into force on the same day, {begins}"
        );
        let help = text!(
            "ge dem var sin dag: den senare avlöser den tidigare",
            "give each a day of its own: the later takes the place of the earlier"
        );
        (Code::VersionOverlap, "valid_from", message, help)
    } else {
        let (to, last, first) = (period.to?, begins.yesterday()?, period.to?.tomorrow()?);
        if to == last {
            return None;
        }
        let help = text!(
            "ta bort valid_to, så gäller versionen till dagen innan nästa: {last}",
            "remove valid_to: the version then holds until the day before the next, {last}"
        );
        let (code, message) = if to > last {
            let both = text!(
                "två versioner gäller {begins}: den här till och med {to}, och {file}",
                "two versions are in force on {begins}: this one to {to}, and {file}"
            );
            (Code::VersionOverlap, both)
        } else {
            let none = text!(
                "ingen version gäller från {first} till och med {last}",
                "no version is in force from {first} to {last}"
            );
            (Code::VersionGap, none)
        };
        (code, "valid_to", message, help)
    };
    let related = text!("nästa version", "the next version");
    Some(
        Diagnostic::new(code, message)
            .file(&doc.file)
            .span(doc.front.span(key, None))
            .related(file, Some(later.front.span("valid_from", None)), related)
            .help(help),
    )
}
