//! Files for search engines: the sitemap, `robots.txt`, and the description of the site's own search.

use super::feed::changed;
use crate::base::html::escape;
use crate::render::site_context::SiteContext;
use crate::render::url::encode;
use crate::site::PageIx;

/// The sitemap (sitemaps.org 0.9) of what is in force. Without a base URL the addresses count from the site's root, which the protocol
/// does not know but tools that are given the site's address can use.
pub(in crate::render) fn sitemap(context: &SiteContext) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    let address = |url: &str| escape(&context.absolute(url).unwrap_or_else(|| format!("/{}", encode(url))));
    let in_force = |ix: PageIx| context.governance.is_in_force(ix);
    for (_, page) in context.site.pages.iter().enumerate().filter(|(ix, _)| in_force(*ix)) {
        out.push_str(&format!("<url><loc>{}</loc>", address(&page.url)));
        if let Some(date) = changed(page) {
            out.push_str(&format!("<lastmod>{date}</lastmod>"));
        }
        let others: Vec<PageIx> = page.translations.iter().copied().flatten().filter(|ix| in_force(*ix)).collect();
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
    for ix in &context.plan.built_in {
        out.push_str(&format!("<url><loc>{}</loc></url>\n", address(&context.site.built_in.all[*ix].url)));
    }
    out.push_str("</urlset>\n");
    out
}

/// The description by which browsers add the site as a search engine (OpenSearch 1.1).
pub(in crate::render) fn open_search(context: &SiteContext, lang: usize) -> String {
    let language = &context.site.languages[lang];
    let search = format!("{}{}/", language.prefix, context.site.paths[lang].search);
    let address = escape(&context.absolute(&search).unwrap_or_default());
    let (title, code) = (escape(&language.title), escape(&language.code));
    let description = escape(&language.description);
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n<ShortName>{title}</ShortName>\n<Description>{description}</Description>\n<InputEncoding>UTF-8</InputEncoding>\n<Language>{code}</Language>\n<Url type=\"text/html\" template=\"{address}?q={{searchTerms}}\"/>\n</OpenSearchDescription>\n"
    )
}

/// An intranet stays out of search engines' indexes unless the configuration says otherwise.
pub(in crate::render) fn robots(context: &SiteContext) -> String {
    if !context.site.config.robots.index {
        return "User-agent: *\nDisallow: /\n".to_owned();
    }
    let sitemap = context.absolute("sitemap.xml").map(|url| format!("Sitemap: {url}\n")).unwrap_or_default();
    format!("User-agent: *\nAllow: /\n{sitemap}")
}
