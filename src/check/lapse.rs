//! What the day makes of pages in force: reviews that are overdue, validity that has ended, ways to what no longer holds, and
//! roles without tasks.

use super::references::part;
use crate::base::date::Date;
use crate::base::parallel;
use crate::base::span::Span;
use crate::base::text::Text;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::governance::{Governance, Obsolete, Place, Standing, owner};
use crate::site::{Page, PageIx};
use crate::text;

/// The findings about what has lapsed on the day.
pub(super) fn lapsed(governance: &Governance) -> Diagnostics {
    let overdue = governance.overdue_reviews().filter_map(|(ix, due)| overdue(governance, ix, due));
    let expired = governance.expired().filter_map(|(ix, since)| expired(governance, ix, since));
    let linked = parallel::range(governance.site().pages.len(), |ix| obsolete_linked(governance, ix));
    overdue.chain(expired).chain(linked.into_iter().flatten()).chain(idle_roles(governance)).collect()
}

/// How many days after `last` it is, in words; `None`: it is not after that day, or the site gives more days.
pub(super) fn late(governance: &Governance, code: Code, last: Date) -> Option<Text> {
    let days = governance.days_late(last).filter(|days| *days > governance.site().config.grace(code))?;
    Some(if days == 1 { text!("1 dag", "1 day") } else { text!("{days} dagar", "{days} days") })
}

fn overdue(governance: &Governance, ix: PageIx, due: Date) -> Option<Diagnostic> {
    let Text { sv, en } = late(governance, Code::ReviewOverdue, due)?;
    let site = governance.site();
    let page = &site.pages[ix];
    let (file, front) = (&page.doc.file, &page.doc.front);
    let key = if page.fields().last_reviewed.is_some() { "last_reviewed" } else { "review_every" };
    let d = Diagnostic::new(
        Code::ReviewOverdue,
        text!(
            "sidan skulle ha granskats senast {due}, för {sv} sedan",
            "the page was to be reviewed by {due}, {en} ago"
        ),
    );
    let d = d.file(file).span(front.span(key, None)).help(text!(
        "läs igenom sidan, och skriv sedan: ledfyr review {file}",
        "read the page through, and then write: ledfyr review {file}"
    ));
    // Whoever owns several pages has one thing to do.
    Some(match owner(site, page) {
        Some(role) => {
            let title = site.page_by_id(page.lang, role).map_or(role, |ix| site.pages[ix].title());
            d.cause(role).help(text!("sidan ägs av: {title}", "the page is owned by: {title}"))
        }
        None => d.cause(""),
    })
}

fn expired(governance: &Governance, ix: PageIx, since: Date) -> Option<Diagnostic> {
    let Text { sv, en } = late(governance, Code::Expired, since)?;
    let page = &governance.site().pages[ix];
    let d = Diagnostic::new(
        Code::Expired,
        text!(
            "sidan gällde till och med {since}, för {sv} sedan, och är varken upphävd eller ersatt",
            "the page held until {since}, {en} ago, and is neither withdrawn nor superseded"
        ),
    );
    Some(
        d.file(&page.doc.file)
            .span(page.doc.front.span("valid_to", None))
            .help(text!(
                "är den ersatt, skriv status: superseded och superseded_by: SIDA; annars status: withdrawn",
                "where another has taken its place, write status: superseded and superseded_by: PAGE; else status: withdrawn"
            ))
            .help(text!(
                "ska den gälla längre, flytta valid_to, och skriv beslutet med: ledfyr decide",
                "where it is to hold longer, move valid_to, and write the decision with: ledfyr decide"
            )),
    )
}

fn obsolete_linked(governance: &Governance, ix: PageIx) -> Diagnostics {
    governance.obsolete_from(ix).into_iter().filter_map(|way| obsolete(governance, ix, way)).collect()
}

fn obsolete(governance: &Governance, ix: PageIx, way: Obsolete) -> Option<Diagnostic> {
    // Where nobody knows the day, nothing can be put off.
    way.held_until.map_or(Some(()), |day| late(governance, Code::ObsoleteLinked, day).map(|_| ()))?;
    let site = governance.site();
    let (page, target) = (&site.pages[ix], &site.pages[way.target]);
    let (key, Text { sv, en }) = match governance.standing(way.target) {
        Standing::Withdrawn => ("status", text!("är upphävd", "is withdrawn")),
        Standing::Expired { since } => ("valid_to", text!("gällde till och med {since}", "held until {since}")),
        _ => ("status", text!("är ersatt", "is superseded")),
    };
    let title = target.title();
    let message = text!("”{title}” {sv}, men sidan leder dit", "\"{title}\" {en}, but the page leads there");
    let by = target.fields().superseded_by.as_deref().and_then(|id| site.page_by_id(page.lang, id));
    let help = match by.map(|ix| site.pages[ix].title()) {
        Some(by) => text!("led till ”{by}” i stället", "lead to \"{by}\" instead"),
        None => text!(
            "led till den sida som gäller nu, eller ta bort hänvisningen",
            "lead to the page that holds now, or remove the reference"
        ),
    };
    let d = Diagnostic::new(Code::ObsoleteLinked, message).file(&page.doc.file).span(span(page, way.place));
    let there = target.doc.front.span(key, None);
    Some(
        d.cause(target.id.clone())
            .related(&target.doc.file, Some(there), text!("så står det där", "so it says"))
            .help(help),
    )
}

/// Where a page names another.
fn span(page: &Page, place: Place) -> Span {
    let body = &page.doc.body;
    match place {
        Place::Link(i) => body.links.get(i).map(|link| link.span),
        Place::Shortcode(i) => body.shortcodes.get(i).map(|call| call.span),
        Place::Field(key, i) => Some(page.doc.front.span(key, Some(i))),
        Place::TaskForm(i) => Some(part(page, "duties", i, |item| item.get("template"))),
        Place::Exercise(i, j) => Some(part(page, "duties", i, |item| item.get("exercises")?.items().get(j))),
    }
    .unwrap_or_default()
}

/// Where pages are missing that may give a role a task, nobody is told that it has none.
fn idle_roles(governance: &Governance) -> Diagnostics {
    let site = governance.site();
    if site.has_withheld() || site.has_unreadable() {
        return Diagnostics::new();
    }
    let idle = |ix: PageIx| {
        let page = &site.pages[ix];
        let message = text!(
            "rollen har ingen del i någon uppgift på de sidor som gäller",
            "the role has no part in any task of the pages in force"
        );
        let help = text!(
            "ge rollen en del i en uppgift (responsible, accountable, consulted eller informed), eller skriv status: withdrawn",
            "give the role a part in a task (responsible, accountable, consulted or informed), or write status: withdrawn"
        );
        let d = Diagnostic::new(Code::RoleWithoutTasks, message).file(&page.doc.file);
        d.span(page.doc.front.span("kind", None)).cause("role").help(help)
    };
    governance.roles_without_tasks().into_iter().map(idle).collect()
}
