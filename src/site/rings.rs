//! Rings: pages that, through what they name, lead back to themselves.

use super::model::{Page, PageIx, PagesById, Site};
use super::resolve::References;
use crate::base::span::Span;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::text;
use std::sync::Arc;

/// What leads from one page to the next.
#[derive(Clone, Copy, Debug)]
struct Step {
    to: PageIx,
    /// The page that states it.
    stated_by: PageIx,
    span: Span,
}

/// What the pages of a ring are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RingKind {
    /// Each shows text of the next.
    Includes,
    /// Each is replaced by the next: `superseded_by` and `supersedes`.
    Replaced,
    /// Each lies under the next: `parent` of units.
    Units,
}

/// A ring, as the pages on it in order; the last leads to the first.
#[derive(Clone, Debug)]
pub struct Ring {
    /// What leads from each page to the next.
    pub kind: RingKind,
    /// In order, each once.
    pub pages: Vec<PageIx>,
    steps: Vec<Step>,
}

impl Site {
    /// The rings in which pages replace each other or units lie under each other.
    pub fn rings(&self) -> Vec<Ring> {
        stated(&self.pages, &self.page_lookup.by_id)
    }
}

/// The findings for all rings.
pub(super) fn rings(pages: &[Arc<Page>], refs: &[References], by_id: &PagesById, found: &mut Diagnostics) {
    let step =
        |page: PageIx| refs[page].includes.iter().map(move |(to, span)| Step { to: *to, stated_by: page, span: *span });
    let includes: Vec<Vec<Step>> = (0..pages.len()).map(|page| step(page).collect()).collect();
    let all = closed(RingKind::Includes, &includes).into_iter().chain(stated(pages, by_id));
    found.extend(all.map(|ring| ring.finding(pages)));
}

/// The rings that fields of front matter make.
fn stated(pages: &[Arc<Page>], by_id: &PagesById) -> Vec<Ring> {
    let mut replaced: Vec<Vec<Step>> = vec![Vec::new(); pages.len()];
    let mut units = replaced.clone();
    for (ix, page) in pages.iter().enumerate() {
        let f = page.fields();
        let named = |id: Option<&String>| by_id.find(page.lang, id?);
        // Versions of one document follow each other by their dates.
        let named = |id| named(id).filter(|to| !page.version.as_ref().is_some_and(|version| version.all.contains(to)));
        let step = |to, key| Step { to, stated_by: ix, span: page.doc.front.span(key, None) };
        replaced[ix].extend(named(f.superseded_by.as_ref()).map(|to| step(to, "superseded_by")));
        if let Some(old) = named(f.supersedes.as_ref()) {
            replaced[old].push(step(ix, "supersedes"));
        }
        units[ix].extend(named(page.own().unit_above()).map(|to| step(to, "parent")));
    }
    [closed(RingKind::Replaced, &replaced), closed(RingKind::Units, &units)].concat()
}

/// Follows all steps from every page, each step once, and gives the rings that they close.
fn closed(kind: RingKind, steps: &[Vec<Step>]) -> Vec<Ring> {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        Open,
        Done,
    }
    let mut state = vec![State::New; steps.len()];
    let mut found = Vec::new();
    for start in 0..steps.len() {
        if state[start] != State::New || steps[start].is_empty() {
            continue;
        }
        state[start] = State::Open;
        // The way down: each page, and how many of its steps have been followed.
        let mut way: Vec<(PageIx, usize)> = vec![(start, 0)];
        while let Some((page, followed)) = way.last_mut() {
            let page = *page;
            let Some(step) = steps[page].get(*followed) else {
                state[page] = State::Done;
                way.pop();
                continue;
            };
            *followed += 1;
            match state[step.to] {
                State::New => {
                    state[step.to] = State::Open;
                    way.push((step.to, 0));
                }
                State::Open => {
                    let ring = way.iter().skip_while(|(p, _)| *p != step.to);
                    let (pages, steps) = ring.map(|(p, followed)| (*p, steps[*p][followed - 1])).unzip();
                    found.push(Ring { kind, pages, steps });
                }
                State::Done => {}
            }
        }
    }
    found
}

impl Ring {
    /// The files of its pages, from the first round to the first: `a.md → b.md → a.md`.
    fn shown(&self, pages: &[Arc<Page>]) -> String {
        let files = self.pages.iter().chain(self.pages.first()).map(|p| pages[*p].doc.file.as_str());
        files.collect::<Vec<_>>().join(" → ")
    }

    fn finding(&self, pages: &[Arc<Page>]) -> Diagnostic {
        let ring = self.shown(pages);
        let (code, message, help) = match self.kind {
            RingKind::Includes => (
                Code::IncludeLoop,
                text!(
                    "sidorna hämtar text ur varandra i en ring: {ring}",
                    "the pages include each other in a ring: {ring}"
                ),
                text!(
                    "ta bort en av {{{{ include }}}} i ringen, eller länka i stället",
                    "remove one {{{{ include }}}} of the ring, or link instead"
                ),
            ),
            RingKind::Replaced => (
                Code::ReferenceLoop,
                text!("sidorna ersätter varandra i en ring: {ring}", "the pages replace each other in a ring: {ring}"),
                text!(
                    "ta bort superseded_by från den sida som gäller, och supersedes från den som inte gäller",
                    "remove superseded_by from the page that holds, and supersedes from the one that does not"
                ),
            ),
            RingKind::Units => (
                Code::ReferenceLoop,
                text!(
                    "enheterna ligger under varandra i en ring: {ring}",
                    "the units lie under each other in a ring: {ring}"
                ),
                text!("ta bort parent från den översta enheten", "remove parent from the topmost unit"),
            ),
        };
        let mut diagnostic = Diagnostic::new(code, message).help(help);
        if let Some((last, others)) = self.steps.split_last() {
            diagnostic = diagnostic.file(&pages[last.stated_by].doc.file).span(last.span);
            for step in others.iter().filter(|_| self.kind != RingKind::Includes) {
                let file = &pages[step.stated_by].doc.file;
                diagnostic = diagnostic.related(file, Some(step.span), text!("ett led i ringen", "a part of the ring"));
            }
        }
        diagnostic
    }
}
