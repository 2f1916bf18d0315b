//! What views are made with.

use super::codes::Codes;
use super::follow_up_lists::FollowUp;
use crate::render::body::{BodyRenderer, Placement};
use crate::render::navigation::Navigation;
use crate::render::site_context::SiteContext;
use crate::render::template_renderer::TemplateRenderer;
use crate::site::PageIx;
use std::sync::Arc;

/// Makes what templates see of each page.
pub(in crate::render) struct ViewBuilder {
    pub(super) context: Arc<SiteContext>,
    pub(super) bodies: BodyRenderer,
    pub(super) navigation: Navigation,
    pub(super) codes: Codes,
    pub(super) follow_up: FollowUp,
}

impl ViewBuilder {
    pub(crate) fn new(context: Arc<SiteContext>, templates: Arc<TemplateRenderer>) -> ViewBuilder {
        ViewBuilder {
            bodies: BodyRenderer::new(Arc::clone(&context), Arc::clone(&templates)),
            navigation: Navigation::new(Arc::clone(&context), templates),
            codes: Codes::new(context.site.pages.len()),
            follow_up: FollowUp::new(context.site.languages.len()),
            context,
        }
    }

    /// The body of `page` on the page at `url`, from which `root` leads to the site's root.
    pub(super) fn placement<'p>(&self, page: PageIx, url: &'p str, root: &'p str) -> Placement<'p> {
        Placement { page, url, root, lang: self.context.site.pages[page].lang, depth: 0, on_card: false }
    }
}
