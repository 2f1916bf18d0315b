//! «Min roll»: what the browser of somebody who has chosen a role is shown first.

use crate::front_matter::fields::Kind;
use crate::render::site_context::SiteContext;
use crate::render::url::encode;
use crate::render::views::tasks::when;
use crate::site::{Page, PageIx};
use serde::Serialize;

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

/// A script that hands over the role's duties, checklists and reading. A script and not JSON: what is opened from a
/// disk can load no other.
pub(in crate::render) fn role_data(context: &SiteContext, ix: PageIx) -> String {
    let page = &context.site.pages[ix];
    let lang = page.lang;
    let strings = context.strings(lang);
    let link = |ix: PageIx, note: String| {
        let p = &context.site.pages[ix];
        Link { title: p.title(), url: encode(&p.url), note }
    };
    let duties = context
        .governance
        .tasks_of(&page.id)
        .filter(|task| context.site.pages[task.page].lang == lang)
        .map(|task| {
            let url = encode(&context.site.pages[task.page].url);
            Link { title: &task.duty.does, url, note: when(strings, task.schedule()) }
        })
        .collect();
    let for_role = || {
        let is_for = |(i, p): &(PageIx, &Page)| {
            *i != ix && p.fields().audience.contains(&page.id) && context.governance.is_in_force(*i)
        };
        let pages = context.site.written(lang).filter(is_for);
        pages.map(|(i, p)| (i, p.kind()))
    };
    let data = RoleData {
        id: &page.id,
        lang: &context.site.languages[lang].code,
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

/// The address of the script of the role's page at `page`.
pub(in crate::render) fn data_url(page: &str) -> String {
    format!("{}role.js", encode(page))
}
