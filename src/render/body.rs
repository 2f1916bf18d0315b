//! A body made whole: links, images, shortcodes and the theme's words put in their places.

use super::html::{Attribute, Node, close, open, owned, read, text, write};
use super::site_context::SiteContext;
use super::template_engine::TemplateEngine;
use super::terms::Terms;
use super::url::encode;
use crate::body::prose::Prose;
use crate::body::tree::{self, Hole, Nth};
use crate::diagnostic::Diagnostic;
use crate::site::PageIx;
use std::borrow::Cow;
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
    /// On a card, of which several stand on one page: without ids, and without what goes by them.
    pub on_card: bool,
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

    /// HTML of `nodes`, which are of the prose of `placement.page`.
    pub(super) fn html(
        &self,
        prose: &Prose,
        nodes: &[tree::Node],
        placement: Placement<'_>,
    ) -> Result<String, Diagnostic> {
        Ok(write(&self.nodes(prose, nodes, placement)?))
    }

    /// `nodes`, which are of the prose of `placement.page`, with their holes filled.
    pub(super) fn nodes<'a>(
        &self,
        prose: &'a Prose,
        nodes: &[tree::Node],
        placement: Placement<'_>,
    ) -> Result<Vec<Node<'a>>, Diagnostic> {
        let calls = &self.context.site.pages[placement.page].doc.body.shortcodes;
        let mut out = Vec::with_capacity(nodes.len());
        // What stood before each shortcode whose body is being filled.
        let mut before = Vec::new();
        for node in nodes {
            match node {
                tree::Node::Open { name, attributes } => {
                    let attributes = self.attributes(prose, prose.attributes_of(attributes), placement);
                    out.push(Node::Open { name: Cow::Borrowed(*name), attributes });
                }
                tree::Node::Close(name) => out.push(Node::Close(Cow::Borrowed(*name))),
                tree::Node::Text(range) => out.push(Node::Text(prose.html(range).into())),
                tree::Node::Html(range) => out.extend(read(prose.html(range))),
                tree::Node::Hole(Hole::Shortcode { index, .. }) => {
                    let html = self.shortcode(&calls[index.n()], None, placement)?;
                    out.extend(read(&html).map(owned));
                }
                tree::Node::Hole(Hole::ShortcodeOpen(_)) => before.push(std::mem::take(&mut out)),
                tree::Node::Hole(Hole::ShortcodeClose(i)) => {
                    let Some(outer) = before.pop() else { continue };
                    let inner = write(&std::mem::replace(&mut out, outer));
                    let html = self.shortcode(&calls[i.n()], Some(inner), placement)?;
                    out.extend(read(&html).map(owned));
                }
                tree::Node::Hole(hole) => self.fill(*hole, placement, &mut out),
            }
        }
        Ok(out)
    }

    fn attributes<'a>(
        &self,
        prose: &'a Prose,
        attributes: &[tree::Attribute],
        placement: Placement<'_>,
    ) -> Vec<Attribute<'a>> {
        let page = &self.context.site.pages[placement.page];
        let mut out = Vec::with_capacity(attributes.len());
        for attribute in attributes {
            match attribute {
                tree::Attribute::Written(range) => {
                    let attribute = Attribute(prose.html(range).into());
                    if !(placement.on_card && matches!(attribute.name(), "id" | "data-step")) {
                        out.push(attribute);
                    }
                }
                tree::Attribute::Link(i) => self.link(page.links.get(i.n()), placement, &mut out),
                tree::Attribute::Address { name, link } => {
                    out.push(Attribute::new(name, &self.address(page.links.get(link.n()), placement)));
                }
                tree::Attribute::TableLabel(heading) => {
                    let label = self.context.strings(placement.lang).get("table_named");
                    out.push(Attribute::new("aria-label", &label.replace("{title}", self.above(*heading, placement))));
                }
            }
        }
        out
    }

    /// The heading above a table, or the page's title.
    fn above(&self, heading: Option<Nth>, placement: Placement<'_>) -> &str {
        let page = &self.context.site.pages[placement.page];
        heading.map_or(page.title(), |h| page.doc.body.headings[h.n()].text.as_str())
    }

    /// Fills a hole that is no shortcode.
    fn fill(&self, hole: Hole, placement: Placement<'_>, out: &mut Vec<Node<'_>>) {
        let page = &self.context.site.pages[placement.page];
        let body = &page.doc.body;
        let strings = self.context.strings(placement.lang);
        match hole {
            Hole::LinkNote(i) => {
                self.link_note(page.links.get(i.n()), body.links[i.n()].untitled, placement, out);
            }
            Hole::Image(i) => self.image(placement.page, i.n(), placement.root, out),
            Hole::Anchor(i) if !placement.on_card => {
                let heading = &body.headings[i.n()];
                let (href, label) = (format!("#{}", heading.id), strings.get("body_anchor"));
                let label = label.replace("{title}", &heading.text);
                out.push(open("a", &[("class", "anchor"), ("href", &href), ("aria-label", &label)]));
                out.push(close("a"));
            }
            // Read out to those who go from table to table; to others the heading above says it.
            Hole::TableCaption(heading) => {
                let title = text(self.above(heading, placement));
                out.extend([open("caption", &[("class", "visually-hidden")]), title, close("caption")]);
            }
            Hole::Word(word) => out.push(text(strings.get(word.key()))),
            _ => {}
        }
    }

    fn image(&self, page: PageIx, i: usize, root: &str, out: &mut Vec<Node<'_>>) {
        let page = &self.context.site.pages[page];
        let image = &page.doc.body.images[i];
        let asset = page.images.get(i).copied().flatten().and_then(|a| Some((a, self.context.assets.get(a)?)));
        let Some((ix, prepared)) = asset else {
            out.extend([open("span", &[("class", "missing-image")]), text(&image.alt), close("span")]);
            return;
        };
        let src = format!("{root}{}", encode(&self.context.site.assets[ix].url));
        let mut attributes = vec![Attribute::new("src", &src), Attribute::new("alt", &image.alt)];
        attributes.extend(image.title.as_ref().map(|title| Attribute::new("title", title)));
        if let Some((width, height)) = prepared.size {
            attributes.push(Attribute::new("width", &width.to_string()));
            attributes.push(Attribute::new("height", &height.to_string()));
        }
        attributes.push(Attribute(" loading=\"lazy\"".into()));
        attributes.push(Attribute(" decoding=\"async\"".into()));
        out.push(Node::Open { name: "img".into(), attributes });
    }
}
