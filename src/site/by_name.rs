//! Pages and files by the names that people and other programs give them: the file's name, the title, the end of an
//! address, in capitals or small letters.

use super::model::{Asset, AssetIx, Page, PageIx};
use crate::base::path::RelPath;
use crate::base::slug::slug;
use crate::document::names;
use std::collections::HashMap;
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;

/// The pages or files that a name may mean.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Match<T> {
    None,
    One(T),
    /// Every candidate, in order.
    Several(Vec<T>),
}

impl<T> Match<T> {
    pub(crate) fn map<U>(self, to: impl Fn(T) -> U) -> Match<U> {
        match self {
            Match::None => Match::None,
            Match::One(one) => Match::One(to(one)),
            Match::Several(all) => Match::Several(all.into_iter().map(to).collect()),
        }
    }
}

/// All names of a site, made when the first link asks for one.
pub(super) struct ByName<'a> {
    pages: &'a [Arc<Page>],
    assets: &'a [Asset],
    /// By the file's name without its ending.
    stems: HashMap<String, Vec<PageIx>>,
    titles: HashMap<String, Vec<PageIx>>,
    /// By the last part of the address.
    urls: HashMap<&'a str, Vec<PageIx>>,
    /// By old addresses.
    aliases: HashMap<String, PageIx>,
    files: HashMap<String, Vec<AssetIx>>,
}

impl<'a> ByName<'a> {
    pub(crate) fn new(pages: &'a [Arc<Page>], assets: &'a [Asset]) -> ByName<'a> {
        let mut names = ByName {
            pages,
            assets,
            stems: HashMap::new(),
            titles: HashMap::new(),
            urls: HashMap::new(),
            aliases: HashMap::new(),
            files: HashMap::new(),
        };
        for (ix, page) in pages.iter().enumerate() {
            names.urls.entry(last(page.url.trim_end_matches('/'))).or_default().push(ix);
            for alias in &page.aliases {
                let current = page.version.as_ref().map_or(ix, |version| version.current);
                names.aliases.entry(address(&alias.url)).or_insert(current);
            }
            if !page.generated && page.is_current(ix) {
                names.stems.entry(normalized(stem(page))).or_default().push(ix);
                names.titles.entry(normalized(page.title())).or_default().push(ix);
            }
        }
        for (ix, asset) in assets.iter().enumerate() {
            names.files.entry(normalized(asset.path.file_name())).or_default().push(ix);
        }
        names
    }

    /// The page that `[[name]]` means: its file's name, with folders before it or not, or else its title. Where several
    /// have it, those in language `lang` come first.
    pub(crate) fn page(&self, name: &str, lang: usize) -> Match<PageIx> {
        let name = normalized(without_ending(name).trim_matches('/'));
        let by_file = self.stems.get(last(&name)).into_iter().flatten();
        let by_file = by_file
            .copied()
            .filter(|ix| ends_with(&normalized(&path_without_ending(&self.pages[*ix])), &name))
            .collect();
        match self.in_language(by_file, lang) {
            Match::None => self.in_language(self.titles.get(&name).cloned().unwrap_or_default(), lang),
            found => found,
        }
    }

    /// The page whose file has this path but for capitals and its ending.
    pub(crate) fn page_at(&self, path: &RelPath, lang: usize) -> Match<PageIx> {
        let path = normalized(without_ending(path.as_str()));
        let found = self.stems.get(last(&path)).into_iter().flatten();
        self.in_language(
            found.copied().filter(|ix| normalized(&path_without_ending(&self.pages[*ix])) == path).collect(),
            lang,
        )
    }

    /// The page whose address ends in `url`, as other programs write addresses below a folder of their own.
    pub(crate) fn page_below(&self, url: &str, lang: usize) -> Match<PageIx> {
        let url = url.trim_matches('/');
        if url.is_empty() {
            return Match::None;
        }
        let found = self.urls.get(last(url)).into_iter().flatten();
        let found = found.copied().filter(|ix| ends_with(self.pages[*ix].url.trim_end_matches('/'), url));
        self.in_language(found.collect(), lang)
    }

    /// The page that had this address.
    pub(crate) fn page_by_alias(&self, url: &str) -> Option<PageIx> {
        self.aliases.get(url).copied()
    }

    /// The file of this name, with folders before it or not.
    pub(crate) fn file(&self, name: &str) -> Match<AssetIx> {
        let name = normalized(name.trim_matches('/'));
        let found = self.files.get(last(&name)).into_iter().flatten();
        one(found.copied().filter(|ix| ends_with(&normalized(self.assets[*ix].path.as_str()), &name)).collect())
    }

    /// The file that has this path but for capitals.
    pub(crate) fn file_at(&self, path: &RelPath) -> Match<AssetIx> {
        let path = normalized(path.as_str());
        let found = self.files.get(last(&path)).into_iter().flatten();
        one(found.copied().filter(|ix| normalized(self.assets[*ix].path.as_str()) == path).collect())
    }

    fn in_language(&self, found: Vec<PageIx>, lang: usize) -> Match<PageIx> {
        let own: Vec<PageIx> = found.iter().copied().filter(|ix| self.pages[*ix].lang == lang).collect();
        one(if own.is_empty() { found } else { own })
    }
}

fn one<T>(mut found: Vec<T>) -> Match<T> {
    match found.len() {
        0 => Match::None,
        1 => found.pop().map_or(Match::None, Match::One),
        _ => Match::Several(found),
    }
}

fn stem(page: &Page) -> &str {
    names::stem(&page.doc.path, page.doc.file_lang.as_deref())
}

/// The path of a page's file, without language and ending.
fn path_without_ending(page: &Page) -> String {
    let folder = page.doc.path.parent();
    if folder.is_empty() { stem(page).to_owned() } else { format!("{folder}/{}", stem(page)) }
}

/// Whether a page's file has the name `name` (normalized), with folders before it or not.
pub(super) fn is_named(path: &RelPath, name: &str) -> bool {
    ends_with(&normalized(without_ending(path.as_str())), name)
}

/// Composed, in small letters, with one blank between words.
pub(super) fn normalized(name: &str) -> String {
    let composed: String = name.nfc().collect();
    composed.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Whether `path` is `end`, or lies in folders and is `end` below them.
fn ends_with(path: &str, end: &str) -> bool {
    path.strip_suffix(end).is_some_and(|before| before.is_empty() || before.ends_with('/'))
}

/// Without the ending of a page's file, in Markdown or as it is published.
pub(super) fn without_ending(path: &str) -> &str {
    match path.rsplit_once('.') {
        Some((before, ending)) if !before.is_empty() => {
            let ending = ending.to_ascii_lowercase();
            let page = names::MARKDOWN.contains(&ending.as_str()) || ["mdx", "html", "htm"].contains(&ending.as_str());
            if page { before } else { path }
        }
        _ => path,
    }
}

/// The address that a written path comes to: each part as ours are made, without the name of a folder's front page.
pub(super) fn address(path: &str) -> String {
    let mut parts: Vec<&str> = without_ending(path).split('/').filter(|p| !p.is_empty() && *p != ".").collect();
    if parts.last().is_some_and(|name| names::front_rank(name).is_some()) {
        parts.pop();
    }
    parts.into_iter().map(|part| names::url_part(part) + "/").collect()
}

/// The id of the heading that `anchor` names in its own way: by its text, or by the id that another program makes of it.
pub(super) fn heading<'a>(page: &'a Page, anchor: &str) -> Option<&'a str> {
    // Obsidian names the headings above it too.
    let wanted = letters_and_digits(anchor.rsplit('#').next()?);
    if wanted.is_empty() || anchor.starts_with('^') {
        return None;
    }
    let headings = &page.doc.body.headings;
    let named = |wanted: &str, nth: usize| {
        headings
            .iter()
            .filter(|h| letters_and_digits(&h.text) == wanted || letters_and_digits(&h.id) == wanted)
            .nth(nth)
            .map(|h| h.id.as_str())
    };
    named(&wanted, 0).or_else(|| {
        // Of several headings with one text, GitHub and others count from the second: `syfte-1`.
        let (before, n) = anchor.rsplit_once(['-', '_'])?;
        named(&letters_and_digits(before), n.parse().ok()?)
    })
}

/// The letters and digits alone: programs differ in what they make of the rest.
fn letters_and_digits(text: &str) -> String {
    let mut name = slug(text);
    name.retain(|c| c != '-');
    name
}

/// Whether `anchor` names the heading that became the page's title.
pub(super) fn is_title(page: &Page, anchor: &str) -> bool {
    let wanted = letters_and_digits(anchor);
    !wanted.is_empty() && wanted == letters_and_digits(page.title())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_as_people_see_them() {
        assert_eq!(normalized("A\u{30a}rlig  O\u{308}VNING"), "årlig övning");
        assert!(ends_with("rutiner/brand 0", "brand 0") && ends_with("brand 0", "brand 0"));
        assert!(!ends_with("rutiner/storbrand 0", "brand 0"));
        assert_eq!(without_ending("a/b.MD"), "a/b");
        assert_eq!(without_ending("v1.2"), "v1.2");
        assert_eq!(without_ending(".md"), ".md");
        assert_eq!(address("/Docs/01-Intro/README.md"), "docs/intro/");
        assert_eq!(address("a/b.html"), "a/b/");
    }
}
