//! From all documents to those that have a place of their own, and those that lie below another version.

use super::faults;
use super::files::{FileName, is_version, plain, without_version};
use super::periods::{Period, State, by_preference, in_time, replaced_from};
use crate::base::date::Date;
use crate::base::path::RelPath;
use crate::base::slug::slug;
use crate::diagnostic::Diagnostics;
use crate::document::{Document, names};
use crate::site::model::{AbsentPage, Language};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What versions are told apart by, beside the documents.
pub(in crate::site) struct Surroundings<'a> {
    pub languages: &'a [Language],
    pub absent: &'a [AbsentPage],
    pub day: Date,
}

/// All documents, by where they lie.
#[derive(Default)]
pub(in crate::site) struct Arranged {
    /// Those that have a place of their own.
    pub placed: Vec<Arc<Document>>,
    /// Versions that lie below another.
    pub below: Vec<Below>,
    /// The documents that have versions.
    pub sets: Vec<VersionSet>,
}

/// A version that lies below the one that stands for the document.
pub(in crate::site) struct Below {
    pub doc: Arc<Document>,
    /// The file of the one that it lies below.
    pub place: RelPath,
    /// The part of the address below that one's: `v2`.
    pub label: String,
}

/// The versions of one document, in the order in which they come to hold.
pub(in crate::site) struct VersionSet {
    pub versions: Vec<VersionFiles>,
    /// The one that stands for the document on the day.
    pub chosen: usize,
}

/// One version in every language that it is written in.
pub(in crate::site) struct VersionFiles {
    /// By language.
    pub files: BTreeMap<usize, RelPath>,
    /// The first day on which a later version holds in its place.
    pub replaced_from: Option<Date>,
    /// Whether that day has come.
    pub is_replaced: bool,
}

/// One version on the way: its documents by language, as places in the list of all.
type Members = BTreeMap<usize, usize>;

/// Groups documents with their versions, and gives the one that stands for the document on the day its place.
pub(in crate::site) fn arrange(
    documents: Vec<Arc<Document>>,
    around: &Surroundings<'_>,
    found: &mut Diagnostics,
) -> Arranged {
    if !documents.iter().any(|doc| is_version(doc)) {
        return Arranged { placed: documents, ..Arranged::default() };
    }
    let names: Vec<FileName> = documents.iter().map(|doc| FileName::of(doc, around.languages)).collect();
    let mut sets: BTreeMap<&RelPath, Vec<usize>> = BTreeMap::new();
    for (i, name) in names.iter().enumerate() {
        sets.entry(&name.plain).or_default().push(i);
    }
    let absent = absent_paths(around);
    let mut arranged = Arranged::default();
    let mut moved: BTreeMap<usize, Option<Below>> = BTreeMap::new();
    for (path, members) in sets.into_iter().filter(|(_, all)| all.iter().any(|i| names[*i].number > 0)) {
        let set = Set { documents: &documents, names: &names, absent: &absent, path };
        let versions = set.versions(&members, found);
        // Also where its original is not in this edition, a version has the document's address.
        if versions.keys().any(|number| *number > 0) {
            arranged.sets.push(set.arrange(&versions, around.day, &mut moved, found));
        }
    }
    for (i, doc) in documents.iter().enumerate() {
        match moved.remove(&i) {
            None => arranged.placed.push(Arc::clone(doc)),
            Some(None) => {
                let path = without_version(doc);
                arranged.placed.push(Arc::new(Document { path, ..Document::clone(doc) }));
            }
            Some(Some(below)) => arranged.below.push(below),
        }
    }
    arranged.placed.sort_by(|a, b| a.path.cmp(&b.path));
    arranged
}

/// The paths, without language and ending, of pages that are not in this edition.
fn absent_paths(around: &Surroundings<'_>) -> BTreeSet<RelPath> {
    let codes = || around.languages.iter().map(|l| l.code.as_str());
    let path =
        |page: &AbsentPage| plain(&page.path, names::file_lang(&page.path, codes()).as_deref(), around.languages);
    around.absent.iter().map(path).collect()
}

/// The files of one document.
struct Set<'a> {
    documents: &'a [Arc<Document>],
    names: &'a [FileName],
    absent: &'a BTreeSet<RelPath>,
    path: &'a RelPath,
}

impl Set<'_> {
    /// The versions by number; files that cannot be versions of this document are left as pages of their own.
    fn versions(&self, members: &[usize], found: &mut Diagnostics) -> BTreeMap<u32, Members> {
        let mut versions: BTreeMap<u32, Members> = BTreeMap::new();
        let original = |lang: usize| {
            let all = || members.iter().copied().filter(|i| self.names[*i].number == 0);
            all().find(|i| self.names[*i].lang == lang).or_else(|| all().next())
        };
        for i in members {
            let name = &self.names[*i];
            let fault = match original(name.lang) {
                _ if name.number == 0 => None,
                None if self.absent.contains(self.path) => None,
                None => Some(faults::without_original(&self.documents[*i], self.path)),
                Some(original) => faults::other(&self.documents[*i], &self.documents[original]),
            };
            match fault {
                Some(fault) => found.push(fault),
                None => {
                    versions.entry(name.number).or_default().entry(name.lang).or_insert(*i);
                }
            }
        }
        versions
    }

    /// The document whose dates are a version's: the original. `None`: it is not in this edition, so nothing is known of
    /// what was decided.
    fn head(&self, version: &Members, is_translated: bool) -> Option<&Document> {
        let original = version.get(&0).or_else(|| version.values().next().filter(|_| !is_translated))?;
        Some(&self.documents[*original])
    }

    fn arrange(
        &self,
        versions: &BTreeMap<u32, Members>,
        day: Date,
        moved: &mut BTreeMap<usize, Option<Below>>,
        found: &mut Diagnostics,
    ) -> VersionSet {
        let is_translated = versions.values().any(|version| version.contains_key(&0));
        let mut periods = Vec::new();
        let mut heads = Vec::new();
        for (number, version) in versions {
            let head = self.head(version, is_translated);
            let unknown = Period { number: *number, state: State::Planned, from: None, to: None };
            periods.push(head.map_or(unknown, |doc| Period::of(*number, &doc.front.fields)));
            if let (None, Some(first)) = (head, version.values().next()) {
                let path = RelPath::lit(&format!("{}.v{number}", self.path));
                let absent = self.absent.contains(if *number == 0 { self.path } else { &path });
                found.extend((!absent).then(|| faults::translation_alone(&self.documents[*first])));
            }
            heads.push(head);
        }
        faults::dates(&periods, &heads, found);
        let labels = self.labels(versions);
        let order = by_preference(&periods, day);
        let members: Vec<&Members> = versions.values().collect();
        let languages: BTreeSet<usize> = members.iter().flat_map(|version| version.keys().copied()).collect();
        for lang in languages {
            let mut of_language = order.iter().filter_map(|v| Some((*v, *members[*v].get(&lang)?)));
            let Some((_, place)) = of_language.next() else { continue };
            if self.names[place].number > 0 {
                moved.insert(place, None);
            }
            for (version, i) in of_language {
                let doc = Arc::clone(&self.documents[i]);
                let place = self.documents[place].file.clone();
                moved.insert(i, Some(Below { doc, place, label: labels[version].clone() }));
            }
        }
        let replaced = replaced_from(&periods);
        let in_time = in_time(&periods);
        let chosen = in_time.iter().position(|v| Some(v) == order.first()).unwrap_or(0);
        let files = |v: usize| members[v].iter().map(|(l, i)| (*l, self.documents[*i].file.clone())).collect();
        let versions = in_time.iter().map(|v| VersionFiles {
            files: files(*v),
            replaced_from: replaced[*v],
            is_replaced: replaced[*v].is_some_and(|from| from <= day),
        });
        VersionSet { versions: versions.collect(), chosen }
    }

    /// The part of the address of each version that another stands before: as its file is called; of the file without a
    /// number as its front matter has it (`1.2` is `v1-2`).
    fn labels(&self, versions: &BTreeMap<u32, Members>) -> Vec<String> {
        let taken: Vec<String> = versions.keys().map(|number| format!("v{number}")).collect();
        let stated = |version: &Members| {
            let first = version.values().next()?;
            let version = slug(self.documents[*first].front.fields.version.as_deref()?);
            let version = if version.starts_with('v') { version } else { format!("v{version}") };
            Some(version).filter(|version| version != "v")
        };
        let label = |number: u32, version: &Members| match number {
            0 => [stated(version), Some("v1".to_owned())]
                .into_iter()
                .flatten()
                .find(|label| !taken.contains(label))
                // No file is called version 0.
                .unwrap_or_else(|| "v0".to_owned()),
            n => format!("v{n}"),
        };
        versions.iter().map(|(number, version)| label(*number, version)).collect()
    }
}
