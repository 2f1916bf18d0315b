//! Checklists: short phases, steps that say what to do, and nothing that must be fetched when the network is gone.

use crate::base::span::Span;
use crate::base::suggest::closest;
use crate::base::text::Text;
use crate::body::{Destination, Heading};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::front_matter::fields::{OfKind, Phase, PhaseMode};
use crate::site::Page;
use crate::text;

/// More than a person under stress can keep apart.
const MAX_STEPS: usize = 9;

pub(super) fn page(page: &Page, found: &mut Diagnostics) {
    if let OfKind::Checklist(checklist) = page.own() {
        for (i, phase) in checklist.phases.iter().enumerate() {
            one(page, i, phase, found);
        }
    }
}

fn one(page: &Page, index: usize, phase: &Phase, found: &mut Diagnostics) {
    let body = &page.doc.body;
    let title = &phase.title;
    let Some(heading) = body.headings.iter().position(|h| h.top && h.id == phase.id) else {
        found.push(without_heading(page, index, phase));
        return;
    };
    let within = |at: Option<usize>| at.is_some_and(|at| below(&body.headings, heading, at));
    let span = body.headings[heading].span;
    let ticked = matches!(phase.mode, PhaseMode::ReadDo | PhaseMode::DoConfirm);
    let steps: Vec<_> = body.steps.iter().filter(|s| within(s.heading)).collect();
    let tasks = steps.iter().filter(|s| s.task).count();
    let counted = if ticked { tasks } else { steps.len() };
    if counted > MAX_STEPS {
        found.push(finding(
            page,
            span,
            text!(
                "fasen ”{title}” har {counted} steg; högst {MAX_STEPS} går att hålla isär under stress",
                "the phase \"{title}\" has {counted} steps; at most {MAX_STEPS} can be kept apart under stress"
            ),
            text!("dela fasen i två, eller stryk steg", "split the phase in two, or strike steps"),
        ));
    }
    if ticked && tasks == 0 {
        found.push(finding(
            page,
            span,
            text!(
                "fasen ”{title}” ska bockas av men har inga steg",
                "the phase \"{title}\" is to be ticked off but has no steps"
            ),
            text!("skriv stegen som ”- [ ] Larma 112.”", "write the steps as \"- [ ] Call 112.\""),
        ));
    }
    if let Some(step) = steps.iter().find(|s| s.task && !ticked) {
        found.push(finding(
            page,
            step.span,
            text!("i fasen ”{title}” bockar ingen av rutor", "in the phase \"{title}\" nobody ticks boxes"),
            text!(
                "skriv ”- ” utan ruta; rutor hör till read-do och do-confirm",
                "write \"- \" without a box; boxes belong to read-do and do-confirm"
            ),
        ));
    }
    if !ticked {
        found.extend(fetched(page, phase, within));
    }
}

fn finding(page: &Page, span: Span, message: Text, help: Text) -> Diagnostic {
    Diagnostic::new(Code::ChecklistPhase, message).file(&page.doc.file).span(span).help(help)
}

fn without_heading(page: &Page, index: usize, phase: &Phase) -> Diagnostic {
    let (title, id) = (&phase.title, &phase.id);
    let meant = closest(id, page.doc.body.headings.iter().map(|h| h.id.as_str()));
    finding(
        page,
        page.doc.front.span("phases", Some(index)),
        text!(
            "fasen ”{title}” har ingen rubrik med id ”{id}”",
            "the phase \"{title}\" has no heading with the id \"{id}\""
        ),
        match meant {
            Some(m) => text!("menade du ”{m}”?", "did you mean \"{m}\"?"),
            None => text!("skriv rubriken som ## {title} {{#{id}}}", "write the heading as ## {title} {{#{id}}}"),
        },
    )
}

/// What must be fetched over the network, in a phase that is read while something happens.
fn fetched(page: &Page, phase: &Phase, within: impl Fn(Option<usize>) -> bool) -> Diagnostics {
    let (body, title) = (&page.doc.body, &phase.title);
    let images = body.images.iter().filter(|i| within(i.heading)).map(|i| i.span);
    let links = body.links.iter().filter(|l| {
        within(l.heading) && matches!(&l.destination, Destination::External(url) if url.starts_with("http"))
    });
    let finding = |span| {
        finding(
            page,
            span,
            text!(
                "i fasen ”{title}” finns något som måste hämtas över nätet",
                "in the phase \"{title}\" there is something that must be fetched"
            ),
            text!(
                "flytta bilden eller länken till ett avsnitt efter faserna",
                "move the image or link to a section after the phases"
            ),
        )
    };
    images.chain(links.map(|l| l.span)).map(finding).collect()
}

fn below(headings: &[Heading], phase: usize, at: usize) -> bool {
    at == phase || (at > phase && headings[phase + 1..=at].iter().all(|h| h.level > headings[phase].level))
}
