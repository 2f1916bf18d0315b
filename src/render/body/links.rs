//! Where links lead from the page that shows them, and what they say about it.

use super::placement::Placement;
use crate::render::html::{Attribute, Node, close, open, text};
use crate::render::site_context::SiteContext;
use crate::render::url::encode;
use crate::site::{PageIx, Resolved};

/// The attributes of a link.
pub(super) fn link(
    context: &SiteContext,
    to: Option<&Resolved>,
    placement: Placement<'_>,
    out: &mut Vec<Attribute<'_>>,
) {
    let broken = match to {
        Some(Resolved::Asset(a)) => context.assets.get(*a).is_none(),
        Some(Resolved::Broken) | None => true,
        _ => false,
    };
    if broken {
        out.push(Attribute(" class=\"broken-link\"".into()));
        return;
    }
    out.push(Attribute::new("href", &address(context, to, placement)));
    match to {
        Some(Resolved::Page { page, .. }) => {
            out.extend(preview(context, *page, placement));
            let lang = context.site.pages[*page].lang;
            if lang != placement.lang {
                out.push(Attribute(" class=\"other-lang\"".into()));
                out.push(Attribute::new("hreflang", &context.site.languages[lang].code));
            }
        }
        Some(Resolved::External(url)) if url.starts_with("http") || url.starts_with("//") => {
            out.push(Attribute(" class=\"external\"".into()));
            out.push(Attribute(" rel=\"noopener\"".into()));
        }
        _ => {}
    }
}

/// What a page is about, for the script that shows it beside a link. Not fetched: a disk has no server to ask.
fn preview(context: &SiteContext, page: PageIx, placement: Placement<'_>) -> Option<Attribute<'static>> {
    let target = &context.site.pages[page];
    let description = target.fields().description.as_ref().filter(|_| target.url != placement.url)?;
    Some(Attribute::new("data-preview", &format!("{}\n{description}", target.title())))
}

/// Where a link leads, percent-encoded.
pub(super) fn address(context: &SiteContext, to: Option<&Resolved>, placement: Placement<'_>) -> String {
    let site = &context.site;
    let root = placement.root;
    match to {
        Some(Resolved::Page { page, anchor }) => {
            let url = &site.pages[*page].url;
            let anchor = anchor.as_ref().map(|anchor| format!("#{}", encode(anchor)));
            match anchor {
                Some(anchor) if url == placement.url => anchor,
                anchor => format!("{root}{}{}", encode(url), anchor.unwrap_or_default()),
            }
        }
        Some(Resolved::Asset(a)) => format!("{root}{}", encode(&site.assets[*a].url)),
        Some(Resolved::External(url)) => encode(url),
        Some(Resolved::Anchor(anchor)) => {
            // Text that is shown on another page still points to the place on its own.
            let own = &site.pages[placement.page].url;
            let elsewhere = own != placement.url && placement.depth > 0;
            let page = if elsewhere { format!("{root}{}", encode(own)) } else { String::new() };
            format!("{page}#{}", encode(anchor))
        }
        Some(Resolved::Broken) | None => String::new(),
    }
}

/// A wiki link's title, and the language that it leads to when that is another.
pub(super) fn link_note(
    context: &SiteContext,
    to: Option<&Resolved>,
    untitled: bool,
    placement: Placement<'_>,
    out: &mut Vec<Node<'_>>,
) {
    let Some(Resolved::Page { page, .. }) = to else { return };
    let target = &context.site.pages[*page];
    if untitled {
        // The parser wrote the id as the link's text; readers are shown the title.
        while !matches!(out.last(), None | Some(Node::Open { .. })) {
            out.pop();
        }
        out.push(text(&context.in_language(target.lang, target.title())));
    }
    if target.lang != placement.lang {
        let language = &context.site.languages[target.lang];
        let words = match context.strings(placement.lang).find("in_languages", &language.code) {
            Some(words) => words.to_owned(),
            None => context.in_language(target.lang, &language.name).to_string(),
        };
        out.push(text(" "));
        out.push(open("span", &[("class", "lang-note")]));
        out.push(text(&format!("({words})")));
        out.push(close("span"));
    }
}
