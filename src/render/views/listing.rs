//! All pages in groups: by kind, by tier, by role.

use super::generated::{described, of_target, same_elsewhere};
use crate::front_matter::fields::{Kind, Tier};
use crate::plan::TargetKind;
use crate::render::model::generated::{Group, ListingPage};
use crate::render::model::page::{Own, View};
use crate::render::model::parts::Link;
use crate::render::site_context::SiteContext;
use crate::render::url::encode;
use crate::site::{Listing, Page, PageIx};

pub(super) fn listing<'a>(context: &'a SiteContext, lang: usize, by: Listing, url: &str) -> View<'a> {
    let strings = context.strings(lang);
    let groups = match by {
        Listing::Kind => by_kind(context, lang),
        Listing::Tier => by_tier(context, lang),
        Listing::Role => by_role(context, lang),
    };
    let views = Listing::ALL
        .iter()
        .map(|l| {
            let url = of_target(context, &TargetKind::Listing(lang, *l)).unwrap_or_default();
            Link { title: strings.get(l.title()).into(), url: encode(url) }
        })
        .collect();
    let own = Own::Listing(ListingPage { groups, views });
    let mut view = described(context, "listing", lang, url, own);
    view.page.common.translations = same_elsewhere(context, lang, |l| TargetKind::Listing(l, Listing::Kind));
    view
}

/// A group of the pages of a language that pass `test`; `None` where none does.
fn group<'a>(
    context: &'a SiteContext,
    lang: usize,
    (id, title): (&'a str, &'a str),
    test: impl Fn(&Page) -> bool,
) -> Option<Group<'a>> {
    let all = context.by_title(lang).iter().copied();
    let pages: Vec<PageIx> = all.filter(|ix| test(&context.site.pages[*ix])).collect();
    (!pages.is_empty()).then(|| Group { id, title, pages: context.page_refs(&pages) })
}

fn by_kind(context: &SiteContext, lang: usize) -> Vec<Group<'_>> {
    let one = |kind: &Kind| {
        let title = context.strings(lang).label("kinds", kind.as_str());
        group(context, lang, (kind.as_str(), title), |page| page.kind() == *kind)
    };
    Kind::ALL.iter().filter_map(one).collect()
}

fn by_tier(context: &SiteContext, lang: usize) -> Vec<Group<'_>> {
    let one = |tier: &Tier| {
        let title = context.strings(lang).label("tiers", tier.as_str());
        group(context, lang, (tier.as_str(), title), |page| tier_of(context, lang, page) == Some(*tier))
    };
    Tier::ALL.iter().filter_map(one).collect()
}

fn by_role<'a>(context: &'a SiteContext, lang: usize) -> Vec<Group<'a>> {
    let one = |(_, role): (PageIx, &'a Page)| {
        let concerns = |page: &Page| {
            let f = page.fields();
            page.id == role.id
                || f.audience.contains(&role.id)
                || f.owner.as_ref() == Some(&role.id)
                || f.duties.iter().any(|d| d.parts().any(|(id, _)| id == role.id))
        };
        group(context, lang, (&role.id, role.title()), concerns)
    };
    context.site.written(lang).filter(|(_, page)| page.kind() == Kind::Role).filter_map(one).collect()
}

/// A role's own tier; of another page the tier of the role that owns it.
fn tier_of(context: &SiteContext, lang: usize, page: &Page) -> Option<Tier> {
    let own = page.own().tier();
    own.or_else(|| {
        let owner = context.site.page_by_id(lang, page.fields().owner.as_ref()?)?;
        context.site.pages[owner].own().tier()
    })
}
