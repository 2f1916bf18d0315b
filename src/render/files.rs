//! Files for programs: sitemap, robots, calendars, and the list of pages.

use super::feed::changed;
use super::renderer::Renderer;
use super::url::encode;
use crate::base::date::Date;
use crate::base::html::escape;
use crate::document::fields::Offline;
use crate::site::PageIx;
use serde::Serialize;

/// The sitemap (sitemaps.org 0.9). Without a base URL the addresses count from the site's root, which the protocol
/// does not know but tools that are given the site's address can use.
pub(super) fn sitemap(r: &Renderer) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    let address = |url: &str| escape(&r.absolute(url).unwrap_or_else(|| format!("/{}", encode(url))));
    for page in &r.site.pages {
        out.push_str(&format!("<url><loc>{}</loc>", address(&page.url)));
        if let Some(date) = changed(page) {
            out.push_str(&format!("<lastmod>{date}</lastmod>"));
        }
        let others: Vec<PageIx> = page.translations.iter().copied().flatten().collect();
        if others.len() > 1 {
            for other in others {
                let other = &r.site.pages[other];
                let code = escape(&r.site.languages[other.lang].code);
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
pub(super) fn open_search(r: &Renderer, lang: usize) -> String {
    let language = &r.site.languages[lang];
    let search = format!("{}{}/", language.prefix, r.paths[lang].search);
    let address = escape(&r.absolute(&search).unwrap_or_default());
    let (title, code) = (escape(&language.title), escape(&language.code));
    let description = escape(&language.description);
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n<ShortName>{title}</ShortName>\n<Description>{description}</Description>\n<InputEncoding>UTF-8</InputEncoding>\n<Language>{code}</Language>\n<Url type=\"text/html\" template=\"{address}?q={{searchTerms}}\"/>\n</OpenSearchDescription>\n"
    )
}

/// An intranet stays out of search engines' indexes unless the configuration says otherwise.
pub(super) fn robots(r: &Renderer) -> String {
    if !r.site.config.robots.index {
        return "User-agent: *\nDisallow: /\n".to_owned();
    }
    let sitemap = r.absolute("sitemap.xml").map(|url| format!("Sitemap: {url}\n")).unwrap_or_default();
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
pub(super) fn pages_json(r: &Renderer) -> String {
    let pages = r.site.pages.iter().filter(|p| !p.generated).map(|page| {
        let f = page.fields();
        PageEntry {
            id: &page.id,
            lang: &r.site.languages[page.lang].code,
            kind: page.kind().as_str(),
            title: page.title(),
            url: encode(&page.url),
            source: page.doc.path.as_str(),
            description: f.description.as_deref(),
            section: page.parent.map(|p| r.site.pages[p].id.as_str()),
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

/// The duties of a role that come back, as all-day events (RFC 5545). A duty with a month recurs in that month; the
/// first time is the one after the day from which its page holds.
pub(super) fn calendar(r: &Renderer, role: PageIx) -> String {
    let page = &r.site.pages[role];
    let mut out = String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//ledfyr//SV\r\nCALSCALE:GREGORIAN\r\n");
    line(&mut out, &format!("X-WR-CALNAME:{}", text(page.title())));
    for (at, duty) in r.site.facts.duties_of(&r.site.pages, &page.id) {
        let Some(month) = duty.month else { continue };
        let source = &r.site.pages[at.page];
        // Never the day of the build: the same site gives the same calendar tomorrow.
        let stated = source.fields().valid_from.or(source.fields().date).or(changed(source));
        let Some(from) = stated.or_else(|| Date::from_ymd(2000, 1, 1)) else { continue };
        let Some(start) = first_of_month(from, month) else { continue };
        let day = |d: Date| format!("{:04}{:02}{:02}", d.year(), d.month(), d.day());
        out.push_str("BEGIN:VEVENT\r\n");
        line(&mut out, &format!("UID:{}-{}-{}@ledfyr", source.id, page.id, at.index));
        line(&mut out, &format!("DTSTAMP:{}T000000Z", day(from)));
        line(&mut out, &format!("DTSTART;VALUE=DATE:{}", day(start)));
        if let Some(rule) = duty.every.and_then(|every| rule(every.parts())) {
            line(&mut out, &format!("RRULE:{rule}"));
        }
        line(&mut out, &format!("SUMMARY:{}", text(&duty.does)));
        line(&mut out, &format!("DESCRIPTION:{}", text(source.title())));
        if let Some(url) = r.absolute(&source.url) {
            line(&mut out, &format!("URL:{url}"));
        }
        out.push_str("TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n");
    }
    out.push_str("END:VCALENDAR\r\n");
    out
}

fn first_of_month(from: Date, month: u8) -> Option<Date> {
    let month = i8::try_from(month).ok()?;
    let this = Date::from_ymd(from.year(), month, 1)?;
    if this >= from { Some(this) } else { Date::from_ymd(from.year() + 1, month, 1) }
}

fn rule((years, months, weeks, days): (i16, i32, i32, i32)) -> Option<String> {
    Some(match (years, months, weeks, days) {
        (n, 0, 0, 0) => format!("FREQ=YEARLY;INTERVAL={n}"),
        (0, n, 0, 0) => format!("FREQ=MONTHLY;INTERVAL={n}"),
        (0, 0, n, 0) => format!("FREQ=WEEKLY;INTERVAL={n}"),
        (0, 0, 0, n) => format!("FREQ=DAILY;INTERVAL={n}"),
        _ => return None,
    })
}

/// Text values escape these four (RFC 5545, 3.3.11).
fn text(s: &str) -> String {
    s.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace(['\n', '\r'], "\\n")
}

/// A content line, folded so that no line exceeds 75 bytes (RFC 5545, 3.1).
fn line(out: &mut String, content: &str) {
    let mut width = 0;
    for c in content.chars() {
        if width + c.len_utf8() > 73 {
            out.push_str("\r\n ");
            width = 1;
        }
        out.push(c);
        width += c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calendar_lines_fold_within_characters() {
        let mut out = String::new();
        line(&mut out, &"å".repeat(60));
        assert!(out.split("\r\n").all(|l| l.len() <= 75), "{out:?}");
        assert_eq!(out.replace("\r\n ", "").trim_end(), "å".repeat(60));
        assert_eq!(text("a;b,c\\d\ne"), "a\\;b\\,c\\\\d\\ne");
    }

    #[test]
    fn first_times() {
        let d = |s: &str| Date::parse(s).unwrap();
        assert_eq!(first_of_month(d("2026-01-01"), 2), Some(d("2026-02-01")));
        assert_eq!(first_of_month(d("2026-03-02"), 3), Some(d("2027-03-01")));
        assert_eq!(rule((1, 0, 0, 0)).as_deref(), Some("FREQ=YEARLY;INTERVAL=1"));
    }
}
