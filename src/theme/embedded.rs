//! The theme that comes with the program.

use crate::base::embed;
use crate::base::path::RelPath;
use include_dir::{Dir, include_dir};
use std::collections::BTreeMap;

/// What the program carries of `themes/ledfyr`: the sources of its scripts and styles are not needed to build a site.
static FOLDERS: [(&str, Dir<'_>); 3] = [
    ("templates", include_dir!("$CARGO_MANIFEST_DIR/themes/ledfyr/templates")),
    ("static", include_dir!("$CARGO_MANIFEST_DIR/themes/ledfyr/static")),
    ("i18n", include_dir!("$CARGO_MANIFEST_DIR/themes/ledfyr/i18n")),
];

/// Where the embedded theme's files are said to lie, in findings.
pub(super) const EMBEDDED_AT: &str = "themes/ledfyr";

pub(super) fn is_embedded(shown: &RelPath) -> bool {
    shown.as_str().starts_with(EMBEDDED_AT)
}

/// Files of the embedded theme: path below the theme, bytes.
pub(crate) fn embedded() -> BTreeMap<String, &'static [u8]> {
    let files = FOLDERS.iter().flat_map(|(folder, dir)| {
        embed::files(dir).into_iter().map(move |(name, bytes)| (format!("{folder}/{name}"), bytes))
    });
    files.collect()
}

/// Folders of templates of whole pages: of what people write by kind, and of generated pages. A site's own may lie at the top of
/// its `templates/` as well.
const PAGE_FOLDERS: [&str; 2] = ["kinds", "pages"];

/// The theme's template of a page by its file name: `kinds/role.html` for `role.html`.
pub(super) fn page_template(name: &str) -> Option<String> {
    let mut full = PAGE_FOLDERS.iter().map(|folder| format!("{folder}/{name}"));
    full.find(|full| has(&format!("templates/{full}")))
}

/// The file of the theme that a site's file replaces: `templates/kinds/role.html` for `templates/role.html`; itself where the theme
/// has none.
pub(crate) fn replaced_by(path: &str) -> String {
    let full = path.strip_prefix("templates/").and_then(page_template);
    full.map_or_else(|| path.to_owned(), |full| format!("templates/{full}"))
}

/// Whether the theme has that file.
pub(super) fn has(name: &str) -> bool {
    name.split_once('/').is_some_and(|(folder, below)| {
        FOLDERS.iter().any(|(known, dir)| *known == folder && dir.get_file(below).is_some())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_theme_has_what_pages_name() {
        let files = embedded();
        for name in ["static/search.js", "static/ledfyr.css", "static/run.js", "templates/sw.js", "i18n/sv.toml"] {
            assert!(files.contains_key(name) && has(name), "{name}");
        }
        assert_eq!(replaced_by("templates/role.html"), "templates/kinds/role.html");
        for path in ["templates/kinds/role.html", "templates/base.html", "templates/egen.html", "static/run.js"] {
            assert_eq!(replaced_by(path), path);
        }
        assert!(!has("templates/banan.html") && !has("scripts/run.js") && !has("page.html"));
    }

    /// Readers fetch it before their first answer, over whatever network there is.
    #[test]
    fn the_search_fits_in_17_kib() {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        std::io::Write::write_all(&mut packed, embedded()["static/search.js"]).unwrap();
        let size = packed.finish().unwrap().len();
        assert!(size <= 17 << 10, "{size} bytes");
    }
}
