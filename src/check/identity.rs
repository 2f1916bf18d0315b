//! Names on one page that two things have, and translations that say another thing than their original.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::site::{Page, Site};
use crate::text;
use std::collections::HashSet;

pub(super) fn page(site: &Site, page: &Page, found: &mut Diagnostics) {
    found.extend(double_anchor(page));
    found.extend(other_kind(site, page));
}

/// A heading whose id something else on the page has too: raw HTML, a statute, a contact. A link leads to the first of
/// the two. Of several on one page the first is reported.
fn double_anchor(page: &Page) -> Option<Diagnostic> {
    let (own, body) = (page.own(), &page.doc.body);
    let contacts = own.contacts().iter().map(|c| format!("contact-{}", c.id));
    let others: HashSet<String> =
        body.raw_ids.iter().cloned().chain(own.laws().iter().map(|l| l.id.clone())).chain(contacts).collect();
    let heading = body.headings.iter().find(|h| others.contains(&h.id))?;
    let id = &heading.id;
    Some(
        Diagnostic::new(
            Code::DuplicateHeadingId,
            text!(
                "rubriken har samma id som något annat på sidan: ”{id}”",
                "the heading has the id of something else on the page: \"{id}\""
            ),
        )
        .file(&page.doc.file)
        .span(heading.span)
        .cause("other")
        .help(text!(
            "ge rubriken ett eget id med {{#…}}, eller ta bort id:t ur HTML-koden",
            "give the heading an id of its own with {{#…}}, or remove the id from the HTML"
        )),
    )
}

/// A translation of a role is a role: where it is not, what names the role finds none in that language.
fn other_kind(site: &Site, page: &Page) -> Option<Diagnostic> {
    let original = page.translations.first().copied().flatten().map(|ix| &site.pages[ix])?;
    if page.lang == 0 || page.generated || original.generated || page.kind() == original.kind() {
        return None;
    }
    let (own, kind) = (page.kind(), original.kind());
    let span = page.doc.front.node.place("kind", None).unwrap_or_else(|| page.doc.front.head());
    Some(
        Diagnostic::new(
            Code::TranslationConflict,
            text!(
                "översättningen är av slaget ”{own}”, men originalet av slaget ”{kind}”",
                "the translation is of kind \"{own}\", but its original of kind \"{kind}\""
            ),
        )
        .file(&page.doc.file)
        .span(span)
        .cause("kind")
        .related(&original.doc.file, None, text!("originalet", "the original"))
        .help(text!(
            "skriv kind: {kind}, med de fält som det kräver",
            "write kind: {kind}, with the fields that it needs"
        )),
    )
}
