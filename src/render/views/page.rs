//! The view of a page.

use super::View;
use super::nav::toc;
use crate::base::text::direction;
use crate::diagnostic::Diagnostic;
use crate::document::fields::Kind;
use crate::document::front_matter::is_id;
use crate::plan::Target;
use crate::render::body::Place;
use crate::render::renderer::Renderer;
use crate::render::templates;
use crate::render::url::{encode, root};
use crate::render::values::{fill, json_map, map};
use crate::site::{Page, PageIx};
use tera::value::Key;
use tera::{Map, Value};

/// Words a reader takes in each minute.
const WORDS_A_MINUTE: usize = 200;

/// What only some kinds of page have: there on every page, so that a template can ask for it.
const OF_SOME: [&str; 51] = [
    "news",
    "number",
    "chapters",
    "whole_url",
    "directive",
    "duties",
    "owned",
    "for_role",
    "calendar_url",
    "unit_type",
    "parent",
    "chair",
    "members",
    "meets",
    "units",
    "raci",
    "trigger",
    "templates",
    "scenario",
    "intro",
    "phases",
    "outro",
    "format",
    "change",
    "affects",
    "letters",
    "contacts",
    "laws",
    "conformance",
    "assessed",
    "method",
    "non_conformities",
    "contact",
    "enforcement",
    "published",
    "feedback_url",
    "terms",
    "pages",
    "groups",
    "views",
    "months",
    "roles",
    "rows",
    "target",
    "cards",
    "card",
    "qr",
    "scan_address",
    "wall_url",
    "pocket_url",
    "data_url",
];

impl Renderer {
    pub(in crate::render) fn place<'p>(&self, page: PageIx, target: &'p Target, root: &'p str) -> Place<'p> {
        Place { page, url: &target.url, root, lang: self.site.pages[page].lang, depth: 0 }
    }

    pub(super) fn page_view(&self, ix: PageIx, target: &Target) -> Result<View, Diagnostic> {
        let page = &self.site.pages[ix];
        let root = root(&target.url);
        let place = self.place(ix, target, &root);
        let mut view = self.base(target, page.lang);
        self.common(ix, &mut view);
        if let Some(nav) = self.nav(ix, &root)? {
            set(&mut view, "nav", nav.value(ix));
        }
        // A checklist's body is shown phase by phase, and a glossary's is its introduction.
        let body = if page.kind() == Kind::Checklist {
            self.checklist(ix, place, &mut view)?
        } else {
            let prose = &page.doc.prose;
            self.explain_terms(page.kind(), self.body(prose, &prose.parts, place)?, place)?
        };
        set(&mut view, "body", body);
        self.of_kind(ix, place, &mut view)?;
        let template = templates::of_page(page, &self.theme);
        Ok(View { template, page: view, lang: page.lang, source: Some(ix) })
    }

    /// What every page has, written or generated.
    pub(in crate::render) fn base(&self, target: &Target, lang: usize) -> Map {
        let mut view = self.blanks[lang].clone();
        set(&mut view, "url", encode(&target.url));
        set(&mut view, "breadcrumbs", self.home_crumb(lang, &target.url));
        set(&mut view, "canonical", self.absolute(&target.url));
        view
    }

    /// What [`Renderer::base`] begins with: every field that there is, empty.
    pub(in crate::render) fn make_blank(&self, lang: usize) -> Map {
        let languages = || self.site.languages.iter().filter(|l| l.home.is_some());
        let starts: Vec<Value> = languages()
            .map(|l| Value::from(map! { "code" => l.code.as_str(), "dir" => direction(&l.code), "name" => l.name.as_str(), "url" => l.prefix.as_str(), "missing" => l.code != self.site.languages[lang].code }))
            .collect();
        let robots = (!self.site.config.robots.index).then_some("noindex, nofollow");
        let mut view = map! {
            "id" => "", "kind" => "page", "title" => "", "url" => "",
            "description" => Option::<&str>::None, "lang" => self.site.languages[lang].code.as_str(),
            "date" => Option::<&str>::None, "status" => Option::<&str>::None, "tier" => Option::<&str>::None,
            "source" => "", "body" => "", "toc" => Vec::<Value>::new(), "words" => 0u64, "reading_minutes" => 0u64,
            "trail" => Vec::<Value>::new(), "breadcrumbs" => Vec::<Value>::new(),
            "prev" => Option::<&str>::None, "next" => Option::<&str>::None,
            "nav" => Option::<&str>::None, "children" => Vec::<Value>::new(), "backlinks" => Vec::<Value>::new(),
            "related" => Vec::<Value>::new(), "tags" => Vec::<Value>::new(), "audience" => Vec::<Value>::new(),
            "owner" => Option::<&str>::None, "questions" => Vec::<Value>::new(), "sample" => self.site.config.site.sample,
            "draft" => false, "extra" => Map::new(), "translations" => if starts.len() > 1 { starts } else { Vec::new() },
            "canonical" => Option::<&str>::None, "robots" => robots, "edit_url" => Option::<&str>::None,
            "feed_url" => Option::<&str>::None, "validity" => Option::<&str>::None, "is_section" => false,
            "legal_basis" => Vec::<Value>::new(), "implements" => Vec::<Value>::new(), "keywords" => Vec::<Value>::new(), "changes" => Vec::<Value>::new(),
        };
        for key in OF_SOME {
            view.insert(Key::Str(key), Value::none());
        }
        view
    }

    fn home_crumb(&self, lang: usize, url: &str) -> Vec<Value> {
        let home = self.site.languages[lang].home.filter(|h| self.site.pages[*h].url != url);
        home.map(|h| {
            let p = &self.site.pages[h];
            Value::from(map! { "title" => p.title(), "url" => encode(&p.url) })
        })
        .into_iter()
        .collect()
    }

    fn common(&self, ix: PageIx, view: &mut Map) {
        let page = &self.site.pages[ix];
        let f = page.fields();
        let body = &page.doc.body;
        let own = self.page_ref(ix);
        let entries = own.as_map().into_iter().flatten();
        entries.for_each(|(key, value)| {
            view.insert(key.clone(), value.clone());
        });
        let trail: Vec<Value> =
            self.site.trail(ix).iter().chain([&ix]).map(|p| Value::from(encode(&self.site.pages[*p].url))).collect();
        let related: Vec<PageIx> = f.related.iter().filter_map(|id| self.site.page_by_id(page.lang, id)).collect();
        let backlinks: Vec<PageIx> =
            page.backlinks.iter().copied().filter(|b| !related.contains(b) && Some(*b) != page.parent).collect();
        let edit_url = self.site.config.site.edit_url.as_ref().filter(|_| !page.generated);
        let option = |p: Option<PageIx>| p.map_or_else(Value::none, |p| self.page_ref(p));
        fill!(
            view,
            "source" => if page.generated { "" } else { page.doc.path.as_str() },
            "toc" => toc(&body.headings),
            "words" => body.words,
            "reading_minutes" => body.words.div_ceil(WORDS_A_MINUTE),
            "trail" => trail,
            "breadcrumbs" => self.breadcrumbs(ix),
            "prev" => option(page.previous),
            "next" => option(page.next),
            "children" => self.page_refs(&page.children),
            "backlinks" => self.page_refs(&backlinks),
            "changes" => self.changes(ix),
            "related" => self.page_refs(&related),
            "tags" => self.tag_refs(page),
            "audience" => self.references(page.lang, &f.audience),
            "owner" => self.reference(page.lang, f.owner.as_ref()),
            "questions" => self.contacts(&f.questions),
            "sample" => f.sample.unwrap_or(self.site.config.site.sample),
            "draft" => f.draft,
            "extra" => self.extra(page),
            "translations" => self.translations(page),
            "edit_url" => edit_url.map(|url| url.replace("{path}", page.doc.file.as_str())),
            "validity" => self.validity(page),
            "legal_basis" => self.legal(&f.legal_basis),
            "implements" => self.implements(page),
            "keywords" => f.keywords.clone(),
        );
    }

    fn tag_refs(&self, page: &Page) -> Vec<Value> {
        page.tags
            .iter()
            .map(|t| {
                let tag = &self.site.facts.tags[*t];
                let prefix = &self.site.languages[tag.lang].prefix;
                let url = format!("{prefix}{}/{}/", self.paths[tag.lang].tags, tag.slug);
                Value::from(map! { "name" => tag.name.as_str(), "url" => encode(&url), "count" => tag.pages.len() })
            })
            .collect()
    }

    /// The editor's own fields; where an entry of a list names a page by id, the template is given the page.
    fn extra(&self, page: &Page) -> Map {
        let mut extra = json_map(&page.fields().extra);
        for value in extra.values_mut() {
            let Some(items) = value.as_array() else { continue };
            let resolved: Vec<Value> = items.iter().filter_map(|item| self.with_page(item, page.lang)).collect();
            *value = Value::from(resolved);
        }
        extra
    }

    /// `None`: the entry names a page that is not on the site, so it leads nowhere.
    fn with_page(&self, item: &Value, lang: usize) -> Option<Value> {
        let id = item.get_from_path("page").and_then(Value::as_str).filter(|id| is_id(id));
        let found = match id {
            Some(id) => Some(self.site.page_by_id(lang, id)?),
            None => None,
        };
        Some(match (item.as_map(), found) {
            (Some(map), Some(ix)) => {
                let mut map = map.clone();
                map.insert(Key::Str("page"), self.page_ref(ix));
                map.entry(Key::Str("url")).or_insert_with(|| Value::from(encode(&self.site.pages[ix].url)));
                Value::from(map)
            }
            _ => item.clone(),
        })
    }

    /// The language switch: each language's version of the page, or its start page where there is none.
    fn translations(&self, page: &Page) -> Vec<Value> {
        let homes =
            self.site.languages.iter().enumerate().filter_map(|(l, language)| Some((l, language, language.home?)));
        let all: Vec<Value> = homes
            .map(|(l, language, home)| {
                let other = page.translations.get(l).copied().flatten();
                let url = &self.site.pages[other.unwrap_or(home)].url;
                Value::from(map! {
                    "code" => language.code.as_str(),
                    "dir" => direction(&language.code),
                    "name" => language.name.as_str(),
                    "url" => encode(url),
                    "missing" => other.is_none(),
                })
            })
            .collect();
        if all.len() > 1 { all } else { Vec::new() }
    }

    pub(in crate::render) fn validity(&self, page: &Page) -> Option<Map> {
        let f = page.fields();
        if !page.kind().is_controlled() {
            return None;
        }
        let next = f.last_reviewed.zip(f.review_every).and_then(|(last, every)| last.plus(every));
        let date = |d: Option<crate::base::date::Date>| d.map(|d| d.to_string());
        let today = self.settings.today;
        // What the day of the build says, as the key of its words.
        let state = if f.valid_to.is_some_and(|d| d < today) {
            Some("no_longer_valid")
        } else if f.valid_from.is_some_and(|d| d > today) {
            Some("not_yet_valid")
        } else {
            next.filter(|d| *d < today).map(|_| "review_overdue")
        };
        // The latest day that is past for certain: a reader's clock that says an earlier one is wrong.
        let decided = f.decision.as_ref().map(|d| d.date);
        let known = [f.valid_from, f.last_reviewed, decided].into_iter().flatten().filter(|d| *d <= today).max();
        Some(map! {
            "state" => state,
            "known" => date(known),
            "status" => f.status.map(|s| s.as_str()),
            "version" => f.version.as_deref(),
            "valid_from" => date(f.valid_from),
            "valid_to" => date(f.valid_to),
            "last_reviewed" => date(f.last_reviewed),
            "next_review" => date(next),
            "unreviewed" => page.changed_since_review(),
            "decision" => f.decision.as_ref().map(|d| map! {
                "by" => d.by.as_str(), "date" => d.date.to_string(), "reference" => d.reference.as_deref(),
            }),
            "supersedes" => self.reference(page.lang, f.supersedes.as_ref()),
            "superseded_by" => self.reference(page.lang, f.superseded_by.as_ref()),
        })
    }

    /// What the page builds on: headings of a directive, as links.
    fn implements(&self, page: &Page) -> Vec<Value> {
        let one = |target: &String| {
            let (id, anchor) = target.split_once('#').map_or((target.as_str(), None), |(id, a)| (id, Some(a)));
            let ix = self.site.page_by_id(page.lang, id)?;
            let other = &self.site.pages[ix];
            let heading = anchor.and_then(|a| other.doc.body.headings.iter().find(|h| h.id == a));
            let title = heading.map_or(other.title().to_owned(), |h| format!("{}: {}", other.title(), h.text));
            let anchor = heading.map_or(String::new(), |h| format!("#{}", h.id));
            Some(Value::from(map! { "title" => title, "url" => format!("{}{anchor}", encode(&other.url)) }))
        };
        page.fields().implements.iter().filter_map(one).collect()
    }
}

pub(in crate::render) fn set(view: &mut Map, key: &'static str, value: impl Into<Value>) {
    view.insert(Key::Str(key), value.into());
}
