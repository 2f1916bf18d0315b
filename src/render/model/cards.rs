//! Checklists: on the screen, on paper, and behind the code on the paper.

use super::documented::view;
use super::facts::{Contact, Validity};
use super::parts::{Link, PageRef};
use super::shared::Shared;
use crate::front_matter::fields::PhaseMode;

view! {
    /// A phase of a checklist.
    struct Phase<'a> {
        /// The heading's anchor.
        id: &'a str,
        /// What it is called.
        title: &'a str,
        /// How it is worked through.
        mode: PhaseMode,
        /// Its text, as HTML.
        html: String,
        /// How many steps it has.
        steps: usize,
    }

    /// A checklist in its parts.
    struct Checklist<'a> {
        /// The situation that it is for.
        scenario: Option<&'a str>,
        /// The text before the first heading, as HTML.
        intro: String,
        /// The phases.
        phases: Vec<Phase<'a>>,
        /// The text under headings that are no phase, as HTML.
        outro: String,
    }

    /// The way between a checklist and its paper.
    struct OnPaper {
        /// The code that leads from the paper to the site, as SVG; none where the site's address is not known.
        qr: Option<Shared<String>>,
        /// Where the code leads.
        scan_address: Option<Shared<String>>,
        /// The checklist as a sheet for the wall; none of one that is not in force.
        wall_url: Option<String>,
        /// The checklist as a card for the pocket; none of one that is not in force.
        pocket_url: Option<String>,
        /// Where the code on the paper leads: whether it is current. None of an older version.
        scan_url: Option<String>,
    }

    /// A page of kind `checklist`.
    struct ChecklistPage<'a> {
        /// Its parts.
        #[serde(flatten)]
        checklist: Checklist<'a>,
        /// The way to its paper.
        #[serde(flatten)]
        on_paper: OnPaper,
    }

    /// A checklist on paper.
    struct Card<'a> {
        /// The page.
        #[serde(flatten)]
        page: Shared<PageRef>,
        /// Its parts.
        #[serde(flatten)]
        checklist: Checklist<'a>,
        /// Whether it holds.
        validity: Option<Validity<'a>>,
        /// The role that answers for it.
        owner: Option<Shared<PageRef>>,
        /// Whom to ask.
        questions: Vec<Contact<'a>>,
        /// Whether it is an example.
        sample: bool,
        /// The way back.
        #[serde(flatten)]
        on_paper: OnPaper,
    }

    /// A page of cards, for paper (`cards`).
    struct CardsPage<'a> {
        /// `page`, `wall` or `pocket`.
        format: &'static str,
        /// The cards.
        cards: Vec<Card<'a>>,
        /// Of all cards: each format; empty of one card.
        formats: Vec<Link<'a>>,
        /// The styles of a file that stands alone, as CSS.
        styles: Option<String>,
        /// As `styles`, for paper.
        paper_styles: Option<String>,
    }

    /// The page to which the code on a card leads (`scan`).
    struct ScanPage {
        /// The checklist.
        card: Shared<PageRef>,
        /// The way between it and its paper.
        #[serde(flatten)]
        on_paper: OnPaper,
    }

    /// The page that is shown without a network (`offline`).
    struct OfflinePage {
        /// The checklists that the browser has kept.
        cards: Vec<Shared<PageRef>>,
    }
}
