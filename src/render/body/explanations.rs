//! What a term in running text means, shown when its button is pressed. It is the platform's own popover, so it needs no
//! script, opens with a press and closes with Escape.

use super::body_renderer::BodyRenderer;
use super::placement::Placement;
use super::sections::without_ids;
use super::terms::mark_terms;
use crate::diagnostic::Diagnostic;
use crate::front_matter::fields::Kind;
use crate::render::html::{Attribute, Node, close, open, text};
use crate::render::url::encode;
use crate::site::PageIx;

impl BodyRenderer {
    /// A page's body with its terms explained. What is read while something happens is left alone: checklists, and the pages
    /// in the folder of the crisis cards.
    pub(in crate::render) fn explain_terms<'a>(
        &'a self,
        page: PageIx,
        nodes: Vec<Node<'a>>,
        placement: Placement<'_>,
    ) -> Result<Vec<Node<'a>>, Diagnostic> {
        let terms = &self.terms[placement.lang];
        let explained = matches!(
            self.context.site.pages[page].kind(),
            Kind::Page | Kind::Directive | Kind::Chapter | Kind::Role | Kind::Unit | Kind::Process | Kind::News
        );
        if !explained || terms.is_empty() || self.context.site.is_acute(page) {
            return Ok(nodes);
        }
        let (mut out, found) = mark_terms(nodes, terms, &|term| self.term_id(term));
        for term in found {
            self.explanation(term, placement, &mut out)?;
        }
        Ok(out)
    }

    fn term_id(&self, term: usize) -> String {
        let (page, at) = self.context.site.facts.terms[term];
        format!("_t-{}", self.context.site.pages[page].doc.body.terms[at].id)
    }

    fn explanation<'a>(
        &'a self,
        term: usize,
        placement: Placement<'_>,
        out: &mut Vec<Node<'a>>,
    ) -> Result<(), Diagnostic> {
        let (page, at): (PageIx, usize) = self.context.site.facts.terms[term];
        let glossary = &self.context.site.pages[page];
        let of_page = &glossary.doc.body.terms[at];
        let mut definition =
            self.nodes(&glossary.doc.prose, &of_page.definition, Placement { page, depth: 1, ..placement })?;
        without_ids(&mut definition);
        let more = format!("{}{}#{}", placement.root, encode(&glossary.url), of_page.id);
        let popover = Node::Open {
            name: "div".into(),
            attributes: vec![
                Attribute::new("class", "term-popover"),
                Attribute(" popover".into()),
                Attribute::new("id", &self.term_id(term)),
            ],
        };
        out.extend([popover, open("p", &[("class", "term-name")]), text(&of_page.term), close("p")]);
        out.extend(definition);
        let words = text(self.context.strings(placement.lang).get("term_more"));
        out.extend([open("p", &[]), open("a", &[("href", &more)]), words, close("a"), close("p"), close("div")]);
        out.push(text("\n"));
        Ok(())
    }
}
