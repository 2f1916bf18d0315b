//! Templates and components rendered, with what all of them are given.

use super::foreign::resolved;
use super::model::context::Context as PageContext;
use super::model::page::View;
use super::model::shared::Shared;
use super::model::site::Site;
use super::site_context::SiteContext;
use super::site_view::site_view;
use crate::base::hash::sha256;
use crate::base::path::RelPath;
use crate::base::text::direction;
use crate::diagnostic::Diagnostic;
use crate::plan::TargetKind;
use std::collections::BTreeMap;
use std::sync::Arc;
use tera::{Context, Value};

pub(super) struct TemplateEngine {
    context: Arc<SiteContext>,
    /// By language.
    sites: Vec<Shared<Site<'static>>>,
    assets: Shared<BTreeMap<String, String>>,
    /// The service worker is to tell whole pages from others.
    sealed: bool,
}

/// Where a component is shown.
#[derive(Clone, Copy)]
pub(super) struct Caller<'a> {
    /// The language of the page.
    pub lang: usize,
    /// The way from it to the site's root.
    pub root: &'a str,
    /// The file that calls the component, for findings.
    pub file: &'a RelPath,
}

impl TemplateEngine {
    pub fn new(context: Arc<SiteContext>) -> TemplateEngine {
        let files = context.theme.files.iter().map(|f| (f.name.clone(), f.url.clone()));
        TemplateEngine {
            sites: (0..context.site.languages.len()).map(|lang| site_view(&context, lang)).collect(),
            assets: Shared::new(&files.collect()),
            sealed: context.planned(&TargetKind::ServiceWorker).is_some(),
            context,
        }
    }

    /// Renders a component; `body` is what it stands around.
    pub fn component(
        &self,
        name: &str,
        arguments: &Context,
        body: Option<&str>,
        caller: Caller<'_>,
    ) -> Result<String, Diagnostic> {
        // What a component may ask for without being given it.
        let mut implicits = Context::new();
        implicits.insert_value("t", self.context.strings(caller.lang).value.clone());
        implicits.insert_value("root", Value::from(caller.root));
        implicits.insert_value("lang", Value::from(self.context.site.languages[caller.lang].code.as_str()));
        implicits.insert_value("site", self.sites[caller.lang].value());
        let theme = &self.context.theme;
        theme
            .tera
            .render_component_with_implicits(name, arguments, &implicits, body, true)
            .map_err(|e| theme.error(&e, Some(caller.file)))
    }

    /// Renders a page; `root` leads from it to the site's root.
    pub fn page(&self, view: View<'_>, root: &str) -> Result<Vec<u8>, Diagnostic> {
        let language = &self.context.site.languages[view.lang];
        let context = PageContext {
            lang: &language.code,
            dir: direction(&language.code),
            t: self.context.strings(view.lang).value.clone(),
            root,
            site: self.sites[view.lang].clone(),
            assets: self.assets.clone(),
            page: view.page,
        };
        let file = view.source.map(|ix| &self.context.site.pages[ix].doc.file);
        let html = self.file(&view.template, &context, file)?;
        let mut out = resolved(html, &language.code).into_bytes();
        if self.sealed {
            seal(&mut out);
        }
        Ok(out)
    }

    /// Renders a template; `page` is the file of the page that it shows, for findings.
    pub fn file(
        &self,
        template: &str,
        context: &impl serde::Serialize,
        page: Option<&RelPath>,
    ) -> Result<String, Diagnostic> {
        let theme = &self.context.theme;
        if !theme.tera.contains_template(template) {
            return Err(theme.missing(template));
        }
        let context = Context::from_serialize(context).unwrap_or_default();
        theme.tera.render(template, &context).map_err(|e| theme.error(&e, page))
    }
}

/// Ends a page with the hash of all before it, so that the service worker can tell a whole page of this site from half of
/// one, a login page or one that was altered on the way.
fn seal(page: &mut Vec<u8>) {
    // Half of the digits tell any accident from the page, and the rest would weigh more than a word.
    let hash = &sha256(page)[..32];
    page.extend_from_slice(format!("<!-- {hash} -->\n").as_bytes());
}
