//! Which template shows a page.

use super::model::Theme;
use crate::config::OnUnreadable;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::front_matter::fields::Kind;
use crate::site::{Page, Site};
use crate::text;

/// The file name of the template that the page's front matter names.
fn named(page: &Page) -> Option<String> {
    let name = page.fields().template.as_ref()?;
    Some(if name.ends_with(".html") { name.clone() } else { format!("{name}.html") })
}

/// The template that shows a page: the one that it names where the theme has it, else that of its kind; a section's front page
/// has its own.
pub(crate) fn name(page: &Page, theme: &Theme) -> String {
    if let Some(name) = named(page).filter(|name| theme.template(name).is_some()) {
        return name;
    }
    match page.kind() {
        Kind::Page if page.is_section => "section.html".to_owned(),
        kind => format!("{kind}.html"),
    }
}

/// Findings for templates that pages name and nobody has. In a folder without `ledfyr.toml` they are another program's.
pub(crate) fn check(site: &Site, theme: &Theme) -> Diagnostics {
    let lenient = site.config.content.on_unreadable == Some(OnUnreadable::LeaveOut);
    let missing = |page: &Page| {
        let name = named(page).filter(|name| theme.template(name).is_none())?;
        let found = if lenient {
            Diagnostic::new(
                Code::UnknownTemplate,
                text!(
                    "mallen ”{name}” finns inte; sidan visas som andra av sitt slag",
                    "there is no template \"{name}\"; the page is shown as others of its kind"
                ),
            )
            .help(text!(
                "ta bort raden template: …, eller lägg mallen i templates/{name}",
                "remove the line template: …, or put the template in templates/{name}"
            ))
            .cause(name)
        } else {
            theme.missing(&name)
        };
        let doc = &page.doc;
        Some(found.file(&doc.file).span(doc.front.span("template", None)))
    };
    site.pages.iter().filter_map(|page| missing(page)).collect()
}
