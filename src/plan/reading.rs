//! Targets for reading away from the screen and away from the network: cards on paper, the pages that their codes lead
//! to, what a chosen role is shown, and what browsers keep.

use super::targets::{CardFormat, Plan, Target, TargetKind};
use crate::front_matter::fields::{Kind, Offline};
use crate::governance::Governance;
use crate::site::{Page, PageIx, Site};
use std::collections::BTreeSet;

/// Where the code on a printed card leads, below the language's root.
const SCAN: &str = "k";

/// The crisis cards of a language that are in force, in reading order: the checklists below the page of crisis cards, else
/// all of them.
pub(crate) fn crisis_cards(governance: &Governance, lang: usize) -> Vec<PageIx> {
    let site = governance.site();
    let is_card = |(ix, p): &(PageIx, &Page)| p.kind() == Kind::Checklist && governance.is_in_force(*ix);
    let cards = || site.written(lang).filter(is_card).map(|(ix, _)| ix);
    let acute = site.config.site.acute_page.as_ref().and_then(|id| site.page_by_id(lang, id));
    let below: Vec<PageIx> = acute.map_or_else(Vec::new, |a| cards().filter(|c| site.trail(*c).contains(&a)).collect());
    if below.is_empty() { cards().collect() } else { below }
}

/// Whether browsers keep the page from the first visit on: crisis cards and the page that leads to them, contacts, start
/// pages, and what its author says; nothing that is not in force.
pub(crate) fn pinned(governance: &Governance, page: PageIx, cards: &BTreeSet<PageIx>) -> bool {
    let site = governance.site();
    let p = &site.pages[page];
    if !governance.is_in_force(page) {
        return false;
    }
    match p.fields().offline {
        Some(Offline::Pinned) => true,
        Some(Offline::Normal) => false,
        None => {
            let acute = site.config.site.acute_page.as_ref() == Some(&p.id);
            acute || cards.contains(&page) || p.kind() == Kind::Contacts || site.languages[p.lang].home == Some(page)
        }
    }
}

/// Whether the site has something that must be there without a network.
fn needs_offline(site: &Site) -> bool {
    let wanted =
        |p: &Page| p.fields().offline == Some(Offline::Pinned) || matches!(p.kind(), Kind::Checklist | Kind::Contacts);
    site.pages.iter().any(|p| wanted(p))
}

/// The address to which the code of a checklist leads: one for all versions of it.
pub(crate) fn scan_url(site: &Site, page: PageIx) -> String {
    let p = &site.pages[site.current(page)];
    format!("{}{SCAN}/{}/", site.languages[p.lang].prefix, p.id)
}

/// Adds the targets that go with the page `ix`: cards, the code's address, the data of a role.
pub(super) fn add_companions(governance: &Governance, ix: PageIx, targets: &mut Vec<Target>) {
    let site = governance.site();
    let page = &site.pages[ix];
    let paths = &site.paths[page.lang];
    match page.kind() {
        Kind::Checklist => {
            if governance.is_in_force(ix) {
                let card = |part: &str| format!("{}{part}/", page.url);
                targets.push(Target::page(TargetKind::Card(ix, CardFormat::Wall), card(&paths.wall)));
                targets.push(Target::page(TargetKind::Card(ix, CardFormat::Pocket), card(&paths.pocket)));
            }
            // Paper that hangs somewhere leads here, whatever has become of the checklist.
            if page.is_current(ix) {
                targets.push(Target::page(TargetKind::Scan(ix), scan_url(site, ix)));
            }
        }
        Kind::Role => {
            targets.push(Target::file(TargetKind::RoleData(ix), format!("{}role.js", page.url)));
        }
        _ => {}
    }
}

/// Targets of one language.
pub(super) fn of_language(governance: &Governance, lang: usize, targets: &mut Vec<Target>) {
    let site = governance.site();
    let paths = &site.paths[lang];
    let at = |part: &str| format!("{}{part}/", site.languages[lang].prefix);
    if !crisis_cards(governance, lang).is_empty() {
        let all = at(&paths.cards);
        targets.push(Target::page(TargetKind::Cards(lang, CardFormat::Wall), format!("{all}{}/", paths.wall)));
        targets.push(Target::page(TargetKind::Cards(lang, CardFormat::Pocket), format!("{all}{}/", paths.pocket)));
    }
    if needs_offline(site) {
        targets.push(Target::page(TargetKind::Offline(lang), at(&paths.offline)));
    }
}

/// Targets of the whole site.
pub(super) fn of_site(site: &Site, targets: &mut Vec<Target>) {
    if needs_offline(site) {
        targets.push(Target::file(TargetKind::Manifest, "manifest.webmanifest".to_owned()));
        targets.push(Target::file(TargetKind::ServiceWorker, "sw.js".to_owned()));
    }
}

impl Plan {
    /// Leaves what a folder that is opened from a disk can use, and adds the file with every card.
    pub fn make_portable(&mut self) {
        self.targets.retain(|t| {
            !matches!(
                t.kind,
                TargetKind::NotFound
                    | TargetKind::Robots
                    | TargetKind::RootFile(_)
                    | TargetKind::Redirects
                    | TargetKind::Sitemap
                    | TargetKind::Feed(_)
                    | TargetKind::OpenSearch(_)
                    | TargetKind::ServiceWorker
                    | TargetKind::Manifest
                    | TargetKind::Offline(_)
            )
        });
        if self.targets.iter().any(|t| matches!(t.kind, TargetKind::Cards(0, _))) {
            self.targets.push(Target::file(TargetKind::CardsFile, "kriskort.html".to_owned()));
        }
    }

    /// Leaves out what would make a browser keep pages that are being written.
    pub fn without_worker(&mut self) {
        self.targets.retain(|t| !matches!(t.kind, TargetKind::ServiceWorker | TargetKind::Manifest));
    }
}
