//! Telling each page which versions its document has.

use super::arrange::VersionSet;
use crate::base::path::RelPath;
use crate::site::model::{Page, PageIx, Version};
use std::collections::HashMap;
use std::sync::Arc;

/// Gives each page of `sets` its place among the versions.
pub(in crate::site) fn attach(pages: &mut [Arc<Page>], sets: &[VersionSet]) {
    if sets.is_empty() {
        return;
    }
    let by_file: HashMap<RelPath, PageIx> =
        pages.iter().enumerate().filter(|(_, p)| !p.generated).map(|(ix, p)| (p.doc.file.clone(), ix)).collect();
    for set in sets {
        let page = |version: usize, lang: usize| by_file.get(set.versions[version].files.get(&lang)?).copied();
        let any = |version: usize| set.versions[version].files.values().find_map(|file| by_file.get(file)).copied();
        let all = |lang: usize| (0..set.versions.len()).filter_map(|v| page(v, lang)).collect();
        for (v, version) in set.versions.iter().enumerate() {
            for (lang, file) in &version.files {
                let Some(ix) = by_file.get(file).copied() else { continue };
                let current = page(set.chosen, *lang).or_else(|| page(set.chosen, 0)).or_else(|| any(set.chosen));
                Arc::make_mut(&mut pages[ix]).version = Some(Version {
                    all: all(*lang),
                    current: current.unwrap_or(ix),
                    original: page(v, 0).filter(|original| *original != ix),
                    replaced_from: version.replaced_from,
                    is_replaced: version.is_replaced,
                });
            }
        }
    }
}
