//! What a controlled document says of whether it is in force: on the day of the build, and on each day after it, as pages are
//! read for a long time.

use crate::base::date::Date;
use crate::governance::Standing;
use crate::render::model::facts::Notice;
use crate::render::site_context::SiteContext;
use crate::site::PageIx;

/// In the order of time; those of later days are shown by a script.
pub(super) fn notices(context: &SiteContext, ix: PageIx) -> Vec<Notice<'_>> {
    let page = &context.site.pages[ix];
    if !page.kind().is_controlled() {
        return Vec::new();
    }
    let notice = |name, leads_to| notice(context, name, leads_to);
    let current = Some(context.site.current(ix)).filter(|current| *current != ix);
    let standing = context.governance.standing(ix);
    let mut all = match standing {
        Standing::InForce => {
            let next = successor(context, ix);
            let day = page.version.as_ref().and_then(|version| version.replaced_from);
            let newer = Notice { now: true, until: day, day, ..notice("newer", next) };
            next.map(|_| newer).into_iter().collect()
        }
        Standing::Waiting { from } => {
            let waiting = Notice { now: true, until: Some(from), day: Some(from), ..notice("waiting", current) };
            let end = end(context, ix).map(|end| end.0);
            vec![waiting, Notice { from: Some(from), until: end, day: Some(from), ..notice("begun", None) }]
        }
        other => {
            let f = page.fields();
            let stated = f.superseded_by.as_ref().and_then(|id| context.site.page_by_id(page.lang, id));
            let stated = stated.filter(|stated| *stated != ix);
            vec![Notice { now: true, ..notice(other.as_str(), current.or(stated)) }]
        }
    };
    if let (Standing::InForce | Standing::Waiting { .. }, Some((day, name))) = (standing, end(context, ix)) {
        all.push(Notice { from: Some(day), ..notice(name, successor(context, ix)) });
    }
    all
}

fn notice<'a>(context: &'a SiteContext, name: &'static str, leads_to: Option<PageIx>) -> Notice<'a> {
    let version = leads_to.and_then(|ix| context.site.pages[ix].fields().version.as_deref());
    let page = leads_to.map(|ix| context.page_ref(ix));
    Notice { name, now: false, from: None, until: None, day: None, page, version }
}

/// The version that takes over from a page.
fn successor(context: &SiteContext, ix: PageIx) -> Option<PageIx> {
    let version = context.site.pages[ix].version.as_ref()?;
    let at = version.all.iter().position(|other| *other == ix)?;
    let begins = |other: &&PageIx| context.site.pages[**other].fields().valid_from == version.replaced_from;
    version.all[at + 1..].iter().find(begins).copied().filter(|_| version.replaced_from.is_some())
}

/// The first day on which a page no longer holds, and what is to be said of it then.
fn end(context: &SiteContext, ix: PageIx) -> Option<(Date, &'static str)> {
    let page = &context.site.pages[ix];
    let replaced = page.version.as_ref().and_then(|version| version.replaced_from).map(|day| (day, "superseded"));
    let expired = page.fields().valid_to.and_then(Date::tomorrow).map(|day| (day, "expired"));
    // Where both come on one day, the next version is what matters.
    [replaced, expired].into_iter().flatten().min_by_key(|(day, _)| *day)
}
