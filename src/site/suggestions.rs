//! «Did you mean» for paths and ids.

use super::by_name::without_ending;
use super::model::{Asset, BuiltIns, Page, PageIx};
use super::resolve::{References, Wanted};
use crate::base::path::RelPath;
use crate::base::suggest::closest;
use crate::base::text::Text;
use crate::text;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// Broken references that get a suggestion. Each is held against many names, and of a flood of findings only the
/// first few are shown; comparing all would take longer than the build.
pub(super) const MAX_SUGGESTIONS: usize = 200;

/// Adds suggestions to the first broken references of the site.
pub(super) fn suggest(pages: &[Arc<Page>], assets: &[Asset], built_in: &BuiltIns, refs: &mut [References]) {
    if refs.iter().all(|r| r.unresolved.is_empty()) {
        return;
    }
    let names = Names::new(pages, assets, built_in);
    let mut left = MAX_SUGGESTIONS;
    for (page, r) in pages.iter().zip(refs) {
        for (finding, wanted) in std::mem::take(&mut r.unresolved) {
            let Some(rest) = left.checked_sub(1) else { return };
            left = rest;
            if let Some(diagnostic) = r.diagnostics.get_mut(finding) {
                diagnostic.help.insert(0, names.help(page, &wanted));
            }
        }
    }
}

/// Adds suggestions to the broken references of page `ix` alone, of a site where all can have one.
pub(super) fn suggest_for(
    pages: &[Arc<Page>],
    assets: &[Asset],
    built_in: &BuiltIns,
    ix: PageIx,
    refs: &mut References,
) {
    let unresolved = std::mem::take(&mut refs.unresolved);
    if unresolved.is_empty() {
        return;
    }
    let names = Names::new(pages, assets, built_in);
    for (finding, wanted) in unresolved {
        if let Some(diagnostic) = refs.diagnostics.get_mut(finding) {
            diagnostic.help.insert(0, names.help(&pages[ix], &wanted));
        }
    }
}

/// Pages and files by what people get wrong in a path.
#[derive(Default)]
struct Names<'a> {
    by_name: HashMap<&'a str, Vec<&'a RelPath>>,
    by_folder: HashMap<RelPath, Vec<&'a RelPath>>,
    ids: BTreeSet<&'a str>,
    /// The languages and ids of the program's own pages.
    built_in: BTreeSet<(usize, &'a str)>,
}

impl<'a> Names<'a> {
    fn new(pages: &'a [Arc<Page>], assets: &'a [Asset], built_in: &'a BuiltIns) -> Names<'a> {
        let mut names = Names::default();
        let paths = pages.iter().filter(|p| !p.generated).map(|p| &p.doc.path).chain(assets.iter().map(|a| &a.path));
        for path in paths {
            names.by_name.entry(path.file_name()).or_default().push(path);
            names.by_folder.entry(path.parent()).or_default().push(path);
        }
        names.by_name.values_mut().for_each(|paths| paths.sort());
        names.ids = pages.iter().map(|p| p.id.as_str()).collect();
        names.built_in = built_in.all.iter().map(|page| (page.lang, page.id.as_str())).collect();
        names
    }

    fn help(&self, page: &Page, wanted: &Wanted) -> Text {
        match wanted {
            Wanted::Path(path) => match self.path(path).map(|meant| meant.seen_from(&page.doc.path.parent())) {
                Some(meant) => text!("menade du {meant}?", "did you mean {meant}?"),
                None => text!(
                    "skriv sökvägen från den här sidan till filen, till exempel ../mapp/fil.md",
                    "write the path from this page to the file, such as ../folder/file.md"
                ),
            },
            Wanted::Id(id) => match closest(id, self.ids.iter().copied()) {
                Some(meant) => text!("menade du [[{meant}]]?", "did you mean [[{meant}]]?"),
                None => text!("skriv det id som står i sidans front matter", "write the id in the page's front matter"),
            },
            Wanted::Name(name) => match self.called(page, name) {
                Some(meant) => text!("menade du [[{meant}]]?", "did you mean [[{meant}]]?"),
                None => text!(
                    "skriv sidans id, dess filnamn utan ändelse eller dess titel",
                    "write the page's id, its file's name without the ending, or its title"
                ),
            },
        }
    }

    /// An id, the name of a page's file or the name of another file, nearly as written.
    fn called(&self, page: &Page, name: &str) -> Option<&'a str> {
        let built_in = self.built_in.iter().filter(|(lang, _)| *lang == page.lang).map(|(_, id)| *id);
        closest(name, self.ids.iter().copied().chain(built_in)).or_else(|| {
            let mut files: Vec<&str> = self.by_name.keys().copied().collect();
            files.sort_unstable();
            closest(name, files.into_iter().map(without_ending))
        })
    }

    /// A file of the same name elsewhere, else one with nearly the same name in the same folder.
    fn path(&self, path: &RelPath) -> Option<&'a RelPath> {
        let name = path.file_name();
        if let Some(same) = self.by_name.get(name) {
            return same.first().copied();
        }
        let near = self.by_folder.get(&path.parent())?;
        let meant = closest(name, near.iter().map(|p| p.file_name()))?;
        near.iter().copied().find(|p| p.file_name() == meant)
    }
}
