//! The list of targets.

use super::targets::{Plan, Target, TargetKind, source};
use super::{built_in, reading, redirects};
use crate::base::path::RelPath;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::front_matter::fields::Kind;
use crate::governance::Governance;
use crate::site::{BuiltIn, BuiltInIx, List, Shows, Site};
use crate::text;
use std::collections::{BTreeSet, HashMap, HashSet};

const ROBOTS: &str = "robots.txt";

/// Plans the site. `statics` are the URLs of the theme's files, `root_files` the paths of the files that the site has for its
/// root.
pub(crate) fn plan(governance: &Governance, statics: &[String], root_files: &[String]) -> (Plan, Diagnostics) {
    let site = governance.site();
    let mut targets = Vec::with_capacity(site.pages.len() + 64);
    for (ix, page) in site.pages.iter().enumerate() {
        targets.push(Target::page(TargetKind::Page(ix), page.url.clone()));
        if page.kind() == Kind::Role && !governance.calendar_of(ix).is_empty() {
            targets.push(Target::file(TargetKind::Calendar(ix), format!("{}{}.ics", page.url, page.id)));
        }
        reading::add_companions(governance, ix, &mut targets);
    }
    let built_in: BTreeSet<BuiltInIx> =
        (0..site.built_in.all.len()).filter(|ix| built_in::has_content(governance, *ix)).collect();
    targets.extend(built_in.iter().map(|ix| {
        let page = &site.built_in.all[*ix];
        Target::page(TargetKind::of(page), page.url.clone())
    }));
    for page in site.built_in.all.iter().filter(|page| page.shows == Shows::FollowUp) {
        targets.extend(tables(site, page));
    }
    for (lang, language) in site.languages.iter().enumerate() {
        if site.written(lang).next().is_some() || lang == 0 {
            reading::of_language(governance, lang, &mut targets);
            if site.config.feed.limit > 0 {
                targets.push(Target::file(TargetKind::Feed(lang), format!("{}feed.xml", language.prefix)));
            }
        }
    }
    targets.push(Target::file(TargetKind::NotFound, "404.html".to_owned()));
    // The site's own says more than the program's.
    if !root_files.iter().any(|file| file == ROBOTS) {
        targets.push(Target::file(TargetKind::Robots, ROBOTS.to_owned()));
    }
    targets.push(Target::file(TargetKind::PagesJson, "pages.json".to_owned()));
    if governance.original_paragraphs().next().is_some() {
        targets.push(Target::file(TargetKind::Catalog, "controls.json".to_owned()));
        targets.push(Target::file(TargetKind::Components, "components.json".to_owned()));
    }
    targets.push(Target::file(TargetKind::Sitemap, "sitemap.xml".to_owned()));
    reading::of_site(site, &mut targets);
    targets.extend(statics.iter().enumerate().map(|(i, url)| Target::file(TargetKind::Static(i), url.clone())));
    let used = site.assets.iter().enumerate().filter(|(_, a)| a.used.linked || a.used.shown);
    targets.extend(used.map(|(i, a)| Target::file(TargetKind::Asset(i), a.url.clone())));
    targets.extend(root_files.iter().enumerate().map(|(i, path)| Target::file(TargetKind::RootFile(i), path.clone())));
    let mut found = clashes(site, &targets);
    let mut plan = Plan { targets, built_in, redirects: Vec::new() };
    found.extend(redirects::add(site, &mut plan));
    (plan, found)
}

/// The lists of the page on what to follow up, as tables beside it.
fn tables(site: &Site, page: &BuiltIn) -> impl Iterator<Item = Target> {
    let names = List::ALL.into_iter().zip(&site.paths[page.lang].lists);
    names
        .map(|(list, name)| Target::file(TargetKind::FollowUpTable(page.lang, list), format!("{}{name}.csv", page.url)))
}

/// Two targets with one path, or with paths that differ only in case, which some file systems and servers take for one;
/// and a file where another target needs a folder.
fn clashes(site: &Site, targets: &[Target]) -> Diagnostics {
    let mut taken: HashMap<String, usize> = HashMap::with_capacity(targets.len());
    let mut found = Diagnostics::new();
    for (i, target) in targets.iter().enumerate() {
        let Some(first) = taken.insert(target.path.to_lowercase(), i) else { continue };
        let first = &targets[first];
        // Two pages with one URL have been reported when they were related.
        if !matches!((&first.kind, &target.kind), (TargetKind::Page(_), TargetKind::Page(_))) {
            found.push(clash(site, first, target, &target.url));
        }
    }
    let mut reported = HashSet::new();
    for target in targets {
        let path = target.path.to_lowercase();
        let files = path.match_indices('/').filter_map(|(at, _)| taken.get(&path[..at]));
        for file in files.filter(|file| reported.insert(**file)) {
            found.push(clash(site, &targets[*file], target, &targets[*file].url));
        }
    }
    found
}

fn clash(site: &Site, first: &Target, target: &Target, url: &str) -> Diagnostic {
    let d = Diagnostic::new(
        Code::DuplicatePath,
        text!("två filer i webbplatsen får samma adress: /{url}", "two files of the site get the same address: /{url}"),
    )
    .cause(url);
    let source = |target: &Target| match target.kind {
        TargetKind::RootFile(_) => RelPath::new(&format!("root/{}", target.path)),
        _ => source(site, &target.kind),
    };
    match (source(first), source(target)) {
        (Some(first), Some(second)) => {
            d.file(&second).related(&first, None, text!("den andra filen", "the other file")).help(text!(
                "byt namn på en av dem; stora och små bokstäver räknas som lika",
                "rename one of them; capitals and small letters count as alike"
            ))
        }
        (file, other) => {
            let mut d = d;
            d.file = file.or(other);
            d.help(text!(
                "byt namn på sidan eller filen: ledfyr gör själv en sida med den adressen",
                "rename the page or file: ledfyr makes a page of its own with this address"
            ))
        }
    }
}
