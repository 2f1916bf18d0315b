//! A site's theme, once it is read.

use super::embedded::{is_embedded, page_template};
use super::strings::{AllStrings, Strings};
use crate::base::bytes::Bytes;
use crate::base::hash::Hash;
use crate::base::path::RelPath;
use crate::body::shortcodes::ShortcodeSpec;
use crate::config::Config;
use crate::document::names::url_part;
use crate::site::Paths;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use tera::Tera;

/// The folder of files that are published at the site's root, as they are and by the names that they have.
pub(crate) const ROOT: &str = "root";

/// Every folder of a site that belongs to its theme.
pub(crate) const FOLDERS: [&str; 4] = ["templates", "static", "i18n", ROOT];

/// The theme of a site: the embedded one with the site's own files over it.
pub struct Theme {
    /// The templates, parsed.
    pub(super) tera: Tera,
    /// Words of the interface, by language.
    pub strings: AllStrings,
    /// Static files in name order.
    pub files: Vec<StaticFile>,
    /// Files for the site's root in name order: path below it, and bytes.
    pub root_files: Vec<(String, Bytes)>,
    /// What components can be called from Markdown, by name.
    pub shortcodes: Vec<ShortcodeSpec>,
    /// Text of templates and string tables by the path that findings name, for their excerpts.
    pub sources: BTreeMap<RelPath, Arc<str>>,
    /// Templates by name: the path that findings name.
    pub(super) template_files: HashMap<String, RelPath>,
    /// Of every file in the theme.
    pub hash: Hash,
}

/// A file that is published as it is, its content's hash in its name.
#[derive(Clone, Debug)]
pub struct StaticFile {
    /// Below `static/`: `ledfyr.css`.
    pub name: String,
    /// Below the site's root: `static/ledfyr.1a2b3c4d.css`.
    pub url: String,
    /// Its content.
    pub bytes: Bytes,
}

impl Theme {
    /// Whether the site has templates or strings of its own.
    pub fn is_overlaid(&self) -> bool {
        self.sources.keys().any(|path| !is_embedded(path))
    }

    /// The full name of a template: `kinds/role.html` for `role.html`; `None` where neither the theme nor the site has it.
    pub(super) fn template<'n>(&self, name: &'n str) -> Option<Cow<'n, str>> {
        if self.tera.contains_template(name) { Some(name.into()) } else { page_template(name).map(Cow::from) }
    }

    /// By the code of each language of a site: the words of the addresses of the program's own pages.
    pub(crate) fn paths(&self, config: &Config) -> BTreeMap<String, Paths> {
        let of_language = |code: &String| {
            let strings = self.strings_for(code);
            (code.clone(), Paths::new(|key| url_part(&strings.plain("paths", key))))
        };
        std::iter::once(&config.site.language).chain(config.languages.keys()).map(of_language).collect()
    }

    /// The strings of a language; what it lacks is in English, and marked as that (`language_marks`).
    pub fn strings_for(&self, lang: &str) -> &Strings {
        self.strings.of(lang)
    }
}
