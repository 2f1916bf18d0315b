//! Files for other programs: the list of pages, and old addresses.

use crate::base::date::Date;
use crate::front_matter::fields::Offline;
use crate::render::site_context::SiteContext;
use crate::render::url::encode;
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
    words: usize,
    /// BLAKE3 of the body as written.
    body_hash: String,
}

/// All pages for other programs: `{"version": 1, "pages": [{…}]}`, in reading order. Pages made for folders without a
/// front page are left out. The shape is stable: fields may be added, none changes its meaning.
pub(in crate::render) fn pages_json(context: &SiteContext) -> String {
    let pages = context.site.pages.iter().enumerate().filter(|(_, p)| !p.generated).map(|(ix, page)| {
        let f = page.fields();
        PageEntry {
            id: &page.id,
            lang: &context.site.languages[page.lang].code,
            kind: page.kind().as_str(),
            title: page.title(),
            url: encode(&page.url),
            source: page.doc.source.as_str(),
            description: f.description.as_deref(),
            section: page.parent.map(|p| context.site.pages[p].id.as_str()),
            owner: f.owner.as_deref(),
            tier: page.own().tier().map(|t| t.as_str()),
            status: f.status.map(|s| s.as_str()),
            standing: context.governance.standing(ix).as_str(),
            version: f.version.as_deref(),
            version_of: (!page.is_current(ix)).then(|| context.site.pages[context.site.current(ix)].id.as_str()),
            valid_from: f.valid_from,
            valid_to: page.valid_to(),
            last_reviewed: f.last_reviewed,
            next_review: page.next_review(),
            date: f.date,
            tags: &f.tags,
            audience: &f.audience,
            offline: f.offline == Some(Offline::Pinned),
            words: page.doc.body.words,
            body_hash: page.doc.body_hash.hex(),
        }
    });
    #[derive(Serialize)]
    struct File<'a> {
        version: u32,
        pages: Vec<PageEntry<'a>>,
    }
    let file = File { version: 1, pages: pages.collect() };
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
