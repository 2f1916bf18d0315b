//! What must hold for any input: nothing panics, no text is lost in silence, and the same input gives the same bytes.

#![allow(clippy::disallowed_methods, reason = "a test asks its surroundings how long to look")]

mod lively;

use crate::common::{Built, build, options};
use ledfyr::base::path::RelPath;
use ledfyr::pipeline::{Options, WithSearch};
use ledfyr::source::{DiskFiles, Files, MemoryFiles, Walk};
use lively::{lively, yaml};
use proptest::prelude::*;
use std::io;
use std::path::Path;

/// A site with one page of any bytes; told, so that excerpts are drawn too.
fn with_page(bytes: Vec<u8>) -> (MemoryFiles, Built) {
    let files =
        MemoryFiles::new().with("ledfyr.toml", "").with("content/_index.md", "# Start\n").with("content/x.md", bytes);
    let built = build(&files, &options());
    built.told(&files);
    (files, built)
}

/// Few cases, so that the suite stays quick; `PROPTEST_CASES=1000` for a long look.
fn config() -> ProptestConfig {
    let default = ProptestConfig::default();
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { default.cases } else { 24 };
    // Failures are printed whole; a file of seeds beside the test would only repeat them.
    ProptestConfig { cases, failure_persistence: None, ..default }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn no_bytes_as_a_page_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        with_page(bytes);
    }

    #[test]
    fn no_markdown_panics(text in lively()) {
        with_page(text.into_bytes());
    }

    #[test]
    fn no_markdown_of_a_glossary_or_checklist_panics(text in lively()) {
        with_page(format!("---\nkind: glossary\ntitle: A\n---\n{text}").into_bytes());
        with_page(format!("---\nkind: checklist\ntitle: A\nscenario: B\nphases: [{{id: a, title: A, mode: memory}}]\n---\n## A {{#a}}\n{text}").into_bytes());
    }

    #[test]
    fn no_front_matter_panics(text in yaml(), any in "\\PC{0,40}") {
        with_page(format!("---\n{text}---\nText.\n").into_bytes());
        with_page(format!("---\n{any}\n---\nText.\n").into_bytes());
        with_page(format!("+++\n{}+++\nText.\n", text.replace(": ", " = ")).into_bytes());
        with_page(format!("+++\n{any}\n+++\nText.\n").into_bytes());
    }

    #[test]
    fn no_configuration_panics(text in "(\\[[a-z.]{0,12}\\]\n|[a-z_]{1,12} = (\"[^\n\"]{0,12}\"|[0-9.-]{1,6}|true|\\[\\]|\\{\\})\n|\\PC{0,12}\n){0,8}") {
        let files = MemoryFiles::new().with("ledfyr.toml", text).with("content/_index.md", "# Start\n");
        build(&files, &options()).told(&files);
    }

    #[test]
    fn known_settings_of_any_value_do_not_panic(
        title in ".{0,20}", language in ".{0,8}", url in ".{0,20}", dir in ".{0,12}", code in "[a-z]{0,3}", other in ".{0,12}", level in ".{0,8}",
    ) {
        let quote = |s: &str| serde_json::Value::from(s).to_string();
        let text = format!(
            "[site]\ntitle = {}\nlanguage = {}\nbase_url = {}\nedit_url = {}\n[content]\ndirs = [\"content\", {}]\n[languages.{}]\nname = {}\n[classification]\nlevels = [\"open\", {}]\n",
            quote(&title), quote(&language), quote(&format!("https://{url}")), quote(&other), quote(&dir), quote(&code), quote(&other), quote(&level),
        );
        let files = MemoryFiles::new().with("ledfyr.toml", text).with("content/_index.md", "# Start\n\n\"a\"\n").with("content/b/c.md", "# Å\n");
        build(&files, &options()).told(&files);
    }

    #[test]
    fn no_names_panic(names in prop::collection::vec("[^/\\\\\0]{1,12}", 1..5)) {
        let path = names.iter().filter(|n| *n != "." && *n != "..").cloned().collect::<Vec<_>>().join("/");
        let files = MemoryFiles::new().with("ledfyr.toml", "[languages.en]\n").with(&format!("content/{path}.md"), "# X\n");
        build(&files, &options()).told(&files);
    }

    /// Every word of the source is on the page, or a finding tells of it.
    #[test]
    fn no_text_is_lost_in_silence(text in lively(), words in prop::collection::vec("[a-z]{9}", 3..8)) {
        // Words that no sign of Markdown has, put between its pieces.
        let mut marked = String::new();
        let mut rest = text.as_str();
        for word in &words {
            let mut cut = (rest.len() / 2).min(rest.len());
            while !rest.is_char_boundary(cut) {
                cut -= 1;
            }
            marked.push_str(&rest[..cut]);
            marked.push_str(&format!(" {word} "));
            rest = &rest[cut..];
        }
        marked.push_str(rest);
        let (_, built) = with_page(format!("---\ntitle: Sida\n---\n{marked}").into_bytes());
        if built.codes().is_empty() {
            let page = built.text("x/index.html");
            for word in &words {
                prop_assert!(page.contains(word.as_str()) || silent_by_design(&marked, word), "{word} is lost:\n{marked:?}");
            }
        }
    }

    #[test]
    fn threads_and_order_change_nothing(pages in prop::collection::vec(lively(), 1..12), seed in any::<u64>()) {
        let files = pages.iter().enumerate().fold(MemoryFiles::new().with("ledfyr.toml", "[site]\nbase_url = \"https://a.example\"\n"), |files, (i, text)| {
            files.with(&format!("content/del-{}/{i}.md", i % 3), format!("---\ntitle: Sida {i}\ntags: [t{}]\n---\n{text}", i % 2))
        });
        let one = on_threads(1, &files);
        let four = on_threads(4, &files);
        let shuffled = on_threads(4, &Shuffled { files: &files, seed });
        prop_assert_eq!(&one, &four);
        prop_assert_eq!(&one, &shuffled);
    }
}

/// A word in a place that readers do not see by Markdown's own rules: a comment, a link's target or label, the
/// language of a code block.
fn silent_by_design(text: &str, word: &str) -> bool {
    let at = text.find(word).unwrap();
    let (before, after) = (&text[..at], &text[at + word.len()..]);
    let in_comment = before.rfind("<!--").is_some_and(|i| !before[i..].contains("-->")) && after.contains("-->");
    let line = before.rsplit('\n').next().unwrap_or("");
    let fence = line.trim_start().trim_start_matches("> ").contains("```") || line.contains("~~~");
    let label = line.contains('[') && after.lines().next().is_some_and(|l| l.contains("]:"));
    let target = line.contains("](") || line.contains("[[") || before.contains("]: ") || before.contains("](");
    in_comment || fence || label || target
}

/// The findings and the output of a build on that many threads.
fn on_threads(threads: usize, files: &dyn Files) -> (String, Vec<(String, Vec<u8>)>) {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    pool.install(|| {
        let built = build(files, &Options { search: WithSearch::Now, ..options() });
        (built.told(files), built.files.iter().map(|(p, b)| (p.clone(), b.to_vec())).collect())
    })
}

/// The same files, walked in another order.
struct Shuffled<'a> {
    files: &'a dyn Files,
    seed: u64,
}

impl Files for Shuffled<'_> {
    fn walk(&self, folder: &RelPath, skip: &[RelPath]) -> Walk {
        let mut walk = self.files.walk(folder, skip);
        walk.entries.sort_by_key(|e| blake3::hash(format!("{}{}", self.seed, e.path).as_bytes()).to_hex().to_string());
        walk
    }

    fn walk_all(&self, folder: &RelPath) -> Walk {
        self.files.walk_all(folder)
    }

    fn read(&self, path: &RelPath) -> io::Result<Vec<u8>> {
        self.files.read(path)
    }

    fn is_file(&self, path: &RelPath) -> bool {
        self.files.is_file(path)
    }

    fn is_dir(&self, path: &RelPath) -> bool {
        self.files.is_dir(path)
    }
}

#[test]
fn the_sample_site_is_the_same_on_any_number_of_threads_and_in_any_order() {
    let files = DiskFiles::new(Path::new(env!("CARGO_MANIFEST_DIR")));
    let one = on_threads(1, &files);
    assert!(one.1.len() > 60, "{}", one.0);
    assert!(one == on_threads(4, &files), "threads change the output");
    assert!(one == on_threads(3, &Shuffled { files: &files, seed: 7 }), "the order of files changes the output");
}

/// The day decides which pages hold, which reviews are late and when tasks are next to be done, and nothing else. Once all that
/// has a date is past, the rest of a site is rebuilt byte for byte in ten years.
#[test]
fn another_day_gives_the_same_bytes() {
    let on = |files: &dyn Files, year| {
        let today = ledfyr::base::date::Date::from_ymd(year, 5, 17).unwrap();
        build(files, &Options { today, ..options() }).files
    };
    let sample = DiskFiles::new(Path::new(env!("CARGO_MANIFEST_DIR")));
    let undated = MemoryFiles::new()
        .with("ledfyr.toml", "[site]\nbase_url = \"https://a.example\"\n")
        .with("content/_index.md", "# Start\n")
        .with("content/ombud.md", "---\nid: ombud\nkind: role\ntier: line\ntitle: Ombud\n---\n")
        .with(
            "content/rutin.md",
            "---\nkind: process\ntitle: Rutin\nowner: ombud\nduties: [{id: vakta, does: Vakta, responsible: [ombud], accountable: ombud, every: P1Y, month: 3}]\n---\n",
        );
    for (files, year) in [(&sample as &dyn Files, 2041), (&undated, 2027)] {
        let (one, other) = (on(files, year), on(files, year + 10));
        assert!(!one.is_empty());
        // What shows when tasks are next to be done and how late they are, and the list of what browsers keep.
        let shows_time = |path: &str| {
            ["arshjul/", "roller/", "ombud/", "uppfolj/"].iter().any(|folder| path.starts_with(folder))
                || ["sw.js", "pages.json"].contains(&path)
        };
        let differ: Vec<_> = one
            .iter()
            .filter(|(path, bytes)| !shows_time(path) && other.get(*path) != Some(*bytes))
            .map(|(p, _)| p)
            .collect();
        assert!(differ.is_empty() && one.len() == other.len(), "{differ:?}");
    }
}
