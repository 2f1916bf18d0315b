//! Writes a corpus of made-up Swedish guidance, to measure with and to try things on:
//!
//! ```text
//! cargo run --release --example corpus -- OUT N [--seed S] [--plain] [--bare] [--hugo]
//! ```
//!
//! `OUT/plain` is a site for ledfyr (also the default), `OUT/bare` the same pages without front matter or configuration,
//! `OUT/hugo` the same pages as a Hugo site with templates that do the same work. `OUT/manifest.json` says what they hold.

#![allow(clippy::disallowed_methods, reason = "the door to the disk is for the program; this is a tool beside it")]
#![allow(clippy::expect_used, clippy::unwrap_used, unreachable_pub, reason = "a tool beside the program")]

#[path = "../benches/corpus/mod.rs"]
mod corpus;

use corpus::{Corpus, SEED, Tree};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const USAGE: &str = "usage: corpus OUT N [--seed S] [--plain] [--bare] [--hugo]";

struct Wanted {
    out: PathBuf,
    pages: usize,
    seed: u64,
    trees: Vec<(&'static str, Tree)>,
}

fn main() -> ExitCode {
    let Some(wanted) = parse(std::env::args().skip(1)) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match run(&wanted) {
        Ok(manifest) => {
            println!("{manifest}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("cannot write the corpus: {error}");
            ExitCode::from(2)
        }
    }
}

fn parse(mut args: impl Iterator<Item = String>) -> Option<Wanted> {
    let (mut words, mut seed, mut trees) = (Vec::new(), SEED, Vec::new());
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--seed" => seed = args.next()?.parse().ok()?,
            "--plain" => trees.push(("plain", Tree::Ledfyr)),
            "--bare" => trees.push(("bare", Tree::Bare)),
            "--hugo" => trees.push(("hugo", Tree::Hugo)),
            flag if flag.starts_with('-') => return None,
            _ => words.push(arg),
        }
    }
    // The site itself is what the others are compared with, so it is always there.
    if !trees.iter().any(|(_, tree)| *tree == Tree::Ledfyr) {
        trees.insert(0, ("plain", Tree::Ledfyr));
    }
    let [out, pages] = words.try_into().ok()?;
    Some(Wanted { out: PathBuf::from(out), pages: pages.parse().ok()?, seed, trees })
}

fn run(wanted: &Wanted) -> std::io::Result<String> {
    let corpus = Corpus::new(wanted.pages, wanted.seed);
    let mut written = corpus::trees::Written::default();
    for (name, tree) in &wanted.trees {
        let root = wanted.out.join(name);
        remove(&root)?;
        written = corpus::write(&corpus, &root, *tree)?;
    }
    let manifest = format!("{:#}\n", corpus::trees::manifest(&corpus, written));
    std::fs::write(wanted.out.join("manifest.json"), &manifest)?;
    Ok(manifest.trim_end().to_owned())
}

/// Takes away an earlier corpus, and nothing but one.
fn remove(root: &Path) -> std::io::Result<()> {
    if !root.exists() {
        return Ok(());
    }
    if !root.join("content/_index.md").is_file() {
        return Err(std::io::Error::other(format!("{} is there and is no corpus", root.display())));
    }
    std::fs::remove_dir_all(root)
}
