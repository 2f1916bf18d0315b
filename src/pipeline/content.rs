//! The content as it was last read: which files there are, and what each page's file turned out to be.

use super::changed_paths::ChangedPaths;
use super::loaded::Options;
use super::page_file::{Name, PageFile, Parsed, Reading};
use super::page_levels::PageLevels;
use super::skipped_folders;
use super::timing::Stage;
use super::unknown_keys;
use crate::base::parallel;
use crate::base::path::RelPath;
use crate::config::{CONFIG_FILE, Config};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Absent, Document, Edition, Navigation, is_navigation, names};
use crate::site::AbsentPage;
use crate::source::{Entry, Files};
use crate::text;
use crate::theme::ROOT;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A file that is no page.
#[derive(Clone, Debug, PartialEq, Eq)]
struct OtherFile {
    path: RelPath,
    size: u64,
}

/// All files of the content.
#[derive(Default)]
pub(super) struct Content {
    /// What decides how files are read. When it changes, all are read again.
    key: String,
    walked: bool,
    pages: BTreeMap<Name, PageFile>,
    others: BTreeMap<Name, OtherFile>,
    /// Symbolic links: what they name may change while they do not.
    links: BTreeSet<Name>,
    found: Diagnostics,
    /// Unknown keys of front matter are reported as one finding.
    one_unknown_key_finding: bool,
    /// Lists of pages, by file, and their texts.
    lists: BTreeMap<RelPath, String>,
    /// The level that holds for each page.
    levels: PageLevels,
    /// Pages above the readers' level, by their own level or a raised one.
    withheld: BTreeSet<Name>,
    /// The readers' level, as its place in the configuration's order; `None`: they may see all.
    highest: Option<usize>,
}

/// Which pages have changed since the last reading.
#[derive(Debug)]
pub(super) enum PageChanges {
    None,
    /// These pages have other text or front matter; no page came or went.
    Texts(Vec<Arc<Document>>),
    /// Anything else.
    Structure,
}

/// What has changed since the last reading.
pub(super) struct ContentChanges {
    pub pages: PageChanges,
    /// Files that are no pages may have changed.
    pub files: bool,
}

impl Content {
    /// Reads what `changed` names, and all when the configuration or the edition asks for it.
    pub(super) fn update(
        &mut self,
        reading: &Reading<'_>,
        options: &Options,
        changed: ChangedPaths<'_>,
        stage: &mut Stage,
    ) -> ContentChanges {
        let key = key(reading.config, reading.edition, options);
        if self.key != key {
            *self = Content { key, one_unknown_key_finding: !reading.config.written, ..Content::default() };
        }
        let listed = changed.0.is_some_and(|paths| paths.iter().any(is_navigation));
        let all = !self.walked || changed.all();
        let dirs: Vec<RelPath> = reading.config.content.dirs.iter().filter_map(|d| RelPath::new(d)).collect();
        let update = match if all || listed { None } else { self.known(reading.files, &dirs, changed) } {
            Some(entries) => self.read_known(reading, &entries, stage),
            None => self.read_walk(reading, &dirs, options, if all { ChangedPaths(None) } else { changed }, stage),
        };
        if matches!(update.pages, PageChanges::Structure) {
            self.lists = self.read_lists(reading.files);
        }
        let parsed = std::mem::replace(&mut stage.items, self.pages.len());
        stage.cached = self.pages.len().saturating_sub(parsed);
        if self.raise_levels(reading) { ContentChanges { pages: PageChanges::Structure, files: true } } else { update }
    }

    /// Works out the level of each page from its own, its section's and its original's; whether any has changed.
    fn raise_levels(&mut self, reading: &Reading<'_>) -> bool {
        self.highest = reading.edition.highest(reading.config);
        let levels = PageLevels::of(&self.pages, reading.config);
        if levels == self.levels {
            return false;
        }
        let withheld = |name: &&Name| reading.edition.withholds(levels.page(name), reading.config);
        self.withheld = self.pages.keys().filter(withheld).cloned().collect();
        self.levels = levels;
        true
    }

    /// A page's document; the reason where the page is not in this edition.
    fn published<'p>(&self, name: &Name, page: &'p PageFile) -> Result<&'p Arc<Document>, Absent> {
        match &page.parsed {
            _ if self.withheld.contains(name) => Err(Absent::Withheld),
            Parsed::Page(document) => Ok(document),
            Parsed::Absent(why) => Err(*why),
        }
    }

    /// The lists of pages in the content, and that of MkDocs at the root.
    fn read_lists(&self, files: &dyn Files) -> BTreeMap<RelPath, String> {
        let at_root = ["mkdocs.yml", "mkdocs.yaml"].map(RelPath::lit);
        let within =
            self.pages.keys().chain(self.others.keys()).map(|(_, file)| file).filter(|file| is_navigation(file));
        let all: BTreeSet<RelPath> = within.cloned().chain(at_root.into_iter().filter(|f| files.is_file(f))).collect();
        let text = |file: RelPath| Some((file.clone(), String::from_utf8(files.read(&file).ok()?).ok()?));
        all.into_iter().filter_map(text).collect()
    }

    /// The order and names of pages that lists in the content state.
    pub(super) fn navigation(&self) -> Navigation {
        Navigation::read(self.lists.iter().map(|(path, text)| (path, text.as_str())))
    }

    /// The changed files, when all of them are known and still ordinary files: then no folder need be looked at.
    fn known(&self, files: &dyn Files, dirs: &[RelPath], changed: ChangedPaths<'_>) -> Option<Vec<(Name, Entry)>> {
        if !self.links.is_empty() {
            return None;
        }
        let mut known = Vec::new();
        for path in changed.0?.iter().filter(|p| dirs.iter().any(|d| p.is_in(d) || d.is_in(p))) {
            let names = (0..dirs.len()).map(|i| (i, path.clone()));
            let names: Vec<Name> =
                names.filter(|n| self.pages.contains_key(n) || self.others.contains_key(n)).collect();
            if names.is_empty() {
                return None;
            }
            let entry = files.entry(path)?;
            known.extend(names.into_iter().map(|name| (name, entry.clone())));
        }
        Some(known)
    }

    fn read_known(&mut self, reading: &Reading<'_>, entries: &[(Name, Entry)], stage: &mut Stage) -> ContentChanges {
        let mut update = ContentChanges { pages: PageChanges::None, files: false };
        let mut documents = Vec::new();
        let mut structural = false;
        for (name, entry) in entries {
            if let Some(other) = self.others.get_mut(name) {
                update.files = true;
                structural |= other.size != entry.size;
                other.size = entry.size;
                continue;
            }
            let Some(known) = self.pages.get(name) else { continue };
            let Some(new) = reading.page(&known.path, entry, Some(known), stage) else { continue };
            match (&known.parsed, &new.parsed) {
                (Parsed::Page(_), Parsed::Page(document)) => documents.push(Arc::clone(document)),
                _ => structural = true,
            }
            self.pages.insert(name.clone(), new);
        }
        update.pages = match (structural, documents.is_empty()) {
            (true, _) => PageChanges::Structure,
            (false, false) => PageChanges::Texts(documents),
            (false, true) => PageChanges::None,
        };
        update
    }

    fn read_walk(
        &mut self,
        reading: &Reading<'_>,
        dirs: &[RelPath],
        options: &Options,
        changed: ChangedPaths<'_>,
        stage: &mut Stage,
    ) -> ContentChanges {
        let before = std::mem::take(self);
        (self.key, self.walked, self.one_unknown_key_finding) = (before.key, true, before.one_unknown_key_finding);
        let mut todo = Vec::new();
        for (dir, root) in dirs.iter().enumerate() {
            for (path, entry) in self.walk(reading, (dir, root), options) {
                let name = (dir, entry.path.clone());
                if entry.link {
                    self.links.insert(name.clone());
                }
                if !names::is_markdown(&path) {
                    self.others.insert(name, OtherFile { path, size: entry.size });
                    continue;
                }
                match before.pages.get(&name) {
                    Some(known) if !entry.link && !changed.contains(&entry.path) => {
                        self.pages.insert(name, known.clone());
                    }
                    known => todo.push((name, path, entry, known)),
                }
            }
        }
        let read = parallel::map(&todo, |(_, path, entry, known)| {
            let mut noted = Stage::default();
            let new = reading.page(path, entry, *known, &mut noted);
            (new.or_else(|| (*known).cloned()), noted)
        });
        for ((name, ..), (page, noted)) in todo.into_iter().zip(read) {
            stage.bytes += noted.bytes;
            stage.items += noted.items;
            self.pages.extend(page.map(|page| (name, page)));
        }
        ContentChanges { pages: PageChanges::Structure, files: true }
    }

    /// The files of one content folder, each with its path below it.
    fn walk(
        &mut self,
        reading: &Reading<'_>,
        (dir, root): (usize, &RelPath),
        options: &Options,
    ) -> Vec<(RelPath, Entry)> {
        let mut skip: Vec<RelPath> = options.out.iter().cloned().collect();
        let mut skipped = Vec::new();
        if root.is_empty() {
            if reading.files.is_file(&RelPath::lit(CONFIG_FILE)) {
                skip.push(RelPath::lit(ROOT));
            }
            skipped = skipped_folders::at_root(reading.files);
            skip.extend(skipped.iter().cloned());
        } else if !reading.files.is_dir(root) {
            let at = reading.config.span("content", "dirs", Some(dir));
            let dir = root.as_str();
            self.found.push(
                Diagnostic::new(
                    Code::ConfigValue,
                    text!("innehållsmappen ”{dir}” finns inte", "the content folder \"{dir}\" does not exist"),
                )
                .file(&RelPath::lit(CONFIG_FILE))
                .span(at)
                .help(text!(
                    "skapa mappen, eller ändra dirs under [content] i ledfyr.toml",
                    "make the folder, or change dirs under [content] in ledfyr.toml"
                )),
            );
        }
        // The table of what has been done is for the program alone.
        let follow_up = RelPath::new(&reading.config.follow_up.file);
        let mut walk = reading.files.walk(root, &skip);
        walk.entries.retain(|entry| follow_up.as_ref() != Some(&entry.path));
        self.found.extend(walk.diagnostics);
        self.found.extend(skipped_folders::report(reading.files, &skipped, &walk.hidden));
        let below = |entry: Entry| {
            let below = entry.path.as_str().strip_prefix(root.as_str())?.trim_start_matches('/');
            Some((RelPath::new(below)?, entry))
        };
        walk.entries.into_iter().filter_map(below).collect()
    }

    /// The pages of this edition.
    pub(super) fn documents(&self) -> Vec<Arc<Document>> {
        self.pages.iter().filter_map(|(name, page)| self.published(name, page).ok()).map(Arc::clone).collect()
    }

    /// Pages that are not in this edition.
    pub(super) fn absent(&self, config: &Config) -> Vec<AbsentPage> {
        let absent = |(name, page): (&Name, &PageFile)| {
            let why = self.published(name, page).err()?;
            let standing = &page.standing;
            let id = standing.id.clone().unwrap_or_else(|| names::id_in(&page.path, config.languages.keys()));
            Some(AbsentPage { path: page.path.clone(), file: name.1.clone(), id: Some(id), kind: standing.kind, why })
        };
        let files = self.others.iter().filter(|(_, other)| self.is_withheld(other));
        let files = files.map(|((_, file), other)| AbsentPage {
            path: other.path.clone(),
            file: file.clone(),
            id: None,
            kind: None,
            why: Absent::Withheld,
        });
        self.pages.iter().filter_map(absent).chain(files).collect()
    }

    /// How many pages are not in this edition for one of these reasons.
    pub(super) fn count(&self, reasons: &[Absent]) -> usize {
        let absent =
            |(name, page): &(&Name, &PageFile)| self.published(name, page).is_err_and(|why| reasons.contains(&why));
        self.pages.iter().filter(absent).count()
    }

    /// A page that states a level, if there is any.
    pub(super) fn levelled(&self) -> Option<&RelPath> {
        self.pages.iter().find(|(_, page)| page.standing.stated.is_some()).map(|((_, file), _)| file)
    }

    /// The level of each page by its file; none where no page states one.
    pub(super) fn levels(&self) -> BTreeMap<RelPath, usize> {
        self.pages.keys().filter_map(|name| Some((name.1.clone(), self.levels.page(name)?))).collect()
    }

    /// Whether a file lies in a folder above the readers' level.
    fn is_withheld(&self, other: &OtherFile) -> bool {
        self.levels.file(&other.path).zip(self.highest).is_some_and(|(level, highest)| level > highest)
    }

    /// The file of a start page of the site's own language that is not published.
    pub(super) fn unpublished_start(&self) -> Option<RelPath> {
        let unpublished = self.pages.iter().filter(|(name, page)| self.published(name, page).is_err());
        let fronts = unpublished.filter(|(_, page)| page.path.parent().is_empty());
        fronts
            .filter_map(|((_, file), page)| Some((names::front_rank(page.path.stem())?, file)))
            .min()
            .map(|(_, file)| file.clone())
    }

    /// Files that are no pages: path below the content folder, path below the root, size.
    pub(super) fn others(&self) -> Vec<(RelPath, RelPath, u64)> {
        let others = self.others.iter().filter(|(_, other)| !self.is_withheld(other));
        others.map(|((_, file), other)| (other.path.clone(), file.clone(), other.size)).collect()
    }

    /// What stood in the way of reading. What is said about pages is in their documents.
    pub(super) fn found(&self, config: &Config) -> Diagnostics {
        let mut found = self.found.clone();
        let known = || self.pages.iter().filter(|(name, _)| !self.withheld.contains(*name));
        let of_pages = || known().flat_map(|(_, p)| &p.found);
        if self.one_unknown_key_finding {
            found.extend(of_pages().filter(|d| !unknown_keys::is_one(d)).cloned());
            found.extend(unknown_keys::report(of_pages().filter(|d| unknown_keys::is_one(d))));
        } else {
            found.extend(of_pages().cloned());
        }
        found.extend(known().filter_map(|(name, page)| self.lower_than_allowed(name, page, config)));
        for ((_, file), _) in self.others.iter().filter(|(_, o)| o.path.extension() == "mdx") {
            found.push(
                Diagnostic::new(Code::UnsupportedFile, text!("MDX-filer läses inte", "MDX files are not read"))
                    .file(file)
                    .cause("mdx")
                    .help(text!("gör om sidan till ren Markdown (.md)", "turn the page into plain Markdown (.md)")),
            );
        }
        found
    }
}

impl Content {
    /// The finding for a page that states a level below that of its section or its original.
    fn lower_than_allowed(&self, name: &Name, page: &PageFile, config: &Config) -> Option<Diagnostic> {
        let (by, level) = (self.levels.raised_by(name)?, self.levels.page(name)?);
        let Parsed::Page(document) = &page.parsed else { return None };
        let stated = document.front.fields.classification.as_ref()?;
        let level = config.classification.levels.get(level)?;
        Some(
            Diagnostic::new(
                Code::LevelRaised,
                text!(
                    "sidan anger nivån ”{stated}” men hör till {by}, som är ”{level}”; den nivån gäller",
                    "the page states the level \"{stated}\" but belongs to {by}, which is \"{level}\"; that level holds"
                ),
            )
            .file(&name.1)
            .span(document.front.span("classification", None))
            .cause("level raised")
            .help(text!(
                "skriv samma nivå här, eller sänk nivån i {by}",
                "write the same level here, or lower the level of {by}"
            )),
        )
    }
}

/// All of the configuration and the command line that reading a file depends on.
pub(super) fn key(config: &Config, edition: &Edition, options: &Options) -> String {
    let languages: Vec<&String> = config.languages.keys().collect();
    let read = (&config.content, &config.front_matter, &config.markdown, &config.classification, &config.follow_up);
    let (parts, written) = ((&config.site.language, languages, read), config.written);
    let config = serde_json::to_string(&parts).unwrap_or_default();
    format!("{config} {written} {edition:?} {:?}", options.out)
}
