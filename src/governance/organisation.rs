//! The organisation by tier: which units have roles on which, and the forums in which roles of several meet.

use super::Governance;
use crate::front_matter::fields::{Kind, OfKind, Tier, Unit, UnitType};
use crate::site::PageIx;

/// The organisation as the units and roles in force of one language state it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Organisation {
    /// The tiers on which there is something, from the top; then what is on none.
    pub bands: Vec<Band>,
    /// The forums, in reading order.
    pub forums: Vec<Forum>,
}

/// What is on one tier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// The tier; `None`: units without roles.
    pub tier: Option<Tier>,
    /// A unit below the one above it, in reading order; roles that are in no unit come last.
    pub parts: Vec<Part>,
}

/// A unit, and those of its roles that are on one tier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The unit; `None`: the roles are in none.
    pub unit: Option<PageIx>,
    /// The unit above it, where the unit is named for the first time.
    pub above: Option<PageIx>,
    /// The roles, the one that leads the unit first.
    pub roles: Vec<PageIx>,
}

/// A forum, and the roles that meet in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forum {
    /// The forum.
    pub unit: PageIx,
    /// The unit above it.
    pub above: Option<PageIx>,
    /// The role that leads it.
    pub chair: Option<PageIx>,
    /// The roles in it, the one that leads it first.
    pub roles: Vec<PageIx>,
}

impl Governance {
    /// The organisation as the pages of one language state it.
    pub fn organisation(&self, lang: usize) -> Organisation {
        let in_force = |ix: &PageIx| self.is_in_force(*ix);
        let all: Vec<PageIx> = self.site.written(lang).map(|(ix, _)| ix).filter(in_force).collect();
        let of_type = |forum: bool| {
            let of = all.iter().filter_map(|ix| Some((*ix, self.unit(*ix)?)));
            of.filter(move |(_, unit)| (unit.unit_type == UnitType::Forum) == forum).map(|(ix, _)| ix)
        };
        let units = self.below_each_other(&of_type(false).collect::<Vec<_>>());
        let placed: Vec<(PageIx, Vec<PageIx>)> = units.iter().map(|unit| (*unit, self.roles_in(*unit))).collect();
        let is_free = |role: &PageIx| !placed.iter().any(|(_, roles)| roles.contains(role));
        let free: Vec<PageIx> = all.iter().copied().filter(|ix| self.is_role(*ix)).filter(is_free).collect();
        let mut named: Vec<PageIx> = Vec::new();
        let mut bands: Vec<Band> = Vec::new();
        for tier in Tier::ALL.iter().copied() {
            let on_tier = |roles: &[PageIx]| -> Vec<PageIx> {
                let on = |role: &PageIx| self.site.pages[*role].own().tier() == Some(tier);
                roles.iter().copied().filter(on).collect()
            };
            let mut parts = Vec::new();
            for (unit, roles) in placed.iter().map(|(unit, roles)| (*unit, on_tier(roles))) {
                if !roles.is_empty() {
                    let above = self.above(unit).filter(|_| !named.contains(&unit));
                    named.push(unit);
                    parts.push(Part { unit: Some(unit), above, roles });
                }
            }
            let roles = on_tier(&free);
            parts.extend((!roles.is_empty()).then_some(Part { unit: None, above: None, roles }));
            bands.push(Band { tier: Some(tier), parts });
        }
        let bare = placed.iter().filter(|(_, roles)| roles.is_empty()).map(|(unit, _)| *unit);
        let bare = bare.map(|unit| Part { unit: Some(unit), above: self.above(unit), roles: Vec::new() });
        bands.push(Band { tier: None, parts: bare.collect() });
        bands.retain(|band| !band.parts.is_empty());
        let forum = |ix: PageIx| {
            let chair = self.unit(ix).and_then(|unit| self.role(lang, unit.chair.as_deref()?));
            Forum { unit: ix, above: self.above(ix), chair, roles: self.roles_in(ix) }
        };
        Organisation { bands, forums: of_type(true).map(forum).collect() }
    }

    fn unit(&self, ix: PageIx) -> Option<&Unit> {
        match self.site.pages[ix].own() {
            OfKind::Unit(unit) => Some(unit),
            _ => None,
        }
    }

    fn is_role(&self, ix: PageIx) -> bool {
        self.site.pages[ix].kind() == Kind::Role
    }

    fn role(&self, lang: usize, id: &str) -> Option<PageIx> {
        self.site.page_by_id(lang, id).filter(|ix| self.is_role(*ix) && self.is_in_force(*ix))
    }

    /// The unit above a unit.
    fn above(&self, ix: PageIx) -> Option<PageIx> {
        let above = self.site.page_by_id(self.site.pages[ix].lang, self.unit(ix)?.parent.as_deref()?)?;
        (above != ix && self.unit(above).is_some() && self.is_in_force(above)).then_some(above)
    }

    /// Each role of a unit once, the one that leads it first.
    fn roles_in(&self, ix: PageIx) -> Vec<PageIx> {
        let lang = self.site.pages[ix].lang;
        let ids = self.unit(ix).into_iter().flat_map(|unit| unit.chair.iter().chain(&unit.members));
        let mut roles: Vec<PageIx> = Vec::new();
        for role in ids.filter_map(|id| self.role(lang, id)) {
            if !roles.contains(&role) {
                roles.push(role);
            }
        }
        roles
    }

    /// The units in order, each before those below it. Units that lie below each other in a ring come last.
    fn below_each_other(&self, units: &[PageIx]) -> Vec<PageIx> {
        let above = |unit: PageIx| self.above(unit).filter(|above| units.contains(above));
        let mut ordered: Vec<PageIx> = Vec::new();
        let mut waiting: Vec<PageIx> = units.iter().rev().copied().filter(|unit| above(*unit).is_none()).collect();
        while let Some(unit) = waiting.pop() {
            ordered.push(unit);
            waiting.extend(units.iter().rev().copied().filter(|other| above(*other) == Some(unit)));
        }
        let ringed: Vec<PageIx> = units.iter().copied().filter(|unit| !ordered.contains(unit)).collect();
        ordered.extend(ringed);
        ordered
    }
}
