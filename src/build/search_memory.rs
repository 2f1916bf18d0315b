//! What building the search worked out at the last build, kept beside the site.

use crate::base::hash::Hash;
use crate::output::{Keeping, Kept};
use crate::search::Memory;
use std::collections::{BTreeSet, HashMap};
use std::io;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

const NAME: &str = "search";

/// Pieces by what they were worked out of; read when the first is asked for. What is new goes to the disk at once: all of it
/// together is as large as the search.
#[derive(Debug)]
pub struct SearchMemory {
    kept: Kept,
    /// The program and the configuration.
    key: Hash,
    /// Whether this run is to write down what the next may use.
    writes: bool,
    before: OnceLock<Before>,
    damaged: AtomicBool,
    now: Mutex<Now>,
}

/// What was kept.
#[derive(Debug, Default)]
struct Before {
    bytes: Vec<u8>,
    places: HashMap<Hash, Range<usize>>,
}

/// What is used now.
#[derive(Debug, Default)]
struct Now {
    /// Pieces that were there before.
    again: BTreeSet<Hash>,
    /// New ones in the order of the file, with their lengths.
    new: Vec<(Hash, usize)>,
    file: Option<Keeping>,
    failed: Option<io::Error>,
}

impl SearchMemory {
    /// What `kept` has that was worked out under `key`: the program and the configuration. Only a run that `writes` keeps
    /// what it works out itself.
    pub fn new(kept: Kept, key: Hash, writes: bool) -> SearchMemory {
        SearchMemory {
            kept,
            key,
            writes,
            before: OnceLock::new(),
            damaged: AtomicBool::new(false),
            now: Mutex::default(),
        }
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

    fn now(&self) -> MutexGuard<'_, Now> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps what this build used and no more.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self) -> io::Result<()> {
        let (before, now) = (self.before(), &mut *self.now());
        if let Some(error) = now.failed.take() {
            return Err(error);
        }
        if now.new.is_empty() && now.again.len() == before.places.len() {
            return Ok(());
        }
        let mut file = match now.file.take() {
            Some(file) => file,
            None => self.kept.begin(NAME)?,
        };
        let mut pieces = std::mem::take(&mut now.new);
        for key in &now.again {
            let piece = &before.bytes[before.places[key].clone()];
            file.add(piece)?;
            pieces.push((*key, piece.len()));
        }
        let end = postcard::to_stdvec(&(self.key, pieces)).map_err(io::Error::other)?;
        file.add(&end)?;
        file.add(&(end.len() as u64).to_le_bytes())?;
        file.finish()
    }
}

impl Before {
    /// What is of another program or another configuration is as good as nothing.
    fn parse(bytes: Vec<u8>, key: Hash) -> Option<Before> {
        let (rest, length) = bytes.split_last_chunk()?;
        let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
        let end = rest.get(rest.len().checked_sub(length)?..)?;
        let (of, pieces): (Hash, Vec<(Hash, usize)>) = postcard::from_bytes(end).ok()?;
        let mut places = HashMap::with_capacity(pieces.len());
        let mut at = 0usize;
        for (key, length) in pieces {
            places.insert(key, at..at.checked_add(length)?);
            at += length;
        }
        (of == key && at + length == rest.len()).then_some(Before { bytes, places })
    }
}

impl Memory for SearchMemory {
    fn recall(&self, key: &Hash) -> Option<Vec<u8>> {
        let before = self.before();
        let bytes = before.bytes[before.places.get(key)?.clone()].to_vec();
        self.now().again.insert(*key);
        Some(bytes)
    }

    fn keeps(&self) -> bool {
        self.writes
    }

    fn keep(&self, key: Hash, bytes: &[u8]) {
        let now = &mut *self.now();
        if !self.writes || now.failed.is_some() {
            return;
        }
        let added = match &mut now.file {
            Some(file) => file.add(bytes),
            None => self.kept.begin(NAME).and_then(|file| now.file.insert(file).add(bytes)),
        };
        match added {
            Ok(()) => now.new.push((key, bytes.len())),
            Err(error) => now.failed = Some(error),
        }
    }
}
