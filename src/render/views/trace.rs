//! What puts what into practice, as templates see it.

use super::facts::{law, legal};
use crate::front_matter::fields::{Kind, LegalRef};
use crate::governance::{self, Task};
use crate::render::model::trace::{Exercise, Paragraph, Trace, TracedChapter};
use crate::render::site_context::SiteContext;
use crate::render::url::encode;
use crate::site::PageIx;
use std::collections::BTreeSet;

/// A chapter in the matrix; none of one without paragraphs in force.
pub(super) fn chapter<'a>(context: &'a SiteContext, ix: PageIx) -> Option<TracedChapter<'a>> {
    let page = &context.site.pages[ix];
    let paragraphs = context.governance.paragraphs_of(ix);
    (!paragraphs.is_empty()).then(|| TracedChapter {
        number: page.own().number(),
        page: context.page_ref(ix),
        legal_basis: legal(context, &page.fields().legal_basis),
        paragraphs: paragraphs.iter().map(|p| paragraph(context, p)).collect(),
    })
}

fn paragraph<'a>(context: &'a SiteContext, of: &'a governance::Paragraph) -> Paragraph<'a> {
    let (site, governance) = (&*context.site, &*context.governance);
    let page = &site.pages[of.chapter];
    let heading = &page.doc.body.headings[of.heading];
    let checklists: BTreeSet<PageIx> = of.implemented_by.iter().flat_map(|ix| governance.checklists_of(*ix)).collect();
    let practised = of.implemented_by.iter().chain(&checklists);
    Paragraph {
        id: &heading.id,
        title: &heading.text,
        url: format!("{}#{}", encode(&page.url), heading.id),
        chapter: context.page_ref(of.chapter),
        implemented_by: context.page_refs(&of.implemented_by),
        laws: laws(context, &of.implemented_by),
        exercises: exercises(context, practised.flat_map(|ix| governance.exercises_of(*ix))),
        checklists: context.page_refs(&checklists.into_iter().collect::<Vec<_>>()),
        why: of.gap(site).map(|gap| gap.why.as_str()),
    }
}

/// The statutes that pages and their tasks rest on, each once, in the order of their first place.
fn laws<'a>(context: &'a SiteContext, pages: &[PageIx]) -> Vec<crate::render::model::facts::Law<'a>> {
    let mut ids: Vec<&str> = Vec::new();
    for page in pages {
        let f = context.site.pages[*page].fields();
        let stated: Vec<&LegalRef> = f.legal_basis.iter().chain(f.duties.iter().flat_map(|duty| &duty.legal)).collect();
        for basis in stated {
            if !ids.contains(&basis.law.as_str()) {
                ids.push(&basis.law);
            }
        }
    }
    ids.into_iter().filter_map(|id| law(context, id)).collect()
}

/// Each task once.
fn exercises<'a>(context: &'a SiteContext, tasks: impl Iterator<Item = Task<'a>>) -> Vec<Exercise<'a>> {
    let mut found: Vec<Exercise<'a>> = Vec::new();
    for task in tasks {
        if !found.iter().any(|known| known.id == task.duty.id) {
            found.push(Exercise { id: &task.duty.id, does: &task.duty.does, page: context.page_ref(task.page) });
        }
    }
    found
}

/// What stands on the page itself; nothing of one that is not in force.
pub(super) fn of_page<'a>(context: &'a SiteContext, ix: PageIx) -> Trace<'a> {
    let governance = &*context.governance;
    let kind = context.site.pages[ix].kind();
    let routines: Vec<PageIx> = governance.routines_of(ix).collect();
    let checklists: Vec<PageIx> = governance.checklists_of(ix).collect();
    let named: Vec<&governance::Paragraph> = match kind {
        Kind::Chapter => governance.paragraphs_of(ix).iter().collect(),
        Kind::Checklist => {
            let by_own_or_routine =
                |p: &&governance::Paragraph| p.implemented_by.iter().any(|by| *by == ix || routines.contains(by));
            governance.paragraphs().iter().filter(by_own_or_routine).collect()
        }
        _ => Vec::new(),
    };
    Trace {
        paragraphs: named.into_iter().map(|p| paragraph(context, p)).collect(),
        routines: context.page_refs(&routines),
        checklists: context.page_refs(&checklists),
        exercises: match governance.is_in_force(ix) {
            true => exercises(context, governance.exercises_of(ix)),
            false => Vec::new(),
        },
    }
}
