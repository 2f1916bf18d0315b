//! The list of targets.

use super::targets::{Listing, Paths, Plan, Target, TargetKind, source, statute_url};
use super::{reading, redirects};
use crate::base::path::RelPath;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::front_matter::fields::Kind;
use crate::governance::Governance;
use crate::site::Site;
use crate::text;
use std::collections::{HashMap, HashSet};

const ROBOTS: &str = "robots.txt";

/// Plans the site. `paths` has one entry a language; `statics` are the URLs of the theme's files, `root_files` the paths of the
/// files that the site has for its root.
pub(crate) fn plan(
    governance: &Governance,
    paths: &[Paths],
    statics: &[String],
    root_files: &[String],
) -> (Plan, Diagnostics) {
    let site = governance.site();
    let mut targets = Vec::with_capacity(site.pages.len() + 64);
    for (ix, page) in site.pages.iter().enumerate() {
        targets.push(Target::page(TargetKind::Page(ix), page.url.clone()));
        if page.kind() == Kind::Directive {
            targets.push(Target::page(TargetKind::Whole(ix), format!("{}{}/", page.url, paths[page.lang].whole)));
        }
        if page.kind() == Kind::Role && !governance.calendar_of(ix).is_empty() {
            targets.push(Target::file(TargetKind::Calendar(ix), format!("{}{}.ics", page.url, page.id)));
        }
        reading::add_companions(governance, ix, &paths[page.lang], &mut targets);
    }
    for (lang, (language, paths)) in site.languages.iter().zip(paths).enumerate() {
        if site.written(lang).next().is_none() && lang != 0 {
            continue;
        }
        of_language(governance, lang, &language.prefix, paths, &mut targets);
    }
    for (id, (register, i)) in &site.facts.laws {
        let url = statute_url(site, *register, id);
        targets.extend(url.map(|url| Target::page(TargetKind::Statute(*register, *i), url)));
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
    let mut plan = Plan { targets, redirects: Vec::new() };
    found.extend(redirects::add(site, &mut plan));
    (plan, found)
}

/// What each language has: lists, topics, the year, responsibilities, the search, a feed.
fn of_language(governance: &Governance, lang: usize, prefix: &str, paths: &Paths, targets: &mut Vec<Target>) {
    let site = governance.site();
    let at = |part: &str| format!("{prefix}{part}/");
    targets.push(Target::page(TargetKind::Index(lang), at(&paths.index)));
    for listing in Listing::ALL {
        targets.push(Target::page(TargetKind::Listing(lang, listing), at(&paths.listing) + listing.part()));
    }
    let mut tags = site.facts.tags.iter().enumerate().filter(|(_, t)| t.lang == lang).peekable();
    if tags.peek().is_some() {
        targets.push(Target::page(TargetKind::Tags(lang), at(&paths.tags)));
    }
    for (i, tag) in tags {
        targets.push(Target::page(TargetKind::Tag(i), format!("{}{}/", at(&paths.tags), tag.slug)));
    }
    if governance.tasks_in(lang).next().is_some() {
        targets.push(Target::page(TargetKind::Wheel(lang), at(&paths.wheel)));
        targets.push(Target::page(TargetKind::Raci(lang), at(&paths.raci)));
    }
    if governance.paragraphs().iter().any(|paragraph| site.pages[paragraph.chapter].lang == lang) {
        targets.push(Target::page(TargetKind::Matrix(lang), at(&paths.matrix)));
    }
    if site.config.search.enabled {
        targets.push(Target::page(TargetKind::Search(lang), at(&paths.search)));
    }
    reading::of_language(governance, lang, paths, targets);
    if site.config.feed.limit > 0 {
        targets.push(Target::file(TargetKind::Feed(lang), format!("{prefix}feed.xml")));
    }
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
