//! Bodies as they were parsed at the last build, kept beside the site without their prose.
//!
//! They lie in shards, so that a change of one page writes a small part again. A shard names
//! the program and the configuration that parsed, and the files with their hashes and lengths; the bodies follow.

use crate::base::hash::Hash;
use crate::base::parallel;
use crate::base::path::RelPath;
use crate::document::{Document, Parsed};
use crate::output::Kept;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use std::io;
use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

const SHARDS: usize = 16;

/// What was kept, read shard by shard when it is first asked for.
#[derive(Debug)]
pub struct Bodies {
    kept: Kept,
    /// The program and all of the configuration that parsing depends on.
    key: Hash,
    shards: Vec<OnceLock<Shard>>,
    damaged: AtomicBool,
}

#[derive(Debug, Default)]
struct Shard {
    bytes: Vec<u8>,
    /// By file: the hash of what was parsed, and where its body is.
    known: HashMap<RelPath, (Hash, Range<usize>)>,
}

#[derive(Serialize, Deserialize)]
struct Head {
    key: Hash,
    /// In the order of the bodies, with their lengths in bytes.
    files: Vec<(RelPath, Hash, u32)>,
}

fn name(shard: usize) -> String {
    format!("bodies-{shard:02}")
}

fn shard_of(file: &RelPath) -> usize {
    file.as_str().bytes().fold(0usize, |n, b| n.wrapping_mul(31).wrapping_add(usize::from(b))) % SHARDS
}

impl Shard {
    /// What is of another program or another configuration is as good as nothing.
    fn parse(bytes: Vec<u8>, key: &Hash) -> Option<Shard> {
        let (head, bodies): (Head, &[u8]) = postcard::take_from_bytes(&bytes).ok()?;
        if head.key != *key {
            return None;
        }
        let mut at = bytes.len() - bodies.len();
        let mut known = HashMap::with_capacity(head.files.len());
        for (file, hash, length) in head.files {
            let from = at;
            at += length as usize;
            known.insert(file, (hash, from..at));
        }
        Some(Shard { bytes, known })
    }

    fn get(&self, file: &RelPath, hash: &Hash) -> Option<&[u8]> {
        let (of, range) = self.known.get(file)?;
        if of == hash { self.bytes.get(range.clone()) } else { None }
    }
}

impl Bodies {
    /// What `kept` has that was parsed under `key`: the program and the configuration.
    pub fn new(kept: Kept, key: Hash) -> Bodies {
        Bodies { kept, key, shards: (0..SHARDS).map(|_| OnceLock::new()).collect(), damaged: AtomicBool::new(false) }
    }

    /// Whether something of what was asked for so far could not be read. It is as good as nothing.
    pub fn is_damaged(&self) -> bool {
        self.damaged.load(Ordering::Relaxed)
    }

    fn shard(&self, number: usize) -> &Shard {
        self.shards[number].get_or_init(|| match self.kept.read(&name(number)) {
            Ok(bytes) => bytes.and_then(|bytes| Shard::parse(bytes, &self.key)).unwrap_or_default(),
            Err(_) => {
                self.damaged.store(true, Ordering::Relaxed);
                Shard::default()
            }
        })
    }

    /// The body of `file`, which holds bytes of `hash`.
    pub fn get(&self, file: &RelPath, hash: &Hash) -> Option<Parsed> {
        postcard::from_bytes(self.shard(shard_of(file)).get(file, hash)?).ok()
    }

    /// Keeps the bodies of `documents` and no others.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn keep<'a>(&self, documents: impl Iterator<Item = &'a Document>) -> io::Result<()> {
        let mut shards: Vec<BTreeMap<&RelPath, &Document>> = vec![BTreeMap::new(); SHARDS];
        for document in documents {
            shards[shard_of(&document.file)].insert(&document.file, document);
        }
        parallel::range(SHARDS, |number| self.keep_shard(number, &shards[number])).into_iter().collect()
    }

    fn keep_shard(&self, number: usize, documents: &BTreeMap<&RelPath, &Document>) -> io::Result<()> {
        let before = self.shard(number);
        let same = |document: &&Document| before.get(&document.file, &document.hash).is_some();
        if documents.len() == before.known.len() && documents.values().all(same) {
            return Ok(());
        }
        let mut bodies = Vec::new();
        let mut files = Vec::with_capacity(documents.len());
        for (file, document) in documents {
            let from = bodies.len();
            match before.get(file, &document.hash) {
                Some(body) => bodies.extend_from_slice(body),
                None => bodies = postcard::to_extend(&document.parsed(), bodies).map_err(io::Error::other)?,
            }
            files.push(((*file).clone(), document.hash, (bodies.len() - from) as u32));
        }
        let head = Head { key: self.key, files };
        let mut bytes = postcard::to_extend(&head, Vec::new()).map_err(io::Error::other)?;
        bytes.append(&mut bodies);
        self.kept.write(&name(number), bytes)
    }
}
