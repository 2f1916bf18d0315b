//! What an earlier build worked out, used again where it would be worked out of the same.
use crate::base::hash::Hash;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Where it is kept. What is neither asked for nor kept anew is forgotten.
pub trait Memory: Sync {
    /// Whether it is worth asking: else nobody need work out keys.
    fn remembers(&self) -> bool {
        true
    }

    /// What was kept under a key.
    fn recall(&self, key: &Hash) -> Option<Vec<u8>>;

    /// Whether anything new is kept; else nobody need write it down.
    fn keeps(&self) -> bool;

    /// Keeps what was worked out of that which the key is made of.
    fn keep(&self, key: Hash, bytes: &[u8]);
}

/// Remembers nothing.
pub struct Oblivion;

impl Memory for Oblivion {
    fn remembers(&self) -> bool {
        false
    }

    fn recall(&self, _: &Hash) -> Option<Vec<u8>> {
        None
    }

    fn keeps(&self) -> bool {
        false
    }

    fn keep(&self, _: Hash, _: &[u8]) {}
}

/// A key made of all that decides what comes of some work, and of a name for the work.
pub fn key<'a>(work: &'a str, parts: impl IntoIterator<Item = &'a [u8]>) -> Hash {
    let mut all = Vec::new();
    for part in std::iter::once(work.as_bytes()).chain(parts) {
        all.extend_from_slice(&part.len().to_le_bytes());
        all.extend_from_slice(part);
    }
    Hash::of(&all)
}

/// The value that is kept under the key, else the one that `make` gives; without a key it is not known what it depends on.
pub fn value<T: Serialize + DeserializeOwned>(
    memory: &dyn Memory,
    key: impl FnOnce() -> Option<Hash>,
    make: impl FnOnce() -> T,
) -> T {
    let key = if memory.remembers() { key() } else { None };
    let known = key.and_then(|key| memory.recall(&key));
    if let Some(value) = known.and_then(|bytes| postcard::from_bytes(&bytes).ok()) {
        return value;
    }
    let value = make();
    if let Some(key) = key.filter(|_| memory.keeps())
        && let Ok(bytes) = postcard::to_stdvec(&value)
    {
        memory.keep(key, &bytes);
    }
    value
}
