//! Where old addresses are written: a file at each, as far as a folder of files can hold it.

use super::targets::{Plan, Redirect, Target, TargetKind, source};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::site::{Alias, Page, PageIx, Site};
use crate::text;
use std::collections::{HashMap, HashSet};

/// Adds the files of old addresses to the plan, and their list. All other targets must be there.
pub(super) fn add(site: &Site, plan: &mut Plan) -> Diagnostics {
    let all: Vec<(PageIx, &Alias)> = site
        .pages
        .iter()
        .enumerate()
        .flat_map(|(ix, page)| page.aliases.iter().map(move |alias| (site.current(ix), alias)))
        .collect();
    if all.is_empty() {
        return Diagnostics::new();
    }
    plan.targets.push(Target::file(TargetKind::Redirects, "redirects.json".to_owned()));
    let mut taken = OutputPaths::of(&plan.targets);
    for (_, alias) in all.iter().filter(|(_, alias)| alias.is_holdable()) {
        taken.folders.extend(folders(&alias.target().1.to_lowercase()).map(str::to_owned));
    }
    let mut found = Diagnostics::new();
    for (ix, alias) in all {
        let page = &site.pages[ix];
        if !alias.is_holdable() {
            found.push(not_held(page, alias));
            plan.redirects.push(Redirect { from: alias.address(), to: ix, file: false });
            continue;
        }
        let (mut url, mut path) = alias.target();
        if taken.folders.contains(&path.to_lowercase()) {
            // A file and a folder of one name: the front page of the folder leads on.
            (url, path) = alias.as_folder();
        }
        match taken.other(&plan.targets, &path, ix) {
            Other::Nothing => {
                taken.by_path.insert(path.to_lowercase(), plan.targets.len());
                plan.targets.push(Target { kind: TargetKind::Redirect(ix), url, path });
                plan.redirects.push(Redirect { from: alias.address(), to: ix, file: true });
            }
            Other::Same => {}
            Other::OnlyCapitals => {
                found.push(only_capitals(page, alias));
                plan.redirects.push(Redirect { from: alias.address(), to: ix, file: false });
            }
            Other::Occupied(at) => found.push(clash(site, page, alias, at.map(|at| &plan.targets[at]))),
        }
    }
    found
}

/// The paths of the output in small letters, as some file systems and servers take them for one.
struct OutputPaths {
    by_path: HashMap<String, usize>,
    folders: HashSet<String>,
}

/// What stands where an old address would.
enum Other {
    Nothing,
    /// The same redirect.
    Same,
    /// The page that it leads to, in other letters: on a server that takes them for one, the redirect would be the page.
    OnlyCapitals,
    /// Another file, or a file where a folder would have to be.
    Occupied(Option<usize>),
}

impl OutputPaths {
    fn of(targets: &[Target]) -> OutputPaths {
        let mut taken = OutputPaths { by_path: HashMap::with_capacity(targets.len()), folders: HashSet::new() };
        for (i, target) in targets.iter().enumerate() {
            let path = target.path.to_lowercase();
            taken.folders.extend(folders(&path).map(str::to_owned));
            taken.by_path.insert(path, i);
        }
        taken
    }

    fn other(&self, targets: &[Target], path: &str, page: PageIx) -> Other {
        let lower = path.to_lowercase();
        if let Some(at) = self.by_path.get(&lower) {
            let target = &targets[*at];
            return match target.kind {
                TargetKind::Redirect(other) if other == page && target.path == path => Other::Same,
                // Two files with the same bytes.
                TargetKind::Redirect(other) if other == page => Other::Nothing,
                TargetKind::Page(other) if other == page && target.path == path => Other::Same,
                TargetKind::Page(other) if other == page => Other::OnlyCapitals,
                _ => Other::Occupied(Some(*at)),
            };
        }
        match folders(&lower).find_map(|folder| self.by_path.get(folder)) {
            Some(file) => Other::Occupied(Some(*file)),
            None if self.folders.contains(&lower) => Other::Occupied(None),
            None => Other::Nothing,
        }
    }
}

/// The folders above a path: `a` and `a/b` of `a/b/c.html`.
fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

fn finding(page: &Page, alias: &Alias, code: Code, message: crate::base::text::Text) -> Diagnostic {
    Diagnostic::new(code, message).file(&page.doc.file).span(page.doc.front.span(alias.key, alias.index))
}

fn clash(site: &Site, page: &Page, alias: &Alias, other: Option<&Target>) -> Diagnostic {
    let (address, url) = (&alias.written, other.map_or_else(|| alias.url.clone(), |other| other.url.clone()));
    let message = text!(
        "den gamla adressen ”{address}” leder inte hit, för där ligger redan /{url}",
        "the old address \"{address}\" does not lead here, as /{url} lies there already"
    );
    let diagnostic = finding(page, alias, Code::AliasClash, message);
    let file = other.and_then(|other| source(site, &other.kind));
    let diagnostic = match file {
        Some(file) => diagnostic.related(&file, None, text!("har adressen", "has the address")),
        None => diagnostic,
    };
    let key = alias.key;
    diagnostic.help(text!("ta bort den ur {key} på en av sidorna", "remove it from {key} of one of the pages"))
}

fn only_capitals(page: &Page, alias: &Alias) -> Diagnostic {
    let (address, url) = (&alias.written, &page.url);
    finding(
        page,
        alias,
        Code::AliasNotServed,
        text!(
            "den gamla adressen ”{address}” skiljer sig bara i stora och små bokstäver från sidans, /{url}, så den får ingen fil",
            "the old address \"{address}\" differs only in capitals from the page's, /{url}, so it gets no file"
        ),
    )
    .cause("capitals")
    .help(text!(
        "där servern inte skiljer på dem svarar sidan själv; annars kan den leda vidare med redirects.json i den byggda webbplatsen",
        "where the server does not tell them apart the page itself answers; else it can lead on with redirects.json in the built site"
    ))
}

fn not_held(page: &Page, alias: &Alias) -> Diagnostic {
    let address = &alias.written;
    let message = match alias.query {
        Some(_) => text!(
            "den gamla adressen ”{address}” har en fråga (?…), som ingen fil kan svara på",
            "the old address \"{address}\" has a query (?…), which no file can answer"
        ),
        None => text!(
            "den gamla adressen ”{address}” kan inte vara namnet på en fil",
            "the old address \"{address}\" cannot be the name of a file"
        ),
    };
    finding(page, alias, Code::AliasNotServed, message)
        .cause(if alias.query.is_some() { "query" } else { "name" })
        .help(text!(
            "den står i redirects.json i den byggda webbplatsen, för en server som leder vidare själv",
            "it stands in redirects.json in the built site, for a server that leads on itself"
        ))
}
