//! A site that is ready to be rendered, and what was asked of it.

use super::search_input;
use super::targets::search_targets;
use super::timing::Timings;
use crate::assets::Assets;
use crate::base::date::Date;
use crate::base::path::RelPath;
use crate::base::text::{Lang, Text};
use crate::config::Config;
use crate::diagnostic::{Diagnostics, Grade};
use crate::governance::Governance;
use crate::plan::Plan;
use crate::render::{Inputs, Renderer, Search, Settings};
use crate::search::{self, SearchIndex};
use crate::site::Site;
use crate::text;
use crate::theme::Theme;
use std::sync::Arc;

/// What the command line says of a build.
#[derive(Clone, Debug)]
pub struct Options {
    /// The name of the site's folder, for a site without a title.
    pub folder_name: String,
    /// Where the site will lie; goes before the configuration's.
    pub base_url: Option<String>,
    /// `--audience`; must be one of the declared levels.
    pub audience: Option<String>,
    /// Publish drafts as well.
    pub drafts: bool,
    /// The day of the build.
    pub today: Date,
    /// That day comes from the machine's clock, which may be wrong.
    pub by_clock: bool,
    /// The output folder, when it lies below the root: it is no content.
    pub out: Option<RelPath>,
    /// When the search index is built.
    pub search: WithSearch,
    /// Plan a service worker, which keeps pages offline; the development server shows what is being written.
    pub service_worker: bool,
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
    /// By [`super::publish`], while it writes the pages, or by [`Loaded::search_index`] once somebody needs it.
    Deferred,
}

/// A site that is ready to be rendered.
#[derive(Clone)]
pub struct Loaded {
    /// `ledfyr.toml`, or its defaults.
    pub config: Arc<Config>,
    /// All pages of this edition, related.
    pub site: Arc<Site>,
    /// What governs on the day of the build.
    pub governance: Arc<Governance>,
    /// What they are shown with.
    pub theme: Arc<Theme>,
    /// Files that belong to pages, fit to be published.
    pub assets: Arc<Assets>,
    /// The search and its index.
    pub search: Search,
    /// Every file to be published.
    pub plan: Arc<Plan>,
    /// The base URL, the day and what else rendering depends on.
    pub settings: Arc<Settings>,
    /// What every stage found.
    pub diagnostics: Diagnostics,
    /// How long every stage took.
    pub timings: Timings,
    /// How many pages were published, left out and withheld.
    pub counts: PageCounts,
    /// A page that states a level, if there is any: then somebody must say for whom the site is.
    pub levelled: Option<RelPath>,
}

/// How many pages the content has, and what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PageCounts {
    /// Written by somebody and on the site.
    pub written: usize,
    /// Drafts, not valid yet, or not to be read.
    pub left_out: usize,
    /// Above the readers' level.
    pub withheld: usize,
}

impl PageCounts {
    /// «, 3 utelämnade, 1 över läsarnas nivå»; "" when every page is on the site.
    pub fn absent(&self) -> Text {
        let mut out = Text::same("");
        let left_out = match self.left_out {
            0 => None,
            1 => Some(text!(", 1 utelämnad", ", 1 left out")),
            n => Some(text!(", {n} utelämnade", ", {n} left out")),
        };
        let withheld = match self.withheld {
            0 => None,
            n => Some(text!(", {n} över läsarnas nivå", ", {n} above the readers' level")),
        };
        for part in left_out.into_iter().chain(withheld) {
            out.sv.push_str(&part.sv);
            out.en.push_str(&part.en);
        }
        out
    }
}

impl Loaded {
    /// Whether something was found that stops publishing.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|d| d.grade() == Grade::Error)
    }

    /// What renders its targets.
    pub fn renderer(&self) -> Renderer {
        Renderer::new(Inputs {
            governance: Arc::clone(&self.governance),
            site: Arc::clone(&self.site),
            theme: Arc::clone(&self.theme),
            assets: Arc::clone(&self.assets),
            search: self.search.clone(),
            plan: Arc::clone(&self.plan),
            settings: Arc::clone(&self.settings),
        })
    }

    /// Builds the search index of a site that was loaded with [`WithSearch::Deferred`].
    pub fn search_index(&self) -> SearchIndex {
        index(&self.governance, &self.plan, &self.theme, self.settings.portable)
    }

    /// The same with its search index, and the index's files in the plan.
    pub(super) fn indexed(&self) -> Loaded {
        let index = self.search_index();
        let mut plan = Plan::clone(&self.plan);
        search_targets(&mut plan, &self.site.paths[0].search, &index);
        Loaded { search: Search::Built(Arc::new(index)), plan: Arc::new(plan), ..self.clone() }
    }

    /// The language of messages: the site's own.
    pub fn lang(&self) -> Lang {
        Lang::from_tag(&self.config.site.language)
    }
}

pub(super) fn index(governance: &Governance, plan: &Plan, theme: &Theme, portable: bool) -> SearchIndex {
    search::build(&search_input::pages(governance, plan, theme), &search_input::options(governance.site(), portable))
}
