//! Every page has an id and a URL of its own.

use super::model::{Page, PageLookup};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::text;
use std::collections::hash_map::Entry;
use std::sync::Arc;

/// The pages by id, URL and path, and the findings for those that want the same id or URL.
pub(super) fn identify(pages: &[Arc<Page>], found: &mut Diagnostics) -> PageLookup {
    let mut lookup = PageLookup::default();
    for (ix, page) in pages.iter().enumerate() {
        if page.is_current(ix) {
            lookup.by_path.insert(page.doc.path.composed(), ix);
        }
        let first_with_url = match lookup.by_url.entry(page.url.clone()) {
            Entry::Vacant(v) => {
                v.insert(ix);
                None
            }
            Entry::Occupied(o) => Some(*o.get()),
        };
        if let Some(first) = first_with_url {
            found.push(same_url(page, &pages[first]));
        }
        match lookup.by_id.entry(page.lang, &page.id) {
            Entry::Vacant(v) => {
                v.insert(ix);
            }
            // That both want one URL is reported already; their ids follow from it.
            Entry::Occupied(_) if first_with_url.is_some() => {}
            Entry::Occupied(o) => found.push(same_id(page, &pages[*o.get()])),
        }
    }
    // What names the file of a version leads to it; the name of the document is that of the version that stands for it.
    for (ix, page) in pages.iter().enumerate().filter(|(_, page)| page.version.is_some()) {
        lookup.by_path.entry(page.doc.source.composed()).or_insert(ix);
        lookup.by_path.entry(page.doc.path.composed()).or_insert(ix);
    }
    lookup
}

fn same_url(page: &Page, first: &Page) -> Diagnostic {
    let url = &page.url;
    let both_index = page.is_section && first.is_section;
    let help = if both_index {
        text!("en mapp har en förstasida: behåll en av filerna", "a folder has one front page: keep one of the files")
    } else {
        text!(
            "byt namn på en av filerna; stora och små bokstäver, mellanslag och bindestreck räknas som lika",
            "rename one of the files; capitals and small letters, spaces and hyphens count as alike"
        )
    };
    Diagnostic::new(
        Code::DuplicatePath,
        text!("två sidor får samma adress: /{url}", "two pages get the same address: /{url}"),
    )
    .file(&page.doc.file)
    .cause(url.clone())
    .related(&first.doc.file, None, text!("den andra sidan", "the other page"))
    .help(help)
}

fn same_id(page: &Page, first: &Page) -> Diagnostic {
    let id = &page.id;
    Diagnostic::new(Code::DuplicateId, text!("två sidor har id ”{id}”", "two pages have the id \"{id}\""))
        .file(&page.doc.file)
        .span(page.doc.front.span("id", None))
        .cause(id.clone())
        .related(
            &first.doc.file,
            Some(first.doc.front.span("id", None)),
            text!("används redan här", "already used here"),
        )
        .help(text!("ge en av sidorna ett eget id", "give one of the pages an id of its own"))
}
