//! What a term in running text means, shown when its button is pressed. It is the platform's own popover, so it needs no
//! script, opens with a press and closes with Escape.

use super::body::{BodyRenderer, Placement};
use super::cut::without_ids;
use super::terms::mark;
use super::url::encode;
use crate::base::html::{escape, escape_into};
use crate::diagnostic::Diagnostic;
use crate::document::fields::Kind;
use crate::site::PageIx;

impl BodyRenderer {
    /// `html` of a page's body with its terms explained.
    pub(super) fn explain_terms(
        &self,
        kind: Kind,
        html: String,
        placement: Placement<'_>,
    ) -> Result<String, Diagnostic> {
        let terms = &self.terms[placement.lang];
        let explained = matches!(
            kind,
            Kind::Page | Kind::Directive | Kind::Chapter | Kind::Role | Kind::Unit | Kind::Process | Kind::News
        );
        if !explained || terms.is_empty() {
            return Ok(html);
        }
        let (mut out, found) = mark(&html, terms, &|term| escape(&self.term_id(term)));
        for term in found {
            self.explanation(term, placement, &mut out)?;
        }
        Ok(out)
    }

    fn term_id(&self, term: usize) -> String {
        let (page, at) = self.context.site.facts.terms[term];
        format!("_t-{}", self.context.site.pages[page].doc.body.terms[at].id)
    }

    fn explanation(&self, term: usize, placement: Placement<'_>, out: &mut String) -> Result<(), Diagnostic> {
        let (page, at): (PageIx, usize) = self.context.site.facts.terms[term];
        let glossary = &self.context.site.pages[page];
        let term_of = &glossary.doc.body.terms[at];
        let html = self.html(&glossary.doc.prose, &term_of.definition, Placement { page, depth: 1, ..placement })?;
        let id = escape(&term_of.id);
        out.push_str(&format!("<div class=\"term-popover\" popover id=\"_t-{id}\"><p class=\"term-name\">"));
        escape_into(out, &term_of.term);
        out.push_str("</p>");
        out.push_str(&without_ids(&html));
        let url = escape(&encode(&glossary.url));
        let words = escape(self.context.strings(placement.lang).get("term_more"));
        out.push_str(&format!("<p><a href=\"{}{url}#{id}\">{words}</a></p></div>\n", placement.root));
        Ok(())
    }
}
