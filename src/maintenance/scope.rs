//! What a report is about: all of the site, or what one role answers for.

use crate::base::date::Date;
use crate::base::path::RelPath;
use crate::base::text::Lang;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::front_matter::fields::Raci;
use crate::governance::{Governance, Task, owner};
use crate::pipeline::Loaded;
use crate::render::absolute;
use crate::site::{PageIx, Site};
use std::collections::HashMap;

/// What is asked of a report.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked<'a> {
    /// Reviews due before that day are reported; `None`: within 90 days.
    pub before: Option<Date>,
    /// The id of the role whose pages and tasks it is about; `None`: all.
    pub owner: Option<&'a str>,
    /// The language of its texts.
    pub lang: Lang,
}

/// The site that a report is made of.
pub(super) struct Scope<'a> {
    pub governance: &'a Governance,
    pub site: &'a Site,
    /// The address of the site, where it is known.
    pub base_url: Option<&'a str>,
    pub asked: Asked<'a>,
    by_file: HashMap<&'a RelPath, PageIx>,
}

impl<'a> Scope<'a> {
    pub(super) fn new(loaded: &'a Loaded, asked: Asked<'a>) -> Scope<'a> {
        let (governance, site) = (&*loaded.governance, &*loaded.site);
        let by_file = site.pages.iter().enumerate().map(|(ix, page)| (&page.doc.file, ix)).collect();
        Scope { governance, site, base_url: loaded.settings.base_url.as_deref(), asked, by_file }
    }
}

impl Scope<'_> {
    /// Whether the report is about a page: the role owns it.
    pub(super) fn has(&self, page: PageIx) -> bool {
        self.asked.owner.is_none_or(|role| owner(self.site, &self.site.pages[page]) == Some(role))
    }

    /// Whether the report is about a task: the role is responsible for it or accountable.
    pub(super) fn has_task(&self, task: Task<'_>) -> bool {
        let takes_part = |role| task.parts_of(role).iter().any(|part| matches!(part, Raci::R | Raci::A));
        self.asked.owner.is_none_or(takes_part)
    }

    /// The address of a page in full.
    pub(super) fn url(&self, page: PageIx) -> Option<String> {
        self.base_url.map(|base| absolute(base, &self.site.pages[page].url))
    }

    /// The page that a finding is about.
    pub(super) fn page_of(&self, d: &Diagnostic) -> Option<PageIx> {
        self.by_file.get(d.file.as_ref()?).copied()
    }

    /// Whether the report is about the page that a finding is about; one that is about none is told to all.
    pub(super) fn has_finding(&self, d: &Diagnostic) -> bool {
        self.page_of(d).map_or(self.asked.owner.is_none(), |ix| self.has(ix))
    }
}

/// Those of `found` that the report would be about.
pub fn of_role(loaded: &Loaded, asked: Asked<'_>, found: Diagnostics) -> Diagnostics {
    let scope = Scope::new(loaded, asked);
    found.into_iter().filter(|d| scope.has_finding(d)).collect()
}
