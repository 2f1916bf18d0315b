//! The organisation laid out as a picture: a band for each tier, with a unit and its roles in a row; lines on the left lead from a
//! unit to those below it, lines on the right from the roles in a forum to the forum.

use super::words::wrap;
use crate::front_matter::fields::Tier;
use crate::governance::{Forum, Organisation, Part};
use crate::site::PageIx;
use std::collections::BTreeMap;

/// A picture for windows of some width. All measures are in its own pixels.
pub(super) struct Form {
    pub name: &'static str,
    pub width: i64,
    /// Roles stand below their unit, in place of beside it.
    pub stacked: bool,
    /// Roles side by side.
    pub columns: i64,
    /// Lines side by side, at most, at either edge.
    pub lanes: usize,
}

/// As wide as the text of a page; and of a telephone of 360 pixels.
pub(super) const FORMS: [Form; 2] = [
    Form { name: "wide", width: 648, stacked: false, columns: 2, lanes: 4 },
    Form { name: "narrow", width: 328, stacked: true, columns: 1, lanes: 3 },
];

/// What the pages are called, and the words for what is told of them.
pub(super) struct Names<'a> {
    pub title: &'a dyn Fn(PageIx) -> String,
    /// «hör till {title}»
    pub above: &'a str,
    /// «med {title}»
    pub with: &'a str,
    /// Of roles that are in no unit.
    pub no_unit: &'a str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BandOf {
    Tier(Tier),
    Other,
    Forums,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Area {
    pub x: i64,
    pub y: i64,
    pub width: i64,
    pub height: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BoxOf {
    Unit,
    Role,
    Forum,
}

#[derive(Clone, Debug)]
pub(super) struct Drawn {
    pub of: BoxOf,
    pub page: PageIx,
    pub area: Area,
    pub lines: Vec<String>,
    /// Lines of smaller words below.
    pub notes: Vec<String>,
    /// Nothing stands between it and the right edge.
    pub is_last: bool,
}

#[derive(Default)]
pub(super) struct Picture {
    pub width: i64,
    pub height: i64,
    /// Where the titles of bands begin: beside the lines on the left.
    pub title_x: i64,
    pub bands: Vec<(BandOf, Area)>,
    pub boxes: Vec<Drawn>,
    /// Words without a box: where each line stands.
    pub labels: Vec<(i64, i64, String)>,
    /// Paths of SVG: `unit` between a unit and its roles or the unit below, `forum` to a forum.
    pub lines: Vec<(&'static str, String)>,
    pub dots: Vec<(i64, i64)>,
}

const PAD: i64 = 10;
const GAP: i64 = 10;
const LANE: i64 = 9;
/// The title of a band, with room around it.
const HEAD: i64 = 32;
pub(super) const LINE: i64 = 18;
/// Between a box and its words.
pub(super) const INSIDE: i64 = 8;
const UNIT: i64 = 170;
const INDENT: i64 = 24;

impl Area {
    pub(super) fn right(self) -> i64 {
        self.x + self.width
    }

    pub(super) fn bottom(self) -> i64 {
        self.y + self.height
    }

    fn middle(self) -> i64 {
        self.y + self.height / 2
    }
}

/// Lays out a picture.
pub(super) fn lay_out(of: &Organisation, form: &Form, names: &Names<'_>) -> Picture {
    let above = lanes(of, form.lanes);
    let left = above.values().flatten().max().map_or(0, |most| edge(most + 1));
    let right = edge(of.forums.len().min(form.lanes));
    let inner = Area { x: PAD + left, y: 0, width: form.width - 2 * PAD - left - right, height: 0 };
    let picture = Picture { width: form.width, title_x: inner.x, ..Picture::default() };
    let mut pen = Pen { form, names, inner, above: &above, y: 0, picture };
    for band in &of.bands {
        pen.band(band.tier.map_or(BandOf::Other, BandOf::Tier), |pen| {
            band.parts.iter().for_each(|part| pen.part(part))
        });
    }
    if !of.forums.is_empty() {
        pen.band(BandOf::Forums, |pen| {
            of.forums.iter().enumerate().for_each(|(i, forum)| pen.forum(forum, i < form.lanes));
        });
    }
    pen.parents(of);
    of.forums.iter().take(form.lanes).enumerate().for_each(|(lane, forum)| pen.meetings(forum, lane));
    pen.picture.height = (pen.y - GAP).max(0);
    pen.picture
}

/// The room that lines side by side take.
fn edge(lanes: usize) -> i64 {
    if lanes == 0 { 0 } else { i64::try_from(lanes).unwrap_or(0) * LANE + LANE }
}

/// Each unit with its row, from the top, and the unit above it.
fn rows(of: &Organisation) -> impl Iterator<Item = (PageIx, Option<PageIx>)> {
    let parts = of.bands.iter().flat_map(|band| &band.parts);
    let units = parts.map(|part| (part.unit, part.above)).filter_map(|(unit, above)| Some((unit?, above)));
    units.chain(of.forums.iter().map(|forum| (forum.unit, forum.above)))
}

/// For each unit that others lie below, the place of its line: beside those that it would run into. `None`: there is no room.
fn lanes(of: &Organisation, most: usize) -> BTreeMap<PageIx, Option<usize>> {
    let rows: Vec<(PageIx, Option<PageIx>)> = rows(of).collect();
    let row_of = |unit: PageIx| rows.iter().position(|(other, _)| *other == unit);
    let mut spans: BTreeMap<PageIx, (usize, usize)> = BTreeMap::new();
    for (row, (_, above)) in rows.iter().enumerate() {
        let Some((above, at)) = above.and_then(|above| Some((above, row_of(above)?))) else { continue };
        let span = spans.entry(above).or_insert((at, at));
        *span = (span.0.min(row), span.1.max(row));
    }
    let mut order: Vec<(PageIx, (usize, usize))> = spans.into_iter().collect();
    order.sort_by_key(|(unit, span)| (*span, *unit));
    let mut ends: Vec<usize> = Vec::new();
    let mut place = |(from, to): (usize, usize)| {
        let lane = ends.iter().position(|end| *end < from).unwrap_or(ends.len());
        match ends.get_mut(lane) {
            Some(end) => *end = to,
            None if lane < most => ends.push(to),
            None => return None,
        }
        Some(lane)
    };
    order.into_iter().map(|(unit, span)| (unit, place(span))).collect()
}

struct Pen<'a> {
    form: &'a Form,
    names: &'a Names<'a>,
    /// Where boxes stand, between the lines at either edge.
    inner: Area,
    above: &'a BTreeMap<PageIx, Option<usize>>,
    y: i64,
    picture: Picture,
}

impl Pen<'_> {
    fn band(&mut self, of: BandOf, draw: impl FnOnce(&mut Self)) {
        let top = self.y;
        self.y += HEAD;
        draw(self);
        let area = Area { x: 0, y: top, width: self.form.width, height: self.y - top };
        self.picture.bands.push((of, area));
        self.y += GAP;
    }

    fn unit_width(&self) -> i64 {
        if self.form.stacked { self.inner.width } else { UNIT }
    }

    /// A box of a page, without a place.
    fn boxed(&self, of: BoxOf, page: PageIx, width: i64, notes: &[String]) -> Drawn {
        let room = width - 2 * INSIDE;
        let lines = wrap(&(self.names.title)(page), room, of != BoxOf::Role);
        let notes: Vec<String> = notes.iter().flat_map(|note| wrap(note, room, false)).collect();
        let count = i64::try_from(lines.len() + notes.len()).unwrap_or(1).max(1);
        let area = Area { x: self.inner.x, y: self.y, width, height: count * LINE + 2 * INSIDE };
        Drawn { of, page, area, lines, notes, is_last: true }
    }

    /// What is told in words of the unit above, where no line leads there.
    fn note(&self, above: Option<PageIx>) -> Vec<String> {
        let told = above.filter(|above| self.above.get(above).copied().flatten().is_none());
        told.map(|above| self.names.above.replace("{title}", &(self.names.title)(above))).into_iter().collect()
    }

    fn part(&mut self, part: &Part) {
        let start = self.y;
        let unit = part.unit.map(|unit| self.boxed(BoxOf::Unit, unit, self.unit_width(), &self.note(part.above)));
        let mut bottom = start;
        match &unit {
            Some(unit) => bottom = unit.area.bottom(),
            None => {
                for line in wrap(self.names.no_unit, self.unit_width() - INSIDE, false) {
                    self.picture.labels.push((self.inner.x, bottom + LINE, line));
                    bottom += LINE;
                }
                bottom += INSIDE;
            }
        }
        if self.form.stacked && !part.roles.is_empty() {
            self.y = bottom + GAP;
        }
        let area = unit.as_ref().map(|unit| unit.area);
        // Before its roles: the keyboard goes through boxes as they stand here.
        self.picture.boxes.extend(unit);
        bottom = bottom.max(self.roles(&part.roles, area));
        self.y = bottom + GAP;
    }

    /// Draws roles from where the pen is, and gives where they end.
    fn roles(&mut self, roles: &[PageIx], unit: Option<Area>) -> i64 {
        let x = self.inner.x + if self.form.stacked { INDENT } else { UNIT + INDENT };
        let columns = self.form.columns;
        let width = (self.inner.right() - x - (columns - 1) * GAP) / columns;
        let mut bottom = self.y;
        for row in roles.chunks(usize::try_from(columns).unwrap_or(1)) {
            let mut boxes: Vec<Drawn> = row.iter().map(|role| self.boxed(BoxOf::Role, *role, width, &[])).collect();
            let height = boxes.iter().map(|role| role.area.height).max().unwrap_or(0);
            let last = boxes.len() - 1;
            let mut at = x;
            for (i, role) in boxes.iter_mut().enumerate() {
                role.area = Area { x: at, height, ..role.area };
                role.is_last = i == last;
                if i > 0 {
                    self.picture.lines.push(("unit", format!("M{} {}H{at}", at - GAP, role.area.middle())));
                }
                at += width + GAP;
            }
            let middle = self.y + height / 2;
            if let Some(unit) = unit {
                let path = match self.form.stacked {
                    true => format!("M{} {}V{middle}H{x}", unit.x + INDENT / 2, unit.bottom()),
                    false => format!("M{} {}H{}V{middle}H{x}", unit.right(), unit.middle(), unit.right() + INDENT / 2),
                };
                self.picture.lines.push(("unit", path));
            }
            self.picture.boxes.extend(boxes);
            bottom = self.y + height;
            self.y = bottom + GAP;
        }
        bottom
    }

    fn forum(&mut self, forum: &Forum, has_line: bool) {
        let mut notes = self.note(forum.above);
        if !has_line {
            let with: Vec<String> = forum.roles.iter().map(|role| (self.names.title)(*role)).collect();
            notes.push(self.names.with.replace("{title}", &with.join(", ")));
        }
        let drawn = self.boxed(BoxOf::Forum, forum.unit, self.unit_width(), &notes);
        self.y = drawn.area.bottom() + GAP;
        self.picture.boxes.push(drawn);
    }

    /// The first box of a unit.
    fn box_of(&self, unit: PageIx) -> Option<Area> {
        self.picture.boxes.iter().find(|b| b.page == unit && b.of != BoxOf::Role).map(|b| b.area)
    }

    /// Lines from units to those below them.
    fn parents(&mut self, of: &Organisation) {
        for (unit, above) in rows(of) {
            let lane = above.and_then(|above| Some((above, self.above.get(&above).copied().flatten()?)));
            let Some((above, lane)) = lane else { continue };
            let Some((from, to)) = self.box_of(above).zip(self.box_of(unit)) else { continue };
            let x = PAD + i64::try_from(lane).unwrap_or(0) * LANE + LANE / 2;
            // A unit in the middle has a line up and one down.
            let (start, end) = (from.middle() + 5, to.middle() - 5);
            self.picture.lines.push(("unit", format!("M{} {start}H{x}V{end}H{}", from.x, to.x)));
        }
    }

    /// The line of a forum: from the first of its roles down to the forum.
    fn meetings(&mut self, forum: &Forum, lane: usize) {
        let x = self.inner.right() + LANE + i64::try_from(lane).unwrap_or(0) * LANE;
        let Some(to) = self.box_of(forum.unit) else { return };
        let roles = self.picture.boxes.iter().filter(|b| b.of == BoxOf::Role && forum.roles.contains(&b.page));
        let stubs: Vec<(i64, String)> = roles
            .map(|role| {
                // Around what stands between it and the edge.
                let (at, below) = (role.area.x + role.area.width / 2, role.area.bottom() + GAP / 2);
                match role.is_last {
                    true => (role.area.middle(), format!("M{} {}H{x}", role.area.right(), role.area.middle())),
                    false => (below, format!("M{at} {}V{below}H{x}", role.area.bottom())),
                }
            })
            .collect();
        let Some(top) = stubs.iter().map(|(y, _)| *y).min() else { return };
        self.picture.lines.push(("forum", format!("M{x} {top}V{}H{}", to.middle(), to.right())));
        for (y, path) in stubs {
            self.picture.lines.push(("forum", path));
            self.picture.dots.push((x, y));
        }
    }
}

#[cfg(test)]
mod tests;
