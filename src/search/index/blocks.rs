//! The texts of the pages in blocks, for snippets and for the last look at the best pages.
use super::collect::{nfc, sections};
use super::input::SearchPage;
use crate::base::parallel;

/// Pages from which on a site is large.
pub(super) const LARGE: usize = 600;

/// Bytes of text in one block: a page's worth, so that a result costs little; on a large site at least two pages, so
/// that there are fewer files.
const SMALL_BLOCK: usize = 3_000;
const BLOCK: usize = 6_000;

/// The texts of all pages.
pub(super) struct Texts {
    /// Pages in each block.
    pub counts: Vec<u32>,
    /// JSON of each block.
    pub blocks: Vec<Vec<u8>>,
}

/// Makes the texts of all pages; `bytes` tells about how much each takes.
pub(super) fn blocks(pages: &[SearchPage<'_>], bytes: &[u32]) -> Texts {
    let large = pages.len() >= LARGE;
    let (most, least) = if large { (BLOCK, 2) } else { (SMALL_BLOCK, 1) };
    let mut groups: Vec<&[SearchPage<'_>]> = Vec::new();
    let (mut from, mut filled) = (0, 0);
    for (i, size) in bytes.iter().map(|size| *size as usize).enumerate() {
        if i >= from + least && filled + size > most {
            groups.push(&pages[from..i]);
            (from, filled) = (i, 0);
        }
        filled += size;
    }
    if from < pages.len() {
        groups.push(&pages[from..]);
    }
    let blocks = parallel::map(&groups, |group| block(group));
    Texts { counts: groups.iter().map(|g| g.len() as u32).collect(), blocks }
}

/// JSON: per page `[url, title, description, [[heading, anchor, text], …]]`.
fn block(pages: &[SearchPage<'_>]) -> Vec<u8> {
    let page = |page: &SearchPage<'_>| {
        let sections: Vec<_> = sections(&page.sections)
            .map(|(heading, anchor, text)| (nfc(heading).into_owned(), anchor.to_owned(), nfc(text).into_owned()))
            .collect();
        (page.url.to_string(), nfc(&page.title).into_owned(), nfc(&page.description).into_owned(), sections)
    };
    serde_json::to_vec(&pages.iter().map(page).collect::<Vec<_>>()).unwrap_or_default()
}
