//! What a review says of the text as it is now. A review is bound to texts, not only to a day: it holds the hash of the
//! page's own body (`reviewed_hash`) and of the pages that it implements (`reviewed_basis`).

use super::model::{Page, PageIx, Site};
use crate::front_matter::fields;

impl Page {
    /// Whether the text is another than the one that was reviewed. Of a page that was never reviewed, or that no longer
    /// holds, nothing is said.
    pub fn changed_since_review(&self) -> bool {
        self.is_reviewed() && self.fields().reviewed_hash.as_ref() != Some(&self.doc.body_hash.hex())
    }

    fn is_reviewed(&self) -> bool {
        let f = self.fields();
        self.kind().is_controlled() && f.reviewed_hash.is_some() && !f.is_over()
    }
}

impl Site {
    /// The pages that this one implements and that are others than when it was reviewed, each once, with the place in
    /// `implements` that names it first.
    pub fn suspects(&self, page: &Page) -> Vec<(usize, PageIx)> {
        let f = page.fields();
        let mut found: Vec<(usize, PageIx)> = Vec::new();
        if f.reviewed_basis.is_empty() || !page.is_reviewed() {
            return found;
        }
        for (i, target) in f.implements.iter().enumerate() {
            let id = fields::page_id(target);
            let known = f.reviewed_basis.get(id).zip(self.page_by_id(page.lang, id));
            let Some((hash, ix)) = known else { continue };
            if self.pages[ix].doc.body_hash.hex() != *hash && !found.iter().any(|(_, other)| *other == ix) {
                found.push((i, ix));
            }
        }
        found
    }
}
