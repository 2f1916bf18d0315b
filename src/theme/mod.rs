//! The theme: templates, words, styles and scripts, embedded in the program, with the site's own files before them.

mod component_specs;
mod embedded;
mod filters;
pub(crate) mod language_marks;
mod load;
mod model;
pub(crate) mod page_template;
mod rendering;
mod strings;
mod template_errors;
mod tera_messages;
mod tera_reports;

pub(crate) use embedded::{embedded, replaced_by};
pub(crate) use load::load;
pub(crate) use model::{FOLDERS, ROOT, Theme};
pub(crate) use strings::Strings;
