//! What templates see of the whole site, in each of its languages.

use super::files::role::data_url;
use super::model::parts::{Language, MenuItem};
use super::model::shared::Shared;
use super::model::site::{AcuteNumber, RoleChoice, Search, Site};
use super::site_context::SiteContext;
use super::url::encode;
use super::views::facts;
use crate::base::text::direction;
use crate::front_matter::fields::Kind;
use crate::plan::{CardFormat, TargetKind};
use crate::search::IndexFormat;
use crate::site::{BuiltInIx, PageIx};
use std::borrow::Cow;

/// Main menu entries when the configuration names none.
const MAX_MENU: usize = 8;

pub(super) fn site_view(context: &SiteContext, lang: usize) -> Shared<Site<'static>> {
    let config = &context.site.config;
    let language = &context.site.languages[lang];
    let paths = &context.site.paths[lang];
    let at = |part: &str| format!("{}{part}/", language.prefix);
    let page = |id: &Option<String>| context.reference(lang, id.as_ref());
    let planned = |kind: TargetKind| context.planned(&kind);
    let contact = config.site.contact.as_ref().and_then(|id| facts::contact_by_id(context, id));
    let manifest = IndexFormat::of(context.settings.portable).manifest();
    let search = || Search { manifest: format!("{}/{manifest}", context.site.paths[0].search) };
    let view = Site {
        title: &language.title,
        description: &language.description,
        organisation: &config.site.organisation,
        sample: config.site.sample,
        acute: language.acute.iter().map(acute_number).collect(),
        acute_page: page(&config.site.acute_page),
        languages: languages(context),
        home_url: &language.prefix,
        menu: menu(context, lang),
        audience: context.settings.audience.as_deref(),
        feed_url: planned(TargetKind::Feed(lang)),
        search_url: planned(TargetKind::Search(lang)),
        index_url: at(&paths.index),
        tags_url: planned(TargetKind::Tags(lang)),
        listing_url: at(&paths.listing),
        wheel_url: planned(TargetKind::Wheel(lang)),
        raci_url: planned(TargetKind::Raci(lang)),
        follow_up_url: planned(TargetKind::FollowUp(lang)),
        version: env!("CARGO_PKG_VERSION"),
        theme: &config.theme,
        contact,
        statement: page(&config.site.statement),
        about: page(&config.site.about),
        search: context.search.is_on().then(search),
        opensearch_url: planned(TargetKind::OpenSearch(lang)),
        base_url: context.settings.base_url.as_deref(),
        cards_url: planned(TargetKind::Cards(lang, CardFormat::Page)),
        manifest_url: planned(TargetKind::Manifest),
        worker_url: planned(TargetKind::ServiceWorker),
        roles: roles(context, lang),
    };
    view.shared()
}

fn acute_number(number: &crate::config::AcuteNumber) -> AcuteNumber<'_> {
    AcuteNumber { label: &number.label, phone: &number.phone, note: number.note.as_deref() }
}

fn languages(context: &SiteContext) -> Vec<Language<'_>> {
    let languages = context.site.languages.iter().filter(|l| l.home.is_some());
    languages
        .map(|l| Language {
            code: &l.code,
            dir: direction(&l.code),
            name: &l.name,
            url: l.prefix.clone(),
            missing: false,
        })
        .collect()
}

/// The roles that a reader can choose between.
fn roles(context: &SiteContext, lang: usize) -> Vec<RoleChoice<'_>> {
    let roles = context.site.written(lang).filter(|(_, p)| p.kind() == Kind::Role);
    roles
        .map(|(_, p)| RoleChoice { id: &p.id, title: p.title(), url: encode(&p.url), data_url: data_url(&p.url) })
        .collect()
}

/// The main menu: the configured pages, else the sections at the top, else the first pages.
fn menu(context: &SiteContext, lang: usize) -> Vec<MenuItem<'_>> {
    let site = &context.site;
    let configured = &site.config.menu.pages;
    if configured.is_empty() {
        let top = site.languages[lang].home.map_or(&[][..], |h| &site.pages[h].children);
        let sections: Vec<PageIx> = top.iter().copied().filter(|p| site.pages[*p].is_section).collect();
        let chosen = if sections.is_empty() { top.to_vec() } else { sections };
        return chosen.into_iter().take(MAX_MENU).map(|page| menu_item(context, page)).collect();
    }
    let item = |id: &String| match site.page_by_id(lang, id) {
        Some(page) => Some((site.pages[page].lang, menu_item(context, page))),
        None => built_in_item(context, site.built_in.find(lang, id)?),
    };
    // A menu leads to pages in its own language, where there is at least one.
    let (own, other): (Vec<_>, Vec<_>) = configured.iter().filter_map(item).partition(|(of, _)| *of == lang);
    let items = if own.is_empty() { other } else { own };
    items.into_iter().map(|(_, item)| item).collect()
}

/// An entry for one of the program's own pages, with its language; `None`: it has nothing to show.
fn built_in_item(context: &SiteContext, ix: BuiltInIx) -> Option<(usize, MenuItem<'_>)> {
    let page = &context.site.built_in.all[ix];
    let told = context.plan.built_in.contains(&ix).then(|| context.described(ix))?;
    let description = Some(told.description).filter(|text| !text.is_empty());
    Some((page.lang, MenuItem { title: told.title, url: encode(&page.url), id: &page.id, description }))
}

pub(super) fn menu_item(context: &SiteContext, page: PageIx) -> MenuItem<'_> {
    let page = &context.site.pages[page];
    MenuItem {
        title: page.title().into(),
        url: encode(&page.url),
        id: &page.id,
        description: page.fields().description.as_deref().map(Cow::from),
    }
}
