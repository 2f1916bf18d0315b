//! The renderer: what all pages share, made once.

use super::foreign::marked;
use super::strings::Strings;
use super::terms::Terms;
use super::theme::Theme;
use super::url;
use super::values::{json_map, map};
use super::views::{Nav, Navs};
use crate::assets::Assets;
use crate::base::date::Date;
use crate::base::text::direction;
use crate::config::OnConflict;
use crate::diagnostic::Diagnostic;
use crate::plan::{CardFormat, Paths, Plan, TargetKind};
use crate::search::{Form, SearchIndex};
use crate::site::{PageIx, Site};
use std::sync::{Arc, OnceLock};
use tera::value::Key;
use tera::{Map, Value};

/// What a build is told beside the site.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where the site will lie, with a trailing slash; `None`: unknown.
    pub base_url: Option<String>,
    pub today: Date,
    /// Whom the build is for, to be shown on the page; `None` when it holds everything.
    pub audience: Option<String>,
    /// The site is opened from a disk: links name files.
    pub portable: bool,
}

/// Renders targets. Pure: equal sites, themes and settings give equal bytes. It shares what it renders, so that a
/// server can keep it as long as somebody asks for pages of this site.
pub struct Renderer {
    pub(super) site: Arc<Site>,
    pub(super) theme: Arc<Theme>,
    pub(super) assets: Arc<Assets>,
    pub(super) search: Option<Arc<SearchIndex>>,
    pub(super) plan: Arc<Plan>,
    pub(super) settings: Arc<Settings>,
    pub(super) paths: Vec<Paths>,
    /// By page; made when they are first asked for, as a server renders few of the pages.
    refs: Vec<OnceLock<Value>>,
    navs: Navs,
    /// By page: where the code of a checklist leads, and the code.
    pub(super) codes: Vec<OnceLock<(Value, Value)>>,
    /// By language: what a page's view says before anything is known of the page.
    pub(super) blanks: Vec<Map>,
    /// By language: pages that readers may look for by name, in the language's order.
    pub(super) by_title: Vec<OnceLock<Vec<PageIx>>>,
    site_values: Vec<Value>,
    pub(super) terms: Vec<Terms>,
    pub(super) assets_value: Value,
}

/// Everything that a renderer needs.
pub struct Parts {
    pub site: Arc<Site>,
    pub theme: Arc<Theme>,
    pub assets: Arc<Assets>,
    /// Pages only show whether there is a search; its files are rendered from it.
    pub search: Option<Arc<SearchIndex>>,
    pub plan: Arc<Plan>,
    pub settings: Arc<Settings>,
}

impl Theme {
    /// The URLs of generated pages in each language of the site. Where conflicts are numbered, a page that somebody wrote
    /// keeps its address.
    pub fn paths(&self, site: &Site) -> Vec<Paths> {
        site.languages
            .iter()
            .map(|l| {
                let strings = self.strings_for(&l.code);
                let path = |key: &str| crate::document::names::url_part(&strings.plain("paths", key));
                let number = site.config.content.conflicts() == OnConflict::Number;
                let top = |key: &str| {
                    let part = path(key);
                    let is_free = |part: &String| site.page_by_url(&format!("{}{part}/", l.prefix)).is_none();
                    let numbered = (2..).map(|n| format!("{part}-{n}"));
                    if number {
                        std::iter::once(part.clone()).chain(numbered).find(is_free).unwrap_or(part)
                    } else {
                        part
                    }
                };
                Paths {
                    index: top("index"),
                    tags: top("tags"),
                    listing: top("listing"),
                    whole: path("whole"),
                    search: top("search"),
                    wheel: top("wheel"),
                    raci: top("raci"),
                    cards: top("cards"),
                    wall: path("wall"),
                    pocket: path("pocket"),
                    offline: top("offline"),
                }
            })
            .collect()
    }
}

impl Renderer {
    pub fn new(parts: Parts) -> Renderer {
        let Parts { site, theme, assets, search, plan, settings } = parts;
        let mut assets_map: Map =
            theme.files.iter().map(|f| (Key::from(f.name.clone()), Value::from(f.url.as_str()))).collect();
        assets_map.sort_keys();
        let paths = theme.paths(&site);
        let mut renderer = Renderer {
            site: Arc::clone(&site),
            theme,
            assets,
            search,
            plan,
            settings,
            paths,
            refs: vec![OnceLock::new(); site.pages.len()],
            navs: Navs::default(),
            codes: vec![OnceLock::new(); site.pages.len()],
            blanks: Vec::new(),
            by_title: vec![OnceLock::new(); site.languages.len()],
            site_values: Vec::new(),
            terms: Vec::new(),
            assets_value: Value::from(assets_map),
        };
        renderer.site_values = (0..site.languages.len()).map(|l| Value::from(renderer.make_site(l))).collect();
        renderer.blanks = (0..site.languages.len()).map(|l| renderer.make_blank(l)).collect();
        renderer.terms = (0..site.languages.len()).map(|l| Terms::of(&site, l)).collect();
        renderer
    }

    pub(super) fn strings(&self, lang: usize) -> &Strings {
        self.theme.strings_for(&self.site.languages[lang].code)
    }

    pub(super) fn page_ref(&self, page: PageIx) -> Value {
        self.refs[page].get_or_init(|| Value::from(self.make_ref(page))).clone()
    }

    pub(super) fn page_refs(&self, pages: &[PageIx]) -> Vec<Value> {
        pages.iter().map(|p| self.page_ref(*p)).collect()
    }

    pub(super) fn site_value(&self, lang: usize) -> Value {
        self.site_values[lang].clone()
    }

    /// The side navigation of a page: that of the section it lies in.
    ///
    /// # Errors
    /// A finding when its component cannot be rendered.
    pub(super) fn nav(&self, page: PageIx, root: &str) -> Result<Option<Arc<Nav>>, Diagnostic> {
        self.navs.of(self, page, root)
    }

    /// A text of a page in language `lang`, for a page in any.
    pub(super) fn said(&self, lang: usize, text: &str) -> String {
        if self.site.languages.len() > 1 { marked(&self.site.languages[lang].code, text) } else { text.to_owned() }
    }

    fn make_ref(&self, ix: PageIx) -> Map {
        let page = &self.site.pages[ix];
        let f = page.fields();
        // It may be shown on a page in another language.
        let said = |text: &str| self.said(page.lang, text);
        map! {
            "id" => page.id.as_str(),
            "kind" => page.kind().as_str(),
            "title" => said(page.title()),
            "url" => url::encode(&page.url),
            "description" => f.description.as_deref().map(said),
            "lang" => self.site.languages[page.lang].code.as_str(),
            "date" => f.date.map(|d| d.to_string()),
            "status" => f.status.map(|s| s.as_str()),
            "tier" => f.tier.map(|t| t.as_str()),
            "change" => f.change.map(|c| c.as_str()),
            "is_section" => page.is_section,
        }
    }

    fn make_site(&self, lang: usize) -> Map {
        let config = &self.site.config;
        let language = &self.site.languages[lang];
        let paths = &self.paths[lang];
        let at = |part: &str| format!("{}{part}/", language.prefix);
        let page = |id: &Option<String>| {
            let ix = id.as_ref().and_then(|id| self.site.page_by_id(lang, id));
            ix.map_or_else(Value::none, |ix| self.page_ref(ix))
        };
        let acute: Vec<Value> = language
            .acute
            .iter()
            .map(|n| {
                Value::from(
                    map! { "label" => n.label.as_str(), "phone" => n.phone.as_str(), "note" => n.note.as_deref() },
                )
            })
            .collect();
        let languages: Vec<Value> = self
            .site
            .languages
            .iter()
            .filter(|l| l.home.is_some())
            .map(|l| {
                Value::from(map! { "code" => l.code.as_str(), "dir" => direction(&l.code), "name" => l.name.as_str(), "url" => l.prefix.as_str() })
            })
            .collect();
        let contact = config.site.contact.as_ref().and_then(|id| self.site.facts.contact(&self.site.pages, id));
        let planned = |kind: TargetKind| self.planned(&kind);
        let manifest = Form::of(self.settings.portable).manifest();
        let search =
            self.search.as_ref().map(|_| map! { "manifest" => format!("{}/{manifest}", self.paths[0].search) });
        map! {
            "title" => language.title.as_str(),
            "description" => language.description.as_str(),
            "organisation" => config.site.organisation.as_str(),
            "sample" => config.site.sample,
            "acute" => acute,
            "acute_page" => page(&config.site.acute_page),
            "languages" => languages,
            "home_url" => language.prefix.as_str(),
            "menu" => self.menu(lang),
            "audience" => self.settings.audience.as_deref(),
            "feed_url" => planned(TargetKind::Feed(lang)),
            "search_url" => planned(TargetKind::Search(lang)),
            "index_url" => at(&paths.index),
            "tags_url" => planned(TargetKind::Tags(lang)),
            "listing_url" => at(&paths.listing),
            "wheel_url" => planned(TargetKind::Wheel(lang)),
            "raci_url" => planned(TargetKind::Raci(lang)),
            "version" => env!("CARGO_PKG_VERSION"),
            "theme" => json_map(&config.theme),
            "contact" => contact.map(|c| self.contact(c)),
            "statement" => page(&config.site.statement),
            "about" => page(&config.site.about),
            "search" => search,
            "opensearch_url" => planned(TargetKind::OpenSearch(lang)),
            "base_url" => self.settings.base_url.as_deref(),
            "cards_url" => planned(TargetKind::Cards(lang, CardFormat::Page)),
            "manifest_url" => planned(TargetKind::Manifest),
            "worker_url" => planned(TargetKind::ServiceWorker),
            "roles" => self.roles(lang),
        }
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
        self.settings.base_url.as_ref().map(|base| format!("{}/{}", base.trim_end_matches('/'), url::encode(target)))
    }
}
