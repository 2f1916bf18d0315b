//! A page before it has a place in the site's list, and what decides where it lies.

use super::model::Language;
use crate::base::path::RelPath;
use crate::config::OnConflict;
use crate::document::{Document, Navigation};
use std::sync::Arc;

/// What decides where pages lie, beside the documents themselves.
pub(super) struct Rules<'a> {
    pub languages: &'a [Language],
    /// The title of a generated start page, on a site without a title.
    pub folder_name: &'a str,
    pub on_conflict: OnConflict,
    pub navigation: &'a Navigation,
}

/// A page before it has a place in the site's list.
pub(super) struct Draft {
    pub doc: Arc<Document>,
    pub lang: usize,
    /// The folders above it, as in the URL.
    pub folder: Vec<String>,
    /// Its own part of the URL; `None` for the front page of its folder.
    pub part: Option<String>,
    /// The name that orders it among its siblings.
    pub name: String,
    /// The content's folder that it is the front page of.
    pub front_of: Option<RelPath>,
    pub generated: bool,
    pub id: String,
    /// The version of the same document that it lies below, as a place in the list of drafts.
    pub below: Option<usize>,
}

impl Draft {
    pub(crate) fn url(&self, languages: &[Language]) -> String {
        let mut url = languages[self.lang].prefix.clone();
        for part in self.folder.iter().chain(&self.part) {
            url.push_str(part);
            url.push('/');
        }
        url
    }

    pub(crate) fn is_section(&self) -> bool {
        self.part.is_none()
    }

    /// The id of a page that states none.
    pub(crate) fn derived_id(&self) -> String {
        let parts: Vec<&str> = self.folder.iter().chain(&self.part).map(String::as_str).collect();
        if parts.is_empty() { "start".to_owned() } else { parts.join("-") }
    }

    /// A front page generated for a folder.
    pub(crate) fn for_folder(
        lang: usize,
        folder: Vec<String>,
        (path, file): (RelPath, RelPath),
        title: String,
    ) -> Draft {
        let name = path.file_name().to_owned();
        let doc = Arc::new(Document::for_folder(path.clone(), file, title));
        Draft {
            doc,
            lang,
            folder,
            part: None,
            name,
            front_of: Some(path),
            generated: true,
            id: String::new(),
            below: None,
        }
    }

    /// A version that lies below `other`, whose place in the list of drafts is `at`.
    pub(crate) fn version(doc: Arc<Document>, label: String, (at, other): (usize, &Draft)) -> Draft {
        let folder = other.folder.iter().chain(&other.part).cloned().collect();
        let id = format!("{}-{label}", other.id);
        let (name, part) = (label.clone(), Some(label));
        Draft { doc, lang: other.lang, folder, part, name, front_of: None, generated: false, id, below: Some(at) }
    }

    /// The folder that it is the front page of, below the site's root.
    pub(crate) fn front_file(&self) -> Option<RelPath> {
        let folder = self.front_of.as_ref()?;
        let file = &self.doc.file;
        match self.generated {
            true => Some(file.clone()),
            false if self.doc.path.parent() == *folder => Some(file.parent()),
            false => file.parent().join(folder.file_name()),
        }
    }

    /// Makes a page the front page of the folder at `path`, whose URL is its own.
    pub(crate) fn becomes_front_of(&mut self, path: &RelPath) {
        self.folder.extend(self.part.take());
        self.front_of = Some(path.clone());
    }
}
