//! What each kind of page has besides.

use super::builder::ViewBuilder;
use super::facts::{contact, contact_by_id, law, web_address};
use super::organisation::organisation;
use super::tasks::{months, of_role, raci_table};
use super::toc::toc;
use crate::diagnostic::Diagnostic;
use crate::front_matter::fields::{Kind, Law, OfKind, Statement, Unit};
use crate::plan::TargetKind;
use crate::render::body::{Placement, lower_headings};
use crate::render::files::role::data_url;
use crate::render::html::write;
use crate::render::model::cards::ChecklistPage;
use crate::render::model::facts::{Citation, RegisteredLaw};
use crate::render::model::kinds::{
    Chapter, ChapterPage, ContactsPage, DirectivePage, FormPage, GlossaryPage, LawsPage, NewsPage, ProcessPage,
    RolePage, StatementPage, Term, TermLetter, UnitPage,
};
use crate::render::model::page::Own;
use crate::render::site_context::SiteContext;
use crate::render::url::encode;
use crate::site::{Collation, Page, PageIx};

impl ViewBuilder {
    pub(super) fn own(&self, ix: PageIx, placement: Placement<'_>) -> Result<Own<'_>, Diagnostic> {
        let context = &*self.context;
        let page = &context.site.pages[ix];
        Ok(match page.own() {
            OfKind::Directive(directive) => Own::Directive(DirectivePage {
                number: directive.number,
                chapters: self.chapters(ix, None)?,
                whole_url: format!("{}{}/", encode(&page.url), context.site.paths[page.lang].whole),
                matrix_url: context.planned(&TargetKind::Matrix(page.lang)),
            }),
            OfKind::Chapter(chapter) => Own::Chapter(ChapterPage {
                number: Some(chapter.number),
                directive: page.parent.map(|parent| context.page_ref(parent)),
            }),
            OfKind::Role(_) => Own::Role(role(context, ix)),
            OfKind::Unit(own) => Own::Unit(unit(context, page, own)),
            OfKind::Process(process) => Own::Process(ProcessPage {
                raci: raci_table(context, page.lang, context.governance.stated_on(ix)),
                trigger: process.trigger.as_deref(),
                templates: context.references(page.lang, &process.templates),
            }),
            OfKind::Template(form) => Own::Form(FormPage { format: Some(form.format) }),
            OfKind::News(news) => Own::News(NewsPage { affects: context.references(page.lang, &news.affects) }),
            OfKind::Glossary(_) => Own::Glossary(self.glossary(ix, placement)?),
            OfKind::Contacts(list) => {
                Own::Contacts(ContactsPage { contacts: list.contacts.iter().map(contact).collect() })
            }
            OfKind::Laws(register) => Own::Laws(LawsPage { laws: laws(context, page.lang, &register.laws) }),
            OfKind::Statement(own) => Own::Statement(statement(context, own)),
            OfKind::Checklist(_) => Own::Checklist(ChecklistPage {
                checklist: self.checklist(ix, placement)?,
                on_paper: self.codes.on_paper(context, ix),
            }),
            OfKind::Page(_) => organisation(context, ix).map_or(Own::Nothing, Own::Section),
        })
    }

    /// The chapters of a directive; with `whole`, their text as well.
    pub(super) fn chapters(&self, ix: PageIx, whole: Option<Placement<'_>>) -> Result<Vec<Chapter<'_>>, Diagnostic> {
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
                number: chapter.own().number(),
                page: self.context.page_ref(c),
                body: whole.map(shown).transpose()?,
                toc: toc(&chapter.doc.body.headings),
            })
        };
        let children = pages[ix].children.iter().copied();
        children.filter(|c| pages[*c].kind() == Kind::Chapter).map(one).collect()
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

fn role(context: &SiteContext, ix: PageIx) -> RolePage<'_> {
    let site = &context.site;
    let page = &site.pages[ix];
    let tasks = of_role(context, ix);
    let with = |test: &dyn Fn(PageIx, &Page) -> bool| {
        let found = site.written(page.lang).filter(|(i, p)| *i != ix && test(*i, p)).map(|(i, _)| i);
        context.page_refs(&found.collect::<Vec<_>>())
    };
    let of_language = context.governance.tasks_of(&page.id).filter(|task| site.pages[task.page].lang == page.lang);
    RolePage {
        calendar_url: context.planned(&TargetKind::Calendar(ix)),
        tasks,
        months: months(context, page.lang, of_language),
        owned: with(&|_, p| p.kind() != Kind::Chapter && p.fields().owner.as_ref() == Some(&page.id)),
        for_role: with(&|i, p| p.fields().audience.contains(&page.id) && context.governance.is_in_force(i)),
        data_url: data_url(&page.url),
    }
}

fn unit<'a>(context: &'a SiteContext, page: &'a Page, own: &'a Unit) -> UnitPage<'a> {
    let below = context.site.written(page.lang).filter(|(_, p)| p.own().unit_above() == Some(&page.id));
    let below: Vec<PageIx> = below.map(|(ix, _)| ix).collect();
    UnitPage {
        unit_type: Some(own.unit_type),
        parent: context.reference(page.lang, own.parent.as_ref()),
        chair: context.reference(page.lang, own.chair.as_ref()),
        members: context.references(page.lang, &own.members),
        meets: own.meets.as_deref(),
        units: context.page_refs(&below),
    }
}

fn statement<'a>(context: &'a SiteContext, own: &'a Statement) -> StatementPage<'a> {
    StatementPage {
        conformance: Some(own.conformance),
        assessed: Some(own.assessed),
        method: Some(&own.method),
        non_conformities: &own.non_conformities,
        contact: contact_by_id(context, &own.contact),
        enforcement: Some(&own.enforcement),
        published: Some(own.published),
        feedback_url: own.feedback_url.as_deref().and_then(web_address),
    }
}

fn laws<'a>(context: &'a SiteContext, lang: usize, laws: &'a [Law]) -> Vec<RegisteredLaw<'a>> {
    let citations = |id: &str| {
        let all = context.governance.citations();
        let cited = all.filter(|c| context.site.pages[c.page].lang == lang && c.basis.law == id);
        cited.map(|c| Citation { page: context.page_ref(c.page), reference: c.basis.reference.as_deref() }).collect()
    };
    let one = |id: &str| Some(RegisteredLaw { law: law(context, id)?, cited_by: citations(id) });
    laws.iter().filter_map(|law| one(&law.id)).collect()
}
