//! From files to a tree: which page lies where, and in what order.

use super::collation::Collation;
use super::model::Language;
use crate::base::path::RelPath;
use crate::document::Document;
use crate::document::fields::Kind;
use crate::document::names;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A page before it has a place in the site's list.
pub(super) struct Draft {
    pub doc: Arc<Document>,
    pub lang: usize,
    /// The folders above it, as in the URL.
    pub folder: Vec<String>,
    /// Its own part of the URL; `None` for the front page of its folder.
    pub part: Option<String>,
    /// The name that orders it among its siblings.
    name: String,
    pub generated: bool,
}

impl Draft {
    pub fn url(&self, languages: &[Language]) -> String {
        let mut url = languages[self.lang].prefix.clone();
        for part in self.folder.iter().chain(&self.part) {
            url.push_str(part);
            url.push('/');
        }
        url
    }

    pub fn is_section(&self) -> bool {
        self.part.is_none()
    }

    pub fn id(&self) -> String {
        if let Some(id) = &self.doc.front.fields.id {
            return id.clone();
        }
        let parts: Vec<&str> = self.folder.iter().chain(&self.part).map(String::as_str).collect();
        if parts.is_empty() { "start".to_owned() } else { parts.join("-") }
    }
}

/// Where each document lies. Folders without a front page get one, so that every level of the tree can be reached.
///
/// `folder_name` names a start page that nobody wrote, on a site without a title.
pub(super) fn drafts(documents: Vec<Arc<Document>>, languages: &[Language], folder_name: &str) -> Vec<Draft> {
    let indexes = index_files(&documents);
    let mut drafts: Vec<Draft> = documents.into_iter().map(|doc| draft(doc, languages, &indexes)).collect();
    let mut have: BTreeSet<(usize, Vec<String>)> =
        drafts.iter().filter(|d| d.is_section()).map(|d| (d.lang, d.folder.clone())).collect();
    let mut missing: BTreeMap<(usize, Vec<String>), (RelPath, RelPath)> = BTreeMap::new();
    for d in &drafts {
        let (mut path, mut file) = (d.doc.path.parent(), d.doc.file.parent());
        for depth in (0..=d.folder.len()).rev() {
            let key = (d.lang, d.folder[..depth].to_vec());
            if have.contains(&key) {
                break;
            }
            missing.entry(key.clone()).or_insert_with(|| (path.clone(), file.clone()));
            have.insert(key);
            (path, file) = (path.parent(), file.parent());
        }
    }
    for ((lang, folder), (path, file)) in missing {
        let title = match (folder.is_empty(), languages[lang].title.as_str()) {
            (false, _) => names::humanise(path.file_name()),
            (true, "") => names::humanise(folder_name),
            (true, title) => title.to_owned(),
        };
        let name = path.file_name().to_owned();
        let doc = Arc::new(Document::for_folder(path, file, title));
        drafts.push(Draft { doc, lang, folder, part: None, name, generated: true });
    }
    drafts
}

/// The file that is the front page of each folder, per language: `_index`, else `index`, else `README`.
fn index_files(documents: &[Arc<Document>]) -> BTreeMap<(RelPath, Option<String>), RelPath> {
    let mut best: BTreeMap<(RelPath, Option<String>), (u8, RelPath)> = BTreeMap::new();
    for doc in documents {
        let Some(rank) = names::front_rank(names::stem(&doc.path, doc.file_lang.as_deref())) else { continue };
        let key = (doc.path.parent(), doc.file_lang.clone());
        let candidate = (rank, doc.path.clone());
        let entry = best.entry(key).or_insert_with(|| candidate.clone());
        if candidate < *entry {
            *entry = candidate;
        }
    }
    best.into_iter().map(|(k, (_, path))| (k, path)).collect()
}

fn draft(doc: Arc<Document>, languages: &[Language], indexes: &BTreeMap<(RelPath, Option<String>), RelPath>) -> Draft {
    let parent = doc.path.parent();
    let mut folders: Vec<&str> = parent.parts().collect();
    let by_code = |code: &str| languages.iter().position(|l| l.code == code);
    let stated = doc.file_lang.as_deref().or(doc.front.fields.lang.as_deref()).and_then(by_code);
    // A folder named as a further language at the top holds that language's pages.
    let by_folder = folders.first().and_then(|f| by_code(f)).filter(|l| *l != 0);
    if by_folder.is_some() && stated.is_none_or(|s| Some(s) == by_folder) {
        folders.remove(0);
    }
    let lang = stated.or(by_folder).unwrap_or(0);
    let folder: Vec<String> = folders.into_iter().map(names::url_part).collect();
    let is_index = indexes.get(&(parent.clone(), doc.file_lang.clone())) == Some(&doc.path);
    let stem = names::stem(&doc.path, doc.file_lang.as_deref()).to_owned();
    let (part, name) = match is_index {
        true => (None, parent.file_name().to_owned()),
        false => (Some(names::url_part(&stem)), stem),
    };
    Draft { doc, lang, folder, part, name, generated: false }
}

/// Places in `drafts`, in reading order, with parents and sorted children (places in `drafts` too).
pub(super) struct Tree {
    pub order: Vec<usize>,
    pub parent: Vec<Option<usize>>,
    pub children: Vec<Vec<usize>>,
}

pub(super) fn tree(drafts: &[Draft], languages: &[Language]) -> Tree {
    let mut sections: BTreeMap<(usize, &[String]), usize> = BTreeMap::new();
    for (i, d) in drafts.iter().enumerate().filter(|(_, d)| d.is_section()) {
        // Of two front pages the first stands; that both want one URL is told as a finding.
        sections.entry((d.lang, &d.folder)).or_insert(i);
    }
    let mut parent = vec![None; drafts.len()];
    let mut children = vec![Vec::new(); drafts.len()];
    let mut roots = Vec::new();
    for (i, d) in drafts.iter().enumerate() {
        let above = match (d.is_section(), d.folder.split_last()) {
            (true, None) => None,
            (true, Some((_, above))) => Some(above),
            (false, _) => Some(&d.folder[..]),
        };
        let up = above.and_then(|folder| sections.get(&(d.lang, folder)).copied()).filter(|p| *p != i);
        parent[i] = up;
        match up {
            Some(p) => children[p].push(i),
            None => roots.push(i),
        }
    }
    let collations: Vec<Collation> = languages.iter().map(|l| Collation::new(&l.code)).collect();
    for siblings in &mut children {
        sort(siblings, drafts, &collations);
    }
    roots.sort_by_key(|i| (drafts[*i].lang, drafts[*i].doc.path.clone()));
    let mut order = Vec::with_capacity(drafts.len());
    let mut stack: Vec<usize> = roots.into_iter().rev().collect();
    while let Some(i) = stack.pop() {
        order.push(i);
        stack.extend(children[i].iter().rev());
    }
    Tree { order, parent, children }
}

/// By weight, then number, then name; pages of news by date, newest first.
fn sort(siblings: &mut [usize], drafts: &[Draft], collations: &[Collation]) {
    let all_news = siblings.iter().all(|i| drafts[*i].doc.front.kind() == Kind::News);
    if all_news {
        siblings.sort_by_cached_key(|i| {
            let d = &drafts[*i];
            (Reverse(d.doc.front.fields.date), collations[d.lang].key(&d.name))
        });
        return;
    }
    siblings.sort_by_cached_key(|i| {
        let d = &drafts[*i];
        let f = &d.doc.front.fields;
        let number = f.number.or(names::split_order(&d.name).0);
        let key = collations[d.lang].key(&d.name);
        (
            f.weight.map_or(i64::MAX, |weight| (weight * 1000.0).round() as i64),
            number.unwrap_or(i64::MAX),
            key,
            d.doc.path.clone(),
        )
    });
}
