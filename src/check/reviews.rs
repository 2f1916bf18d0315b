//! Texts that have changed since they were reviewed, and reviews whose basis has.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::site::{Page, Site};
use crate::text;

pub(super) fn page(site: &Site, page: &Page, found: &mut Diagnostics) {
    let file = &page.doc.file;
    let help = || {
        text!(
            "läs igenom sidan, och skriv sedan: ledfyr review {file}",
            "read the page through, and then write: ledfyr review {file}"
        )
    };
    if page.changed_since_review() {
        found.push(
            Diagnostic::new(
                Code::UnreviewedChanges,
                text!("sidans text är inte den som granskades", "the page's text is not the one that was reviewed"),
            )
            .file(file)
            .span(page.doc.front.span("reviewed_hash", None))
            .help(help()),
        );
    }
    for (index, basis) in site.suspects(page) {
        let basis = &site.pages[basis];
        let title = basis.title();
        found.push(
            Diagnostic::new(
                Code::SuspectLink,
                text!(
                    "”{title}” har ändrats efter att den här sidan granskades",
                    "\"{title}\" has changed since this page was reviewed"
                ),
            )
            .file(file)
            .span(page.doc.front.span("implements", Some(index)))
            .cause(basis.id.clone())
            .related(&basis.doc.file, None, text!("har ändrats", "has changed"))
            .help(help()),
        );
    }
}
