//! Pages that nobody wrote: indexes, topics, the year, responsibilities, search, not found, redirects.

use super::base::{HIDDEN, generated, translations};
use super::page::tag as tag_ref;
use super::tasks::{months, raci_tables};
use crate::plan::{TargetKind, crisis_cards};
use crate::render::model::cards::OfflinePage;
use crate::render::model::generated::{IndexPage, RaciPage, RedirectPage, TagPage, TagsPage, WheelPage};
use crate::render::model::page::{Own, View};
use crate::render::model::parts::{Language, Letter, Link, PageRef};
use crate::render::model::shared::Shared;
use crate::render::site_context::SiteContext;
use crate::render::url::encode;
use crate::site::{Collation, PageIx};
use crate::theme::language_marks::unmarked;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The address of a planned target, not encoded.
pub(super) fn of_target<'a>(context: &'a SiteContext, kind: &TargetKind) -> Option<&'a str> {
    context.plan.targets.iter().find(|t| t.kind == *kind).map(|t| &*t.url)
}

/// The language switch of a generated page that each language has: `kind` is its target.
pub(super) fn same_elsewhere(
    context: &SiteContext,
    own: usize,
    kind: impl Fn(usize) -> TargetKind,
) -> Vec<Language<'_>> {
    translations(context, |l, language| {
        let url = of_target(context, &kind(l));
        (encode(url.unwrap_or(&language.prefix)), url.is_none() && l != own)
    })
}

pub(super) fn index<'a>(context: &'a SiteContext, lang: usize, url: &str) -> View<'a> {
    let own = Own::Index(IndexPage { letters: letters(context, lang) });
    let mut view = described(context, "index", lang, url, own);
    view.page.common.translations = same_elsewhere(context, lang, TargetKind::Index);
    view
}

/// One of the program's own pages, as all others tell of it.
pub(super) fn described<'a>(
    context: &'a SiteContext,
    kind: &'static str,
    lang: usize,
    url: &str,
    own: Own<'a>,
) -> View<'a> {
    let mut view = generated(context, kind, kind, lang, url, own);
    if let Some(told) = context.site.built_in.at_url(url).map(|ix| context.described(ix)) {
        let common = &mut view.page.common;
        common.title = told.title;
        common.description = Some(told.description).filter(|text| !text.is_empty());
    }
    view
}

/// The pages of a language, with the program's own, by the letter that their titles begin with.
fn letters(context: &SiteContext, lang: usize) -> Vec<Letter> {
    let site = &context.site;
    let collation = Collation::new(&site.languages[lang].code);
    let by_title = context.by_title(lang);
    let mut entries: Vec<(Cow<'_, str>, Shared<PageRef>)> =
        by_title.iter().map(|ix| (site.pages[*ix].title().into(), context.page_ref(*ix))).collect();
    for (page, told) in context.built_in().filter(|(page, _)| page.lang == lang) {
        let title = unmarked(&told.title);
        let key = collation.key(&title);
        let at = entries.partition_point(|(other, _)| collation.key(other) <= key);
        entries.insert(at, (title.into(), context.built_in_ref(page, told)));
    }
    let mut letters: Vec<Letter> = Vec::new();
    // Thousands of titles begin with few letters, and telling which one takes several comparisons.
    let mut known: BTreeMap<char, String> = BTreeMap::new();
    for (title, page) in entries {
        let first = title.chars().find(|c| c.is_alphanumeric()).unwrap_or(' ');
        let letter = known.entry(first).or_insert_with(|| collation.letter(&title));
        match letters.last_mut() {
            Some(last) if last.letter == *letter => last.pages.push(page),
            _ => letters.push(Letter { letter: letter.clone(), pages: vec![page] }),
        }
    }
    letters
}

pub(super) fn tags<'a>(context: &'a SiteContext, lang: usize, url: &str) -> View<'a> {
    let tags = context.site.facts.tags.iter().filter(|t| t.lang == lang);
    let own = Own::Tags(TagsPage { terms: tags.map(|t| tag_ref(context, t)).collect() });
    described(context, "tags", lang, url, own)
}

pub(super) fn tag<'a>(context: &'a SiteContext, tag: usize, url: &str) -> View<'a> {
    let tag = &context.site.facts.tags[tag];
    let strings = context.strings(tag.lang);
    let own = Own::Tag(TagPage { pages: context.page_refs(&tag.pages) });
    let mut view = described(context, "tag", tag.lang, url, own);
    let common = &mut view.page.common;
    if let Some(tags) = of_target(context, &TargetKind::Tags(tag.lang)) {
        common.breadcrumbs.push(Link { title: strings.get("tags_title").into(), url: encode(tags) });
    }
    view
}

/// Every time in the next twelve months at which a task of one language is to be done.
pub(super) fn wheel<'a>(context: &'a SiteContext, lang: usize, url: &str) -> View<'a> {
    let own = Own::Wheel(WheelPage { months: months(context, lang, context.governance.tasks_in(lang)) });
    described(context, "wheel", lang, url, own)
}

pub(super) fn raci<'a>(context: &'a SiteContext, lang: usize, url: &str) -> View<'a> {
    let own = Own::Raci(RaciPage { tables: raci_tables(context, lang, context.governance.tasks_in(lang)) });
    described(context, "raci", lang, url, own)
}

pub(super) fn search<'a>(context: &'a SiteContext, lang: usize, url: &str) -> View<'a> {
    let mut view = described(context, "search", lang, url, Own::Nothing);
    view.page.common.translations = same_elsewhere(context, lang, TargetKind::Search);
    view
}

pub(super) fn redirect<'a>(context: &'a SiteContext, to: PageIx, url: &str) -> View<'a> {
    let page = &context.site.pages[to];
    let own = Own::Redirect(RedirectPage { target: encode(&page.url) });
    let mut view = generated(context, "redirect", "moved_title", page.lang, url, own);
    let common = &mut view.page.common;
    common.title = page.title().into();
    common.canonical = context.absolute(&page.url);
    view
}

pub(super) fn not_found<'a>(context: &'a SiteContext, url: &str) -> View<'a> {
    let mut view = generated(context, "not-found", "not_found_title", 0, url, Own::Nothing);
    // It stands at every address that does not exist, so none of them is its own.
    view.page.common.canonical = None;
    view
}

pub(super) fn offline<'a>(context: &'a SiteContext, lang: usize, url: &str) -> View<'a> {
    let own = Own::Offline(OfflinePage { cards: context.page_refs(&crisis_cards(&context.governance, lang)) });
    let mut view = generated(context, "offline", "offline_title", lang, url, own);
    view.page.common.robots = Some(HIDDEN);
    view
}
