//! What puts what into practice: statutes, paragraphs of a directive, routines, checklists, exercises.

use super::documented::view;
use super::facts::{Law, LegalRef};
use super::parts::PageRef;
use super::shared::Shared;

view! {
    /// A paragraph of a directive, and what puts it into practice.
    struct Paragraph<'a> {
        /// Its anchor on the chapter's page.
        id: &'a str,
        /// Its heading.
        title: &'a str,
        /// Its address.
        url: String,
        /// The chapter.
        chapter: Shared<PageRef>,
        /// The pages in force that put it into practice.
        implemented_by: Vec<Shared<PageRef>>,
        /// The statutes that those pages and their tasks rest on.
        laws: Vec<Law<'a>>,
        /// The checklists that belong to those pages.
        checklists: Vec<Shared<PageRef>>,
        /// The tasks in which those pages and checklists are practised.
        exercises: Vec<Exercise<'a>>,
        /// Why no page puts it into practice.
        why: Option<&'a str>,
    }

    /// A task in which something is practised.
    struct Exercise<'a> {
        /// Its lasting name.
        id: &'a str,
        /// What is done, beginning with a verb.
        does: &'a str,
        /// The page that lays it down.
        page: Shared<PageRef>,
    }

    /// What a page puts into practice, and what puts the page into practice.
    struct Trace<'a> {
        /// Of a chapter: its paragraphs. Of a checklist: those that it or its routines put into practice.
        paragraphs: Vec<Paragraph<'a>>,
        /// Of a checklist: the routines that it belongs to.
        routines: Vec<Shared<PageRef>>,
        /// Of a routine: the checklists that belong to it.
        checklists: Vec<Shared<PageRef>>,
        /// The tasks in which it is practised.
        exercises: Vec<Exercise<'a>>,
    }

    /// A chapter in the matrix.
    struct TracedChapter<'a> {
        /// Its number.
        number: Option<i64>,
        /// The chapter.
        page: Shared<PageRef>,
        /// The statutes that it rests on.
        legal_basis: Vec<LegalRef<'a>>,
        /// Its paragraphs.
        paragraphs: Vec<Paragraph<'a>>,
    }

    /// A statute, and all that rests on it (`statute`).
    struct StatutePage<'a> {
        /// The statute.
        statute: Law<'a>,
        /// The places that rest on it: pages in force and their tasks, in reading order.
        citations: Vec<StatuteCitation<'a>>,
    }

    /// A page or a task that rests on a statute.
    struct StatuteCitation<'a> {
        /// The page.
        page: Shared<PageRef>,
        /// The place in the statute.
        reference as "ref": Option<&'a str>,
        /// The task that rests on it; none: the page as a whole.
        task: Option<Exercise<'a>>,
    }

    /// What puts each paragraph of the directives into practice (`matrix`).
    struct MatrixPage<'a> {
        /// The chapters.
        traced: Vec<TracedChapter<'a>>,
        /// How many paragraphs they have.
        total: usize,
        /// How many of them some page puts into practice.
        implemented: usize,
        /// The paragraphs as controls, for other programs (OSCAL).
        controls_url: Option<String>,
        /// The pages that implement them, for other programs (OSCAL).
        components_url: Option<String>,
    }
}
