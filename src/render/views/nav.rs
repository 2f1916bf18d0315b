//! Menus, trails and contents.

use crate::diagnostic::Diagnostic;
use crate::document::model::Heading;
use crate::render::renderer::Renderer;
use crate::render::url::encode;
use crate::render::values::map;
use crate::site::PageIx;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tera::{Context, Map, Value};

/// A section with more pages than this is not listed beside each of them: the lists together would outgrow the text.
const MAX_LISTED: usize = 150;

/// Main menu entries when the configuration names none.
const MAX_MENU: usize = 8;

/// The component that lists a section's pages.
const COMPONENT: &str = "nav_tree";

/// Stand around a page's number where its link may be marked as the current one. Unicode gives these signs to nobody.
const MARK: [char; 2] = ['\u{FDD0}', '\u{FDD1}'];

/// The side navigations of a site. The list of a section is the same on all of its pages but for one mark, and long:
/// it is rendered once, and where that mark may stand is remembered.
#[derive(Default)]
pub(in crate::render) struct Navs {
    /// `None`: the section has no list.
    rendered: Mutex<HashMap<Beside, Option<Arc<Nav>>>>,
}

/// The pages that have one list: those of a section, in a language, with a way of one length to the root.
type Beside = (PageIx, usize, usize);

/// A section's list.
pub(in crate::render) struct Nav {
    title: Value,
    url: Value,
    html: String,
    /// Places in the HTML where a page's link is marked, with that page.
    marks: Vec<(usize, PageIx)>,
}

impl Navs {
    /// The navigation beside `page`, which links to the site's root by `root`.
    pub fn of(&self, renderer: &Renderer, page: PageIx, root: &str) -> Result<Option<Arc<Nav>>, Diagnostic> {
        let p = &renderer.site.pages[page];
        let section = if p.is_section { Some(page) } else { p.parent };
        let Some(section) = section else { return Ok(None) };
        let key: Beside = (section, p.lang, root.len());
        let known = self.rendered.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        let nav = match known {
            Some(nav) => nav,
            None => {
                // Two threads may both render it: they come to the same.
                let nav = renderer.make_nav(section, page, root)?.map(Arc::new);
                self.rendered.lock().unwrap_or_else(PoisonError::into_inner).insert(key, nav.clone());
                nav
            }
        };
        Ok(nav)
    }
}

impl Nav {
    /// As a template sees it, with the links to `page` marked.
    pub fn value(&self, page: PageIx) -> Value {
        let mut html = String::with_capacity(self.html.len() + 32);
        let mut from = 0;
        for (at, _) in self.marks.iter().filter(|(_, marked)| *marked == page) {
            html.push_str(&self.html[from..*at]);
            html.push_str(" aria-current=\"page\"");
            from = *at;
        }
        html.push_str(&self.html[from..]);
        let (title, url) = (self.title.clone(), self.url.clone());
        Value::from(map! { "title" => title, "url" => url, "html" => Value::safe_string(&html) })
    }
}

impl Renderer {
    fn nav_item(&self, page: PageIx) -> Map {
        let p = &self.site.pages[page];
        map! {
            "title" => p.title(),
            "url" => encode(&p.url),
            "id" => p.id.as_str(),
            "description" => p.fields().description.as_deref(),
        }
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
        pages.into_iter().map(|p| Value::from(self.nav_item(p))).collect()
    }

    /// The side navigation for pages of `section`: its top section, unfolded along the way down to it. `page` is the
    /// first of them that asks.
    fn make_nav(&self, section: PageIx, page: PageIx, root: &str) -> Result<Option<Nav>, Diagnostic> {
        let mut trail = self.site.trail(section);
        trail.push(section);
        // The first is the start page, whose own pages are the menu.
        let Some(top) = trail.get(1) else { return Ok(None) };
        let items = self.branch(*top, &trail);
        if items.is_empty() {
            return Ok(None);
        }
        let asking = &self.site.pages[page];
        let mut args = Context::new();
        args.insert_value("items", Value::from(items));
        let implicits = self.implicits(asking.lang, root);
        let marked = self
            .theme
            .tera
            .render_component_with_implicits(COMPONENT, &args, &implicits, None, true)
            .map_err(|e| self.theme.error(&e, Some(&asking.doc.file)))?;
        let (html, marks) = parted(&marked);
        let p = &self.site.pages[*top];
        Ok(Some(Nav { title: Value::from(p.title()), url: Value::from(encode(&p.url)), html, marks }))
    }

    fn branch(&self, section: PageIx, trail: &[PageIx]) -> Vec<Value> {
        let children = &self.site.pages[section].children;
        let pages = children.iter().filter(|c| !self.site.pages[**c].is_section).count();
        children
            .iter()
            .filter(|c| pages <= MAX_LISTED || self.site.pages[**c].is_section)
            .map(|c| {
                let open = trail.contains(c) && self.site.pages[*c].is_section;
                let mut item = self.nav_item(*c);
                item.extend(map! {
                    "mark" => format!("{}{c}{}", MARK[0], MARK[1]),
                    "open" => open,
                    "children" => if open { self.branch(*c, trail) } else { Vec::new() },
                });
                Value::from(item)
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

/// HTML without the numbers of pages that stand between [`MARK`]s, and where they stood.
fn parted(marked: &str) -> (String, Vec<(usize, PageIx)>) {
    let mut html = String::with_capacity(marked.len());
    let mut marks = Vec::new();
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once(MARK[0]) {
        let Some((number, after)) = after.split_once(MARK[1]) else { break };
        let Ok(page) = number.parse() else { break };
        html.push_str(before);
        marks.push((html.len(), page));
        rest = after;
    }
    html.push_str(rest);
    (html, marks)
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
