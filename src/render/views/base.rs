//! What every page has, before anything is known of it.

use crate::base::text::direction;
use crate::governance::Standing;
use crate::render::model::page::{Common, Own, Page, View};
use crate::render::model::parts::{Language, Link};
use crate::render::model::trace::Trace;
use crate::render::site_context::SiteContext;
use crate::render::url::encode;
use crate::site::PageIx;
use std::borrow::Cow;
use tera::{Map, Value};

/// The content of the meta element robots of pages that are not to be found.
pub(super) const HIDDEN: &str = "noindex, nofollow";

/// A page of language `lang` at `url`, of which nothing else is known.
pub(super) fn common<'a>(context: &'a SiteContext, url: &str, lang: usize) -> Common<'a> {
    let site = &context.site;
    let home = site.languages[lang].home.filter(|h| site.pages[*h].url != url);
    Common {
        id: "",
        kind: "page",
        title: Cow::Borrowed(""),
        url: encode(url),
        description: None,
        lang: &site.languages[lang].code,
        date: None,
        status: None,
        standing: Standing::InForce.as_str(),
        tier: None,
        change: None,
        is_section: false,
        source: "",
        body: String::new(),
        toc: Vec::new(),
        words: 0,
        reading_minutes: 0,
        trail: Vec::new(),
        breadcrumbs: home.map(|home| link(context, home)).into_iter().collect(),
        prev: None,
        next: None,
        nav: None,
        children: Vec::new(),
        backlinks: Vec::new(),
        related: Vec::new(),
        tags: Vec::new(),
        audience: Vec::new(),
        owner: None,
        questions: Vec::new(),
        sample: site.config.site.sample,
        draft: false,
        extra: Value::from(Map::new()),
        translations: translations(context, |l, language| (language.prefix.clone(), l != lang)),
        canonical: context.absolute(url),
        robots: (!site.config.robots.index).then_some(HIDDEN),
        edit_url: None,
        old_addresses: Vec::new(),
        notices: Vec::new(),
        validity: None,
        timeline: Vec::new(),
        legal_basis: Vec::new(),
        implements: Vec::new(),
        trace: Trace { paragraphs: Vec::new(), routines: Vec::new(), checklists: Vec::new(), exercises: Vec::new() },
        keywords: &[],
        changes: Vec::new(),
        news: None,
    }
}

/// A page that nobody wrote; `title` is the key of its title in the strings.
pub(super) fn generated<'a>(
    context: &'a SiteContext,
    kind: &'static str,
    title: &'static str,
    lang: usize,
    url: &str,
    own: Own<'a>,
) -> View<'a> {
    let title = context.strings(lang).get(title).into();
    let common = Common { id: kind, kind, title, ..common(context, url, lang) };
    View { template: format!("{kind}.html"), page: Page { common, own }, lang, source: None }
}

/// A link to a page by its title.
pub(super) fn link(context: &SiteContext, page: PageIx) -> Link<'_> {
    let page = &context.site.pages[page];
    Link { title: page.title().into(), url: encode(&page.url) }
}

/// From the start page to the page's parent.
pub(super) fn breadcrumbs(context: &SiteContext, page: PageIx) -> Vec<Link<'_>> {
    context.site.trail(page).into_iter().map(|ix| link(context, ix)).collect()
}

/// The language switch: for each language an address, and whether the page is missing in it. Empty where there is one
/// language.
pub(super) fn translations<'a>(
    context: &'a SiteContext,
    of: impl Fn(usize, &crate::site::Language) -> (String, bool),
) -> Vec<Language<'a>> {
    let languages = context.site.languages.iter().enumerate().filter(|(_, language)| language.home.is_some());
    let all: Vec<Language<'a>> = languages
        .map(|(l, language)| {
            let (url, missing) = of(l, language);
            Language { code: &language.code, dir: direction(&language.code), name: &language.name, url, missing }
        })
        .collect();
    if all.len() > 1 { all } else { Vec::new() }
}
