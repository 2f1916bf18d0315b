//! The reference searcher: what `ledfyr search`, the evaluation and the check ask, and what the browser is
//! held to.
use super::build::SearchIndex;
use super::index::Index;
use super::plan::{Plan, plan};
use super::rank::{Ranked, rank};
use super::text::{Analyses, MOST_HEADINGS, Marked, Unit, last_look, look, marked, snippet, units};
use super::wire::Damage;
use serde::Serialize;
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// Letters of a query; the rest is left out.
pub const LONGEST_QUERY: usize = 200;

/// A heading on a page that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Heading {
    pub heading: String,
    pub anchor: String,
}

/// One page found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hit {
    /// Source path below the content root.
    pub page: String,
    pub url: String,
    pub title: String,
    /// The best heading and its anchor; empty when it is the top of the page.
    pub heading: String,
    pub anchor: String,
    pub score: u64,
    pub snippet: String,
    /// Byte ranges of the snippet to mark.
    #[serde(skip)]
    pub marks: Vec<(usize, usize)>,
    /// The best headings, the first one included.
    #[serde(skip)]
    pub headings: Vec<Heading>,
    /// Number of the page.
    #[serde(skip)]
    pub number: u32,
}

/// A choice that narrows the results, with how many pages it leaves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Count {
    pub id: String,
    pub label: String,
    pub pages: usize,
}

/// The answer to a query.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    pub hits: Vec<Hit>,
    /// Pages in all.
    pub pages: usize,
    /// Whether there are more than were counted.
    pub more: bool,
    /// What was probably meant, spelt as the site spells it.
    pub meant: Option<String>,
    /// `kind`, `tier`, `role`, `section` → choices, most pages first.
    pub facets: BTreeMap<&'static str, Vec<Count>>,
    /// Files that could not be read.
    pub damage: Vec<Damage>,
}

#[derive(Debug)]
pub struct Searcher {
    index: Index,
}

impl Searcher {
    /// Opens a built index; fails only when nothing at all could be found with it.
    pub fn open(index: &SearchIndex) -> Result<Self, Damage> {
        Ok(Searcher { index: Index::open(index)? })
    }

    pub fn index(&self) -> &Index {
        &self.index
    }

    /// The first `limit` pages for a query in Swedish.
    pub fn search(&self, query: &str, limit: usize) -> Vec<Hit> {
        self.answer(query, limit, "sv").hits
    }

    /// Page numbers and scores, as the browser's engine gives them.
    pub fn scores(&self, query: &str, lang: &str) -> Vec<(u32, u64)> {
        let (_, list) = self.ranked(query, lang, &mut Analyses::default());
        list.iter().map(|r| (r.page, r.score)).collect()
    }

    fn ranked(&self, query: &str, lang: &str, analyses: &mut Analyses) -> (Plan, Vec<Ranked>) {
        let query: String = query.nfc().take(LONGEST_QUERY).collect();
        let plan = plan(&self.index, &query);
        let mut list = rank(&self.index, &plan, lang);
        last_look(&self.index, &plan, &mut list, analyses);
        (plan, list)
    }

    /// Everything about a query; `lang` is the language that is read.
    pub fn answer(&self, query: &str, limit: usize, lang: &str) -> Answer {
        let mut analyses = Analyses::default();
        let (plan, list) = self.ranked(query, lang, &mut analyses);
        let units = units(&self.index, &plan);
        let hits: Vec<Hit> = list.iter().take(limit).map(|r| self.hit(&units, r, &mut analyses)).collect();
        Answer {
            pages: list.len(),
            more: plan
                .groups
                .iter()
                .flat_map(|g| &g.direct)
                .any(|w| self.index.term(w.at).is_some_and(|t| t.pages > self.index.manifest.most)),
            meant: self.meant(&plan, &list, &mut analyses),
            facets: self.facets(&list),
            damage: self.index.damage(),
            hits,
        }
    }

    fn hit(&self, units: &[Unit], r: &Ranked, analyses: &mut Analyses) -> Hit {
        let page = self.index.sources.get(r.page as usize).cloned().unwrap_or_default();
        let Some(text) = self.index.text(r.page) else {
            return Hit {
                page,
                url: String::new(),
                title: String::new(),
                heading: String::new(),
                anchor: String::new(),
                score: r.score,
                snippet: String::new(),
                marks: Vec::new(),
                headings: Vec::new(),
                number: r.page,
            };
        };
        let sections = look(&self.index, units, text, analyses).sections;
        let best = sections.first().and_then(|s| text.3.get(*s as usize));
        let body = best.map(|s| s.2.as_str()).filter(|t| !t.is_empty()).unwrap_or(&text.2);
        let Marked { text: cut, marks } = snippet(&self.index, units, body, analyses);
        let headings: Vec<Heading> = sections
            .iter()
            .filter_map(|s| text.3.get(*s as usize))
            .filter(|s| !s.0.is_empty())
            .take(MOST_HEADINGS)
            .map(|s| Heading { heading: s.0.clone(), anchor: s.1.clone() })
            .collect();
        Hit {
            page,
            url: text.0.clone(),
            title: text.1.clone(),
            heading: best.map(|s| s.0.clone()).unwrap_or_default(),
            anchor: best.map(|s| s.1.clone()).unwrap_or_default(),
            score: r.score,
            snippet: cut,
            marks,
            headings,
            number: r.page,
        }
    }

    /// The query with what was misspelt replaced by how the first pages found spell it.
    fn meant(&self, plan: &Plan, list: &[Ranked], analyses: &mut Analyses) -> Option<String> {
        if plan.groups.iter().all(|g| g.meant.is_none()) {
            return None;
        }
        let mut words = Vec::new();
        for g in &plan.groups {
            let Some(meant) = &g.meant else {
                words.push(g.word.clone());
                continue;
            };
            let mut best: Option<String> = None;
            for text in list.iter().take(super::text::LAST_LOOK).filter_map(|r| self.index.text(r.page)) {
                let parts = std::iter::once(&text.1).chain(text.3.iter().flat_map(|s| [&s.0, &s.2]));
                for token in parts.flat_map(|t| super::tokens::tokens(t)) {
                    let shorter = best
                        .as_ref()
                        .is_none_or(|b| (token.text.chars().count(), &token.text) < (b.chars().count(), b));
                    if shorter && analyses.of(&self.index, &token.text).first() == Some(meant) {
                        best = Some(token.text);
                    }
                }
            }
            words.push(best?);
        }
        Some(words.join(" "))
    }

    /// The query's words marked in a short text.
    pub fn mark(&self, query: &str, text: &str) -> Marked {
        let query: String = query.nfc().take(LONGEST_QUERY).collect();
        let plan = plan(&self.index, &query);
        marked(&self.index, &units(&self.index, &plan), text, &mut Analyses::default())
    }

    fn facets(&self, list: &[Ranked]) -> BTreeMap<&'static str, Vec<Count>> {
        let mut counts: BTreeMap<(&'static str, &str), (&str, usize)> = BTreeMap::new();
        for r in list {
            let Some(f) = self.index.facets.get(r.page as usize) else { continue };
            let Some(f) = self.index.manifest.facets.all.get(*f as usize) else { continue };
            let choices = [("kind", &f.kind), ("tier", &f.tier)]
                .into_iter()
                .chain(f.roles.iter().map(|r| ("role", r)))
                .map(|(name, (id, label))| (name, id.as_str(), label.as_str()))
                .chain([("section", f.section.as_str(), f.section.as_str())]);
            for (name, id, label) in choices.filter(|c| !c.1.is_empty()) {
                counts.entry((name, id)).or_insert((label, 0)).1 += 1;
            }
        }
        let mut out: BTreeMap<&'static str, Vec<Count>> = BTreeMap::new();
        for ((name, id), (label, pages)) in counts {
            out.entry(name).or_default().push(Count { id: id.to_owned(), label: label.to_owned(), pages });
        }
        for list in out.values_mut() {
            list.sort_by(|a, b| b.pages.cmp(&a.pages).then_with(|| a.label.cmp(&b.label)));
        }
        out
    }
}
