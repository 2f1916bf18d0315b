//! Which document a file is a version of, by its name.

use crate::base::path::RelPath;
use crate::document::{Document, names};
use crate::site::folders::Place;
use crate::site::model::Language;

/// What the name of a page's file says.
pub(super) struct FileName {
    /// Place among the site's languages.
    pub lang: usize,
    /// The document's path, without language, version and ending.
    pub plain: RelPath,
    /// The version's number; 0 without one.
    pub number: u32,
}

impl FileName {
    pub(crate) fn of(doc: &Document, languages: &[Language]) -> FileName {
        let path = plain(&doc.path, doc.file_lang.as_deref(), languages);
        let lang = Place::of(doc, languages).lang;
        match is_version(doc).then(|| names::version(path.file_name())).flatten() {
            Some((name, number)) => FileName { lang, plain: path.parent().join(name).unwrap_or_default(), number },
            None => FileName { lang, plain: path, number: 0 },
        }
    }
}

/// Whether a file's name says that it is a version. Only controlled documents have versions: `api.v2.md` of another program
/// is a page like others.
pub(super) fn is_version(doc: &Document) -> bool {
    doc.front.kind().is_controlled() && names::version(names::stem(&doc.path, doc.file_lang.as_deref())).is_some()
}

/// The path of a file without its language and ending.
pub(super) fn plain(path: &RelPath, file_lang: Option<&str>, languages: &[Language]) -> RelPath {
    let (parent, stem) = (path.parent(), names::stem(path, file_lang));
    let is_language = |folder: &&str| languages.iter().skip(1).any(|l| l.code == **folder);
    let skip = usize::from(parent.parts().next().as_ref().is_some_and(is_language));
    let parts: Vec<&str> = parent.parts().skip(skip).chain([stem]).collect();
    RelPath::lit(&parts.join("/")).composed()
}

/// The path that a version has when it stands for the document: without the version.
pub(super) fn without_version(doc: &Document) -> RelPath {
    let (path, stem) = (&doc.path, names::stem(&doc.path, doc.file_lang.as_deref()));
    let name = names::version(stem).map(|(name, _)| format!("{name}{}", &path.file_name()[stem.len()..]));
    name.and_then(|name| path.parent().join(&name)).unwrap_or_else(|| path.clone())
}
