//! One target to one artifact.

use super::files::{calendar, feed, json, offline, oscal, role, sitemap, table};
use super::site_context::{Inputs, SiteContext};
use super::template_renderer::TemplateRenderer;
use super::views::ViewBuilder;
use super::{portable, url};
use crate::base::bytes::Bytes;
use crate::diagnostic::Diagnostic;
use crate::plan::{Target, TargetKind};
use crate::theme::language_marks::unmarked;
use std::sync::Arc;

/// One file of the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Artifact {
    /// Below the output folder.
    pub path: String,
    /// Its whole content.
    pub bytes: Bytes,
}

/// Renders targets. Pure: equal sites, themes and settings give equal bytes. It shares what it renders, so that a
/// server can keep it as long as somebody asks for pages of this site.
pub struct Renderer {
    context: Arc<SiteContext>,
    templates: Arc<TemplateRenderer>,
    views: ViewBuilder,
}

impl Renderer {
    /// A renderer of one loaded site.
    pub fn new(inputs: Inputs) -> Renderer {
        let context = Arc::new(SiteContext::new(inputs));
        let templates = Arc::new(TemplateRenderer::new(Arc::clone(&context)));
        let views = ViewBuilder::new(Arc::clone(&context), Arc::clone(&templates));
        Renderer { context, templates, views }
    }

    /// Renders one target.
    ///
    /// # Errors
    /// A finding when the template cannot be rendered.
    pub fn render(&self, target: &Target) -> Result<Artifact, Diagnostic> {
        let bytes = self.bytes(target)?;
        Ok(Artifact { path: target.path.clone(), bytes })
    }

    /// The content of a target's file.
    fn bytes(&self, target: &Target) -> Result<Bytes, Diagnostic> {
        let context = &*self.context;
        let text = |s: String| Arc::new(unmarked(&s).into_bytes());
        Ok(match &target.kind {
            TargetKind::Static(i) => Arc::clone(&context.theme.files[*i].bytes),
            TargetKind::RootFile(i) => Arc::clone(&context.theme.root_files[*i].1),
            TargetKind::Asset(ix) => match context.assets.get(*ix) {
                Some(prepared) => Arc::clone(&prepared.bytes),
                // One that is not fit to publish is not among the targets; an empty file would be a lie.
                None => Bytes::default(),
            },
            TargetKind::SearchFile(i) => {
                let file = context.search.index().and_then(|s| s.files.get(*i));
                file.map_or_else(Bytes::default, |(_, bytes)| Arc::clone(bytes))
            }
            TargetKind::Feed(lang) => text(feed::atom(context, *lang)),
            TargetKind::OpenSearch(lang) => text(sitemap::open_search(context, *lang)),
            TargetKind::Calendar(page) => text(calendar::calendar(context, *page)),
            TargetKind::FollowUpTable(lang, list) => text(table::csv(context, *lang, self.views.list(*lang, *list))),
            TargetKind::Sitemap => text(sitemap::sitemap(context)),
            TargetKind::Robots => text(sitemap::robots(context)),
            TargetKind::Redirects => text(json::redirects(context)),
            TargetKind::PagesJson => text(json::pages_json(context)),
            TargetKind::Catalog => text(oscal::catalog(context)),
            TargetKind::Components => text(oscal::components(context)),
            TargetKind::RoleData(role) => text(role::role_data(context, *role)),
            TargetKind::Manifest => text(offline::web_manifest(context)),
            TargetKind::ServiceWorker => {
                let render = |target: &Target| self.bytes(target);
                text(offline::service_worker(context, &render)?)
            }
            TargetKind::CardsFile => {
                let page = self.templates.page(self.views.view(target)?, &url::root(&target.url))?;
                text(portable::cards_file(context, &String::from_utf8_lossy(&page)))
            }
            // Served at any address, so its links must count from the site's root.
            TargetKind::NotFound => self.page(target, &context.base_path())?,
            _ => self.page(target, &url::root(&target.url))?,
        })
    }

    /// An HTML page; `root` leads from it to the site's root.
    fn page(&self, target: &Target, root: &str) -> Result<Bytes, Diagnostic> {
        let html = self.templates.page(self.views.view(target)?, root)?;
        Ok(Arc::new(match self.context.settings.portable {
            true => portable::link_to_index_files(&String::from_utf8_lossy(&html)).into_bytes(),
            false => html,
        }))
    }
}
