//! A built index, opened: the files are read when they are first asked for, as in the browser.
use super::build::SearchIndex;
use super::manifest::{Manifest, VERSION, hash_at};
use super::parts::Lexicon;
use super::postings::Posting;
use super::shard::Shard;
use super::wire::{Damage, Form, Payloads, payloads, read};
use crate::base::bytes::Bytes;
use serde::Deserialize;
use serde_json::value::RawValue;
use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

/// The text of one page, for ranking and snippets: address, title, description, sections as heading, anchor
/// and text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct PageText(pub String, pub String, pub String, pub Vec<(String, String, String)>);

/// Where a term is: shard and place in it.
pub type TermAt = (u32, u32);

/// The index with what has been read of it.
#[derive(Debug)]
pub struct Index {
    files: HashMap<String, Bytes>,
    form: Form,
    /// What came with the manifest.
    inside: Payloads,
    pub manifest: Manifest,
    lexicon: OnceLock<Result<Lexicon, Damage>>,
    pub sources: Vec<String>,
    /// Combination of facets of each page.
    pub facets: Vec<u32>,
    /// First page of each block.
    block_starts: Vec<u32>,
    shards: Vec<OnceLock<Result<Shard, Damage>>>,
    blocks: Vec<OnceLock<Result<Vec<PageText>, Damage>>>,
}

impl Index {
    /// Opens an index; fails only when the manifest or the analysis tables cannot be used. Other files tell
    /// their damage when they are needed ([`Index::damage`]).
    pub fn open(index: &SearchIndex) -> Result<Self, Damage> {
        let files: HashMap<String, Bytes> = index.files.iter().cloned().collect();
        let form = if files.contains_key(Form::Scripts.manifest()) { Form::Scripts } else { Form::Data };
        let name = form.manifest();
        let broken = || Damage::Broken(name.to_owned());
        let first = files.get(name).ok_or_else(|| Damage::Missing(name.to_owned()))?;
        let inside = payloads(first, name)?;
        let manifest: Manifest = read(inside.get("m0").ok_or_else(broken)?, name)?;
        if manifest.version != VERSION {
            return Err(broken());
        }
        let mut block_starts = Vec::with_capacity(manifest.blocks.len());
        let mut at = 0;
        for n in &manifest.blocks {
            block_starts.push(at);
            at += n;
        }
        Ok(Index {
            facets: manifest.facets.by_page(),
            shards: (0..manifest.bounds.len()).map(|_| OnceLock::new()).collect(),
            blocks: (0..manifest.blocks.len()).map(|_| OnceLock::new()).collect(),
            sources: index.sources.clone(),
            lexicon: OnceLock::new(),
            block_starts,
            manifest,
            form,
            inside,
            files,
        })
    }

    /// What compounds are taken apart by; empty when its file is missing or damaged.
    pub fn lexicon(&self) -> &Lexicon {
        static NONE: std::sync::LazyLock<Lexicon> = std::sync::LazyLock::new(Lexicon::default);
        let read = || {
            let text: String = self.payload('l', 0, &self.manifest.files.parts, read)?;
            Lexicon::from_text(&text).ok_or_else(|| Damage::Broken("l0".to_owned()))
        };
        self.lexicon.get_or_init(read).as_ref().unwrap_or(&NONE)
    }

    /// Reads the `n`th payload of a kind with `parse`, which is given its name for what it has to tell.
    fn payload<T>(
        &self,
        kind: char,
        n: usize,
        hashes: &str,
        parse: impl FnOnce(&RawValue, &str) -> Result<T, Damage>,
    ) -> Result<T, Damage> {
        let id = format!("{kind}{n}");
        let Some(hash) = hash_at(hashes, n) else {
            return parse(self.inside.get(&id).ok_or_else(|| Damage::Missing(id.clone()))?, &id);
        };
        let file = self.form.name(&id, hash);
        let bytes = self.files.get(&file).ok_or_else(|| Damage::Missing(file.clone()))?;
        let found = payloads(bytes, &file)?;
        parse(found.get(&id).ok_or_else(|| Damage::Broken(file.clone()))?, &file)
    }

    /// A shard, or nothing when it is missing or damaged.
    pub fn shard(&self, n: u32) -> Option<&Shard> {
        let read = || self.payload('t', n as usize, &self.manifest.files.terms, Shard::read);
        self.shards.get(n as usize)?.get_or_init(read).as_ref().ok()
    }

    /// The block of text that a page is in.
    pub fn block_of(&self, page: u32) -> Option<usize> {
        self.block_starts.partition_point(|s| *s <= page).checked_sub(1)
    }

    /// The text of a page, or nothing when its block is missing or damaged.
    pub fn text(&self, page: u32) -> Option<&PageText> {
        let n = self.block_of(page)?;
        let read = || self.payload('d', n, &self.manifest.files.texts, read);
        let block = self.blocks[n].get_or_init(read).as_ref().ok()?;
        block.get((page - self.block_starts[n]) as usize)
    }

    /// What could not be read so far.
    pub fn damage(&self) -> Vec<Damage> {
        let shards = self.shards.iter().filter_map(|s| s.get()?.as_ref().err());
        let blocks = self.blocks.iter().filter_map(|b| b.get()?.as_ref().err());
        let lexicon = self.lexicon.get().and_then(|l| l.as_ref().err());
        shards.chain(blocks).chain(lexicon).cloned().collect()
    }

    /// The shard that a folded form belongs to.
    pub fn shard_of(&self, fold: &str) -> u32 {
        self.manifest.bounds.partition_point(|b| b.as_str() <= fold).saturating_sub(1) as u32
    }

    /// All terms with this folded form.
    pub fn lookup(&self, fold: &str) -> Vec<TermAt> {
        let n = self.shard_of(fold);
        let Some(shard) = self.shard(n) else { return Vec::new() };
        let from = shard.folds.partition_point(|f| f.as_str() < fold);
        let same = shard.folds[from..].iter().take_while(|f| *f == fold).count();
        (from..from + same).map(|i| (n, i as u32)).collect()
    }

    /// Terms whose folded form begins so, from at most `shards` shards.
    pub fn prefixed(&self, fold: &str, shards: u32) -> Vec<TermAt> {
        let mut out = Vec::new();
        let first = self.shard_of(fold);
        for n in first..first + shards {
            if n > first && !self.manifest.bounds.get(n as usize).is_some_and(|b| b.starts_with(fold)) {
                break;
            }
            let Some(shard) = self.shard(n) else { continue };
            let from = shard.folds.partition_point(|f| f.as_str() < fold);
            let same = shard.folds[from..].iter().take_while(|f| f.starts_with(fold)).count();
            out.extend((from..from + same).map(|i| (n, i as u32)));
        }
        out
    }

    pub fn term(&self, at: TermAt) -> Option<&super::shard::Term> {
        self.shard(at.0)?.terms.get(at.1 as usize)
    }

    pub fn fold(&self, at: TermAt) -> &str {
        self.shard(at.0).and_then(|s| s.folds.get(at.1 as usize)).map(String::as_str).unwrap_or_default()
    }

    pub fn postings(&self, at: TermAt) -> Vec<Posting> {
        self.shard(at.0).map(|s| s.postings(at.1 as usize)).unwrap_or_default()
    }

    /// All files by path, sorted.
    pub fn paths(&self) -> BTreeMap<&str, usize> {
        self.files.iter().map(|(p, b)| (p.as_str(), b.len())).collect()
    }
}
