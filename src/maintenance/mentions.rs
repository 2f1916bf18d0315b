//! Where else a page is named: by id anywhere, by path in the search expectations.

use super::relocation::Relocation;
use crate::base::path::RelPath;
use crate::body::{ArgumentValue, Destination};
use crate::config::Config;
use crate::data::{Node, Value};
use crate::front_matter::fields;
use crate::pipeline::Loaded;
use crate::source::Files;
use std::collections::BTreeSet;

/// Keys of front matter whose values are words for people, never ids.
const WORDS: [&str; 6] = ["id", "title", "description", "keywords", "tags", "aliases"];

/// The ids that something names: links, shortcodes, front matter, the configuration or the search tests. Words that only
/// look like ids may be among them.
pub(super) fn referenced(loaded: &Loaded, tests: &str) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    let mut add = |value: &str| {
        ids.insert(fields::page_id(value).to_owned());
    };
    for page in &loaded.site.pages {
        for link in &page.doc.body.links {
            if let Destination::Wiki { id, .. } = &link.destination {
                add(id);
            }
        }
        for argument in page.doc.body.shortcodes.iter().flat_map(|call| &call.arguments) {
            if let ArgumentValue::Str(value) = &argument.value {
                add(value);
            }
        }
        let values = page.doc.front.node.entries().iter().filter(|(key, _)| !WORDS.contains(&key.name.as_str()));
        values.for_each(|(_, value)| strings(value, &mut add));
    }
    strings(&loaded.config.source, &mut add);
    tests.split('"').for_each(add);
    ids
}

fn strings(node: &Node, add: &mut impl FnMut(&str)) {
    if let Value::Str(text) = &node.value {
        add(text);
    }
    node.items().iter().for_each(|item| strings(item, add));
    node.entries().iter().for_each(|(key, value)| {
        add(&key.name);
        strings(value, add);
    });
}

/// The file of search expectations, and its text.
pub(super) fn search_tests(files: &dyn Files, config: &Config) -> Option<(RelPath, String)> {
    let mut candidates = config.content.dirs.iter().filter_map(|dir| RelPath::new(dir)?.join(&config.search.tests));
    let file = candidates.find(|path| files.is_file(path))?;
    let text = String::from_utf8(files.read(&file).ok()?).ok()?;
    Some((file, text))
}

/// The same with the paths of moved pages in it changed, and how many.
pub(super) fn expectations(relocation: &Relocation, file: RelPath, text: &str) -> Option<(RelPath, String, usize)> {
    let (mut new, mut n) = (text.to_owned(), 0);
    for (from, to) in relocation.paths() {
        let (from, to) = (format!("\"{from}\""), format!("\"{to}\""));
        n += new.matches(&from).count();
        new = new.replace(&from, &to);
    }
    (n > 0).then_some((file, new, n))
}
