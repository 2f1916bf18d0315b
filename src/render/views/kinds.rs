//! What each kind of page adds to its view.

use super::View;
use super::common::web_address;
use super::nav::toc;
use super::page::set;
use crate::diagnostic::Diagnostic;
use crate::document::fields::Kind;
use crate::document::model::Part;
use crate::plan::{Target, TargetKind};
use crate::render::body::Place;
use crate::render::cut::section_of;
use crate::render::renderer::Renderer;
use crate::render::url::{encode, root};
use crate::render::values::map;
use crate::site::{Collation, DutyRef, PageIx};
use tera::{Map, Value};

/// News on a start page.
const NEWS: usize = 5;

impl Renderer {
    pub(super) fn of_kind(&self, ix: PageIx, place: Place<'_>, view: &mut Map) -> Result<(), Diagnostic> {
        let page = &self.site.pages[ix];
        let f = page.fields();
        let lang = page.lang;
        if page.parent.is_none() || f.template.as_deref().is_some_and(|t| t.trim_end_matches(".html") == "home") {
            set(view, "news", self.latest_news(lang));
        }
        match page.kind() {
            Kind::Directive => {
                set(view, "number", f.number);
                set(view, "chapters", self.chapters(ix, None)?);
                set(view, "whole_url", format!("{}{}/", encode(&page.url), self.paths[lang].whole));
            }
            Kind::Chapter => {
                set(view, "number", f.number);
                set(view, "directive", page.parent.map_or_else(Value::none, |p| self.page_ref(p)));
            }
            Kind::Role => {
                self.role(ix, view);
                self.role_choice(ix, view);
            }
            Kind::Unit => {
                set(view, "unit_type", f.unit_type.map(|u| u.as_str()));
                set(view, "parent", self.reference(lang, f.parent.as_ref()));
                set(view, "chair", self.reference(lang, f.chair.as_ref()));
                set(view, "members", self.references(lang, &f.members));
                set(view, "meets", f.meets.as_deref());
                let below = self.site.written(lang).filter(|(_, p)| p.fields().parent.as_ref() == Some(&page.id));
                let below: Vec<PageIx> = below.map(|(ix, _)| ix).collect();
                set(view, "units", self.page_refs(&below));
            }
            Kind::Process => {
                let duties: Vec<DutyRef> = (0..f.duties.len()).map(|index| DutyRef { page: ix, index }).collect();
                let (roles, rows) = self.raci_table(lang, &duties);
                set(view, "raci", map! { "roles" => roles, "rows" => rows });
                set(view, "duties", duties.iter().filter_map(|d| self.duty(lang, *d)).collect::<Vec<_>>());
                set(view, "trigger", f.trigger.as_deref());
                set(view, "templates", self.references(lang, &f.templates));
            }
            Kind::Template => set(view, "format", f.format.map(|x| x.as_str())),
            Kind::News => {
                set(view, "change", f.change.map(|c| c.as_str()));
                set(view, "affects", self.references(lang, &f.affects));
            }
            Kind::Glossary => {
                let prose = &page.doc.prose;
                set(view, "intro", self.body(prose, &prose.parts, place)?);
                set(view, "letters", self.glossary(ix, place)?);
            }
            Kind::Contacts => set(view, "contacts", f.contacts.iter().map(|c| self.contact(c)).collect::<Vec<_>>()),
            Kind::Laws => set(view, "laws", self.laws(ix)),
            Kind::Statement => {
                set(view, "conformance", f.conformance.map(|c| c.as_str()));
                set(view, "assessed", f.assessed.map(|d| d.to_string()));
                set(view, "method", f.method.as_deref());
                set(view, "non_conformities", f.non_conformities.clone());
                let contact = f.contact.as_ref().and_then(|id| self.site.facts.contact(&self.site.pages, id));
                set(view, "contact", contact.map(|c| self.contact(c)));
                set(view, "enforcement", f.enforcement.as_deref());
                set(view, "published", f.published.map(|d| d.to_string()));
                set(view, "feedback_url", f.feedback_url.as_deref().and_then(web_address));
            }
            Kind::Checklist => self.on_paper(ix, view),
            Kind::Page => {}
        }
        Ok(())
    }

    fn latest_news(&self, lang: usize) -> Vec<Value> {
        let mut news: Vec<PageIx> =
            self.site.written(lang).filter(|(_, p)| p.kind() == Kind::News).map(|(ix, _)| ix).collect();
        news.sort_by_key(|ix| std::cmp::Reverse(self.site.pages[*ix].fields().date));
        news.truncate(NEWS);
        self.page_refs(&news)
    }

    fn role(&self, ix: PageIx, view: &mut Map) {
        let page = &self.site.pages[ix];
        let lang = page.lang;
        let duties: Vec<Map> =
            self.site.facts.duties_of(&self.site.pages, &page.id).filter_map(|(d, _)| self.duty(lang, d)).collect();
        let calendar = TargetKind::Calendar(ix);
        let calendar = (!duties.is_empty()).then(|| self.plan.targets.iter().find(|t| t.kind == calendar)).flatten();
        set(view, "calendar_url", calendar.map(|t| encode(&t.url)));
        set(view, "duties", duties);
        let with = |test: &dyn Fn(&crate::document::fields::Fields) -> bool| -> Vec<PageIx> {
            self.site.written(lang).filter(|(i, p)| *i != ix && test(p.fields())).map(|(i, _)| i).collect()
        };
        let chapter = |i: &PageIx| self.site.pages[*i].kind() != Kind::Chapter;
        let owned: Vec<PageIx> = with(&|f| f.owner.as_ref() == Some(&page.id)).into_iter().filter(chapter).collect();
        set(view, "owned", self.page_refs(&owned));
        set(view, "for_role", self.page_refs(&with(&|f| f.audience.contains(&page.id))));
    }

    /// The chapters of a directive; with `whole`, their text as well.
    fn chapters(&self, ix: PageIx, whole: Option<Place<'_>>) -> Result<Vec<Value>, Diagnostic> {
        let children = self.site.pages[ix].children.iter().copied();
        children
            .filter(|c| self.site.pages[*c].kind() == Kind::Chapter)
            .map(|c| {
                let chapter = &self.site.pages[c];
                let body = &chapter.doc.body;
                let shown = |place| {
                    let prose = &chapter.doc.prose;
                    self.body(prose, &prose.parts, Place { page: c, ..place })
                };
                let html = whole.map(shown).transpose()?.map(|html| lower_headings(&html));
                Ok(Value::from(map! {
                    "number" => chapter.fields().number,
                    "page" => self.page_ref(c),
                    "body" => html,
                    "toc" => toc(&body.headings),
                }))
            })
            .collect()
    }

    /// A directive and all its chapters on one page.
    pub(super) fn whole_view(&self, ix: PageIx, target: &Target) -> Result<View, Diagnostic> {
        let own = Target { kind: TargetKind::Page(ix), ..target.clone() };
        let mut view = self.page_view(ix, &own)?;
        let root = root(&target.url);
        let place = self.place(ix, target, &root);
        view.page.insert(tera::value::Key::Str("chapters"), Value::from(self.chapters(ix, Some(place))?));
        set(&mut view.page, "url", encode(&target.url));
        set(&mut view.page, "canonical", self.absolute(&target.url));
        let mut crumbs = self.breadcrumbs(ix);
        let page = &self.site.pages[ix];
        crumbs.push(Value::from(map! { "title" => page.title(), "url" => encode(&page.url) }));
        set(&mut view.page, "breadcrumbs", crumbs);
        for neighbour in ["prev", "next"] {
            view.page.insert(tera::value::Key::Str(neighbour), Value::none());
        }
        Ok(View { template: "directive-whole.html".to_owned(), ..view })
    }

    /// Sets a checklist's introduction, phases and rest; returns the whole body.
    pub(in crate::render) fn checklist(
        &self,
        ix: PageIx,
        place: Place<'_>,
        view: &mut Map,
    ) -> Result<String, Diagnostic> {
        let page = &self.site.pages[ix];
        let f = page.fields();
        let (body, prose) = (&page.doc.body, &page.doc.prose);
        let parts = &prose.parts;
        let heading = |id: &str| body.headings.iter().position(|h| h.top && h.id == id);
        let named: Vec<usize> = f.phases.iter().filter_map(|p| heading(&p.id)).collect();
        let first = parts.iter().position(|p| matches!(p, Part::HeadingMark(_))).unwrap_or(parts.len());
        let intro = self.body(prose, &parts[..first], place)?;
        let mut phases = Vec::new();
        for phase in &f.phases {
            let Some(h) = heading(&phase.id) else { continue };
            let html = self.body(prose, section_of(parts, &body.headings, h, false), place)?;
            let steps = body.steps.iter().filter(|s| s.heading.is_some_and(|at| self.is_within(ix, at, h))).count();
            phases.push(map! {
                "id" => phase.id.as_str(),
                "title" => phase.title.as_str(),
                "mode" => phase.mode.as_str(),
                "html" => after_heading(&html),
                "steps" => steps,
            });
        }
        let mut outro = String::new();
        let top = body.headings.iter().map(|h| h.level).min().unwrap_or(2);
        for (h, heading) in body.headings.iter().enumerate() {
            if heading.top && heading.level == top && !named.contains(&h) {
                outro.push_str(&self.body(prose, section_of(parts, &body.headings, h, true), place)?);
            }
        }
        set(view, "scenario", f.scenario.as_deref());
        set(view, "intro", intro);
        set(view, "phases", phases);
        set(view, "outro", outro);
        self.body(prose, parts, place)
    }

    /// Whether heading `at` is heading `phase` or stands below it.
    fn is_within(&self, ix: PageIx, at: usize, phase: usize) -> bool {
        let headings = &self.site.pages[ix].doc.body.headings;
        at == phase || (at > phase && headings[phase + 1..=at].iter().all(|h| h.level > headings[phase].level))
    }

    /// The terms of all glossaries in the page's language, by letter.
    fn glossary(&self, ix: PageIx, place: Place<'_>) -> Result<Vec<Map>, Diagnostic> {
        let lang = self.site.pages[ix].lang;
        let collation = Collation::new(&self.site.languages[lang].code);
        let mut letters: Vec<(String, Vec<Map>)> = Vec::new();
        for (page, i) in self.site.facts.terms.iter().filter(|(p, _)| self.site.pages[*p].lang == lang) {
            let doc = &self.site.pages[*page].doc;
            let (term, prose) = (&doc.body.terms[*i], &doc.prose);
            let at = Place { page: *page, ..place };
            let see_also = term.see_also.as_ref().map(|parts| self.body(prose, parts, at)).transpose()?;
            let item = map! {
                "id" => term.id.as_str(),
                "term" => term.term.as_str(),
                "html" => self.body(prose, &term.definition, at)?,
                "synonyms" => term.synonyms.clone(),
                "avoid" => term.avoid.clone(),
                "see_also" => see_also,
            };
            let letter = collation.letter(&term.term);
            match letters.last_mut() {
                Some((last, terms)) if *last == letter => terms.push(item),
                _ => letters.push((letter, vec![item])),
            }
        }
        Ok(letters.into_iter().map(|(letter, terms)| map! { "letter" => letter, "terms" => terms }).collect())
    }

    fn laws(&self, ix: PageIx) -> Vec<Map> {
        let page = &self.site.pages[ix];
        let laws = page.fields().laws.iter();
        laws.filter_map(|law| {
            let cited = self.site.written(page.lang).flat_map(|(p, other)| {
                other.fields().legal_basis.iter().filter(|r| r.law == law.id).map(move |r| (p, r.reference.as_deref()))
            });
            let cited: Vec<Map> = cited.map(|(p, r)| map! { "page" => self.page_ref(p), "ref" => r }).collect();
            let mut view = self.law(&law.id)?;
            set(&mut view, "cited_by", cited);
            Some(view)
        })
        .collect()
    }
}

/// HTML that was cut after a heading's text still begins with the heading's end tag.
fn after_heading(html: &str) -> String {
    let trimmed = html.trim_start();
    match trimmed.strip_prefix("</h").and_then(|rest| rest.find('>').map(|end| &rest[end + 1..])) {
        Some(rest) => rest.trim_start().to_owned(),
        None => html.to_owned(),
    }
}

/// Headings one level further down: on the page of a whole directive the second level is the chapters' titles.
fn lower_headings(html: &str) -> String {
    let mut out = html.to_owned();
    for level in (2..=5).rev() {
        let below = level + 1;
        out = out.replace(&format!("<h{level} id="), &format!("<h{below} id="));
        out = out.replace(&format!("</h{level}>"), &format!("</h{below}>"));
    }
    out
}
