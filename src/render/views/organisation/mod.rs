//! The organisation as a picture, and the same in words.

mod layout;
mod words;

use crate::front_matter::fields::{Kind, OfKind};
use crate::governance::Organisation;
use crate::render::model::organisation::{
    self as model, OrganisationGroup, OrganisationUnit, PictureBand, PictureBox, PictureLine, PicturePoint,
    PictureText, SectionPage,
};
use crate::render::site_context::SiteContext;
use crate::site::PageIx;
use crate::theme::Strings;
use crate::theme::language_marks::unmarked;
use layout::{BandOf, BoxOf, Drawn, FORMS, INSIDE, LINE, Names, Picture, lay_out};

/// Of a section in which units lie, the whole organisation of its language.
pub(super) fn organisation(context: &SiteContext, ix: PageIx) -> Option<SectionPage<'_>> {
    let page = &context.site.pages[ix];
    let has_units = page.children.iter().any(|child| matches!(context.site.pages[*child].own(), OfKind::Unit(_)));
    if !has_units || page.kind() != Kind::Page {
        return None;
    }
    let strings = context.strings(page.lang);
    let of = context.governance.organisation(page.lang);
    let title = |page: PageIx| context.site.pages[page].title().to_owned();
    let names = Names {
        title: &title,
        above: &strings.plain("", "organisation_above"),
        with: &strings.plain("", "organisation_with"),
        no_unit: &strings.plain("", "organisation_no_unit"),
    };
    let pictures = FORMS.iter().map(|form| picture(context, strings, form.name, lay_out(&of, form, &names)));
    Some(SectionPage {
        organisation: Some(model::Organisation { pictures: pictures.collect(), groups: groups(context, strings, &of) }),
    })
}

fn title_of(strings: &Strings, band: BandOf) -> &str {
    match band {
        BandOf::Tier(tier) => strings.label("tiers", tier.as_str()),
        BandOf::Other => strings.get("organisation_other"),
        BandOf::Forums => strings.get("organisation_forums"),
    }
}

fn name_of(band: BandOf) -> &'static str {
    match band {
        BandOf::Tier(tier) => tier.as_str(),
        BandOf::Other => "other",
        BandOf::Forums => "forums",
    }
}

fn groups<'a>(context: &'a SiteContext, strings: &'a Strings, of: &Organisation) -> Vec<OrganisationGroup<'a>> {
    let page = |ix: Option<PageIx>| ix.map(|ix| context.page_ref(ix));
    let bands = of.bands.iter().map(|band| {
        let units = band.parts.iter().map(|part| OrganisationUnit {
            unit: page(part.unit),
            above: page(part.above),
            chair: None,
            roles: context.page_refs(&part.roles),
        });
        let title = title_of(strings, band.tier.map_or(BandOf::Other, BandOf::Tier));
        OrganisationGroup { title, units: units.collect() }
    });
    let forums = of.forums.iter().map(|forum| OrganisationUnit {
        unit: page(Some(forum.unit)),
        above: page(forum.above),
        chair: page(forum.chair),
        roles: context.page_refs(&forum.roles),
    });
    let forums = OrganisationGroup { title: title_of(strings, BandOf::Forums), units: forums.collect() };
    bands.chain([forums]).filter(|group| !group.units.is_empty()).collect()
}

fn picture(context: &SiteContext, strings: &Strings, name: &'static str, of: Picture) -> model::Picture {
    let band = |(band, area): &(BandOf, layout::Area)| PictureBand {
        name: name_of(*band),
        // An element of HTML that says its language could not stand in the picture.
        title: unmarked(title_of(strings, *band)),
        y: area.y,
        height: area.height,
    };
    model::Picture {
        name,
        width: of.width,
        height: of.height,
        title_x: of.title_x,
        bands: of.bands.iter().map(band).collect(),
        lines: of.lines.into_iter().map(|(name, path)| PictureLine { name, path }).collect(),
        dots: of.dots.into_iter().map(|(x, y)| PicturePoint { x, y }).collect(),
        boxes: of.boxes.into_iter().map(|drawn| drawn_box(context, drawn)).collect(),
        labels: of.labels.into_iter().map(|(x, y, text)| PictureText { x, y, text }).collect(),
    }
}

fn drawn_box(context: &SiteContext, of: Drawn) -> PictureBox {
    let area = of.area;
    // The words stand in the middle of a box that is higher than they are.
    let count = i64::try_from(of.lines.len() + of.notes.len()).unwrap_or(0);
    let mut y = area.y + (area.height - count * LINE) / 2 + LINE - INSIDE / 2;
    let mut line = |text: String| {
        let line = PictureText { x: area.x + INSIDE, y, text };
        y += LINE;
        line
    };
    PictureBox {
        name: match of.of {
            BoxOf::Unit => "unit",
            BoxOf::Role => "role",
            BoxOf::Forum => "forum",
        },
        page: context.page_ref(of.page),
        x: area.x,
        y: area.y,
        width: area.width,
        height: area.height,
        text: of.lines.into_iter().map(&mut line).collect(),
        notes: of.notes.into_iter().map(&mut line).collect(),
    }
}
