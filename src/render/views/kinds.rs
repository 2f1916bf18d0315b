//! What each kind of page has besides.

use super::base::link;
use super::builder::ViewBuilder;
use super::facts::{contact, contact_by_id, duties, law, raci_table, web_address};
use super::page::breadcrumbs;
use super::toc::toc;
use crate::body::tree::{Hole, Node};
use crate::diagnostic::Diagnostic;
use crate::front_matter::fields::{Fields, Kind};
use crate::plan::TargetKind;
use crate::render::body::Placement;
use crate::render::cut::{lower_headings, section_of};
use crate::render::html::write;
use crate::render::model::cards::{Checklist, ChecklistPage, Phase};
use crate::render::model::facts::{Citation, RegisteredLaw};
use crate::render::model::kinds::{
    Chapter, ChapterPage, ContactsPage, DirectivePage, FormPage, GlossaryPage, LawsPage, NewsPage, ProcessPage,
    RolePage, StatementPage, Term, TermLetter, UnitPage,
};
use crate::render::model::page::{Own, View};
use crate::render::role::data_url;
use crate::render::site_context::SiteContext;
use crate::render::url::{encode, root};
use crate::site::{Collation, Page, PageIx};

impl ViewBuilder {
    pub(super) fn own(&self, ix: PageIx, placement: Placement<'_>) -> Result<Own<'_>, Diagnostic> {
        let context = &*self.context;
        let page = &context.site.pages[ix];
        let f = page.fields();
        Ok(match page.kind() {
            Kind::Directive => Own::Directive(DirectivePage {
                number: f.number,
                chapters: self.chapters(ix, None)?,
                whole_url: format!("{}{}/", encode(&page.url), context.paths[page.lang].whole),
            }),
            Kind::Chapter => Own::Chapter(ChapterPage {
                number: f.number,
                directive: page.parent.map(|parent| context.page_ref(parent)),
            }),
            Kind::Role => Own::Role(role(context, ix)),
            Kind::Unit => Own::Unit(unit(context, page)),
            Kind::Process => Own::Process(ProcessPage {
                raci: raci_table(context, page.lang, context.site.tasks_on(ix)),
                duties: duties(context, page.lang, context.site.tasks_on(ix)),
                trigger: f.trigger.as_deref(),
                templates: context.references(page.lang, &f.templates),
            }),
            Kind::Template => Own::Form(FormPage { format: f.format }),
            Kind::News => Own::News(NewsPage { affects: context.references(page.lang, &f.affects) }),
            Kind::Glossary => Own::Glossary(self.glossary(ix, placement)?),
            Kind::Contacts => Own::Contacts(ContactsPage { contacts: f.contacts.iter().map(contact).collect() }),
            Kind::Laws => Own::Laws(LawsPage { laws: laws(context, page) }),
            Kind::Statement => Own::Statement(statement(context, f)),
            Kind::Checklist => Own::Checklist(ChecklistPage {
                checklist: self.checklist(ix, placement)?,
                on_paper: self.codes.on_paper(context, ix),
            }),
            Kind::Page => Own::Nothing,
        })
    }

    /// The chapters of a directive; with `whole`, their text as well.
    fn chapters(&self, ix: PageIx, whole: Option<Placement<'_>>) -> Result<Vec<Chapter<'_>>, Diagnostic> {
        let pages = &self.context.site.pages;
        let one = |c: PageIx| {
            let chapter = &pages[c];
            let shown = |placement| {
                let prose = &chapter.doc.prose;
                let mut nodes = self.bodies.nodes(prose, &prose.nodes, Placement { page: c, ..placement })?;
                // On the page of a whole directive the second level is the chapters' titles.
                lower_headings(&mut nodes);
                Ok(write(&nodes))
            };
            Ok(Chapter {
                number: chapter.fields().number,
                page: self.context.page_ref(c),
                body: whole.map(shown).transpose()?,
                toc: toc(&chapter.doc.body.headings),
            })
        };
        let children = pages[ix].children.iter().copied();
        children.filter(|c| pages[*c].kind() == Kind::Chapter).map(one).collect()
    }

    /// A directive and all its chapters on one page.
    pub(super) fn whole(&self, ix: PageIx, url: &str) -> Result<View<'_>, Diagnostic> {
        let mut view = self.page(ix, url)?;
        let root = root(url);
        if let Own::Directive(directive) = &mut view.page.own {
            directive.chapters = self.chapters(ix, Some(self.placement(ix, url, &root)))?;
        }
        let common = &mut view.page.common;
        common.url = encode(url);
        common.breadcrumbs = breadcrumbs(&self.context, ix);
        common.breadcrumbs.push(link(&self.context, ix));
        common.prev = None;
        common.next = None;
        Ok(View { template: "directive-whole.html".to_owned(), ..view })
    }

    /// A checklist in its parts.
    pub(super) fn checklist(&self, ix: PageIx, placement: Placement<'_>) -> Result<Checklist<'_>, Diagnostic> {
        let page = &self.context.site.pages[ix];
        let f = page.fields();
        let (body, prose) = (&page.doc.body, &page.doc.prose);
        let nodes = &prose.nodes;
        let heading = |id: &str| body.headings.iter().position(|h| h.top && h.id == id);
        let first = nodes.iter().position(|n| matches!(n, Node::Hole(Hole::HeadingMark(_)))).unwrap_or(nodes.len());
        let mut phases = Vec::new();
        let mut named = Vec::new();
        for phase in &f.phases {
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
        Ok(Checklist { scenario: f.scenario.as_deref(), intro, phases, outro })
    }

    /// The terms of all glossaries in the page's language, by letter.
    fn glossary(&self, ix: PageIx, placement: Placement<'_>) -> Result<GlossaryPage<'_>, Diagnostic> {
        let site = &self.context.site;
        let lang = site.pages[ix].lang;
        let collation = Collation::new(&site.languages[lang].code);
        let mut letters: Vec<TermLetter<'_>> = Vec::new();
        for (page, i) in site.facts.terms.iter().filter(|(p, _)| site.pages[*p].lang == lang) {
            let doc = &site.pages[*page].doc;
            let (of_page, prose) = (&doc.body.terms[*i], &doc.prose);
            let at = Placement { page: *page, ..placement };
            let see_also = of_page.see_also.as_ref().map(|nodes| self.bodies.html(prose, nodes, at)).transpose()?;
            let term = Term {
                id: &of_page.id,
                term: &of_page.term,
                html: self.bodies.html(prose, &of_page.definition, at)?,
                synonyms: &of_page.synonyms,
                avoid: &of_page.avoid,
                see_also,
            };
            let letter = collation.letter(&of_page.term);
            match letters.last_mut() {
                Some(last) if last.letter == letter => last.terms.push(term),
                _ => letters.push(TermLetter { letter, terms: vec![term] }),
            }
        }
        let prose = &site.pages[ix].doc.prose;
        Ok(GlossaryPage { intro: self.bodies.html(prose, &prose.nodes, placement)?, letters })
    }
}

/// Whether heading `at` is heading `phase` or stands below it.
fn is_within(page: &Page, at: usize, phase: usize) -> bool {
    let headings = &page.doc.body.headings;
    at == phase || (at > phase && headings[phase + 1..=at].iter().all(|h| h.level > headings[phase].level))
}

fn role(context: &SiteContext, ix: PageIx) -> RolePage<'_> {
    let site = &context.site;
    let page = &site.pages[ix];
    let duties = duties(context, page.lang, site.tasks_of(&page.id));
    let with = |test: &dyn Fn(&Page) -> bool| {
        let found = site.written(page.lang).filter(|(i, p)| *i != ix && test(p)).map(|(i, _)| i);
        context.page_refs(&found.collect::<Vec<_>>())
    };
    let calendar = TargetKind::Calendar(ix);
    RolePage {
        calendar_url: (!duties.is_empty()).then(|| context.planned(&calendar)).flatten(),
        duties,
        owned: with(&|p| p.kind() != Kind::Chapter && p.fields().owner.as_ref() == Some(&page.id)),
        for_role: with(&|p| p.fields().audience.contains(&page.id)),
        data_url: data_url(&page.url),
    }
}

fn unit<'a>(context: &'a SiteContext, page: &'a Page) -> UnitPage<'a> {
    let f = page.fields();
    let below = context.site.written(page.lang).filter(|(_, p)| p.fields().parent.as_ref() == Some(&page.id));
    let below: Vec<PageIx> = below.map(|(ix, _)| ix).collect();
    UnitPage {
        unit_type: f.unit_type,
        parent: context.reference(page.lang, f.parent.as_ref()),
        chair: context.reference(page.lang, f.chair.as_ref()),
        members: context.references(page.lang, &f.members),
        meets: f.meets.as_deref(),
        units: context.page_refs(&below),
    }
}

fn statement<'a>(context: &'a SiteContext, f: &'a Fields) -> StatementPage<'a> {
    StatementPage {
        conformance: f.conformance,
        assessed: f.assessed,
        method: f.method.as_deref(),
        non_conformities: &f.non_conformities,
        contact: f.contact.as_ref().and_then(|id| contact_by_id(context, id)),
        enforcement: f.enforcement.as_deref(),
        published: f.published,
        feedback_url: f.feedback_url.as_deref().and_then(web_address),
    }
}

fn laws<'a>(context: &'a SiteContext, page: &'a Page) -> Vec<RegisteredLaw<'a>> {
    let citations = |id: &str| {
        let cited = context.site.written(page.lang).flat_map(|(p, other)| {
            let refs = other.fields().legal_basis.iter().filter(|r| r.law == id);
            refs.map(move |r| Citation { page: context.page_ref(p), reference: r.reference.as_deref() })
        });
        cited.collect()
    };
    let one = |id: &str| Some(RegisteredLaw { law: law(context, id)?, cited_by: citations(id) });
    page.fields().laws.iter().filter_map(|law| one(&law.id)).collect()
}
