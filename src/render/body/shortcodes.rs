//! Calls of components in a body: their arguments, and what these stand for.

use super::placement::Placement;
use crate::base::html::escape_into;
use crate::body::shortcodes::Resolve;
use crate::body::{ArgumentValue, Shortcode};
use crate::diagnostic::Diagnostic;
use crate::render::model::shared::value;
use crate::render::model::shortcodes::File;
use crate::render::site_context::SiteContext;
use crate::render::url::encode;
use crate::render::views::facts;
use crate::site::PageIx;
use tera::{Context, Value};

/// Renders the section of a page under a heading, all of it without one, as its component sees it; `None` where there is
/// no such heading.
pub(super) type RenderSection<'a> = dyn Fn(PageIx, Option<&str>) -> Result<Option<Value>, Diagnostic> + 'a;

/// What a call gives its component; `None` where there is no such component or the arguments do not fit it.
pub(super) fn arguments(
    context: &SiteContext,
    call: &Shortcode,
    has_body: bool,
    placement: Placement<'_>,
    section: &RenderSection<'_>,
) -> Result<Option<Context>, Diagnostic> {
    let Some(spec) = context.theme.shortcodes.iter().find(|s| s.name == call.name) else { return Ok(None) };
    let given = |name: &str| call.arguments.iter().any(|argument| argument.name == name);
    if (spec.body && !has_body) || spec.arguments.iter().any(|a| a.required && !given(&a.name)) {
        return Ok(None);
    }
    let mut args = Context::new();
    for argument in &call.arguments {
        let declared = spec.arguments.iter().find(|a| a.name == argument.name);
        let Some(declared) = declared.filter(|declared| declared.accepts(&argument.value)) else { return Ok(None) };
        let value = match &argument.value {
            ArgumentValue::Str(s) if !declared.one_of.is_empty() && !declared.one_of.contains(s) => return Ok(None),
            ArgumentValue::Str(s) => Value::from(s.as_str()),
            ArgumentValue::Int(n) => Value::from(*n),
            ArgumentValue::Bool(b) => Value::from(*b),
            ArgumentValue::Word(key) => Value::from(context.strings(placement.lang).get(key)),
        };
        if let (Some(resolve), ArgumentValue::Str(s)) = (declared.resolve, &argument.value) {
            match resolved(context, resolve, s, placement.page, section)? {
                Some(found) => args.insert_value(resolve.as_str(), found),
                None => return Ok(None),
            }
        }
        args.insert_value(argument.name.clone(), value);
    }
    Ok(Some(args))
}

/// A call as it was written, where it cannot be rendered: a finding has said why, and the words stay.
pub(super) fn as_text(call: &Shortcode, body: Option<&str>) -> String {
    let mut out = String::from("<span class=\"shortcode-error\">");
    escape_into(&mut out, &call.source);
    out.push_str("</span>\n");
    out.push_str(body.unwrap_or_default());
    out
}

/// What an argument of a call on `page` stands for.
fn resolved(
    context: &SiteContext,
    resolve: Resolve,
    name: &str,
    page: PageIx,
    section: &RenderSection<'_>,
) -> Result<Option<Value>, Diagnostic> {
    let page = &context.site.pages[page];
    Ok(match resolve {
        Resolve::Contact => facts::contact_by_id(context, name).map(|contact| value(&contact)),
        Resolve::File | Resolve::Image => page.files.get(name).and_then(|a| {
            let prepared = context.assets.get(*a)?;
            let asset = &context.site.assets[*a];
            let media = mime_guess::from_path(asset.path.as_str()).first_raw().unwrap_or("application/octet-stream");
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
            let Some(target) = context.site.page_by_id(page.lang, id) else { return Ok(None) };
            section(target, anchor)?
        }
    })
}
