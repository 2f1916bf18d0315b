//! The fields of front matter, as `content-model` in the README names them.

use crate::base::date::{Date, Period};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// Declares an enum whose names in front matter, templates and JSON are the same kebab-case words.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, Serialize)]
        pub enum $name { $(#[serde(rename = $word)] $variant),* }

        impl $name {
            pub const ALL: &'static [$name] = &[$($name::$variant),*];

            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word),* }
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
words! { UnitType { Department = "department", Unit = "unit", Forum = "forum", Board = "board" } }
words! {
    /// A role's part in a duty: responsible, accountable, consulted, informed.
    Raci { R = "R", A = "A", C = "C", I = "I" }
}
words! {
    /// How a phase of a checklist is worked through.
    PhaseMode { Memory = "memory", Choice = "choice", ReadDo = "read-do", DoConfirm = "do-confirm" }
}
words! { Change { New = "new", Changed = "changed", Withdrawn = "withdrawn", Info = "info" } }
words! { FormFormat { Form = "form", Table = "table", Document = "document" } }
words! {
    /// Whether a statute holds; `watch`: about to change, or not verified.
    LawStatus { InForce = "in-force", Watch = "watch", Repealed = "repealed" }
}
words! { Conformance { Full = "full", Partial = "partial", None = "none" } }
words! {
    /// Whether the page is fetched at the first visit so that it can be read without a network.
    Offline { Pinned = "pinned", Normal = "normal" }
}

/// `search: {exclude, boost}`
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct SearchField {
    /// Keep the page out of the index.
    pub exclude: bool,
    /// Multiplies the page's score; 1 when not given.
    pub boost: Option<f64>,
}

/// `decision: {by, date, reference}`
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub struct Decision {
    pub by: String,
    pub date: Date,
    #[serde(default)]
    pub reference: Option<String>,
}

/// One of `legal_basis: [{law, ref}]`
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub struct LegalRef {
    /// The id of a statute in the register.
    pub law: String,
    /// The place in it: `2 kap. 2 §`.
    #[serde(default, rename = "ref")]
    pub reference: Option<String>,
}

/// `secrecy: {provision, date, authority}`
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub struct Secrecy {
    pub provision: String,
    pub date: Date,
    pub authority: String,
}

/// One of `duties: [{role, does, raci, every, month, legal}]`
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub struct Duty {
    /// The id of a role.
    pub role: String,
    pub does: String,
    pub raci: Raci,
    #[serde(default)]
    pub every: Option<Period>,
    /// 1–12.
    #[serde(default)]
    pub month: Option<u8>,
    #[serde(default)]
    pub legal: Vec<LegalRef>,
}

/// One of `phases: [{id, title, mode}]`
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub struct Phase {
    /// The id of a heading of the body.
    pub id: String,
    pub title: String,
    pub mode: PhaseMode,
}

/// One of `contacts: […]`
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub struct Contact {
    pub id: String,
    pub name: String,
    /// As people write it: `114 14`.
    #[serde(default)]
    pub phone: Option<String>,
    #[serde(default)]
    pub email: Option<String>,
    #[serde(default)]
    pub url: Option<String>,
    /// When to turn there.
    #[serde(default)]
    pub when: Option<String>,
    #[serde(default)]
    pub note: Option<String>,
    /// The number is an example, to be filled in.
    #[serde(default)]
    pub placeholder: bool,
}

/// One of `laws: […]`
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub struct Law {
    pub id: String,
    /// Number in the statute book: `2003:778`.
    pub sfs: String,
    pub title: String,
    /// What people call it: `LSO`.
    #[serde(default)]
    pub short: Option<String>,
    pub status: LawStatus,
    /// The day somebody looked it up.
    #[serde(default)]
    pub checked: Option<Date>,
    #[serde(default)]
    pub url: Option<String>,
    #[serde(default)]
    pub note: Option<String>,
    #[serde(default)]
    pub keywords: Vec<String>,
}

/// All fields that front matter may have; which of them a page must have depends on its kind.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct Fields {
    pub id: Option<String>,
    pub kind: Option<Kind>,
    pub title: Option<String>,
    pub description: Option<String>,
    pub date: Option<Date>,
    pub owner: Option<String>,
    pub classification: Option<String>,
    pub lang: Option<String>,
    pub weight: Option<i64>,
    pub tags: Vec<String>,
    pub keywords: Vec<String>,
    pub aliases: Vec<String>,
    pub related: Vec<String>,
    pub audience: Vec<String>,
    pub draft: bool,
    pub sample: Option<bool>,
    pub template: Option<String>,
    pub search: SearchField,
    pub offline: Option<Offline>,
    pub questions: Vec<String>,

    // Controlled documents.
    pub status: Option<Status>,
    pub version: Option<String>,
    pub valid_from: Option<Date>,
    pub valid_to: Option<Date>,
    pub last_reviewed: Option<Date>,
    pub review_every: Option<Period>,
    pub decision: Option<Decision>,
    pub supersedes: Option<String>,
    pub superseded_by: Option<String>,
    pub legal_basis: Vec<LegalRef>,
    pub implements: Vec<String>,
    pub duties: Vec<Duty>,
    pub secrecy: Option<Secrecy>,
    pub reviewed_hash: Option<String>,
    /// By id, the hash of each page that this one implements, as it was when this one was reviewed.
    pub reviewed_basis: BTreeMap<String, String>,

    // By kind.
    pub number: Option<i64>,
    pub tier: Option<Tier>,
    pub unit_type: Option<UnitType>,
    pub parent: Option<String>,
    pub chair: Option<String>,
    pub members: Vec<String>,
    pub meets: Option<String>,
    pub trigger: Option<String>,
    pub templates: Vec<String>,
    pub scenario: Option<String>,
    pub phases: Vec<Phase>,
    pub format: Option<FormFormat>,
    pub change: Option<Change>,
    pub affects: Vec<String>,
    pub contacts: Vec<Contact>,
    pub laws: Vec<Law>,

    // The accessibility statement.
    pub conformance: Option<Conformance>,
    pub assessed: Option<Date>,
    pub method: Option<String>,
    pub non_conformities: Vec<String>,
    pub contact: Option<String>,
    pub feedback_url: Option<String>,
    pub enforcement: Option<String>,
    pub published: Option<Date>,

    /// Whatever the editor likes; templates see it as `page.extra`.
    pub extra: serde_json::Map<String, serde_json::Value>,
}
