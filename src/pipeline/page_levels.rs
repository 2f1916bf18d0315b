//! The classification level of each page, with those of its section, its original and the document that it is a version of.
//!
//! A translation has at least the level of its original, a version at least that of its document, and a page at least that of the front page of each folder that it
//! lies in, where that states one. Who wants a lower level lowers it there.

use super::page_file::{Name, PageFile};
use crate::base::path::RelPath;
use crate::config::Config;
use crate::document::names;
use std::collections::{BTreeMap, HashMap};

/// The levels of all pages, as places in the configuration's order. Empty where no page states one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct PageLevels {
    /// The level that holds, and the file that raised the page to it.
    pages: BTreeMap<Name, (usize, Option<RelPath>)>,
    /// What the front pages of folders state, in the site's own language: files in them are no lower.
    folders: BTreeMap<RelPath, usize>,
}

/// What a page is a translation of, and what it may be the original of.
struct Place {
    lang: Option<String>,
    /// Its path without the language and the version in it.
    plain: RelPath,
    /// The number of the version that the file's name states; 0 without one.
    version: u32,
    id: String,
}

impl PageLevels {
    /// Works out the levels of all pages.
    pub(super) fn of(pages: &BTreeMap<Name, PageFile>, config: &Config) -> PageLevels {
        if pages.values().all(|p| p.standing.stated.is_none()) {
            return PageLevels::default();
        }
        let places: BTreeMap<&Name, Place> = pages.iter().map(|(name, page)| (name, place(page, config))).collect();
        let fronts = fronts(pages, &places);
        let mut levels = PageLevels::default();
        for ((folder, lang), (_, level, _)) in &fronts {
            if let (None, Some(level)) = (lang, level) {
                levels.folders.insert(folder.clone(), *level);
            }
        }
        for (name, page) in pages {
            let mut effective = (page.standing.level.unwrap_or(0), None);
            let place = &places[name];
            for folder in above(&page.path) {
                for lang in [&None, &place.lang] {
                    let Some((_, Some(level), file)) = fronts.get(&(folder.clone(), lang.clone())) else { continue };
                    if *level > effective.0 {
                        effective = (*level, Some(file.clone()));
                    }
                }
            }
            levels.pages.insert(name.clone(), effective);
        }
        levels.raise(&places, |place| place.lang.is_none() && place.version > 0, |place| place.version == 0);
        levels.raise(&places, |place| place.lang.is_some(), |_| true);
        levels
    }

    /// Raises pages to the level of what they belong to: pages of the site's own language that `is_above` admits, with the
    /// same path or id, and with no version or the same.
    fn raise(
        &mut self,
        places: &BTreeMap<&Name, Place>,
        is_below: impl Fn(&Place) -> bool,
        is_above: impl Fn(&Place) -> bool,
    ) {
        let mut above: HashMap<(&str, u32), (usize, RelPath)> = HashMap::new();
        for (name, place) in places.iter().filter(|(_, place)| place.lang.is_none() && is_above(place)) {
            let here = (self.pages[*name].0, name.1.clone());
            for key in [place.id.as_str(), place.plain.as_str()] {
                let known = above.entry((key, place.version)).or_insert_with(|| here.clone());
                if here.0 > known.0 {
                    *known = here.clone();
                }
            }
        }
        for (name, place) in places.iter().filter(|(_, place)| is_below(place)) {
            let keys = [place.id.as_str(), place.plain.as_str()];
            let keys = keys.into_iter().flat_map(|key| [(key, 0), (key, place.version)]);
            if let Some((level, file)) = keys.filter_map(|key| above.get(&key)).max_by_key(|(level, _)| *level)
                && let Some(effective) = self.pages.get_mut(*name)
                && *level > effective.0
            {
                *effective = (*level, Some(file.clone()));
            }
        }
    }

    /// The level that holds for a page; `None` where no page states one.
    pub(super) fn page(&self, name: &Name) -> Option<usize> {
        self.pages.get(name).map(|(level, _)| *level)
    }

    /// The file that raised a page above its own level.
    pub(super) fn raised_by(&self, name: &Name) -> Option<&RelPath> {
        self.pages.get(name).and_then(|(_, by)| by.as_ref())
    }

    /// The level of a file that is no page, by the folders that it lies in.
    pub(super) fn file(&self, path: &RelPath) -> Option<usize> {
        above(path).filter_map(|folder| self.folders.get(&folder).copied()).max()
    }
}

/// The front page of each folder in each language: its rank among those that could be it, its level, its file.
type Fronts = BTreeMap<(RelPath, Option<String>), (u8, Option<usize>, RelPath)>;

fn fronts(pages: &BTreeMap<Name, PageFile>, places: &BTreeMap<&Name, Place>) -> Fronts {
    let mut fronts = Fronts::new();
    for (name, page) in pages {
        let place = &places[name];
        let Some(rank) = names::front_rank(place.plain.stem()) else { continue };
        let front = (rank, page.standing.stated, name.1.clone());
        let known = fronts.entry((page.path.parent(), place.lang.clone())).or_insert_with(|| front.clone());
        if front.0 < known.0 {
            *known = front;
        }
    }
    fronts
}

/// The folder of a path and all folders around it, the root last.
fn above(path: &RelPath) -> impl Iterator<Item = RelPath> {
    let mut next = Some(path.parent());
    std::iter::from_fn(move || {
        let here = next.take()?;
        next = (!here.is_empty()).then(|| here.parent());
        Some(here)
    })
}

fn place(page: &PageFile, config: &Config) -> Place {
    let path = &page.path;
    let own = config.site.language.as_str();
    let known = || config.languages.keys().map(String::as_str).chain([own]);
    // A page in a language that the site does not have is a translation all the same.
    let in_name = names::file_lang(path, known()).or_else(|| names::unknown_lang(path));
    let folder =
        path.parts().next().filter(|f| *f != own && config.languages.contains_key(*f) && path.parts().count() > 1);
    let lang = in_name.clone().or_else(|| page.standing.lang.clone()).or_else(|| folder.map(str::to_owned));
    let stem = names::stem(path, in_name.as_deref());
    let (stem, version) = names::version(stem).unwrap_or((stem, 0));
    let below = match folder {
        Some(folder) => path.parent().as_str().strip_prefix(folder).unwrap_or("").trim_start_matches('/').to_owned(),
        None => path.parent().as_str().to_owned(),
    };
    let plain = RelPath::lit(format!("{below}/{stem}.md").trim_start_matches('/')).composed();
    let id = page.standing.id.clone().unwrap_or_else(|| names::id_of(&plain));
    Place { lang: lang.filter(|lang| lang != own), plain, version, id }
}
