//! A body made whole: links, images, shortcodes and the theme's words put in their places.

use super::links::{address, link, link_note};
use super::placement::Placement;
use super::sections::{section_of, without_ids};
use super::shortcodes::{arguments, as_text};
use super::terms::Terms;
use crate::body::Shortcode;
use crate::body::prose::Prose;
use crate::body::tree::{self, Hole, Nth};
use crate::diagnostic::Diagnostic;
use crate::render::html::{Attribute, Node, close, open, owned, read, text, write};
use crate::render::model::shared::value;
use crate::render::model::shortcodes::Section;
use crate::render::site_context::SiteContext;
use crate::render::template_renderer::{Caller, TemplateRenderer};
use crate::render::url::encode;
use crate::site::PageIx;
use std::borrow::Cow;
use std::sync::Arc;

/// How deep sections may include sections. Circular includes are errors when the site is related; this bounds the rest.
const MAX_INCLUDES: usize = 8;

/// Makes bodies whole.
pub(in crate::render) struct BodyRenderer {
    pub(super) context: Arc<SiteContext>,
    templates: Arc<TemplateRenderer>,
    /// By language: the terms of its glossaries.
    pub(super) terms: Vec<Terms>,
}

impl BodyRenderer {
    pub(in crate::render) fn new(context: Arc<SiteContext>, templates: Arc<TemplateRenderer>) -> BodyRenderer {
        let terms = (0..context.site.languages.len()).map(|lang| Terms::of(&context.site, lang)).collect();
        BodyRenderer { context, templates, terms }
    }

    /// HTML of `nodes`, which are of the prose of `placement.page`.
    pub(in crate::render) fn html(
        &self,
        prose: &Prose,
        nodes: &[tree::Node],
        placement: Placement<'_>,
    ) -> Result<String, Diagnostic> {
        Ok(write(&self.nodes(prose, nodes, placement)?))
    }

    /// `nodes`, which are of the prose of `placement.page`, with their holes filled.
    pub(in crate::render) fn nodes<'a>(
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
                    let html = self.shortcode(&calls[i.n()], Some(&inner), placement)?;
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
                tree::Attribute::Link(i) => link(&self.context, page.links.get(i.n()), placement, &mut out),
                tree::Attribute::Address { name, link } => {
                    out.push(Attribute::new(name, &address(&self.context, page.links.get(link.n()), placement)));
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
                link_note(&self.context, page.links.get(i.n()), body.links[i.n()].untitled, placement, out);
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

    /// A component called in a body, around `inner`.
    fn shortcode(&self, call: &Shortcode, inner: Option<&str>, placement: Placement<'_>) -> Result<String, Diagnostic> {
        let section = |page: PageIx, anchor: Option<&str>| {
            Ok(self.section(page, anchor, placement)?.map(|section| value(&section)))
        };
        let Some(arguments) = arguments(&self.context, call, inner.is_some(), placement, &section)? else {
            return Ok(as_text(call, inner));
        };
        let file = &self.context.site.pages[placement.page].doc.file;
        let caller = Caller { lang: placement.lang, root: placement.root, file };
        self.templates.component(&call.name, &arguments, inner, caller)
    }

    /// The section of `target` under the heading `anchor` (all of it without one), to be shown at `placement`.
    fn section(
        &self,
        target: PageIx,
        anchor: Option<&str>,
        placement: Placement<'_>,
    ) -> Result<Option<Section<'_>>, Diagnostic> {
        if placement.depth >= MAX_INCLUDES {
            return Ok(None);
        }
        let page = &self.context.site.pages[target];
        let (body, prose) = (&page.doc.body, &page.doc.prose);
        let (nodes, title) = match anchor {
            None => (&prose.nodes[..], page.title()),
            Some(anchor) => {
                let Some(heading) = body.headings.iter().position(|h| h.id == anchor) else { return Ok(None) };
                (section_of(&prose.nodes, &body.headings, heading, false), body.headings[heading].text.as_str())
            }
        };
        let inner = Placement { page: target, depth: placement.depth + 1, ..placement };
        // Ids stay where they belong: an id that stands twice on a page names nothing.
        let mut nodes = self.nodes(prose, nodes, inner)?;
        without_ids(&mut nodes);
        let html = write(&nodes);
        Ok(Some(Section { page: self.context.page_ref(target), title, html }))
    }
}
