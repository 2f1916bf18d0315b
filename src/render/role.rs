//! «Min roll»: what the browser of somebody who has chosen a role is shown first.

use super::renderer::Renderer;
use super::url::encode;
use super::values::map;
use super::views::set;
use crate::document::fields::Kind;
use crate::plan::TargetKind;
use crate::site::PageIx;
use serde::Serialize;
use tera::{Map, Value};

/// A link in the data of a role; addresses count from the site's root.
#[derive(Serialize)]
struct Link<'a> {
    title: &'a str,
    url: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    note: String,
}

#[derive(Serialize)]
struct RoleData<'a> {
    id: &'a str,
    lang: &'a str,
    title: &'a str,
    url: String,
    duties: Vec<Link<'a>>,
    cards: Vec<Link<'a>>,
    reading: Vec<Link<'a>>,
}

impl Renderer {
    /// The roles that a reader can choose between.
    pub(super) fn roles(&self, lang: usize) -> Vec<Value> {
        let roles = self.site.written(lang).filter(|(_, p)| p.kind() == Kind::Role);
        roles
            .map(|(_, p)| {
                Value::from(map! { "id" => p.id.as_str(), "title" => p.title(), "url" => encode(&p.url), "data_url" => data_url(&p.url) })
            })
            .collect()
    }

    pub(in crate::render) fn role_choice(&self, ix: PageIx, view: &mut Map) {
        set(view, "data_url", data_url(&self.site.pages[ix].url));
    }

    /// A script that hands over the role's duties, checklists and reading. A script and not JSON: what is opened from a
    /// disk can load no other.
    pub(super) fn role_data(&self, ix: PageIx) -> String {
        let page = &self.site.pages[ix];
        let lang = page.lang;
        let strings = self.strings(lang);
        let link = |ix: PageIx, note: String| {
            let p = &self.site.pages[ix];
            Link { title: p.title(), url: encode(&p.url), note }
        };
        let duties = self
            .site
            .facts
            .duties_of(&self.site.pages, &page.id)
            .filter(|(d, _)| self.site.pages[d.page].lang == lang)
            .map(|(d, duty)| {
                let when = duty.month.map(|m| strings.label("months", &m.to_string()).to_owned());
                Link { title: &duty.does, url: encode(&self.site.pages[d.page].url), note: when.unwrap_or_default() }
            })
            .collect();
        let for_role = || {
            let pages = self.site.written(lang).filter(|(i, p)| *i != ix && p.fields().audience.contains(&page.id));
            pages.map(|(i, p)| (i, p.kind()))
        };
        let data = RoleData {
            id: &page.id,
            lang: &self.site.languages[lang].code,
            title: page.title(),
            url: encode(&page.url),
            duties,
            cards: for_role().filter(|(_, k)| *k == Kind::Checklist).map(|(i, _)| link(i, String::new())).collect(),
            reading: for_role()
                .filter(|(_, k)| *k != Kind::Checklist)
                .map(|(i, k)| {
                    link(i, if k == Kind::Page { String::new() } else { strings.label("kinds", k.as_str()).to_owned() })
                })
                .collect(),
        };
        format!("ledfyrRole({});\n", serde_json::to_string(&data).unwrap_or_default())
    }

    /// News that say what changed on the page, newest first.
    pub(super) fn changes(&self, ix: PageIx) -> Vec<Value> {
        let page = &self.site.pages[ix];
        let mut news: Vec<PageIx> = page
            .backlinks
            .iter()
            .copied()
            .filter(|b| {
                let p = &self.site.pages[*b];
                p.kind() == Kind::News && p.fields().affects.contains(&page.id)
            })
            .collect();
        news.sort_by_key(|n| std::cmp::Reverse(self.site.pages[*n].fields().date));
        self.page_refs(&news)
    }

    /// The address of a target, when it is planned.
    pub(super) fn planned(&self, kind: &TargetKind) -> Option<String> {
        self.plan.targets.iter().find(|t| t.kind == *kind).map(|t| encode(&t.url))
    }
}

fn data_url(page: &str) -> String {
    format!("{}role.js", encode(page))
}
