//! Relating: the one pass from documents to a site.

use super::identity::{aliases, identify};
use super::lists::Facts;
use super::model::{Asset, AssetIx, Language, Page, PageIx, Resolved, Site, Use};
use super::names::suggest;
use super::resolve::{Absent, Index, References, references};
use super::tree::{drafts, tree};
use crate::base::path::RelPath;
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::Document;
use crate::document::names;
use crate::document::shortcodes::ShortcodeSpec;
use crate::text;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// All that a site is made of.
pub struct Input {
    pub config: Arc<Config>,
    /// The name of the site's folder, for a site that has no title.
    pub folder_name: String,
    pub documents: Vec<Document>,
    /// Pages that are not in this edition: the path below the content folder, the id, and why.
    pub withheld: Vec<(RelPath, String)>,
    pub left_out: Vec<RelPath>,
    /// Files that are no pages: path below the content folder, path below the root, size.
    pub files: Vec<(RelPath, RelPath, u64)>,
    pub shortcodes: Vec<ShortcodeSpec>,
}

/// Relates all documents. Findings about single pages that their documents hold are not repeated.
pub fn relate(input: Input) -> (Site, Diagnostics) {
    let mut found = Diagnostics::new();
    let mut languages = languages(&input.config);
    let mut documents = input.documents;
    documents.sort_by(|a, b| a.path.cmp(&b.path));
    let mut pages = place(documents, &mut languages, &input.folder_name);
    let identity = identify(&pages, &mut found);
    aliases(&mut pages, &languages, &identity.by_url, &mut found);
    translate(&mut pages, &identity.by_id, languages.len());
    let mut assets = assets(input.files, &pages);
    let facts = Facts::gather(&pages, &languages);
    let mut refs =
        resolve(&pages, &assets, &languages, &identity, &facts, &input.withheld, &input.left_out, &input.shortcodes);
    suggest(&pages, &assets, &mut refs);
    include_loops(&pages, &refs, &mut found);
    attach(&mut pages, &mut assets, refs, &identity.by_id, &mut found);
    for (t, tag) in facts.tags.iter().enumerate() {
        for page in &tag.pages {
            pages[*page].tags.push(t);
        }
    }
    let site = Site {
        config: input.config,
        languages,
        pages,
        assets,
        facts,
        by_id: identity.by_id,
        by_path: identity.by_path,
        by_url: identity.by_url,
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
fn place(documents: Vec<Document>, languages: &mut [Language], folder_name: &str) -> Vec<Page> {
    let drafts = drafts(documents, languages, folder_name);
    let tree = tree(&drafts, languages);
    let mut position = vec![0; drafts.len()];
    for (at, i) in tree.order.iter().enumerate() {
        position[*i] = at;
    }
    let mut drafts: Vec<_> = drafts.into_iter().map(Some).collect();
    let mut pages: Vec<Page> = Vec::with_capacity(drafts.len());
    for i in &tree.order {
        let Some(draft) = drafts[*i].take() else { continue };
        let (url, id, is_section) = (draft.url(languages), draft.id(), draft.is_section());
        pages.push(Page {
            id,
            url,
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
            links: Vec::new(),
            images: Vec::new(),
            files: HashMap::new(),
            aliases: Vec::new(),
            tags: Vec::new(),
        });
    }
    neighbours(&mut pages);
    for (ix, page) in pages.iter().enumerate() {
        let home = page.is_section && page.url == languages[page.lang].prefix;
        if home && languages[page.lang].home.is_none() {
            languages[page.lang].home = Some(ix);
        }
    }
    for language in languages.iter_mut().filter(|l| l.title.is_empty()) {
        let home = language.home.map(|h| &pages[h]).filter(|p| !p.generated);
        language.title = home.map_or_else(|| names::humanise(folder_name), |p| p.title().to_owned());
    }
    pages
}

/// Previous and next among the pages of one folder.
fn neighbours(pages: &mut [Page]) {
    for section in 0..pages.len() {
        let siblings: Vec<PageIx> = pages[section].children.iter().copied().filter(|c| !pages[*c].is_section).collect();
        for pair in siblings.windows(2) {
            pages[pair[0]].next = Some(pair[1]);
            pages[pair[1]].previous = Some(pair[0]);
        }
    }
}

fn translate(pages: &mut [Page], by_id: &HashMap<(usize, String), PageIx>, languages: usize) {
    for page in pages.iter_mut() {
        page.translations = (0..languages).map(|l| by_id.get(&(l, page.id.clone())).copied()).collect();
    }
}

/// Files lie beside the pages of their folder; their names keep their letters but not their blanks.
fn assets(files: Vec<(RelPath, RelPath, u64)>, pages: &[Page]) -> Vec<Asset> {
    let section_urls: HashMap<RelPath, &str> = pages
        .iter()
        .filter(|p| p.is_section && p.lang == 0)
        .map(|p| (if p.generated { p.doc.path.clone() } else { p.doc.path.parent() }, p.url.as_str()))
        .collect();
    files
        .into_iter()
        .map(|(path, file, size)| {
            let folder = path.parent();
            let base = match section_urls.get(&folder) {
                Some(url) => (*url).to_owned(),
                None => folder.parts().map(|p| names::url_part(p) + "/").collect(),
            };
            let (stem, extension) = (names::url_part(path.stem()), path.extension());
            let dot = if extension.is_empty() { "" } else { "." };
            Asset { url: format!("{base}{stem}{dot}{extension}"), path, file, size, used: Use::default() }
        })
        .collect()
}

#[allow(clippy::too_many_arguments)]
fn resolve(
    pages: &[Page],
    assets: &[Asset],
    languages: &[Language],
    identity: &super::identity::Identity,
    facts: &Facts,
    withheld: &[(RelPath, String)],
    left_out: &[RelPath],
    shortcodes: &[ShortcodeSpec],
) -> Vec<References> {
    let mut absent: BTreeMap<RelPath, Absent> = left_out.iter().map(|p| (p.composed(), Absent::LeftOut)).collect();
    absent.extend(withheld.iter().map(|(p, _)| (p.composed(), Absent::Withheld)));
    let mut absent_ids: BTreeMap<String, Absent> =
        left_out.iter().map(|p| (names::id_of(p), Absent::LeftOut)).collect();
    absent_ids.extend(withheld.iter().map(|(_, id)| (id.clone(), Absent::Withheld)));
    let index = Index {
        languages,
        pages,
        by_id: &identity.by_id,
        by_url: &identity.by_url,
        by_path: &identity.by_path,
        asset_by_path: assets.iter().enumerate().map(|(i, a)| (a.path.composed(), i)).collect(),
        absent: &absent,
        absent_ids: &absent_ids,
        contacts: facts.contacts.keys().map(String::as_str).collect(),
        shortcodes,
    };
    (0..pages.len()).into_par_iter().map(|ix| references(&index, ix)).collect()
}

/// Pages that include each other in a ring would never be done.
fn include_loops(pages: &[Page], refs: &[References], found: &mut Diagnostics) {
    // 0: not seen, 1: on the way down, 2: done.
    let mut state = vec![0u8; pages.len()];
    for start in 0..pages.len() {
        let mut stack: Vec<(PageIx, usize)> = Vec::new();
        if state[start] == 0 && !refs[start].includes.is_empty() {
            state[start] = 1;
            stack.push((start, 0));
        }
        while let Some((page, next)) = stack.last_mut() {
            let (page, at) = (*page, *next);
            let Some((target, span)) = refs[page].includes.get(at).copied() else {
                state[page] = 2;
                stack.pop();
                continue;
            };
            *next += 1;
            match state[target] {
                0 => {
                    state[target] = 1;
                    stack.push((target, 0));
                }
                1 => {
                    let ring = stack.iter().skip_while(|(p, _)| *p != target).map(|(p, _)| pages[*p].doc.file.as_str());
                    let ring = ring.chain([pages[target].doc.file.as_str()]).collect::<Vec<_>>().join(" → ");
                    found.push(
                        Diagnostic::new(
                            Code::IncludeLoop,
                            text!(
                                "sidorna hämtar text ur varandra i en ring: {ring}",
                                "the pages include each other in a ring: {ring}"
                            ),
                        )
                        .file(&pages[page].doc.file)
                        .span(span)
                        .help(text!(
                            "ta bort en av {{{{ include }}}} i ringen, eller länka i stället",
                            "remove one {{{{ include }}}} of the ring, or link instead"
                        )),
                    );
                }
                _ => {}
            }
        }
    }
}

/// Hands each page what it refers to, and each page and asset what refers to it.
fn attach(
    pages: &mut [Page],
    assets: &mut [Asset],
    refs: Vec<References>,
    by_id: &HashMap<(usize, String), PageIx>,
    found: &mut Diagnostics,
) {
    let mut back: Vec<Vec<PageIx>> = vec![Vec::new(); pages.len()];
    let mut link = |from: PageIx, to: PageIx| {
        if from != to && back[to].last() != Some(&from) {
            back[to].push(from);
        }
    };
    for (ix, r) in refs.iter().enumerate() {
        for resolved in &r.links {
            match resolved {
                Resolved::Page { page, .. } => link(ix, *page),
                Resolved::Asset(a) => assets[*a].used.linked = true,
                _ => {}
            }
        }
        r.includes.iter().for_each(|(page, _)| link(ix, *page));
        let shown = r.images.iter().flatten();
        shown.for_each(|a: &AssetIx| assets[*a].used.shown = true);
        r.files.values().for_each(|a| assets[*a].used.linked = true);
        let f = pages[ix].fields();
        let implemented = f.implements.iter().map(|t| t.split('#').next().unwrap_or(""));
        let named = f.related.iter().chain(&f.templates).chain(&f.affects).map(String::as_str).chain(implemented);
        for id in named {
            if let Some(to) = by_id.get(&(pages[ix].lang, id.to_owned())) {
                link(ix, *to);
            }
        }
    }
    for (page, (r, mut from)) in pages.iter_mut().zip(refs.into_iter().zip(back)) {
        from.sort_unstable();
        from.dedup();
        page.backlinks = from;
        page.links = r.links;
        page.images = r.images;
        page.files = r.files;
        found.extend(r.diagnostics);
    }
}
