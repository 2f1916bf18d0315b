//! Pages that are no longer what was reviewed or decided, reviews whose basis has changed, and what nobody has decided.

use crate::base::text::Text;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::front_matter::fields::page_id;
use crate::governance::binding::{self, Binding, Suspect};
use crate::site::{Page, Site};
use crate::text;

pub(super) fn page(site: &Site, page: &Page, found: &mut Diagnostics) {
    found.extend(reviewed(page));
    found.extend(binding::suspects(site, page).into_iter().map(|basis| suspect(site, page, basis)));
    found.extend(decided(site, page));
}

fn review_again(page: &Page) -> Text {
    let file = &page.doc.file;
    text!(
        "läs igenom sidan, och skriv sedan: ledfyr review {file}",
        "read the page through, and then write: ledfyr review {file}"
    )
}

fn reviewed(page: &Page) -> Option<Diagnostic> {
    let message = match binding::reviewed(page) {
        Binding::Unbound | Binding::Same => return None,
        Binding::Changed => text!(
            "det som gäller på sidan är inte det som granskades",
            "what governs on the page is not what was reviewed"
        ),
        Binding::SameText => text!(
            "granskningen är skriven av en äldre version av ledfyr, och säger bara att texten är densamma",
            "the review was written by an earlier version of ledfyr, and says only that the text is the same"
        ),
    };
    let d = Diagnostic::new(Code::UnreviewedChanges, message).file(&page.doc.file);
    Some(d.span(page.doc.front.span("reviewed_hash", None)).help(review_again(page)))
}

fn suspect(site: &Site, page: &Page, basis: Suspect) -> Diagnostic {
    let front = &page.doc.front;
    let f = page.fields();
    let (message, place) = match &basis {
        Suspect::Page(ix) => {
            let other = &site.pages[*ix];
            let title = other.title();
            let message = text!(
                "”{title}” har ändrats efter att den här sidan granskades",
                "\"{title}\" has changed since this page was reviewed"
            );
            (message, ("implements", f.implements.iter().position(|target| page_id(target) == other.id)))
        }
        Suspect::Statute(id) => {
            let law = site.facts.law(&site.pages, id).map(|(_, law)| law);
            let title = law.and_then(|law| law.short.as_deref()).unwrap_or(id);
            let message = text!(
                "{title} har fått en annan ställning efter att den här sidan granskades",
                "{title} has another status than when this page was reviewed"
            );
            (message, ("legal_basis", f.legal_basis.iter().position(|cited| cited.law == *id)))
        }
    };
    let span = match place {
        (key, Some(i)) => front.span(key, Some(i)),
        _ => front.span("reviewed_basis", None),
    };
    let d = Diagnostic::new(Code::SuspectLink, message).file(&page.doc.file).span(span);
    let d = match basis {
        Suspect::Page(ix) => {
            let other = &site.pages[ix];
            d.cause(other.id.clone()).related(&other.doc.file, None, text!("har ändrats", "has changed"))
        }
        Suspect::Statute(id) => d.cause(id),
    };
    d.help(review_again(page))
}

fn decided(site: &Site, page: &Page) -> Option<Diagnostic> {
    let (file, front) = (&page.doc.file, &page.doc.front);
    if matches!(binding::decided(page), Binding::Changed | Binding::SameText) {
        let d = Diagnostic::new(
            Code::DecidedTextChanged,
            text!(
                "det som gäller på sidan är inte det som beslutades",
                "what governs on the page is not what was decided"
            ),
        );
        return Some(
            d.file(file)
                .span(front.span("decision", None))
                .help(text!(
                    "efter ett nytt beslut, skriv: ledfyr decide {file} --by VEM --date ÅÅÅÅ-MM-DD",
                    "after a new decision, write: ledfyr decide {file} --by WHO --date YYYY-MM-DD"
                ))
                .help(text!(
                    "efter ett skrivfel, skriv: ledfyr decide {file} --editorial \"vad som rättades\"",
                    "after a slip of the pen, write: ledfyr decide {file} --editorial \"what was mended\""
                )),
        );
    }
    if !binding::lacks_decision(site, page) {
        return None;
    }
    let d = Diagnostic::new(
        Code::DecidedWithoutDecision,
        text!(
            "sidan säger att den är beslutad, men inte av vem eller när",
            "the page says that it is decided, but not by whom or when"
        ),
    );
    Some(d.file(file).span(front.span("status", None)).help(text!(
        "skriv: ledfyr decide {file} --by VEM --date ÅÅÅÅ-MM-DD, eller status: review tills det är beslutat",
        "write: ledfyr decide {file} --by WHO --date YYYY-MM-DD, or status: review until it is decided"
    )))
}
