//! Files that are no pages, and the addresses they are published at.

use super::model::{Asset, Page, Use};
use crate::base::path::RelPath;
use crate::config::OnConflict;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::names;
use crate::text;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Files lie beside the pages of their folder; their names keep their letters but not their blanks.
pub(super) fn assets(
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
