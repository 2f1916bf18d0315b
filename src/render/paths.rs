//! The addresses of generated pages, in the words of each language.

use crate::config::OnConflict;
use crate::document::names::url_part;
use crate::plan::Paths;
use crate::site::{Language, Site};
use crate::theme::Theme;

/// The URLs of generated pages in each language of the site. Where conflicts are numbered, a page that somebody wrote
/// keeps its address.
pub(crate) fn generated_paths(theme: &Theme, site: &Site) -> Vec<Paths> {
    let number = site.config.content.conflicts() == OnConflict::Number;
    let of_language = |l: &Language| {
        let strings = theme.strings_for(&l.code);
        let path = |key: &str| url_part(&strings.plain("paths", key));
        let top = |key: &str| {
            let part = path(key);
            let is_free = |part: &String| site.page_by_url(&format!("{}{part}/", l.prefix)).is_none();
            let numbered = (2..).map(|n| format!("{part}-{n}"));
            if number { std::iter::once(part.clone()).chain(numbered).find(is_free).unwrap_or(part) } else { part }
        };
        Paths {
            index: top("index"),
            tags: top("tags"),
            listing: top("listing"),
            whole: path("whole"),
            search: top("search"),
            wheel: top("wheel"),
            raci: top("raci"),
            matrix: top("matrix"),
            cards: top("cards"),
            wall: path("wall"),
            pocket: path("pocket"),
            offline: top("offline"),
        }
    };
    site.languages.iter().map(of_language).collect()
}
