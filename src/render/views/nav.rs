//! Menus, trails and contents.

use crate::document::model::Heading;
use crate::render::renderer::Renderer;
use crate::render::url::encode;
use crate::render::values::map;
use crate::site::PageIx;
use tera::{Map, Value};

/// A section with more pages than this is not listed beside each of them: the lists together would outgrow the text.
const MAX_LISTED: usize = 150;

/// Main menu entries when the configuration names none.
const MAX_MENU: usize = 8;

impl Renderer {
    fn nav_item(&self, page: PageIx, children: Vec<Value>) -> Value {
        let p = &self.site.pages[page];
        Value::from(map! {
            "title" => p.title(),
            "url" => encode(&p.url),
            "id" => p.id.as_str(),
            "description" => p.fields().description.as_deref(),
            "children" => children,
        })
    }

    /// The main menu: the configured pages, else the sections at the top, else the first pages.
    pub(in crate::render) fn menu(&self, lang: usize) -> Vec<Value> {
        let configured = &self.site.config.menu.pages;
        let pages: Vec<PageIx> = if configured.is_empty() {
            let top = self.site.languages[lang].home.map_or(&[][..], |h| &self.site.pages[h].children);
            let sections: Vec<PageIx> = top.iter().copied().filter(|p| self.site.pages[*p].is_section).collect();
            let chosen = if sections.is_empty() { top.to_vec() } else { sections };
            chosen.into_iter().take(MAX_MENU).collect()
        } else {
            let find = |id: &String| self.site.page_by_id(lang, id);
            let found = configured.iter().filter_map(find);
            // A menu leads to pages in its own language, where there is at least one.
            let (own, other): (Vec<_>, Vec<_>) = found.partition(|p| self.site.pages[*p].lang == lang);
            if own.is_empty() { other } else { own }
        };
        pages.into_iter().map(|p| self.nav_item(p, Vec::new())).collect()
    }

    /// The side navigation for pages of `section`: its top section, unfolded along the way down to it.
    pub(in crate::render) fn make_nav(&self, section: PageIx) -> Option<Value> {
        let mut trail = self.site.trail(section);
        trail.push(section);
        // The first is the start page, whose own pages are the menu.
        let top = *trail.get(1)?;
        let items = self.branch(top, &trail);
        let p = &self.site.pages[top];
        (!items.is_empty())
            .then(|| Value::from(map! { "title" => p.title(), "url" => encode(&p.url), "items" => items }))
    }

    fn branch(&self, section: PageIx, trail: &[PageIx]) -> Vec<Value> {
        let children = &self.site.pages[section].children;
        let pages = children.iter().filter(|c| !self.site.pages[**c].is_section).count();
        children
            .iter()
            .filter(|c| pages <= MAX_LISTED || self.site.pages[**c].is_section)
            .map(|c| {
                let open = trail.contains(c) && self.site.pages[*c].is_section;
                self.nav_item(*c, if open { self.branch(*c, trail) } else { Vec::new() })
            })
            .collect()
    }

    /// From the start page to the page's parent.
    pub(super) fn breadcrumbs(&self, page: PageIx) -> Vec<Value> {
        let trail = self.site.trail(page);
        trail
            .into_iter()
            .map(|ix| {
                let p = &self.site.pages[ix];
                Value::from(map! { "title" => p.title(), "url" => encode(&p.url) })
            })
            .collect()
    }
}

/// The contents of a page as a tree, second and third level.
pub(super) fn toc(headings: &[Heading]) -> Vec<Value> {
    let mut tree: Vec<(Map, Vec<Value>)> = Vec::new();
    for h in headings.iter().filter(|h| h.top && h.level <= 3) {
        let item = map! { "level" => h.level, "id" => h.id.as_str(), "title" => h.text.as_str() };
        match tree.last_mut() {
            Some((_, children)) if h.level == 3 => {
                let mut item = item;
                item.insert(tera::value::Key::Str("children"), Value::from(Vec::<Value>::new()));
                children.push(Value::from(item));
            }
            _ => tree.push((item, Vec::new())),
        }
    }
    tree.into_iter()
        .map(|(mut item, children)| {
            item.insert(tera::value::Key::Str("children"), Value::from(children));
            Value::from(item)
        })
        .collect()
}
