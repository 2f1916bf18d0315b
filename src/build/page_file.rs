//! One page's file, read and parsed.

use super::bodies::Bodies;
use super::timing::Stage;
use crate::base::hash::Hash;
use crate::base::path::RelPath;
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{self, Document, Edition, Read};
use crate::source::{Entry, Files, unreadable};
use crate::text;
use std::sync::Arc;

/// What a page's file turned out to be.
#[derive(Clone, Debug)]
pub(super) enum Parsed {
    Page(Arc<Document>),
    Withheld { id: String },
    LeftOut,
}

#[derive(Clone, Debug)]
pub(super) struct PageFile {
    /// Below its content folder.
    pub path: RelPath,
    /// Of what was parsed; `None`: it could not be read, or was too large to be.
    pub hash: Option<Hash>,
    pub parsed: Parsed,
    pub found: Diagnostics,
}

/// What reading needs beside the paths.
pub(super) struct Reading<'a> {
    pub files: &'a dyn Files,
    pub config: &'a Arc<Config>,
    pub edition: &'a Edition,
    pub bodies: Option<&'a Bodies>,
}

impl Reading<'_> {
    /// Reads one page's file; `None`: it holds the same bytes as before. `packed`: its prose is held so.
    pub fn page(
        &self,
        path: &RelPath,
        entry: &Entry,
        before: Option<&PageFile>,
        packed: bool,
        stage: &mut Stage,
    ) -> Option<PageFile> {
        let file = &entry.path;
        let left_out = |d: Diagnostic| {
            let found = vec![document::unreadable(d.file(file), self.config)];
            Some(PageFile { path: path.clone(), hash: None, parsed: Parsed::LeftOut, found })
        };
        let (size, most) = (entry.size, self.config.content.max_page_bytes);
        if size > most {
            return left_out(too_large(size, most));
        }
        let read = match self.files.read_hashed(file) {
            Ok(read) => read,
            Err(e) => {
                return left_out(unreadable(file, &e));
            }
        };
        let hash = read.1;
        stage.bytes += read.0.len() as u64;
        if before.is_some_and(|b| b.hash == Some(hash)) {
            return None;
        }
        let mut parsed = true;
        let known = || {
            let body = self.bodies?.get(file, &hash)?;
            parsed = false;
            Some(body)
        };
        let (read, found) = document::read(path, file, read, self.config, self.edition, known);
        stage.items += usize::from(parsed);
        let parsed = match read {
            Read::Page(mut document) => {
                if packed {
                    document.pack();
                }
                Parsed::Page(Arc::new(*document))
            }
            Read::Withheld { id, .. } => Parsed::Withheld { id },
            Read::LeftOut { .. } => Parsed::LeftOut,
        };
        Some(PageFile { path: path.clone(), hash: Some(hash), parsed, found })
    }
}

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
