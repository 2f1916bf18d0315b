//! The fields of front matter, as `content-model` in the README names them.

use super::described::{Described, record};
use crate::base::date::{Date, Period};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// Declares an enum whose names in front matter, templates and JSON are the same kebab-case words.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, Serialize)]
        pub enum $name { $(#[doc = concat!("`", $word, "`")] #[serde(rename = $word)] $variant),* }

        impl $name {
            /// All words, in their order.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];

            /// The word in front matter, templates and JSON.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word),* }
            }
        }

        impl Described for $name {
            fn schema() -> serde_json::Value {
                serde_json::json!({"type": "string", "enum": [$($word),*]})
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

words! {
    /// What a page is.
    Kind {
        Page = "page", Directive = "directive", Chapter = "chapter", Role = "role", Unit = "unit",
        Process = "process", Checklist = "checklist", Template = "template", News = "news",
        Glossary = "glossary", Contacts = "contacts", Laws = "laws", Statement = "statement",
    }
}

impl Kind {
    /// Whether pages of this kind are controlled documents, with status, version and review.
    pub fn is_controlled(self) -> bool {
        use Kind::*;
        matches!(self, Directive | Chapter | Role | Process | Checklist | Template | Statement)
    }
}

words! {
    /// The tiers of the security organisation; `line` is everybody's ordinary chain of command.
    Tier { Strategic = "strategic", Tactical = "tactical", Operational = "operational", Line = "line" }
}
words! {
    /// Where a controlled document stands.
    Status {
        Draft = "draft", Review = "review", Decided = "decided", Superseded = "superseded",
        Withdrawn = "withdrawn",
    }
}
words! {
    /// What a unit is.
    UnitType { Department = "department", Unit = "unit", Forum = "forum", Board = "board" }
}
words! {
    /// A role's part in a duty: responsible, accountable, consulted, informed.
    Raci { R = "R", A = "A", C = "C", I = "I" }
}
words! {
    /// How a phase of a checklist is worked through.
    PhaseMode { Memory = "memory", Choice = "choice", ReadDo = "read-do", DoConfirm = "do-confirm" }
}
words! {
    /// What the news are about.
    Change { New = "new", Changed = "changed", Withdrawn = "withdrawn", Info = "info" }
}
words! {
    /// How a form is filled in.
    FormFormat { Form = "form", Table = "table", Document = "document" }
}
words! {
    /// Whether a statute holds; `watch`: about to change, or not verified.
    LawStatus { InForce = "in-force", Watch = "watch", Repealed = "repealed" }
}
words! {
    /// How far the site meets the rules for accessibility.
    Conformance { Full = "full", Partial = "partial", None = "none" }
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
    /// `decision: {by, date, reference}`
    struct Decision {
        /// Who decided.
        by: String,
        date: Date,
        /// Where the decision is found, such as its number.
        #[serde(default)]
        reference: Option<String>,
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
    /// One of `duties: [{role, does, raci, every, month, legal}]`
    struct Duty {
        /// The id of a role.
        role: String,
        /// What the role does, beginning with a verb.
        does: String,
        /// R: responsible, A: accountable, C: consulted, I: informed.
        raci: Raci,
        /// How often, such as P1Y.
        #[serde(default)]
        every: Option<Period>,
        /// 1–12.
        #[serde(default)]
        month: Option<u8>,
        /// The statutes that ask for it.
        #[serde(default)]
        legal: Vec<LegalRef>,
    }
}

record! {
    /// One of `phases: [{id, title, mode}]`
    struct Phase {
        /// The id of a heading of the body.
        id: String,
        title: String,
        /// memory: known by heart; choice: alternatives; read-do and do-confirm: steps that are ticked.
        mode: PhaseMode,
    }
}

record! {
    /// One of `contacts: […]`
    struct Contact {
        id: String,
        name: String,
        /// As people write it: `114 14`.
        #[serde(default)]
        phone: Option<String>,
        #[serde(default)]
        email: Option<String>,
        #[serde(default)]
        url: Option<String>,
        /// When to turn there.
        #[serde(default)]
        when: Option<String>,
        #[serde(default)]
        note: Option<String>,
        /// The number is an example, to be filled in.
        #[serde(default)]
        placeholder: bool,
    }
}

record! {
    /// One of `laws: […]`
    struct Law {
        id: String,
        /// Number in the statute book: `2003:778`.
        sfs: String,
        title: String,
        /// What people call it: `LSO`.
        #[serde(default)]
        short: Option<String>,
        /// in-force, repealed, or watch: about to change, or not verified.
        status: LawStatus,
        /// The day somebody looked it up.
        #[serde(default)]
        checked: Option<Date>,
        #[serde(default)]
        url: Option<String>,
        #[serde(default)]
        note: Option<String>,
        /// Words that people search for.
        #[serde(default)]
        keywords: Vec<String>,
    }
}

record! {
    /// All fields that front matter may have; which of them a page must have depends on its kind.
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
        /// The first day on which it holds; before that it is not published.
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
        /// The hash of the text that was reviewed; written by ledfyr review.
        reviewed_hash: Option<String>,
        /// By id, the hash of each page that this one implements, as it was at the review; written by ledfyr review.
        reviewed_basis: BTreeMap<String, String>,

        // By kind.
        /// Of a chapter.
        number: Option<i64>,
        /// Of a role; line is everybody's ordinary chain of command.
        tier: Option<Tier>,
        /// Of a unit.
        unit_type: Option<UnitType>,
        /// The id of the unit above.
        parent: Option<String>,
        /// The id of the role that leads the unit.
        chair: Option<String>,
        /// Ids of the roles in the unit.
        members: Vec<String>,
        /// When the unit meets.
        meets: Option<String>,
        /// What sets the process off.
        trigger: Option<String>,
        /// Ids of the forms that the process uses.
        templates: Vec<String>,
        /// The situation that the checklist is for.
        scenario: Option<String>,
        /// The phases of the checklist, each a heading of the text.
        phases: Vec<Phase>,
        /// Of a form.
        format: Option<FormFormat>,
        /// What the news are about.
        change: Option<Change>,
        /// Ids of the pages that the news are about.
        affects: Vec<String>,
        /// Functions and numbers.
        contacts: Vec<Contact>,
        /// The register of statutes.
        laws: Vec<Law>,

        // The accessibility statement.
        /// How far the site meets the rules.
        conformance: Option<Conformance>,
        /// The day of the assessment.
        assessed: Option<Date>,
        /// How it was assessed.
        method: Option<String>,
        /// What does not meet the rules.
        non_conformities: Vec<String>,
        /// The id of the contact for shortcomings.
        contact: Option<String>,
        /// Where shortcomings are reported.
        feedback_url: Option<String>,
        /// Where to turn with a complaint.
        enforcement: Option<String>,
        /// The day the statement was published.
        published: Option<Date>,

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
