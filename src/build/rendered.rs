//! What the pages of the last build were rendered from, kept beside the site: a page that would be rendered from the
//! same, and whose file lies as it was written, is not rendered again.

use crate::base::hash::Hash;
use crate::output::{Kept, Stamp};
use std::collections::HashMap;
use std::io;
use std::sync::{Mutex, PoisonError};

const NAME: &str = "rendered";

/// By path below the output folder: what the page was rendered from, and the file.
type Pages = Vec<(String, Hash, Stamp)>;

/// The pages of the last build, and those of this one.
#[derive(Debug)]
pub struct Rendered {
    kept: Kept,
    /// The program and the output folder.
    key: Hash,
    before: HashMap<String, (Hash, Stamp)>,
    /// Whether what was kept could not be read. It is as good as nothing.
    pub damaged: bool,
    now: Mutex<HashMap<String, Hash>>,
}

impl Rendered {
    /// What was kept under `key`: the program and the output folder.
    pub fn open(kept: Kept, key: Hash) -> Rendered {
        let (bytes, damaged) = kept.read(NAME).map_or((None, true), |bytes| (bytes, false));
        let pages = bytes.and_then(|bytes| parse(&bytes, key)).unwrap_or_default();
        let before = pages.into_iter().map(|(path, of, stamp)| (path, (of, stamp))).collect();
        Rendered { kept, key, before, damaged, now: Mutex::default() }
    }

    /// The page's file at `path`, if it was rendered from `of`. It will be from now on.
    pub(super) fn file(&self, path: &str, of: Hash) -> Option<Stamp> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), of);
        let (before, stamp) = self.before.get(path)?;
        (*before == of).then_some(*stamp)
    }

    /// Writes down the pages of this build; `written` are all its files.
    ///
    /// # Errors
    /// When that is not possible.
    pub(super) fn keep(&self, written: impl Iterator<Item = (String, Stamp)>) -> io::Result<()> {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        let pages: Pages = written.filter_map(|(path, stamp)| now.remove(&path).map(|of| (path, of, stamp))).collect();
        let bytes = postcard::to_stdvec(&(self.key, pages)).map_err(io::Error::other)?;
        self.kept.write(NAME, bytes)
    }
}

fn parse(bytes: &[u8], key: Hash) -> Option<Pages> {
    let (of, pages): (Hash, &[u8]) = postcard::take_from_bytes(bytes).ok()?;
    (of == key).then(|| postcard::from_bytes(pages).ok())?
}
