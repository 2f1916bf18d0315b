//! From files to a site and everything that rendering it needs.

use super::guard;
use super::loaded::{Loaded, Options, PageCounts, WithSearch, index};
use super::page_file::Reading;
use super::read::{Change, Content, Touched, Update};
use super::targets::{same_targets, targets};
use super::timing::{Stage, Timings};
use crate::assets;
use crate::base::path::RelPath;
use crate::check::{self, Checked};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Grade};
use crate::document::front_matter::dates::AHEAD;
use crate::document::{Absent, Edition};
use crate::render::templates;
use crate::render::theme;
use crate::render::{Settings, Theme};
use crate::site::{Input, PageIx, Site, relate};
use crate::source::Files;
use crate::text;
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
    theme: Option<Dress>,
    /// The last load, without its findings.
    last: Option<Last>,
}

struct Last {
    config: String,
    search: WithSearch,
    based: bool,
    loaded: Loaded,
    checked: Checked,
    /// Of relating, of preparing files, of planning.
    related: Diagnostics,
    refused: Diagnostics,
    clashes: Diagnostics,
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
        let touched = Touched(changed);
        // With the places in it, as findings about the configuration name them.
        let text = format!("{} {:?}", serde_json::to_string(&config).unwrap_or_default(), config.source);
        let config = Arc::new(config);
        let mut timings = Timings::default();
        let edition = Edition {
            audience: options.audience.clone().or_else(|| config.classification.audience.clone()),
            drafts: options.drafts || config.build.drafts,
            today: options.today,
        };
        let (content, known) = (&mut self.content, &mut self.theme);
        let reading = Reading { files, config: &config, edition: &edition };
        let (update, (theme, theme_found)) = timings.run_both(
            ("read", |stage: &mut Stage| content.update(&reading, options, touched, stage)),
            ("theme", |stage: &mut Stage| dress(known, files, touched, stage)),
        );
        let mut found = self.content.found(&config);
        let theme_is_faulty = theme_found.iter().any(|d| d.code == Code::TemplateError);
        found.extend(theme_found);
        let last = self.last.take().filter(|last| last.config == text);

        let (site, related, again) = timings.run("site", |stage| {
            let (site, related, again) =
                self.site(&config, edition.is_partial(&config), options, &theme, &update, last.as_ref());
            stage.items = site.pages.len();
            stage.cached = if again.is_some() { stage.items } else { 0 };
            (site, related, again)
        });
        found.extend(guard::front(files, &config, &self.content, &site, &found));
        found.extend(related.iter().cloned());
        found.extend(site.pages.iter().flat_map(|p| p.doc.diagnostics.iter().chain(&p.findings).cloned()));
        let checked = timings.run("check", |stage| {
            stage.items = site.pages.len();
            match (last.as_ref(), again) {
                (Some(last), Some(again)) => {
                    stage.cached = stage.items - again.len();
                    let mut checked = last.checked.clone();
                    checked.again(&site, again);
                    checked
                }
                _ => check::check(&site),
            }
        });
        found.extend(checked.found().cloned());
        if let Some(clock) = options.by_clock.then(|| check::clock(&site, options.today)).flatten() {
            // Where the clock is wrong, what lies ahead of it is not.
            found.retain(|d| (d.code, d.cause.as_deref()) != (Code::ImplausibleDate, Some(AHEAD)));
            found.push(clock);
        }
        tell_waiting(&mut found, &check::waiting(&site));
        found.extend(templates::check(&site, &theme));
        found.extend(theme.strings.check(&site));
        if theme_is_faulty {
            judge_calls_later(&mut found);
        }
        let (assets, refused) = timings.run("assets", |stage| {
            stage.items = site.assets.len();
            match &last {
                Some(last) if !update.files && Arc::ptr_eq(&last.loaded.site.assets, &site.assets) => {
                    stage.cached = stage.items;
                    (Arc::clone(&last.loaded.assets), last.refused.clone())
                }
                _ => {
                    let (assets, refused) = assets::prepare(files, &site);
                    (Arc::new(assets), refused)
                }
            }
        });
        found.extend(refused.iter().cloned());
        let search = match options.search {
            WithSearch::Now if config.search.enabled => Some(Arc::new(timings.run("search", |stage| {
                let index = index(&site, &theme, options.portable);
                (stage.items, stage.bytes) = (index.files.len(), index.stats.bytes as u64);
                index
            }))),
            WithSearch::Beside | WithSearch::Later if config.search.enabled => Some(Arc::default()),
            _ => None,
        };
        let base_url = options.base_url.clone().or_else(|| config.site.base_url.clone());
        let based = base_url.is_some();
        let (plan, clashes) = timings.run("plan", |stage| {
            let same = |last: &&Last| {
                let loaded = &last.loaded;
                Arc::ptr_eq(&loaded.assets, &assets)
                    && loaded.site.same_places(&site)
                    && same_targets(&loaded.theme, &theme, &site)
                    && (last.search, last.based) == (options.search, based)
                    && options.search != WithSearch::Now
            };
            let (plan, clashes) = match last.as_ref().filter(same) {
                Some(last) => (Arc::clone(&last.loaded.plan), last.clashes.clone()),
                None => {
                    let (mut plan, clashes) = targets(&site, &theme, &assets, search.as_deref(), based);
                    if options.portable {
                        plan.make_portable();
                    }
                    // The development server builds the search later; what it shows is being written, and browsers
                    // keep none of it.
                    if options.search == WithSearch::Later {
                        plan.without_worker();
                    }
                    (Arc::new(plan), clashes)
                }
            };
            stage.items = plan.targets.len();
            (plan, clashes)
        });
        found.extend(clashes.iter().cloned());
        let counts = PageCounts {
            written: site.pages.iter().filter(|p| !p.generated).count(),
            left_out: self.content.count(&[Absent::LeftOut, Absent::Unreadable]),
            withheld: self.content.count(&[Absent::Withheld]),
        };
        let loaded = Loaded {
            config,
            site,
            theme,
            assets,
            search,
            with_search: options.search,
            plan,
            settings: Arc::new(Settings {
                base_url,
                today: options.today,
                audience: edition.audience,
                portable: options.portable,
            }),
            diagnostics: Vec::new(),
            timings: Timings::default(),
            counts,
            levelled: self.content.levelled().cloned(),
        };
        let search = options.search;
        self.last =
            Some(Last { config: text, search, based, loaded: loaded.clone(), checked, related, refused, clashes });
        Loaded { diagnostics: found, timings, ..loaded }
    }

    /// Relates the documents, as little as the change asks for; with it, when the site is much as it was, the pages
    /// whose findings may be others.
    fn site(
        &self,
        config: &Arc<Config>,
        partial: bool,
        options: &Options,
        theme: &Theme,
        update: &Update,
        last: Option<&Last>,
    ) -> (Arc<Site>, Diagnostics, Option<BTreeSet<PageIx>>) {
        if let Some(last) = last.filter(|last| last.loaded.theme.shortcodes == theme.shortcodes) {
            let patched = match &update.change {
                Change::Nothing => Some((Arc::clone(&last.loaded.site), BTreeSet::new())),
                Change::Pages(documents) => {
                    last.loaded.site.patched(documents).map(|(site, again)| (Arc::new(site), again))
                }
                Change::Much => None,
            };
            if let Some((site, again)) = patched {
                return (site, last.related.clone(), Some(again));
            }
        }
        let (site, related) = relate(Input {
            config: Arc::clone(config),
            folder_name: options.folder_name.clone(),
            documents: self.content.documents(),
            absent: self.content.absent(config),
            levels: if partial { BTreeMap::new() } else { self.content.levels() },
            files: self.content.others(),
            shortcodes: theme.shortcodes.clone(),
            navigation: self.content.navigation(),
        });
        (Arc::new(site), related, None)
    }
}

/// Says on the finding about each page that could not be read how many references wait for it.
fn tell_waiting(found: &mut Diagnostics, waiting: &BTreeMap<RelPath, usize>) {
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

/// Takes away what is told of calls of shortcodes while a template cannot be read, as the fault may be all that is wrong with
/// them, and says on its finding how many wait.
fn judge_calls_later(found: &mut Diagnostics) {
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
type Dress = (Arc<Theme>, Diagnostics);

/// The theme, loaded again only when something in it was touched.
fn dress(known: &mut Option<Dress>, files: &dyn Files, touched: Touched<'_>, stage: &mut Stage) -> Dress {
    let old = known.take().filter(|_| !theme::FOLDERS.iter().any(|f| touched.inside(&RelPath::lit(f))));
    stage.cached = old.as_ref().map_or(0, |(theme, _)| theme.files.len());
    let (theme, found) = old.unwrap_or_else(|| {
        let (theme, found) = theme::load(files);
        (Arc::new(theme), found)
    });
    stage.items = theme.files.len();
    *known = Some((Arc::clone(&theme), found.clone()));
    (theme, found)
}
