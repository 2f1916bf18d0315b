//! What all that is rendered draws on: the site, its theme and plan, and what is made of them once.

use super::built_in::{Described, described};
use super::model::parts::PageRef;
use super::model::shared::Shared;
use super::url::{absolute, encode};
use crate::assets::Assets;
use crate::base::date::Date;
use crate::governance::{Governance, Standing};
use crate::plan::{Plan, TargetKind};
use crate::search::SearchIndex;
use crate::site::{BuiltIn, BuiltInIx, Collation, PageIx, Shows, Site};
use crate::theme::language_marks::marked;
use crate::theme::{Strings, Theme};
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

/// What a build is given in addition to the site.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where the site will lie, with a trailing slash; `None`: unknown.
    pub base_url: Option<String>,
    /// The day of the build, for what is not in force yet, expired or overdue.
    pub today: Date,
    /// Whom the build is for, to be shown on the page; `None` when it holds everything.
    pub audience: Option<String>,
    /// The site is opened from a disk: links name files.
    pub portable: bool,
}

/// The site's search.
#[derive(Clone)]
pub enum Search {
    /// Pages have no search box.
    Off,
    /// Pages have a search box; the index is built after they are rendered, or when it is asked for.
    Deferred,
    /// Pages have a search box, and this is the index.
    Built(Arc<SearchIndex>),
}

impl Search {
    /// Whether pages have a search box.
    pub fn is_on(&self) -> bool {
        !matches!(self, Search::Off)
    }

    /// The index, once it is built.
    pub fn index(&self) -> Option<&SearchIndex> {
        match self {
            Search::Built(index) => Some(index),
            Search::Off | Search::Deferred => None,
        }
    }
}

/// Everything that a renderer is made of.
pub struct Inputs {
    /// All pages, related.
    pub site: Arc<Site>,
    /// What governs on the day of the build.
    pub governance: Arc<Governance>,
    /// What they are shown with.
    pub theme: Arc<Theme>,
    /// Files that belong to pages, fit to be published.
    pub assets: Arc<Assets>,
    /// The search and its index.
    pub search: Search,
    /// Every file to be published.
    pub plan: Arc<Plan>,
    /// What the command line says.
    pub settings: Arc<Settings>,
}

/// The inputs, and what many pages show of them.
pub(super) struct SiteContext {
    pub site: Arc<Site>,
    /// What governs on the day of the build.
    pub governance: Arc<Governance>,
    pub theme: Arc<Theme>,
    pub assets: Arc<Assets>,
    pub search: Search,
    pub plan: Arc<Plan>,
    pub settings: Arc<Settings>,
    /// By page; made when they are first asked for, as a server renders few of the pages.
    references: Vec<OnceLock<Shared<PageRef>>>,
    /// By page: the addresses of files that lead to it.
    old_addresses: HashMap<PageIx, Vec<String>>,
    /// By language.
    by_title: Vec<OnceLock<Vec<PageIx>>>,
}

impl SiteContext {
    pub(super) fn new(inputs: Inputs) -> SiteContext {
        let Inputs { site, governance, theme, assets, search, plan, settings } = inputs;
        let mut old_addresses: HashMap<PageIx, Vec<String>> = HashMap::new();
        for target in &plan.targets {
            if let TargetKind::Redirect(page) = target.kind {
                old_addresses.entry(page).or_default().push(target.url.clone());
            }
        }
        SiteContext {
            old_addresses,
            references: vec![OnceLock::new(); site.pages.len()],
            by_title: vec![OnceLock::new(); site.languages.len()],
            site,
            governance,
            theme,
            assets,
            search,
            plan,
            settings,
        }
    }

    pub(super) fn strings(&self, lang: usize) -> &Strings {
        self.theme.strings_for(&self.site.languages[lang].code)
    }

    /// Addresses that a page had and whose files lead to it.
    pub(super) fn old_addresses(&self, page: PageIx) -> &[String] {
        self.old_addresses.get(&page).map_or(&[], Vec::as_slice)
    }

    /// A page as other pages refer to it.
    pub(super) fn page_ref(&self, page: PageIx) -> Shared<PageRef> {
        self.references[page].get_or_init(|| Shared::new(&self.make_ref(page))).clone()
    }

    pub(super) fn page_refs(&self, pages: &[PageIx]) -> Vec<Shared<PageRef>> {
        pages.iter().map(|p| self.page_ref(*p)).collect()
    }

    /// The page with that id, as a page of language `lang` refers to it.
    pub(super) fn reference(&self, lang: usize, id: Option<&String>) -> Option<Shared<PageRef>> {
        self.site.page_by_id(lang, id?).map(|ix| self.page_ref(ix))
    }

    pub(super) fn references(&self, lang: usize, ids: &[String]) -> Vec<Shared<PageRef>> {
        ids.iter().filter_map(|id| self.reference(lang, Some(id))).collect()
    }

    fn make_ref(&self, ix: PageIx) -> PageRef {
        let page = &self.site.pages[ix];
        let f = page.fields();
        PageRef {
            id: page.id.clone(),
            kind: page.kind().as_str(),
            // It may be shown on a page in another language.
            title: self.in_language(page.lang, page.title()),
            url: encode(&page.url),
            description: f.description.as_deref().map(|text| self.in_language(page.lang, text)),
            lang: self.site.languages[page.lang].code.clone(),
            date: f.date,
            status: f.status,
            standing: self.governance.standing(ix).as_str(),
            tier: page.own().tier(),
            change: page.own().change(),
            is_section: page.is_section,
        }
    }

    /// What readers are told of one of the program's own pages.
    pub(super) fn described(&self, page: BuiltInIx) -> Described<'_> {
        described(&self.site, &self.theme, page)
    }

    /// The program's own pages that readers may look for by name, with what they are told of them: not those of single topics.
    pub(super) fn built_in(&self) -> impl Iterator<Item = (&BuiltIn, Described<'_>)> {
        let listed =
            self.plan.built_in.iter().filter(|ix| !matches!(self.site.built_in.all[**ix].shows, Shows::Tag(_)));
        listed.map(|ix| (&self.site.built_in.all[*ix], self.described(*ix)))
    }

    /// One of the program's own pages as other pages refer to it.
    pub(super) fn built_in_ref(&self, page: &BuiltIn, told: Described<'_>) -> Shared<PageRef> {
        Shared::new(&PageRef {
            id: page.id.clone(),
            kind: told.kind,
            title: told.title.into_owned(),
            url: encode(&page.url),
            description: Some(told.description.into_owned()).filter(|text| !text.is_empty()),
            lang: self.site.languages[page.lang].code.clone(),
            date: None,
            status: None,
            standing: Standing::InForce.as_str(),
            tier: None,
            change: None,
            is_section: false,
        })
    }

    /// A text in language `lang`, for a page in any.
    pub(super) fn in_language(&self, lang: usize, text: &str) -> String {
        if self.site.languages.len() > 1 { marked(&self.site.languages[lang].code, text) } else { text.to_owned() }
    }

    /// The pages of a language that readers may look for by name, in the language's order.
    pub(super) fn by_title(&self, lang: usize) -> &[PageIx] {
        self.by_title[lang].get_or_init(|| {
            let collation = Collation::new(&self.site.languages[lang].code);
            let mut pages: Vec<PageIx> = self.site.written(lang).map(|(ix, _)| ix).collect();
            pages.sort_by_cached_key(|ix| (collation.key(self.site.pages[*ix].title()), *ix));
            pages
        })
    }

    /// The address of a target, when it is planned.
    pub(super) fn planned(&self, kind: &TargetKind) -> Option<String> {
        self.plan.targets.iter().find(|t| t.kind == *kind).map(|t| encode(&t.url))
    }

    /// The path part of the base URL, with slashes at both ends.
    pub(super) fn base_path(&self) -> String {
        let Some(base) = &self.settings.base_url else { return "/".to_owned() };
        let after_scheme = base.split_once("://").map_or(base.as_str(), |(_, rest)| rest);
        match after_scheme.split_once('/') {
            Some((_, path)) if !path.is_empty() => format!("/{}/", path.trim_matches('/')),
            _ => "/".to_owned(),
        }
    }

    /// The whole address of a URL of the site, where that is known.
    pub(super) fn absolute(&self, target: &str) -> Option<String> {
        self.settings.base_url.as_ref().map(|base| absolute(base, target))
    }
}
