//! From documents to drafts: each page's address and id, with a front page for every folder.

use super::draft::{Draft, Rules};
use super::folders::{Folders, Place};
use super::versions::Below;
use crate::base::path::RelPath;
use crate::base::slug::Unique;
use crate::config::OnConflict;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Document, names};
use crate::text;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Where each document lies. Folders without a front page get one, so that every level of the tree can be reached.
pub(super) fn drafts(
    documents: Vec<Arc<Document>>,
    below: Vec<Below>,
    rules: &Rules<'_>,
    found: &mut Diagnostics,
) -> Vec<Draft> {
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
            Draft {
                doc,
                lang: place.lang,
                folder,
                part,
                name,
                front_of,
                generated: false,
                id: String::new(),
                below: None,
            }
        })
        .collect();
    pages_at_root(&mut drafts);
    folders.fronts_from_pages(&mut drafts);
    if rules.on_conflict == OnConflict::Number {
        number_duplicates(&mut drafts, &folders, rules, found);
    }
    folders.add_missing(&mut drafts, rules);
    assign_ids(&mut drafts, rules, found);
    for Below { doc, place, label } in below {
        let other = drafts.iter().position(|draft| draft.doc.file == place);
        let version = other.map(|at| Draft::version(doc, label, (at, &drafts[at])));
        drafts.extend(version);
    }
    drafts
}

/// The files that are the front pages of their folders, per language: `_index`, else `index`, else `README`.
fn index_files(documents: &[Arc<Document>], places: &[Place]) -> HashSet<RelPath> {
    let mut best: HashMap<(RelPath, usize, Option<&str>), (u8, &RelPath)> = HashMap::new();
    for (doc, place) in documents.iter().zip(places) {
        let Some(rank) = names::front_rank(names::stem(&doc.path, doc.file_lang.as_deref())) else { continue };
        // Each content folder has front pages of its own; that two of them want one address is reported.
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
fn pages_at_root(drafts: &mut [Draft]) {
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
fn number_duplicates(drafts: &mut [Draft], folders: &Folders, rules: &Rules<'_>, found: &mut Diagnostics) {
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
fn assign_ids(drafts: &mut [Draft], rules: &Rules<'_>, found: &mut Diagnostics) {
    let mut taken: HashMap<(usize, String), usize> = HashMap::with_capacity(drafts.len());
    let mut later = Vec::new();
    let (stated, others): (Vec<usize>, Vec<usize>) =
        (0..drafts.len()).partition(|i| drafts[*i].doc.front.fields.id.is_some());
    for i in stated.into_iter().chain(others) {
        let id = drafts[i].doc.front.fields.id.clone().unwrap_or_else(|| drafts[i].derived_id());
        drafts[i].id.clone_from(&id);
        let key = (drafts[i].lang, id);
        match taken.get(&key) {
            // A generated page takes no id from one that is written.
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
