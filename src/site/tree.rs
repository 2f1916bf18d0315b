//! From files to a tree: which page lies where, and in what order.

use super::collation::Collation;
use super::folders::{Folders, Place};
use super::model::Language;
use crate::base::path::RelPath;
use crate::base::slug::Unique;
use crate::config::OnConflict;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::names;
use crate::document::{Document, Navigation};
use crate::front_matter::fields::Kind;
use crate::text;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
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
    /// The content's folder that it is the front page of.
    pub front_of: Option<RelPath>,
    pub generated: bool,
    pub id: String,
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

    /// The id of a page that states none.
    fn derived_id(&self) -> String {
        let parts: Vec<&str> = self.folder.iter().chain(&self.part).map(String::as_str).collect();
        if parts.is_empty() { "start".to_owned() } else { parts.join("-") }
    }
}

/// What decides where pages lie, beside the documents themselves.
pub(super) struct Rules<'a> {
    pub languages: &'a [Language],
    /// Names a start page that nobody wrote, on a site without a title.
    pub folder_name: &'a str,
    pub on_conflict: OnConflict,
    pub navigation: &'a Navigation,
}

/// Where each document lies. Folders without a front page get one, so that every level of the tree can be reached.
pub(super) fn drafts(documents: Vec<Arc<Document>>, rules: &Rules<'_>, found: &mut Diagnostics) -> Vec<Draft> {
    let places: Vec<Place> = documents.iter().map(|doc| Place::of(doc, rules.languages)).collect();
    let folders = Folders::of(&documents, &places, rules);
    let indexes = index_files(&documents, &places);
    let fronts: Vec<bool> = documents.iter().map(|doc| indexes.contains(&doc.file)).collect();
    let with_front = places.iter().zip(&fronts).filter(|(_, front)| **front).map(|(place, _)| place.clone()).collect();
    found.extend(folders.clashes(rules.on_conflict, &with_front));
    let mut drafts: Vec<Draft> = documents
        .into_iter()
        .zip(places)
        .zip(fronts)
        .map(|((doc, place), front)| {
            let folder = folders.url(&place).to_vec();
            let parent = doc.path.parent();
            let stem = names::stem(&doc.path, doc.file_lang.as_deref()).to_owned();
            let (part, name) = match front {
                true => (None, parent.file_name().to_owned()),
                false => (Some(names::url_part(&stem)), stem),
            };
            let front_of = front.then_some(parent);
            Draft { doc, lang: place.lang, folder, part, name, front_of, generated: false, id: String::new() }
        })
        .collect();
    home(&mut drafts);
    folders.fronts_from_pages(&mut drafts);
    if rules.on_conflict == OnConflict::Number {
        number(&mut drafts, &folders, rules, found);
    }
    folders.add_missing(&mut drafts, rules);
    ids(&mut drafts, rules, found);
    drafts
}

/// The files that are the front pages of their folders, per language: `_index`, else `index`, else `README`.
fn index_files(documents: &[Arc<Document>], places: &[Place]) -> std::collections::HashSet<RelPath> {
    let mut best: HashMap<(RelPath, usize, Option<&str>), (u8, &RelPath)> = HashMap::new();
    for (doc, place) in documents.iter().zip(places) {
        let Some(rank) = names::front_rank(names::stem(&doc.path, doc.file_lang.as_deref())) else { continue };
        // Each content folder has front pages of its own; that two of them want one address is told.
        let key = (doc.file.parent(), place.lang, doc.file_lang.as_deref());
        let candidate = (rank, &doc.file);
        let entry = best.entry(key).or_insert(candidate);
        if candidate < *entry {
            *entry = candidate;
        }
    }
    best.into_values().map(|(_, file)| file.clone()).collect()
}

/// On a site without a start page, the page that another tool showed at the root (`slug: /`) is it.
fn home(drafts: &mut [Draft]) {
    let mut have: Vec<usize> =
        drafts.iter().filter(|d| d.is_section() && d.folder.is_empty()).map(|d| d.lang).collect();
    for draft in drafts {
        let f = &draft.doc.front.fields;
        let at_root = |address: &Option<String>| address.as_deref().is_some_and(|a| a.trim() == "/");
        if !have.contains(&draft.lang) && [&f.slug, &f.url, &f.permalink, &f.path].into_iter().any(at_root) {
            (draft.folder, draft.part, draft.front_of) = (Vec::new(), None, Some(RelPath::default()));
            have.push(draft.lang);
        }
    }
}

/// Gives a number to each page whose address another has. Front pages of folders keep theirs, since the addresses of
/// the pages below follow from it; of the rest the first by path does.
fn number(drafts: &mut [Draft], folders: &Folders, rules: &Rules<'_>, found: &mut Diagnostics) {
    let mut taken: HashMap<String, Option<usize>> = folders.urls(rules.languages).map(|url| (url, None)).collect();
    let mut again = Vec::new();
    for i in (0..drafts.len()).filter(|i| drafts[*i].is_section()) {
        if let Some(Some(first)) = taken.insert(drafts[i].url(rules.languages), Some(i)) {
            taken.insert(drafts[first].url(rules.languages), Some(first));
            again.push(i);
        }
    }
    for i in again {
        let stem = names::stem(&drafts[i].doc.path, drafts[i].doc.file_lang.as_deref()).to_owned();
        drafts[i].part = Some(names::url_part(&stem));
        (drafts[i].name, drafts[i].front_of) = (stem, None);
    }
    for i in 0..drafts.len() {
        let Some(part) = drafts[i].part.clone() else { continue };
        let wanted = drafts[i].url(rules.languages);
        let Some(first) = taken.get(&wanted).copied() else {
            taken.insert(wanted, Some(i));
            continue;
        };
        let mut n = 1;
        let url = loop {
            n += 1;
            drafts[i].part = Some(format!("{part}-{n}"));
            let url = drafts[i].url(rules.languages);
            if !taken.contains_key(&url) {
                break url;
            }
        };
        let message = text!(
            "sidan får adressen /{url}, eftersom /{wanted} redan är en annan",
            "the page gets the address /{url}, as /{wanted} is another already"
        );
        let mut diagnostic = Diagnostic::new(Code::NumberedPage, message)
            .file(&drafts[i].doc.file)
            .cause("address")
            .help(text!("byt namn på en av filerna", "rename one of the files"));
        if let Some(first) = first {
            let file = &drafts[first].doc.file;
            diagnostic = diagnostic.related(file, None, text!("har adressen", "has the address"));
        }
        found.push(diagnostic);
        taken.insert(url, Some(i));
    }
}

/// Gives each page its id: first as stated, then as it follows from the address.
fn ids(drafts: &mut [Draft], rules: &Rules<'_>, found: &mut Diagnostics) {
    let mut taken: HashMap<(usize, String), usize> = HashMap::with_capacity(drafts.len());
    let mut later = Vec::new();
    let (stated, others): (Vec<usize>, Vec<usize>) =
        (0..drafts.len()).partition(|i| drafts[*i].doc.front.fields.id.is_some());
    for i in stated.into_iter().chain(others) {
        let id = drafts[i].doc.front.fields.id.clone().unwrap_or_else(|| drafts[i].derived_id());
        drafts[i].id.clone_from(&id);
        let key = (drafts[i].lang, id);
        match taken.get(&key) {
            // A page that nobody wrote takes no id from one that somebody did.
            Some(first) if rules.on_conflict == OnConflict::Number || drafts[i].generated => later.push((i, *first)),
            Some(_) => {}
            None => {
                taken.insert(key, i);
            }
        }
    }
    let mut unique: Vec<Unique> = rules.languages.iter().map(|_| Unique::default()).collect();
    taken.keys().for_each(|(lang, id)| {
        unique[*lang].claim(id);
    });
    for (i, first) in later {
        let old = drafts[i].id.clone();
        let id = unique[drafts[i].lang].name(&old, "sida");
        if !drafts[i].generated {
            let span = drafts[i].doc.front.span("id", None);
            found.push(
                Diagnostic::new(
                    Code::NumberedPage,
                    text!(
                        "sidan får id ”{id}”, eftersom ”{old}” redan är en annan",
                        "the page gets the id \"{id}\", as \"{old}\" is another already"
                    ),
                )
                .file(&drafts[i].doc.file)
                .span(span)
                .cause("id")
                .related(
                    &drafts[first].doc.file,
                    Some(drafts[first].doc.front.span("id", None)),
                    text!("har id:t", "has the id"),
                )
                .help(text!("ge en av sidorna ett eget id", "give one of the pages an id of its own")),
            );
        }
        drafts[i].id = id;
    }
}

/// Places in `drafts`, in reading order, with parents and sorted children (places in `drafts` too).
pub(super) struct Tree {
    pub order: Vec<usize>,
    pub parent: Vec<Option<usize>>,
    pub children: Vec<Vec<usize>>,
}

pub(super) fn tree(drafts: &[Draft], rules: &Rules<'_>) -> Tree {
    let languages = rules.languages;
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
    let listed = listed(drafts, &parent, rules.navigation);
    let collations: Vec<Collation> = languages.iter().map(|l| Collation::new(&l.code)).collect();
    for siblings in &mut children {
        sort(siblings, drafts, (rules.navigation, &listed), &collations);
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

/// The place of each draft in the site's lists of pages (`SUMMARY.md`, `nav`): its own, or the first of one below it.
fn listed(drafts: &[Draft], parent: &[Option<usize>], navigation: &Navigation) -> Vec<usize> {
    let mut listed = vec![usize::MAX; drafts.len()];
    if navigation.is_empty() {
        return listed;
    }
    for (i, d) in drafts.iter().enumerate() {
        let Some(place) = navigation.place(&d.doc.file) else { continue };
        let mut at = Some(i);
        while let Some(i) = at {
            listed[i] = listed[i].min(place);
            at = parent[i];
        }
    }
    listed
}

/// By weight, then as lists of pages have them, then number, then name; news and other pages that a date in the name
/// orders by date, newest first.
fn sort(
    siblings: &mut [usize],
    drafts: &[Draft],
    (navigation, listed): (&Navigation, &[usize]),
    collations: &[Collation],
) {
    let dated = |i: &usize| {
        let d = &drafts[*i];
        d.doc.front.kind() == Kind::News || (!d.is_section() && names::date_of(&d.name).is_some())
    };
    if siblings.iter().all(dated) {
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
        let weight = f.position().or_else(|| navigation.position(&d.front_file()?)).unwrap_or(i64::MAX);
        (weight, listed[*i], number.unwrap_or(i64::MAX), key, d.doc.path.clone())
    });
}

impl Draft {
    /// The front page of a folder that nobody wrote one for.
    pub fn for_folder(lang: usize, folder: Vec<String>, (path, file): (RelPath, RelPath), title: String) -> Draft {
        let name = path.file_name().to_owned();
        let doc = Arc::new(Document::for_folder(path.clone(), file, title));
        Draft { doc, lang, folder, part: None, name, front_of: Some(path), generated: true, id: String::new() }
    }

    /// The folder that it is the front page of, below the site's root.
    fn front_file(&self) -> Option<RelPath> {
        let folder = self.front_of.as_ref()?;
        let file = &self.doc.file;
        match self.generated {
            true => Some(file.clone()),
            false if self.doc.path.parent() == *folder => Some(file.parent()),
            false => file.parent().join(folder.file_name()),
        }
    }

    /// Makes a page the front page of the folder at `path`, whose URL is its own.
    pub fn becomes_front_of(&mut self, path: &RelPath) {
        self.folder.extend(self.part.take());
        self.front_of = Some(path.clone());
    }
}
