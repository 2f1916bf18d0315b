//! What puts what into practice, of the pages in force: from a statute over a paragraph of the directive and its routines to
//! checklists and exercises.

use crate::front_matter::fields::{Gap, Kind, OfKind};
use crate::site::{Page, PageIx, Resolved, Site};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A paragraph of a directive: a heading of the second level of one of its chapters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// The chapter.
    pub chapter: PageIx,
    /// The place of the heading in the chapter's body.
    pub heading: usize,
    /// The pages in force that put it into practice, in reading order.
    pub implemented_by: Vec<PageIx>,
}

/// What each of the pages in force leads to.
#[derive(Clone, Debug, Default)]
pub(super) struct Trace {
    /// In reading order.
    pub paragraphs: Vec<Paragraph>,
    /// By chapter: the places of its paragraphs.
    pub chapters: BTreeMap<PageIx, Range<usize>>,
    /// Each routine with each of its checklists.
    pub checklists: BTreeSet<(PageIx, PageIx)>,
    /// By page: the tasks that exercise it, as places in the list of tasks.
    pub exercises: BTreeMap<PageIx, Vec<usize>>,
}

impl Trace {
    /// What `in_force` lead to; `tasks` are theirs.
    pub(super) fn new(site: &Site, in_force: &[PageIx], tasks: &[(PageIx, usize)]) -> Trace {
        let mut trace = Trace::default();
        for ix in in_force.iter().filter(|ix| site.pages[**ix].kind() == Kind::Chapter) {
            let headings = site.pages[*ix].doc.body.headings.iter().enumerate();
            let own = headings.filter(|(_, heading)| heading.level == 2 && heading.top).map(|(heading, _)| heading);
            let start = trace.paragraphs.len();
            trace.paragraphs.extend(own.map(|heading| Paragraph { chapter: *ix, heading, implemented_by: Vec::new() }));
            trace.chapters.insert(*ix, start..trace.paragraphs.len());
        }
        for ix in in_force {
            let page = &site.pages[*ix];
            let targets = page.fields().implements.iter();
            let named: Vec<usize> = targets.flat_map(|target| trace.named(site, page.lang, target)).collect();
            for place in named {
                let by = &mut trace.paragraphs[place].implemented_by;
                if by.last() != Some(ix) {
                    by.push(*ix);
                }
            }
            trace.checklists.extend(checklists(site, *ix));
        }
        let is_in_force = |ix: &PageIx| in_force.binary_search(ix).is_ok();
        trace.checklists.retain(|(routine, checklist)| is_in_force(routine) && is_in_force(checklist));
        for (at, (ix, i)) in tasks.iter().enumerate() {
            let page = &site.pages[*ix];
            let exercised = page.fields().duties[*i].exercises.iter();
            for other in exercised.filter_map(|id| site.page_by_id(page.lang, id)) {
                trace.exercises.entry(other).or_default().push(at);
            }
        }
        trace
    }

    /// The places of the paragraphs that a reference names: one, by its heading or one below it, or all of a chapter.
    fn named(&self, site: &Site, lang: usize, reference: &str) -> Range<usize> {
        let (id, anchor) = reference.split_once('#').map_or((reference, None), |(id, anchor)| (id, Some(anchor)));
        let found = site.page_by_id(lang, id).and_then(|ix| Some((ix, self.chapters.get(&ix)?.clone())));
        let Some((chapter, all)) = found else { return 0..0 };
        let Some(anchor) = anchor else { return all };
        let heading = site.pages[chapter].doc.body.headings.iter().position(|heading| heading.id == anchor);
        let holds = |place: &usize| heading.is_some_and(|heading| self.paragraphs[*place].heading <= heading);
        all.rev().find(holds).map_or(0..0, |place| place..place + 1)
    }
}

/// A routine with each checklist of its language that it links to or names as related, or that names it.
fn checklists(site: &Site, ix: PageIx) -> Vec<(PageIx, PageIx)> {
    let page = &site.pages[ix];
    let related = page.fields().related.iter().filter_map(|id| site.page_by_id(page.lang, id));
    let linked = page.links.iter().filter_map(|link| match link {
        Resolved::Page { page, .. } => Some(*page),
        _ => None,
    });
    let of_kind = |kind: Kind| move |other: &PageIx| is_of_kind(&site.pages[*other], page.lang, kind);
    match page.kind() {
        Kind::Process => related.chain(linked).filter(of_kind(Kind::Checklist)).map(|other| (ix, other)).collect(),
        Kind::Checklist => related.filter(of_kind(Kind::Process)).map(|other| (other, ix)).collect(),
        _ => Vec::new(),
    }
}

fn is_of_kind(page: &Page, lang: usize, kind: Kind) -> bool {
    page.kind() == kind && page.lang == lang
}

impl Paragraph {
    /// Why no page puts it into practice, as its chapter says; a translation may leave that to its original.
    pub fn gap<'a>(&self, site: &'a Site) -> Option<&'a Gap> {
        let page = &site.pages[self.chapter];
        let id = &page.doc.body.headings[self.heading].id;
        let original = page.translations.first().copied().flatten();
        let stated = [Some(self.chapter), original].into_iter().flatten().flat_map(|ix| gaps(&site.pages[ix]));
        stated.into_iter().find(|gap| gap.paragraph == *id && !gap.why.trim().is_empty())
    }
}

/// The paragraphs that a chapter says no page puts into practice.
pub fn gaps(page: &Page) -> &[Gap] {
    match page.own() {
        OfKind::Chapter(chapter) => &chapter.gaps,
        _ => &[],
    }
}
