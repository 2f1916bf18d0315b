//! Paragraphs of a directive that no page puts into practice, and explanations of that.

use super::references::part;
use crate::base::span::Span;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::front_matter::fields::Gap;
use crate::governance::{Governance, Paragraph, gaps as stated};
use crate::site::{Page, PageIx, heading_instead};
use crate::text;

/// The findings about the paragraphs of all chapters in force. Where pages are missing that may put a paragraph into practice,
/// nobody is told that it has none.
pub(super) fn gaps(governance: &Governance) -> Diagnostics {
    let site = governance.site();
    let is_whole = !site.has_withheld() && !site.has_unreadable();
    let mut found = Diagnostics::new();
    for (ix, page) in site.pages.iter().enumerate().filter(|(ix, _)| governance.is_in_force(*ix)) {
        let paragraphs = governance.paragraphs_of(ix);
        let is_translation = page.translations.first().copied().flatten().is_some_and(|original| original != ix);
        if is_whole && !is_translation {
            let gaps = paragraphs.iter().filter(|p| p.implemented_by.is_empty() && p.gap(site).is_none());
            found.extend(gaps.map(|paragraph| gap(page, paragraph)));
        }
        for (i, gap) in stated(page).iter().enumerate() {
            found.extend(needless(governance, ix, paragraphs, i, gap));
        }
    }
    found
}

fn gap(page: &Page, paragraph: &Paragraph) -> Diagnostic {
    let heading = &page.doc.body.headings[paragraph.heading];
    let (chapter, id, words) = (&page.id, &heading.id, &heading.text);
    Diagnostic::new(Code::Gap, text!("ingen sida genomför stycket ”{words}”", "no page implements the paragraph \"{words}\""))
        .file(&page.doc.file)
        .span(heading.span)
        .help(text!(
            "skriv implements: [\"{chapter}#{id}\"] på den sida som genomför stycket, eller här: gaps: [{{paragraph: {id}, why: \"varför\"}}]",
            "write implements: [\"{chapter}#{id}\"] on the page that puts it into practice, or here: gaps: [{{paragraph: {id}, why: \"why\"}}]"
        ))
}

/// An explanation that explains nothing: of a paragraph that is none, or that some page puts into practice.
fn needless(governance: &Governance, ix: PageIx, paragraphs: &[Paragraph], i: usize, gap: &Gap) -> Option<Diagnostic> {
    let site = governance.site();
    let page = &site.pages[ix];
    let id = &gap.paragraph;
    let headings = &page.doc.body.headings;
    let at = |d: Diagnostic| d.file(&page.doc.file).span(place(page, i));
    let Some(paragraph) = paragraphs.iter().find(|p| headings[p.heading].id == *id) else {
        let ids = || paragraphs.iter().map(|p| headings[p.heading].id.as_str());
        let message = text!(
            "gaps: kapitlet har inget stycke med id ”{id}”",
            "gaps: the chapter has no paragraph with the id \"{id}\""
        );
        return Some(at(Diagnostic::new(Code::BrokenAnchor, message)).help(heading_instead(id, ids())));
    };
    let by = &site.pages[*paragraph.implemented_by.first()?];
    let title = by.title();
    let message = text!(
        "gaps förklarar varför ingen sida genomför ”{id}”, men ”{title}” gör det",
        "gaps explains why no page implements \"{id}\", but \"{title}\" does"
    );
    let d = at(Diagnostic::new(Code::Gap, message));
    Some(
        d.related(
            &by.doc.file,
            Some(by.doc.front.span("implements", None)),
            text!("genomför stycket", "implements it"),
        )
        .help(text!("ta bort förklaringen", "remove the explanation")),
    )
}

fn place(page: &Page, i: usize) -> Span {
    part(page, "gaps", i, |item| item.get("paragraph"))
}
