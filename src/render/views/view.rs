//! The view of each target.

use super::builder::ViewBuilder;
use super::{generated, listing, matrix, statute};
use crate::diagnostic::Diagnostic;
use crate::plan::{Target, TargetKind};
use crate::render::model::page::View;

impl ViewBuilder {
    /// The view of a target that is an HTML page.
    pub(in crate::render) fn view(&self, target: &Target) -> Result<View<'_>, Diagnostic> {
        let (context, url) = (&*self.context, &*target.url);
        Ok(match &target.kind {
            TargetKind::Page(ix) => self.page(*ix, url)?,
            TargetKind::Whole(ix) => self.whole(*ix, url)?,
            TargetKind::Card(ix, format) => self.card(*ix, *format, url)?,
            TargetKind::Cards(lang, format) => self.cards(*lang, *format, url)?,
            TargetKind::CardsFile => self.cards_file(url)?,
            TargetKind::Scan(ix) => self.scan(*ix, url),
            TargetKind::Offline(lang) => generated::offline(context, *lang, url),
            TargetKind::Index(lang) => generated::index(context, *lang, url),
            TargetKind::Tags(lang) => generated::tags(context, *lang, url),
            TargetKind::Tag(tag) => generated::tag(context, *tag, url),
            TargetKind::Listing(lang, by) => listing::listing(context, *lang, *by, url),
            TargetKind::Wheel(lang) => generated::wheel(context, *lang, url),
            TargetKind::Raci(lang) => generated::raci(context, *lang, url),
            TargetKind::Matrix(lang) => matrix::matrix(context, *lang, url),
            TargetKind::FollowUp(lang) => self.follow_up_page(*lang, url),
            TargetKind::Statute(register, i) => {
                statute::statute(context, *register, *i, url).unwrap_or_else(|| generated::not_found(context, url))
            }
            TargetKind::Search(lang) => generated::search(context, *lang, url),
            TargetKind::Redirect(page) => generated::redirect(context, *page, url),
            _ => generated::not_found(context, url),
        })
    }
}
