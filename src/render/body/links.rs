//! Where links lead from the page that shows them, and what they say about it.

use super::placement::Placement;
use crate::render::html::{Attribute, Node, close, open, text};
use crate::render::site_context::SiteContext;
use crate::render::url::encode;
use crate::site::{PageIx, Resolved};
use crate::theme::language_marks::unmarked;
use std::borrow::Cow;

/// The attributes of a link.
pub(super) fn link(
    context: &SiteContext,
    to: Option<&Resolved>,
    placement: Placement<'_>,
    out: &mut Vec<Attribute<'_>>,
) {
    let broken = match to {
        Some(Resolved::Asset(a)) => context.assets.get(*a).is_none(),
        Some(Resolved::BuiltIn(ix)) => !context.plan.built_in.contains(ix),
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
            out.extend(other_language(context, context.site.pages[*page].lang, placement));
        }
        Some(Resolved::BuiltIn(ix)) => {
            let told = context.described(*ix);
            out.extend((!told.description.is_empty()).then(|| shown_beside(&told.title, &told.description)));
            out.extend(other_language(context, context.site.built_in.all[*ix].lang, placement));
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
    Some(shown_beside(target.title(), description))
}

fn shown_beside(title: &str, description: &str) -> Attribute<'static> {
    Attribute::new("data-preview", &unmarked(&format!("{title}\n{description}")))
}

/// Of a link to a page in language `lang`, where that is another than the page's own.
fn other_language(context: &SiteContext, lang: usize, placement: Placement<'_>) -> Vec<Attribute<'static>> {
    if lang == placement.lang {
        return Vec::new();
    }
    let code = &context.site.languages[lang].code;
    vec![Attribute(" class=\"other-lang\"".into()), Attribute::new("hreflang", code)]
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
        Some(Resolved::BuiltIn(ix)) => format!("{root}{}", encode(&site.built_in.all[*ix].url)),
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
    let (lang, title): (usize, Cow<'_, str>) = match to {
        Some(Resolved::Page { page, .. }) => {
            let target = &context.site.pages[*page];
            (target.lang, target.title().into())
        }
        Some(Resolved::BuiltIn(ix)) => (context.site.built_in.all[*ix].lang, context.described(*ix).title),
        _ => return,
    };
    if untitled {
        // The parser wrote the id as the link's text; readers are shown the title.
        while !matches!(out.last(), None | Some(Node::Open { .. })) {
            out.pop();
        }
        out.push(text(&context.in_language(lang, &title)));
    }
    if lang != placement.lang {
        let language = &context.site.languages[lang];
        let words = match context.strings(placement.lang).find("in_languages", &language.code) {
            Some(words) => words.to_owned(),
            None => context.in_language(lang, &language.name).to_string(),
        };
        out.push(text(" "));
        out.push(open("span", &[("class", "lang-note")]));
        out.push(text(&format!("({words})")));
        out.push(close("span"));
    }
}
