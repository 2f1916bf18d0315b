//! Tables by which references find what they name.

use super::asset::AssetIx;
use super::page::PageIx;
use crate::base::path::RelPath;
use crate::document::Absent;
use crate::front_matter::fields::Kind;
use crate::body::shortcodes::ShortcodeSpec;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// The pages by id, URL and path.
#[derive(Debug, Default)]
pub(in crate::site) struct PageLookup {
    pub by_id: PagesById,
    pub by_url: HashMap<String, PageIx>,
    pub by_path: HashMap<RelPath, PageIx>,
}

/// The pages by id, in each language.
#[derive(Debug, Default)]
pub(in crate::site) struct PagesById(Vec<HashMap<String, PageIx>>);

impl PagesById {
    pub fn get(&self, lang: usize, id: &str) -> Option<PageIx> {
        self.0.get(lang)?.get(id).copied()
    }

    /// In language `lang`, else in the site's own, else in any.
    pub fn find(&self, lang: usize, id: &str) -> Option<PageIx> {
        std::iter::once(lang).chain(0..self.0.len()).find_map(|l| self.get(l, id))
    }

    pub fn entry(&mut self, lang: usize, id: &str) -> Entry<'_, String, PageIx> {
        if lang >= self.0.len() {
            self.0.resize_with(lang + 1, HashMap::new);
        }
        self.0[lang].entry(id.to_owned())
    }
}

/// What references can lead to beside pages.
#[derive(Debug, Default)]
pub(in crate::site) struct Lookups {
    pub asset_by_path: HashMap<RelPath, AssetIx>,
    /// Pages and files that exist but are not in this edition.
    pub absent: Vec<AbsentPage>,
    pub absent_by_path: HashMap<RelPath, usize>,
    pub absent_by_id: HashMap<String, usize>,
    pub shortcodes: Vec<ShortcodeSpec>,
}

impl Lookups {
    /// See [`super::Site::awaited`].
    pub fn awaited(&self, id: &str, within: Option<Kind>) -> Option<&AbsentPage> {
        let unreadable = |page: &&AbsentPage| page.why == Absent::Unreadable;
        let by_id = self.absent_by_id.get(id).map(|i| &self.absent[*i]).filter(unreadable);
        match within {
            None => by_id,
            Some(kind) => {
                let of = |kind| self.absent.iter().filter(unreadable).find(|p| p.id.is_some() && p.kind == kind);
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
    pub why: Absent,
}
