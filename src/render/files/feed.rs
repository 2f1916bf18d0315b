//! The Atom feed (RFC 4287) of news and of guidance that was decided or reviewed.

use crate::base::date::Date;
use crate::base::html::escape;
use crate::front_matter::fields::Kind;
use crate::render::site_context::SiteContext;
use crate::render::url::{encode, root};
use crate::site::{Page, PageIx};

/// The feed of one language, newest first. Ids are the pages' own, so that an entry stays one entry when its page moves;
/// links are whole addresses where the base URL is known, else they count from the feed.
pub(in crate::render) fn atom(context: &SiteContext, lang: usize) -> String {
    let language = &context.site.languages[lang];
    let strings = context.strings(lang);
    let mut entries: Vec<(Date, PageIx)> =
        context.site.written(lang).filter_map(|(ix, p)| Some((changed(p)?, ix))).collect();
    entries.retain(|(_, ix)| context.governance.is_in_force(*ix));
    entries.sort_by_key(|(date, ix)| (std::cmp::Reverse(*date), *ix));
    entries.truncate(context.site.config.feed.limit);
    // The day of the build would make another feed of the same site tomorrow.
    let updated = entries.first().map_or_else(|| "1970-01-01".to_owned(), |(date, _)| date.to_string());
    let own = format!("{}feed.xml", language.prefix);
    let link = |url: &str| context.absolute(url).unwrap_or_else(|| format!("{}{}", root(&own), encode(url)));
    let urn = |id: &str| format!("urn:x-ledfyr:{}:{id}", language.code);
    let title = strings.get("feed_title").replace("{title}", &language.title);
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n<title>{}</title>\n<id>{}</id>\n<link rel=\"self\" href=\"{}\"/>\n<link href=\"{}\"/>\n<updated>{updated}T00:00:00Z</updated>\n",
        escape(&language.code),
        escape(&title),
        escape(&urn(&crate::base::slug::slug(&language.title))),
        escape(&link(&own)),
        escape(&link(&language.prefix)),
    );
    let author = &context.site.config.site.organisation;
    let author = if author.is_empty() { &language.title } else { author };
    out.push_str(&format!("<author><name>{}</name></author>\n", escape(author)));
    for (date, ix) in entries {
        let page = &context.site.pages[ix];
        let title = match page.own().change() {
            Some(change) => strings
                .get("change_of")
                .replace("{change}", strings.label("changes", change.as_str()))
                .replace("{title}", page.title()),
            None => page.title().to_owned(),
        };
        let summary = page.fields().description.as_deref().unwrap_or("");
        out.push_str(&format!(
            "<entry>\n<title>{}</title>\n<id>{}</id>\n<link href=\"{}\"/>\n<updated>{date}T00:00:00Z</updated>\n<summary>{}</summary>\n</entry>\n",
            escape(&title),
            escape(&urn(&page.id)),
            escape(&link(&page.url)),
            escape(summary),
        ));
    }
    out.push_str("</feed>\n");
    out
}

/// The day that a page last changed what holds: a news item's own, else the latest of decision, review and validity.
pub(in crate::render) fn changed(page: &Page) -> Option<Date> {
    let f = page.fields();
    match page.kind() {
        Kind::News => f.date,
        kind if kind.is_controlled() => {
            let decided = f.decision.as_ref().map(|d| d.date);
            [f.date, decided, f.last_reviewed, f.valid_from].into_iter().flatten().max()
        }
        _ => f.date,
    }
}
