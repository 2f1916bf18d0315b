//! What is asked of the trace: paragraphs and what puts them into practice, checklists, exercises, and what rests on statutes.

use super::trace::Paragraph;
use super::{Governance, Task};
use crate::front_matter::fields::{Duty, LegalRef};
use crate::site::PageIx;

/// A place in a statute that a page in force rests on.
#[derive(Clone, Copy, Debug)]
pub struct Citation<'a> {
    /// The page.
    pub page: PageIx,
    /// The statute, and the place in it.
    pub basis: &'a LegalRef,
    /// The task that rests on it; `None`: the page as a whole.
    pub duty: Option<&'a Duty>,
}

impl Governance {
    /// All paragraphs of chapters in force, in reading order.
    pub fn paragraphs(&self) -> &[Paragraph] {
        &self.trace.paragraphs
    }

    /// The paragraphs that are laid down in several languages once.
    pub fn original_paragraphs(&self) -> impl Iterator<Item = &Paragraph> {
        self.paragraphs().iter().filter(|paragraph| self.site.pages[paragraph.chapter].is_original())
    }

    /// The paragraphs of one chapter, in order; none of a page that is no chapter in force.
    pub fn paragraphs_of(&self, chapter: PageIx) -> &[Paragraph] {
        self.trace.chapters.get(&chapter).map_or(&[], |places| &self.trace.paragraphs[places.clone()])
    }

    /// The paragraphs that a page puts into practice, in reading order.
    pub fn implemented_by(&self, page: PageIx) -> impl Iterator<Item = &Paragraph> {
        self.trace.paragraphs.iter().filter(move |paragraph| paragraph.implemented_by.contains(&page))
    }

    /// The checklists that belong to a routine, in reading order.
    pub fn checklists_of(&self, routine: PageIx) -> impl Iterator<Item = PageIx> {
        self.trace.checklists.range((routine, 0)..=(routine, PageIx::MAX)).map(|(_, checklist)| *checklist)
    }

    /// The routines that a checklist belongs to, in reading order.
    pub fn routines_of(&self, checklist: PageIx) -> impl Iterator<Item = PageIx> {
        self.trace.checklists.iter().filter(move |(_, other)| *other == checklist).map(|(routine, _)| *routine)
    }

    /// The tasks that exercise a page, in reading order.
    pub fn exercises_of(&self, page: PageIx) -> impl Iterator<Item = Task<'_>> {
        let places = self.trace.exercises.get(&page).map_or(&[][..], Vec::as_slice);
        places.iter().filter_map(|at| self.task_at(*at))
    }

    /// Each place in a statute that a page in force or one of its tasks rests on, in reading order.
    pub fn citations(&self) -> impl Iterator<Item = Citation<'_>> {
        let in_force = self.site.pages.iter().enumerate().filter(|(ix, _)| self.is_in_force(*ix));
        in_force.flat_map(|(page, of)| {
            let f = of.fields();
            let own = f.legal_basis.iter().map(move |basis| Citation { page, basis, duty: None });
            let tasks = f.duties.iter();
            own.chain(
                tasks.flat_map(move |duty| {
                    duty.legal.iter().map(move |basis| Citation { page, basis, duty: Some(duty) })
                }),
            )
        })
    }
}
