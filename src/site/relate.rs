//! Relating: the one pass from documents to a site.

use super::assets::assets;
use super::backlinks::attach;
use super::built_in::{built_in, paths};
use super::draft::Rules;
use super::drafts::drafts;
use super::facts;
use super::identity::identify;
use super::languages::{find_homes, languages};
use super::model::{AbsentPage, Asset, Language, Lookups, Page, PageIx, PagesById, Paths, Site};
use super::old_addresses::aliases;
use super::resolve::{Index, References, references};
use super::rings::rings;
use super::suggestions::suggest;
use super::tree::build_tree;
use super::versions::{Arranged, Surroundings, arrange, attach as attach_versions};
use crate::base::date::Date;
use crate::base::parallel;
use crate::base::path::RelPath;
use crate::body::shortcodes::ShortcodeSpec;
use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::document::{Document, Navigation, names};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// All that a site is made of.
pub struct Input {
    /// Of `ledfyr.toml`.
    pub config: Arc<Config>,
    /// The name of the site's folder, for a site that has no title.
    pub folder_name: String,
    /// The pages of this edition, in any order.
    pub documents: Vec<Arc<Document>>,
    /// Pages and files that are not in this edition.
    pub absent: Vec<AbsentPage>,
    /// The level of each page by its file, as a place in the configuration's order; empty where the site does not show levels.
    pub levels: BTreeMap<RelPath, usize>,
    /// Files that are no pages: path below the content folder, path below the root, size.
    pub files: Vec<(RelPath, RelPath, u64)>,
    /// Those of the theme and of the site.
    pub shortcodes: Vec<ShortcodeSpec>,
    /// By the code of a language: the words of the addresses of the program's own pages.
    pub paths: BTreeMap<String, Paths>,
    /// The day of the build: of a document with versions it decides which stands for it.
    pub day: Date,
    /// The order of pages that lists of other tools state.
    pub navigation: Navigation,
}

/// Relates all documents. Findings about single pages that their documents or the pages themselves hold are not
/// repeated.
pub fn relate(input: Input) -> (Site, Diagnostics) {
    let mut found = Diagnostics::new();
    let mut languages = languages(&input.config);
    let mut documents = input.documents.clone();
    documents.sort_by(|a, b| a.path.cmp(&b.path));
    let around = Surroundings { languages: &languages, absent: &input.absent, day: input.day };
    let arranged = arrange(documents, &around, &mut found);
    let mut pages = place_pages(arranged, &mut languages, &input, &mut found);
    let lookup = identify(&pages, &mut found);
    for page in &mut pages {
        let old = aliases(page, &languages[page.lang].prefix, input.config.site.base_url.as_deref(), &mut found);
        if !old.is_empty() {
            Arc::make_mut(page).aliases = old;
        }
    }
    translate(&mut pages, &lookup.by_id, languages.len());
    let mut assets = assets(input.files, &pages, input.config.content.conflicts(), &mut found);
    let facts = facts::gather(&pages, &languages, &mut found);
    let lookups = lookups(&assets, input.absent, input.shortcodes);
    let paths = paths(&input.paths, &input.config, &languages, &lookup);
    let built_in = built_in(&input.config, &languages, &paths, &pages, &facts);
    let index = Index::new(&pages, &assets, &lookup, &facts, &lookups, &built_in);
    let mut refs: Vec<References> = parallel::range(pages.len(), |ix| references(&index, ix));
    suggest(&pages, &assets, &built_in, &mut refs);
    rings(&pages, &refs, &lookup.by_id, &mut found);
    attach(&mut pages, &mut assets, refs, &lookup.by_id);
    for (t, tag) in facts.tags.iter().enumerate() {
        for page in &tag.pages {
            Arc::make_mut(&mut pages[*page]).tags.push(t);
        }
    }
    let site = Site {
        config: input.config,
        languages,
        pages,
        assets: Arc::new(assets),
        facts: Arc::new(facts),
        built_in: Arc::new(built_in),
        paths,
        page_lookup: Arc::new(lookup),
        lookups: Arc::new(lookups),
        levels: Arc::new(input.levels),
        findings_are_local: found.is_empty(),
    };
    (site, found)
}

/// Gives every document its place, and the site its titles.
fn place_pages(
    arranged: Arranged,
    languages: &mut [Language],
    input: &Input,
    found: &mut Diagnostics,
) -> Vec<Arc<Page>> {
    let folder_name = input.folder_name.as_str();
    let rules =
        Rules { languages, folder_name, on_conflict: input.config.content.conflicts(), navigation: &input.navigation };
    let drafts = drafts(arranged.placed, arranged.below, &rules, found);
    let tree = build_tree(&drafts, &rules);
    let mut position = vec![0; drafts.len()];
    for (at, i) in tree.order.iter().enumerate() {
        position[*i] = at;
    }
    let mut drafts: Vec<_> = drafts.into_iter().map(Some).collect();
    let mut pages: Vec<Arc<Page>> = Vec::with_capacity(drafts.len());
    for i in &tree.order {
        let Some(draft) = drafts[*i].take() else { continue };
        let (url, is_section) = (draft.url(languages), draft.is_section());
        let listed_as = input.navigation.title(&draft.doc.file).filter(|_| is_unnamed(&draft.doc)).map(str::to_owned);
        pages.push(Arc::new(Page {
            id: draft.id,
            url,
            listed_as,
            front_of: draft.front_of,
            lang: draft.lang,
            is_section,
            generated: draft.generated,
            doc: draft.doc,
            version: None,
            parent: tree.parent[*i].map(|p| position[p]),
            children: tree.children[*i].iter().map(|c| position[*c]).collect(),
            previous: None,
            next: None,
            backlinks: Vec::new(),
            translations: Vec::new(),
            site_title: String::new(),
            links: Vec::new(),
            images: Vec::new(),
            files: HashMap::new(),
            aliases: Vec::new(),
            tags: Vec::new(),
            findings: Vec::new(),
            unreadable_targets: Vec::new(),
            unresolved: 0,
        }));
    }
    neighbours(&mut pages);
    attach_versions(&mut pages, &arranged.sets);
    find_homes(&mut pages, languages, folder_name);
    pages
}

/// Whether a page has no title but that of its file's name.
pub(super) fn is_unnamed(doc: &Document) -> bool {
    doc.front.fields.title.is_none() && doc.title == names::title_of(&doc.path, doc.file_lang.as_deref())
}

/// Previous and next among the pages of one folder.
fn neighbours(pages: &mut [Arc<Page>]) {
    for section in 0..pages.len() {
        let siblings: Vec<PageIx> = pages[section].children.iter().copied().filter(|c| !pages[*c].is_section).collect();
        for pair in siblings.windows(2) {
            Arc::make_mut(&mut pages[pair[0]]).next = Some(pair[1]);
            Arc::make_mut(&mut pages[pair[1]]).previous = Some(pair[0]);
        }
    }
}

fn translate(pages: &mut [Arc<Page>], by_id: &PagesById, languages: usize) {
    for page in pages.iter_mut() {
        let translations = (0..languages).map(|l| by_id.get(l, &page.id)).collect();
        Arc::make_mut(page).translations = translations;
    }
}

fn lookups(assets: &[Asset], mut absent: Vec<AbsentPage>, shortcodes: Vec<ShortcodeSpec>) -> Lookups {
    // Of two with one id that is kept which the readers may least know of.
    absent.sort_by(|a, b| (b.why, &b.path).cmp(&(a.why, &a.path)));
    let absent_by_path = absent.iter().enumerate().map(|(i, p)| (p.path.composed(), i)).collect();
    let absent_by_id = absent.iter().enumerate().filter_map(|(i, p)| Some((p.id.clone()?, i))).collect();
    let asset_by_path = assets.iter().enumerate().map(|(i, a)| (a.path.composed(), i)).collect();
    Lookups { asset_by_path, absent_pages: absent, absent_by_path, absent_by_id, shortcodes }
}
