//! Files that pages of several levels show.

use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::site::{AssetIx, Page, Resolved, Site};
use crate::text;
use std::collections::BTreeMap;

/// Where a file is used: the level and the file of the page, and the place in it.
type Used<'a> = (usize, &'a RelPath, Span);

/// Tells files that stand both on a page that many may read and on one that few may: whoever put it on the latter may
/// think that it is for these few.
pub(super) fn shared_files(site: &Site, found: &mut Diagnostics) {
    let mut uses: BTreeMap<AssetIx, (Used<'_>, Used<'_>)> = BTreeMap::new();
    for page in &site.pages {
        let Some(level) = site.level(page) else { continue };
        for (asset, span) in files(page) {
            let here = (level, &page.doc.file, span);
            let (low, high) = uses.entry(asset).or_insert((here, here));
            *low = (*low).min(here);
            *high = if here.0 > high.0 { here } else { *high };
        }
    }
    let levels = &site.config.classification.levels;
    for (asset, (low, high)) in uses.into_iter().filter(|(_, (low, high))| low.0 < high.0) {
        let (Some(low_level), Some(high_level)) = (levels.get(low.0), levels.get(high.0)) else { continue };
        let file = &site.assets[asset].path;
        found.push(
            Diagnostic::new(
                Code::SharedFile,
                text!(
                    "filen {file} står på en sida för ”{high_level}”, och på en för ”{low_level}”: den publiceras för dem också",
                    "the file {file} stands on a page for \"{high_level}\", and on one for \"{low_level}\": it is published for these too"
                ),
            )
            .file(high.1)
            .span(high.2)
            .cause("shared")
            .related(low.1, Some(low.2), text!("här står den för fler", "here it stands for more people"))
            .help(text!(
                "använd en egen kopia av filen på den ena sidan, om den inte är till för alla som får läsa den andra",
                "use a copy of its own on one of the pages, if the file is not for all who may read the other"
            )),
        );
    }
}

/// The files that a page shows or leads to, with their places.
fn files(page: &Page) -> Vec<(AssetIx, Span)> {
    let body = &page.doc.body;
    let images = page.images.iter().zip(&body.images).filter_map(|(asset, image)| Some(((*asset)?, image.span)));
    let links = page.links.iter().zip(&body.links).filter_map(|(to, link)| match to {
        Resolved::Asset(asset) => Some((*asset, link.span)),
        _ => None,
    });
    let calls = body.shortcodes.first().map_or_else(Span::default, |call| call.span);
    let called = page.files.values().map(|asset| (*asset, calls));
    images.chain(links).chain(called).collect()
}
