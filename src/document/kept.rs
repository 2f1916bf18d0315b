//! What is kept of a document from one run of the program to the next: all but its prose, which is most of it and is
//! asked for again of few pages.

use super::front_matter::FrontMatter;
use super::model::{Body, Document};
use super::prose::Held;
use super::read::{Unread, Which};
use crate::base::hash::Hash;
use crate::diagnostic::{Diagnostic, Diagnostics};
use serde::{Deserialize, Serialize};
use std::sync::OnceLock;

/// What parsing a file gives beside its front matter. That is read anew each time: it decides who may see the page.
#[derive(Debug, Deserialize)]
pub struct Parsed {
    file_lang: Option<String>,
    title: String,
    body: Body,
    body_hash: Hash,
    diagnostics: Diagnostics,
}

/// As [`Parsed`] is written.
#[derive(Serialize)]
struct Written<'a> {
    file_lang: &'a Option<String>,
    title: &'a str,
    body: &'a Body,
    body_hash: Hash,
    diagnostics: &'a [Diagnostic],
}

impl Document {
    /// What [`Parsed`] is read from.
    pub fn parsed(&self) -> impl Serialize {
        Written {
            file_lang: &self.file_lang,
            title: &self.title,
            body: &self.body,
            body_hash: self.body_hash,
            diagnostics: &self.diagnostics,
        }
    }
}

impl Parsed {
    pub(super) fn with(self, (path, file, hash): Which<'_>, front: FrontMatter, unread: Unread) -> Document {
        let Parsed { file_lang, title, body, body_hash, diagnostics } = self;
        let (path, file, prose) = (path.clone(), file.clone(), Held::Unread(unread, OnceLock::new()));
        Document { path, file, hash, front, file_lang, title, body, prose, body_hash, diagnostics }
    }
}
