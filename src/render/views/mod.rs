//! Views: all that a template can see of a page, and nothing else.

mod common;
mod generated;
mod kinds;
mod nav;
mod page;

pub(super) use nav::{Nav, Navs};
pub(in crate::render) use page::set;

use super::renderer::Renderer;
use crate::diagnostic::Diagnostic;
use crate::plan::{Target, TargetKind};
use crate::site::PageIx;
use tera::Map;

/// A page as its template sees it.
pub(in crate::render) struct View {
    pub template: String,
    /// `page` in the template.
    pub page: Map,
    pub lang: usize,
    /// The page of the site that it shows, for findings.
    pub source: Option<PageIx>,
}

impl Renderer {
    /// The view of a target that is an HTML page.
    pub(super) fn view(&self, target: &Target) -> Result<View, Diagnostic> {
        match &target.kind {
            TargetKind::Page(ix) => self.page_view(*ix, target),
            TargetKind::Whole(ix) => self.whole_view(*ix, target),
            TargetKind::Card(ix, format) => self.card_view(*ix, *format, target),
            TargetKind::Cards(lang, format) => self.cards_view(*lang, *format, target),
            TargetKind::CardsFile => self.cards_file_view(target),
            TargetKind::Scan(ix) => Ok(self.scan_view(*ix, target)),
            TargetKind::Offline(lang) => Ok(self.offline_view(*lang, target)),
            other => Ok(self.generated_view(other, target)),
        }
    }
}
