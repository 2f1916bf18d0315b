//! The page that shows what puts each paragraph of the directives into practice.

use super::generated::{described, same_elsewhere};
use super::trace::chapter;
use crate::front_matter::fields::Kind;
use crate::plan::TargetKind;
use crate::render::model::page::{Own, View};
use crate::render::model::trace::{MatrixPage, TracedChapter};
use crate::render::site_context::SiteContext;

/// The matrix of one language.
pub(super) fn matrix<'a>(context: &'a SiteContext, lang: usize, url: &str) -> View<'a> {
    let chapters = context.site.written(lang).filter(|(_, page)| page.kind() == Kind::Chapter).map(|(ix, _)| ix);
    let traced: Vec<TracedChapter<'a>> = chapters.filter_map(|ix| chapter(context, ix)).collect();
    let all = || traced.iter().flat_map(|chapter| &chapter.paragraphs);
    let (total, implemented) = (all().count(), all().filter(|p| !p.implemented_by.is_empty()).count());
    let (controls_url, components_url) =
        (context.planned(&TargetKind::Catalog), context.planned(&TargetKind::Components));
    let own = Own::Matrix(MatrixPage { traced, total, implemented, controls_url, components_url });
    let mut view = described(context, "matrix", lang, url, own);
    view.page.common.translations = same_elsewhere(context, lang, TargetKind::Matrix);
    view
}
