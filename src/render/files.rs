//! Files for programs: sitemap, robots, and the list of pages.

use super::feed::changed;
use super::site_context::SiteContext;
use super::url::encode;
use crate::base::date::Date;
use crate::base::html::escape;
use crate::front_matter::fields::Offline;
use crate::site::PageIx;
use serde::Serialize;

/// The sitemap (sitemaps.org 0.9). Without a base URL the addresses count from the site's root, which the protocol
/// does not know but tools that are given the site's address can use.
pub(super) fn sitemap(context: &SiteContext) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    let address = |url: &str| escape(&context.absolute(url).unwrap_or_else(|| format!("/{}", encode(url))));
    for page in &context.site.pages {
        out.push_str(&format!("<url><loc>{}</loc>", address(&page.url)));
        if let Some(date) = changed(page) {
            out.push_str(&format!("<lastmod>{date}</lastmod>"));
        }
        let others: Vec<PageIx> = page.translations.iter().copied().flatten().collect();
        if others.len() > 1 {
            for other in others {
                let other = &context.site.pages[other];
                let code = escape(&context.site.languages[other.lang].code);
                out.push_str(&format!(
                    "<xhtml:link rel=\"alternate\" hreflang=\"{code}\" href=\"{}\"/>",
                    address(&other.url)
                ));
            }
        }
        out.push_str("</url>\n");
    }
    out.push_str("</urlset>\n");
    out
}

/// The description by which browsers add the site as a search engine (OpenSearch 1.1).
pub(super) fn open_search(context: &SiteContext, lang: usize) -> String {
    let language = &context.site.languages[lang];
    let search = format!("{}{}/", language.prefix, context.paths[lang].search);
    let address = escape(&context.absolute(&search).unwrap_or_default());
    let (title, code) = (escape(&language.title), escape(&language.code));
    let description = escape(&language.description);
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n<ShortName>{title}</ShortName>\n<Description>{description}</Description>\n<InputEncoding>UTF-8</InputEncoding>\n<Language>{code}</Language>\n<Url type=\"text/html\" template=\"{address}?q={{searchTerms}}\"/>\n</OpenSearchDescription>\n"
    )
}

/// An intranet stays out of search engines' indexes unless the configuration says otherwise.
pub(super) fn robots(context: &SiteContext) -> String {
    if !context.site.config.robots.index {
        return "User-agent: *\nDisallow: /\n".to_owned();
    }
    let sitemap = context.absolute("sitemap.xml").map(|url| format!("Sitemap: {url}\n")).unwrap_or_default();
    format!("User-agent: *\nAllow: /\n{sitemap}")
}

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
    version: Option<&'a str>,
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
pub(super) fn pages_json(context: &SiteContext) -> String {
    let pages = context.site.pages.iter().filter(|p| !p.generated).map(|page| {
        let f = page.fields();
        PageEntry {
            id: &page.id,
            lang: &context.site.languages[page.lang].code,
            kind: page.kind().as_str(),
            title: page.title(),
            url: encode(&page.url),
            source: page.doc.path.as_str(),
            description: f.description.as_deref(),
            section: page.parent.map(|p| context.site.pages[p].id.as_str()),
            owner: f.owner.as_deref(),
            tier: f.tier.map(|t| t.as_str()),
            status: f.status.map(|s| s.as_str()),
            version: f.version.as_deref(),
            valid_from: f.valid_from,
            valid_to: f.valid_to,
            last_reviewed: f.last_reviewed,
            next_review: f.last_reviewed.zip(f.review_every).and_then(|(last, every)| last.plus(every)),
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
pub(super) fn redirects(context: &SiteContext) -> String {
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
