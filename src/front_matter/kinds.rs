//! The kinds of pages: what each is called, what its pages must state, and the fields that only they have.

use super::described::{FieldName, Record, record, words};
use crate::base::date::Date;
use crate::data::{Decoded, Node, decode};

/// Declares the kinds. `needs`: those fields of every page that pages of the kind must state. `own`: the fields that only they
/// have; they must state those without `#[serde(default)]`.
macro_rules! kinds {
    ($(
        $(#[doc = $about:literal])*
        $kind:ident = $word:literal { controlled: $controlled:literal, needs: [$($needed:ident),*], own: { $($own:tt)* } }
    )*) => {
        words! {
            /// What a page is.
            Kind { $($kind = $word),* }
        }

        $(record! { $(#[doc = $about])* struct $kind { $($own)* } })*

        /// What a page has by its kind. What its pages must state is there.
        #[derive(Clone, Debug, PartialEq, serde::Serialize)]
        #[serde(untagged)]
        pub enum OfKind { $($(#[doc = $about])* $kind($kind)),* }

        impl OfKind {
            /// The kind that has it.
            pub fn kind(&self) -> Kind {
                match self { $(OfKind::$kind(_) => Kind::$kind),* }
            }

            /// Reads what a page of that kind has of its own; without a value where something that it must state is missing.
            pub(super) fn decode(kind: Kind, node: &Node, toml: bool) -> Decoded<OfKind> {
                match kind { $(Kind::$kind => decode::<$kind>(node, toml).map(OfKind::$kind)),* }
            }
        }

        impl Kind {
            /// Whether pages of this kind are controlled documents, with status, version and review.
            pub fn is_controlled(self) -> bool {
                match self { $(Kind::$kind => $controlled),* }
            }

            /// The fields that pages of this kind have of their own.
            pub fn own_fields(self) -> impl Iterator<Item = &'static str> {
                self.own().iter().map(|(name, _)| *name)
            }

            /// The fields that a page of this kind must have, whatever else it says.
            pub fn needed(self) -> impl Iterator<Item = &'static str> {
                let common: &[&str] = match self { $(Kind::$kind => &[$(stringify!($needed)),*]),* };
                let own = self.own().iter().filter(|(_, required)| *required).map(|(name, _)| *name);
                common.iter().copied().chain(own)
            }

            fn own(self) -> &'static [FieldName] {
                match self { $(Kind::$kind => $kind::FIELDS),* }
            }

            /// The schema of each kind's own fields.
            pub(super) fn schemas() -> Vec<serde_json::Value> {
                vec![$(<$kind as super::described::Described>::schema()),*]
            }
        }
    };
}

kinds! {
    /// A page of no special kind.
    Page = "page" { controlled: false, needs: [], own: {} }

    /// A governing document; its chapters are the pages of its folder.
    Directive = "directive" {
        controlled: true, needs: [owner, status, version],
        own: {
            /// The number of the directive or chapter.
            #[serde(default)]
            number: Option<i64>,
        }
    }

    /// A chapter of a directive.
    Chapter = "chapter" {
        controlled: true, needs: [],
        own: {
            /// The number of the directive or chapter.
            number: i64,
            /// Why no page puts some of its paragraphs into practice.
            #[serde(default)]
            gaps: Vec<Gap>,
        }
    }

    /// A role that people have.
    Role = "role" {
        controlled: true, needs: [],
        own: {
            /// Of a role; line is everybody's ordinary chain of command.
            tier: Tier,
        }
    }

    /// A part of the organisation.
    Unit = "unit" {
        controlled: false, needs: [],
        own: {
            /// Of a unit.
            unit_type: UnitType,
            /// The id of the unit above.
            #[serde(default)]
            parent: Option<String>,
            /// The id of the role that leads the unit.
            #[serde(default)]
            chair: Option<String>,
            /// Ids of the roles in the unit.
            #[serde(default)]
            members: Vec<String>,
            /// When the unit meets.
            #[serde(default)]
            meets: Option<String>,
        }
    }

    /// How something is done.
    Process = "process" {
        controlled: true, needs: [owner],
        own: {
            /// What sets the process off.
            #[serde(default)]
            trigger: Option<String>,
            /// Ids of the forms that the process uses.
            #[serde(default)]
            templates: Vec<String>,
        }
    }

    /// Steps to be ticked, when something happens.
    Checklist = "checklist" {
        controlled: true, needs: [],
        own: {
            /// The situation that the checklist is for.
            scenario: String,
            /// The phases of the checklist, each a heading of the text.
            phases: Vec<Phase>,
        }
    }

    /// A form.
    Template = "template" {
        controlled: true, needs: [],
        own: {
            /// Of a form.
            format: FormFormat,
        }
    }

    /// News.
    News = "news" {
        controlled: false, needs: [date],
        own: {
            /// What the news are about.
            #[serde(default)]
            change: Option<Change>,
            /// Ids of the pages that the news are about.
            #[serde(default)]
            affects: Vec<String>,
        }
    }

    /// Terms and what they mean.
    Glossary = "glossary" { controlled: false, needs: [], own: {} }

    /// Whom to turn to.
    Contacts = "contacts" {
        controlled: false, needs: [],
        own: {
            /// Functions and numbers.
            contacts: Vec<Contact>,
        }
    }

    /// The statutes that the site's documents rest on.
    Laws = "laws" {
        controlled: false, needs: [],
        own: {
            /// The register of statutes.
            laws: Vec<Law>,
        }
    }

    /// The accessibility statement.
    Statement = "statement" {
        controlled: true, needs: [],
        own: {
            /// How far the site meets the rules.
            conformance: Conformance,
            /// The day of the assessment.
            assessed: Date,
            /// How it was assessed.
            method: String,
            /// What does not meet the rules.
            #[serde(default)]
            non_conformities: Vec<String>,
            /// The id of the contact for shortcomings.
            contact: String,
            /// Where shortcomings are reported.
            #[serde(default)]
            feedback_url: Option<String>,
            /// Where to turn with a complaint.
            enforcement: String,
            /// The day the statement was published.
            published: Date,
        }
    }
}

words! {
    /// The tiers of the security organisation; `line` is everybody's ordinary chain of command.
    Tier { Strategic = "strategic", Tactical = "tactical", Operational = "operational", Line = "line" }
}
words! {
    /// What a unit is.
    UnitType { Department = "department", Unit = "unit", Forum = "forum", Board = "board" }
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
record! {
    /// One of `gaps: [{paragraph, why}]`
    struct Gap {
        /// The id of a heading of the chapter.
        paragraph: String,
        /// Why no page puts the paragraph into practice.
        why: String,
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

impl Default for OfKind {
    fn default() -> OfKind {
        OfKind::Page(Page {})
    }
}

impl OfKind {
    /// A role's tier.
    pub fn tier(&self) -> Option<Tier> {
        match self {
            OfKind::Role(role) => Some(role.tier),
            _ => None,
        }
    }

    /// The number of a directive or a chapter.
    pub fn number(&self) -> Option<i64> {
        match self {
            OfKind::Directive(directive) => directive.number,
            OfKind::Chapter(chapter) => Some(chapter.number),
            _ => None,
        }
    }

    /// What news are about.
    pub fn change(&self) -> Option<Change> {
        match self {
            OfKind::News(news) => news.change,
            _ => None,
        }
    }

    /// The ids of the pages that news are about.
    pub fn affects(&self) -> &[String] {
        match self {
            OfKind::News(news) => &news.affects,
            _ => &[],
        }
    }

    /// The ids of the forms that a process uses.
    pub fn templates(&self) -> &[String] {
        match self {
            OfKind::Process(process) => &process.templates,
            _ => &[],
        }
    }

    /// The id of the unit above a unit.
    pub fn unit_above(&self) -> Option<&String> {
        match self {
            OfKind::Unit(unit) => unit.parent.as_ref(),
            _ => None,
        }
    }

    /// The contacts that a page lists.
    pub fn contacts(&self) -> &[Contact] {
        match self {
            OfKind::Contacts(list) => &list.contacts,
            _ => &[],
        }
    }

    /// The statutes that a page lists.
    pub fn laws(&self) -> &[Law] {
        match self {
            OfKind::Laws(register) => &register.laws,
            _ => &[],
        }
    }
}
