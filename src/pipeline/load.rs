//! From files to a site and everything that rendering it needs.

use super::changed_paths::ChangedPaths;
use super::content::{Content, ContentChanges, PageChanges};
use super::guard;
use super::loaded::{Loaded, Options, PageCounts, WithSearch, index};
use super::page_file::Reading;
use super::targets::{same_files, search_targets, targets};
use super::timing::{Stage, Timings};
use crate::assets::{self, Assets};
use crate::base::path::RelPath;
use crate::check::{self, Checked};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Grade};
use crate::document::{Absent, Edition};
use crate::front_matter::dates::AHEAD;
use crate::governance::Governance;
use crate::plan::{Plan, without_content};
use crate::render::{Search, Settings};
use crate::site::{Input, PageIx, Site, relate};
use crate::source::Files;
use crate::text;
use crate::theme::{self, Theme, page_template};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Reads the site at the root of `files` with a configuration that was found to be sound.
pub fn load(files: &dyn Files, config: Config, options: &Options) -> Loaded {
    Model::default().load(files, config, options, None)
}

/// What is kept between loads of one site, so that the next does only what a change asks for. What comes out is what
/// a first load would give: tests hold this for any sequence of changes.
#[derive(Default)]
pub struct Model {
    content: Content,
    theme: Option<CheckedTheme>,
    previous: Option<Previous>,
}

/// The last load, with the findings of each stage that may be used again.
struct Previous {
    /// The configuration as text, with the places in it.
    config: String,
    search: WithSearch,
    loaded: Loaded,
    checked: Checked,
    /// Of relating, of preparing files, of planning.
    related: Diagnostics,
    refused: Diagnostics,
    clashes: Diagnostics,
}

/// What the stages of one load have in common.
struct Stages<'a> {
    files: &'a dyn Files,
    config: &'a Arc<Config>,
    options: &'a Options,
    edition: &'a Edition,
    content: &'a Content,
    theme: &'a Arc<Theme>,
    changes: &'a ContentChanges,
    previous: Option<&'a Previous>,
}

/// A site, and what relating its documents found.
struct Related {
    site: Arc<Site>,
    found: Diagnostics,
    /// When the site was patched: the pages whose findings may have changed.
    again: Option<BTreeSet<PageIx>>,
}

impl Model {
    /// Loads the site again. `changed` names what may be other than at the last load: files, and folders with all in
    /// them; `None`: anything.
    pub fn load(
        &mut self,
        files: &dyn Files,
        config: Config,
        options: &Options,
        changed: Option<&BTreeSet<RelPath>>,
    ) -> Loaded {
        let changed = ChangedPaths(changed);
        let config_text = config_text(&config);
        let config = Arc::new(config);
        let mut timings = Timings::default();
        let edition = edition(&config, options);
        let reading = Reading { files, config: &config, edition: &edition };
        let (changes, (theme, theme_found)) = self.read(&reading, options, changed, &mut timings);
        let previous = self.previous.take().filter(|previous| previous.config == config_text);
        let stages = Stages {
            files,
            config: &config,
            options,
            edition: &edition,
            content: &self.content,
            theme: &theme,
            changes: &changes,
            previous: previous.as_ref(),
        };
        let (related, checked) = stages.relate_and_check(&mut timings);
        let mut found = stages.findings(&theme_found, &related, &checked);
        let site = &related.site;
        let (assets, refused) = timings.run("assets", |stage| stages.assets(site, stage));
        let (governance, misreported) = Governance::new(Arc::clone(site), options.today).with_reports(files);
        let governance = Arc::new(governance);
        let (plan, clashes) = timings.run("plan", |stage| stages.plan(&governance, &assets, stage));
        let (search, plan) = stages.search(&governance, plan, &mut timings);
        found.extend(check::of_day(&governance).into_iter().chain(misreported));
        found.extend(refused.iter().chain(&clashes).cloned().chain(without_content(site, &plan)));
        let loaded = Loaded {
            counts: stages.counts(site),
            levelled: self.content.levelled().cloned(),
            site: related.site,
            governance,
            assets,
            search,
            plan,
            settings: Arc::new(stages.settings()),
            diagnostics: Vec::new(),
            timings: Timings::default(),
            theme: Arc::clone(&theme),
            config: Arc::clone(&config),
        };
        self.previous = Some(Previous {
            config: config_text,
            search: options.search,
            loaded: loaded.clone(),
            checked,
            related: related.found,
            refused,
            clashes,
        });
        Loaded { diagnostics: found, timings, ..loaded }
    }

    /// Reads what has changed of the content and the theme.
    fn read(
        &mut self,
        reading: &Reading<'_>,
        options: &Options,
        changed: ChangedPaths<'_>,
        timings: &mut Timings,
    ) -> (ContentChanges, CheckedTheme) {
        let (content, theme) = (&mut self.content, &mut self.theme);
        timings.run_both(
            ("read", |stage: &mut Stage| content.update(reading, options, changed, stage)),
            ("theme", |stage: &mut Stage| load_theme(theme, reading.files, changed, stage)),
        )
    }
}

impl Stages<'_> {
    fn relate_and_check(&self, timings: &mut Timings) -> (Related, Checked) {
        let related = timings.run("site", |stage| {
            let related = self.relate();
            stage.items = related.site.pages.len();
            stage.cached = if related.again.is_some() { stage.items } else { 0 };
            related
        });
        let checked = timings.run("check", |stage| {
            stage.items = related.site.pages.len();
            match (self.previous, &related.again) {
                (Some(previous), Some(again)) => {
                    stage.cached = stage.items - again.len();
                    let mut checked = previous.checked.clone();
                    checked.recheck(&related.site, again.clone());
                    checked
                }
                _ => check::check(&related.site),
            }
        });
        (related, checked)
    }

    /// Relates the documents: patches the last site where the change allows it.
    fn relate(&self) -> Related {
        let same = |p: &&Previous| {
            let theme = &p.loaded.theme;
            theme.shortcodes == self.theme.shortcodes && theme.paths(self.config) == self.theme.paths(self.config)
        };
        if let Some(previous) = self.previous.filter(same) {
            let patched = match &self.changes.pages {
                PageChanges::None => Some((Arc::clone(&previous.loaded.site), BTreeSet::new())),
                PageChanges::Texts(documents) => {
                    previous.loaded.site.patched(documents).map(|(site, again)| (Arc::new(site), again))
                }
                PageChanges::Structure => None,
            };
            if let Some((site, again)) = patched {
                return Related { site, found: previous.related.clone(), again: Some(again) };
            }
        }
        let partial = self.edition.is_partial(self.config);
        let (site, found) = relate(Input {
            config: Arc::clone(self.config),
            folder_name: self.options.folder_name.clone(),
            documents: self.content.documents(),
            absent: self.content.absent(self.config),
            levels: if partial { BTreeMap::new() } else { self.content.levels() },
            files: self.content.others(),
            shortcodes: self.theme.shortcodes.clone(),
            paths: self.theme.paths(self.config),
            day: self.options.today,
            navigation: self.content.navigation(),
        });
        Related { site: Arc::new(site), found, again: None }
    }

    /// What reading, the theme, relating and checking found.
    fn findings(&self, of_theme: &Diagnostics, related: &Related, checked: &Checked) -> Diagnostics {
        let site = &*related.site;
        let mut found = self.content.found(self.config);
        found.extend(of_theme.iter().cloned());
        found.extend(guard::check_start_page(self.files, self.config, self.content, site, &found));
        found.extend(related.found.iter().cloned());
        found.extend(site.pages.iter().flat_map(|p| p.doc.diagnostics.iter().chain(&p.findings).cloned()));
        found.extend(checked.found().cloned());
        if let Some(clock) = self.options.by_clock.then(|| check::clock(site, self.options.today)).flatten() {
            // Where the clock is wrong, what lies ahead of it is not.
            found.retain(|d| (d.code, d.cause.as_deref()) != (Code::ImplausibleDate, Some(AHEAD)));
            found.push(clock);
        }
        note_waiting_references(&mut found, &check::unreadable_targets(site));
        found.extend(page_template::check(site, self.theme));
        found.extend(self.theme.strings.check(site));
        if of_theme.iter().any(|d| d.code == Code::TemplateError) {
            postpone_shortcode_findings(&mut found);
        }
        found
    }

    fn assets(&self, site: &Arc<Site>, stage: &mut Stage) -> (Arc<Assets>, Diagnostics) {
        stage.items = site.assets.len();
        match self.previous {
            Some(previous) if !self.changes.files && Arc::ptr_eq(&previous.loaded.site.assets, &site.assets) => {
                stage.cached = stage.items;
                (Arc::clone(&previous.loaded.assets), previous.refused.clone())
            }
            _ => {
                let (assets, refused) = assets::prepare(self.files, site);
                (Arc::new(assets), refused)
            }
        }
    }

    /// The search, and the plan with its files.
    fn search(&self, governance: &Governance, plan: Arc<Plan>, timings: &mut Timings) -> (Search, Arc<Plan>) {
        match self.options.search {
            _ if !self.config.search.enabled => (Search::Off, plan),
            WithSearch::Never => (Search::Off, plan),
            WithSearch::Deferred => (Search::Deferred, plan),
            WithSearch::Now => timings.run("search", |stage| {
                let index = index(governance, &plan, self.theme, self.options.portable);
                (stage.items, stage.bytes) = (index.files.len(), index.stats.bytes as u64);
                let mut plan = Plan::clone(&plan);
                search_targets(&mut plan, &governance.site().paths[0].search, &index);
                (Search::Built(Arc::new(index)), Arc::new(plan))
            }),
        }
    }

    fn plan(&self, governance: &Governance, assets: &Arc<Assets>, stage: &mut Stage) -> (Arc<Plan>, Diagnostics) {
        let site = governance.site();
        let based = base_url(self.config, self.options).is_some();
        let same = |previous: &&Previous| {
            let loaded = &previous.loaded;
            Arc::ptr_eq(&loaded.assets, assets)
                && loaded.site.same_places(site)
                && loaded.governance.same_in_force(governance)
                && same_files(&loaded.theme, self.theme)
                && (previous.search, loaded.settings.base_url.is_some()) == (self.options.search, based)
                && loaded.search.index().is_none()
        };
        let (plan, clashes) = match self.previous.filter(same) {
            Some(previous) => (Arc::clone(&previous.loaded.plan), previous.clashes.clone()),
            None => {
                let (mut plan, clashes) = targets(governance, self.theme, assets, based);
                if self.options.portable {
                    plan.make_portable();
                }
                if !self.options.service_worker {
                    plan.without_worker();
                }
                (Arc::new(plan), clashes)
            }
        };
        stage.items = plan.targets.len();
        (plan, clashes)
    }

    fn settings(&self) -> Settings {
        Settings {
            base_url: base_url(self.config, self.options),
            today: self.options.today,
            audience: self.edition.audience.clone(),
            portable: self.options.portable,
        }
    }

    fn counts(&self, site: &Site) -> PageCounts {
        PageCounts {
            written: site.pages.iter().filter(|p| !p.generated).count(),
            left_out: self.content.count(&[Absent::LeftOut, Absent::Unreadable]),
            withheld: self.content.count(&[Absent::Withheld]),
        }
    }
}

/// With the places in it, as findings about the configuration name them.
fn config_text(config: &Config) -> String {
    format!("{} {:?}", serde_json::to_string(config).unwrap_or_default(), config.source)
}

/// Whom and when the build is for: the command line goes before the configuration.
fn edition(config: &Config, options: &Options) -> Edition {
    Edition {
        audience: options.audience.clone().or_else(|| config.classification.audience.clone()),
        drafts: options.drafts || config.build.drafts,
        today: options.today,
    }
}

fn base_url(config: &Config, options: &Options) -> Option<String> {
    options.base_url.clone().or_else(|| config.site.base_url.clone())
}

/// Says on the finding about each page that could not be read how many references wait for it.
fn note_waiting_references(found: &mut Diagnostics, waiting: &BTreeMap<RelPath, usize>) {
    for (file, n) in waiting {
        let stops = |d: &&mut Diagnostic| d.file.as_ref() == Some(file) && stops_the_page(d);
        if let Some(d) = found.iter_mut().find(stops) {
            d.help.push(match n {
                1 => text!(
                    "en hänvisning till sidan bedöms när den är rättad",
                    "one reference to the page is judged once it is mended"
                ),
                n => text!(
                    "{n} hänvisningar till sidan bedöms när den är rättad",
                    "{n} references to the page are judged once it is mended"
                ),
            });
        }
    }
}

/// Takes away findings about calls of shortcodes while a template cannot be read, as that may be all that is wrong with them,
/// and says on the template's finding how many there are.
fn postpone_shortcode_findings(found: &mut Diagnostics) {
    let before = found.len();
    found.retain(|d| !matches!(d.code, Code::UnknownShortcode | Code::ShortcodeArgument | Code::ShortcodeUnclosed));
    let waiting = before - found.len();
    let Some(fault) = found.iter_mut().find(|d| d.code == Code::TemplateError) else { return };
    match waiting {
        0 => {}
        1 => fault.help.push(text!(
            "ett anrop av en kortkod bedöms när mallen är rättad",
            "one call of a shortcode is judged once the template is mended"
        )),
        n => fault.help.push(text!(
            "{n} anrop av kortkoder bedöms när mallen är rättad",
            "{n} calls of shortcodes are judged once the template is mended"
        )),
    }
}

/// Whether a finding keeps its page from being read.
fn stops_the_page(d: &Diagnostic) -> bool {
    d.grade() == Grade::Error || d.code == Code::PageLeftOut
}

/// A theme with what was found in it.
type CheckedTheme = (Arc<Theme>, Diagnostics);

/// The theme, loaded again only when something in it has changed.
fn load_theme(
    known: &mut Option<CheckedTheme>,
    files: &dyn Files,
    changed: ChangedPaths<'_>,
    stage: &mut Stage,
) -> CheckedTheme {
    let old = known.take().filter(|_| !theme::FOLDERS.iter().any(|f| changed.inside(&RelPath::lit(f))));
    stage.cached = old.as_ref().map_or(0, |(theme, _)| theme.files.len());
    let (theme, found) = old.unwrap_or_else(|| {
        let (theme, found) = theme::load(files);
        (Arc::new(theme), found)
    });
    stage.items = theme.files.len();
    *known = Some((Arc::clone(&theme), found.clone()));
    (theme, found)
}
