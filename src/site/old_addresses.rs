//! The old addresses of pages, as their front matter states them for this program or another.

use super::model::{Alias, Page, address_from_root, alias};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::names;
use crate::text;

/// Values of `permalink` by which Jekyll names a pattern, not an address.
const PATTERNS: [&str; 6] = ["pretty", "date", "ordinal", "weekdate", "none", "default"];

/// The old addresses of a page, those that other tools state in fields of their own among them. `prefix` is that of its
/// language; `base_url` the site's, for addresses that are written in full.
pub(super) fn aliases(page: &Page, prefix: &str, base_url: Option<&str>, found: &mut Diagnostics) -> Vec<Alias> {
    let f = page.fields();
    let mut all = Vec::new();
    let mut add = |key: &'static str, index: Option<usize>, written: &str, address: &str| {
        all.extend(alias(key, index, written, address, base_url));
    };
    for (key, list) in [("aliases", &f.aliases), ("redirect_from", &f.redirect_from)] {
        for (i, written) in list.iter().enumerate() {
            add(key, Some(i), written, &address_from_root(written, prefix));
        }
    }
    for (key, stated) in [("url", &f.url), ("permalink", &f.permalink), ("path", &f.path)] {
        let Some(written) = stated.as_ref().filter(|written| !written.trim().is_empty()) else { continue };
        let pattern = written.split('/').any(|part| part.starts_with(':')) || written.contains("{{");
        if pattern || PATTERNS.contains(&written.trim()) {
            found.push(pattern_of(page, key, written));
        } else {
            add(key, None, written, &address_from_root(written, prefix));
        }
    }
    if let Some(written) = f.slug.as_ref().filter(|written| !written.trim().is_empty()) {
        add("slug", None, written, &slug_address(page, written.trim()));
    }
    if let Some(address) = post_address(page) {
        add("date", None, &address, &address);
    }
    // Where a page is its own old address there is nothing to lead on.
    let own = page.url.trim_end_matches('/');
    all.retain(|alias| alias.url.trim_end_matches('/') != own);
    all
}

/// Where a slug led: below the page's folder, or, where it begins with `/`, below the part of a Docusaurus site that the
/// page lies in.
fn slug_address(page: &Page, slug: &str) -> String {
    let folder = if page.is_section { page.url.as_str() } else { page.url.trim_end_matches('/') };
    let folder = folder.rfind('/').map_or("", |end| &folder[..=end]);
    if slug == "/" {
        return slug.to_owned();
    }
    if !slug.starts_with('/') {
        let end = if slug.ends_with('/') { "" } else { "/" };
        return format!("/{folder}{slug}{end}");
    }
    match page.doc.path.parts().next() {
        Some(part @ ("docs" | "blog")) => format!("/{part}{slug}"),
        _ => slug.to_owned(),
    }
}

/// Where Jekyll shows a post that states no address: `/2024/03/01/nytt.html`.
fn post_address(page: &Page) -> Option<String> {
    let folder = page.doc.path.parent();
    if folder.file_name() != "_posts" || page.fields().permalink.is_some() {
        return None;
    }
    let (date, name) = names::date_of(page.doc.path.stem())?;
    let above = folder.parent();
    let above = if above.is_empty() { String::new() } else { format!("/{above}") };
    Some(format!("{above}/{:04}/{:02}/{:02}/{name}.html", date.year(), date.month(), date.day()))
}

fn pattern_of(page: &Page, key: &str, written: &str) -> Diagnostic {
    Diagnostic::new(
        Code::AliasNotServed,
        text!(
            "{key}: ”{written}” är ett mönster, ingen adress, så sidans gamla adress leder inte hit",
            "{key}: \"{written}\" is a pattern, no address, so the page's old address does not lead here"
        ),
    )
    .file(&page.doc.file)
    .span(page.doc.front.span(key, None))
    .cause(format!("{key} pattern"))
    .help(text!(
        "skriv sidans gamla adress under aliases, eller ta bort raden",
        "write the page's old address under aliases, or remove the line"
    ))
}
