//! Checklists on paper, and the page to which the code on the paper leads.

use super::base::{HIDDEN, common, generated};
use super::builder::ViewBuilder;
use super::facts::contacts;
use super::page::validity;
use crate::diagnostic::Diagnostic;
use crate::plan::{CardFormat, TargetKind, crisis_cards};
use crate::render::body::Placement;
use crate::render::model::cards::{Card, CardsPage, ScanPage};
use crate::render::model::page::{Own, View};
use crate::render::model::parts::Link;
use crate::render::url::root;
use crate::site::PageIx;
use std::borrow::Cow;

impl ViewBuilder {
    /// A checklist on a page of its own.
    pub(super) fn card(&self, ix: PageIx, format: CardFormat, url: &str) -> Result<View<'_>, Diagnostic> {
        let page = &self.context.site.pages[ix];
        let strings = self.context.strings(page.lang);
        let title = strings.label("card_titles", format.as_str()).replace("{title}", page.title());
        let mut view = self.cards_page(vec![self.on_card(ix, url)?], page.lang, format, title.into(), url);
        view.page.common.canonical = self.context.absolute(&page.url);
        view.page.common.owner = Some(self.context.page_ref(ix));
        view.source = Some(ix);
        Ok(view)
    }

    /// All checklists of a language for a crisis.
    pub(super) fn cards(&self, lang: usize, format: CardFormat, url: &str) -> Result<View<'_>, Diagnostic> {
        let cards = crisis_cards(&self.context.governance, lang);
        let cards = cards.into_iter().map(|ix| self.on_card(ix, url)).collect::<Result<_, _>>()?;
        let title = self.context.strings(lang).label("all_cards", format.as_str());
        let mut view = self.cards_page(cards, lang, format, title.into(), url);
        if format == CardFormat::Page {
            view.page.common.robots = common(&self.context, url, lang).robots;
        }
        if let Own::Cards(page) = &mut view.page.own {
            page.formats = self.formats(lang);
        }
        Ok(view)
    }

    /// The ways to print all cards.
    fn formats(&self, lang: usize) -> Vec<Link<'_>> {
        let strings = self.context.strings(lang);
        let one = |format: &CardFormat| {
            let url = self.context.planned(&TargetKind::Cards(lang, *format))?;
            Some(Link { title: strings.label("all_cards", format.as_str()).into(), url })
        };
        CardFormat::ALL.iter().filter_map(one).collect()
    }

    fn cards_page<'a>(
        &'a self,
        cards: Vec<Card<'a>>,
        lang: usize,
        format: CardFormat,
        title: Cow<'a, str>,
        url: &str,
    ) -> View<'a> {
        let own = Own::Cards(CardsPage {
            format: format.as_str(),
            cards,
            formats: Vec::new(),
            styles: None,
            paper_styles: None,
        });
        let mut view = generated(&self.context, "cards", "all_pages", lang, url, own);
        view.page.common.title = title;
        view.page.common.robots = Some(HIDDEN);
        view
    }

    /// The file with every card carries its own style and scripts nothing: it is mailed, and put on telephones.
    pub(super) fn cards_file(&self, url: &str) -> Result<View<'_>, Diagnostic> {
        let mut view = self.cards(0, CardFormat::Page, url)?;
        if let Own::Cards(page) = &mut view.page.own {
            page.styles = Some(self.styles(&["ledfyr.css", "cards.css", "sheets.css"]));
            page.paper_styles = Some(self.styles(&["print.css"]));
        }
        Ok(View { template: "cards-file.html".to_owned(), ..view })
    }

    fn styles(&self, names: &[&str]) -> String {
        let files = names.iter().filter_map(|name| self.context.theme.files.iter().find(|f| f.name == *name));
        let css: String = files.map(|f| String::from_utf8_lossy(&f.bytes)).collect();
        // Nothing in a style sheet may end the element that it stands in.
        css.replace("</", "<\\/")
    }

    /// What stands on the card of a checklist: no ids, since several may stand on one page.
    fn on_card(&self, ix: PageIx, url: &str) -> Result<Card<'_>, Diagnostic> {
        let context = &*self.context;
        let page = &context.site.pages[ix];
        let f = page.fields();
        let root = root(url);
        let placement = Placement { depth: 1, on_card: true, ..self.placement(ix, url, &root) };
        Ok(Card {
            page: context.page_ref(ix),
            checklist: self.checklist(ix, placement)?,
            validity: validity(context, page),
            owner: context.reference(page.lang, f.owner.as_ref()),
            questions: contacts(context, &f.questions),
            sample: f.sample.unwrap_or(context.site.config.site.sample),
            on_paper: self.codes.on_paper(context, ix),
        })
    }

    pub(super) fn scan(&self, ix: PageIx, url: &str) -> View<'_> {
        let context = &*self.context;
        let page = &context.site.pages[ix];
        let f = page.fields();
        let own = Own::Scan(ScanPage { card: context.page_ref(ix), on_paper: self.codes.on_paper(context, ix) });
        let mut view = generated(context, "scan", "scan_title", page.lang, url, own);
        let common = &mut view.page.common;
        common.title = page.title().into();
        common.validity = validity(context, page);
        common.owner = context.reference(page.lang, f.owner.as_ref());
        common.questions = contacts(context, &f.questions);
        common.robots = Some(HIDDEN);
        view
    }
}
