//! The page of a statute: what the register says of it, and all that rests on it.

use super::base::{breadcrumbs, link};
use super::facts::law;
use super::generated::described;
use crate::governance::Citation;
use crate::render::model::page::{Own, View};
use crate::render::model::trace::{Exercise, StatuteCitation, StatutePage};
use crate::render::site_context::SiteContext;
use crate::site::PageIx;

/// `None`: the register has no such statute.
pub(super) fn statute<'a>(context: &'a SiteContext, register: PageIx, i: usize, url: &str) -> Option<View<'a>> {
    let page = &context.site.pages[register];
    let stated = page.own().laws().get(i)?;
    let of_language = |c: &Citation<'_>| context.site.pages[c.page].lang == page.lang && c.basis.law == stated.id;
    let one = |c: Citation<'a>| StatuteCitation {
        page: context.page_ref(c.page),
        reference: c.basis.reference.as_deref(),
        task: c.duty.map(|duty| Exercise { id: &duty.id, does: &duty.does, page: context.page_ref(c.page) }),
    };
    let citations = context.governance.citations().filter(of_language).map(one).collect();
    let own = Own::Statute(StatutePage { statute: law(context, &stated.id)?, citations });
    let mut view = described(context, "statute", page.lang, url, own);
    let common = &mut view.page.common;
    common.breadcrumbs = breadcrumbs(context, register);
    common.breadcrumbs.push(link(context, register));
    Some(view)
}
