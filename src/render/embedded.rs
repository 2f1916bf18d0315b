//! The theme that comes with the program.

use crate::base::embed;
use crate::base::path::RelPath;
use include_dir::{Dir, include_dir};
use std::collections::BTreeMap;

static THEME: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/ledfyr");

/// Where the embedded theme's files are said to lie, in findings.
pub(super) const EMBEDDED_AT: &str = "themes/ledfyr";

pub(super) fn is_embedded(shown: &RelPath) -> bool {
    shown.as_str().starts_with(EMBEDDED_AT)
}

/// What scripts in parts begin and end with: one scope for all parts, and `self` wherever they run.
const SCOPE: [&str; 2] =
    ["(function (self) {\n'use strict';\n", "})(typeof self === 'undefined' ? globalThis : self);\n"];

/// Files of the embedded theme: path below the theme, bytes. A script or style that grew long lies in parts, in a folder
/// of its name; here it is one, as readers fetch it and as a site may replace it.
pub fn embedded() -> BTreeMap<String, Vec<u8>> {
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for (name, bytes) in embed::files(&THEME) {
        let (name, begin) = match whole(&name) {
            Some(whole) if whole.ends_with(".js") => (whole.to_owned(), SCOPE[0]),
            Some(whole) => (whole.to_owned(), ""),
            None => (name, ""),
        };
        files.entry(name).or_insert_with(|| begin.into()).extend(bytes);
    }
    for (_, script) in files.iter_mut().filter(|(_, bytes)| bytes.starts_with(SCOPE[0].as_bytes())) {
        script.extend_from_slice(SCOPE[1].as_bytes());
    }
    files
}

/// Whether the theme has that file, in one piece.
pub(super) fn has(name: &str) -> bool {
    THEME.get_file(name).is_some()
}

/// The file that this one is a part of.
fn whole(name: &str) -> Option<&str> {
    let (folder, _) = name.rsplit_once('/')?;
    (folder.ends_with(".js") || folder.ends_with(".css")).then_some(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_one_file() {
        let files = embedded();
        let search = String::from_utf8(files["static/search.js"].clone()).unwrap();
        assert!(search.starts_with(SCOPE[0]) && search.ends_with(SCOPE[1]), "{search}");
        let order =
            ["--- front-coded", "--- tokens", "--- plan", "--- rank", "--- loading"].map(|part| search.find(part));
        assert!(order.is_sorted() && order[0].is_some(), "{order:?}");
        assert!(files.contains_key("static/ledfyr.css") && files.contains_key("static/run.js"));
        assert!(files.keys().all(|name| whole(name).is_none()));
        assert!(has("templates/page.html") && !has("templates/banan.html"));
    }

    /// Readers fetch it before their first answer, over whatever network there is.
    #[test]
    fn the_search_fits_in_15_kib() {
        let script = crate::search::slim(std::str::from_utf8(&embedded()["static/search.js"]).unwrap());
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        std::io::Write::write_all(&mut packed, script.as_bytes()).unwrap();
        let size = packed.finish().unwrap().len();
        assert!(size <= 15 << 10, "{size} bytes");
    }
}
