//! The lists that coordinators follow up: those of governance, with what readers want to know of each row.

use crate::base::date::Date;
use crate::front_matter::fields::Kind;
use crate::governance::{Attention, Dated, Owed, Paragraph, Progress, Review, Tally, Task, owner, quarter};
use crate::plan::TargetKind;
use crate::render::model::follow_up::{FollowUpCell, FollowUpList, FollowUpRow};
use crate::render::model::parts::Link;
use crate::render::site_context::SiteContext;
use crate::render::url::encode;
use crate::site::{List, PageIx};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::OnceLock;

/// By language, the lists: a page and many tables show them, and they are made once.
pub(super) struct FollowUp(Vec<OnceLock<Vec<FollowUpList>>>);

impl FollowUp {
    pub(super) fn new(languages: usize) -> FollowUp {
        FollowUp((0..languages).map(|_| OnceLock::new()).collect())
    }

    /// The lists of a language, in the order of [`List::ALL`].
    pub(super) fn lists(&self, context: &SiteContext, lang: usize) -> &[FollowUpList] {
        self.0[lang].get_or_init(|| Maker::new(context, lang).lists())
    }
}

/// What the lists of one language are made of.
struct Maker<'a> {
    context: &'a SiteContext,
    lang: usize,
    found: Attention<'a>,
    units: HashMap<&'a str, Vec<PageIx>>,
}

impl<'a> Maker<'a> {
    fn new(context: &'a SiteContext, lang: usize) -> Maker<'a> {
        let governance = &*context.governance;
        Maker { context, lang, found: governance.attention(None), units: governance.units_by_role() }
    }

    fn lists(&self) -> Vec<FollowUpList> {
        List::ALL.into_iter().map(|list| self.list(list)).collect()
    }

    fn list(&self, list: List) -> FollowUpList {
        let rows = self.rows(list);
        FollowUpList {
            id: list.as_str(),
            csv_url: self.context.planned(&TargetKind::FollowUpTable(self.lang, list)).unwrap_or_default(),
            count: rows.iter().map(|row| &row.id).collect::<BTreeSet<_>>().len(),
            columns: columns(list),
            rows,
        }
    }

    fn rows(&self, list: List) -> Vec<FollowUpRow> {
        let found = &self.found;
        let only = |pages: &[PageIx]| self.own(pages).map(|page| self.row(page, vec![])).collect();
        match list {
            List::Overdue => self.reviews(&found.overdue_reviews),
            List::Due => self.reviews(&found.due_reviews),
            List::Expired => self.dated(&found.expired),
            List::Waiting => self.dated(&found.not_yet_valid),
            List::Late => self.late(),
            List::Changed => {
                self.own(&found.unreviewed_changes).map(|ix| self.row(ix, vec![self.reviewed(ix)])).collect()
            }
            List::Suspect => {
                let own = found.suspect.iter().filter(|(page, _)| self.is_own(*page));
                own.map(|(page, basis)| self.row(*page, vec![self.reviewed(*page), self.link(*basis)])).collect()
            }
            List::Drafts => self.own(&found.drafts).map(|ix| self.row(ix, vec![self.status(ix)])).collect(),
            List::Undecided => only(&found.without_decision),
            List::Ownerless => only(&found.without_owner),
            List::Unaccounted => {
                let own = found.without_accountable.iter().filter(|task| self.is_own(task.page));
                own.map(|task| self.unaccounted(*task)).collect()
            }
            List::Gaps => self.gaps(),
            List::Obsolete => {
                let own = found.obsolete_linked.iter().filter(|(page, _)| self.is_own(*page));
                let from = |pages: &[PageIx]| links(pages.iter().map(|ix| self.to(*ix)).collect());
                own.map(|(page, pages)| self.row(*page, vec![from(pages)])).collect()
            }
        }
    }

    fn is_own(&self, page: PageIx) -> bool {
        self.context.site.pages[page].lang == self.lang
    }

    fn own<'p>(&'p self, pages: &'p [PageIx]) -> impl Iterator<Item = PageIx> + 'p {
        pages.iter().copied().filter(|page| self.is_own(*page))
    }

    /// A page, its kind and its owner, and what a list tells besides.
    fn row(&self, page: PageIx, more: Vec<FollowUpCell>) -> FollowUpRow {
        let of = &self.context.site.pages[page];
        let kind = text(self.context.strings(self.lang).label("kinds", of.kind().as_str()));
        let owner = owner(&self.context.site, of);
        let cells = [self.link(page), kind, self.roles(owner.into_iter())].into_iter().chain(more).collect();
        self.about(of.id.clone(), of.kind(), owner.into_iter(), cells)
    }

    fn about<'r>(
        &self,
        id: String,
        kind: Kind,
        roles: impl Iterator<Item = &'r str>,
        cells: Vec<FollowUpCell>,
    ) -> FollowUpRow {
        let site = &self.context.site;
        let known: BTreeSet<&str> = roles.filter(|role| site.page_by_id(self.lang, role).is_some()).collect();
        let units: BTreeSet<PageIx> = known.iter().filter_map(|role| self.units.get(role)).flatten().copied().collect();
        FollowUpRow {
            id,
            kind: kind.as_str(),
            roles: known.into_iter().map(str::to_owned).collect(),
            units: units.into_iter().map(|unit| site.pages[unit].id.clone()).collect(),
            day: None,
            cells,
        }
    }

    fn reviews(&self, all: &[Review]) -> Vec<FollowUpRow> {
        let own = all.iter().filter(|review| self.is_own(review.page));
        let never = || text(self.context.strings(self.lang).get("never_reviewed"));
        own.map(|review| match review.due {
            Some(due) => self.dated_row(review.page, due),
            None => self.row(review.page, vec![never(), text("")]),
        })
        .collect()
    }

    fn dated(&self, all: &[Dated]) -> Vec<FollowUpRow> {
        let own = all.iter().filter(|dated| self.is_own(dated.page));
        own.map(|dated| self.dated_row(dated.page, dated.date)).collect()
    }

    /// A page with a day, and how many days there are between it and the day of the build.
    fn dated_row(&self, page: PageIx, date: Date) -> FollowUpRow {
        let days = self.context.governance.day().days_until(date).abs();
        FollowUpRow { day: Some(date), ..self.row(page, vec![day(date), text(days.to_string())]) }
    }

    fn unaccounted(&self, task: Task<'_>) -> FollowUpRow {
        let page = &self.context.site.pages[task.page];
        let doing = || task.duty.responsible.iter().map(String::as_str);
        let cells = vec![links(vec![self.to_task(task)]), self.link(task.page), self.roles(doing())];
        self.about(task.duty.id.clone(), page.kind(), doing(), cells)
    }

    /// What nobody has said why it is not put into practice comes first.
    fn gaps(&self) -> Vec<FollowUpRow> {
        let site = &self.context.site;
        let mut own: Vec<&Paragraph> = self.found.gaps.iter().copied().filter(|p| self.is_own(p.chapter)).collect();
        own.sort_by_key(|paragraph| paragraph.gap(site).is_some());
        let row = |paragraph: &Paragraph| {
            let page = &site.pages[paragraph.chapter];
            let heading = &page.doc.body.headings[paragraph.heading];
            let place = format!("{}#{}", encode(&page.url), heading.id);
            let owner = owner(site, page);
            let why = paragraph.gap(site).map(|gap| gap.why.as_str());
            let why = why.unwrap_or_else(|| self.context.strings(self.lang).get("no_reason"));
            let title = self.context.in_language(page.lang, &heading.text);
            let cells = vec![
                links(vec![Link { title: title.into(), url: place }]),
                self.link(paragraph.chapter),
                self.roles(owner.into_iter()),
                text(why),
            ];
            self.about(format!("{}#{}", page.id, heading.id), page.kind(), owner.into_iter(), cells)
        };
        own.into_iter().map(row).collect()
    }

    /// Units with tasks that are late or were not reported, quarter by quarter, where the site's table says anything.
    fn late(&self) -> Vec<FollowUpRow> {
        let governance = &self.context.governance;
        if governance.reports().is_empty() {
            return Vec::new();
        }
        let owed = governance.owed();
        let key = |one: &Owed<'_>| (quarter(one.time.start), one.unit);
        let mut missing: BTreeMap<_, Vec<Task<'_>>> = BTreeMap::new();
        for one in owed.iter().filter(|one| matches!(one.progress, Progress::Late | Progress::NotReported)) {
            missing.entry(key(one)).or_default().push(one.task);
        }
        let tallies = Tally::by(&owed, |one| vec![key(one)]);
        let row = |(key, tasks): (_, Vec<Task<'_>>)| Some(self.late_row(key, *tallies.get(&key)?, &tasks));
        missing.into_iter().filter_map(row).collect()
    }

    fn late_row(
        &self,
        ((year, quarter), unit): ((i16, i8), Option<PageIx>),
        tally: Tally,
        tasks: &[Task<'_>],
    ) -> FollowUpRow {
        let site = &self.context.site;
        let strings = self.context.strings(self.lang);
        let id = unit.map(|unit| site.pages[unit].id.as_str());
        let named = id.and_then(|id| site.page_by_id(self.lang, id));
        let when = strings.get("quarter_of").replace("{quarter}", &quarter.to_string());
        let number = |n: usize| text(n.to_string());
        let cells = vec![
            named.map_or_else(|| text(strings.get("whole_organisation")), |unit| self.link(unit)),
            text(when.replace("{year}", &year.to_string())),
            number(tally.planned),
            number(tally.done),
            number(tally.late),
            number(tally.not_reported),
            links(tasks.iter().map(|task| self.to_task(*task)).collect()),
        ];
        let doing = tasks.iter().flat_map(|task| &task.duty.responsible).map(String::as_str);
        let units = id.map(str::to_owned).into_iter().collect();
        FollowUpRow { units, ..self.about(id.unwrap_or_default().to_owned(), Kind::Unit, doing, cells) }
    }

    fn to(&self, page: PageIx) -> Link<'static> {
        let of = &self.context.site.pages[page];
        Link { title: self.context.in_language(of.lang, of.title()).into(), url: encode(&of.url) }
    }

    /// A task where its page lays it down, in the language of the list where it is laid down in that.
    fn to_task(&self, task: Task<'_>) -> Link<'static> {
        let site = &self.context.site;
        let id = &task.duty.id;
        let laid_down = |page: &PageIx| site.pages[*page].fields().duties.iter().find(|duty| duty.id == *id);
        let translated = site.page_by_id(self.lang, &site.pages[task.page].id);
        let (page, duty) =
            translated.and_then(|page| Some((page, laid_down(&page)?))).unwrap_or((task.page, task.duty));
        let page = &site.pages[page];
        Link {
            title: self.context.in_language(page.lang, &duty.does).into(),
            url: format!("{}#{id}", encode(&page.url)),
        }
    }

    fn link(&self, page: PageIx) -> FollowUpCell {
        links(vec![self.to(page)])
    }

    fn roles<'r>(&self, roles: impl Iterator<Item = &'r str>) -> FollowUpCell {
        links(roles.filter_map(|role| self.context.site.page_by_id(self.lang, role)).map(|ix| self.to(ix)).collect())
    }

    fn reviewed(&self, page: PageIx) -> FollowUpCell {
        self.context.site.pages[page].fields().last_reviewed.map_or_else(|| text(""), day)
    }

    fn status(&self, page: PageIx) -> FollowUpCell {
        let status = self.context.site.pages[page].fields().status;
        let name = status.map_or("draft", |status| status.as_str());
        text(self.context.strings(self.lang).label("statuses", name))
    }
}

fn text(text: impl Into<String>) -> FollowUpCell {
    FollowUpCell { day: None, links: Vec::new(), text: text.into() }
}

fn day(day: Date) -> FollowUpCell {
    FollowUpCell { day: Some(day), ..text("") }
}

fn links(links: Vec<Link<'static>>) -> FollowUpCell {
    FollowUpCell { links, ..text("") }
}

/// The names of a list's columns.
fn columns(list: List) -> &'static [&'static str] {
    match list {
        List::Overdue => &["page", "kind", "owner", "was_due", "days_late"],
        List::Due => &["page", "kind", "owner", "due", "days_left"],
        List::Expired => &["page", "kind", "owner", "held_to", "days_since"],
        List::Waiting => &["page", "kind", "owner", "from", "days_left"],
        List::Late => &["unit", "quarter", "planned", "done", "late", "not_reported", "missing"],
        List::Changed => &["page", "kind", "owner", "reviewed"],
        List::Suspect => &["page", "kind", "owner", "reviewed", "basis"],
        List::Drafts => &["page", "kind", "owner", "status"],
        List::Undecided | List::Ownerless => &["page", "kind", "owner"],
        List::Unaccounted => &["task", "page", "doing"],
        List::Gaps => &["paragraph", "chapter", "owner", "why"],
        List::Obsolete => &["page", "kind", "owner", "linked_from"],
    }
}
