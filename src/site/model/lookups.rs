//! Tables by which references find what they name.

use super::asset::AssetIx;
use super::page::PageIx;
use crate::base::path::RelPath;
use crate::body::shortcodes::ShortcodeSpec;
use crate::document::Absent;
use crate::front_matter::fields::Kind;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// The pages by id, URL and path.
#[derive(Debug, Default)]
pub(in crate::site) struct PageLookup {
    pub by_id: PagesById,
    /// The first page with a URL (see [`Page::url`](super::page::Page::url)).
    pub by_url: HashMap<String, PageIx>,
    /// By the path of the file below its content folder, in composed letters.
    pub by_path: HashMap<RelPath, PageIx>,
}

/// The pages by id, in each language.
#[derive(Debug, Default)]
pub(in crate::site) struct PagesById(Vec<HashMap<String, PageIx>>);

impl PagesById {
    /// In language `lang` alone.
    pub(crate) fn get(&self, lang: usize, id: &str) -> Option<PageIx> {
        self.0.get(lang)?.get(id).copied()
    }

    /// In language `lang`, else in the site's own, else in any.
    pub(crate) fn find(&self, lang: usize, id: &str) -> Option<PageIx> {
        std::iter::once(lang).chain(0..self.0.len()).find_map(|l| self.get(l, id))
    }

    /// To add a page.
    pub(crate) fn entry(&mut self, lang: usize, id: &str) -> Entry<'_, String, PageIx> {
        if lang >= self.0.len() {
            self.0.resize_with(lang + 1, HashMap::new);
        }
        self.0[lang].entry(id.to_owned())
    }
}

/// What references can lead to beside pages.
#[derive(Debug, Default)]
pub(in crate::site) struct Lookups {
    /// By the path below the content folder, in composed letters.
    pub asset_by_path: HashMap<RelPath, AssetIx>,
    /// Pages and files that exist but are not in this edition.
    pub absent_pages: Vec<AbsentPage>,
    /// Places in `absent_pages`, by the path below the content folder in composed letters.
    pub absent_by_path: HashMap<RelPath, usize>,
    /// Places in `absent_pages`.
    pub absent_by_id: HashMap<String, usize>,
    /// Those of the theme and of the site.
    pub shortcodes: Vec<ShortcodeSpec>,
}

impl Lookups {
    /// The page or file with that id that is not in this edition.
    pub(crate) fn absent(&self, id: &str) -> Option<&AbsentPage> {
        self.absent_by_id.get(id).map(|i| &self.absent_pages[*i])
    }

    /// The page that could not be read and may have the id `id`; with `within`, may hold what has it.
    pub(crate) fn unreadable_candidate(&self, id: &str, within: Option<Kind>) -> Option<&AbsentPage> {
        let unreadable = |page: &&AbsentPage| page.why == Absent::Unreadable;
        let by_id = self.absent(id).filter(unreadable);
        match within {
            None => by_id,
            Some(kind) => {
                let of = |kind| self.absent_pages.iter().filter(unreadable).find(|p| p.id.is_some() && p.kind == kind);
                of(Some(kind)).or_else(|| of(None))
            }
        }
    }
}

/// A page or file that is not in this edition.
#[derive(Clone, Debug)]
pub struct AbsentPage {
    /// Below its content folder.
    pub path: RelPath,
    /// Below the site's root.
    pub file: RelPath,
    /// As its front matter states it, else made of its path; `None`: it is no page.
    pub id: Option<String>,
    /// `None`: that could not be read.
    pub kind: Option<Kind>,
    /// Why it is not in this edition.
    pub why: Absent,
}
