//! Renders templates and components; an error becomes a finding at its line.

use super::model::Theme;
use crate::base::path::RelPath;
use crate::diagnostic::Diagnostic;
use tera::Context;

impl Theme {
    /// Renders a template; `page` is the file of the page that it shows, for findings.
    ///
    /// # Errors
    /// A finding when there is no such template or it cannot be rendered.
    pub fn render(
        &self,
        template: &str,
        context: &impl serde::Serialize,
        page: Option<&RelPath>,
    ) -> Result<String, Diagnostic> {
        let Some(template) = self.template(template) else { return Err(self.missing(template)) };
        let context = Context::from_serialize(context).unwrap_or_default();
        self.tera.render(&template, &context).map_err(|e| self.error(&e, page))
    }

    /// Renders a component, around `body`. `implicits` is what it may ask for without being given it; `page` is the file
    /// that calls it, for findings.
    ///
    /// # Errors
    /// A finding when it cannot be rendered.
    pub fn render_component(
        &self,
        name: &str,
        arguments: &Context,
        implicits: &Context,
        body: Option<&str>,
        page: &RelPath,
    ) -> Result<String, Diagnostic> {
        self.tera
            .render_component_with_implicits(name, arguments, implicits, body, true)
            .map_err(|e| self.error(&e, Some(page)))
    }
}
