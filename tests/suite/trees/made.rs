//! Trees made in the manner of seven tools build as they are: no page and no word is lost without being told.

#![allow(clippy::disallowed_methods, reason = "a test tells how many pages it makes and where by its environment")]

use super::tree::{Tree, WORD};
use super::{docusaurus, hugo, jekyll, mdbook, mkdocs, obsidian, word};
use crate::common::{Built, build, options};
use ledfyr::base::path::RelPath;
use ledfyr::base::span::position;
use ledfyr::base::text::Lang;
use ledfyr::diagnostic::{Diagnostic, Format, Grade, Levels, RenderOptions, Report};
use ledfyr::pipeline::SiteSources;
use ledfyr::source::MemoryFiles;
use std::collections::{BTreeMap, BTreeSet};

/// A tree and what came of it.
struct Made {
    tree: Tree,
    files: MemoryFiles,
    built: Built,
}

/// How many pages of each sort a tree has: `LEDFYR_TREE_PAGES`, or a few.
fn size() -> usize {
    std::env::var("LEDFYR_TREE_PAGES").ok().and_then(|n| n.parse().ok()).unwrap_or(24)
}

/// Builds a tree; with `LEDFYR_TREES=FOLDER` it is also written there, to be tried by hand.
fn made(name: &str, tree: fn(usize) -> Tree) -> Made {
    let tree = tree(size());
    if let Some(folder) = std::env::var_os("LEDFYR_TREES") {
        for (path, bytes) in &tree.files {
            let full = std::path::Path::new(&folder).join(name).join(path);
            std::fs::create_dir_all(full.parent().unwrap()).unwrap();
            std::fs::write(full, bytes).unwrap();
        }
    }
    let files = tree.memory();
    let built = build(&files, &options());
    Made { tree, files, built }
}

impl Made {
    fn screen(&self) -> String {
        let report = Report::new(self.built.diagnostics.clone(), &Levels::default());
        let sources = SiteSources { files: &self.files, theme: self.built.loaded.as_ref().map(|l| &*l.theme) };
        report.render(Format::Human, &RenderOptions { lang: Lang::Sv, ..RenderOptions::default() }, &sources)
    }

    /// Findings about a file, or about a folder around it.
    fn found_in<'a>(&'a self, path: &'a str) -> impl Iterator<Item = &'a Diagnostic> {
        let path = RelPath::lit(path);
        self.built.diagnostics.iter().filter(move |d| d.file.as_ref().is_some_and(|f| !f.is_empty() && path.is_in(f)))
    }

    fn builds(&self) {
        let errors = self.built.diagnostics.iter().filter(|d| d.grade() == Grade::Error).count();
        assert_eq!(errors, 0, "{}", self.screen());
        assert!(!self.built.files.is_empty());
    }

    /// Pages in = pages out + pages told.
    fn loses_no_page(&self) {
        let site = &self.built.loaded.as_ref().unwrap().site;
        let out: BTreeMap<&str, &str> =
            site.pages.iter().filter(|p| !p.generated).map(|p| (p.doc.file.as_str(), p.url.as_str())).collect();
        let mut lost = Vec::new();
        for path in self.tree.pages() {
            let published = out.get(path).is_some_and(|url| self.built.files.contains_key(&format!("{url}index.html")));
            let told = self.found_in(path).next().is_some();
            if self.tree.is_draft(path) {
                assert!(!published, "{path} is a draft");
            } else if !published && !told {
                lost.push(path);
            }
        }
        assert_eq!(lost, [""; 0], "\n{}", self.screen());
        let urls: BTreeSet<&str> = out.values().copied().collect();
        assert_eq!(urls.len(), out.len(), "two pages have one address");
    }

    /// Each word stands on a page, or its line has a finding.
    fn loses_no_word(&self) {
        let mut shown = BTreeSet::new();
        for (_, bytes) in self.built.files.iter().filter(|(path, _)| path.ends_with(".html")) {
            let html = String::from_utf8_lossy(bytes);
            for (at, _) in html.match_indices(WORD) {
                shown.extend(html[at..].split_inclusive('x').next().map(str::to_owned));
            }
        }
        let mut lost = Vec::new();
        for (word, path) in &self.tree.words {
            if !self.tree.pages().any(|p| p == path) || shown.contains(word) {
                continue;
            }
            let text = self.tree.text(path);
            let line = position(&text, text.find(word.as_str()).unwrap()).line;
            let told = self.found_in(path).any(|d| {
                d.code.as_str() == "page-left-out"
                    || d.span.is_none_or(|s| {
                        (position(&text, s.start as usize).line..=position(&text, s.end as usize).line).contains(&line)
                    })
            });
            if !told {
                lost.push(format!("{path}:{line}: {}", text.lines().nth(line - 1).unwrap_or("")));
            }
        }
        assert_eq!(lost, [""; 0], "\n{}", self.screen());
    }

    /// What a person sees is short, however many pages there are.
    fn tells_briefly(&self) {
        let screen = self.screen();
        let lines = screen.lines().count();
        // The longest: ten causes, three findings of each, up to nine lines a finding.
        assert!(lines < 270, "{lines} lines:\n{screen}");
    }

    fn holds(self) -> Made {
        self.builds();
        self.loses_no_page();
        self.loses_no_word();
        self.tells_briefly();
        self
    }
}

#[test]
fn made_hugo() {
    made("hugo", hugo::tree).holds();
}

#[test]
fn made_mkdocs() {
    made("mkdocs", mkdocs::tree).holds();
}

#[test]
fn made_mdbook() {
    made("mdbook", mdbook::tree).holds();
}

#[test]
fn made_docusaurus() {
    made("docusaurus", docusaurus::tree).holds();
}

#[test]
fn made_jekyll() {
    made("jekyll", jekyll::tree).holds();
}

#[test]
fn made_obsidian() {
    made("obsidian", obsidian::tree).holds();
}

#[test]
fn made_word() {
    made("word", word::tree).holds();
}
