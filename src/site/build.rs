//! Relating: the one pass from documents to a site.

use super::aliases::aliases;
use super::identity::{Ids, identify};
use super::lists::Facts;
use super::model::{Asset, AssetIx, Language, Page, PageIx, Resolved, Site, Use};
use super::names::suggest;
use super::resolve::{Index, Lookups, References, references};
use super::rings::rings;
use super::tree::{Rules, drafts, tree};
use crate::base::parallel;
use crate::base::path::RelPath;
use crate::body::shortcodes::ShortcodeSpec;
use crate::config::{Config, OnConflict};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Absent, Document, Navigation, names};
use crate::front_matter::fields;
use crate::front_matter::fields::Kind;
use crate::text;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// All that a site is made of.
pub struct Input {
    pub config: Arc<Config>,
    /// The name of the site's folder, for a site that has no title.
    pub folder_name: String,
    pub documents: Vec<Arc<Document>>,
    /// Pages and files that are not in this edition.
    pub absent: Vec<AbsentPage>,
    /// The level of each page by its file, as a place in the configuration's order; empty where levels are not told.
    pub levels: BTreeMap<RelPath, usize>,
    /// Files that are no pages: path below the content folder, path below the root, size.
    pub files: Vec<(RelPath, RelPath, u64)>,
    pub shortcodes: Vec<ShortcodeSpec>,
    /// The order of pages that lists of other tools state.
    pub navigation: Navigation,
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

/// Relates all documents. Findings about single pages that their documents or the pages themselves hold are not
/// repeated.
pub fn relate(input: Input) -> (Site, Diagnostics) {
    let mut found = Diagnostics::new();
    let mut languages = languages(&input.config);
    let mut documents = input.documents.clone();
    documents.sort_by(|a, b| a.path.cmp(&b.path));
    let mut pages = place(documents, &mut languages, &input, &mut found);
    let identity = identify(&pages, &mut found);
    for page in &mut pages {
        let old = aliases(page, &languages[page.lang].prefix, input.config.site.base_url.as_deref(), &mut found);
        if !old.is_empty() {
            Arc::make_mut(page).aliases = old;
        }
    }
    translate(&mut pages, &identity.by_id, languages.len());
    let mut assets = assets(input.files, &pages, input.config.content.conflicts(), &mut found);
    let facts = Facts::gather(&pages, &languages, &mut found);
    let lookups = lookups(&assets, input.absent, input.shortcodes);
    let index = Index::new(&pages, &assets, &identity, &facts, &lookups);
    let mut refs: Vec<References> = parallel::range(pages.len(), |ix| references(&index, ix));
    suggest(&pages, &assets, &mut refs);
    rings(&pages, &refs, &identity.by_id, &mut found);
    attach(&mut pages, &mut assets, refs, &identity.by_id);
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
        identity: Arc::new(identity),
        lookups: Arc::new(lookups),
        levels: Arc::new(input.levels),
        sound: found.is_empty(),
    };
    (site, found)
}

fn languages(config: &Config) -> Vec<Language> {
    let own = Language {
        code: config.site.language.clone(),
        name: own_name(&config.site.language).to_owned(),
        prefix: String::new(),
        title: config.site.title.clone(),
        description: config.site.description.clone(),
        acute: config.site.acute.clone(),
        home: None,
    };
    let or = |a: &str, b: &str| if a.is_empty() { b.to_owned() } else { a.to_owned() };
    let others = config.languages.iter().filter(|(code, _)| **code != own.code).map(|(code, l)| Language {
        code: code.clone(),
        name: or(&l.name, own_name(code)),
        prefix: format!("{code}/"),
        title: or(&l.title, &own.title),
        description: or(&l.description, &own.description),
        acute: if l.acute.is_empty() { own.acute.clone() } else { l.acute.clone() },
        home: None,
    });
    std::iter::once(own.clone()).chain(others).collect()
}

/// What common languages call themselves; the code for the rest.
fn own_name(code: &str) -> &str {
    match code {
        "sv" => "Svenska",
        "en" => "English",
        "fi" => "Suomi",
        "nb" | "no" => "Norsk",
        "da" => "Dansk",
        "de" => "Deutsch",
        "fr" => "Français",
        "es" => "Español",
        other => other,
    }
}

/// Gives every document its place, and the site its titles.
fn place(
    documents: Vec<Arc<Document>>,
    languages: &mut [Language],
    input: &Input,
    found: &mut Diagnostics,
) -> Vec<Arc<Page>> {
    let folder_name = input.folder_name.as_str();
    let rules =
        Rules { languages, folder_name, on_conflict: input.config.content.conflicts(), navigation: &input.navigation };
    let drafts = drafts(documents, &rules, found);
    let tree = tree(&drafts, &rules);
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
            waiting: Vec::new(),
            lost: 0,
        }));
    }
    neighbours(&mut pages);
    find_homes(&mut pages, languages, folder_name);
    pages
}

/// Finds the home of each language, and gives a title to languages and homes that have none.
fn find_homes(pages: &mut [Arc<Page>], languages: &mut [Language], folder_name: &str) {
    for (ix, page) in pages.iter().enumerate() {
        let home = page.is_section && page.url == languages[page.lang].prefix;
        if home && languages[page.lang].home.is_none() {
            languages[page.lang].home = Some(ix);
        }
    }
    for language in languages.iter_mut().filter(|l| l.title.is_empty()) {
        let home = language.home.map(|h| &pages[h]).filter(|p| !p.generated && !p.title().is_empty());
        language.title = home.map_or_else(|| names::humanise(folder_name), |p| p.title().to_owned());
    }
    for language in languages.iter() {
        if let Some(home) = language.home.filter(|h| pages[*h].title().is_empty()) {
            Arc::make_mut(&mut pages[home]).site_title.clone_from(&language.title);
        }
    }
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

fn translate(pages: &mut [Arc<Page>], by_id: &Ids, languages: usize) {
    for page in pages.iter_mut() {
        let translations = (0..languages).map(|l| by_id.get(l, &page.id)).collect();
        Arc::make_mut(page).translations = translations;
    }
}

/// Files lie beside the pages of their folder; their names keep their letters but not their blanks.
fn assets(
    files: Vec<(RelPath, RelPath, u64)>,
    pages: &[Arc<Page>],
    on_conflict: OnConflict,
    found: &mut Diagnostics,
) -> Vec<Asset> {
    let section_urls: HashMap<RelPath, &str> = pages
        .iter()
        .filter(|p| p.is_section && p.lang == 0)
        .filter_map(|p| Some((p.front_of.clone()?, p.url.as_str())))
        .collect();
    let mut taken: HashSet<String> = match on_conflict {
        OnConflict::Number => pages.iter().map(|p| p.url.trim_end_matches('/').to_lowercase()).collect(),
        OnConflict::Stop => HashSet::new(),
    };
    let mut names: HashMap<RelPath, RelPath> = HashMap::new();
    let mut assets = Vec::with_capacity(files.len());
    for (path, file, size) in files {
        if let Some(first) = names.insert(path.composed(), file.clone()) {
            found.push(same_file(&first, &file, on_conflict));
        }
        let folder = path.parent();
        let base = match section_urls.get(&folder) {
            Some(url) => (*url).to_owned(),
            None => folder.parts().map(|p| names::url_part(p) + "/").collect(),
        };
        let (stem, extension) = (names::url_part(path.stem()), path.extension());
        let dot = if extension.is_empty() { "" } else { "." };
        let mut url = format!("{base}{stem}{dot}{extension}");
        let mut n = 1;
        while on_conflict == OnConflict::Number && !taken.insert(url.to_lowercase()) {
            n += 1;
            url = format!("{base}{stem}-{n}{dot}{extension}");
        }
        assets.push(Asset { url, path, file, size, used: Use::default() });
    }
    assets
}

/// Two files whose names are the same text, with composed letters or in layers of content: links reach one of them.
fn same_file(first: &RelPath, second: &RelPath, on_conflict: OnConflict) -> Diagnostic {
    let code = if on_conflict == OnConflict::Number { Code::NumberedPage } else { Code::DuplicatePath };
    Diagnostic::new(
        code,
        text!(
            "filen har samma namn som {first}, så länkar når bara den ena",
            "the file has the same name as {first}, so links reach only one of them"
        ),
    )
    .file(second)
    .cause("same file")
    .help(text!("byt namn på en av dem, eller ta bort den", "rename one of them, or remove it"))
}

fn lookups(assets: &[Asset], mut absent: Vec<AbsentPage>, shortcodes: Vec<ShortcodeSpec>) -> Lookups {
    // Of two with one id that is kept which the readers may least know of.
    absent.sort_by(|a, b| (b.why, &b.path).cmp(&(a.why, &a.path)));
    let absent_by_path = absent.iter().enumerate().map(|(i, p)| (p.path.composed(), i)).collect();
    let absent_by_id = absent.iter().enumerate().filter_map(|(i, p)| Some((p.id.clone()?, i))).collect();
    let asset_by_path = assets.iter().enumerate().map(|(i, a)| (a.path.composed(), i)).collect();
    Lookups { asset_by_path, absent, absent_by_path, absent_by_id, shortcodes }
}

/// Hands each page what it refers to, and each page and asset what refers to it.
fn attach(pages: &mut [Arc<Page>], assets: &mut [Asset], refs: Vec<References>, by_id: &Ids) {
    let mut back: Vec<Vec<PageIx>> = vec![Vec::new(); pages.len()];
    for (ix, r) in refs.iter().enumerate() {
        for to in targets(&pages[ix], ix, r, by_id) {
            back[to].push(ix);
        }
        let used = uses(r);
        used.linked.iter().for_each(|a| assets[*a].used.linked = true);
        used.shown.iter().for_each(|a| assets[*a].used.shown = true);
    }
    for (page, (r, from)) in pages.iter_mut().zip(refs.into_iter().zip(back)) {
        let page = Arc::make_mut(page);
        page.backlinks = from;
        page.take(r);
    }
}

/// The other pages that page `ix` leads to or names in its front matter, each once.
pub(super) fn targets(page: &Page, ix: PageIx, refs: &References, by_id: &Ids) -> BTreeSet<PageIx> {
    let linked = refs.links.iter().filter_map(|r| match r {
        Resolved::Page { page, .. } => Some(*page),
        _ => None,
    });
    let included = refs.includes.iter().map(|(page, _)| *page);
    let f = page.fields();
    let implemented = f.implements.iter().map(|target| fields::page_id(target));
    let named = f.related.iter().chain(&f.templates).chain(&f.affects).map(String::as_str).chain(implemented);
    let named = named.filter_map(|id| by_id.get(page.lang, id));
    linked.chain(included).chain(named).filter(|to| *to != ix).collect()
}

/// The assets that a page uses.
#[derive(PartialEq, Eq)]
pub(super) struct Uses {
    linked: BTreeSet<AssetIx>,
    shown: BTreeSet<AssetIx>,
}

pub(super) fn uses(refs: &References) -> Uses {
    let linked = refs.links.iter().filter_map(|r| match r {
        Resolved::Asset(a) => Some(*a),
        _ => None,
    });
    Uses {
        linked: linked.chain(refs.files.values().copied()).collect(),
        shown: refs.images.iter().flatten().copied().collect(),
    }
}

impl Page {
    pub(super) fn take(&mut self, refs: References) {
        self.links = refs.links;
        self.images = refs.images;
        self.files = refs.files;
        self.findings = refs.diagnostics;
        self.waiting = refs.waiting;
        self.lost = refs.lost_count;
    }
}
