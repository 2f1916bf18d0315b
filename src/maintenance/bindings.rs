//! Hashes of reviews and decisions that follow a move: a page in which only addresses of links have changed is still the one
//! that was reviewed and decided.

use crate::front_matter::edit::{self, Literal, Uneditable};
use crate::governance::governed_hash;
use crate::site::{Page, PageIx, Site};
use std::collections::BTreeMap;

/// The hashes of one page before and after, in the form of today and in the earlier one.
type Hashes = [(String, String); 2];

/// Of each page that has other hashes after a move: by its place before.
pub(super) fn moved_hashes(before: &Site, after: &Site, pairs: &[(PageIx, PageIx)]) -> BTreeMap<PageIx, Hashes> {
    let hashes = |old: &Page, new: &Page| {
        let both = |page: &Page| [governed_hash(&page.doc).to_owned(), page.doc.body_hash.hex()];
        let ([governed, body], [new_governed, new_body]) = (both(old), both(new));
        [(governed, new_governed), (body, new_body)]
    };
    let all = pairs.iter().map(|(old, new)| (*old, hashes(&before.pages[*old], &after.pages[*new])));
    all.filter(|(_, hashes)| hashes.iter().any(|(was, is)| was != is)).collect()
}

/// The text of a page with the hashes in its front matter following, and how many did.
pub(super) fn followed(
    before: &Site,
    ix: PageIx,
    hashes: &BTreeMap<PageIx, Hashes>,
    text: &str,
) -> Result<(String, usize), Uneditable> {
    let page = &before.pages[ix];
    let f = page.fields();
    let of = |ix: PageIx, hash: &str| {
        let mut known = hashes.get(&ix)?.iter().filter(|(was, is)| was == hash && was != is);
        known.next().map(|(_, is)| Literal::Text(is.clone()))
    };
    let (mut text, mut followed) = (text.to_owned(), 0);
    if let Some(is) = f.reviewed_hash.as_ref().and_then(|hash| of(ix, hash)) {
        text = edit::set(&text, "reviewed_hash", &is, &[])?;
        followed += 1;
    }
    let decided = f.decision.as_ref().and_then(|decision| decision.hash.as_ref());
    if let Some(is) = decided.and_then(|hash| of(ix, hash)) {
        text = edit::set_in(&text, "decision", "hash", &is, &[])?;
        followed += 1;
    }
    for (id, hash) in &f.reviewed_basis {
        if let Some(is) = before.page_by_id(page.lang, id).and_then(|other| of(other, hash)) {
            text = edit::set_in(&text, "reviewed_basis", id, &is, &[])?;
            followed += 1;
        }
    }
    Ok((text, followed))
}
