//! One target to one artifact: views, templates, bodies, feeds and files.

mod body;
mod calendar;
mod calls;
mod cards;
mod component_specs;
mod cut;
mod embedded;
mod feed;
mod files;
mod filters;
mod foreign;
mod offline;
mod portable;
mod qr;
mod renderer;
mod role;
mod slim_css;
mod strings;
mod target;
mod template_errors;
mod template_report;
pub mod templates;
mod terms;
pub mod theme;
mod unindented;
mod url;
mod values;
mod views;

pub use embedded::embedded;
pub use filters::{file_size, tel};
pub use renderer::{Parts, Renderer, Settings};
pub use target::Artifact;
pub use theme::Theme;
