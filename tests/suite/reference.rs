//! The reference of templates has all that they can ask for.

#![allow(clippy::disallowed_methods, reason = "a test reads the theme from the disk")]

use ledfyr::render::reference;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn the_file_is_what_the_program_prints() {
    let file = root().join("REFERENCE.md");
    if std::env::var_os("LEDFYR_BLESS").is_some() {
        fs::write(&file, reference()).unwrap();
    }
    let held = fs::read_to_string(&file).unwrap_or_default();
    assert!(held == reference(), "LEDFYR_BLESS=1 cargo test --test suite reference:: writes it anew");
}

/// The names in a section of the reference.
fn names(section: &str) -> BTreeSet<String> {
    let text = reference();
    let (_, after) = text.split_once(&format!("\n## {section}\n")).unwrap();
    let lines = after.split("\n## ").next().unwrap().lines();
    lines.filter_map(|l| Some(l.strip_prefix("- `")?.split_once('`')?.0.to_owned())).collect()
}

#[test]
fn every_name_that_the_theme_asks_of_the_site_and_of_cards_is_there() {
    let (site, mut card) = (names("Site"), names("Card"));
    for section in ["PageRef", "Checklist", "OnPaper"] {
        card.extend(names(section));
    }
    let mut unknown = BTreeSet::new();
    let templates = walkdir::WalkDir::new(root().join("themes/ledfyr/templates")).into_iter().map(Result::unwrap);
    for template in templates.filter(|entry| entry.file_type().is_file()) {
        let text = fs::read_to_string(template.path()).unwrap();
        for (object, known) in [("site", &site), ("card", &card)] {
            for (at, _) in text.match_indices(&format!("{object}.")) {
                let begins = !text[..at].ends_with(|c: char| c.is_alphanumeric() || "_.-\"/".contains(c));
                let rest = &text[at + object.len() + 1..];
                let name: String = rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
                if begins && !name.is_empty() && !known.contains(&name) {
                    unknown.insert(format!("{}: {object}.{name}", template.path().display()));
                }
            }
        }
    }
    assert!(unknown.is_empty(), "{unknown:#?}");
    assert!(site.contains("acute_page") && card.contains("pocket_url"), "names are read");
}
