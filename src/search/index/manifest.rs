//! The manifest: the only file with a fixed name, which tells where everything else is.
use super::facets::Facets;
use super::format::payload_text;
use super::search_index::SearchIndex;
use crate::language::front_coding::{front_code, front_decode};
use serde::{Deserialize, Serialize};

/// Grows when the format changes; the browser refuses another.
pub(super) const VERSION: u32 = 4;

/// Hashes of the other files, four letters each and in order; empty when they are in the manifest's own file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Files {
    pub analysis: String,
    pub parts: String,
    pub terms: String,
    pub texts: String,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    pub version: u32,
    pub pages: u32,
    /// Pages that one term names at most.
    pub most: u32,
    pub languages: Vec<String>,
    /// First folded form of each shard; front-coded on the wire.
    #[serde(with = "coded")]
    pub bounds: Vec<String>,
    /// Pages in each block of text.
    pub blocks: Vec<u32>,
    pub facets: Facets,
    pub files: Files,
}

/// Twenty bits of content hash. The number before it makes names unique; the hash only has to tell one
/// version of a file from the one before, and thousands of them travel with the manifest.
pub(super) fn hash(payload: &[u8]) -> String {
    const LETTERS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    let bytes = blake3::hash(payload);
    let b = bytes.as_bytes();
    let n = u32::from(b[0]) << 16 | u32::from(b[1]) << 8 | u32::from(b[2]);
    (0..4).map(|k| char::from(LETTERS[(n >> (5 * k)) as usize & 31])).collect()
}

impl Manifest {
    /// The manifest of a built index; `None` when it cannot be read.
    pub(super) fn of(index: &SearchIndex) -> Option<Manifest> {
        #[derive(Deserialize)]
        struct First {
            m0: Manifest,
        }
        let (_, bytes) = index.files.first()?;
        let First { m0 } = serde_json::from_str(payload_text(bytes)?).ok()?;
        Some(m0)
    }

    /// The shard that a folded form belongs to.
    pub(super) fn shard_of(&self, fold: &str) -> usize {
        self.bounds.partition_point(|b| b.as_str() <= fold).saturating_sub(1)
    }

    /// The block of text that a page is in.
    pub(super) fn block_of(&self, page: u32) -> usize {
        let ends = self.blocks.iter().scan(0, |end, pages| {
            *end += pages;
            Some(*end)
        });
        ends.take_while(|end| *end <= page).count()
    }
}

mod coded {
    use super::{front_code, front_decode};
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(words: &[String], out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(&front_code(words.iter().map(String::as_str)))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(input: D) -> Result<Vec<String>, D::Error> {
        let text = String::deserialize(input)?;
        front_decode(&text).ok_or_else(|| serde::de::Error::custom("bounds are damaged"))
    }
}
