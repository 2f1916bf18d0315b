//! One version of the site, rendered page by page as it is asked for.

use crate::base::bytes::Bytes;
use crate::base::hash::Hash;
use crate::base::path::RelPath;
use crate::diagnostic::Diagnostic;
use crate::pipeline::Loaded;
use crate::plan::{Target, TargetKind};
use crate::render::Renderer;
use crate::search::{IndexFormat, SearchIndex};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Rendered pages kept for the next who asks: enough for everything that people look at, and an end for crawlers.
const CACHE_BYTES: usize = 64 << 20;

/// Files of earlier versions kept for browsers that hold an earlier page.
const RETIRED_FILES: usize = 64;

/// A file as a browser gets it.
#[derive(Clone, Debug)]
pub(super) struct Rendered {
    pub bytes: Bytes,
    pub hash: Hash,
    /// Path below the site's root; its ending gives the media type.
    pub path: String,
    /// A page of the site, as opposed to a file beside it.
    pub is_page: bool,
}

/// What there is at a path.
pub(super) enum Found {
    File(Rendered),
    /// The page lies at this path.
    Elsewhere(String),
    Missing,
    /// Its template fails.
    Failed(Box<Diagnostic>),
}

pub(super) struct Snapshot {
    loaded: Loaded,
    renderer: Renderer,
    /// Place in the plan by path.
    by_path: Arc<HashMap<String, usize>>,
    cache: Mutex<Cache>,
    search: OnceLock<Arc<SearchIndex>>,
    search_folder: String,
    retired: Retired,
    /// It has findings that would stop a build: served only while there is nothing better.
    pub faulty: bool,
}

#[derive(Default)]
struct Cache {
    pages: HashMap<usize, Rendered>,
    bytes: usize,
}

/// What pages of earlier versions link to. Names hold the hash of the content, so they can never be wrong.
#[derive(Clone, Default)]
struct Retired {
    files: Vec<(String, Bytes)>,
    search: Option<Arc<SearchIndex>>,
}

impl Snapshot {
    /// `before` is the version that this one replaces.
    pub(super) fn new(loaded: Loaded, faulty: bool, before: Option<&Snapshot>) -> Snapshot {
        let by_path = match before.filter(|b| Arc::ptr_eq(&b.loaded.plan, &loaded.plan)) {
            Some(before) => Arc::clone(&before.by_path),
            None => Arc::new(loaded.plan.targets.iter().enumerate().map(|(i, t)| (t.path.clone(), i)).collect()),
        };
        let search_folder = format!("{}/", loaded.site.paths[0].search);
        let renderer = loaded.renderer();
        let retired = before.map_or_else(Retired::default, |b| b.retire(&loaded));
        Snapshot {
            loaded,
            renderer,
            by_path,
            cache: Mutex::default(),
            search: OnceLock::new(),
            search_folder,
            retired,
            faulty,
        }
    }

    fn retire(&self, new: &Loaded) -> Retired {
        let mut retired = self.retired.clone();
        retired.search = self.search.get().cloned().or(retired.search);
        if Arc::ptr_eq(&self.loaded.theme, &new.theme) {
            return retired;
        }
        let old = self.loaded.theme.files.iter();
        let gone = old.filter(|f| !new.theme.files.iter().any(|n| n.url == f.url));
        retired.files.extend(gone.map(|f| (f.url.clone(), Arc::clone(&f.bytes))));
        let surplus = retired.files.len().saturating_sub(RETIRED_FILES);
        retired.files.drain(..surplus);
        retired
    }

    /// What lies at `path`, decoded and without a leading slash.
    pub(super) fn find(&self, path: &str) -> Found {
        if path.is_empty() || path.ends_with('/') {
            return self.by_path.get(&format!("{path}index.html")).map_or(Found::Missing, |i| self.render(*i));
        }
        if let Some(i) = self.by_path.get(path) {
            return self.render(*i);
        }
        if self.by_path.contains_key(&format!("{path}/index.html")) {
            return Found::Elsewhere(format!("{path}/"));
        }
        let file = self.search_file(path).or_else(|| {
            let (_, bytes) = self.retired.files.iter().find(|(url, _)| url == path)?;
            Some(Arc::clone(bytes))
        });
        file.map_or(Found::Missing, |bytes| {
            Found::File(Rendered { hash: Hash::of(&bytes), bytes, path: path.to_owned(), is_page: false })
        })
    }

    /// The page for addresses that lead nowhere.
    pub(super) fn not_found(&self) -> Found {
        let ix = self.loaded.plan.targets.iter().position(|t| t.kind == TargetKind::NotFound);
        ix.map_or(Found::Missing, |i| self.render(i))
    }

    /// The hash of what a browser that asks for `path` gets to see, whatever it is.
    pub(super) fn page_hash(&self, path: &str) -> String {
        let found = match self.find(path) {
            Found::Missing => self.not_found(),
            found => found,
        };
        match found {
            Found::File(file) => file.hash.short(),
            Found::Elsewhere(path) => Hash::of(path.as_bytes()).short(),
            Found::Missing => "0".to_owned(),
            Found::Failed(d) => failure_hash(&d),
        }
    }

    /// The source of the page at `path`, below the site's root.
    pub(super) fn source(&self, path: &str) -> Option<RelPath> {
        let target = &self.loaded.plan.targets[*self.by_path.get(&format!("{path}index.html"))?];
        match target.kind {
            TargetKind::Page(ix) | TargetKind::Whole(ix) => Some(self.loaded.site.pages[ix].doc.file.clone()),
            _ => None,
        }
    }

    fn render(&self, ix: usize) -> Found {
        let cache = || self.cache.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = cache().pages.get(&ix) {
            return Found::File(known.clone());
        }
        let target = &self.loaded.plan.targets[ix];
        // Two browsers that ask at once render it twice: the bytes are the same, and nobody waits for another's page.
        let artifact = match self.renderer.render(target) {
            Ok(artifact) => artifact,
            Err(diagnostic) => return Found::Failed(Box::new(diagnostic)),
        };
        let hash = Hash::of(&artifact.bytes);
        // An old address may end in `.aspx`, and is a page all the same.
        let path = if matches!(target.kind, TargetKind::Redirect(_)) { "index.html".to_owned() } else { artifact.path };
        let rendered = Rendered { bytes: artifact.bytes, hash, path, is_page: is_page(target) };
        let mut cache = cache();
        if cache.bytes + rendered.bytes.len() <= CACHE_BYTES && cache.pages.insert(ix, rendered.clone()).is_none() {
            cache.bytes += rendered.bytes.len();
        }
        Found::File(rendered)
    }

    fn search_file(&self, path: &str) -> Option<Bytes> {
        if !self.has_search() {
            return None;
        }
        let name = path.strip_prefix(&self.search_folder)?;
        let file = |index: &SearchIndex| {
            let (_, bytes) = index.files.iter().find(|(n, _)| n == name)?;
            Some(Arc::clone(bytes))
        };
        // The manifest's name is always the same, so only this version's will do.
        let retired = self.retired.search.as_deref().filter(|_| name != IndexFormat::Data.manifest());
        retired.and_then(file).or_else(|| file(&self.search_index()))
    }

    /// The search index; the first who needs it builds it, others wait for him.
    pub(super) fn search_index(&self) -> Arc<SearchIndex> {
        Arc::clone(self.search.get_or_init(|| Arc::new(self.loaded.search_index())))
    }

    /// Whether the path lies among the files of the search index.
    pub(super) fn is_search(&self, path: &str) -> bool {
        path.len() > self.search_folder.len() && path.starts_with(&self.search_folder)
    }

    pub(super) fn has_search(&self) -> bool {
        self.loaded.search.is_on()
    }

    pub(super) fn loaded(&self) -> &Loaded {
        &self.loaded
    }

    /// The URLs of images and other files that both versions have with other bytes.
    pub(super) fn changed_assets(&self, before: &Snapshot) -> Vec<String> {
        if Arc::ptr_eq(&self.loaded.assets, &before.loaded.assets) {
            return Vec::new();
        }
        let assets = |s: &Snapshot| -> HashMap<String, Bytes> {
            let of = |t: &Target| match t.kind {
                TargetKind::Asset(ix) => Some((t.path.clone(), Arc::clone(&s.loaded.assets.get(ix)?.bytes))),
                _ => None,
            };
            s.loaded.plan.targets.iter().filter_map(of).collect()
        };
        let old = assets(before);
        let mut changed: Vec<String> = assets(self)
            .into_iter()
            .filter(|(path, bytes)| old.get(path).is_some_and(|o| o != bytes))
            .map(|(path, _)| path)
            .collect();
        changed.sort_unstable();
        changed
    }
}

/// What stands for a page that cannot be rendered.
pub(super) fn failure_hash(d: &Diagnostic) -> String {
    Hash::of(format!("{:?}", d.order()).as_bytes()).short()
}

fn is_page(target: &Target) -> bool {
    matches!(target.kind, TargetKind::Redirect(_))
        || target.path.ends_with(".html") && !matches!(target.kind, TargetKind::Asset(_) | TargetKind::Static(_))
}
