//! Views that many pages share.

use crate::base::date::Period;
use crate::document::fields::{Contact, Duty, LegalRef};
use crate::document::model::Destination;
use crate::render::renderer::Renderer;
use crate::render::url::encode;
use crate::render::values::map;
use crate::site::{DutyRef, PageIx};
use tera::{Map, Value};

impl Renderer {
    pub(in crate::render) fn contact(&self, c: &Contact) -> Map {
        map! {
            "id" => c.id.as_str(),
            "name" => c.name.as_str(),
            "phone" => c.phone.as_deref(),
            "email" => c.email.as_deref(),
            "url" => c.url.as_deref().and_then(web_address),
            "when" => c.when.as_deref(),
            "note" => c.note.as_deref(),
            "placeholder" => c.placeholder,
        }
    }

    pub(in crate::render) fn contacts(&self, ids: &[String]) -> Vec<Value> {
        let found = ids.iter().filter_map(|id| self.site.facts.contact(&self.site.pages, id));
        found.map(|c| Value::from(self.contact(c))).collect()
    }

    /// The page of language `lang` with that id, as a template refers to it.
    pub(in crate::render) fn reference(&self, lang: usize, id: Option<&String>) -> Value {
        let page = id.and_then(|id| self.site.page_by_id(lang, id));
        page.map_or_else(Value::none, |ix| self.page_ref(ix))
    }

    pub(super) fn references(&self, lang: usize, ids: &[String]) -> Vec<Value> {
        ids.iter().filter_map(|id| self.site.page_by_id(lang, id)).map(|ix| self.page_ref(ix)).collect()
    }

    pub(super) fn law(&self, id: &str) -> Option<Map> {
        let (page, law) = self.site.facts.law(&self.site.pages, id)?;
        Some(map! {
            "id" => law.id.as_str(),
            "sfs" => law.sfs.as_str(),
            "title" => law.title.as_str(),
            "short" => law.short.as_deref(),
            "status" => law.status.as_str(),
            "checked" => law.checked.map(|d| d.to_string()),
            "url" => format!("{}#{}", encode(&self.site.pages[page].url), law.id),
            "source_url" => law.url.as_deref().and_then(web_address),
            "note" => law.note.as_deref(),
        })
    }

    pub(super) fn legal(&self, refs: &[LegalRef]) -> Vec<Value> {
        refs.iter()
            .filter_map(|r| Some(Value::from(map! { "law" => self.law(&r.law)?, "ref" => r.reference.as_deref() })))
            .collect()
    }

    /// A duty whose role exists.
    pub(in crate::render) fn duty(&self, lang: usize, at: DutyRef) -> Option<Map> {
        let duty: &Duty = &self.site.pages[at.page].fields().duties[at.index];
        let role = self.site.page_by_id(lang, &duty.role)?;
        let strings = self.strings(lang);
        Some(map! {
            "role" => self.page_ref(role),
            "does" => duty.does.as_str(),
            "raci" => duty.raci.as_str(),
            "every" => duty.every.map(|p| p.to_string()),
            "every_label" => duty.every.map(|p| self.every(lang, p)),
            "month" => duty.month,
            "month_label" => duty.month.map(|m| strings.label("months", &m.to_string()).to_owned()),
            "page" => self.page_ref(at.page),
            "legal" => self.legal(&duty.legal),
        })
    }

    /// A period in words: «varje år».
    fn every(&self, lang: usize, period: Period) -> String {
        let strings = self.strings(lang);
        let (key, n) = match period.parts() {
            (1, 0, 0, 0) => ("year", 1),
            (n, 0, 0, 0) => ("years", i32::from(n)),
            (0, 1, 0, 0) => ("month", 1),
            (0, 3, 0, 0) => ("quarter", 1),
            (0, 6, 0, 0) => ("half_year", 1),
            (0, n, 0, 0) => ("months", n),
            (0, 0, 1, 0) => ("week", 1),
            (0, 0, n, 0) => ("weeks", n),
            (0, 0, 0, 1) => ("day", 1),
            (0, 0, 0, n) => ("days", n),
            _ => return period.to_string(),
        };
        strings.label("every", key).replace("{n}", &n.to_string())
    }

    /// Rows and columns of who does what, for the duties given.
    pub(super) fn raci_table(&self, lang: usize, duties: &[DutyRef]) -> (Vec<Value>, Vec<Map>) {
        let duty = |d: &DutyRef| &self.site.pages[d.page].fields().duties[d.index];
        let mut roles: Vec<PageIx> = duties.iter().filter_map(|d| self.site.page_by_id(lang, &duty(d).role)).collect();
        roles.sort_unstable();
        roles.dedup();
        // One act may have several parts, each stated as a duty of its own: they are one row.
        let mut rows: Vec<(PageIx, &str, Vec<&'static str>)> = Vec::new();
        for d in duties {
            let (page, act) = (d.page, duty(d));
            let Some(role) = self.site.page_by_id(lang, &act.role) else { continue };
            let Some(column) = roles.iter().position(|r| *r == role) else { continue };
            let row = match rows.iter().position(|(p, does, _)| *p == page && *does == act.does) {
                Some(i) => i,
                None => {
                    rows.push((page, &act.does, vec![""; roles.len()]));
                    rows.len() - 1
                }
            };
            rows[row].2[column] = act.raci.as_str();
        }
        let rows = rows
            .into_iter()
            .map(|(page, does, cells)| map! { "page" => self.page_ref(page), "does" => does, "cells" => cells })
            .collect();
        (self.page_refs(&roles), rows)
    }
}

/// An address on the web that front matter gives, fit for a link; what could run code is none.
pub(super) fn web_address(url: &str) -> Option<String> {
    match crate::document::markdown::destination(url) {
        Destination::External(url) if url.starts_with("http") => Some(encode(&url)),
        _ => None,
    }
}
