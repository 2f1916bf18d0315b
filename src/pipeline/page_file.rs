//! One page's file, read and parsed.

use super::timing::Stage;
use crate::base::hash::Hash;
use crate::base::path::RelPath;
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{self, Absent, Document, Edition, Outcome, Read, Standing};
use crate::source::{Entry, Files, unreadable};
use crate::text;
use std::sync::Arc;

/// A file below a content folder: the folder's place in the configuration, the file below the site's root.
pub(super) type Name = (usize, RelPath);

/// What a page's file turned out to be.
#[derive(Clone, Debug)]
pub(super) enum Parsed {
    Page(Arc<Document>),
    Absent(Absent),
}

#[derive(Clone, Debug)]
pub(super) struct PageFile {
    /// Below its content folder.
    pub path: RelPath,
    /// Of what was parsed; `None`: it could not be read, or was too large to be.
    pub hash: Option<Hash>,
    pub standing: Standing,
    pub parsed: Parsed,
    pub found: Diagnostics,
}

/// What reading needs in addition to the paths.
pub(super) struct Reading<'a> {
    pub files: &'a dyn Files,
    pub config: &'a Config,
    pub edition: &'a Edition,
}

impl Reading<'_> {
    /// Reads one page's file; `None`: it holds the same bytes as before.
    pub(super) fn page(
        &self,
        path: &RelPath,
        entry: &Entry,
        before: Option<&PageFile>,
        stage: &mut Stage,
    ) -> Option<PageFile> {
        let file = &entry.path;
        let fault = |d: Diagnostic, standing| {
            let outcome = document::unreadable(d.file(file), standing, self.config, self.edition);
            Some(PageFile::new(path, None, outcome))
        };
        let (size, most) = (entry.size, self.config.content.max_page_bytes);
        if size > most {
            let beginning = self.files.beginning(file, GLANCE).unwrap_or_default();
            return fault(too_large(size, most), document::read_standing(file, &beginning, self.config, self.edition));
        }
        let read = match self.files.read_hashed(file) {
            Ok(read) => read,
            Err(e) => return fault(unreadable(file, &e), Standing::unknown()),
        };
        let hash = read.1;
        stage.bytes += read.0.len() as u64;
        if before.is_some_and(|b| b.hash == Some(hash)) {
            return None;
        }
        let outcome = document::read(path, file, read, self.config, self.edition);
        stage.items += 1;
        Some(PageFile::new(path, Some(hash), outcome))
    }
}

impl PageFile {
    fn new(path: &RelPath, hash: Option<Hash>, outcome: Outcome) -> PageFile {
        let Outcome { read, standing, found } = outcome;
        let parsed = match read {
            Read::Page(document) => Parsed::Page(Arc::new(*document)),
            Read::Absent(why) => Parsed::Absent(why),
        };
        PageFile { path: path.clone(), hash, standing, parsed, found }
    }
}

/// So much of a file that is too large to be read is looked at, in bytes: front matter is shorter.
const GLANCE: u64 = 64 << 10;

fn too_large(size: u64, most: u64) -> Diagnostic {
    let (size, most) = (size.div_ceil(1 << 20), most >> 20);
    Diagnostic::new(
        Code::FileTooLarge,
        text!(
            "sidan är för stor: {size} MiB; högst {most} MiB läses",
            "the page is too large: {size} MiB; at most {most} MiB are read"
        ),
    )
    .cause("size")
    .help(text!(
        "dela sidan, eller höj max_page_bytes under [content]",
        "split the page, or raise max_page_bytes under [content]"
    ))
}
