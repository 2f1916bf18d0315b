//! What a move is asked to move, and where to.

use crate::base::path::RelPath;
use crate::base::text::Text;
use crate::config::Config;
use crate::document::names;
use crate::source::{Entry, Files};
use crate::text;
use std::collections::{BTreeMap, BTreeSet};

/// Which files go where.
#[derive(Debug, Default)]
pub(super) struct Relocation {
    /// Below the site's root, from and to.
    pub files: BTreeMap<RelPath, RelPath>,
    /// The same below their content folders.
    paths: BTreeMap<RelPath, RelPath>,
    /// A whole folder, below its content folder.
    folder: Option<(RelPath, RelPath)>,
}

/// What is named: a page or a folder, in a content folder.
struct Found {
    dir: RelPath,
    /// Below `dir`.
    path: RelPath,
    is_folder: bool,
}

impl Relocation {
    /// Where a file (below the root) lies afterwards.
    pub(crate) fn file<'a>(&'a self, file: &'a RelPath) -> &'a RelPath {
        self.files.get(file).unwrap_or(file)
    }

    /// Where a page, file or folder (below its content folder) lies afterwards.
    pub(crate) fn path(&self, path: &RelPath) -> RelPath {
        if let Some(to) = self.paths.get(path) {
            return to.clone();
        }
        match &self.folder {
            Some((from, to)) if path.is_in(from) => {
                below(to, path.as_str()[from.as_str().len()..].trim_start_matches('/'))
            }
            _ => path.clone(),
        }
    }

    /// The moved files below their content folders, from and to.
    pub(crate) fn paths(&self) -> impl Iterator<Item = (&RelPath, &RelPath)> {
        self.paths.iter()
    }

    /// Finds out what `from` and `to` name: paths below the root or below a content folder. `versions` are the files of documents
    /// that have several versions.
    pub(crate) fn find(
        files: &dyn Files,
        config: &Config,
        versions: &BTreeSet<RelPath>,
        from: &str,
        to: &str,
    ) -> Result<Relocation, Text> {
        let found = source(files, config, from)?;
        let (to_dir, to_path) = target(config, &found, to)?;
        let mut relocation = Relocation::default();
        let entries = files.walk(&below(&found.dir, found.path.parent().as_str()), &[]).entries;
        let mut take = |entry: &Entry, path: RelPath, to: RelPath| {
            let (file, new) = (&entry.path, below(&to_dir, to.as_str()));
            if entry.link {
                return Err(text!(
                    "{file} är en symbolisk länk; flytta den för hand",
                    "{file} is a symbolic link; move it by hand"
                ));
            }
            if files.is_file(&new) || files.is_dir(&new) {
                return Err(text!("{new} finns redan", "{new} exists already"));
            }
            relocation.files.insert(file.clone(), new);
            relocation.paths.insert(path, to);
            Ok(())
        };
        let below_dir = |e: &Entry| RelPath::new(e.path.as_str().strip_prefix(found.dir.as_str())?);
        if found.is_folder {
            let new = below(&to_dir, to_path.as_str());
            if files.is_file(&new) || files.is_dir(&new) {
                return Err(text!("{new} finns redan", "{new} exists already"));
            }
            for entry in &entries {
                let Some(path) = below_dir(entry).filter(|p| p.is_in(&found.path)) else { continue };
                let rest = path.as_str()[found.path.as_str().len()..].trim_start_matches('/');
                take(entry, path.clone(), below(&to_path, rest))?;
            }
            relocation.folder = Some((found.path, to_path));
        } else {
            // A page goes with its translations and versions, which have its name but for the language and the number.
            let has_versions = |path: &RelPath| versions.contains(&below(&found.dir, path.as_str()));
            let is_version = has_versions(&found.path);
            let (name, new) = (document(config, &found.path, is_version), document(config, &to_path, is_version));
            for entry in &entries {
                let Some(path) = below_dir(entry) else { continue };
                let is_here = path.parent() == found.path.parent() && names::is_markdown(&path);
                if is_here && document(config, &path, has_versions(&path)) == name {
                    let to = format!("{new}{}", &path.file_name()[name.len()..]);
                    take(entry, path.clone(), below(&to_path.parent(), &to))?;
                }
            }
        }
        match relocation.files.is_empty() {
            true => Err(text!("{from} har inga filer att flytta", "{from} has no files to move")),
            false => Ok(relocation),
        }
    }
}

fn below(folder: &RelPath, path: &str) -> RelPath {
    // Both are below a root already.
    folder.join(path).unwrap_or_else(|| folder.clone())
}

/// The language that a file's name states.
fn lang(config: &Config, path: &RelPath) -> Option<String> {
    names::file_lang(path, config.languages.keys().map(String::as_str).chain([config.site.language.as_str()]))
}

/// The file name without its language and extension.
fn plain(config: &Config, path: &RelPath) -> String {
    names::stem(path, lang(config, path).as_deref()).to_owned()
}

/// The same without the number of a version, where the document has several.
fn document(config: &Config, path: &RelPath, has_versions: bool) -> String {
    let name = plain(config, path);
    names::version(&name).filter(|_| has_versions).map_or(name.clone(), |(name, _)| name.to_owned())
}

fn dirs(config: &Config) -> impl Iterator<Item = RelPath> {
    config.content.dirs.iter().filter_map(|d| RelPath::new(d))
}

/// What stands below a content folder when a path names the folder itself.
fn inside(dir: &RelPath, path: &RelPath) -> Option<RelPath> {
    let named = !dir.is_empty() && path != dir && path.is_in(dir);
    named.then(|| below(&RelPath::default(), &path.as_str()[dir.as_str().len()..]))
}

fn source(files: &dyn Files, config: &Config, from: &str) -> Result<Found, Text> {
    let Some(given) = RelPath::new(from).filter(|p| !p.is_empty()) else {
        return Err(text!(
            "{from} är ingen sida eller mapp i innehållet",
            "{from} is no page or folder of the content"
        ));
    };
    let whole: Vec<(RelPath, RelPath)> =
        dirs(config).filter_map(|dir| Some((dir.clone(), inside(&dir, &given)?))).collect();
    let mut refused = None;
    for (dir, path) in whole.into_iter().chain(dirs(config).map(|dir| (dir, given.clone()))) {
        let with_ending = RelPath::lit(&format!("{path}.md"));
        for path in [path, with_ending] {
            let file = below(&dir, path.as_str());
            if files.is_file(&file) {
                if names::is_markdown(&path) {
                    return Ok(Found { dir, path, is_folder: false });
                }
                refused = Some(text!(
                    "{file} är ingen sida; flytta filen för hand, eller mappen som den ligger i",
                    "{file} is no page; move the file by hand, or the folder in which it lies"
                ));
            } else if files.is_dir(&file) {
                return Ok(Found { dir, path, is_folder: true });
            }
        }
    }
    Err(refused.unwrap_or_else(|| {
        text!("{from} är ingen sida eller mapp i innehållet", "{from} is no page or folder of the content")
    }))
}

/// The content folder and the path below it. A path that ends in `/` is a folder that a page is moved into.
fn target(config: &Config, found: &Found, to: &str) -> Result<(RelPath, RelPath), Text> {
    let Some(given) = RelPath::new(to).filter(|p| !p.is_empty()) else {
        return Err(text!("{to} ligger utanför innehållet", "{to} lies outside the content"));
    };
    let named = dirs(config).find_map(|dir| Some((dir.clone(), inside(&dir, &given)?)));
    let (dir, path) = named.unwrap_or_else(|| (found.dir.clone(), given));
    if path.parts().any(|part| part.starts_with('.')) {
        return Err(text!(
            "{to} börjar med en punkt: sådana filer läses inte",
            "{to} begins with a dot: such files are not read"
        ));
    }
    if found.is_folder {
        if path.is_in(&found.path) && dir == found.dir && path != found.path {
            let from = &found.path;
            return Err(text!("{from} kan inte flyttas in i sig själv", "{from} cannot be moved into itself"));
        }
        return Ok((dir, path));
    }
    let path = match to.ends_with('/') {
        true => below(&path, found.path.file_name()),
        false if names::is_markdown(&path) => path,
        false => RelPath::lit(&format!("{path}.md")),
    };
    let (from, other) = (&found.path, lang(config, &path));
    if other.is_some() && other != lang(config, from) {
        return Err(text!(
            "{to} har ett annat språk än {from}; en sida flyttas med sina översättningar",
            "{to} has another language than {from}; a page is moved with its translations"
        ));
    }
    Ok((dir, path))
}
