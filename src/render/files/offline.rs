//! What browsers keep: the list of pinned files with its version, and the description by which a site is installed.

use crate::base::bytes::Bytes;
use crate::base::hash::{Hash, sha256};
use crate::base::parallel;
use crate::base::text::direction;
use crate::diagnostic::Diagnostic;
use crate::plan::{Target, TargetKind, crisis_cards, pinned};
use crate::render::model::worker::Worker;
use crate::render::site_context::SiteContext;
use crate::render::url::encode;
use crate::search::SearchIndex;
use crate::site::{AssetIx, PageIx, Resolved};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

const TEMPLATE: &str = "sw.js";

/// The colours of the theme's paper and of its acute bar, for the frame of an installed site.
const PAPER: &str = "#fbf9f5";
const DEEP: &str = "#0d4a54";

/// Bytes of search files, as they are published, that a first visit may bring along.
const MAX_SEARCH_BYTES: usize = 2 << 20;

/// Renders a target.
pub(in crate::render) type Render<'a> = dyn Fn(&Target) -> Result<Bytes, Diagnostic> + Sync + 'a;

/// The targets that browsers keep from the first visit on.
fn pinned_targets(context: &SiteContext) -> Vec<&Target> {
    let site = &context.site;
    let cards: BTreeSet<PageIx> =
        (0..site.languages.len()).flat_map(|l| crisis_cards(&context.governance, l)).collect();
    let pages: BTreeSet<PageIx> = (0..site.pages.len()).filter(|ix| pinned(&context.governance, *ix, &cards)).collect();
    let assets: BTreeSet<AssetIx> = pages.iter().flat_map(|ix| shown_on(context, *ix)).collect();
    let search = context.search.index().map_or_else(BTreeSet::new, |index| pinned_search(context, index, &pages));
    let keep = |t: &&Target| match &t.kind {
        TargetKind::Page(ix) => pages.contains(ix),
        TargetKind::Asset(ix) => assets.contains(ix),
        // Icons are fetched by whoever installs the site; the rest dresses every page.
        TargetKind::Static(i) => !context.theme.files[*i].name.ends_with(".png"),
        TargetKind::SearchFile(i) => search.contains(i),
        TargetKind::Search(_) | TargetKind::Offline(_) => true,
        _ => false,
    };
    context.plan.targets.iter().filter(keep).collect()
}

/// Which of the index's files: all of a small one, of a large one those that find and show what is pinned. A search
/// without a network then says that some hits may be missing.
fn pinned_search(context: &SiteContext, index: &SearchIndex, pages: &BTreeSet<PageIx>) -> BTreeSet<usize> {
    if index.files.iter().map(|(_, bytes)| bytes.len()).sum::<usize>() <= MAX_SEARCH_BYTES {
        return (0..index.files.len()).collect();
    }
    let wanted: Vec<(&str, String)> = pages
        .iter()
        .map(|ix| &context.site.pages[*ix])
        .map(|p| (p.doc.source.as_str(), format!("{} {}", p.title(), p.fields().keywords.join(" "))))
        .collect();
    index.needed(&wanted)
}

/// The files that a page shows or offers.
fn shown_on(context: &SiteContext, ix: PageIx) -> Vec<AssetIx> {
    let page = &context.site.pages[ix];
    let linked = page.links.iter().filter_map(|l| if let Resolved::Asset(a) = l { Some(*a) } else { None });
    page.images.iter().flatten().copied().chain(page.files.values().copied()).chain(linked).collect()
}

/// By address: the SHA-256 of each file, as a browser computes it.
fn hashed(render: &Render<'_>, targets: &[&Target]) -> Result<BTreeMap<String, String>, Diagnostic> {
    let one = |target: &Target| Ok((encode(&target.url), sha256(&render(target)?)));
    parallel::map(targets, |target| one(target)).into_iter().collect()
}

/// The service worker with the list of what it keeps. Equal sites have equal lists; a changed file changes the
/// script, and that is how browsers learn of it.
pub(in crate::render) fn service_worker(context: &SiteContext, render: &Render<'_>) -> Result<String, Diagnostic> {
    let pinned = hashed(render, &pinned_targets(context))?;
    // Pages and static files carry their hash with them. What else a visited page needs is listed.
    let on_visited_pages = |t: &&Target| matches!(t.kind, TargetKind::Asset(_) | TargetKind::RoleData(_));
    let mut listed = hashed(render, &context.plan.targets.iter().filter(on_visited_pages).collect::<Vec<_>>())?;
    listed.retain(|url, _| !pinned.contains_key(url));
    let list = serde_json::to_string_pretty(&pinned).unwrap_or_default();
    // Another worker has another store, so that one that fails to install spoils nothing.
    let version = Hash::of(format!("{} {list}", context.theme.hash.hex()).as_bytes()).short();
    let offline: BTreeMap<String, String> = (0..context.site.languages.len())
        .filter_map(|l| Some((context.site.languages[l].prefix.clone(), context.planned(&TargetKind::Offline(l))?)))
        .collect();
    let worker = Worker {
        version,
        files: list,
        listed: serde_json::to_string_pretty(&listed).unwrap_or_default(),
        offline: serde_json::to_string(&offline).unwrap_or_default(),
    };
    context.theme.render(TEMPLATE, &worker, None)
}

/// The web app manifest (W3C).
pub(in crate::render) fn web_manifest(context: &SiteContext) -> String {
    #[derive(Serialize)]
    struct Icon<'a> {
        src: &'a str,
        sizes: &'a str,
        r#type: &'static str,
        purpose: &'static str,
    }
    #[derive(Serialize)]
    struct Manifest<'a> {
        id: &'static str,
        name: &'a str,
        short_name: &'a str,
        description: &'a str,
        lang: &'a str,
        dir: &'static str,
        start_url: &'static str,
        scope: &'static str,
        display: &'static str,
        background_color: &'static str,
        theme_color: &'static str,
        icons: Vec<Icon<'a>>,
    }
    let language = &context.site.languages[0];
    let icons = context.theme.files.iter().filter_map(|f| {
        let (purpose, rest) = match f.name.strip_prefix("icon-maskable-") {
            Some(rest) => ("maskable", rest),
            None => ("any", f.name.strip_prefix("icon-")?),
        };
        Some((f, purpose, rest.strip_suffix(".png")?))
    });
    let sizes: Vec<String> = icons.clone().map(|(_, _, side)| format!("{side}x{side}")).collect();
    let icons = icons
        .zip(&sizes)
        .map(|((f, purpose, _), sizes)| Icon { src: &f.url, sizes, r#type: "image/png", purpose })
        .collect();
    let manifest = Manifest {
        id: "./",
        name: &language.title,
        short_name: &language.title,
        description: &language.description,
        lang: &language.code,
        dir: direction(&language.code),
        start_url: "./",
        scope: "./",
        display: "standalone",
        background_color: PAPER,
        theme_color: DEEP,
        icons,
    };
    serde_json::to_string_pretty(&manifest).unwrap_or_default() + "\n"
}
