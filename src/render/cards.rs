//! Checklists on paper, and the page to which the code on the paper leads.

use super::body::Place;
use super::cut::{without, without_ids};
use super::qr;
use super::renderer::Renderer;
use super::url::{encode, root};
use super::views::{View, set};
use crate::base::percent;
use crate::diagnostic::Diagnostic;
use crate::plan::{CardFormat, Target, crisis_cards, scan_url};
use crate::site::PageIx;
use tera::value::Key;
use tera::{Map, Value};

impl Renderer {
    /// What a checklist needs for paper: its code and the ways to its cards.
    pub(in crate::render) fn on_paper(&self, ix: PageIx, view: &mut Map) {
        let page = &self.site.pages[ix];
        let (address, code) = self.codes[ix].get_or_init(|| self.code(ix)).clone();
        set(view, "qr", code);
        set(view, "scan_address", address);
        let paths = &self.paths[page.lang];
        set(view, "wall_url", encode(&format!("{}{}/", page.url, paths.wall)));
        set(view, "pocket_url", encode(&format!("{}{}/", page.url, paths.pocket)));
    }

    /// Where the code of a checklist leads, and its drawing. It stands on up to seven pages and is drawn once.
    fn code(&self, ix: PageIx) -> (Value, Value) {
        let page = &self.site.pages[ix];
        let query = url_query(page.fields().version.as_deref().unwrap_or(""));
        let Some(url) = self.absolute(&scan_url(&self.site, ix)) else { return (Value::none(), Value::none()) };
        let address = format!("{url}{query}");
        let label = self.strings(page.lang).get("qr_label").replace("{title}", page.title());
        let code = qr::svg(&address, &label).map_or_else(Value::none, Value::from);
        (Value::from(address), code)
    }

    /// One checklist as a card: what stands on it, without ids, since several may stand on one page.
    fn card(&self, ix: PageIx, target: &Target) -> Result<Map, Diagnostic> {
        let page = &self.site.pages[ix];
        let root = root(&target.url);
        let place = Place { depth: 1, ..self.place(ix, target, &root) };
        let mut card = self.page_ref(ix).into_map().unwrap_or_default();
        self.checklist(ix, place, &mut card)?;
        for key in ["intro", "outro"] {
            let html = card.get(&Key::Str(key)).and_then(Value::as_str).map(bare);
            set(&mut card, key, html);
        }
        let phases = card.get(&Key::Str("phases")).and_then(Value::as_array).map(<[Value]>::to_vec).unwrap_or_default();
        let phases: Vec<Value> = phases
            .into_iter()
            .filter_map(|phase| {
                let mut phase = phase.into_map()?;
                let html = phase.get(&Key::Str("html")).and_then(Value::as_str).map(bare);
                set(&mut phase, "html", html);
                Some(Value::from(phase))
            })
            .collect();
        set(&mut card, "phases", phases);
        let f = page.fields();
        set(&mut card, "validity", self.validity(page));
        set(&mut card, "owner", self.reference(page.lang, f.owner.as_ref()));
        set(&mut card, "questions", self.contacts(&f.questions));
        set(&mut card, "sample", f.sample.unwrap_or(self.site.config.site.sample));
        self.on_paper(ix, &mut card);
        Ok(card)
    }

    pub(in crate::render) fn card_view(
        &self,
        ix: PageIx,
        format: CardFormat,
        target: &Target,
    ) -> Result<View, Diagnostic> {
        let page = &self.site.pages[ix];
        let strings = self.strings(page.lang);
        let card = self.card(ix, target)?;
        let title = strings.label("card_titles", format.as_str()).replace("{title}", page.title());
        let own = self.absolute(&page.url);
        let mut view = self.cards_page(vec![Value::from(card)], page.lang, format, title, target);
        set(&mut view.page, "canonical", own);
        set(&mut view.page, "owner", self.page_ref(ix));
        view.source = Some(ix);
        Ok(view)
    }

    pub(in crate::render) fn cards_view(
        &self,
        lang: usize,
        format: CardFormat,
        target: &Target,
    ) -> Result<View, Diagnostic> {
        let cards = crisis_cards(&self.site, lang);
        let cards: Result<Vec<Value>, _> =
            cards.into_iter().map(|ix| Ok(Value::from(self.card(ix, target)?))).collect();
        let title = self.strings(lang).label("all_cards", format.as_str()).to_owned();
        Ok(self.cards_page(cards?, lang, format, title, target))
    }

    fn cards_page(&self, cards: Vec<Value>, lang: usize, format: CardFormat, title: String, target: &Target) -> View {
        let mut view = self.simple("cards", "all_pages", lang, target);
        set(&mut view.page, "title", title);
        set(&mut view.page, "format", format.as_str());
        set(&mut view.page, "cards", cards);
        set(&mut view.page, "robots", "noindex, nofollow");
        set(&mut view.page, "owner", Value::none());
        view
    }

    /// The file with every card carries its own style and scripts nothing: it is mailed, and put on telephones.
    pub(in crate::render) fn cards_file_view(&self, target: &Target) -> Result<View, Diagnostic> {
        let mut view = self.cards_view(0, CardFormat::Page, target)?;
        for (key, names) in
            [("styles", &["ledfyr.css", "cards.css", "sheets.css"][..]), ("paper_styles", &["print.css"])]
        {
            let files = names.iter().filter_map(|name| self.theme.files.iter().find(|f| f.name == *name));
            let css: String = files.map(|f| String::from_utf8_lossy(&f.bytes)).collect();
            // Nothing in a style sheet may end the element that it stands in.
            view.page.insert(Key::Str(key), Value::from(css.replace("</", "<\\/")));
        }
        set(&mut view.page, "robots", "noindex, nofollow");
        Ok(View { template: "cards-file.html".to_owned(), ..view })
    }

    pub(in crate::render) fn scan_view(&self, ix: PageIx, target: &Target) -> View {
        let page = &self.site.pages[ix];
        let f = page.fields();
        let mut view = self.simple("scan", "scan_title", page.lang, target);
        set(&mut view.page, "title", page.title());
        set(&mut view.page, "card", self.page_ref(ix));
        set(&mut view.page, "validity", self.validity(page));
        set(&mut view.page, "owner", self.reference(page.lang, f.owner.as_ref()));
        set(&mut view.page, "questions", self.contacts(&f.questions));
        set(&mut view.page, "robots", "noindex, nofollow");
        self.on_paper(ix, &mut view.page);
        view
    }

    pub(in crate::render) fn offline_view(&self, lang: usize, target: &Target) -> View {
        let mut view = self.simple("offline", "offline_title", lang, target);
        set(&mut view.page, "cards", self.page_refs(&crisis_cards(&self.site, lang)));
        set(&mut view.page, "robots", "noindex, nofollow");
        view
    }
}

/// `?v=1.0`, or nothing for a card without version.
fn url_query(version: &str) -> String {
    if version.is_empty() {
        return String::new();
    }
    format!("?v={}", percent::encode(version, percent::PART))
}

/// HTML without ids, without the links to headings that go by them, and without what names steps for a run.
fn bare(html: &str) -> String {
    let html = without(&without_ids(html), " data-step=\"");
    let mut out = String::with_capacity(html.len());
    let mut rest = html.as_str();
    while let Some(at) = rest.find("<a class=\"anchor\"") {
        out.push_str(&rest[..at]);
        rest = rest[at..].find("</a>").map_or("", |end| &rest[at + end + 4..]);
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_stand_in_addresses() {
        assert_eq!(url_query("1.0"), "?v=1.0");
        assert_eq!(url_query("2 å"), "?v=2%20%C3%A5");
        assert_eq!(url_query(""), "");
    }

    #[test]
    fn a_card_has_no_ids() {
        let html = "<h3 id=\"fly\">Fly<a class=\"anchor\" href=\"#fly\" aria-label=\"x\"></a></h3><p>Ut</p>";
        assert_eq!(bare(html), "<h3>Fly</h3><p>Ut</p>");
        assert_eq!(bare("<li class=\"task\" data-step=\"steg-larma\">Larma</li>"), "<li class=\"task\">Larma</li>");
    }
}
