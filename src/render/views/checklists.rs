//! A checklist in its phases.

use super::builder::ViewBuilder;
use crate::body::tree::{Hole, Node};
use crate::diagnostic::Diagnostic;
use crate::front_matter::fields::OfKind;
use crate::render::body::{Placement, section_of};
use crate::render::model::cards::{Checklist, Phase};
use crate::site::{Page, PageIx};

impl ViewBuilder {
    /// A checklist in its parts.
    pub(super) fn checklist(&self, ix: PageIx, placement: Placement<'_>) -> Result<Checklist<'_>, Diagnostic> {
        let page = &self.context.site.pages[ix];
        let (scenario, listed) = match page.own() {
            OfKind::Checklist(own) => (Some(own.scenario.as_str()), own.phases.as_slice()),
            _ => (None, &[][..]),
        };
        let (body, prose) = (&page.doc.body, &page.doc.prose);
        let nodes = &prose.nodes;
        let heading = |id: &str| body.headings.iter().position(|h| h.top && h.id == id);
        let first = nodes.iter().position(|n| matches!(n, Node::Hole(Hole::HeadingMark(_)))).unwrap_or(nodes.len());
        let mut phases = Vec::new();
        let mut named = Vec::new();
        for phase in listed {
            let Some(h) = heading(&phase.id) else { continue };
            named.push(h);
            let html = self.bodies.html(prose, section_of(nodes, &body.headings, h, false), placement)?;
            phases.push(Phase {
                id: &phase.id,
                title: &phase.title,
                mode: phase.mode,
                html: html.trim_ascii_start().to_owned(),
                steps: body.steps.iter().filter(|s| s.heading.is_some_and(|at| is_within(page, at, h))).count(),
            });
        }
        let mut outro = String::new();
        let top = body.headings.iter().map(|h| h.level).min().unwrap_or(2);
        for (h, heading) in body.headings.iter().enumerate() {
            if heading.top && heading.level == top && !named.contains(&h) {
                outro.push_str(&self.bodies.html(prose, section_of(nodes, &body.headings, h, true), placement)?);
            }
        }
        let intro = self.bodies.html(prose, &nodes[..first], placement)?;
        Ok(Checklist { scenario, intro, phases, outro })
    }
}

/// Whether heading `at` is heading `phase` or stands below it.
fn is_within(page: &Page, at: usize, phase: usize) -> bool {
    let headings = &page.doc.body.headings;
    at == phase || (at > phase && headings[phase + 1..=at].iter().all(|h| h.level > headings[phase].level))
}
