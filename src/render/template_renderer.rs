//! Renders templates and components, with what all of them are given.

use super::language_spans::marks_to_spans;
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

/// Renders the templates of one site.
pub(super) struct TemplateRenderer {
    context: Arc<SiteContext>,
    /// By language.
    sites: Vec<Shared<Site<'static>>>,
    assets: Shared<BTreeMap<String, String>>,
    /// Whether pages end with their hash, for the service worker.
    with_hash: bool,
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

impl TemplateRenderer {
    pub(super) fn new(context: Arc<SiteContext>) -> TemplateRenderer {
        let files = context.theme.files.iter().map(|f| (f.name.clone(), f.url.clone()));
        TemplateRenderer {
            sites: (0..context.site.languages.len()).map(|lang| site_view(&context, lang)).collect(),
            assets: Shared::new(&files.collect()),
            with_hash: context.planned(&TargetKind::ServiceWorker).is_some(),
            context,
        }
    }

    /// Renders a component; `body` is what it stands around.
    pub(super) fn component(
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
        self.context.theme.render_component(name, arguments, &implicits, body, caller.file)
    }

    /// Renders a page; `root` leads from it to the site's root.
    pub(super) fn page(&self, view: View<'_>, root: &str) -> Result<Vec<u8>, Diagnostic> {
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
        let html = self.context.theme.render(&view.template, &context, file)?;
        let mut out = marks_to_spans(html, &language.code).into_bytes();
        if self.with_hash {
            append_hash(&mut out);
        }
        Ok(out)
    }
}

/// Ends a page with the hash of all before it, so that the service worker can tell a whole page of this site from half of
/// one, a login page or one that was altered on the way.
fn append_hash(page: &mut Vec<u8>) {
    // Half of the digits tell any accident from the page, and the rest would weigh more than a word.
    let hash = &sha256(page)[..32];
    page.extend_from_slice(format!("<!-- {hash} -->\n").as_bytes());
}
