//! Contacts, statutes and duties as templates see them.

use crate::base::date::Period;
use crate::body::Destination;
use crate::front_matter::fields;
use crate::governance::Task;
use crate::render::model::facts::{Contact, Duty, Law, LegalRef, RaciRow, RaciTable};
use crate::render::site_context::SiteContext;
use crate::render::url::encode;
use crate::site::PageIx;

pub(in crate::render) fn contact(c: &fields::Contact) -> Contact<'_> {
    Contact {
        id: &c.id,
        name: &c.name,
        phone: c.phone.as_deref(),
        email: c.email.as_deref(),
        url: c.url.as_deref().and_then(web_address),
        when: c.when.as_deref(),
        note: c.note.as_deref(),
        placeholder: c.placeholder,
    }
}

pub(in crate::render) fn contact_by_id<'a>(context: &'a SiteContext, id: &str) -> Option<Contact<'a>> {
    context.site.facts.contact(&context.site.pages, id).map(contact)
}

pub(super) fn contacts<'a>(context: &'a SiteContext, ids: &[String]) -> Vec<Contact<'a>> {
    ids.iter().filter_map(|id| contact_by_id(context, id)).collect()
}

pub(super) fn law<'a>(context: &'a SiteContext, id: &str) -> Option<Law<'a>> {
    let (page, law) = context.site.facts.law(&context.site.pages, id)?;
    Some(Law {
        id: &law.id,
        sfs: &law.sfs,
        title: &law.title,
        short: law.short.as_deref(),
        status: law.status,
        checked: law.checked,
        url: format!("{}#{}", encode(&context.site.pages[page].url), law.id),
        source_url: law.url.as_deref().and_then(web_address),
        note: law.note.as_deref(),
    })
}

pub(super) fn legal<'a>(context: &'a SiteContext, refs: &'a [fields::LegalRef]) -> Vec<LegalRef<'a>> {
    refs.iter()
        .filter_map(|r| Some(LegalRef { law: law(context, &r.law)?, reference: r.reference.as_deref() }))
        .collect()
}

/// The duties whose roles exist, for a page of language `lang`.
pub(super) fn duties<'a>(
    context: &'a SiteContext,
    lang: usize,
    tasks: impl Iterator<Item = Task<'a>>,
) -> Vec<Duty<'a>> {
    tasks.filter_map(|task| duty(context, lang, task)).collect()
}

fn duty<'a>(context: &'a SiteContext, lang: usize, Task { page, duty }: Task<'a>) -> Option<Duty<'a>> {
    let strings = context.strings(lang);
    Some(Duty {
        role: context.reference(lang, Some(&duty.role))?,
        does: &duty.does,
        raci: duty.raci,
        every: duty.every,
        every_label: duty.every.map(|p| every(context, lang, p)),
        month: duty.month,
        month_label: duty.month.map(|m| strings.label("months", &m.to_string()).to_owned()),
        page: context.page_ref(page),
        legal: legal(context, &duty.legal),
    })
}

/// A period in words: «varje år».
fn every(context: &SiteContext, lang: usize, period: Period) -> String {
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
    context.strings(lang).label("every", key).replace("{n}", &n.to_string())
}

/// Who does what, of the duties given.
pub(super) fn raci_table<'a>(
    context: &'a SiteContext,
    lang: usize,
    tasks: impl Iterator<Item = Task<'a>>,
) -> RaciTable<'a> {
    let with_role = |task: Task<'a>| Some((context.site.page_by_id(lang, &task.duty.role)?, task));
    let tasks: Vec<(PageIx, Task<'a>)> = tasks.filter_map(with_role).collect();
    let mut roles: Vec<PageIx> = tasks.iter().map(|(role, _)| *role).collect();
    roles.sort_unstable();
    roles.dedup();
    // One act may have several parts, each stated as a duty of its own: they are one row.
    let mut rows: Vec<(PageIx, RaciRow<'a>)> = Vec::new();
    for (role, Task { page, duty }) in tasks {
        let Ok(column) = roles.binary_search(&role) else { continue };
        let at = match rows.iter().position(|(p, row)| *p == page && row.does == duty.does) {
            Some(at) => at,
            None => {
                let row = RaciRow { page: context.page_ref(page), does: &duty.does, cells: vec![""; roles.len()] };
                rows.push((page, row));
                rows.len() - 1
            }
        };
        rows[at].1.cells[column] = duty.raci.as_str();
    }
    RaciTable { roles: context.page_refs(&roles), rows: rows.into_iter().map(|(_, row)| row).collect() }
}

/// An address on the web that front matter gives, fit for a link; what could run code is none.
pub(super) fn web_address(url: &str) -> Option<String> {
    match crate::markdown::destination(url) {
        Destination::External(url) if url.starts_with("http") => Some(encode(&url)),
        _ => None,
    }
}
