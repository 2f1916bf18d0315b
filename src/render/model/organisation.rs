//! The organisation as a picture, and in words.

use super::documented::view;
use super::parts::PageRef;
use super::shared::Shared;

view! {
    /// A section of pages of units.
    struct SectionPage<'a> {
        /// The organisation that its units are part of.
        organisation: Option<Organisation<'a>>,
    }

    /// The organisation of a language.
    struct Organisation<'a> {
        /// The same picture for a window of some width: `wide` and `narrow`.
        pictures: Vec<Picture>,
        /// What the pictures show, in words.
        groups: Vec<OrganisationGroup<'a>>,
    }

    /// A band of the picture in words.
    struct OrganisationGroup<'a> {
        /// What it is called.
        title: &'a str,
        /// Its units and forums.
        units: Vec<OrganisationUnit>,
    }

    /// A unit or a forum in words.
    struct OrganisationUnit {
        /// The unit; none: the roles are in no unit.
        unit: Option<Shared<PageRef>>,
        /// The unit above it.
        above: Option<Shared<PageRef>>,
        /// The role that leads it, of a forum.
        chair: Option<Shared<PageRef>>,
        /// Its roles in that band.
        roles: Vec<Shared<PageRef>>,
    }

    /// A picture of the organisation. All measures are in its own pixels.
    struct Picture {
        /// `wide` or `narrow`.
        name: &'static str,
        /// How wide it is.
        width: i64,
        /// How high it is.
        height: i64,
        /// Where the titles of its bands begin.
        title_x: i64,
        /// The bands, from the top.
        bands: Vec<PictureBand>,
        /// The lines.
        lines: Vec<PictureLine>,
        /// Where a line on the right meets that of its forum.
        dots: Vec<PicturePoint>,
        /// Units, roles and forums.
        boxes: Vec<PictureBox>,
        /// Words without a box.
        labels: Vec<PictureText>,
    }

    /// A band of the picture.
    struct PictureBand {
        /// `strategic`, `tactical`, `operational`, `line`, `other` or `forums`.
        name: &'static str,
        /// What it is called.
        title: String,
        /// Its upper edge.
        y: i64,
        /// How high it is.
        height: i64,
    }

    /// A line of the picture.
    struct PictureLine {
        /// `unit`: between a unit and its roles or the units below it; `forum`: between roles and a forum.
        name: &'static str,
        /// The path, as SVG has it.
        path: String,
    }

    /// A place in the picture.
    struct PicturePoint {
        /// From the left.
        x: i64,
        /// From the top.
        y: i64,
    }

    /// A unit, a role or a forum in the picture.
    struct PictureBox {
        /// `unit`, `role` or `forum`.
        name: &'static str,
        /// Its page.
        page: Shared<PageRef>,
        /// From the left.
        x: i64,
        /// From the top.
        y: i64,
        /// How wide it is.
        width: i64,
        /// How high it is.
        height: i64,
        /// Its title, line by line.
        text: Vec<PictureText>,
        /// What is told of it in words, line by line.
        notes: Vec<PictureText>,
    }

    /// A line of words in the picture.
    struct PictureText {
        /// Where it begins.
        x: i64,
        /// The line that it stands on.
        y: i64,
        /// The words.
        text: String,
    }
}
