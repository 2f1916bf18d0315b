//! Files for other programs: the list of pages, and old addresses.

use crate::base::date::{Date, Period, Start};
use crate::front_matter::fields::{LegalRef, Offline, page_id};
use crate::governance::{Governance, Task, binding};
use crate::render::site_context::SiteContext;
use crate::render::url::encode;
use crate::site::{BuiltInIx, Page, Site};
use crate::theme::language_marks::unmarked;
use serde::Serialize;

/// One page in `pages.json`.
#[derive(Serialize)]
struct PageEntry<'a> {
    id: &'a str,
    lang: &'a str,
    kind: &'static str,
    title: &'a str,
    url: String,
    source: &'a str,
    description: Option<&'a str>,
    section: Option<&'a str>,
    owner: Option<&'a str>,
    tier: Option<&'static str>,
    status: Option<&'static str>,
    standing: &'static str,
    version: Option<&'a str>,
    /// The id of the document, where another version stands for it.
    version_of: Option<&'a str>,
    valid_from: Option<Date>,
    valid_to: Option<Date>,
    last_reviewed: Option<Date>,
    next_review: Option<Date>,
    date: Option<Date>,
    tags: &'a [String],
    audience: &'a [String],
    offline: bool,
    /// The decision that the page holds by.
    decision: Option<DecisionEntry<'a>>,
    /// What it puts into practice: ids of pages, each with or without `#heading`.
    implements: Vec<&'a str>,
    /// What the page and its tasks rest on.
    statutes: Vec<StatuteEntry<'a>>,
    tasks: Vec<TaskEntry<'a>>,
    words: usize,
    /// BLAKE3 of the body as written.
    body_hash: String,
}

/// A page that the program makes in `pages.json`.
#[derive(Serialize)]
struct BuiltInEntry<'a> {
    id: &'a str,
    lang: &'a str,
    /// `overview` or `statute`.
    kind: &'static str,
    title: String,
    url: String,
    description: Option<String>,
}

/// The decision that a page holds by.
#[derive(Serialize)]
struct DecisionEntry<'a> {
    by: &'a str,
    date: Date,
    reference: Option<&'a str>,
    /// The id of the page that was decided, where that is not the page itself.
    part_of: Option<&'a str>,
}

/// A statute, and the places in it.
#[derive(Serialize)]
struct StatuteEntry<'a> {
    id: &'a str,
    sections: Vec<&'a str>,
}

/// A task that a page lays down.
#[derive(Serialize)]
struct TaskEntry<'a> {
    id: &'a str,
    does: &'a str,
    responsible: Vec<&'a str>,
    accountable: Option<&'a str>,
    consulted: Vec<&'a str>,
    informed: Vec<&'a str>,
    every: Option<Period>,
    month: Option<u8>,
    from: Option<Start>,
    /// The next time; null where there is none or the page is not in force.
    next: Option<TimeEntry>,
    statutes: Vec<StatuteEntry<'a>>,
}

/// The first day and the last.
#[derive(Serialize)]
struct TimeEntry {
    start: Date,
    due: Date,
}

fn decision<'a>(site: &'a Site, page: &'a Page) -> Option<DecisionEntry<'a>> {
    binding::decision(site, page).map(|of| DecisionEntry {
        by: &of.decision.by,
        date: of.decision.date,
        reference: of.decision.reference.as_deref(),
        part_of: of.part_of.map(|ix| site.pages[ix].id.as_str()),
    })
}

/// Each statute once, in the order of its first place; only those that this edition knows.
fn statutes<'a>(site: &Site, cited: impl Iterator<Item = &'a LegalRef>) -> Vec<StatuteEntry<'a>> {
    let mut all: Vec<StatuteEntry<'a>> = Vec::new();
    for of in cited.filter(|of| site.facts.law(&site.pages, &of.law).is_some()) {
        let known = all.iter().position(|known| known.id == of.law).unwrap_or_else(|| {
            all.push(StatuteEntry { id: &of.law, sections: Vec::new() });
            all.len() - 1
        });
        let sections = &mut all[known].sections;
        sections.extend(of.reference.as_deref().filter(|section| !sections.contains(section)));
    }
    all
}

/// Of ids, with or without `#heading`, those of pages that this edition has.
fn of_edition<'a>(site: &Site, page: &Page, ids: impl IntoIterator<Item = &'a String>) -> Vec<&'a str> {
    let is_here = |id: &&String| site.page_by_id(page.lang, page_id(id)).is_some();
    ids.into_iter().filter(is_here).map(String::as_str).collect()
}

fn task<'a>(governance: &'a Governance, of: Task<'a>) -> TaskEntry<'a> {
    let (site, duty) = (governance.site(), of.duty);
    let page = &site.pages[of.page];
    let next = governance.is_in_force(of.page).then(|| governance.next(of)).flatten();
    TaskEntry {
        id: &duty.id,
        does: &duty.does,
        responsible: of_edition(site, page, &duty.responsible),
        accountable: of_edition(site, page, &duty.accountable).first().copied(),
        consulted: of_edition(site, page, &duty.consulted),
        informed: of_edition(site, page, &duty.informed),
        every: duty.every,
        month: duty.month,
        from: duty.from,
        next: next.map(|time| TimeEntry { start: time.start, due: time.due }),
        statutes: statutes(site, duty.legal.iter()),
    }
}

/// The pages that the program makes.
fn built_in(context: &SiteContext) -> Vec<BuiltInEntry<'_>> {
    let one = |ix: &BuiltInIx| {
        let (page, told) = (&context.site.built_in.all[*ix], context.described(*ix));
        BuiltInEntry {
            id: &page.id,
            lang: &context.site.languages[page.lang].code,
            kind: told.kind,
            title: unmarked(&told.title),
            url: encode(&page.url),
            description: Some(unmarked(&told.description)).filter(|text| !text.is_empty()),
        }
    };
    context.plan.built_in.iter().map(one).collect()
}

/// All pages for other programs: `{"version": 1, "pages": [{…}], "built_in": [{…}]}`, those that somebody wrote in reading order.
/// Pages made for folders without a front page are left out. The shape is stable: fields may be added, none changes its meaning.
pub(in crate::render) fn pages_json(context: &SiteContext) -> String {
    let (site, governance) = (&*context.site, &*context.governance);
    let pages = site.pages.iter().enumerate().filter(|(_, p)| !p.generated).map(|(ix, page)| {
        let f = page.fields();
        let cited = f.legal_basis.iter().chain(f.duties.iter().flat_map(|duty| &duty.legal));
        PageEntry {
            id: &page.id,
            lang: &site.languages[page.lang].code,
            kind: page.kind().as_str(),
            title: page.title(),
            url: encode(&page.url),
            source: page.doc.source.as_str(),
            description: f.description.as_deref(),
            section: page.parent.map(|p| site.pages[p].id.as_str()),
            owner: f.owner.as_deref(),
            tier: page.own().tier().map(|t| t.as_str()),
            status: f.status.map(|s| s.as_str()),
            standing: governance.standing(ix).as_str(),
            version: f.version.as_deref(),
            version_of: (!page.is_current(ix)).then(|| site.pages[site.current(ix)].id.as_str()),
            valid_from: f.valid_from,
            valid_to: page.valid_to(),
            last_reviewed: f.last_reviewed,
            next_review: page.next_review(),
            date: f.date,
            tags: &f.tags,
            audience: &f.audience,
            offline: f.offline == Some(Offline::Pinned),
            decision: decision(site, page),
            implements: of_edition(site, page, &f.implements),
            statutes: statutes(site, cited),
            tasks: governance.stated_on(ix).map(|of| task(governance, of)).collect(),
            words: page.doc.body.words,
            body_hash: page.doc.body_hash.hex(),
        }
    });
    #[derive(Serialize)]
    struct File<'a> {
        version: u32,
        pages: Vec<PageEntry<'a>>,
        built_in: Vec<BuiltInEntry<'a>>,
    }
    let file = File { version: 1, pages: pages.collect(), built_in: built_in(context) };
    serde_json::to_string_pretty(&file).unwrap_or_default() + "\n"
}

/// Old addresses for servers: `{"version": 1, "redirects": [{"from", "to", "file"}]}`. `from` and `to` are paths from the
/// site's root, percent-encoded; `file` tells whether a file at `from` leads on. The shape is stable, as that of `pages.json`.
pub(in crate::render) fn redirects(context: &SiteContext) -> String {
    let redirects: Vec<serde_json::Value> = context
        .plan
        .redirects
        .iter()
        .map(|redirect| {
            let to = format!("/{}", encode(&context.site.pages[redirect.to].url));
            serde_json::json!({"from": redirect.from, "to": to, "file": redirect.file})
        })
        .collect();
    let file = serde_json::json!({"version": 1, "redirects": redirects});
    serde_json::to_string_pretty(&file).unwrap_or_default() + "\n"
}
