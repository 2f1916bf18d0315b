//! Lists of pages that other tools keep in a file of their own: `SUMMARY.md` of mdBook and GitBook, `nav` in `mkdocs.yml`;
//! and what Docusaurus says of a folder in its `_category_.json`.

use crate::base::path::RelPath;
use crate::data::{Node, Value, parse_yaml};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use std::collections::HashMap;

/// The order of pages, and what the lists call them. All paths lie below the site's root.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Navigation {
    pages: HashMap<RelPath, (usize, String)>,
    folders: HashMap<RelPath, String>,
    /// Of folders, in thousandths, as the weight of a page.
    positions: HashMap<RelPath, i64>,
}

/// Whether the file holds such a list.
pub fn is_navigation(path: &RelPath) -> bool {
    is_category(path) || matches!(path.file_name(), "SUMMARY.md" | "mkdocs.yml" | "mkdocs.yaml")
}

fn is_category(path: &RelPath) -> bool {
    matches!(path.file_name(), "_category_.json" | "_category_.yml" | "_category_.yaml")
}

impl Navigation {
    /// Reads the lists, given as path and text. A page that stands in several has its place in the first.
    pub fn read<'a>(files: impl IntoIterator<Item = (&'a RelPath, &'a str)>) -> Navigation {
        let mut navigation = Navigation::default();
        for (path, text) in files {
            let folder = path.parent();
            if is_category(path) {
                navigation.category(&folder, text);
            } else if path.file_name() == "SUMMARY.md" {
                for (title, to) in links(text) {
                    navigation.add(&folder, &title, &to);
                }
            } else if let Some(docs) = folder.join(&setting(text, "docs_dir").unwrap_or_else(|| "docs".to_owned())) {
                let nav = block(text, "nav").and_then(|block| parse_yaml(&block).ok());
                if let Some(nav) = nav.as_ref().and_then(|node| node.get("nav")) {
                    navigation.group(&docs, nav);
                }
            }
        }
        navigation
    }

    /// Whether nothing is listed.
    pub fn is_empty(&self) -> bool {
        self.pages.is_empty()
    }

    /// The weight of a folder, in thousandths.
    pub fn position(&self, folder: &RelPath) -> Option<i64> {
        self.positions.get(&folder.composed()).copied()
    }

    /// JSON is YAML.
    fn category(&mut self, folder: &RelPath, text: &str) {
        let Ok(node) = parse_yaml(text) else { return };
        if let Some(Value::Str(label)) = node.get("label").map(|label| &label.value) {
            self.folders.insert(folder.composed(), label.clone());
        }
        let position = match node.get("position").map(|position| &position.value) {
            Some(Value::Int(n)) => *n as f64,
            Some(Value::Float(n, _)) => *n,
            _ => return,
        };
        self.positions.insert(folder.composed(), (position * 1000.0).round() as i64);
    }

    /// The place of the page of `file`, counted over all lists.
    pub fn place(&self, file: &RelPath) -> Option<usize> {
        self.pages.get(&file.composed()).map(|(place, _)| *place)
    }

    /// What a list calls the page of `file`.
    pub fn title(&self, file: &RelPath) -> Option<&str> {
        self.pages.get(&file.composed()).map(|(_, title)| title.as_str()).filter(|title| !title.is_empty())
    }

    /// What a list calls the group whose pages are those of `folder`.
    pub fn folder_title(&self, folder: &RelPath) -> Option<&str> {
        self.folders.get(&folder.composed()).map(String::as_str)
    }

    fn add(&mut self, folder: &RelPath, title: &str, to: &str) -> Option<RelPath> {
        let to = to.split(['#', '?']).next().unwrap_or("");
        let elsewhere = to.is_empty() || to.contains("://") || to.starts_with("mailto:");
        let file = folder.join(to).filter(|_| !elsewhere)?.composed();
        let place = self.pages.len();
        self.pages.entry(file.clone()).or_insert_with(|| (place, title.trim().to_owned()));
        Some(file)
    }

    /// Adds the pages of a group, and gives the folder that all of them lie in.
    fn group(&mut self, docs: &RelPath, list: &Node) -> Option<RelPath> {
        let mut common: Option<RelPath> = None;
        let mut within = |folder: Option<RelPath>| {
            let Some(folder) = folder else { return };
            common = Some(match common.take() {
                Some(before) => shared(&before, &folder),
                None => folder,
            });
        };
        for item in list.items() {
            match &item.value {
                Value::Str(to) => within(self.add(docs, "", to).map(|file| file.parent())),
                Value::Map(entries) => {
                    for (key, value) in entries {
                        match &value.value {
                            Value::Str(to) => within(self.add(docs, &key.name, to).map(|file| file.parent())),
                            Value::List(_) => {
                                let folder = self.group(docs, value);
                                if let Some(folder) = folder.as_ref().filter(|f| *f != docs) {
                                    self.folders.entry(folder.clone()).or_insert_with(|| key.name.clone());
                                }
                                within(folder);
                            }
                            _ => {}
                        }
                    }
                }
                _ => {}
            }
        }
        common
    }
}

/// The folder that both lie in.
fn shared(a: &RelPath, b: &RelPath) -> RelPath {
    let common: Vec<&str> = a.parts().zip(b.parts()).take_while(|(a, b)| a == b).map(|(a, _)| a).collect();
    RelPath::lit(&common.join("/"))
}

/// Text and address of each link, in order.
fn links(text: &str) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    let mut open = false;
    for event in Parser::new(text) {
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => {
                open = true;
                all.push((String::new(), decoded(&dest_url)));
            }
            Event::End(TagEnd::Link) => open = false,
            Event::Text(text) | Event::Code(text) if open => {
                if let Some((title, _)) = all.last_mut() {
                    title.push_str(&text);
                }
            }
            _ => {}
        }
    }
    all
}

fn decoded(address: &str) -> String {
    crate::base::percent::decode(address).unwrap_or_else(|| address.to_owned())
}

/// The value of a setting at the top of a YAML file.
fn setting(text: &str, key: &str) -> Option<String> {
    let rest = text.lines().find_map(|line| line.strip_prefix(key)?.trim_start().strip_prefix(':'))?;
    let value = rest.split(" #").next().unwrap_or("").trim().trim_matches(['"', '\'']);
    (!value.is_empty()).then(|| value.to_owned())
}

/// The lines of one key at the top of a YAML file. The rest may hold tags of Python that nobody else can read.
fn block(text: &str, key: &str) -> Option<String> {
    let begins = |line: &&str| line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with(':'));
    let mut lines = text.lines().skip_while(|line| !begins(line));
    let first = lines.next()?;
    let inside = |line: &&str| line.is_empty() || line.starts_with([' ', '\t', '-', '#', '\r']);
    let block: Vec<&str> = std::iter::once(first).chain(lines.take_while(inside)).collect();
    Some(block.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(path: &str, text: &str) -> Navigation {
        Navigation::read([(&RelPath::lit(path), text)])
    }

    fn place<'a>(n: &'a Navigation, file: &str) -> Option<(usize, Option<&'a str>)> {
        n.place(&RelPath::lit(file)).map(|place| (place, n.title(&RelPath::lit(file))))
    }

    #[test]
    fn a_summary_orders_and_names() {
        let n = read(
            "bok/src/SUMMARY.md",
            "# Summary\n\n[Förord](forord.md)\n\n- [Ett `kod`](kap/ett.md)\n  - [Två](./kap/tv%C3%A5.md#a)\n- [Utkast]()\n- [Ute](https://a.example/b.md)\n- [Igen](kap/ett.md)\n",
        );
        assert_eq!(place(&n, "bok/src/forord.md"), Some((0, Some("Förord"))));
        assert_eq!(place(&n, "bok/src/kap/ett.md"), Some((1, Some("Ett kod"))));
        assert_eq!(place(&n, "bok/src/kap/två.md"), Some((2, Some("Två"))));
        assert_eq!(n.pages.len(), 3);
    }

    #[test]
    fn mkdocs_orders_and_names_beside_tags_that_only_python_reads() {
        let n = read(
            "mkdocs.yml",
            "site_name: A\ndocs_dir: 'handbok' # här\nmarkdown_extensions:\n  - x:\n      f: !!python/name:a.b\nnav:\n  - index.md\n  - Guide:\n      - Installera: guide/install.md\n      - guide/mer.md\n  - 'Om oss': om.md\n  - Ute: https://a.example\nextra: !ENV X\n",
        );
        assert_eq!(place(&n, "handbok/index.md"), Some((0, None)));
        assert_eq!(place(&n, "handbok/guide/install.md"), Some((1, Some("Installera"))));
        assert_eq!(place(&n, "handbok/guide/mer.md"), Some((2, None)));
        assert_eq!(place(&n, "handbok/om.md"), Some((3, Some("Om oss"))));
        assert_eq!(n.folder_title(&RelPath::lit("handbok/guide")), Some("Guide"));
        assert_eq!(n.pages.len(), 4);
    }

    #[test]
    fn docusaurus_names_and_orders_folders() {
        let n = read(
            "docs/a/_category_.json",
            "{\n\t\"label\": \"Kom igång\",\n  \"position\": 2.5,\n  \"link\": {\"type\": \"x\"}\n}\n",
        );
        assert_eq!(n.folder_title(&RelPath::lit("docs/a")), Some("Kom igång"));
        assert_eq!(n.position(&RelPath::lit("docs/a")), Some(2500));
    }

    #[test]
    fn what_is_no_list_gives_nothing() {
        for (path, text) in
            [("mkdocs.yml", ""), ("mkdocs.yml", "nav: x\n"), ("mkdocs.yml", "nav:\n  - [\n"), ("SUMMARY.md", "Text.\n")]
        {
            assert!(read(path, text).is_empty(), "{text}");
        }
    }
}
