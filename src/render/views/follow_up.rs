//! The page on which coordinators see what to follow up.

use super::builder::ViewBuilder;
use super::generated::{described, same_elsewhere};
use crate::front_matter::fields::Kind;
use crate::plan::TargetKind;
use crate::render::model::follow_up::{Choice, FollowUpList, FollowUpPage};
use crate::render::model::page::{Own, View};
use crate::site::{List, PageIx};
use std::collections::BTreeSet;

impl ViewBuilder {
    /// One of the lists of a language.
    pub(in crate::render) fn list(&self, lang: usize, list: List) -> &FollowUpList {
        &self.follow_up.lists(&self.context, lang)[list as usize]
    }

    /// The page of one language.
    pub(super) fn follow_up_page(&self, lang: usize, url: &str) -> View<'_> {
        let context = &*self.context;
        let lists = self.follow_up.lists(context, lang);
        let rows = || lists.iter().flat_map(|list| &list.rows);
        let kinds: BTreeSet<&str> = rows().map(|row| row.kind).collect();
        let choices = |ids: &mut dyn Iterator<Item = &String>| {
            let pages: BTreeSet<PageIx> = ids.filter_map(|id| context.site.page_by_id(lang, id)).collect();
            let pages = pages.into_iter().map(|ix| &context.site.pages[ix]);
            pages.map(|page| Choice { id: page.id.clone(), title: page.title().to_owned() }).collect()
        };
        let strings = context.strings(lang);
        let kind_choice = |kind: &&Kind| kinds.contains(kind.as_str());
        let titled = |kind: &Kind| Choice {
            id: kind.as_str().to_owned(),
            title: strings.label("kinds", kind.as_str()).to_owned(),
        };
        let own = Own::FollowUp(FollowUpPage {
            day: context.governance.day(),
            lists,
            units: choices(&mut rows().flat_map(|row| &row.units)),
            roles: choices(&mut rows().flat_map(|row| &row.roles)),
            kinds: Kind::ALL.iter().filter(kind_choice).map(titled).collect(),
        });
        let mut view = described(context, "follow-up", lang, url, own);
        view.page.common.translations = same_elsewhere(context, lang, TargetKind::FollowUp);
        view
    }
}
