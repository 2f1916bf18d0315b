//! Which pages the program may make of a site, and their addresses.

use super::model::{BuiltIn, BuiltIns, Facts, Language, Listing, Page, PageIx, PageLookup, Paths, Shows};
use crate::config::{Config, OnConflict};
use crate::front_matter::fields::Kind;
use crate::front_matter::is_id;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The words of each language's addresses. Where conflicts are numbered, a page that somebody wrote keeps its address.
pub(super) fn paths(
    words: &BTreeMap<String, Paths>,
    config: &Config,
    languages: &[Language],
    lookup: &PageLookup,
) -> Vec<Paths> {
    let of_language = |language: &Language| {
        let mut paths = words.get(&language.code).cloned().unwrap_or_else(|| Paths::new(str::to_owned));
        if config.content.conflicts() == OnConflict::Number {
            for part in paths.at_root() {
                let is_free = |part: &String| !lookup.by_url.contains_key(&format!("{}{part}/", language.prefix));
                let numbered = (2..).map(|n| format!("{part}-{n}"));
                if let Some(free) = std::iter::once(part.clone()).chain(numbered).find(is_free) {
                    *part = free;
                }
            }
        }
        paths
    };
    languages.iter().map(of_language).collect()
}

/// The pages that the program may make, by language.
pub(super) fn built_in(
    config: &Config,
    languages: &[Language],
    paths: &[Paths],
    pages: &[Arc<Page>],
    facts: &Facts,
) -> BuiltIns {
    let mut all = Vec::new();
    for (lang, (language, paths)) in languages.iter().zip(paths).enumerate() {
        let of_language = pages.iter().enumerate().filter(|(_, page)| page.lang == lang);
        let of_language: Vec<(PageIx, &Page)> = of_language.map(|(ix, page)| (ix, &**page)).collect();
        let written = of_language.iter().any(|(ix, page)| !page.generated && page.is_current(*ix));
        let mut urls = if written || lang == 0 {
            of_all(config, (lang, language), paths, &of_language, facts)
        } else {
            Vec::new()
        };
        for (ix, page) in of_language.iter().filter(|(_, page)| page.kind() == Kind::Directive) {
            urls.push((Shows::Whole(*ix), format!("{}{}/", page.url, paths.whole)));
        }
        let id = |url: &str| url.strip_prefix(&language.prefix).unwrap_or(url).trim_end_matches('/').to_owned();
        all.extend(urls.into_iter().map(|(shows, url)| BuiltIn { shows, lang, id: id(&url), url }));
        let statutes = facts.laws.iter().filter(|(id, (register, _))| pages[*register].lang == lang && is_id(id));
        all.extend(statutes.map(|(id, (register, i))| BuiltIn {
            shows: Shows::Statute(*register, *i),
            lang,
            id: id.clone(),
            url: format!("{}{id}/", pages[*register].url),
        }));
    }
    BuiltIns::new(all)
}

/// What is made of all pages of a language, with its URL.
fn of_all(
    config: &Config,
    (lang, language): (usize, &Language),
    paths: &Paths,
    pages: &[(PageIx, &Page)],
    facts: &Facts,
) -> Vec<(Shows, String)> {
    let at = |part: &str| format!("{}{part}/", language.prefix);
    let has = |kind: Kind| pages.iter().any(|(_, page)| page.kind() == kind);
    let mut urls = vec![(Shows::Index, at(&paths.index))];
    urls.extend(Listing::ALL.map(|by| (Shows::Listing(by), at(&paths.listing) + by.part())));
    let mut tags = facts.tags.iter().enumerate().filter(|(_, tag)| tag.lang == lang).peekable();
    if tags.peek().is_some() {
        urls.push((Shows::Tags, at(&paths.tags)));
    }
    urls.extend(tags.map(|(i, tag)| (Shows::Tag(i), format!("{}{}/", at(&paths.tags), tag.slug))));
    if pages.iter().any(|(_, page)| !page.fields().duties.is_empty()) {
        urls.push((Shows::Wheel, at(&paths.wheel)));
        urls.push((Shows::Raci, at(&paths.raci)));
    }
    if has(Kind::Chapter) {
        urls.push((Shows::Matrix, at(&paths.matrix)));
    }
    if pages.iter().any(|(ix, page)| page.kind().is_controlled() && page.is_current(*ix)) {
        urls.push((Shows::FollowUp, at(&paths.follow_up)));
    }
    if config.search.enabled {
        urls.push((Shows::Search, at(&paths.search)));
    }
    if has(Kind::Checklist) {
        urls.push((Shows::Cards, at(&paths.cards)));
    }
    urls
}
