//! What results can be narrowed by. Pages that lie side by side mostly share it, so it is kept as runs.
use super::input::SearchPage;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Id and label.
pub(super) type Choice = (String, String);

/// All that one page can be narrowed by.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Facet {
    pub kind: Choice,
    pub tier: Choice,
    /// Where a page stands that is not in force; empty of one that is.
    pub standing: Choice,
    pub roles: Vec<Choice>,
    pub section: String,
    pub lang: String,
}

/// The facets of all pages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Facets {
    /// Every combination that occurs, in the order of first use.
    pub all: Vec<Facet>,
    /// Combination and for how many pages on end, in turn.
    pub runs: Vec<u32>,
}

impl Facets {
    pub(super) fn of(pages: &[SearchPage<'_>]) -> Self {
        let mut out = Facets::default();
        let mut known = BTreeMap::new();
        for page in pages {
            let SearchPage {
                kind,
                kind_label,
                tier,
                tier_label,
                standing,
                standing_label,
                roles,
                section_label,
                lang,
                ..
            } = page;
            let next = known.len() as u32;
            let n = *known
                .entry((kind, kind_label, tier, tier_label, (standing, standing_label), roles, section_label, lang))
                .or_insert(next);
            if n == next {
                let choice = |id: &str, label: &str| (id.to_owned(), label.to_owned());
                out.all.push(Facet {
                    kind: choice(kind, kind_label),
                    tier: choice(tier, tier_label),
                    standing: choice(standing, standing_label),
                    roles: roles.iter().map(|(id, label)| choice(id, label)).collect(),
                    section: section_label.to_string(),
                    lang: lang.to_string(),
                });
            }
            match out.runs.as_mut_slice() {
                [.., last, count] if *last == n => *count += 1,
                _ => out.runs.extend([n, 1]),
            }
        }
        out
    }
}
