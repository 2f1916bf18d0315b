//! Writes a corpus as the source tree of a generator.

use super::Corpus;
use super::page::body;
use rayon::prelude::*;
use serde_json::{Value, json};
use std::fs;
use std::io;
use std::path::Path;

/// Whose conventions the tree follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tree {
    /// Front matter in YAML, links relative to the file.
    Ledfyr,
    /// No front matter and no configuration: what people have before they choose a tool.
    Bare,
    /// Front matter in TOML, links from the content root, with the templates of `benches/hugo`.
    Hugo,
}

/// What was written.
#[derive(Clone, Copy, Debug, Default)]
pub struct Written {
    pub words: usize,
    pub bytes: usize,
    pub with_code: usize,
}

const TITLE: &str = "Kommunens vägledning";

/// Writes the corpus below `root`, which must not exist or be empty.
pub fn write(corpus: &Corpus, root: &Path, tree: Tree) -> io::Result<Written> {
    let content = root.join("content");
    for folder in &corpus.folders {
        fs::create_dir_all(content.join(&corpus.tops[folder.top].slug).join(&folder.section.slug))?;
    }
    match tree {
        Tree::Ledfyr => {
            fs::write(root.join("ledfyr.toml"), format!("[site]\ntitle = {}\nlanguage = \"sv\"\n", quoted(TITLE)))?;
        }
        Tree::Hugo => copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/hugo"), root)?,
        Tree::Bare => {}
    }
    sections(corpus, &content, tree)?;
    (0..corpus.pages.len())
        .into_par_iter()
        .map(|number| {
            let text = body(corpus, number, |target| link(corpus, number, target, tree));
            fs::write(content.join(corpus.path(number) + ".md"), head(corpus, number, tree) + &text)?;
            let with_code = usize::from(text.contains("```"));
            Ok(Written { words: text.split_whitespace().count(), bytes: text.len(), with_code })
        })
        .try_reduce(Written::default, |a, b| {
            Ok(Written { words: a.words + b.words, bytes: a.bytes + b.bytes, with_code: a.with_code + b.with_code })
        })
}

/// What the corpus is, for scripts that measure: the counts, and a page in the middle to edit.
pub fn manifest(corpus: &Corpus, written: Written) -> Value {
    let n = corpus.pages.len();
    json!({
        "pages": n,
        "seed": corpus.seed,
        "sections": corpus.tops.len(),
        "folders": corpus.folders.len(),
        "words_per_page": written.words.checked_div(n),
        "markdown_bytes": written.bytes,
        "pages_with_code": written.with_code,
        "edit": corpus.pages.get(n / 2).map(|page| json!({ "path": corpus.path(n / 2), "title": page.title })),
    })
}

fn sections(corpus: &Corpus, content: &Path, tree: Tree) -> io::Result<()> {
    let write = |path: &Path, title: &str, description: &str, weight: usize| {
        let (title_line, description) = (quoted(title), quoted(description));
        let text = match tree {
            Tree::Ledfyr => format!("---\ntitle: {title_line}\ndescription: {description}\nweight: {weight}\n---\n"),
            Tree::Hugo => format!("+++\ntitle = {title_line}\ndescription = {description}\nweight = {weight}\n+++\n"),
            Tree::Bare => format!("# {title}\n"),
        };
        fs::write(path.join("_index.md"), text)
    };
    write(content, TITLE, "Påhittad text för att mäta med.", 1)?;
    for (number, top) in corpus.tops.iter().enumerate() {
        write(&content.join(&top.slug), &top.title, &top.description, number + 1)?;
    }
    for (number, folder) in corpus.folders.iter().enumerate() {
        let section = &folder.section;
        let path = content.join(&corpus.tops[folder.top].slug).join(&section.slug);
        write(&path, &section.title, &section.description, number + 1)?;
    }
    Ok(())
}

fn head(corpus: &Corpus, number: usize, tree: Tree) -> String {
    let page = &corpus.pages[number];
    let (title, description, weight) = (quoted(&page.title), quoted(&page.description), number + 1);
    let (date, tags) = (&page.date, json!(page.tags));
    match tree {
        Tree::Ledfyr => format!(
            "---\ntitle: {title}\ndate: {date}\ndescription: {description}\nweight: {weight}\ntags: {tags}\n---\n\n"
        ),
        Tree::Hugo => format!(
            "+++\ntitle = {title}\ndate = {date}\ndescription = {description}\nweight = {weight}\ntags = {tags}\n+++\n\n"
        ),
        Tree::Bare => format!("# {}\n\n", page.title),
    }
}

fn link(corpus: &Corpus, from: usize, to: usize, tree: Tree) -> String {
    if tree == Tree::Hugo {
        return format!("/{}.md", corpus.path(to));
    }
    if corpus.pages[from].folder == corpus.pages[to].folder {
        return format!("{}.md", corpus.pages[to].slug);
    }
    format!("../../{}.md", corpus.path(to))
}

/// A string as JSON, which is also a string in YAML and in TOML for all that the corpus holds.
fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?
        } else {
            fs::copy(entry.path(), target).map(drop)?
        }
    }
    Ok(())
}
