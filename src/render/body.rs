//! A body made whole: links, images, shortcodes and the theme's words put in their places.

use super::site_context::SiteContext;
use super::template_engine::TemplateEngine;
use super::terms::Terms;
use super::url::encode;
use crate::base::html::escape_into;
use crate::diagnostic::Diagnostic;
use crate::document::model::Part;
use crate::document::prose::Prose;
use crate::site::{PageIx, Resolved};
use std::sync::Arc;

/// Where a body is shown.
#[derive(Clone, Copy)]
pub(super) struct Placement<'a> {
    /// The page whose body it is.
    pub page: PageIx,
    /// The URL of the page that is being written: not the body's own when it is included.
    pub url: &'a str,
    pub root: &'a str,
    /// The language of the page that is being written.
    pub lang: usize,
    pub depth: usize,
}

/// Makes bodies whole.
pub(super) struct BodyRenderer {
    pub(super) context: Arc<SiteContext>,
    pub(super) engine: Arc<TemplateEngine>,
    /// By language: the terms of its glossaries.
    pub(super) terms: Vec<Terms>,
}

impl BodyRenderer {
    pub(super) fn new(context: Arc<SiteContext>, engine: Arc<TemplateEngine>) -> BodyRenderer {
        let terms = (0..context.site.languages.len()).map(|lang| Terms::of(&context.site, lang)).collect();
        BodyRenderer { context, engine, terms }
    }

    /// HTML of `parts`, which are of the prose of `placement.page` or point into it.
    pub(super) fn html(&self, prose: &Prose, parts: &[Part], placement: Placement<'_>) -> Result<String, Diagnostic> {
        let mut stack: Vec<(usize, String)> = Vec::new();
        let mut out =
            String::with_capacity(parts.iter().map(|p| if let Part::Html(h) = p { h.len() } else { 80 }).sum());
        let page = &self.context.site.pages[placement.page];
        let body = &page.doc.body;
        let strings = self.context.strings(placement.lang);
        let mut caption: Option<&str> = None;
        for part in parts {
            match part {
                Part::Html(range) => {
                    let html = prose.html(range);
                    match caption.take().and_then(|c| Some((c, html.find("<table>")? + 7))) {
                        // Read out to those who go from table to table; to others the heading above says it.
                        Some((title, at)) => {
                            out.push_str(&html[..at]);
                            out.push_str("<caption class=\"visually-hidden\">");
                            escape_into(&mut out, title);
                            out.push_str("</caption>");
                            out.push_str(&html[at..]);
                        }
                        None => out.push_str(html),
                    }
                }
                Part::LinkAttributes(i) => self.link(page.links.get(i.n()), placement, &mut out),
                Part::LinkNote(i) => {
                    self.link_note(page.links.get(i.n()), body.links[i.n()].untitled, placement, &mut out)
                }
                Part::RawUrl(i) => self.address(page.links.get(i.n()), placement, &mut out),
                Part::Image(i) => self.image(placement.page, i.n(), placement.root, &mut out),
                Part::HeadingMark(_) => {}
                Part::Anchor(i) => {
                    let heading = &body.headings[i.n()];
                    out.push_str("<a class=\"anchor\" href=\"#");
                    escape_into(&mut out, &heading.id);
                    out.push_str("\" aria-label=\"");
                    titled(&mut out, strings.get("body_anchor"), &heading.text);
                    out.push_str("\"></a>");
                }
                Part::TableLabel(heading) => {
                    let title = heading.map_or(page.title(), |h| body.headings[h.n()].text.as_str());
                    caption = Some(title);
                    out.push_str(" aria-label=\"");
                    titled(&mut out, strings.get("table_named"), title);
                    out.push('"');
                }
                Part::Word(word) => escape_into(&mut out, strings.get(word.key())),
                Part::Shortcode(i) => {
                    let html = self.shortcode(&body.shortcodes[i.n()], None, placement)?;
                    out.push_str(&html);
                }
                Part::ShortcodeOpen(i) => stack.push((i.n(), std::mem::take(&mut out))),
                Part::ShortcodeClose(i) => {
                    let Some((opened, before)) = stack.pop() else { continue };
                    debug_assert_eq!(opened, i.n());
                    let inner = std::mem::replace(&mut out, before);
                    let html = self.shortcode(&body.shortcodes[i.n()], Some(inner), placement)?;
                    out.push_str(&html);
                }
            }
        }
        Ok(out)
    }

    fn link(&self, to: Option<&Resolved>, placement: Placement<'_>, out: &mut String) {
        let note = match to {
            Some(Resolved::Page { page, .. }) => {
                let lang = self.context.site.pages[*page].lang;
                (lang != placement.lang).then(|| &self.context.site.languages[lang].code)
            }
            _ => None,
        };
        let broken = match to {
            Some(Resolved::Asset(a)) => self.context.assets.get(*a).is_none(),
            Some(Resolved::Broken) | None => true,
            _ => false,
        };
        if broken {
            out.push_str(" class=\"broken-link\"");
            return;
        }
        out.push_str(" href=\"");
        self.address(to, placement, out);
        out.push('"');
        if let Some(Resolved::Page { page, anchor: _ }) = to {
            self.preview(*page, placement, out);
        }
        match (to, note) {
            (_, Some(code)) => {
                out.push_str(" class=\"other-lang\" hreflang=\"");
                escape_into(out, code);
                out.push('"');
            }
            (Some(Resolved::External(url)), _) if url.starts_with("http") || url.starts_with("//") => {
                out.push_str(" class=\"external\" rel=\"noopener\"");
            }
            _ => {}
        }
    }

    /// What a page is about, for the script that shows it beside a link. Not fetched: a disk has no server to ask.
    fn preview(&self, page: PageIx, placement: Placement<'_>, out: &mut String) {
        let target = &self.context.site.pages[page];
        if let Some(description) = target.fields().description.as_ref().filter(|_| target.url != placement.url) {
            out.push_str(" data-preview=\"");
            escape_into(out, target.title());
            out.push('\n');
            escape_into(out, description);
            out.push('"');
        }
    }

    fn address(&self, to: Option<&Resolved>, placement: Placement<'_>, out: &mut String) {
        match to {
            Some(Resolved::Page { page, anchor }) => {
                let url = &self.context.site.pages[*page].url;
                if url != placement.url || anchor.is_none() {
                    out.push_str(placement.root);
                    escape_into(out, &encode(url));
                }
                if let Some(anchor) = anchor {
                    out.push('#');
                    escape_into(out, &encode(anchor));
                }
            }
            Some(Resolved::Asset(a)) => {
                out.push_str(placement.root);
                escape_into(out, &encode(&self.context.site.assets[*a].url));
            }
            Some(Resolved::External(url)) => escape_into(out, &encode(url)),
            Some(Resolved::Anchor(anchor)) => {
                // Text that is shown on another page still points to the placement on its own.
                let own = &self.context.site.pages[placement.page].url;
                if own != placement.url && placement.depth > 0 {
                    out.push_str(placement.root);
                    escape_into(out, &encode(own));
                }
                out.push('#');
                escape_into(out, &encode(anchor));
            }
            Some(Resolved::Broken) | None => {}
        }
    }

    /// A wiki link's title, and the language that it leads to when that is another.
    fn link_note(&self, to: Option<&Resolved>, untitled: bool, placement: Placement<'_>, out: &mut String) {
        let Some(Resolved::Page { page, .. }) = to else { return };
        let target = &self.context.site.pages[*page];
        if untitled {
            // The parser wrote the id as the link's text; readers are shown the title.
            if let Some(start) = out.rfind('>').map(|i| i + 1) {
                out.truncate(start);
            }
            escape_into(out, &self.context.in_language(target.lang, target.title()));
        }
        if target.lang != placement.lang {
            let language = &self.context.site.languages[target.lang];
            out.push_str(" <span class=\"lang-note\">(");
            match self.context.strings(placement.lang).find("in_languages", &language.code) {
                Some(words) => escape_into(out, words),
                None => escape_into(out, &self.context.in_language(target.lang, &language.name)),
            }
            out.push_str(")</span>");
        }
    }

    fn image(&self, page: PageIx, i: usize, root: &str, out: &mut String) {
        let page = &self.context.site.pages[page];
        let image = &page.doc.body.images[i];
        let asset = page.images.get(i).copied().flatten().and_then(|a| Some((a, self.context.assets.get(a)?)));
        let Some((ix, prepared)) = asset else {
            out.push_str("<span class=\"missing-image\">");
            escape_into(out, &image.alt);
            out.push_str("</span>");
            return;
        };
        out.push_str("<img src=\"");
        out.push_str(root);
        escape_into(out, &encode(&self.context.site.assets[ix].url));
        out.push_str("\" alt=\"");
        escape_into(out, &image.alt);
        out.push('"');
        if let Some(title) = &image.title {
            out.push_str(" title=\"");
            escape_into(out, title);
            out.push('"');
        }
        if let Some((width, height)) = prepared.size {
            out.push_str(&format!(" width=\"{width}\" height=\"{height}\""));
        }
        out.push_str(" loading=\"lazy\" decoding=\"async\">");
    }
}

/// Writes a string of the theme with `{title}` in its placement, escaped.
fn titled(out: &mut String, string: &str, title: &str) {
    match string.split_once("{title}") {
        Some((before, after)) => {
            escape_into(out, before);
            escape_into(out, title);
            escape_into(out, after);
        }
        None => escape_into(out, string),
    }
}
