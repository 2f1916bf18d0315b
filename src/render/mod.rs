//! One target to one artifact: views, templates, bodies, feeds and files.

pub mod assets;
mod body;
mod feed;
mod files;
mod filters;
pub mod image;
mod refusal;
mod renderer;
pub mod svg;
mod template_report;
pub mod theme;
mod url;
mod values;
mod views;

pub use filters::{file_size, tel};
pub use renderer::{Artifact, Parts, Renderer, Settings};
pub use theme::Theme;
