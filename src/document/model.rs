//! A parsed file.

use crate::base::hash::Hash;
use crate::base::path::RelPath;
use crate::body::Body;
use crate::body::prose::Prose;
use crate::diagnostic::Diagnostics;
use crate::front_matter::FrontMatter;
use std::sync::OnceLock;

/// One file, parsed. Nothing in it depends on any other file.
#[derive(Clone, Debug)]
pub struct Document {
    /// The path that URLs are made of and that links name, below its content folder: `rutiner/riskanalys.md`. That of the file,
    /// save for the version of a document that has the document's place: `riskanalys.v2.md` then has that of `riskanalys.md`.
    pub path: RelPath,
    /// The path of the file, below its content folder.
    pub source: RelPath,
    /// Below the site's root: `content/rutiner/riskanalys.md`. What findings show.
    pub file: RelPath,
    /// Of the whole file.
    pub hash: Hash,
    /// What stands before the body.
    pub front: FrontMatter,
    /// The language that the file's name states: `en` in `riskanalys.en.md`.
    pub file_lang: Option<String>,
    /// The title: of the front matter, else the first heading, else made of the file name.
    pub title: String,
    /// The parts of the body that other stages need to know of.
    pub body: Body,
    /// The body as a tree and as text.
    pub prose: Prose,
    /// BLAKE3 of the body as written, with line feeds at its line ends and without front matter: what reviews were bound to
    /// before they were bound to all that governs.
    pub body_hash: Hash,
    /// The hash of all that governs, once it was asked for; `governance` works it out.
    pub governed_hash: OnceLock<String>,
    /// What was found in the file.
    pub diagnostics: Diagnostics,
}

impl Document {
    /// The front page of a folder that has none: a title and nothing else.
    pub fn for_folder(path: RelPath, file: RelPath, title: String) -> Document {
        let front = FrontMatter::default();
        Document {
            source: path.clone(),
            path,
            file,
            hash: Hash::of(b""),
            front,
            file_lang: None,
            title,
            body: Body::default(),
            prose: Prose::default(),
            body_hash: Hash::of(b""),
            governed_hash: OnceLock::new(),
            diagnostics: Vec::new(),
        }
    }
}
