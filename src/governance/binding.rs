//! What reviews and decisions say of a page as it is now. Both are bound to all that governs in it, not only to a day, and a
//! review to what the page rests on too.

use super::canonical::{FORM, governed_hash};
use crate::body::ArgumentValue;
use crate::front_matter::fields::{Decision, Kind, Status, page_id};
use crate::site::{Page, PageIx, Resolved, Site};
use std::collections::BTreeMap;

/// How a page stands to the hash that was written when it was reviewed or decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binding {
    /// There is no hash, or the page no longer holds: nothing is said of it.
    Unbound,
    /// What governs is what was reviewed or decided.
    Same,
    /// The text is the one that was reviewed; the hash is of an earlier version of the program and says nothing of the fields.
    SameText,
    /// What governs is something else.
    Changed,
}

/// How a page stands to its last review.
pub fn reviewed(page: &Page) -> Binding {
    match &page.fields().reviewed_hash {
        Some(hash) if page.kind().is_controlled() && !page.fields().is_over() && !page.is_replaced() => {
            bound(page, hash)
        }
        _ => Binding::Unbound,
    }
}

/// How a page stands to its decision.
pub fn decided(page: &Page) -> Binding {
    let f = page.fields();
    let hash = f.decision.as_ref().and_then(|decision| decision.hash.as_ref());
    match hash {
        Some(hash) if page.kind().is_controlled() && f.status == Some(Status::Decided) => bound(page, hash),
        _ => Binding::Unbound,
    }
}

fn bound(page: &Page, hash: &str) -> Binding {
    match hash.starts_with(FORM) {
        true if hash == governed_hash(&page.doc) => Binding::Same,
        false if hash == page.doc.body_hash.hex() => Binding::SameText,
        _ => Binding::Changed,
    }
}

/// What begins the key of a statute in `reviewed_basis`; no id of a page has the sign.
const STATUTE: &str = "law_";

/// Something that a page rests on and that is not as it was at the review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Suspect {
    /// Another page: one that it implements, a form or a routine that it leads to, or one that it shows a part of.
    Page(PageIx),
    /// The statute with that id has another status.
    Statute(String),
}

/// What has changed of what a page rests on since it was reviewed, by the order of the keys.
pub fn suspects(site: &Site, page: &Page) -> Vec<Suspect> {
    if reviewed(page) == Binding::Unbound {
        return Vec::new();
    }
    let one = |(key, then): (&String, &String)| match key.strip_prefix(STATUTE) {
        Some(id) => {
            let now = site.facts.law(&site.pages, id)?.1.status;
            (now.as_str() != then).then(|| Suspect::Statute(id.to_owned()))
        }
        None => {
            let ix = site.page_by_id(page.lang, key)?;
            (bound(&site.pages[ix], then) == Binding::Changed).then_some(Suspect::Page(ix))
        }
    };
    page.fields().reviewed_basis.iter().filter_map(one).collect()
}

/// What a page rests on, each once: by id, the hash of each page that it implements, that is a form or a routine and that it
/// leads to, or that it shows a part of; by `law_ID`, the status of each statute that it cites.
pub fn basis(site: &Site, page: &Page) -> BTreeMap<String, String> {
    let f = page.fields();
    let by_id = |id: &str| site.page_by_id(page.lang, page_id(id));
    let forms = page.own().templates().iter().chain(f.duties.iter().filter_map(|duty| duty.template.as_ref()));
    let named = f.implements.iter().chain(forms).filter_map(|id| by_id(id));
    let linked = page.links.iter().filter_map(|link| match link {
        Resolved::Page { page, .. } => Some(*page).filter(|ix| is_form_or_routine(&site.pages[*ix])),
        _ => None,
    });
    let arguments = page.doc.body.shortcodes.iter().flat_map(|call| &call.arguments);
    let shown = arguments.filter_map(|argument| match &argument.value {
        ArgumentValue::Str(id) => by_id(id).filter(|ix| site.pages[*ix].kind().is_controlled()),
        _ => None,
    });
    let pages = named.chain(linked).chain(shown).map(|ix| site.current(ix)).map(|ix| &site.pages[ix]);
    let pages = pages.filter(|other| other.id != page.id);
    let mut basis: BTreeMap<String, String> =
        pages.map(|other| (other.id.clone(), governed_hash(&other.doc).to_owned())).collect();
    let cited = f.legal_basis.iter().chain(f.duties.iter().flat_map(|duty| &duty.legal));
    for cited in cited {
        if let Some((_, law)) = site.facts.law(&site.pages, &cited.law) {
            basis.insert(format!("{STATUTE}{}", law.id), law.status.as_str().to_owned());
        }
    }
    basis
}

fn is_form_or_routine(page: &Page) -> bool {
    matches!(page.kind(), Kind::Template | Kind::Process | Kind::Checklist)
}

/// The decision that a page holds by.
#[derive(Clone, Copy, Debug)]
pub struct Decided<'a> {
    /// The decision.
    pub decision: &'a Decision,
    /// The page that was decided, where that is not the page itself: the directive of a chapter, the original of a translation.
    pub part_of: Option<PageIx>,
}

/// Whether a page says that it is decided, and neither it nor what it belongs to says by whom.
pub fn lacks_decision(site: &Site, page: &Page) -> bool {
    let states = page.kind().is_controlled() && page.fields().status == Some(Status::Decided);
    states && decision(site, page).is_none()
}

/// The decision that a page holds by: its own, else its original's, else that of the directive that it is a chapter of.
pub fn decision<'a>(site: &'a Site, page: &'a Page) -> Option<Decided<'a>> {
    let own = page.fields().decision.as_ref().map(|decision| Decided { decision, part_of: None });
    let of = |ix: PageIx| {
        let decision = site.pages[ix].fields().decision.as_ref()?;
        Some(Decided { decision, part_of: Some(ix) })
    };
    let original = page.translations.first().copied().flatten();
    let directive = |page: &Page| {
        let parent = page.parent.filter(|_| page.kind() == Kind::Chapter)?;
        (site.pages[parent].kind() == Kind::Directive).then_some(parent)
    };
    let inherited = [original, directive(page), original.and_then(|ix| directive(&site.pages[ix]))];
    own.or_else(|| inherited.into_iter().flatten().find_map(of))
}
