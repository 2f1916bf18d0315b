//! The fields of front matter that every page may have; those of each kind stand in `kinds`.

pub use super::kinds::{
    Change, Conformance, Contact, FormFormat, Gap, Kind, Law, LawStatus, OfKind, Phase, PhaseMode, Statement, Tier,
    Unit, UnitType,
};

use super::described::{record, words};
use crate::base::date::{Date, Period, Start};
use std::collections::BTreeMap;

words! {
    /// Where a controlled document stands.
    Status {
        Draft = "draft", Review = "review", Decided = "decided", Superseded = "superseded",
        Withdrawn = "withdrawn",
    }
}
words! {
    /// A role's part in a duty: responsible, accountable, consulted, informed.
    Raci { R = "R", A = "A", C = "C", I = "I" }
}
words! {
    /// Whether the page is fetched at the first visit so that it can be read without a network.
    Offline { Pinned = "pinned", Normal = "normal" }
}

record! {
    /// `search: {exclude, boost}`
    optional struct SearchField {
        /// Keep the page out of the index.
        exclude: bool,
        /// Multiplies the page's score; 1 when not given.
        boost: Option<f64>,
    }
}

record! {
    /// One of `decision: {editorial: [{date, note}]}`
    struct Editorial {
        date: Date,
        /// What was mended.
        note: String,
    }
}

record! {
    /// `decision: {by, date, reference, hash, editorial}`; written by ledfyr decide
    struct Decision {
        /// Who decided.
        by: String,
        date: Date,
        /// Where the decision is found, such as its number.
        #[serde(default)]
        reference: Option<String>,
        /// The hash of all that governs in the page that was decided.
        #[serde(default)]
        hash: Option<String>,
        /// Slips of the pen that were mended since.
        #[serde(default)]
        editorial: Vec<Editorial>,
    }
}

record! {
    /// One of `legal_basis: [{law, ref}]`
    struct LegalRef {
        /// The id of a statute in the register.
        law: String,
        /// The place in it: `2 kap. 2 §`.
        #[serde(default)]
        reference as "ref": Option<String>,
    }
}

record! {
    /// `secrecy: {provision, date, authority}`
    struct Secrecy {
        /// The provision that the secrecy rests on.
        provision: String,
        date: Date,
        /// The authority that made the note.
        authority: String,
    }
}

record! {
    /// One of `duties: [{id, does, responsible, accountable, consulted, informed, every, month, from, legal, template,
    /// exercises}]`: a task, and who has a part in it
    struct Duty {
        /// The task's lasting name, its own on the whole site: calendars and follow-up know the task by it.
        id: String,
        /// What is done, beginning with a verb.
        does: String,
        /// Ids of the roles that do it.
        responsible: Vec<String>,
        /// The id of the role that answers for its being done; it may be one of those that do it.
        #[serde(default)]
        accountable: Option<String>,
        /// Why no role is accountable.
        #[serde(default)]
        no_accountable: Option<String>,
        /// Ids of the roles that are asked before.
        #[serde(default)]
        consulted: Vec<String>,
        /// Ids of the roles that are told after.
        #[serde(default)]
        informed: Vec<String>,
        /// How often, such as P1Y.
        #[serde(default)]
        every: Option<Period>,
        /// The month in which it is done, 1–12, where every brings back the same months each year.
        #[serde(default)]
        month: Option<u8>,
        /// The month (2027-03) or the day (2027-03-15) on which it is done for the first time.
        #[serde(default)]
        from: Option<Start>,
        /// The statutes that ask for it.
        #[serde(default)]
        legal: Vec<LegalRef>,
        /// The id of the form that it is done with.
        #[serde(default)]
        template: Option<String>,
        /// Ids of the routines and checklists that are practised in it.
        #[serde(default)]
        exercises: Vec<String>,
    }
}

impl Duty {
    /// Each part in the task with the id of the role that has it.
    pub fn parts(&self) -> impl Iterator<Item = (&str, Raci)> {
        let responsible = self.responsible.iter().map(|role| (role.as_str(), Raci::R));
        let accountable = self.accountable.iter().map(|role| (role.as_str(), Raci::A));
        let consulted = self.consulted.iter().map(|role| (role.as_str(), Raci::C));
        let informed = self.informed.iter().map(|role| (role.as_str(), Raci::I));
        responsible.chain(accountable).chain(consulted).chain(informed)
    }
}

record! {
    /// The fields that every page may have.
    optional struct Fields {
        /// The page's lasting name, unique in its language; made of the path when not given.
        id: Option<String>,
        /// What the page is.
        kind: Option<Kind>,
        /// The title; the first heading when not given.
        title: Option<String>,
        /// One plain sentence on what the page is for.
        description: Option<String>,
        /// The day of the page, such as that of news.
        date: Option<Date>,
        /// The id of the role that answers for the page, never a person.
        owner: Option<String>,
        /// The level of readers that may see it; the highest when not given.
        classification: Option<String>,
        /// The page's language, where the file's name does not say it.
        lang: Option<String>,
        /// Orders the pages of a folder, lower first.
        weight: Option<f64>,
        /// As weight, where it states none (Docusaurus).
        sidebar_position: Option<f64>,
        /// As weight, where it states none (Just the Docs).
        nav_order: Option<f64>,
        /// As weight, where it states none (VitePress, GitBook and others).
        order: Option<f64>,
        /// Topics.
        tags: Vec<String>,
        /// Words that people search for and the text does not use.
        keywords: Vec<String>,
        /// Old addresses, which lead here.
        aliases: Vec<String>,
        /// Old addresses, which lead here (Jekyll).
        redirect_from: Vec<String>,
        /// The last part of the address that the page had elsewhere, or all of it after a /; it leads here.
        slug: Option<String>,
        /// The address that the page had elsewhere; it leads here (Hugo).
        url: Option<String>,
        /// The address that the page had elsewhere; it leads here (Jekyll, Eleventy, Obsidian).
        permalink: Option<String>,
        /// The address that the page had elsewhere; it leads here (Zola, Gatsby).
        path: Option<String>,
        /// Ids of pages to read as well.
        related: Vec<String>,
        /// Ids of the roles that the page is for.
        audience: Vec<String>,
        /// Not published yet.
        draft: bool,
        /// The page is an example, and says so.
        sample: Option<bool>,
        /// The template that shows it, where it is not that of its kind.
        template: Option<String>,
        /// How the search treats the page.
        search: SearchField,
        /// pinned: fetched at the first visit, to be read without a network.
        offline: Option<Offline>,
        /// Ids of contacts: whom to ask.
        questions: Vec<String>,

        // Controlled documents.
        /// Where the document stands.
        status: Option<Status>,
        /// The version, in quotes.
        version: Option<String>,
        /// The first day on which it holds. Before it a decided document says that it waits; any other page is not published.
        valid_from: Option<Date>,
        /// The last day on which it holds.
        valid_to: Option<Date>,
        /// The day of the last review; written by ledfyr review.
        last_reviewed: Option<Date>,
        /// How often it is reviewed, such as P1Y.
        review_every: Option<Period>,
        /// Who decided it, and when.
        decision: Option<Decision>,
        /// The id of the page that this one replaces.
        supersedes: Option<String>,
        /// The id of the page that replaces this one.
        superseded_by: Option<String>,
        /// The statutes that it rests on.
        legal_basis: Vec<LegalRef>,
        /// What it puts into practice: ids of pages, each with or without #heading.
        implements: Vec<String>,
        /// Who does what, and when.
        duties: Vec<Duty>,
        /// A note of secrecy.
        secrecy: Option<Secrecy>,
        /// The hash of all that governed in the page that was reviewed; written by ledfyr review.
        reviewed_hash: Option<String>,
        /// What the page rests on, as it was at the review: by id, the hash of each page; by law_ID, the status of each statute.
        /// Written by ledfyr review.
        reviewed_basis: BTreeMap<String, String>,

        /// Whatever the editor likes; templates see it as `page.extra`.
        extra: serde_json::Map<String, serde_json::Value>,
    }
}

impl Fields {
    /// The place among its siblings, lower first, in thousandths.
    pub fn position(&self) -> Option<i64> {
        let others = [self.sidebar_position, self.nav_order, self.order];
        let stated = self.weight.or_else(|| others.into_iter().flatten().next());
        stated.map(|place| (place * 1000.0).round() as i64)
    }

    /// Whether the page no longer holds.
    pub fn is_over(&self) -> bool {
        matches!(self.status, Some(Status::Superseded | Status::Withdrawn))
    }
}

/// The page of a reference such as `id#heading`.
pub fn page_id(reference: &str) -> &str {
    reference.split_once('#').map_or(reference, |(id, _)| id)
}
