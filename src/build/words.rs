//! What building the search worked out at the last build, kept beside the site.

use crate::base::hash::Hash;
use crate::output::Kept;
use crate::search::Memory;
use std::collections::{BTreeMap, HashMap};
use std::io;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

const NAME: &str = "search";

/// Pieces by what they were worked out of; read when the first is asked for.
#[derive(Debug)]
pub struct Words {
    kept: Kept,
    /// The program and the configuration.
    key: Hash,
    before: OnceLock<Before>,
    damaged: AtomicBool,
    now: Mutex<BTreeMap<Hash, Piece>>,
}

#[derive(Debug, Default)]
struct Before {
    bytes: Vec<u8>,
    places: HashMap<Hash, Range<usize>>,
}

#[derive(Debug)]
enum Piece {
    /// As it was kept before.
    Before(Range<usize>),
    New(Box<[u8]>),
}

impl Words {
    /// What `kept` has that was worked out under `key`: the program and the configuration.
    pub fn new(kept: Kept, key: Hash) -> Words {
        Words { kept, key, before: OnceLock::new(), damaged: AtomicBool::new(false), now: Mutex::default() }
    }

    /// Whether what was kept could not be read. It is as good as nothing.
    pub fn is_damaged(&self) -> bool {
        self.before();
        self.damaged.load(Ordering::Relaxed)
    }

    fn before(&self) -> &Before {
        self.before.get_or_init(|| match self.kept.read(NAME) {
            Ok(bytes) => bytes.and_then(|bytes| Before::parse(bytes, self.key)).unwrap_or_default(),
            Err(_) => {
                self.damaged.store(true, Ordering::Relaxed);
                Before::default()
            }
        })
    }

    fn now(&self) -> MutexGuard<'_, BTreeMap<Hash, Piece>> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps what this build used and no more.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self) -> io::Result<()> {
        let (before, now) = (self.before(), self.now());
        let old = |piece: &Piece| matches!(piece, Piece::Before(_));
        if now.len() == before.places.len() && now.values().all(old) {
            return Ok(());
        }
        let pieces = || {
            now.iter().map(|(key, piece)| match piece {
                Piece::Before(range) => (key, &before.bytes[range.clone()]),
                Piece::New(bytes) => (key, &**bytes),
            })
        };
        let head: Vec<(Hash, usize)> = pieces().map(|(key, bytes)| (*key, bytes.len())).collect();
        let length = head.iter().map(|(_, length)| length).sum::<usize>();
        let mut out = Vec::with_capacity(length + head.len() * 40 + 64);
        out = postcard::to_extend(&(self.key, head), out).map_err(io::Error::other)?;
        pieces().for_each(|(_, bytes)| out.extend_from_slice(bytes));
        self.kept.write(NAME, out)
    }
}

impl Before {
    /// What is of another program or another configuration is as good as nothing.
    fn parse(bytes: Vec<u8>, key: Hash) -> Option<Before> {
        let ((of, head), rest): ((Hash, Vec<(Hash, usize)>), &[u8]) = postcard::take_from_bytes(&bytes).ok()?;
        let mut at = bytes.len() - rest.len();
        let mut places = HashMap::with_capacity(head.len());
        for (key, length) in head {
            places.insert(key, at..at.checked_add(length)?);
            at += length;
        }
        (of == key && at == bytes.len()).then_some(Before { bytes, places })
    }
}

impl Memory for Words {
    fn recall(&self, key: &Hash) -> Option<Vec<u8>> {
        let before = self.before();
        let range = before.places.get(key)?.clone();
        let bytes = before.bytes.get(range.clone())?.to_vec();
        self.now().insert(*key, Piece::Before(range));
        Some(bytes)
    }

    fn keep(&self, key: Hash, bytes: &[u8]) {
        self.now().insert(key, Piece::New(bytes.into()));
    }
}
