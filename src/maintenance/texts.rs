//! The texts of pages while they are being changed.

use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::source::Files;
use std::collections::BTreeMap;
use std::io;

/// Texts by the file in which they lie now.
pub(super) struct Texts<'a> {
    files: &'a dyn Files,
    read: BTreeMap<RelPath, (String, String)>,
}

impl<'a> Texts<'a> {
    pub(crate) fn new(files: &'a dyn Files) -> Texts<'a> {
        Texts { files, read: BTreeMap::new() }
    }

    /// The text as it has become.
    pub(crate) fn get(&mut self, file: &RelPath) -> io::Result<&str> {
        if !self.read.contains_key(file) {
            let text = String::from_utf8(self.files.read(file)?).map_err(io::Error::other)?;
            self.read.insert(file.clone(), (text.clone(), text));
        }
        Ok(self.read.get(file).map_or("", |(_, new)| new))
    }

    pub(crate) fn set(&mut self, file: &RelPath, new: String) {
        if let Some((_, text)) = self.read.get_mut(file) {
            *text = new;
        }
    }

    /// Those that are other than they were.
    pub(crate) fn changed(&self) -> impl Iterator<Item = (&RelPath, &str)> {
        self.read.iter().filter(|(_, (old, new))| old != new).map(|(file, (_, new))| (file, new.as_str()))
    }
}

/// `text` with each span replaced; spans do not overlap.
pub(super) fn replaced(text: &str, edits: &BTreeMap<Span, String>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (span, new) in edits {
        let range = span.range();
        out.push_str(text.get(at..range.start).unwrap_or(""));
        out.push_str(new);
        at = range.end;
    }
    out.push_str(text.get(at..).unwrap_or(""));
    out
}
