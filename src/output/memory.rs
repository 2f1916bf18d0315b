//! A site in memory, for the development server and for tests.

use super::sink::{Committed, OutputError, Sink};
use crate::base::bytes::Bytes;
use crate::render::Artifact;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// The files of a site by path. Clones share what was committed last.
#[derive(Clone, Debug, Default)]
pub struct MemorySink {
    taken: Arc<Mutex<BTreeMap<String, Bytes>>>,
}

impl MemorySink {
    /// An empty site.
    pub fn new() -> MemorySink {
        MemorySink::default()
    }

    /// All files that were written.
    pub fn files(&self) -> BTreeMap<String, Bytes> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Sink for MemorySink {
    fn write(&self, artifact: Artifact) -> Result<(), OutputError> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner).insert(artifact.path, artifact.bytes);
        Ok(())
    }

    fn commit(self: Box<Self>) -> Result<Committed, OutputError> {
        let taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let (files, bytes) = (taken.len(), taken.values().map(|b| b.len() as u64).sum());
        Ok(Committed { files, written: files, removed: 0, bytes })
    }
}

/// Takes everything and keeps nothing: to measure rendering alone.
#[derive(Clone, Copy, Debug, Default)]
pub struct Discard;

impl Sink for Discard {
    fn write(&self, _: Artifact) -> Result<(), OutputError> {
        Ok(())
    }

    fn commit(self: Box<Self>) -> Result<Committed, OutputError> {
        Ok(Committed::default())
    }
}
