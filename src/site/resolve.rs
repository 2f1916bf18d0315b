//! What links, images and shortcodes of one page lead to.

mod broken;
mod calls;

use super::by_name::{self, ByName, Match};
use super::help::heading_instead;
use super::model::{Asset, AssetIx, BuiltInIx, BuiltIns, Facts, Lookups, Page, PageIx, PageLookup, Resolved};
use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::body::Destination;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

/// Everything that a reference can lead to.
pub(super) struct Index<'a> {
    pub pages: &'a [Arc<Page>],
    pub page_lookup: &'a PageLookup,
    pub facts: &'a Facts,
    pub lookups: &'a Lookups,
    pub built_in: &'a BuiltIns,
    assets: &'a [Asset],
    names: OnceLock<ByName<'a>>,
}

impl<'a> Index<'a> {
    pub(crate) fn new(
        pages: &'a [Arc<Page>],
        assets: &'a [Asset],
        page_lookup: &'a PageLookup,
        facts: &'a Facts,
        lookups: &'a Lookups,
        built_in: &'a BuiltIns,
    ) -> Index<'a> {
        Index { pages, page_lookup, facts, lookups, built_in, assets, names: OnceLock::new() }
    }

    /// For what neither an id nor a path is exactly.
    fn names(&self) -> &ByName<'a> {
        self.names.get_or_init(|| ByName::new(self.pages, self.assets))
    }
}

/// All that one page refers to.
#[derive(Default)]
pub(super) struct References {
    pub links: Vec<Resolved>,
    pub images: Vec<Option<AssetIx>>,
    pub files: HashMap<String, AssetIx>,
    pub includes: Vec<(PageIx, Span)>,
    pub diagnostics: Diagnostics,
    /// Files of pages that could not be read, once for each reference to one.
    pub unreadable_targets: Vec<RelPath>,
    /// Findings (by place in `diagnostics`) that a suggestion may be added to, and what they looked for.
    pub unresolved: Vec<(usize, Wanted)>,
    /// How many findings a suggestion could be added to.
    pub unresolved_count: usize,
}

/// What a broken reference looked for.
pub(super) enum Wanted {
    Path(RelPath),
    Id(String),
    /// An id, a file's name or a title.
    Name(String),
}

pub(super) fn references(index: &Index<'_>, ix: PageIx) -> References {
    let page = &index.pages[ix];
    let mut refs = References::default();
    let mut cx =
        Resolver { index, page, ix, found: Vec::new(), unreadable_targets: Vec::new(), unresolved: Vec::new() };
    for link in &page.doc.body.links {
        let resolved = cx.link(&link.destination, link.span);
        refs.links.push(resolved);
    }
    for image in &page.doc.body.images {
        let asset = match &image.destination {
            Destination::Path { path, .. } => cx.image(path, Match::None, image.span),
            Destination::Wiki { id, .. } => cx.image(id, index.names().file(id), image.span),
            _ => None,
        };
        refs.images.push(asset);
    }
    for shortcode in &page.doc.body.shortcodes {
        cx.shortcode(shortcode, &mut refs);
    }
    refs.diagnostics = cx.found;
    refs.unreadable_targets = cx.unreadable_targets;
    refs.unresolved_count = cx.unresolved.len();
    refs.unresolved = cx.unresolved;
    refs
}

struct Resolver<'a, 's> {
    index: &'a Index<'s>,
    page: &'a Page,
    ix: PageIx,
    found: Diagnostics,
    unreadable_targets: Vec<RelPath>,
    unresolved: Vec<(usize, Wanted)>,
}

impl Resolver<'_, '_> {
    fn report(&mut self, code: Code, span: Span, message: crate::base::text::Text) -> &mut Diagnostic {
        self.found.push(Diagnostic::new(code, message).file(&self.page.doc.file).span(span));
        let last = self.found.len() - 1;
        &mut self.found[last]
    }

    fn link(&mut self, destination: &Destination, span: Span) -> Resolved {
        match destination {
            Destination::External(url) => Resolved::External(url.clone()),
            Destination::Unsafe(_) => Resolved::Broken,
            Destination::Anchor(anchor) => match self.anchor(self.ix, anchor, span) {
                Some(anchor) => Resolved::Anchor(anchor),
                None => Resolved::Page { page: self.ix, anchor: None },
            },
            Destination::Wiki { id, anchor } => self.wiki(id, anchor, span),
            Destination::Path { path, anchor } if path.is_empty() && anchor.is_none() => {
                Resolved::Page { page: self.ix, anchor: None }
            }
            Destination::Path { path, anchor } => {
                let found = self.target(path).map_or_else(|| self.foreign_target(path), Match::One);
                let found = self.or_built_in(found, path);
                match self.resolved(found, path, anchor, span) {
                    Some(resolved) => resolved,
                    None => self.broken_path(path, span),
                }
            }
        }
    }

    /// `[[…]]`: a page by its id, else by its file's name or title, else a file by its name, else one of the program's own pages
    /// by its id.
    fn wiki(&mut self, name: &str, anchor: &Option<String>, span: Span) -> Resolved {
        if let Some(page) = self.by_id(name) {
            return self.page(page, anchor, span);
        }
        let names = self.index.names();
        let found = match names.page(name, self.page.lang) {
            Match::None => names.file(name).map(Target::Asset),
            pages => pages.map(Target::Page),
        };
        let found = self.or_built_in(found, name);
        match self.resolved(found, name, anchor, span) {
            Some(resolved) => resolved,
            None => self.broken_name(name, span),
        }
    }

    /// What a link leads to that names `found`; `None`: nothing.
    fn resolved(&mut self, found: Match<Target>, name: &str, anchor: &Option<String>, span: Span) -> Option<Resolved> {
        match found {
            Match::One(Target::Page(page)) => Some(self.page(page, anchor, span)),
            Match::One(Target::Asset(asset)) => Some(Resolved::Asset(asset)),
            Match::One(Target::BuiltIn(page)) => {
                if let Some(anchor) = anchor.as_ref().filter(|anchor| !anchor.is_empty()) {
                    self.anchor_of_built_in(page, anchor, span);
                }
                Some(Resolved::BuiltIn(page))
            }
            Match::Several(targets) => Some(self.ambiguous(name, &targets, span)),
            Match::None => None,
        }
    }

    fn page(&mut self, page: PageIx, anchor: &Option<String>, span: Span) -> Resolved {
        let page = self.in_own_language(page);
        let anchor = anchor.as_ref().and_then(|anchor| self.anchor(page, anchor, span));
        Resolved::Page { page, anchor }
    }

    /// A link to a page leads to its translation into the language of the page with the link, where there is one.
    fn in_own_language(&self, page: PageIx) -> PageIx {
        let target = &self.index.pages[page];
        if target.lang == self.page.lang {
            return page;
        }
        self.index.page_lookup.by_id.get(self.page.lang, &target.id).unwrap_or(page)
    }

    fn by_id(&self, id: &str) -> Option<PageIx> {
        self.index.page_lookup.by_id.find(self.page.lang, id)
    }

    /// A path as people write it: to a `.md` file, to a file without its ending, to a folder, or a URL of the site.
    fn target(&self, path: &str) -> Option<Target> {
        let at = self.full(path)?;
        if let Some(page) = self.index.page_lookup.by_path.get(&at) {
            return Some(Target::Page(*page));
        }
        if let Some(asset) = self.index.lookups.asset_by_path.get(&at) {
            return Some(Target::Asset(*asset));
        }
        for tail in [".md", ".markdown", ".mdown", ".mkd", "/_index.md", "/index.md", "/README.md"] {
            let candidate = RelPath::lit(format!("{at}{tail}").trim_start_matches('/'));
            if let Some(page) = self.index.page_lookup.by_path.get(&candidate) {
                return Some(Target::Page(*page));
            }
        }
        let urls = [Some(at), self.below_url(path)];
        urls.into_iter().flatten().find_map(|p| self.by_url(p.as_str()))
    }

    /// A path as other programs write it: in other capitals, with another ending, by an old address, or from a
    /// folder that they take for the root.
    fn foreign_target(&self, written: &str) -> Match<Target> {
        let names = self.index.names();
        let path = from_root(written);
        let lang = self.page.lang;
        let Some(full) = self.full(&path) else { return Match::None };
        match names.page_at(&full, lang) {
            Match::None => {}
            found => return found.map(Target::Page),
        }
        match names.file_at(&full) {
            Match::None => {}
            found => return found.map(Target::Asset),
        }
        let below = self.below_url(&path);
        for at in [Some(full), below].into_iter().flatten() {
            let url = by_name::address(at.as_str());
            let page = self.index.page_lookup.by_url.get(&url).copied().or_else(|| names.page_by_alias(&url));
            if let Some(page) = page {
                return Match::One(Target::Page(page));
            }
        }
        if !path.starts_with('/') {
            return Match::None;
        }
        let url = by_name::address(&path);
        match names.page_below(&url, lang) {
            // The folder in which another program publishes may stand first.
            Match::None => {
                let below =
                    url.split_once('/').and_then(|(_, below)| self.index.page_lookup.by_url.get(below).copied());
                below.filter(|ix| !self.index.pages[*ix].url.is_empty()).map_or(Match::None, Match::One)
            }
            found => found,
        }
        .map(Target::Page)
    }

    /// Where nothing else is found: the program's own page with that id.
    fn or_built_in(&self, found: Match<Target>, id: &str) -> Match<Target> {
        let built_in = || self.index.built_in.find(self.page.lang, id).map(Target::BuiltIn);
        match found {
            Match::None => built_in().map_or(Match::None, Match::One),
            found => found,
        }
    }

    /// A page, or one of the program's own.
    fn by_url(&self, path: &str) -> Option<Target> {
        let path = path.strip_suffix("index.html").unwrap_or(path).trim_end_matches('/');
        let path = path.strip_suffix(".html").unwrap_or(path);
        let url = if path.is_empty() { String::new() } else { format!("{path}/") };
        let page = self.index.page_lookup.by_url.get(&url).copied().map(Target::Page);
        page.or_else(|| self.index.built_in.at_url(&url).map(Target::BuiltIn))
    }

    /// The path below the content folder; one that begins with `/` counts from there.
    fn full(&self, path: &str) -> Option<RelPath> {
        let full = match path.strip_prefix('/') {
            Some(rest) => RelPath::new(rest),
            None => self.page.doc.path.parent().join(path),
        };
        full.map(|path| path.composed())
    }

    /// The path counted from the page's URL, as a browser would.
    fn below_url(&self, path: &str) -> Option<RelPath> {
        RelPath::new(&self.page.url)?.join(path)
    }

    fn asset(&self, path: &str) -> Option<AssetIx> {
        let at = self.full(path)?;
        self.index.lookups.asset_by_path.get(&at).copied()
    }

    /// The file of an image, where its path is one, is one but for capitals, or is the name that `named` found.
    fn image(&mut self, path: &str, named: Match<AssetIx>, span: Span) -> Option<AssetIx> {
        if let Some(asset) = self.asset(path) {
            return Some(asset);
        }
        let from_root = from_root(path);
        // What others copy to the root as it is, they name with its folder or without.
        if let Some(asset) = from_root.strip_prefix("/static/").and_then(|rest| self.asset(&format!("/{rest}"))) {
            return Some(asset);
        }
        let named = match (named, self.full(&from_root)) {
            (Match::None, Some(full)) => self.index.names().file_at(&full),
            (named, _) => named,
        };
        match named {
            Match::One(asset) => return Some(asset),
            Match::Several(files) => {
                let files: Vec<Target> = files.into_iter().map(Target::Asset).collect();
                self.ambiguous(path, &files, span);
            }
            Match::None => self.missing_image(path, span),
        }
        None
    }

    /// The id of the heading that is meant, `None` for the page's title; the anchor as it is written when there is none.
    fn anchor(&mut self, page: PageIx, anchor: &str, span: Span) -> Option<String> {
        let target = &self.index.pages[page];
        let body = &target.doc.body;
        let ids = || {
            let laws = target.own().laws().iter().map(|l| l.id.as_str());
            body.headings
                .iter()
                .map(|h| h.id.as_str())
                .chain(body.terms.iter().map(|t| t.id.as_str()))
                .chain(body.raw_ids.iter().map(String::as_str))
                .chain(laws)
        };
        let contact =
            anchor.strip_prefix("contact-").is_some_and(|id| target.own().contacts().iter().any(|c| c.id == id));
        if anchor.is_empty() || anchor == "top" || contact || ids().any(|id| id == anchor) {
            return Some(anchor.to_owned());
        }
        if let Some(id) = by_name::heading(target, anchor) {
            return Some(id.to_owned());
        }
        if by_name::is_title(target, anchor) {
            return None;
        }
        self.broken_anchor(page, anchor, heading_instead(anchor, ids()), span);
        Some(anchor.to_owned())
    }

    /// Has a suggestion added to the finding that is reported next.
    fn suggest_later(&mut self, wanted: Option<Wanted>) {
        let next = self.found.len();
        self.unresolved.extend(wanted.map(|wanted| (next, wanted)));
    }
}

/// A path that Zola (`@/`) or Docusaurus (`@site/`) counts from the root, as one that begins with `/`.
fn from_root(path: &str) -> Cow<'_, str> {
    match path.strip_prefix("@site/").or(path.strip_prefix("@/")) {
        Some(rest) => format!("/{rest}").into(),
        None => path.into(),
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Target {
    Page(PageIx),
    BuiltIn(BuiltInIx),
    Asset(AssetIx),
}
