//! What a page is among the versions of its document.

use super::page::{Page, PageIx};
use crate::base::date::Date;
use std::sync::Arc;

impl Page {
    /// Whether it stands for its document, `page` being its own place.
    pub fn is_current(&self, page: PageIx) -> bool {
        self.version.as_ref().is_none_or(|version| version.current == page)
    }

    /// Whether a later version holds in its place on the day of the build.
    pub fn is_replaced(&self) -> bool {
        self.version.as_ref().is_some_and(|version| version.is_replaced)
    }

    /// The last day on which it holds: by its own field, or until the next version takes over.
    pub fn valid_to(&self) -> Option<Date> {
        let replaced = self.version.as_ref().and_then(|version| version.replaced_from?.yesterday());
        self.fields().valid_to.into_iter().chain(replaced).min()
    }
}

/// The pages that stand for their documents, each with its place.
pub(in crate::site) fn current(pages: &[Arc<Page>]) -> impl Iterator<Item = (PageIx, &Arc<Page>)> {
    pages.iter().enumerate().filter(|(ix, page)| page.is_current(*ix))
}
