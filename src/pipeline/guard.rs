//! What must not happen to a published site by mistake: that it has no page, no start page, or loses many pages.

use super::content::Content;
use super::loaded::Loaded;
use crate::base::path::RelPath;
use crate::base::percent;
use crate::config::{CONFIG_FILE, Config};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Grade};
use crate::document::Absent;
use crate::plan::TargetKind;
use crate::site::Site;
use crate::source::Files;
use crate::text;
use std::collections::BTreeSet;

/// How many pages are named.
const NAMED: usize = 10;

/// The finding that a site has no pages, or no start page. `found` is what reading found: where an error tells
/// why already, this says nothing more.
pub(super) fn check_start_page(
    files: &dyn Files,
    config: &Config,
    content: &Content,
    site: &Site,
    found: &Diagnostics,
) -> Diagnostics {
    if found.iter().any(|d| d.grade() == Grade::Error) {
        return Vec::new();
    }
    if site.pages.is_empty() {
        return vec![no_pages(files, config, content)];
    }
    let home = site.languages.first().and_then(|language| language.home);
    if home.is_some_and(|home| !site.pages[home].generated) {
        return Vec::new();
    }
    match (content.unpublished_start(), home) {
        (Some(file), _) => vec![
            Diagnostic::new(
                Code::NoStartPage,
                text!("webbplatsens startsida skulle inte publiceras", "the site's start page would not be published"),
            )
            .file(&file)
            .help(text!(
                "se efter draft, valid_from, classification och det som annars sägs om filen; en lista i startsidans ställe publiceras inte",
                "look at draft, valid_from, classification and what else is said of the file; a list in the start page's place is not published"
            )),
        ],
        (None, None) => {
            let code = site.languages.first().map_or("", |language| language.code.as_str());
            vec![
                Diagnostic::new(
                    Code::NoStartPage,
                    text!(
                        "webbplatsen har ingen startsida på sitt eget språk ({code})",
                        "the site has no start page in its own language ({code})"
                    ),
                )
                .help(text!(
                    "lägg en _index.md överst i innehållet, eller ändra language under [site]",
                    "put an _index.md at the top of the content, or change language under [site]"
                )),
            ]
        }
        // Nobody wrote one: the list of what there is will do.
        (None, Some(_)) => Vec::new(),
    }
}

fn no_pages(files: &dyn Files, config: &Config, content: &Content) -> Diagnostic {
    let (withheld, left_out) =
        (content.count(&[Absent::Withheld]), content.count(&[Absent::LeftOut, Absent::Unreadable]));
    let configured = files.is_file(&RelPath::lit(CONFIG_FILE));
    if withheld + left_out > 0 {
        let all = withheld + left_out;
        return Diagnostic::new(
            Code::NoPages,
            text!(
                "ingen sida skulle publiceras: av {all} ligger {withheld} över läsarnas nivå, och {left_out} är utkast, gäller inte än eller går inte att läsa",
                "no page would be published: of {all}, {withheld} are above the readers' level, and {left_out} are drafts, not valid yet or cannot be read"
            ),
        )
        .help(text!(
            "se efter --audience, --drafts och sidornas draft, valid_from och classification",
            "look at --audience, --drafts and the pages' draft, valid_from and classification"
        ));
    }
    if configured {
        let dirs = config.content.dirs.join(", ");
        return Diagnostic::new(
            Code::NoPages,
            text!("innehållet har inga sidor: {dirs}", "the content has no pages: {dirs}"),
        )
        .file(&RelPath::lit(CONFIG_FILE))
        .help(text!(
            "lägg Markdown (.md) där, eller ändra dirs under [content]",
            "put Markdown (.md) there, or change dirs under [content]"
        ));
    }
    Diagnostic::new(
        Code::NoPages,
        text!(
            "mappen innehåller varken ledfyr.toml eller Markdown",
            "the folder holds neither ledfyr.toml nor Markdown"
        ),
    )
    .help(text!(
        "stå i webbplatsens mapp eller ange den med --root; en ny webbplats görs med: ledfyr init NAMN",
        "be in the site's folder or give it with --root; a new site is made with: ledfyr init NAME"
    ))
}

/// The finding that more of the `published` pages would be removed than the configuration allows. A page that has moved is not gone: its
/// old address leads on.
pub fn removed(loaded: &Loaded, published: &BTreeSet<String>) -> Option<Diagnostic> {
    let targets: BTreeSet<&str> = loaded.plan.targets.iter().map(|target| target.path.as_str()).collect();
    let redirects = loaded.plan.redirects.iter().map(|redirect| redirect.from.trim_matches('/'));
    let redirects: BTreeSet<&str> = redirects.collect();
    let moved = |page: &str| {
        let address = percent::encode(page.strip_suffix("index.html").unwrap_or(page), percent::PATH);
        redirects.contains(address.trim_matches('/'))
    };
    let published_pages = published.iter().map(String::as_str);
    let gone: Vec<&str> = published_pages.filter(|page| !targets.contains(page) && !moved(page)).collect();
    let (count, all) = (gone.len(), published.len());
    if !loaded.config.build.max_removed.is_exceeded(count, all) {
        return None;
    }
    let address = |path: &&str| format!("/{}", path.strip_suffix("index.html").unwrap_or(path));
    let names = gone.iter().take(NAMED).map(address).collect::<Vec<_>>().join(", ");
    let (more_sv, more_en) = match count.saturating_sub(NAMED) {
        0 => (String::new(), String::new()),
        more => (format!(" … och {more} till"), format!(" … and {more} more")),
    };
    let diagnostic = Diagnostic::new(
        Code::PagesRemoved,
        text!(
            "{count} av {all} publicerade sidor skulle tas bort: {names}{more_sv}",
            "{count} of {all} published pages would be removed: {names}{more_en}"
        ),
    );
    Some(diagnostic.help(text!(
        "ska de bort, bygg med --allow-removal; en sida som har flyttats behåller sin gamla adress med aliases (ledfyr mv skriver dem)",
        "if they are to go, build with --allow-removal; a page that has moved keeps its old address with aliases (ledfyr mv writes them)"
    )))
}

/// The pages of the site that somebody wrote, each as the path of its file.
pub fn pages(loaded: &Loaded) -> BTreeSet<String> {
    let page = |target: &&crate::plan::Target| match target.kind {
        TargetKind::Page(ix) => !loaded.site.pages[ix].generated,
        _ => false,
    };
    loaded.plan.targets.iter().filter(page).map(|target| target.path.clone()).collect()
}
