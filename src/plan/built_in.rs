//! The program's own pages: which of them have something to show.

use super::reading::crisis_cards;
use super::targets::Plan;
use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::config::CONFIG_FILE;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::governance::Governance;
use crate::site::{BuiltIn, BuiltInIx, Resolved, Shows, Site};
use crate::text;

/// Whether what governs on the day gives the page something to show.
pub(super) fn has_content(governance: &Governance, page: BuiltInIx) -> bool {
    let site = governance.site();
    let BuiltIn { shows, lang, .. } = &site.built_in.all[page];
    match shows {
        Shows::Wheel | Shows::Raci => governance.tasks_in(*lang).next().is_some(),
        Shows::Matrix => governance.paragraphs().iter().any(|paragraph| site.pages[paragraph.chapter].lang == *lang),
        Shows::Cards => !crisis_cards(governance, *lang).is_empty(),
        _ => true,
    }
}

/// Findings for links and entries of the menu that lead to one of the program's own pages that has nothing to show.
pub(crate) fn without_content(site: &Site, plan: &Plan) -> Diagnostics {
    if plan.built_in.len() == site.built_in.all.len() {
        return Diagnostics::new();
    }
    let finding = |ix: BuiltInIx, code: Code, file: &RelPath, span: Span| {
        let id = &site.built_in.all[ix].id;
        Diagnostic::new(
            code,
            text!(
                "sidan ”{id}” finns inte: ledfyr gör den först när något som gäller hör hemma på den",
                "there is no page \"{id}\": ledfyr makes it once something in force belongs on it"
            ),
        )
        .file(file)
        .span(span)
        .help(text!("ta bort länken så länge", "take the link away until then"))
    };
    let is_empty = |ix: &BuiltInIx| !plan.built_in.contains(ix);
    let links = site.pages.iter().flat_map(|page| page.links.iter().enumerate().map(move |(i, link)| (page, i, link)));
    let links = links.filter_map(|(page, i, link)| match link {
        Resolved::BuiltIn(ix) if is_empty(ix) => {
            Some(finding(*ix, Code::BrokenLink, &page.doc.file, page.doc.body.links[i].span))
        }
        _ => None,
    });
    let menu = site.config.menu.pages.iter().enumerate().filter(|(_, id)| site.page_by_id(0, id).is_none());
    let menu = menu.filter_map(|(i, id)| Some((i, site.built_in.find(0, id).filter(is_empty)?)));
    let menu = menu.map(|(i, ix)| {
        let span = site.config.span("menu", "pages", Some(i));
        finding(ix, Code::UnknownReference, &RelPath::lit(CONFIG_FILE), span)
    });
    links.chain(menu).collect()
}
