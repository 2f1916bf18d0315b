//! A body made whole: links, images, shortcodes and the theme's words put in their places.

use super::renderer::Renderer;
use super::url::encode;
use super::values::map;
use crate::base::html::escape_into;
use crate::diagnostic::Diagnostic;
use crate::document::model::{ArgumentValue, Part, Shortcode};
use crate::document::shortcodes::Resolve;
use crate::site::{PageIx, Resolved};
use tera::{Context, Map, Value};

/// How deep sections may include sections. Rings are told as errors when the site is related; this bounds the rest.
const MAX_INCLUDES: usize = 8;

/// Where a body is shown.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    /// The page whose body it is.
    pub page: PageIx,
    /// The URL of the page that is being written: not the body's own when it is included.
    pub url: &'a str,
    pub root: &'a str,
    /// The language of the page that is being written.
    pub lang: usize,
    pub depth: usize,
}

impl Renderer {
    /// HTML of `parts`, which belong to `place.page`.
    pub(super) fn body(&self, parts: &[Part], place: Place<'_>) -> Result<String, Diagnostic> {
        let mut stack: Vec<(usize, String)> = Vec::new();
        let mut out =
            String::with_capacity(parts.iter().map(|p| if let Part::Html(h) = p { h.len() } else { 80 }).sum());
        let page = &self.site.pages[place.page];
        let body = &page.doc.body;
        let strings = self.strings(place.lang);
        let mut caption: Option<&str> = None;
        for part in parts {
            match part {
                Part::Html(html) => match caption.take().and_then(|c| Some((c, html.find("<table>")? + 7))) {
                    // Read out to those who go from table to table; to others the heading above says it.
                    Some((title, at)) => {
                        out.push_str(&html[..at]);
                        out.push_str("<caption class=\"visually-hidden\">");
                        escape_into(&mut out, title);
                        out.push_str("</caption>");
                        out.push_str(&html[at..]);
                    }
                    None => out.push_str(html),
                },
                Part::LinkAttributes(i) => self.link(page.links.get(*i), place, &mut out),
                Part::LinkNote(i) => self.link_note(page.links.get(*i), body.links[*i].untitled, place, &mut out),
                Part::RawUrl(i) => self.address(page.links.get(*i), place, &mut out),
                Part::Image(i) => self.image(place.page, *i, place.root, &mut out),
                Part::HeadingMark(_) => {}
                Part::Anchor(i) => {
                    let heading = &body.headings[*i];
                    out.push_str("<a class=\"anchor\" href=\"#");
                    escape_into(&mut out, &heading.id);
                    out.push_str("\" aria-label=\"");
                    titled(&mut out, strings.get("body_anchor"), &heading.text);
                    out.push_str("\"></a>");
                }
                Part::TableLabel(heading) => {
                    let title = heading.map_or(page.title(), |h| body.headings[h].text.as_str());
                    caption = Some(title);
                    out.push_str(" aria-label=\"");
                    titled(&mut out, strings.get("table_named"), title);
                    out.push('"');
                }
                Part::Word(key) => escape_into(&mut out, strings.get(key)),
                Part::Shortcode(i) => {
                    let html = self.shortcode(&body.shortcodes[*i], None, place)?;
                    out.push_str(&html);
                }
                Part::ShortcodeOpen(i) => stack.push((*i, std::mem::take(&mut out))),
                Part::ShortcodeClose(i) => {
                    let Some((opened, before)) = stack.pop() else { continue };
                    debug_assert_eq!(opened, *i);
                    let inner = std::mem::replace(&mut out, before);
                    let html = self.shortcode(&body.shortcodes[*i], Some(inner), place)?;
                    out.push_str(&html);
                }
            }
        }
        Ok(out)
    }

    /// What a component may ask for without being given it.
    pub(super) fn implicits(&self, lang: usize, root: &str) -> Context {
        let mut implicits = Context::new();
        implicits.insert_value("t", self.strings(lang).value.clone());
        implicits.insert_value("root", Value::from(root));
        implicits.insert_value("lang", Value::from(self.site.languages[lang].code.as_str()));
        implicits.insert_value("site", self.site_value(lang));
        implicits
    }

    fn link(&self, to: Option<&Resolved>, place: Place<'_>, out: &mut String) {
        let note = match to {
            Some(Resolved::Page { page, .. }) => {
                let lang = self.site.pages[*page].lang;
                (lang != place.lang).then(|| &self.site.languages[lang].code)
            }
            _ => None,
        };
        let broken = match to {
            Some(Resolved::Asset(a)) => self.assets.get(*a).is_none(),
            Some(Resolved::Broken) | None => true,
            _ => false,
        };
        if broken {
            out.push_str(" class=\"broken-link\"");
            return;
        }
        out.push_str(" href=\"");
        self.address(to, place, out);
        out.push('"');
        if let Some(Resolved::Page { page, anchor: _ }) = to {
            self.preview(*page, place, out);
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
    fn preview(&self, page: PageIx, place: Place<'_>, out: &mut String) {
        let target = &self.site.pages[page];
        if let Some(description) = target.fields().description.as_ref().filter(|_| target.url != place.url) {
            out.push_str(" data-preview=\"");
            escape_into(out, target.title());
            out.push('\n');
            escape_into(out, description);
            out.push('"');
        }
    }

    fn address(&self, to: Option<&Resolved>, place: Place<'_>, out: &mut String) {
        match to {
            Some(Resolved::Page { page, anchor }) => {
                let url = &self.site.pages[*page].url;
                if url != place.url || anchor.is_none() {
                    out.push_str(place.root);
                    escape_into(out, &encode(url));
                }
                if let Some(anchor) = anchor {
                    out.push('#');
                    escape_into(out, &encode(anchor));
                }
            }
            Some(Resolved::Asset(a)) => {
                out.push_str(place.root);
                escape_into(out, &encode(&self.site.assets[*a].url));
            }
            Some(Resolved::External(url)) => escape_into(out, &encode(url)),
            Some(Resolved::Anchor(anchor)) => {
                // Text that is shown on another page still points to the place on its own.
                let own = &self.site.pages[place.page].url;
                if own != place.url && place.depth > 0 {
                    out.push_str(place.root);
                    escape_into(out, &encode(own));
                }
                out.push('#');
                escape_into(out, &encode(anchor));
            }
            Some(Resolved::Broken) | None => {}
        }
    }

    /// A wiki link's title, and the language that it leads to when that is another.
    fn link_note(&self, to: Option<&Resolved>, untitled: bool, place: Place<'_>, out: &mut String) {
        let Some(Resolved::Page { page, .. }) = to else { return };
        let target = &self.site.pages[*page];
        if untitled {
            // The parser wrote the id as the link's text; readers are shown the title.
            if let Some(start) = out.rfind('>').map(|i| i + 1) {
                out.truncate(start);
            }
            escape_into(out, target.title());
        }
        if target.lang != place.lang {
            let code = &self.site.languages[target.lang].code;
            out.push_str(" <span class=\"lang-note\">(");
            escape_into(out, self.strings(place.lang).label("in_languages", code));
            out.push_str(")</span>");
        }
    }

    fn image(&self, page: PageIx, i: usize, root: &str, out: &mut String) {
        let page = &self.site.pages[page];
        let image = &page.doc.body.images[i];
        let asset = page.images.get(i).copied().flatten().and_then(|a| Some((a, self.assets.get(a)?)));
        let Some((ix, prepared)) = asset else {
            out.push_str("<span class=\"missing-image\">");
            escape_into(out, &image.alt);
            out.push_str("</span>");
            return;
        };
        out.push_str("<img src=\"");
        out.push_str(root);
        escape_into(out, &encode(&self.site.assets[ix].url));
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

    /// A call of a component. One that is not there, or whose arguments do not fit, has been told: its text stays.
    fn shortcode(&self, call: &Shortcode, body: Option<String>, place: Place<'_>) -> Result<String, Diagnostic> {
        let as_text = |body: Option<String>| {
            let mut out = String::from("<span class=\"shortcode-error\">");
            escape_into(&mut out, &call.source);
            out.push_str("</span>\n");
            out.push_str(&body.unwrap_or_default());
            out
        };
        let Some(spec) = self.theme.shortcodes.iter().find(|s| s.name == call.name) else { return Ok(as_text(body)) };
        if spec.body && body.is_none() {
            return Ok(as_text(body));
        }
        let mut args = Context::new();
        for argument in &call.arguments {
            let Some(declared) = spec.arguments.iter().find(|a| a.name == argument.name) else {
                return Ok(as_text(body));
            };
            if !declared.accepts(&argument.value) {
                return Ok(as_text(body));
            }
            let value = match &argument.value {
                ArgumentValue::Str(s) if !declared.one_of.is_empty() && !declared.one_of.contains(s) => {
                    return Ok(as_text(body));
                }
                ArgumentValue::Str(s) => Value::from(s.as_str()),
                ArgumentValue::Int(n) => Value::from(*n),
                ArgumentValue::Bool(b) => Value::from(*b),
                ArgumentValue::Word(key) => Value::from(self.strings(place.lang).get(key)),
            };
            if let (Some(resolve), ArgumentValue::Str(s)) = (declared.resolve, &argument.value) {
                match self.resolve(resolve, s, place)? {
                    Some(found) => args.insert_value(resolve.as_str(), Value::from(found)),
                    None => return Ok(as_text(body)),
                }
            }
            args.insert_value(argument.name.clone(), value);
        }
        let missing = spec.arguments.iter().any(|a| a.required && !call.arguments.iter().any(|g| g.name == a.name));
        if missing {
            return Ok(as_text(body));
        }
        let implicits = self.implicits(place.lang, place.root);
        self.theme
            .tera
            .render_component_with_implicits(&call.name, &args, &implicits, body.as_deref(), true)
            .map_err(|e| self.theme.error(&e, Some(&self.site.pages[place.page].doc.file)))
    }

    /// What an argument stands for.
    fn resolve(&self, resolve: Resolve, value: &str, place: Place<'_>) -> Result<Option<Map>, Diagnostic> {
        let page = &self.site.pages[place.page];
        Ok(match resolve {
            Resolve::Contact => self.site.facts.contact(&self.site.pages, value).map(|c| self.contact(c)),
            Resolve::File | Resolve::Image => page.files.get(value).and_then(|a| {
                let prepared = self.assets.get(*a)?;
                let asset = &self.site.assets[*a];
                let media =
                    mime_guess::from_path(asset.path.as_str()).first_raw().unwrap_or("application/octet-stream");
                Some(map! {
                    "url" => encode(&asset.url),
                    "name" => asset.path.file_name(),
                    "size" => prepared.bytes.len(),
                    "media_type" => media,
                    "width" => prepared.size.map(|s| s.0),
                    "height" => prepared.size.map(|s| s.1),
                })
            }),
            Resolve::Section => {
                let (id, anchor) = value.split_once('#').map_or((value, None), |(i, a)| (i, Some(a)));
                let Some(target) = self.site.page_by_id(page.lang, id) else { return Ok(None) };
                self.section(target, anchor, place)?
            }
        })
    }

    /// The section of `target` under the heading `anchor` (all of it without one), to be shown at `place`.
    fn section(&self, target: PageIx, anchor: Option<&str>, place: Place<'_>) -> Result<Option<Map>, Diagnostic> {
        if place.depth >= MAX_INCLUDES {
            return Ok(None);
        }
        let page = &self.site.pages[target];
        let body = &page.doc.body;
        let (parts, title) = match anchor {
            None => (&body.parts[..], page.title()),
            Some(anchor) => {
                let Some(heading) = body.headings.iter().position(|h| h.id == anchor) else { return Ok(None) };
                (section_of(&body.parts, &body.headings, heading, false), body.headings[heading].text.as_str())
            }
        };
        let inner = Place { page: target, depth: place.depth + 1, ..place };
        // Ids stay where they belong: the same place twice on one page would be no place at all.
        let html = without_ids(&self.body(parts, inner)?);
        Ok(Some(map! { "page" => self.page_ref(target), "title" => title, "html" => html }))
    }
}

/// Writes a string of the theme with `{title}` in its place, escaped.
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

/// The parts below heading `i` up to the next heading of its level or above; `with_heading`: and the heading itself.
pub(super) fn section_of<'a>(
    parts: &'a [Part],
    headings: &[crate::document::model::Heading],
    i: usize,
    with_heading: bool,
) -> &'a [Part] {
    let mark = |part: &Part| if let Part::HeadingMark(h) = part { Some(*h) } else { None };
    let Some(start) = parts.iter().position(|p| mark(p) == Some(i)) else { return &[] };
    let level = headings[i].level;
    let end = parts[start + 1..]
        .iter()
        .position(|p| mark(p).is_some_and(|h| headings[h].level <= level))
        .map_or(parts.len(), |n| start + 1 + n);
    if with_heading {
        return &parts[start..end];
    }
    // The heading ends with its anchor; what follows in the same HTML begins after its end tag.
    let inner =
        parts[start..end].iter().position(|p| matches!(p, Part::Anchor(h) if *h == i)).map_or(start, |n| start + n + 1);
    &parts[inner.min(end)..end]
}

/// HTML without its ids, and without the end tag of the heading that it was cut after.
pub(super) fn without_ids(html: &str) -> String {
    let mut html = html;
    let trimmed = html.trim_start();
    if trimmed.starts_with("</h")
        && let Some(end) = trimmed.find('>')
    {
        html = &trimmed[end + 1..];
    }
    without(html, " id=\"")
}

/// HTML without an attribute, given as it begins: ` id="`.
pub(super) fn without(html: &str, begins: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(begins) {
        out.push_str(&rest[..at]);
        let after = &rest[at + begins.len()..];
        rest = after.find('"').map_or("", |end| &after[end + 1..]);
    }
    out.push_str(rest);
    out
}
