//! The folders of the content, and the part of an address that each is.

use super::draft::{Draft, Rules};
use super::model::Language;
use crate::base::path::RelPath;
use crate::config::OnConflict;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Document, names};
use crate::text;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// Which language a document is in, and the folders above it, the language's own left out.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Place {
    pub lang: usize,
    folders: Vec<String>,
}

impl Place {
    pub(crate) fn of(doc: &Document, languages: &[Language]) -> Place {
        let parent = doc.path.parent();
        let mut folders: Vec<&str> = parent.parts().collect();
        let by_code = |code: &str| languages.iter().position(|l| l.code == code);
        let stated = doc.file_lang.as_deref().or(doc.front.fields.lang.as_deref()).and_then(by_code);
        // A folder named as a further language at the top holds that language's pages.
        let by_folder = folders.first().and_then(|f| by_code(f)).filter(|l| *l != 0);
        if by_folder.is_some() {
            folders.remove(0);
        }
        Place { lang: stated.or(by_folder).unwrap_or(0), folders: folders.into_iter().map(str::to_owned).collect() }
    }
}

/// A folder: its language, and the names from the language's root down, as they are on the disk.
type Key = (usize, Vec<String>);

/// A folder, and its name as a page beside it would have it.
type Named<'a> = (String, &'a Folder);

struct Folder {
    /// As in the URL, from the language's root.
    url: Vec<String>,
    /// Below its content folder, and below the site's root.
    path: RelPath,
    file: RelPath,
}

/// By language and names: every folder with a page in it or below it, the languages' roots among them.
pub(super) struct Folders {
    all: BTreeMap<Key, Folder>,
    /// Folders that want the address of one before them.
    duplicates: Vec<(Key, Key)>,
}

impl Folders {
    pub(crate) fn of(documents: &[Arc<Document>], places: &[Place], rules: &Rules<'_>) -> Folders {
        let mut all: BTreeMap<Key, Folder> = BTreeMap::new();
        for (doc, place) in documents.iter().zip(places) {
            let (mut path, mut file) = (doc.path.parent(), doc.file.parent());
            for depth in (0..=place.folders.len()).rev() {
                let key = (place.lang, place.folders[..depth].to_vec());
                if all.contains_key(&key) {
                    // Those above it are there too.
                    break;
                }
                all.insert(key, Folder { url: Vec::new(), path: path.clone(), file: file.clone() });
                (path, file) = (path.parent(), file.parent());
            }
        }
        let mut taken: HashMap<Key, Key> = HashMap::new();
        let mut urls: HashMap<Key, Vec<String>> = HashMap::new();
        let mut duplicates = Vec::new();
        // A folder comes before those in it.
        for (key, folder) in &mut all {
            let (lang, names) = key;
            let Some((name, above)) = names.split_last() else {
                urls.insert(key.clone(), Vec::new());
                continue;
            };
            let above = urls.get(&(*lang, above.to_vec())).cloned().unwrap_or_default();
            let part = names::url_part(name);
            let with = |part: &str| [above.as_slice(), &[part.to_owned()]].concat();
            let mut url = with(&part);
            if let Some(first) = taken.get(&(*lang, url.clone())) {
                duplicates.push((first.clone(), key.clone()));
                let mut n = 1;
                while rules.on_conflict == OnConflict::Number && taken.contains_key(&(*lang, url.clone())) {
                    n += 1;
                    url = with(&format!("{part}-{n}"));
                }
            }
            taken.entry((*lang, url.clone())).or_insert_with(|| key.clone());
            urls.insert(key.clone(), url.clone());
            folder.url = url;
        }
        Folders { all, duplicates }
    }

    /// The folders of the URL of a document at that place.
    pub(crate) fn url(&self, place: &Place) -> &[String] {
        self.all.get(&(place.lang, place.folders.clone())).map_or(&[], |folder| &folder.url)
    }

    /// The URLs of all of them.
    pub(crate) fn urls<'a>(&'a self, languages: &'a [Language]) -> impl Iterator<Item = String> + 'a {
        self.all.iter().map(|((lang, _), folder)| {
            let below: String = folder.url.iter().map(|part| format!("{part}/")).collect();
            format!("{}{below}", languages[*lang].prefix)
        })
    }

    /// Two folders with one address. `fronts`: where there are front pages. Where both have one, the two pages are reported instead.
    pub(crate) fn clashes(&self, on_conflict: OnConflict, fronts: &HashSet<Place>) -> Diagnostics {
        let front = |(lang, folders): &Key| fronts.contains(&Place { lang: *lang, folders: folders.clone() });
        let finding = |(a, b): &(Key, Key)| {
            let both = front(a) && front(b);
            let (first, second) = (a, b);
            let (first, second) = (self.all.get(first)?, self.all.get(second)?);
            let (a, b, url) = (&first.file, &second.file, second.url.join("/"));
            let help = text!(
                "byt namn på en av mapparna; stora och små bokstäver, accenter, nummer i början, mellanslag och bindestreck räknas som lika",
                "rename one of the folders; capitals, accents, numbers at the beginning, spaces and hyphens do not tell them apart"
            );
            let (code, message) = match on_conflict {
                OnConflict::Number => (
                    Code::NumberedPage,
                    text!(
                        "mappen {b} får adressen /{url}/, eftersom mappen {a} redan har den som namnet ger",
                        "the folder {b} gets the address /{url}/, as the folder {a} has the one that the name gives"
                    ),
                ),
                OnConflict::Stop if both => return None,
                OnConflict::Stop => (
                    Code::DuplicatePath,
                    text!(
                        "mapparna {a} och {b} får samma adress: /{url}/",
                        "the folders {a} and {b} get the same address: /{url}/"
                    ),
                ),
            };
            let cause = if on_conflict == OnConflict::Number { "folder".to_owned() } else { url };
            Some(Diagnostic::new(code, message).file(b).cause(cause).help(help))
        };
        self.duplicates.iter().filter_map(finding).collect()
    }

    /// Of a folder without a front page, the page beside it that has its name is it: `a.md` of `a/`.
    pub(crate) fn fronts_from_pages(&self, drafts: &mut [Draft]) {
        let name = |text: &str| RelPath::lit(names::split_order(text).1).composed().as_str().to_lowercase();
        let mut by_url: HashMap<(usize, &[String]), Vec<Named<'_>>> = HashMap::new();
        for ((lang, names), folder) in &self.all {
            let Some(last) = names.last() else { continue };
            by_url.entry((*lang, &folder.url)).or_default().push((name(last), folder));
        }
        let mut have: HashSet<Key> =
            drafts.iter().filter(|d| d.is_section()).map(|d| (d.lang, d.folder.clone())).collect();
        for draft in drafts {
            let Some(part) = &draft.part else { continue };
            let url = [draft.folder.as_slice(), std::slice::from_ref(part)].concat();
            let Some(folders) = by_url.get(&(draft.lang, &url)) else { continue };
            let own = name(names::stem(&draft.doc.path, draft.doc.file_lang.as_deref()));
            let Some((_, folder)) = folders.iter().find(|(name, _)| *name == own) else { continue };
            if have.insert((draft.lang, url.clone())) {
                draft.becomes_front_of(&folder.path);
            }
        }
    }

    /// Adds a front page for each folder that has none.
    pub(crate) fn add_missing(&self, drafts: &mut Vec<Draft>, rules: &Rules<'_>) {
        let mut have: HashSet<Key> =
            drafts.iter().filter(|d| d.is_section()).map(|d| (d.lang, d.folder.clone())).collect();
        for ((lang, names), folder) in &self.all {
            if !have.insert((*lang, folder.url.clone())) {
                continue;
            }
            let listed = rules.navigation.folder_title(&folder.file);
            let title = match (names.last(), rules.languages[*lang].title.as_str()) {
                (Some(_), _) if listed.is_some() => listed.unwrap_or_default().to_owned(),
                (Some(name), _) => names::humanise(name),
                (None, "") => names::humanise(rules.folder_name),
                (None, title) => title.to_owned(),
            };
            let at = (folder.path.clone(), folder.file.clone());
            drafts.push(Draft::for_folder(*lang, folder.url.clone(), at, title));
        }
    }
}
