//! What the theme's components ask of those who call them from Markdown.

use crate::base::path::RelPath;
use crate::body::shortcodes::{ArgumentKind, ArgumentSpec, Resolve, ShortcodeSpec};
use std::collections::HashMap;
use tera::{ComponentArgType, Tera, Value};

/// The components in `templates/shortcodes/`, as calls from Markdown are judged by them.
pub(super) fn shortcodes(tera: &Tera, files: &HashMap<String, RelPath>) -> Vec<ShortcodeSpec> {
    let mut names: Vec<&str> =
        tera.get_component_names().filter(|name| files.contains_key(&format!("shortcodes/{name}.html"))).collect();
    names.sort_unstable();
    names.into_iter().filter_map(|name| spec(tera, name)).collect()
}

fn spec(tera: &Tera, name: &str) -> Option<ShortcodeSpec> {
    let info = tera.get_component_definition(name)?;
    let metadata = info.metadata();
    let one_of = |argument: &str| -> Vec<String> {
        metadata
            .get("one_of")
            .and_then(|v| v.get_from_path(argument))
            .and_then(Value::as_array)
            .map(|a| a.iter().filter_map(|v| v.as_str().map(str::to_owned)).collect())
            .unwrap_or_default()
    };
    let resolve = |argument: &str| -> Option<Resolve> {
        Resolve::parse(metadata.get("resolve")?.get_from_path(argument)?.as_str()?)
    };
    let resolved: Vec<&'static str> =
        info.args().iter().filter_map(|a| resolve(a.name())).map(Resolve::as_str).collect();
    let arguments = info
        .args()
        .iter()
        // What the program hands over is not the editor's to give.
        .filter(|a| !a.is_implicit() && !resolved.contains(&a.name()))
        .map(|a| ArgumentSpec {
            name: a.name().to_owned(),
            kind: match a.arg_type() {
                Some(ComponentArgType::String) => ArgumentKind::Str,
                Some(ComponentArgType::Integer) => ArgumentKind::Int,
                Some(ComponentArgType::Bool) => ArgumentKind::Bool,
                _ => ArgumentKind::Any,
            },
            required: a.is_required(),
            one_of: one_of(a.name()),
            resolve: resolve(a.name()),
        })
        .collect();
    let body = metadata.get("body").and_then(Value::as_bool).unwrap_or(false);
    Some(ShortcodeSpec { name: name.to_owned(), arguments, body })
}
