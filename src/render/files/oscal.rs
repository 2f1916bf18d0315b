//! The directive, and what puts it into practice, in the form of OSCAL (NIST's Open Security Controls Assessment Language),
//! which programs for governance and risk read: its paragraphs are the controls of a catalog, the pages that implement them the
//! components of a component definition. Only what is in force; of a page and its translations the original.

use super::feed::changed;
use crate::base::date::Date;
use crate::base::hash::{Hash, Uuid};
use crate::base::slug::slug;
use crate::front_matter::fields::Kind;
use crate::governance::{Paragraph, owner};
use crate::render::site_context::SiteContext;
use crate::render::url::encode;
use crate::site::{Page, PageIx};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The version of OSCAL.
const VERSION: &str = "1.1.2";

/// The namespace of properties that OSCAL itself has not.
const PROPERTIES: &str = "urn:x-ledfyr:oscal";

/// The catalog: a group for each chapter with a control for each of its paragraphs; with several directives these lie in a
/// group for each.
pub(in crate::render) fn catalog(context: &SiteContext) -> String {
    let paragraphs: Vec<&Paragraph> = context.governance.original_paragraphs().collect();
    let mut directives: Vec<(Option<PageIx>, Vec<Value>)> = Vec::new();
    let mut pages = BTreeSet::new();
    for chapter in paragraphs.chunk_by(|a, b| a.chapter == b.chapter) {
        let of = directive(context, chapter[0].chapter);
        pages.extend([Some(chapter[0].chapter), of].into_iter().flatten());
        let group = group(context, chapter);
        match directives.iter_mut().find(|(known, _)| *known == of) {
            Some((_, groups)) => groups.push(group),
            None => directives.push((of, vec![group])),
        }
    }
    let page = |ix: PageIx| &*context.site.pages[ix];
    let (title, version, groups) = match directives.as_mut_slice() {
        [(Some(ix), groups)] => (page(*ix).title(), page(*ix).fields().version.as_deref(), std::mem::take(groups)),
        all => {
            let group = |(of, groups): &mut (Option<PageIx>, Vec<Value>)| match *of {
                Some(ix) => {
                    let head = head(context, page(ix));
                    vec![json!({"id": token(&page(ix).id), "title": head.title, "links": head.links, "groups": groups})]
                }
                None => std::mem::take(groups),
            };
            (&*context.site.languages[0].title, None, all.iter_mut().flat_map(group).collect())
        }
    };
    let metadata = metadata(title, version, pages.into_iter().map(page), BTreeMap::new());
    document(context, "catalog", metadata, "groups", groups)
}

/// The component definition: a component for each page that implements a paragraph, with the controls of `controls.json` that
/// it implements.
pub(in crate::render) fn components(context: &SiteContext) -> String {
    let mut implemented: BTreeMap<PageIx, Vec<&Paragraph>> = BTreeMap::new();
    for paragraph in context.governance.original_paragraphs() {
        for ix in paragraph.implemented_by.iter().filter(|ix| context.site.pages[**ix].is_original()) {
            implemented.entry(*ix).or_default().push(paragraph);
        }
    }
    let site = &*context.site;
    let page = |ix: &PageIx| &*site.pages[*ix];
    let owners = implemented.keys().filter_map(|ix| site.page_by_id(page(ix).lang, owner(site, page(ix))?));
    let roles = owners.map(|ix| (token(&page(&ix).id), line(page(&ix).title()))).collect();
    let metadata = metadata(&site.languages[0].title, None, implemented.keys().map(page), roles);
    let all = implemented.iter().map(|(ix, paragraphs)| component(context, page(ix), paragraphs)).collect();
    document(context, "component-definition", metadata, "components", all)
}

/// The directive that a chapter belongs to.
fn directive(context: &SiteContext, chapter: PageIx) -> Option<PageIx> {
    context.site.pages[chapter].parent.filter(|ix| context.site.pages[*ix].kind() == Kind::Directive)
}

fn group(context: &SiteContext, paragraphs: &[&Paragraph]) -> Value {
    let page = &*context.site.pages[paragraphs[0].chapter];
    let Head { title, description, links } = head(context, page);
    let number = page.own().number().map(|number| json!({"name": "label", "value": number.to_string()}));
    json!({
        "id": token(&page.id),
        "title": title,
        "props": Vec::from_iter(number),
        "links": links,
        "parts": Vec::from_iter(description.map(|prose| json!({"name": "overview", "prose": prose}))),
        "controls": paragraphs.iter().map(|of| control(context, page, of)).collect::<Vec<_>>(),
    })
}

fn control(context: &SiteContext, chapter: &Page, of: &Paragraph) -> Value {
    let heading = &chapter.doc.body.headings[of.heading];
    let id = control_id(context, of);
    let gap = of.implemented_by.is_empty().then(|| match of.gap(&context.site) {
        Some(gap) => json!({"name": "gap", "ns": PROPERTIES, "value": "explained", "remarks": markup(gap.why.trim())}),
        None => json!({"name": "gap", "ns": PROPERTIES, "value": "unexplained"}),
    });
    let statement = statement(chapter, of.heading)
        .map(|prose| json!({"id": format!("{id}_smt"), "name": "statement", "prose": prose}));
    json!({
        "id": id,
        "title": if heading.text.is_empty() { id.clone() } else { line(&heading.text) },
        "props": Vec::from_iter(gap),
        "links": [{"href": format!("{}#{}", link(context, chapter), encode(&heading.id)), "rel": "reference"}],
        "parts": Vec::from_iter(statement),
    })
}

/// The text of a paragraph, a paragraph of Markdown for each block, with the headings below its own.
fn statement(chapter: &Page, heading: usize) -> Option<String> {
    let body = &chapter.doc.body;
    let ends = |anchor: &str| body.headings.iter().any(|other| other.id == anchor && other.top && other.level <= 2);
    let mut sections = chapter.doc.prose.sections.iter().skip_while(|s| s.anchor != body.headings[heading].id);
    let blocks = |text: &str| text.lines().map(markup).collect::<Vec<_>>();
    let mut all = blocks(&sections.next()?.text);
    for section in sections.take_while(|section| !ends(&section.anchor)) {
        all.push(format!("### {}", markup(&section.heading)));
        all.extend(blocks(&section.text));
    }
    all.retain(|block| !block.is_empty());
    (!all.is_empty()).then(|| all.join("\n\n"))
}

fn component(context: &SiteContext, page: &Page, paragraphs: &[&Paragraph]) -> Value {
    let Head { title, description, links } = head(context, page);
    let description = description.unwrap_or_else(|| title.clone());
    let version = page.fields().version.as_ref().map(|version| json!({"name": "version", "value": line(version)}));
    let kind = json!({"name": "kind", "ns": PROPERTIES, "value": page.kind().as_str()});
    let role = owner(&context.site, page).filter(|id| context.site.page_by_id(page.lang, id).is_some());
    let requirement = |of: &&Paragraph| {
        let control = control_id(context, of);
        let uuid = uuid(context, &format!("requirement {} {control}", page.id));
        json!({"uuid": uuid, "control-id": control, "description": description})
    };
    json!({
        "uuid": uuid(context, &format!("component {}", page.id)),
        "type": if matches!(page.kind(), Kind::Process | Kind::Checklist) { "process-procedure" } else { "policy" },
        "title": title,
        "description": description,
        "props": version.into_iter().chain([kind]).collect::<Vec<_>>(),
        "links": links,
        "responsible-roles": Vec::from_iter(role.map(|id| json!({"role-id": token(id)}))),
        "control-implementations": [{
            "uuid": uuid(context, &format!("implementation {}", page.id)),
            "source": "controls.json",
            "description": description,
            "implemented-requirements": paragraphs.iter().map(requirement).collect::<Vec<_>>(),
        }],
    })
}

/// What a page is called, and where it is.
struct Head {
    title: String,
    description: Option<String>,
    links: Value,
}

fn head(context: &SiteContext, page: &Page) -> Head {
    let description = page.fields().description.as_deref().map(markup).filter(|text| !text.is_empty());
    let links = json!([{"href": link(context, page), "rel": "reference"}]);
    Head { title: line(page.title()), description, links }
}

/// The page's whole address, else its address from the file.
fn link(context: &SiteContext, page: &Page) -> String {
    context.absolute(&page.url).unwrap_or_else(|| format!("./{}", encode(&page.url)))
}

fn metadata<'a>(
    title: &str,
    version: Option<&str>,
    pages: impl Iterator<Item = &'a Page>,
    roles: BTreeMap<String, String>,
) -> Value {
    // The day of the build would make another file of the same site tomorrow.
    let modified = pages.filter_map(changed).max().or_else(|| Date::from_ymd(1970, 1, 1)).map(|day| day.to_string());
    let modified = modified.unwrap_or_default();
    json!({
        "title": line(title),
        "last-modified": format!("{modified}T00:00:00Z"),
        "version": version.map_or_else(|| modified.clone(), line),
        "oscal-version": VERSION,
        "roles": roles.into_iter().map(|(id, title)| json!({"id": id, "title": title})).collect::<Vec<_>>(),
    })
}

/// A file with one document. Its own identifier is another whenever its content is, as OSCAL asks for.
fn document(context: &SiteContext, name: &str, metadata: Value, key: &str, list: Vec<Value>) -> String {
    let content = present(json!({"metadata": metadata, key: list}));
    let uuid = uuid(context, &format!("{name} {}", Hash::of(content.to_string().as_bytes()).hex()));
    let mut whole = serde_json::Map::from_iter([("uuid".to_owned(), json!(uuid))]);
    if let Value::Object(content) = content {
        whole.extend(content);
    }
    serde_json::to_string_pretty(&json!({name: whole})).unwrap_or_default() + "\n"
}

/// Without empty lists, which OSCAL does not allow.
fn present(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            let kept = map.into_iter().map(|(key, value)| (key, present(value)));
            Value::Object(kept.filter(|(_, value)| value.as_array().is_none_or(|list| !list.is_empty())).collect())
        }
        Value::Array(list) => Value::Array(list.into_iter().map(present).collect()),
        other => other,
    }
}

/// The lasting identifier of something on this site.
fn uuid(context: &SiteContext, name: &str) -> String {
    let untitled = || format!("urn:x-ledfyr:{}", slug(&context.site.languages[0].title));
    let site = context.settings.base_url.clone().unwrap_or_else(untitled);
    Uuid::URL.named(&site).named(name).to_string()
}

/// A control is called as its heading, with its chapter's id before it where the heading's does not begin so.
fn control_id(context: &SiteContext, of: &Paragraph) -> String {
    let chapter = &context.site.pages[of.chapter];
    let heading = &chapter.doc.body.headings[of.heading].id;
    match heading.strip_prefix(chapter.id.as_str()) {
        Some(rest) if rest.starts_with(['-', '.', '_']) => token(heading),
        _ => token(&format!("{}.{heading}", chapter.id)),
    }
}

/// An id as OSCAL has them (data type token): letters, digits and `.-_`, no digit first.
fn token(id: &str) -> String {
    let fits = |c: char| c.is_alphabetic() || c.is_ascii_digit() || matches!(c, '.' | '-' | '_');
    let first = if id.starts_with(|c: char| c.is_alphabetic() || c == '_') { "" } else { "_" };
    first.chars().chain(id.chars().map(|c| if fits(c) { c } else { '_' })).collect()
}

/// Text on one line, as OSCAL's titles are.
fn line(text: &str) -> String {
    markup(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Text that is read as Markdown with nothing in it that Markdown would read otherwise.
fn markup(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '~' | '^') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_tokens() {
        for (id, expected) in [("rk-4-3", "rk-4-3"), ("4-3", "_4-3"), ("ö l", "ö_l"), ("-a", "_-a"), ("", "_")] {
            assert_eq!(token(id), expected, "{id}");
        }
    }

    #[test]
    fn text_stays_what_it_is() {
        assert_eq!(line("a\n *b* <c>  [d](e)"), "a \\*b\\* \\<c> \\[d\\](e)");
    }

    #[test]
    fn empty_lists_are_left_out_at_every_depth() {
        assert_eq!(present(json!({"a": [], "b": [{"c": []}], "d": ""})), json!({"b": [{}], "d": ""}));
    }
}
