//! Components that a body calls: their arguments, what these stand for, and sections of other pages.

use super::body::{BodyRenderer, Placement};
use super::cut::{section_of, without_ids};
use super::html::write;
use super::model::shared::value;
use super::model::shortcodes::{File, Section};
use super::template_engine::Caller;
use super::url::encode;
use super::views::facts;
use crate::base::html::escape_into;
use crate::body::shortcodes::Resolve;
use crate::body::{ArgumentValue, Shortcode};
use crate::diagnostic::Diagnostic;
use crate::site::PageIx;
use tera::{Context, Value};

/// How deep sections may include sections. Rings are told as errors when the site is related; this bounds the rest.
const MAX_INCLUDES: usize = 8;

impl BodyRenderer {
    /// A call of a component. One that is not there, or whose arguments do not fit, has been told: its text stays.
    pub(super) fn shortcode(
        &self,
        call: &Shortcode,
        body: Option<String>,
        placement: Placement<'_>,
    ) -> Result<String, Diagnostic> {
        let as_text = |body: Option<String>| {
            let mut out = String::from("<span class=\"shortcode-error\">");
            escape_into(&mut out, &call.source);
            out.push_str("</span>\n");
            out.push_str(&body.unwrap_or_default());
            out
        };
        let Some(spec) = self.context.theme.shortcodes.iter().find(|s| s.name == call.name) else {
            return Ok(as_text(body));
        };
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
                ArgumentValue::Word(key) => Value::from(self.context.strings(placement.lang).get(key)),
            };
            if let (Some(resolve), ArgumentValue::Str(s)) = (declared.resolve, &argument.value) {
                match self.resolve(resolve, s, placement)? {
                    Some(found) => args.insert_value(resolve.as_str(), found),
                    None => return Ok(as_text(body)),
                }
            }
            args.insert_value(argument.name.clone(), value);
        }
        let missing = spec.arguments.iter().any(|a| a.required && !call.arguments.iter().any(|g| g.name == a.name));
        if missing {
            return Ok(as_text(body));
        }
        let file = &self.context.site.pages[placement.page].doc.file;
        let caller = Caller { lang: placement.lang, root: placement.root, file };
        self.engine.component(&call.name, &args, body.as_deref(), caller)
    }

    /// What an argument stands for.
    fn resolve(&self, resolve: Resolve, name: &str, placement: Placement<'_>) -> Result<Option<Value>, Diagnostic> {
        let page = &self.context.site.pages[placement.page];
        Ok(match resolve {
            Resolve::Contact => facts::contact_by_id(&self.context, name).map(|contact| value(&contact)),
            Resolve::File | Resolve::Image => page.files.get(name).and_then(|a| {
                let prepared = self.context.assets.get(*a)?;
                let asset = &self.context.site.assets[*a];
                let media =
                    mime_guess::from_path(asset.path.as_str()).first_raw().unwrap_or("application/octet-stream");
                Some(value(&File {
                    url: encode(&asset.url),
                    name: asset.path.file_name(),
                    size: prepared.bytes.len(),
                    media_type: media,
                    width: prepared.size.map(|s| s.0),
                    height: prepared.size.map(|s| s.1),
                }))
            }),
            Resolve::Section => {
                let (id, anchor) = name.split_once('#').map_or((name, None), |(i, a)| (i, Some(a)));
                let Some(target) = self.context.site.page_by_id(page.lang, id) else { return Ok(None) };
                self.section(target, anchor, placement)?.map(|section| value(&section))
            }
        })
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
        // Ids stay where they belong: the same placement twice on one page would be no placement at all.
        let mut nodes = self.nodes(prose, nodes, inner)?;
        without_ids(&mut nodes);
        let html = write(&nodes);
        Ok(Some(Section { page: self.context.page_ref(target), title, html }))
    }
}
