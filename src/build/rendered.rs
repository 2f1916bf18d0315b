//! What the pages of the last build were rendered from, kept beside the site: a page that would be rendered from the
//! same, and whose file lies as it was written, is not rendered again.

use crate::base::hash::Hash;
use crate::output::{Kept, Stamp};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

const NAME: &str = "rendered";

/// Counts up when the file's shape changes.
const FORMAT: u32 = 1;

/// By path below the output folder: what the page was rendered from, and the file.
type Pages = Vec<(String, Hash, Stamp)>;

/// The pages of the last build, and those of this one.
#[derive(Debug)]
pub struct Rendered {
    kept: Kept,
    /// The program and the output folder.
    key: Hash,
    out: PathBuf,
    before: HashMap<String, (Hash, Stamp)>,
    now: Mutex<HashMap<String, Hash>>,
}

#[derive(Serialize, Deserialize)]
struct Head {
    format: u32,
    key: Hash,
    /// Of the pages, as they are written.
    hash: Hash,
}

impl Rendered {
    /// What is damaged, of another program or another output folder, is as good as nothing.
    pub fn open(kept: Kept, key: Hash, out: &Path) -> Rendered {
        let pages = kept.read(NAME).ok().flatten().and_then(|bytes| parse(&bytes, key)).unwrap_or_default();
        let before = pages.into_iter().map(|(path, of, stamp)| (path, (of, stamp))).collect();
        Rendered { kept, key, out: out.to_owned(), before, now: Mutex::default() }
    }

    /// Whether the page at `path` lies there as it was rendered from `of`. Either way it will be from now on.
    pub(super) fn holds(&self, path: &str, of: Hash) -> bool {
        self.now.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), of);
        let (before, stamp) = match self.before.get(path) {
            Some(known) => known,
            None => return false,
        };
        *before == of && Stamp::of(&self.out.join(path)) == Some(*stamp)
    }

    /// Writes down the pages of this build; `written` are all its files.
    ///
    /// # Errors
    /// When that is not possible.
    pub(super) fn keep(&self, written: impl Iterator<Item = (String, Stamp)>) -> io::Result<()> {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        let pages: Pages = written.filter_map(|(path, stamp)| now.remove(&path).map(|of| (path, of, stamp))).collect();
        let pages = postcard::to_stdvec(&pages).map_err(io::Error::other)?;
        let head = Head { format: FORMAT, key: self.key, hash: Hash::of(&pages) };
        let mut bytes = postcard::to_stdvec(&head).map_err(io::Error::other)?;
        bytes.extend_from_slice(&pages);
        self.kept.write(NAME, &bytes)
    }
}

fn parse(bytes: &[u8], key: Hash) -> Option<Pages> {
    let (head, pages): (Head, &[u8]) = postcard::take_from_bytes(bytes).ok()?;
    if head.format != FORMAT || head.key != key || head.hash != Hash::of(pages) {
        return None;
    }
    postcard::from_bytes(pages).ok()
}
