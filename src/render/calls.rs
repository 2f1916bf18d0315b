//! Components that a body calls: their arguments, what these stand for, and sections of other pages.

use super::body::Place;
use super::cut::{section_of, without_ids};
use super::renderer::Renderer;
use super::url::encode;
use super::values::map;
use crate::base::html::escape_into;
use crate::diagnostic::Diagnostic;
use crate::document::model::{ArgumentValue, Shortcode};
use crate::document::shortcodes::Resolve;
use crate::site::PageIx;
use tera::{Context, Map, Value};

/// How deep sections may include sections. Rings are told as errors when the site is related; this bounds the rest.
const MAX_INCLUDES: usize = 8;

impl Renderer {
    /// A call of a component. One that is not there, or whose arguments do not fit, has been told: its text stays.
    pub(super) fn shortcode(
        &self,
        call: &Shortcode,
        body: Option<String>,
        place: Place<'_>,
    ) -> Result<String, Diagnostic> {
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
        let (body, prose) = (&page.doc.body, &page.doc.prose);
        let (parts, title) = match anchor {
            None => (&prose.parts[..], page.title()),
            Some(anchor) => {
                let Some(heading) = body.headings.iter().position(|h| h.id == anchor) else { return Ok(None) };
                (section_of(&prose.parts, &body.headings, heading, false), body.headings[heading].text.as_str())
            }
        };
        let inner = Place { page: target, depth: place.depth + 1, ..place };
        // Ids stay where they belong: the same place twice on one page would be no place at all.
        let html = without_ids(&self.body(prose, parts, inner)?);
        Ok(Some(map! { "page" => self.page_ref(target), "title" => title, "html" => html }))
    }
}
