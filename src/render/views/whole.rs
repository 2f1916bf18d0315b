//! A directive and all its chapters on one page.

use super::base::{breadcrumbs, link};
use super::builder::ViewBuilder;
use crate::diagnostic::Diagnostic;
use crate::render::model::page::{Own, View};
use crate::render::url::{encode, root};
use crate::site::PageIx;

impl ViewBuilder {
    pub(super) fn whole(&self, ix: PageIx, url: &str) -> Result<View<'_>, Diagnostic> {
        let mut view = self.page(ix, url)?;
        let root = root(url);
        if let Own::Directive(directive) = &mut view.page.own {
            directive.chapters = self.chapters(ix, Some(self.placement(ix, url, &root)))?;
        }
        let common = &mut view.page.common;
        common.url = encode(url);
        common.breadcrumbs = breadcrumbs(&self.context, ix);
        common.breadcrumbs.push(link(&self.context, ix));
        common.prev = None;
        common.next = None;
        common.timeline = Vec::new();
        Ok(View { template: "directive-whole.html".to_owned(), ..view })
    }
}
