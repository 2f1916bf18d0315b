//! Loads the theme: the embedded files, with the site's own over them.

use super::component_specs::shortcodes;
use super::embedded::{EMBEDDED_AT, embedded, is_embedded, replaced_by};
use super::filters;
use super::model::{ROOT, StaticFile, Theme};
use super::strings::AllStrings;
use crate::base::bytes::Bytes;
use crate::base::hash::{Hash, sha256};
use crate::base::path::RelPath;
use crate::config::CONFIG_FILE;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, not_utf8};
use crate::source::{Files, conflict, unreadable};
use crate::text;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use tera::Tera;

/// The folders in which a site's file replaces the theme's of the same name.
const OVERLAID: [&str; 3] = ["templates", "static", "i18n"];

/// What systems and programs leave in folders, and what is the program's own: never published.
const NOT_PUBLISHED: [&str; 4] = [".git", ".DS_Store", "Thumbs.db", "desktop.ini"];

/// Files of a theme: by path, the bytes and the path that findings name.
type ThemeFiles = BTreeMap<String, (Vec<u8>, RelPath)>;

/// Loads the embedded theme with the site's own files over it.
pub(crate) fn load(site: &dyn Files) -> (Theme, Diagnostics) {
    let mut found = Diagnostics::new();
    let (files, replaced) = overlay(site, &mut found);
    let mut theme = Theme {
        tera: Tera::new(),
        strings: AllStrings::default(),
        files: Vec::new(),
        root_files: root_files(site, &mut found),
        shortcodes: Vec::new(),
        sources: BTreeMap::new(),
        template_files: HashMap::new(),
        hash: hash(&files),
    };
    let mut templates = Vec::new();
    let mut tables = Vec::new();
    for (name, (bytes, shown)) in replaced.into_iter().chain(files) {
        if let Some(name) = name.strip_prefix("static/") {
            theme.files.push(static_file(name, bytes));
        } else if let Some(name) = name.strip_prefix("templates/") {
            if let Some(text) = utf8(bytes, &shown, &mut found) {
                theme.template_files.insert(name.to_owned(), shown.clone());
                theme.sources.insert(shown, Arc::from(text.as_str()));
                templates.push((name.to_owned(), text));
            }
        } else if let Some(name) = name.strip_prefix("i18n/").and_then(|n| n.strip_suffix(".toml"))
            && let Some(text) = utf8(bytes, &shown, &mut found)
        {
            let lang = name.rsplit('.').next().unwrap_or(name).to_owned();
            tables.push((lang, text, shown));
        }
    }
    theme.strings = AllStrings::read(&tables, &mut found);
    let own: Vec<&str> =
        templates.iter().filter(|(n, _)| !is_embedded(&theme.template_files[n])).map(|(_, t)| t.as_str()).collect();
    found.extend(theme.strings.unknown(&own));
    theme.sources.extend(tables.into_iter().map(|(_, text, shown)| (shown, Arc::from(text))));
    filters::register(&mut theme.tera);
    theme.add_templates(&templates, &mut found);
    theme.shortcodes = shortcodes(&theme.tera, &theme.template_files);
    (theme, found)
}

/// The theme's files with the site's over them, and the embedded string tables that the site has files for: strings of the
/// site go before the theme's one by one, so both are read.
fn overlay(site: &dyn Files, found: &mut Diagnostics) -> (ThemeFiles, ThemeFiles) {
    let shown = |name: &str| RelPath::lit(&format!("{EMBEDDED_AT}/{name}"));
    let mut files: ThemeFiles =
        embedded().into_iter().map(|(name, bytes)| (name.clone(), (bytes.to_vec(), shown(&name)))).collect();
    let mut replaced = BTreeMap::new();
    for folder in OVERLAID {
        let walk = site.walk(&RelPath::lit(folder), &[]);
        found.extend(walk.diagnostics);
        for entry in walk.entries {
            match site.read(&entry.path) {
                Ok(bytes) => {
                    found.extend(conflict::find(&entry.path, &bytes));
                    let name = replaced_by(entry.path.as_str());
                    match files.insert(name.clone(), (bytes, entry.path.clone())) {
                        Some(embedded) if folder == "i18n" => {
                            replaced.insert(name, embedded);
                        }
                        Some((_, other)) if !is_embedded(&other) => found.push(twice(&other, &entry.path)),
                        _ => {}
                    }
                }
                Err(e) => found.push(unreadable(&entry.path, &e)),
            }
        }
    }
    (files, replaced)
}

/// The finding for a site's template that lies both in the folder of its kind and at the top.
fn twice(first: &RelPath, second: &RelPath) -> Diagnostic {
    Diagnostic::new(
        Code::TemplateError,
        text!("mallen finns två gånger: {first} och {second}", "the template is there twice: {first} and {second}"),
    )
    .file(first)
    .help(text!("ta bort den ena", "remove one of them"))
}

fn hash(files: &ThemeFiles) -> Hash {
    let mut all = Vec::new();
    for (name, (bytes, _)) in files {
        all.extend_from_slice(name.as_bytes());
        all.push(0);
        all.extend_from_slice(Hash::of(bytes).hex().as_bytes());
    }
    Hash::of(&all)
}

/// The site's files for its root, hidden ones too (`.well-known/`). A folder without `ledfyr.toml` has none: what it calls
/// `root` is content.
fn root_files(site: &dyn Files, found: &mut Diagnostics) -> Vec<(String, Bytes)> {
    if !site.is_file(&RelPath::lit(CONFIG_FILE)) {
        return Vec::new();
    }
    let walk = site.walk_all(&RelPath::lit(ROOT));
    found.extend(walk.diagnostics);
    let skipped = |path: &str| path.split('/').any(|part| NOT_PUBLISHED.contains(&part) || part.starts_with(".ledfyr"));
    let mut files = Vec::new();
    for entry in walk.entries {
        let Some(name) = entry.path.as_str().strip_prefix("root/").filter(|name| !skipped(name)) else { continue };
        match site.read(&entry.path) {
            Ok(bytes) => files.push((name.to_owned(), Bytes::new(bytes))),
            Err(e) => found.push(unreadable(&entry.path, &e)),
        }
    }
    files
}

fn utf8(bytes: Vec<u8>, shown: &RelPath, found: &mut Diagnostics) -> Option<String> {
    crate::base::encoding::utf8(bytes).map_err(|bytes| found.push(not_utf8(Code::NotUtf8, shown, &bytes, true))).ok()
}

fn static_file(name: &str, bytes: Vec<u8>) -> StaticFile {
    // A browser can tell from the name whether these are the bytes (`sw.js`).
    let hash = &sha256(&bytes)[..8];
    let url = match name.rsplit_once('.') {
        Some((stem, extension)) => format!("static/{stem}.{hash}.{extension}"),
        None => format!("static/{name}.{hash}"),
    };
    StaticFile { name: name.to_owned(), url, bytes: Bytes::new(bytes) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::MemoryFiles;

    #[test]
    fn a_template_of_the_site_replaces_that_of_its_kind_from_the_top_too() {
        for path in ["templates/role.html", "templates/kinds/role.html"] {
            let (theme, found) = load(&MemoryFiles::new().with(path, "Egen roll"));
            assert!(found.is_empty(), "{found:?}");
            assert_eq!(theme.template_files["kinds/role.html"].as_str(), path);
            assert_eq!(theme.render("role.html", &BTreeMap::<String, String>::new(), None), Ok("Egen roll".to_owned()));
        }
    }
}
