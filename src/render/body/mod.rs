//! Bodies as HTML: links, images, shortcodes, sections of other pages and explained terms in their places.

mod body_renderer;
mod explanations;
mod links;
mod placement;
mod sections;
mod shortcodes;
mod terms;

pub(super) use body_renderer::BodyRenderer;
pub(super) use placement::Placement;
pub(super) use sections::{lower_headings, section_of};
