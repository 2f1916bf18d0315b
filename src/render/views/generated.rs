//! Pages that nobody wrote: indexes, topics, lists, the year, responsibilities, search, not found, redirects.

use super::View;
use super::page::set;
use crate::base::text::direction;
use crate::document::fields::{Kind, Tier};
use crate::plan::{Listing, Target, TargetKind};
use crate::render::renderer::Renderer;
use crate::render::url::encode;
use crate::render::values::map;
use crate::site::{Collation, DutyRef, Page, PageIx};
use std::collections::BTreeMap;
use tera::{Map, Value};

impl Renderer {
    pub(super) fn generated_view(&self, kind: &TargetKind, target: &Target) -> View {
        match kind {
            TargetKind::Index(lang) => self.index_view(*lang, target),
            TargetKind::Tags(lang) => self.tags_view(*lang, target),
            TargetKind::Tag(tag) => self.tag_view(*tag, target),
            TargetKind::Listing(lang, listing) => self.listing_view(*lang, *listing, target),
            TargetKind::Wheel(lang) => self.wheel_view(*lang, target),
            TargetKind::Raci(lang) => self.raci_view(*lang, target),
            TargetKind::Search(lang) => self.simple("search", "search_title", *lang, target),
            TargetKind::Redirect(page) => self.redirect_view(*page, target),
            _ => {
                let mut view = self.simple("not-found", "not_found_title", 0, target);
                // It stands at every address that does not exist, so none of them is its own.
                view.page.insert(tera::value::Key::Str("canonical"), Value::none());
                view
            }
        }
    }

    pub(in crate::render) fn simple(
        &self,
        kind: &'static str,
        title: &'static str,
        lang: usize,
        target: &Target,
    ) -> View {
        let mut page = self.base(target, lang);
        set(&mut page, "kind", kind);
        set(&mut page, "id", kind);
        set(&mut page, "title", self.strings(lang).get(title));
        if self.site.languages.len() > 1 && matches!(kind, "search" | "index" | "listing") {
            set(&mut page, "translations", self.generated_translations(kind, lang));
        }
        View { template: format!("{kind}.html"), page, lang, source: None }
    }

    /// The same generated page in the other languages.
    fn generated_translations(&self, kind: &str, own: usize) -> Vec<Value> {
        let languages = self.site.languages.iter().enumerate().filter(|(_, l)| l.home.is_some());
        let all: Vec<Value> = languages
            .map(|(l, language)| {
                let same = match kind {
                    "search" => TargetKind::Search(l),
                    "index" => TargetKind::Index(l),
                    _ => TargetKind::Listing(l, Listing::Kind),
                };
                let url = self.plan.targets.iter().find(|t| t.kind == same).map(|t| t.url.clone());
                Value::from(map! {
                    "code" => language.code.as_str(),
                    "dir" => direction(&language.code),
                    "name" => language.name.as_str(),
                    "missing" => url.is_none() && l != own,
                    "url" => encode(&url.unwrap_or_else(|| language.prefix.clone())),
                })
            })
            .collect();
        if all.len() > 1 { all } else { Vec::new() }
    }

    /// The pages of a language that readers may look for by name, in the language's order.
    fn by_title(&self, lang: usize) -> &[PageIx] {
        self.by_title[lang].get_or_init(|| {
            let collation = Collation::new(&self.site.languages[lang].code);
            let mut pages: Vec<PageIx> = self.site.written(lang).map(|(ix, _)| ix).collect();
            pages.sort_by_cached_key(|ix| (collation.key(self.site.pages[*ix].title()), *ix));
            pages
        })
    }

    fn index_view(&self, lang: usize, target: &Target) -> View {
        let collation = Collation::new(&self.site.languages[lang].code);
        let mut letters: Vec<(String, Vec<PageIx>)> = Vec::new();
        // Thousands of titles begin with few letters, and telling which one takes several comparisons.
        let mut known: BTreeMap<char, String> = BTreeMap::new();
        for &ix in self.by_title(lang) {
            let title = self.site.pages[ix].title();
            let first = title.chars().find(|c| c.is_alphanumeric()).unwrap_or(' ');
            let letter = known.entry(first).or_insert_with(|| collation.letter(title));
            match letters.last_mut() {
                Some((last, pages)) if last == letter => pages.push(ix),
                _ => letters.push((letter.clone(), vec![ix])),
            }
        }
        let letters: Vec<Map> =
            letters.into_iter().map(|(l, p)| map! { "letter" => l, "pages" => self.page_refs(&p) }).collect();
        let mut view = self.simple("index", "index_title", lang, target);
        set(&mut view.page, "description", self.strings(lang).get("index_description"));
        set(&mut view.page, "letters", letters);
        view
    }

    fn tags_view(&self, lang: usize, target: &Target) -> View {
        let prefix = &self.site.languages[lang].prefix;
        let terms: Vec<Map> = self
            .site
            .facts
            .tags
            .iter()
            .filter(|t| t.lang == lang)
            .map(|t| {
                let url = format!("{prefix}{}/{}/", self.paths[lang].tags, t.slug);
                map! { "name" => t.name.as_str(), "url" => encode(&url), "count" => t.pages.len() }
            })
            .collect();
        let mut view = self.simple("tags", "tags_title", lang, target);
        set(&mut view.page, "description", self.strings(lang).get("tags_description"));
        set(&mut view.page, "terms", terms);
        view
    }

    fn tag_view(&self, tag: usize, target: &Target) -> View {
        let tag = &self.site.facts.tags[tag];
        let mut view = self.simple("tag", "tags_title", tag.lang, target);
        set(&mut view.page, "title", self.strings(tag.lang).get("tag_title").replace("{title}", &tag.name));
        set(&mut view.page, "pages", self.page_refs(&tag.pages));
        if let Some(tags) = self.plan.targets.iter().find(|t| t.kind == TargetKind::Tags(tag.lang)) {
            let title = self.strings(tag.lang).get("tags_title");
            self.add_crumb(&mut view.page, title, &tags.url);
        }
        view
    }

    fn add_crumb(&self, page: &mut Map, title: &str, url: &str) {
        let crumbs = page.get(&tera::value::Key::Str("breadcrumbs")).and_then(Value::as_array);
        let mut crumbs = crumbs.map(<[Value]>::to_vec).unwrap_or_default();
        crumbs.push(Value::from(map! { "title" => title, "url" => encode(url) }));
        set(page, "breadcrumbs", crumbs);
    }

    fn listing_view(&self, lang: usize, listing: Listing, target: &Target) -> View {
        let strings = self.strings(lang);
        let pages = self.by_title(lang);
        let which = |test: &dyn Fn(&Page) -> bool| -> Vec<PageIx> {
            pages.iter().copied().filter(|ix| test(&self.site.pages[*ix])).collect()
        };
        let group = |id: &str, title: &str, pages: Vec<PageIx>| {
            (!pages.is_empty()).then(|| map! { "id" => id, "title" => title, "pages" => self.page_refs(&pages) })
        };
        let groups: Vec<Map> = match listing {
            Listing::Kind => Kind::ALL
                .iter()
                .filter_map(|k| group(k.as_str(), strings.label("kinds", k.as_str()), which(&|p| p.kind() == *k)))
                .collect(),
            Listing::Tier => Tier::ALL
                .iter()
                .filter_map(|t| {
                    let of_tier = which(&|p| self.tier_of(lang, p) == Some(*t));
                    group(t.as_str(), strings.label("tiers", t.as_str()), of_tier)
                })
                .collect(),
            Listing::Role => self
                .site
                .written(lang)
                .filter(|(_, role)| role.kind() == Kind::Role)
                .filter_map(|(_, role)| {
                    let concerns = |p: &Page| {
                        let f = p.fields();
                        f.audience.contains(&role.id)
                            || f.owner.as_ref() == Some(&role.id)
                            || f.duties.iter().any(|d| d.role == role.id)
                    };
                    group(&role.id, role.title(), which(&|p| p.id == role.id || concerns(p)))
                })
                .collect(),
        };
        let views: Vec<Map> = Listing::ALL
            .iter()
            .map(|l| {
                let kind = TargetKind::Listing(lang, *l);
                let url = self.plan.targets.iter().find(|t| t.kind == kind).map_or(String::new(), |t| t.url.clone());
                map! { "title" => strings.get(listing_title(*l)), "url" => encode(&url) }
            })
            .collect();
        let mut view = self.simple("listing", "all_pages", lang, target);
        if listing != Listing::Kind {
            let title =
                format!("{} – {}", strings.get("all_pages"), strings.get(listing_title(listing)).to_lowercase());
            set(&mut view.page, "title", title);
        }
        set(&mut view.page, "description", strings.get("listing_description"));
        set(&mut view.page, "groups", groups);
        set(&mut view.page, "views", views);
        view
    }

    /// A role's own tier; of another page the tier of the role that owns it.
    pub(in crate::render) fn tier_of(&self, lang: usize, page: &Page) -> Option<Tier> {
        let own = page.fields().tier;
        own.or_else(|| {
            let owner = self.site.page_by_id(lang, page.fields().owner.as_ref()?)?;
            self.site.pages[owner].fields().tier
        })
    }

    /// The duties of one language that come back, by month; those of each month in reading order.
    fn wheel_view(&self, lang: usize, target: &Target) -> View {
        let duties = self.duties_in(lang);
        let months: Vec<Map> = (1..=12u8)
            .map(|month| {
                let of_month =
                    duties.iter().filter(|d| self.site.pages[d.page].fields().duties[d.index].month == Some(month));
                map! {
                    "month" => month,
                    "name" => self.strings(lang).plain("months", &month.to_string()),
                    "duties" => of_month.filter_map(|d| self.duty(lang, *d)).collect::<Vec<_>>(),
                }
            })
            .collect();
        let mut view = self.simple("wheel", "wheel_title", lang, target);
        set(&mut view.page, "description", self.strings(lang).get("wheel_description"));
        set(&mut view.page, "months", months);
        view
    }

    fn raci_view(&self, lang: usize, target: &Target) -> View {
        let (roles, rows) = self.raci_table(lang, &self.duties_in(lang));
        let mut view = self.simple("raci", "raci_title", lang, target);
        set(&mut view.page, "description", self.strings(lang).get("raci_description"));
        set(&mut view.page, "roles", roles);
        set(&mut view.page, "rows", rows);
        view
    }

    fn duties_in(&self, lang: usize) -> Vec<DutyRef> {
        self.site.facts.duties.iter().copied().filter(|d| self.site.pages[d.page].lang == lang).collect()
    }

    fn redirect_view(&self, page: PageIx, target: &Target) -> View {
        let p = &self.site.pages[page];
        let mut view = self.simple("redirect", "moved_title", p.lang, target);
        set(&mut view.page, "title", p.title());
        set(&mut view.page, "target", encode(&p.url));
        set(&mut view.page, "canonical", self.absolute(&p.url));
        view
    }
}

fn listing_title(listing: Listing) -> &'static str {
    match listing {
        Listing::Kind => "listing_kind",
        Listing::Tier => "listing_tier",
        Listing::Role => "listing_role",
    }
}
