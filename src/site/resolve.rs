//! What links, images and shortcodes of one page lead to.

mod calls;

use super::identity::Identity;
use super::lists::Facts;
use super::model::{AssetIx, Page, PageIx, Resolved};
use super::names::heading_instead;
use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::model::Destination;
use crate::document::shortcodes::ShortcodeSpec;
use crate::text;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Everything that a reference can lead to.
pub(super) struct Index<'a> {
    pub pages: &'a [Arc<Page>],
    pub identity: &'a Identity,
    pub facts: &'a Facts,
    pub lookups: &'a Lookups,
}

/// What references can lead to beside pages.
#[derive(Debug, Default)]
pub(super) struct Lookups {
    pub asset_by_path: HashMap<RelPath, AssetIx>,
    /// Pages that exist but are not in this edition, and why.
    pub absent: BTreeMap<RelPath, Absent>,
    pub absent_ids: BTreeMap<String, Absent>,
    pub shortcodes: Vec<ShortcodeSpec>,
}

/// Why a page is not in this edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absent {
    /// Its level is above the readers'.
    Withheld,
    /// A draft, not valid yet, or unreadable.
    LeftOut,
}

/// All that one page refers to.
#[derive(Default)]
pub(super) struct References {
    pub links: Vec<Resolved>,
    pub images: Vec<Option<AssetIx>>,
    pub files: HashMap<String, AssetIx>,
    pub includes: Vec<(PageIx, Span)>,
    pub diagnostics: Diagnostics,
    /// Findings (by place in `diagnostics`) to which «did you mean» may be added, and what was looked for.
    pub lost: Vec<(usize, Lost)>,
    /// How many there were before any was suggested for.
    pub lost_count: usize,
}

/// What a broken reference looked for.
pub(super) enum Lost {
    Path(RelPath),
    Id(String),
}

pub(super) fn references(index: &Index<'_>, ix: PageIx) -> References {
    let page = &index.pages[ix];
    let mut refs = References::default();
    let mut cx = Resolver { index, page, ix, found: Vec::new(), lost: Vec::new() };
    for link in &page.doc.body.links {
        let resolved = cx.link(&link.destination, link.span);
        refs.links.push(resolved);
    }
    for image in &page.doc.body.images {
        let asset = match &image.destination {
            Destination::Path { path, .. } => cx.asset(path).or_else(|| {
                cx.missing_image(path, image.span);
                None
            }),
            _ => None,
        };
        refs.images.push(asset);
    }
    for shortcode in &page.doc.body.shortcodes {
        cx.shortcode(shortcode, &mut refs);
    }
    refs.diagnostics = cx.found;
    refs.lost_count = cx.lost.len();
    refs.lost = cx.lost;
    refs
}

struct Resolver<'a> {
    index: &'a Index<'a>,
    page: &'a Page,
    ix: PageIx,
    found: Diagnostics,
    lost: Vec<(usize, Lost)>,
}

impl<'a> Resolver<'a> {
    fn report(&mut self, code: Code, span: Span, message: crate::base::text::Text) -> &mut Diagnostic {
        self.found.push(Diagnostic::new(code, message).file(&self.page.doc.file).span(span));
        let last = self.found.len() - 1;
        &mut self.found[last]
    }

    fn link(&mut self, destination: &Destination, span: Span) -> Resolved {
        match destination {
            Destination::External(url) => Resolved::External(url.clone()),
            Destination::Unsafe(_) => Resolved::Broken,
            Destination::Anchor(anchor) => {
                self.anchor(self.ix, anchor, span);
                Resolved::Anchor(anchor.clone())
            }
            Destination::Wiki { id, anchor } => match self.by_id(id) {
                Some(page) => self.page(page, anchor, span),
                None => self.broken_wiki(id, span),
            },
            Destination::Path { path, anchor } if path.is_empty() && anchor.is_none() => {
                Resolved::Page { page: self.ix, anchor: None }
            }
            Destination::Path { path, anchor } => match self.target(path) {
                Some(Target::Page(page)) => self.page(page, anchor, span),
                Some(Target::Asset(asset)) => Resolved::Asset(asset),
                None => self.broken_path(path, span),
            },
        }
    }

    fn page(&mut self, page: PageIx, anchor: &Option<String>, span: Span) -> Resolved {
        let page = self.in_own_language(page);
        if let Some(anchor) = anchor {
            self.anchor(page, anchor, span);
        }
        Resolved::Page { page, anchor: anchor.clone() }
    }

    /// A link to a page leads to its translation into the language of the page with the link, where there is one.
    fn in_own_language(&self, page: PageIx) -> PageIx {
        let target = &self.index.pages[page];
        if target.lang == self.page.lang {
            return page;
        }
        self.index.identity.by_id.get(self.page.lang, &target.id).unwrap_or(page)
    }

    fn by_id(&self, id: &str) -> Option<PageIx> {
        self.index.identity.by_id.find(self.page.lang, id)
    }

    /// A path as people write it: to a `.md` file, to a file without its ending, to a folder, or a URL of the site.
    fn target(&self, path: &str) -> Option<Target> {
        let at = self.full(path)?;
        if let Some(page) = self.index.identity.by_path.get(&at) {
            return Some(Target::Page(*page));
        }
        if let Some(asset) = self.index.lookups.asset_by_path.get(&at) {
            return Some(Target::Asset(*asset));
        }
        for tail in [".md", ".markdown", "/_index.md", "/index.md", "/README.md"] {
            let candidate = RelPath::lit(format!("{at}{tail}").trim_start_matches('/'));
            if let Some(page) = self.index.identity.by_path.get(&candidate) {
                return Some(Target::Page(*page));
            }
        }
        let urls = [Some(at), self.below_url(path)];
        urls.into_iter().flatten().find_map(|p| self.by_url(p.as_str())).map(Target::Page)
    }

    fn by_url(&self, path: &str) -> Option<PageIx> {
        let path = path.strip_suffix("index.html").unwrap_or(path).trim_end_matches('/');
        let path = path.strip_suffix(".html").unwrap_or(path);
        let url = if path.is_empty() { String::new() } else { format!("{path}/") };
        self.index.identity.by_url.get(&url).copied()
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

    fn anchor(&mut self, page: PageIx, anchor: &str, span: Span) {
        let target = &self.index.pages[page];
        let body = &target.doc.body;
        let ids = || {
            let laws = target.fields().laws.iter().map(|l| l.id.as_str());
            body.headings
                .iter()
                .map(|h| h.id.as_str())
                .chain(body.terms.iter().map(|t| t.id.as_str()))
                .chain(body.raw_ids.iter().map(String::as_str))
                .chain(laws)
        };
        let contact =
            anchor.strip_prefix("contact-").is_some_and(|id| target.fields().contacts.iter().any(|c| c.id == id));
        if anchor.is_empty() || anchor == "top" || contact || ids().any(|id| id == anchor) {
            return;
        }
        let title = target.title().to_owned();
        let help = heading_instead(anchor, ids());
        let file = target.doc.file.clone();
        let same = page == self.ix;
        let found = self.report(
            Code::BrokenAnchor,
            span,
            text!(
                "”{title}” har ingen rubrik med id ”{anchor}”",
                "\"{title}\" has no heading with the id \"{anchor}\""
            ),
        );
        found.help.push(help);
        if !same {
            found.related.push(crate::diagnostic::Related {
                file,
                span: None,
                message: text!("sidan det gäller", "the page it is about"),
            });
        }
    }

    fn broken_path(&mut self, path: &str, span: Span) -> Resolved {
        let full = self.full(path);
        let absent = full.as_ref().and_then(|p| {
            [p.as_str().to_owned(), format!("{p}.md"), format!("{p}/_index.md")]
                .iter()
                .find_map(|p| self.index.lookups.absent.get(p.as_str()).copied())
        });
        match absent {
            Some(absent) => self.absent(absent, path, span),
            None => {
                self.lose(full.clone().map(Lost::Path));
                let found = self.report(
                    Code::BrokenLink,
                    span,
                    text!(
                        "länken leder inte till någon sida eller fil: {path}",
                        "the link leads to no page or file: {path}"
                    ),
                );
                if full.is_none() {
                    found.help.push(text!("sökvägen leder ut ur innehållet", "the path leads out of the content"));
                }
            }
        }
        Resolved::Broken
    }

    fn broken_wiki(&mut self, id: &str, span: Span) -> Resolved {
        if let Some(absent) = self.index.lookups.absent_ids.get(id).copied() {
            self.absent(absent, id, span);
            return Resolved::Broken;
        }
        self.lose(Some(Lost::Id(id.to_owned())));
        self.report(
            Code::BrokenLink,
            span,
            text!("det finns ingen sida med id ”{id}”", "there is no page with the id \"{id}\""),
        );
        Resolved::Broken
    }

    fn absent(&mut self, absent: Absent, what: &str, span: Span) {
        match absent {
            Absent::Withheld => {
                self.report(
                    Code::LinkToHigher,
                    span,
                    text!(
                        "länken leder till en sida med högre klassning: {what}",
                        "the link leads to a page with a higher classification: {what}"
                    ),
                )
                .help
                .push(text!(
                    "ta bort länken, eller klassa den här sidan lika högt",
                    "remove the link, or classify this page as high"
                ));
            }
            Absent::LeftOut => {
                self.report(
                    Code::BrokenLink,
                    span,
                    text!(
                        "länken leder till en sida som inte publiceras nu: {what}",
                        "the link leads to a page that is not published now: {what}"
                    ),
                )
                .help
                .push(text!(
                    "sidan är ett utkast, gäller inte än eller kunde inte läsas",
                    "the page is a draft, not valid yet or could not be read"
                ));
            }
        }
    }

    fn missing_image(&mut self, path: &str, span: Span) {
        let full = self.full(path);
        self.lose(full.map(Lost::Path));
        self.report(Code::MissingImage, span, text!("bilden finns inte: {path}", "the image does not exist: {path}"));
    }

    /// Remembers what the finding that is reported next looked for.
    fn lose(&mut self, lost: Option<Lost>) {
        let next = self.found.len();
        self.lost.extend(lost.map(|lost| (next, lost)));
    }
}

enum Target {
    Page(PageIx),
    Asset(AssetIx),
}
