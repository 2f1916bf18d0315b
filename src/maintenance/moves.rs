//! Moving pages so that nothing that leads to them or from them breaks.

use super::bindings::{followed, moved_hashes};
use super::links::{NotInText, Sites};
use super::mentions::{expectations, referenced, search_tests};
use super::relocation::Relocation;
use super::texts::{Texts, replaced};
use super::unread::unread;
use crate::base::path::RelPath;
use crate::base::text::Text;
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::front_matter::edit::{self, Literal};
use crate::front_matter::fields::Kind;
use crate::pipeline::{Loaded, Model, Options};
use crate::site::{Page, PageIx, Site, served_at};
use crate::source::{Files, Overlay};
use crate::text;
use std::collections::{BTreeMap, BTreeSet};

/// A move that is sound: all of its changes, none of them made yet.
#[derive(Debug)]
pub struct Move {
    /// Below the site's root, from and to.
    pub moves: Vec<(RelPath, RelPath)>,
    /// Where the file lies afterwards, and its new text.
    pub writes: Vec<(RelPath, Vec<u8>)>,
    /// What changes in each file, in the order of files.
    pub changed: Vec<Changed>,
}

/// What changes in one file.
#[derive(Debug, Default)]
pub struct Changed {
    /// Where it lies now.
    pub from: RelPath,
    /// Where it lies afterwards.
    pub to: RelPath,
    /// Addresses that are written otherwise.
    pub links: usize,
    /// The id that the page had by its path and now states.
    pub id: Option<String>,
    /// The address at which it could be read.
    pub alias: Option<String>,
    /// Hashes of reviews that follow the texts they are about.
    pub reviews: usize,
}

/// Why nothing is moved.
#[derive(Debug)]
pub enum Refused {
    /// For this reason.
    Because(Text),
    /// The site would have these findings, which it does not have now; with them the texts that they are about.
    Findings(Diagnostics, BTreeMap<RelPath, String>),
}

impl From<Text> for Refused {
    fn from(text: Text) -> Refused {
        Refused::Because(text)
    }
}

/// Works out what moving `from` to `to` takes: both are paths below the root or a content folder. `options` must show all
/// pages, those above any audience and drafts among them.
///
/// # Errors
/// When the move cannot be made, or would break something.
pub fn plan(files: &dyn Files, config: &Config, options: &Options, from: &str, to: &str) -> Result<Move, Refused> {
    let mut model = Model::default();
    let before = model.load(files, config.clone(), options, None);
    let versions = before.site.pages.iter().filter(|page| page.version.is_some()).map(|page| page.doc.file.clone());
    let relocation = Relocation::find(files, config, &versions.collect(), from, to)?;
    // Such a page may link to what is moved.
    if let Some(file) = unread(&before).first() {
        return Err(Refused::Because(text!(
            "{file} kan inte läsas, så dess länkar kan inte följa med. Se vad som är fel med: ledfyr check --drafts",
            "{file} cannot be read, so its links cannot be kept. See what is wrong with: ledfyr check --drafts"
        )));
    }
    let touched: BTreeSet<RelPath> = relocation.files.iter().flat_map(|(a, b)| [a.clone(), b.clone()]).collect();
    let mut trial = Trial { model, moved: Overlay::new(files), config, options, touched };
    relocation.files.iter().for_each(|(from, to)| trial.moved.rename(from, to));
    let after = trial.load(&[]);
    let mut work = Work {
        sites: Sites { before: &before.site, after: &after.site, relocation: &relocation },
        pairs: pairs(&before.site, &after.site, &relocation)?,
        texts: Texts::new(files),
        changed: BTreeMap::new(),
    };
    work.links()?;
    let tests = search_tests(files, config);
    work.names(&referenced(&before, tests.as_ref().map_or("", |(_, text)| text)))?;
    let mut result = trial.load(&work.writes());
    if work.bindings(&result.site)? {
        result = trial.load(&work.writes());
    }
    let (mut writes, mut changed) = (work.writes(), work.changed);
    if let Some((file, new, n)) = tests.and_then(|(file, text)| expectations(&relocation, file, &text)) {
        changed.insert(file.clone(), Changed { links: n, from: file.clone(), to: file.clone(), ..Changed::default() });
        writes.push((file, new.into_bytes()));
        result = trial.load(&writes);
    }
    holds(&before, &result, &relocation).map_err(|refused| match refused {
        Refused::Findings(found, _) => {
            let read = |file: &RelPath| Some((file.clone(), String::from_utf8(trial.moved.read(file).ok()?).ok()?));
            let texts = found.iter().filter_map(|d| read(d.file.as_ref()?)).collect();
            Refused::Findings(found, texts)
        }
        other => other,
    })?;
    let moves = relocation.files.iter().map(|(from, to)| (from.clone(), to.clone())).collect();
    for (from, to) in &relocation.files {
        changed.entry(from.clone()).or_insert_with(|| Changed {
            from: from.clone(),
            to: to.clone(),
            ..Changed::default()
        });
    }
    Ok(Move { moves, writes, changed: changed.into_values().collect() })
}

/// The site with its files moved, loaded in memory.
struct Trial<'a> {
    model: Model,
    moved: Overlay<'a>,
    config: &'a Config,
    options: &'a Options,
    /// The files that the next load may find changed.
    touched: BTreeSet<RelPath>,
}

impl Trial<'_> {
    fn load(&mut self, writes: &[(RelPath, Vec<u8>)]) -> Loaded {
        for (path, bytes) in writes {
            self.moved.write(path, bytes.clone());
            self.touched.insert(path.clone());
        }
        self.model.load(&self.moved, self.config.clone(), self.options, Some(&self.touched))
    }
}

/// The written pages before, and what each has become.
fn pairs(before: &Site, after: &Site, relocation: &Relocation) -> Result<Vec<(PageIx, PageIx)>, Text> {
    let by_file: BTreeMap<&RelPath, PageIx> = after.pages.iter().enumerate().map(|(ix, p)| (&p.doc.file, ix)).collect();
    let written = before.pages.iter().enumerate().filter(|(_, page)| !page.generated);
    written
        .map(|(ix, page)| {
            let file = relocation.file(&page.doc.file);
            by_file.get(file).map(|new| (ix, *new)).ok_or_else(|| {
                text!(
                    "{file} läses inte som innehåll; välj en annan plats",
                    "{file} is not read as content; choose another place"
                )
            })
        })
        .collect()
}

struct Work<'a> {
    sites: Sites<'a>,
    pairs: Vec<(PageIx, PageIx)>,
    texts: Texts<'a>,
    changed: BTreeMap<RelPath, Changed>,
}

impl<'a> Work<'a> {
    fn pages(&self) -> Vec<(&'a Page, &'a Page)> {
        let (before, after) = (self.sites.before, self.sites.after);
        self.pairs.iter().map(|(old, new)| (&*before.pages[*old], &*after.pages[*new])).collect()
    }

    fn changed(&mut self, old: &Page, new: &Page) -> &mut Changed {
        let (from, to) = (old.doc.file.clone(), new.doc.file.clone());
        self.changed.entry(from.clone()).or_insert_with(|| Changed { from, to, ..Changed::default() })
    }

    fn text(&mut self, page: &Page) -> Result<&str, Text> {
        let file = &page.doc.file;
        self.texts.get(file).map_err(|e| text!("{file} kan inte läsas: {e}", "{file} cannot be read: {e}"))
    }

    fn links(&mut self) -> Result<(), Text> {
        for (old, new) in self.pages() {
            if self.sites.unchanged(old, new) {
                continue;
            }
            let text = self.text(old)?.to_owned();
            let file = &old.doc.file;
            let edits = self.sites.edits(old, new, &text).map_err(|NotInText { path }| {
                text!(
                    "länken till {path} i {file} är skriven så att den inte kan ändras; skriv den som [text](adress)",
                    "the link to {path} in {file} is written so that it cannot be changed; write it as [text](address)"
                )
            })?;
            if !edits.is_empty() {
                self.changed(old, new).links = edits.len();
                self.texts.set(file, replaced(&text, &edits));
            }
        }
        Ok(())
    }

    /// What has changed so far: where each file lies afterwards, and its text.
    fn writes(&self) -> Vec<(RelPath, Vec<u8>)> {
        let place = |file: &RelPath| self.sites.relocation.file(file).clone();
        self.texts.changed().map(|(file, text)| (place(file), text.as_bytes().to_vec())).collect()
    }

    /// Has hashes follow the pages that they are of; `result` is the site as it has become. Whether any did.
    fn bindings(&mut self, result: &Site) -> Result<bool, Text> {
        let before = self.sites.before;
        let pairs = pairs(before, result, self.sites.relocation)?;
        let hashes = moved_hashes(before, result, &pairs);
        if hashes.is_empty() {
            return Ok(false);
        }
        let mut any = false;
        for (old, new) in pairs {
            let (page, new) = (&*before.pages[old], &*result.pages[new]);
            let f = page.fields();
            let bound = f.reviewed_hash.is_some() || f.decision.as_ref().is_some_and(|d| d.hash.is_some());
            if !bound && f.reviewed_basis.is_empty() {
                continue;
            }
            let text = self.text(page)?.to_owned();
            let (text, n) = followed(before, old, &hashes, &text).map_err(|_| uneditable(&page.doc.file))?;
            if n > 0 {
                any = true;
                self.texts.set(&page.doc.file, text);
                self.changed(page, new).reviews += n;
            }
        }
        Ok(any)
    }

    /// Ids and old addresses of what is moved.
    fn names(&mut self, referenced: &BTreeSet<String>) -> Result<(), Text> {
        let (before, after) = (self.sites.before, self.sites.after);
        for (ix, new_ix) in self.pairs.clone() {
            let (old, new) = (&*before.pages[ix], &*after.pages[new_ix]);
            if old.doc.file == new.doc.file {
                continue;
            }
            // All versions of a document state its id.
            let (id, new_id) = (&before.pages[before.current(ix)].id, &after.pages[after.current(new_ix)].id);
            let kept = id != new_id && (referenced.contains(id) || old.kind() == Kind::Checklist);
            if kept {
                self.set(old, "id", &Literal::Text(id.clone()), &["title"])?;
                self.changed(old, new).id = Some(id.clone());
            }
            if !old.is_current(ix) {
                continue;
            }
            let prefix = &self.sites.before.languages[old.lang].prefix;
            // Back where it was before, a page is not its own old address.
            let own = old.fields().aliases.iter().position(|alias| served_at(alias, prefix) == new.url);
            if let Some(index) = own {
                self.edit(old, |text| edit::pull(text, "aliases", index))?;
            }
            let free = self.sites.after.page_by_url(&old.url).is_none() && !old.url.is_empty();
            let alias = old.url.trim_end_matches('/').to_owned();
            if old.url != new.url && free && served_at(&alias, prefix) == old.url {
                self.edit(old, |text| edit::push(text, "aliases", &alias))?;
                self.changed(old, new).alias = Some(alias);
            }
        }
        Ok(())
    }

    fn set(&mut self, old: &Page, key: &str, value: &Literal, beside: &[&str]) -> Result<(), Text> {
        self.edit(old, |text| edit::set(text, key, value, beside))
    }

    fn edit(&mut self, page: &Page, edit: impl Fn(&str) -> Result<String, edit::Uneditable>) -> Result<(), Text> {
        let file = &page.doc.file;
        let text = edit(self.text(page)?).map_err(|edit::Uneditable| uneditable(file))?;
        self.texts.set(file, text);
        Ok(())
    }
}

pub(super) fn uneditable(file: &RelPath) -> Text {
    text!(
        "front matter i {file} är skrivet så att det inte kan ändras säkert; skriv ett fält på varje rad",
        "the front matter of {file} is written so that it cannot be changed safely; write one field on each line"
    )
}

/// Whether all links lead where they led, and nothing is found that was not found before.
fn holds(before: &Loaded, result: &Loaded, relocation: &Relocation) -> Result<(), Refused> {
    let key = |d: &Diagnostic, file: Option<RelPath>| (d.code, file, d.message.en.clone());
    let mut known: BTreeMap<(Code, Option<RelPath>, String), usize> = BTreeMap::new();
    for d in &before.diagnostics {
        *known.entry(key(d, d.file.as_ref().map(|f| relocation.file(f).clone()))).or_default() += 1;
    }
    let fresh = |d: &&Diagnostic| match known.get_mut(&key(d, d.file.clone())) {
        Some(left) if *left > 0 => {
            *left -= 1;
            false
        }
        _ => true,
    };
    let found: Diagnostics = result.diagnostics.iter().filter(fresh).cloned().collect();
    if !found.is_empty() {
        return Err(Refused::Findings(found, BTreeMap::new()));
    }
    let sites = Sites { before: &before.site, after: &result.site, relocation };
    for (old, new) in pairs(&before.site, &result.site, relocation)? {
        let (old, new) = (&before.site.pages[old], &result.site.pages[new]);
        if !sites.unchanged(old, new) {
            let file = &old.doc.file;
            return Err(Refused::Because(text!(
                "en länk i {file} skulle leda någon annanstans; inget är flyttat",
                "a link in {file} would lead elsewhere; nothing is moved"
            )));
        }
    }
    Ok(())
}
