//! The way from a target to its bytes.

use super::foreign::{resolved, unmarked};
use super::renderer::Renderer;
use super::views::View;
use super::{calendar, feed, files, portable, url};
use crate::base::bytes::Bytes;
use crate::base::hash::sha256;
use crate::base::text::direction;
use crate::diagnostic::Diagnostic;
use crate::plan::{Target, TargetKind};
use std::sync::Arc;
use tera::{Context, Value};

/// One file of the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Artifact {
    /// Below the output folder.
    pub path: String,
    pub bytes: Bytes,
}

impl Renderer {
    /// Renders one target.
    ///
    /// # Errors
    /// A finding when the template cannot be rendered.
    pub fn render(&self, target: &Target) -> Result<Artifact, Diagnostic> {
        let bytes = self.bytes(target)?;
        Ok(Artifact { path: target.path.clone(), bytes })
    }

    fn bytes(&self, target: &Target) -> Result<Bytes, Diagnostic> {
        let text = |s: String| Arc::new(unmarked(&s).into_bytes());
        Ok(match &target.kind {
            TargetKind::Static(i) => Arc::clone(&self.theme.files[*i].bytes),
            TargetKind::RootFile(i) => Arc::clone(&self.theme.root_files[*i].1),
            TargetKind::Asset(ix) => match self.assets.get(*ix) {
                Some(prepared) => Arc::clone(&prepared.bytes),
                // One that is not fit to publish is not among the targets; an empty file would be a lie.
                None => Bytes::default(),
            },
            TargetKind::SearchFile(i) => {
                let file = self.search.as_ref().and_then(|s| s.files.get(*i));
                file.map_or_else(Bytes::default, |(_, bytes)| Arc::clone(bytes))
            }
            TargetKind::Feed(lang) => text(feed::atom(self, *lang)?),
            TargetKind::OpenSearch(lang) => text(files::open_search(self, *lang)),
            TargetKind::Calendar(page) => text(calendar::calendar(self, *page)),
            TargetKind::Sitemap => text(files::sitemap(self)),
            TargetKind::Robots => text(files::robots(self)),
            TargetKind::Redirects => text(files::redirects(self)),
            TargetKind::PagesJson => text(files::pages_json(self)),
            TargetKind::RoleData(role) => text(self.role_data(*role)),
            TargetKind::Manifest => text(self.web_manifest()),
            TargetKind::ServiceWorker => text(self.service_worker()?),
            TargetKind::CardsFile => {
                let page = self.html(self.view(target)?, url::root(&target.url))?;
                text(self.cards_file(&String::from_utf8_lossy(&page)))
            }
            // Served at any address, so its links must count from the site's root.
            TargetKind::NotFound => self.page(target, self.base_path())?,
            _ => self.page(target, url::root(&target.url))?,
        })
    }

    /// An HTML page; `root` leads from it to the site's root.
    fn page(&self, target: &Target, root: String) -> Result<Bytes, Diagnostic> {
        let html = self.html(self.view(target)?, root)?;
        Ok(Arc::new(match self.settings.portable {
            true => portable::name_files(&String::from_utf8_lossy(&html)).into_bytes(),
            false => html,
        }))
    }

    /// Renders a view; `root` leads from its page to the site's root.
    fn html(&self, view: View, root: String) -> Result<Vec<u8>, Diagnostic> {
        let mut context = Context::new();
        context.insert_value("lang", Value::from(self.site.languages[view.lang].code.as_str()));
        context.insert_value("dir", Value::from(direction(&self.site.languages[view.lang].code)));
        context.insert_value("t", self.strings(view.lang).value.clone());
        context.insert_value("root", Value::from(root));
        context.insert_value("site", self.site_value(view.lang));
        context.insert_value("assets", self.assets_value.clone());
        context.insert_value("page", Value::from(view.page));
        if !self.theme.tera.contains_template(&view.template) {
            return Err(self.theme.missing(&view.template));
        }
        let page = view.source.map(|ix| &self.site.pages[ix].doc.file);
        let html = self.theme.tera.render(&view.template, &context).map_err(|e| self.theme.error(&e, page))?;
        let mut out = resolved(html, &self.site.languages[view.lang].code).into_bytes();
        if self.planned(&TargetKind::ServiceWorker).is_some() {
            seal(&mut out);
        }
        Ok(out)
    }
}

/// Ends a page with the hash of all before it, so that the service worker can tell a whole page of this site from half of
/// one, a login page or one that was altered on the way.
fn seal(page: &mut Vec<u8>) {
    // Half of the digits tell any accident from the page, and the rest would weigh more than a word.
    let hash = &sha256(page)[..32];
    page.extend_from_slice(format!("<!-- {hash} -->\n").as_bytes());
}
