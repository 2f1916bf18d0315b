//! One target to one artifact: views, templates, bodies, feeds and files.

mod body;
mod built_in;
mod files;
mod html;
mod language_spans;
mod model;
mod navigation;
mod portable;
mod qr;
mod renderer;
mod site_context;
mod site_view;
mod template_renderer;
mod url;
mod views;

pub(crate) use built_in::described;
pub use model::reference;
pub use renderer::{Artifact, Renderer};
pub use site_context::{Inputs, Search, Settings};
pub(crate) use url::absolute;
