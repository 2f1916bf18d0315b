//! From files to a site and everything that rendering it needs.

use super::search_input;
use super::timing::Timings;
use crate::base::path::RelPath;
use crate::base::text::Lang;
use crate::check;
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Grade};
use crate::document::{self, Document, Edition, Read};
use crate::plan::{Plan, Target, TargetKind, plan};
use crate::render::assets::{self, Assets};
use crate::render::theme;
use crate::render::{Parts, Renderer, Settings, Theme};
use crate::search::{self, SearchIndex};
use crate::site::{Input, Site, relate};
use crate::source::{Entry, Files};
use crate::text;
use rayon::prelude::*;
use std::sync::Arc;

/// What the command line says of a build.
#[derive(Clone, Debug)]
pub struct Options {
    /// The name of the site's folder, for a site without a title.
    pub folder_name: String,
    pub base_url: Option<String>,
    /// `--audience`; must be one of the declared levels.
    pub audience: Option<String>,
    pub drafts: bool,
    pub today: crate::base::date::Date,
    /// The output folder, when it lies below the root: it is no content.
    pub out: Option<RelPath>,
    pub search: WithSearch,
    /// The site is to be opened from a disk.
    pub portable: bool,
}

/// When the search index is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WithSearch {
    /// Not at all: pages have no search box.
    Never,
    /// With the rest.
    Now,
    /// By [`Loaded::search_index`], once somebody needs it; the plan does not list its files.
    Later,
}

/// A site that is ready to be rendered.
pub struct Loaded {
    pub config: Arc<Config>,
    pub site: Arc<Site>,
    pub theme: Arc<Theme>,
    pub assets: Arc<Assets>,
    pub search: Option<Arc<SearchIndex>>,
    pub plan: Arc<Plan>,
    pub settings: Arc<Settings>,
    pub diagnostics: Diagnostics,
    pub timings: Timings,
    /// Pages above the readers' level.
    pub withheld: usize,
}

impl Loaded {
    /// Whether something was found that stops publishing.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|d| d.grade() == Grade::Error)
    }

    /// What renders its targets.
    pub fn renderer(&self) -> Renderer {
        Renderer::new(Parts {
            site: Arc::clone(&self.site),
            theme: Arc::clone(&self.theme),
            assets: Arc::clone(&self.assets),
            search: self.search.clone(),
            plan: Arc::clone(&self.plan),
            settings: Arc::clone(&self.settings),
        })
    }

    /// Builds the search index of a site that was loaded with [`WithSearch::Later`].
    pub fn search_index(&self) -> SearchIndex {
        index(&self.site, &self.theme)
    }

    /// The language of messages: the site's own.
    pub fn lang(&self) -> Lang {
        Lang::from_tag(&self.config.site.language)
    }
}

/// Reads the site at the root of `files` with a configuration that was found to be sound.
pub fn load(files: &dyn Files, config: Config, options: &Options) -> Loaded {
    let config = Arc::new(config);
    let mut timings = Timings::default();
    let mut found = Diagnostics::new();
    let edition = Edition {
        audience: options.audience.clone().or_else(|| config.classification.audience.clone()),
        drafts: options.drafts || config.build.drafts,
        today: options.today,
    };
    let (theme, theme_found) = timings.run("theme", || theme::load(files), |(t, _)| t.files.len());
    found.extend(theme_found);
    let sources = timings.run("source", || walk(files, &config, options, &mut found), Vec::len);
    let read =
        timings.run("document", || read_all(files, &config, &edition, &sources, &mut found), |r| r.documents.len());
    let withheld = read.withheld.len();
    let input = Input {
        config: Arc::clone(&config),
        folder_name: options.folder_name.clone(),
        documents: read.documents,
        withheld: read.withheld,
        left_out: read.left_out,
        files: read.files,
        shortcodes: theme.shortcodes.clone(),
    };
    let (site, related) = timings.run("site", || relate(input), |(s, _)| s.pages.len());
    found.extend(related);
    found.extend(site.pages.iter().flat_map(|p| p.doc.diagnostics.iter().cloned()));
    found.extend(timings.run("check", || check::check(&site), Vec::len));
    let (assets, refused) = timings.run("assets", || assets::prepare(files, &site), |_| site.assets.len());
    found.extend(refused);
    let search = match options.search {
        WithSearch::Now if config.search.enabled => {
            Some(timings.run("search", || index(&site, &theme), |i| i.files.len()))
        }
        WithSearch::Later if config.search.enabled => Some(SearchIndex::default()),
        _ => None,
    };
    let base_url = options.base_url.clone().or_else(|| config.site.base_url.clone());
    let mut plan = timings.run(
        "plan",
        || targets(&site, &theme, &assets, search.as_ref(), base_url.is_some(), &mut found),
        |p| p.targets.len(),
    );
    if options.portable {
        plan.make_portable();
    }
    // The development server builds the search later; what it shows is being written, and browsers keep none of it.
    if options.search == WithSearch::Later {
        plan.without_worker();
    }
    let audience = edition.audience.clone();
    let settings = Settings { base_url, today: options.today, audience, portable: options.portable };
    Loaded {
        config,
        site: Arc::new(site),
        theme: Arc::new(theme),
        assets: Arc::new(assets),
        search: search.map(Arc::new),
        plan: Arc::new(plan),
        settings: Arc::new(settings),
        diagnostics: found,
        timings,
        withheld,
    }
}

fn index(site: &Site, theme: &Theme) -> SearchIndex {
    search::build(&search_input::pages(site, theme), &search_input::options(site))
}

fn targets(
    site: &Site,
    theme: &Theme,
    assets: &Assets,
    search: Option<&SearchIndex>,
    based: bool,
    found: &mut Diagnostics,
) -> Plan {
    let paths = theme.paths(site);
    let statics: Vec<String> = theme.files.iter().map(|f| f.url.clone()).collect();
    let (mut plan, clashes) = plan(site, &paths, &statics);
    found.extend(clashes);
    // What was found unfit is not published at all.
    plan.targets.retain(|t| !matches!(t.kind, TargetKind::Asset(ix) if assets.get(ix).is_none()));
    let folder = &paths[0].search;
    for (i, (name, _)) in search.iter().flat_map(|s| s.files.iter().enumerate()) {
        let path = format!("{folder}/{name}");
        plan.targets.push(Target { kind: TargetKind::SearchFile(i), url: path.clone(), path });
    }
    // Its addresses are whole ones.
    if based {
        let searches: Vec<(usize, String)> = plan
            .targets
            .iter()
            .filter_map(|t| match t.kind {
                TargetKind::Search(lang) => Some((lang, format!("{}opensearch.xml", t.url))),
                _ => None,
            })
            .collect();
        plan.targets.extend(searches.into_iter().map(|(lang, path)| Target {
            kind: TargetKind::OpenSearch(lang),
            url: path.clone(),
            path,
        }));
    }
    plan
}

/// A file below a content folder.
struct Source {
    /// Below its content folder.
    path: RelPath,
    entry: Entry,
}

/// Folders that are no content when the site's root itself is the content.
const NOT_CONTENT: [&str; 8] =
    ["archetypes", "public", "node_modules", "target", "templates", "static", "i18n", "themes"];

fn walk(files: &dyn Files, config: &Config, options: &Options, found: &mut Diagnostics) -> Vec<Source> {
    let mut sources = Vec::new();
    for dir in &config.content.dirs {
        let Some(root) = RelPath::new(dir) else { continue };
        let mut skip: Vec<RelPath> = options.out.iter().cloned().collect();
        if root.is_empty() {
            skip.extend(NOT_CONTENT.iter().map(|d| RelPath::lit(d)));
        } else if !files.is_dir(&root) {
            found.push(
                Diagnostic::new(
                    Code::ConfigValue,
                    text!("innehållsmappen ”{dir}” finns inte", "the content folder \"{dir}\" does not exist"),
                )
                .help(text!(
                    "skapa mappen, eller ändra dirs under [content] i ledfyr.toml",
                    "make the folder, or change dirs under [content] in ledfyr.toml"
                )),
            );
        }
        let walk = files.walk(&root, &skip);
        found.extend(walk.diagnostics);
        sources.extend(walk.entries.into_iter().filter_map(|entry| {
            let below = entry.path.as_str().strip_prefix(root.as_str())?.trim_start_matches('/');
            Some(Source { path: RelPath::new(below)?, entry })
        }));
    }
    sources
}

#[derive(Default)]
struct ReadAll {
    documents: Vec<Document>,
    withheld: Vec<(RelPath, String)>,
    left_out: Vec<RelPath>,
    files: Vec<(RelPath, RelPath, u64)>,
}

fn read_all(
    files: &dyn Files,
    config: &Config,
    edition: &Edition,
    sources: &[Source],
    found: &mut Diagnostics,
) -> ReadAll {
    let is_page = |s: &&Source| matches!(s.path.extension().as_str(), "md" | "markdown");
    let results: Vec<(Read, Diagnostics)> =
        sources.par_iter().filter(is_page).map(|s| read_one(files, config, edition, s)).collect();
    let mut all = ReadAll::default();
    for (read, diagnostics) in results {
        found.extend(diagnostics);
        match read {
            Read::Page(document) => all.documents.push(*document),
            Read::Withheld { path, id } => all.withheld.push((path, id)),
            Read::LeftOut { path } => all.left_out.push(path),
        }
    }
    for source in sources.iter().filter(|s| !is_page(s)) {
        if source.path.extension() == "mdx" {
            found.push(
                Diagnostic::new(Code::UnsupportedFile, text!("MDX-filer läses inte", "MDX files are not read"))
                    .file(&source.entry.path)
                    .cause("mdx")
                    .help(text!("gör om sidan till ren Markdown (.md)", "turn the page into plain Markdown (.md)")),
            );
        }
        all.files.push((source.path.clone(), source.entry.path.clone(), source.entry.size));
    }
    all
}

fn read_one(files: &dyn Files, config: &Config, edition: &Edition, source: &Source) -> (Read, Diagnostics) {
    let left_out = || Read::LeftOut { path: source.path.clone() };
    let (size, most) = (source.entry.size, config.content.max_page_bytes);
    if size > most {
        let (size, most) = (size.div_ceil(1 << 20), most >> 20);
        let d = Diagnostic::new(
            Code::FileTooLarge,
            text!(
                "sidan är för stor: {size} MiB; högst {most} MiB läses",
                "the page is too large: {size} MiB; at most {most} MiB are read"
            ),
        )
        .file(&source.entry.path)
        .cause("size")
        .help(text!(
            "dela sidan, eller höj max_page_bytes under [content]",
            "split the page, or raise max_page_bytes under [content]"
        ));
        return (left_out(), vec![d]);
    }
    match files.read(&source.entry.path) {
        Ok(bytes) => document::read(&source.path, &source.entry.path, bytes, config, edition),
        Err(e) => {
            let d = Diagnostic::new(
                Code::UnreadableFile,
                text!("filen kan inte läsas: {e}", "the file cannot be read: {e}"),
            );
            (left_out(), vec![d.file(&source.entry.path)])
        }
    }
}
