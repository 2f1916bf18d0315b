//! A built index.
use crate::base::bytes::Bytes;

/// A built index.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchIndex {
    /// Path below the search folder and bytes; the manifest is first, the rest has content-hashed names.
    pub files: Vec<(String, Bytes)>,
    /// Source path of each page, by number.
    pub sources: Vec<String>,
    /// What was built.
    pub stats: Stats,
}

/// Figures for the build's report.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stats {
    /// Pages that can be found.
    pub pages: usize,
    /// Different words in their texts.
    pub words: usize,
    /// Terms that words are looked up by: stems and parts of compounds.
    pub terms: usize,
    /// Simple words that compounds are taken apart by.
    pub parts: usize,
    /// Bytes of all files.
    pub bytes: usize,
}
