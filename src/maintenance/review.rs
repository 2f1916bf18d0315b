//! Recording that a page has been reviewed: the day, and what the reviewer saw.

use super::moves::uneditable;
use super::unread::unread;
use crate::base::date::Date;
use crate::base::path::RelPath;
use crate::base::suggest::closest;
use crate::base::text::Text;
use crate::front_matter::edit::{self, Literal};
use crate::front_matter::fields::{self, Kind};
use crate::pipeline::Loaded;
use crate::site::{Page, PageIx, Site};
use crate::source::Files;
use crate::text;

/// A review that is to be written.
#[derive(Debug)]
pub struct Review {
    /// Below the site's root.
    pub file: RelPath,
    /// The new text of the file.
    pub text: String,
    /// When the next one is due; `None`: the page states no interval.
    pub next: Option<Date>,
}

/// The page that `name` means: the path of its file, below the root or a content folder, or its id.
///
/// # Errors
/// When there is none, or none that could be read.
pub fn named(loaded: &Loaded, name: &str) -> Result<PageIx, Text> {
    let site = &loaded.site;
    let written = |ix: &PageIx| !site.pages[*ix].generated;
    if let Some(path) = RelPath::new(name).filter(|p| !p.is_empty()) {
        let by_file = site.pages.iter().position(|p| p.doc.file == path);
        if let Some(ix) = by_file.or_else(|| site.page_by_path(path.as_str())).filter(written) {
            return Ok(ix);
        }
    }
    if let Some(ix) = site.page_by_id(0, name).filter(written) {
        return Ok(ix);
    }
    let below = |file: &RelPath| loaded.config.content.dirs.iter().any(|d| format!("{d}/{name}") == file.as_str());
    if let Some(file) = unread(loaded).into_iter().find(|file| file.as_str() == name || below(file)) {
        return Err(text!(
            "{file} kan inte läsas. Se vad som är fel med: ledfyr check --drafts",
            "{file} cannot be read. See what is wrong with: ledfyr check --drafts"
        ));
    }
    let ids = site.pages.iter().filter(|p| p.kind().is_controlled()).map(|p| p.id.as_str());
    let (sv, en) = closest(name, ids)
        .map_or_else(Default::default, |m| (format!("; menade du ”{m}”?"), format!("; did you mean \"{m}\"?")));
    Err(text!("det finns ingen sida ”{name}”{sv}", "there is no page \"{name}\"{en}"))
}

/// What writing down a review of the page on `day` makes of its file.
///
/// # Errors
/// When pages of its kind are not reviewed, or its file cannot be changed.
pub fn review(files: &dyn Files, loaded: &Loaded, ix: PageIx, day: Date) -> Result<Review, Text> {
    let page = &loaded.site.pages[ix];
    let (file, kind) = (&page.doc.file, page.kind());
    if !kind.is_controlled() {
        let all = Kind::ALL.iter().filter(|k| k.is_controlled()).map(|k| k.as_str()).collect::<Vec<_>>().join(", ");
        return Err(text!(
            "{file} är av slaget {kind}, som inte granskas; det gör {all}",
            "{file} is of kind {kind}, which is not reviewed; these are: {all}"
        ));
    }
    let text =
        files.read(file).map_err(|e| e.to_string()).and_then(|b| String::from_utf8(b).map_err(|e| e.to_string()));
    let mut text = text.map_err(|e| text!("{file} kan inte läsas: {e}", "{file} cannot be read: {e}"))?;
    let mut set = |key: &str, value: &Literal, beside: &[&str]| {
        text = edit::set(&text, key, value, beside).map_err(|edit::Uneditable| uneditable(file))?;
        Ok::<(), Text>(())
    };
    set("last_reviewed", &Literal::Date(day), &["status", "version", "valid_from", "valid_to"])?;
    set("reviewed_hash", &Literal::Text(page.doc.body_hash.hex()), &["last_reviewed", "review_every"])?;
    let basis = basis(&loaded.site, page);
    if !basis.is_empty() || !page.fields().reviewed_basis.is_empty() {
        set("reviewed_basis", &Literal::Map(basis), &["reviewed_hash"])?;
    }
    let next = page.fields().review_every.and_then(|every| day.plus(every));
    Ok(Review { file: file.clone(), text, next })
}

/// The pages that a page implements, each once, with the hash of its text.
fn basis(site: &Site, page: &Page) -> Vec<(String, String)> {
    let mut basis: Vec<(String, String)> = Vec::new();
    for target in &page.fields().implements {
        let id = fields::page_id(target);
        let Some(other) = site.page_by_id(page.lang, id) else { continue };
        if !basis.iter().any(|(known, _)| known == id) {
            basis.push((id.to_owned(), site.pages[other].doc.body_hash.hex()));
        }
    }
    basis
}
