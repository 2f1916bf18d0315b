//! The side navigations of a site.

use super::model::parts::{Nav, NavItem};
use super::model::shared::value;
use super::site_context::SiteContext;
use super::site_view::menu_item;
use super::template_renderer::{Caller, TemplateRenderer};
use super::url::encode;
use crate::diagnostic::Diagnostic;
use crate::site::PageIx;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tera::{Context, Value};

/// A section with more pages than this is not listed on each of them: the lists together would outgrow the text.
const MAX_LISTED: usize = 150;

/// The component that lists a section's pages.
const COMPONENT: &str = "nav_tree";

/// Stand around a page's number where its link may be marked as the current one. Unicode gives these signs to nobody.
const PAGE_MARK: [char; 2] = ['\u{FDD0}', '\u{FDD1}'];

/// Makes side navigations. The list of a section is the same on all of its pages but for one mark, and long: it is
/// rendered once, and where that mark may stand is remembered.
pub(super) struct Navigation {
    context: Arc<SiteContext>,
    templates: Arc<TemplateRenderer>,
    /// `None`: the section has no list.
    rendered: Mutex<HashMap<ListKey, Option<Arc<List>>>>,
}

/// The pages that have one list: those of a section, in a language, with a way of one length to the root.
type ListKey = (PageIx, usize, usize);

/// A section's list.
struct List {
    title: String,
    url: String,
    html: String,
    /// Places in the HTML where a page's link is marked, with that page.
    marks: Vec<(usize, PageIx)>,
}

impl Navigation {
    pub(super) fn new(context: Arc<SiteContext>, templates: Arc<TemplateRenderer>) -> Navigation {
        Navigation { context, templates, rendered: Mutex::default() }
    }

    /// The navigation shown on `page`, which links to the site's root by `root`: that of the section it lies in.
    ///
    /// # Errors
    /// A finding when its component cannot be rendered.
    pub(super) fn of_page(&self, page: PageIx, root: &str) -> Result<Option<Nav>, Diagnostic> {
        let p = &self.context.site.pages[page];
        let section = if p.is_section { Some(page) } else { p.parent };
        let Some(section) = section else { return Ok(None) };
        let key: ListKey = (section, p.lang, root.len());
        let known = self.rendered.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        let list = match known {
            Some(list) => list,
            None => {
                // Two threads may both render it: they come to the same.
                let list = self.list(section, page, root)?.map(Arc::new);
                self.rendered.lock().unwrap_or_else(PoisonError::into_inner).insert(key, list.clone());
                list
            }
        };
        Ok(list.map(|list| list.for_page(page)))
    }

    /// The list for pages of `section`: its top section, unfolded along the way down to it. `page` is the first of them
    /// that asks.
    fn list(&self, section: PageIx, page: PageIx, root: &str) -> Result<Option<List>, Diagnostic> {
        let site = &self.context.site;
        let mut trail = site.trail(section);
        trail.push(section);
        // The first is the start page, whose own pages are the menu.
        let Some(top) = trail.get(1) else { return Ok(None) };
        let items = self.branch(*top, &trail);
        if items.is_empty() {
            return Ok(None);
        }
        let asking = &site.pages[page];
        let mut arguments = Context::new();
        arguments.insert_value("items", value(&items));
        let caller = Caller { lang: asking.lang, root, file: &asking.doc.file };
        let (html, marks) = without_marks(&self.templates.component(COMPONENT, &arguments, None, caller)?);
        let top = &site.pages[*top];
        Ok(Some(List { title: top.title().to_owned(), url: encode(&top.url), html, marks }))
    }

    fn branch(&self, section: PageIx, trail: &[PageIx]) -> Vec<NavItem<'_>> {
        let site = &self.context.site;
        let children = &site.pages[section].children;
        let pages = children.iter().filter(|c| !site.pages[**c].is_section).count();
        children
            .iter()
            .filter(|c| pages <= MAX_LISTED || site.pages[**c].is_section)
            .map(|c| {
                let open = trail.contains(c) && site.pages[*c].is_section;
                NavItem {
                    page: menu_item(&self.context, *c),
                    mark: format!("{}{c}{}", PAGE_MARK[0], PAGE_MARK[1]),
                    open,
                    children: if open { self.branch(*c, trail) } else { Vec::new() },
                }
            })
            .collect()
    }
}

impl List {
    /// As a template sees it on `page`, with the links to that page marked.
    fn for_page(&self, page: PageIx) -> Nav {
        let mut html = String::with_capacity(self.html.len() + 32);
        let mut from = 0;
        for (at, _) in self.marks.iter().filter(|(_, marked)| *marked == page) {
            html.push_str(&self.html[from..*at]);
            html.push_str(" aria-current=\"page\"");
            from = *at;
        }
        html.push_str(&self.html[from..]);
        Nav { title: self.title.clone(), url: self.url.clone(), html: Value::safe_string(&html) }
    }
}

/// HTML without the numbers of pages that stand between [`PAGE_MARK`]s, and where they stood.
fn without_marks(marked: &str) -> (String, Vec<(usize, PageIx)>) {
    let mut html = String::with_capacity(marked.len());
    let mut marks = Vec::new();
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once(PAGE_MARK[0]) {
        let Some((number, after)) = after.split_once(PAGE_MARK[1]) else { break };
        let Ok(page) = number.parse() else { break };
        html.push_str(before);
        marks.push((html.len(), page));
        rest = after;
    }
    html.push_str(rest);
    (html, marks)
}
