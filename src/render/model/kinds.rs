//! What pages have besides, by their kind.

use super::documented::view;
use super::facts::{Contact, RegisteredLaw};
use super::parts::{PageRef, TocEntry};
use super::shared::Shared;
use super::tasks::{Month, RaciTable, RoleTasks};
use crate::base::date::Date;
use crate::front_matter::fields::{Conformance, FormFormat, UnitType};

view! {
    /// A page of kind `directive`.
    struct DirectivePage<'a> {
        /// Its number.
        number: Option<i64>,
        /// Its chapters.
        chapters: Vec<Chapter<'a>>,
        /// The page with all of its text.
        whole_url: String,
        /// The page that shows what puts each of its paragraphs into practice.
        matrix_url: Option<String>,
    }

    /// A chapter in the list of its directive.
    struct Chapter<'a> {
        /// Its number.
        number: Option<i64>,
        /// The page.
        page: Shared<PageRef>,
        /// Its text as HTML, on the page with all of the directive.
        body: Option<String>,
        /// Its contents.
        toc: Vec<TocEntry<'a>>,
    }

    /// A page of kind `chapter`.
    struct ChapterPage {
        /// Its number.
        number: Option<i64>,
        /// The directive.
        directive: Option<Shared<PageRef>>,
    }

    /// A page of kind `role`.
    struct RolePage<'a> {
        /// What the role does, the next to be done first.
        tasks: Vec<RoleTasks<'a>>,
        /// The same by month, for the role's own wheel.
        months: Vec<Month<'a>>,
        /// The calendar of its tasks.
        calendar_url: Option<String>,
        /// The pages that it answers for.
        owned: Vec<Shared<PageRef>>,
        /// The pages that are for it.
        for_role: Vec<Shared<PageRef>>,
        /// The script that hands the role to a browser that has chosen it.
        data_url: String,
    }

    /// A page of kind `unit`.
    struct UnitPage<'a> {
        /// What the unit is.
        unit_type: Option<UnitType>,
        /// The unit above.
        parent: Option<Shared<PageRef>>,
        /// The role that leads it.
        chair: Option<Shared<PageRef>>,
        /// The roles in it.
        members: Vec<Shared<PageRef>>,
        /// When it meets.
        meets: Option<&'a str>,
        /// The units below.
        units: Vec<Shared<PageRef>>,
    }

    /// A page of kind `process`.
    struct ProcessPage<'a> {
        /// Who does what.
        raci: RaciTable<'a>,
        /// What sets it off.
        trigger: Option<&'a str>,
        /// The forms that it uses.
        templates: Vec<Shared<PageRef>>,
    }

    /// A page of kind `template`: a form.
    struct FormPage {
        /// What the form is.
        format: Option<FormFormat>,
    }

    /// A page of kind `news`.
    struct NewsPage {
        /// The pages that they are about.
        affects: Vec<Shared<PageRef>>,
    }

    /// A page of kind `glossary`.
    struct GlossaryPage<'a> {
        /// The text before the terms, as HTML.
        intro: String,
        /// The terms of all glossaries in the language.
        letters: Vec<TermLetter<'a>>,
    }

    /// Terms under one letter.
    struct TermLetter<'a> {
        /// The letter.
        letter: String,
        /// The terms that begin with it.
        terms: Vec<Term<'a>>,
    }

    /// A term of the glossary.
    struct Term<'a> {
        /// Its anchor.
        id: &'a str,
        /// The term.
        term: &'a str,
        /// What it means, as HTML.
        html: String,
        /// Words that mean the same.
        synonyms: &'a [String],
        /// Words that should not be used for it.
        avoid: &'a [String],
        /// Where to read more, as HTML.
        see_also: Option<String>,
    }

    /// A page of kind `contacts`.
    struct ContactsPage<'a> {
        /// The contacts.
        contacts: Vec<Contact<'a>>,
    }

    /// A page of kind `laws`.
    struct LawsPage<'a> {
        /// The statutes.
        laws: Vec<RegisteredLaw<'a>>,
    }

    /// A page of kind `statement`: that of accessibility.
    struct StatementPage<'a> {
        /// How far the site meets the rules.
        conformance: Option<Conformance>,
        /// The day of the assessment.
        assessed: Option<Date>,
        /// How it was assessed.
        method: Option<&'a str>,
        /// What does not meet the rules.
        non_conformities: &'a [String],
        /// The contact for shortcomings.
        contact: Option<Contact<'a>>,
        /// Where to turn with a complaint.
        enforcement: Option<&'a str>,
        /// The day the statement was published.
        published: Option<Date>,
        /// Where shortcomings are reported.
        feedback_url: Option<String>,
    }
}
