//! Recording that a page has been reviewed: the day, and what the reviewer saw.

use super::moves::uneditable;
use super::unread::unread;
use crate::base::date::Date;
use crate::base::path::RelPath;
use crate::base::suggest::closest;
use crate::base::text::Text;
use crate::front_matter::edit::{self, Literal};
use crate::front_matter::fields::Kind;
use crate::governance::{binding, governed_hash};
use crate::pipeline::Loaded;
use crate::site::{Page, PageIx};
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
        let by_source = || site.pages.iter().position(|p| p.doc.source == path);
        if let Some(ix) = by_file.or_else(by_source).or_else(|| site.page_by_path(path.as_str())).filter(written) {
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
    let file = &page.doc.file;
    controlled(page)?;
    let mut editing = Editing::open(files, file)?;
    editing.set("last_reviewed", &Literal::Date(day), &["status", "version", "valid_from", "valid_to"])?;
    let hash = governed_hash(&page.doc).to_owned();
    editing.set("reviewed_hash", &Literal::Text(hash), &["last_reviewed", "review_every"])?;
    let basis = binding::basis(&loaded.site, page);
    if !basis.is_empty() || !page.fields().reviewed_basis.is_empty() {
        let basis = basis.into_iter().map(|(key, value)| (key, Literal::Text(value))).collect();
        editing.set("reviewed_basis", &Literal::Map(basis), &["reviewed_hash"])?;
    }
    let next = page.fields().review_every.and_then(|every| day.plus(every));
    Ok(Review { file: file.clone(), text: editing.text, next })
}

/// # Errors
/// When pages of its kind are neither reviewed nor decided.
pub(super) fn controlled(page: &Page) -> Result<(), Text> {
    let (file, kind) = (&page.doc.file, page.kind());
    if kind.is_controlled() {
        return Ok(());
    }
    let all = Kind::ALL.iter().filter(|k| k.is_controlled()).map(|k| k.as_str()).collect::<Vec<_>>().join(", ");
    Err(text!(
        "{file} är av slaget {kind}, som varken granskas eller beslutas; det gör {all}",
        "{file} is of kind {kind}, which is neither reviewed nor decided; these are: {all}"
    ))
}

/// The text of a page while its front matter is changed.
pub(super) struct Editing<'a> {
    file: &'a RelPath,
    /// As it is so far.
    pub text: String,
}

impl<'a> Editing<'a> {
    pub(super) fn open(files: &dyn Files, file: &'a RelPath) -> Result<Editing<'a>, Text> {
        let text =
            files.read(file).map_err(|e| e.to_string()).and_then(|b| String::from_utf8(b).map_err(|e| e.to_string()));
        let text = text.map_err(|e| text!("{file} kan inte läsas: {e}", "{file} cannot be read: {e}"))?;
        Ok(Editing { file, text })
    }

    pub(super) fn set(&mut self, key: &str, value: &Literal, beside: &[&str]) -> Result<(), Text> {
        self.take(edit::set(&self.text, key, value, beside))
    }

    /// Sets one key of the map `key`.
    pub(super) fn set_in(&mut self, key: &str, inner: &str, value: &Literal, beside: &[&str]) -> Result<(), Text> {
        self.take(edit::set_in(&self.text, key, inner, value, beside))
    }

    /// Takes one key of the map `key` away.
    pub(super) fn remove_in(&mut self, key: &str, inner: &str) -> Result<(), Text> {
        self.take(edit::remove_in(&self.text, key, inner))
    }

    fn take(&mut self, text: Result<String, edit::Uneditable>) -> Result<(), Text> {
        self.text = text.map_err(|edit::Uneditable| uneditable(self.file))?;
        Ok(())
    }
}
