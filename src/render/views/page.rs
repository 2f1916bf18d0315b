//! The view of a page that somebody wrote.

use super::base::{breadcrumbs, common, link, translations};
use super::builder::ViewBuilder;
use super::facts::{contacts, legal};
use super::notices::notices;
use super::timeline::timeline;
use super::toc::toc;
use super::trace;
use crate::diagnostic::Diagnostic;
use crate::front_matter::fields::Kind;
use crate::front_matter::is_id;
use crate::governance::binding::{self, Binding};
use crate::render::html::write;
use crate::render::model::facts::{Decision, EditorialChange, Validity};
use crate::render::model::page::{Common, Page, View};
use crate::render::model::parts::{Link, PageRef, Tag};
use crate::render::model::shared::{Shared, value};
use crate::render::site_context::SiteContext;
use crate::render::url::{encode, root};
use crate::site::{self, PageIx};
use crate::theme::page_template;
use tera::Value;
use tera::value::Key;

/// Words a reader takes in each minute.
const WORDS_A_MINUTE: usize = 200;

/// News on a start page.
const NEWS: usize = 5;

impl ViewBuilder {
    pub(super) fn page(&self, ix: PageIx, url: &str) -> Result<View<'_>, Diagnostic> {
        let page = &self.context.site.pages[ix];
        let root = root(url);
        let placement = self.placement(ix, url, &root);
        let prose = &page.doc.prose;
        let nodes = self.bodies.nodes(prose, &prose.nodes, placement)?;
        let body = write(&self.bodies.explain_terms(ix, nodes, placement)?);
        let nav = self.navigation.of_page(ix, &root)?;
        let common = Common { body, nav, ..written(&self.context, ix, url) };
        let own = self.own(ix, placement)?;
        let template = page_template::name(page, &self.context.theme);
        Ok(View { template, page: Page { common, own }, lang: page.lang, source: Some(ix) })
    }
}

/// All but the body and the navigation.
fn written<'a>(context: &'a SiteContext, ix: PageIx, url: &str) -> Common<'a> {
    let site = &*context.site;
    let page = &site.pages[ix];
    let f = page.fields();
    let related: Vec<PageIx> = f.related.iter().filter_map(|id| site.page_by_id(page.lang, id)).collect();
    let backlinks: Vec<PageIx> =
        page.backlinks.iter().copied().filter(|b| !related.contains(b) && Some(*b) != page.parent).collect();
    // Other versions of a document say nothing that the one in force does not say.
    let backlinks: Vec<PageIx> = backlinks.into_iter().filter(|b| site.current(*b) == *b).collect();
    let edit_url = site.config.site.edit_url.as_ref().filter(|_| !page.generated);
    Common {
        id: &page.id,
        kind: page.kind().as_str(),
        title: context.in_language(page.lang, page.title()).into(),
        url: encode(&page.url),
        description: f.description.as_deref().map(|text| context.in_language(page.lang, text).into()),
        date: f.date,
        status: f.status,
        standing: context.governance.standing(ix).as_str(),
        tier: page.own().tier(),
        change: page.own().change(),
        is_section: page.is_section,
        source: if page.generated { "" } else { page.doc.source.as_str() },
        toc: toc(&page.doc.body.headings),
        words: page.doc.body.words,
        reading_minutes: page.doc.body.words.div_ceil(WORDS_A_MINUTE),
        trail: site.trail(ix).iter().chain([&ix]).map(|p| encode(&site.pages[*p].url)).collect(),
        breadcrumbs: breadcrumbs(context, ix),
        prev: page.previous.map(|p| context.page_ref(p)),
        next: page.next.map(|p| context.page_ref(p)),
        children: context.page_refs(&page.children),
        backlinks: context.page_refs(&backlinks),
        related: context.page_refs(&related),
        tags: page.tags.iter().map(|t| tag(context, &site.facts.tags[*t])).collect(),
        audience: context.references(page.lang, &f.audience),
        owner: context.reference(page.lang, f.owner.as_ref()),
        questions: contacts(context, &f.questions),
        sample: f.sample.unwrap_or(site.config.site.sample),
        draft: f.draft,
        extra: extra(context, page),
        translations: translations(context, |l, language| {
            let other = page.translations.get(l).copied().flatten();
            let shown = other.or(language.home).map(|ix| encode(&site.pages[ix].url));
            (shown.unwrap_or_default(), other.is_none())
        }),
        old_addresses: old_addresses(context, ix),
        edit_url: edit_url.map(|url| url.replace("{path}", page.doc.file.as_str())),
        notices: notices(context, ix),
        validity: validity(context, page),
        timeline: timeline(context, ix),
        legal_basis: legal(context, &f.legal_basis),
        implements: implements(context, page),
        trace: trace::of_page(context, ix),
        keywords: &f.keywords,
        changes: changes(context, ix),
        news: is_start(page).then(|| latest_news(context, page.lang)),
        ..common(context, url, page.lang)
    }
}

/// Addresses that the page had, as they are asked for.
fn old_addresses(context: &SiteContext, ix: PageIx) -> Vec<Link<'_>> {
    let all = context.old_addresses(ix).iter();
    all.map(|url| Link { title: format!("/{}", url.trim_end_matches('/')).into(), url: encode(url) }).collect()
}

pub(super) fn tag<'a>(context: &'a SiteContext, tag: &'a site::Tag) -> Tag<'a> {
    let prefix = &context.site.languages[tag.lang].prefix;
    let url = format!("{prefix}{}/{}/", context.site.paths[tag.lang].tags, tag.slug);
    Tag { name: &tag.name, url: encode(&url), count: tag.pages.len() }
}

/// A start page, or one that is shown as such.
fn is_start(page: &site::Page) -> bool {
    let template = page.fields().template.as_deref();
    page.parent.is_none() || template.is_some_and(|t| t.trim_end_matches(".html") == "home")
}

fn latest_news(context: &SiteContext, lang: usize) -> Vec<Shared<PageRef>> {
    let news = context.site.written(lang).filter(|(_, p)| p.kind() == Kind::News);
    let mut news: Vec<PageIx> = news.map(|(ix, _)| ix).collect();
    news.sort_by_key(|ix| std::cmp::Reverse(context.site.pages[*ix].fields().date));
    news.truncate(NEWS);
    context.page_refs(&news)
}

/// News that say what changed on the page, newest first.
fn changes(context: &SiteContext, ix: PageIx) -> Vec<Shared<PageRef>> {
    let pages = &context.site.pages;
    let page = &pages[ix];
    let about = |other: &site::Page| other.own().affects().contains(&page.id);
    let mut news: Vec<PageIx> = page.backlinks.iter().copied().filter(|b| about(&pages[*b])).collect();
    news.sort_by_key(|n| std::cmp::Reverse(pages[*n].fields().date));
    context.page_refs(&news)
}

/// The editor's own fields; where an entry of a list names a page by id, the template is given the page.
fn extra(context: &SiteContext, page: &site::Page) -> Value {
    let mut extra = value(&page.fields().extra).into_map().unwrap_or_default();
    for value in extra.values_mut() {
        let Some(items) = value.as_array() else { continue };
        let resolved: Vec<Value> = items.iter().filter_map(|item| with_page(context, item, page.lang)).collect();
        *value = Value::from(resolved);
    }
    Value::from(extra)
}

/// `None`: the entry names a page that is not on the site, so it leads nowhere.
fn with_page(context: &SiteContext, item: &Value, lang: usize) -> Option<Value> {
    let id = item.get_from_path("page").and_then(Value::as_str).filter(|id| is_id(id));
    let found = match id {
        Some(id) => Some(context.site.page_by_id(lang, id)?),
        None => None,
    };
    Some(match (item.as_map(), found) {
        (Some(map), Some(ix)) => {
            let mut map = map.clone();
            map.insert(Key::Str("page"), context.page_ref(ix).value());
            map.entry(Key::Str("url")).or_insert_with(|| Value::from(encode(&context.site.pages[ix].url)));
            Value::from(map)
        }
        _ => item.clone(),
    })
}

pub(super) fn validity<'a>(context: &'a SiteContext, page: &'a site::Page) -> Option<Validity<'a>> {
    let f = page.fields();
    if !page.kind().is_controlled() {
        return None;
    }
    let next = page.next_review();
    let today = context.settings.today;
    // What the day of the build says, as the key of its words.
    let valid_to = page.valid_to();
    let state = if valid_to.is_some_and(|d| d < today) {
        Some("no_longer_valid")
    } else if f.valid_from.is_some_and(|d| d > today) {
        Some("not_yet_valid")
    } else {
        next.filter(|d| *d < today).map(|_| "review_overdue")
    };
    // The latest day that is past for certain: a reader's clock that says an earlier one is wrong.
    let decided = f.decision.as_ref().map(|d| d.date);
    let known = [f.valid_from, f.last_reviewed, decided].into_iter().flatten().filter(|d| *d <= today).max();
    Some(Validity {
        state,
        known,
        status: f.status,
        version: f.version.as_deref(),
        valid_from: f.valid_from,
        valid_to,
        last_reviewed: f.last_reviewed,
        next_review: next,
        unreviewed: binding::reviewed(page) == Binding::Changed,
        decision: decision(context, page),
        supersedes: context.reference(page.lang, f.supersedes.as_ref()),
        superseded_by: context.reference(page.lang, f.superseded_by.as_ref()),
    })
}

/// The decision that the page holds by.
fn decision<'a>(context: &'a SiteContext, page: &'a site::Page) -> Option<Decision<'a>> {
    let decided = binding::decision(&context.site, page)?;
    let whole = decided.part_of.map(|ix| &context.site.pages[ix]);
    // A translation is the same document.
    let whole = whole.filter(|whole| whole.kind() != page.kind());
    let own = decided.part_of.is_none();
    let editorial = decided.decision.editorial.iter().filter(|_| own);
    Some(Decision {
        by: &decided.decision.by,
        date: decided.decision.date,
        reference: decided.decision.reference.as_deref(),
        part_of: whole.and_then(|whole| context.reference(page.lang, Some(&whole.id))),
        editorial: editorial.map(|change| EditorialChange { date: change.date, note: &change.note }).collect(),
    })
}

/// What the page builds on: headings of a directive, as links.
fn implements<'a>(context: &'a SiteContext, page: &site::Page) -> Vec<Link<'a>> {
    let one = |target: &String| {
        let (id, anchor) = target.split_once('#').map_or((target.as_str(), None), |(id, a)| (id, Some(a)));
        let ix = context.site.page_by_id(page.lang, id)?;
        let other = &context.site.pages[ix];
        let heading = anchor.and_then(|a| other.doc.body.headings.iter().find(|h| h.id == a));
        Some(match heading {
            Some(h) => Link {
                title: format!("{}: {}", other.title(), h.text).into(),
                url: format!("{}#{}", encode(&other.url), h.id),
            },
            None => link(context, ix),
        })
    };
    page.fields().implements.iter().filter_map(one).collect()
}
