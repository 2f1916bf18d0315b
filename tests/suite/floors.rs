//! The house stands: rooms import only rooms below them, files stay small, and few rooms touch the machine.

#![allow(clippy::disallowed_methods, reason = "a test reads the source from the disk")]

mod imports;

use imports::{Crate, Module, circles, module};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The floors, lowest first. Rooms on one floor do not know each other.
const FLOORS: [&[&str]; 18] = [
    &["base"],
    &["diagnostic", "language"],
    &["source", "data"],
    &["config"],
    &["body", "front_matter"],
    &["raw_html"],
    &["markdown"],
    &["markdown_lint"],
    &["document"],
    &["site"],
    &["governance"],
    &["assets", "check", "plan", "search", "theme"],
    &["render"],
    &["output"],
    &["pipeline"],
    &["serve", "maintenance"],
    &["commands"],
    &["main"],
];

/// Files longer than this do more than one thing.
const LONGEST: usize = 400;

/// Rooms that may touch files, the clock and the environment.
const DOORS: [&str; 4] = ["source", "output", "serve", "commands"];

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Every Rust file below `src`: its path there, and its text.
fn files() -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = walkdir::WalkDir::new(src())
        .into_iter()
        .map(|e| e.unwrap().into_path())
        .filter(|p| p.extension().is_some_and(|e| e == "rs"))
        .map(|p| (p.strip_prefix(src()).unwrap().to_string_lossy().replace('\\', "/"), fs::read_to_string(&p).unwrap()))
        .collect();
    files.sort();
    assert!(files.len() > 50, "the source was found");
    files
}

fn room(path: &str) -> &str {
    path.split(['/', '.']).next().unwrap()
}

fn floor(room: &str) -> usize {
    FLOORS.iter().position(|f| f.contains(&room)).unwrap_or_else(|| panic!("{room} has no floor; write it into FLOORS"))
}

/// The code of a file: without comments, and without its tests at the end.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
    let lines = text.lines().map(|l| {
        let trimmed = l.trim_start();
        if trimmed.starts_with("//") { "" } else { l.split(" // ").next().unwrap_or(l) }
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn is_test(path: &str) -> bool {
    path.contains("tests") || path.ends_with("properties.rs")
}

fn sources() -> Crate {
    let files: Vec<(String, String)> = files().into_iter().filter(|(path, _)| !is_test(path)).collect();
    Crate::new(files.iter().map(|(path, text)| (path.as_str(), code(text))))
}

#[test]
fn a_room_imports_only_rooms_below_it() {
    let sources = sources();
    let mut wrong = Vec::new();
    for module in sources.modules().filter(|module| !module.is_empty()) {
        let used = sources.used_by(module).into_iter().chain(sources.exported_by(module));
        for other in used.filter(|other| other.first() != module.first()) {
            let Some(room) = other.first() else {
                wrong.push(format!("{} uses what stands in lib.rs", module.join("::")));
                continue;
            };
            if floor(room) >= floor(&module[0]) {
                wrong.push(format!("{} uses {}, which is not below it", module.join("::"), other.join("::")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_of_a_room_do_not_use_each_other_in_circles() {
    let sources = sources();
    let uses: BTreeMap<Module, BTreeSet<Module>> =
        sources.modules().map(|module| (module.clone(), sources.used_by(module))).collect();
    let found = circles(&uses);
    let name = |circle: &BTreeSet<Module>| circle.iter().map(|m| m.join("::")).collect::<Vec<_>>().join(", ");
    let wrong: Vec<String> = found.iter().map(name).collect();
    assert!(wrong.is_empty(), "these use each other:\n{}", wrong.join("\n"));
}

#[test]
fn paths_are_followed_to_what_they_mean() {
    let files = [
        ("lib.rs", "pub mod a;\npub mod b;\npub use b::deep::Hidden;"),
        ("a/mod.rs", "mod low;\nmod other;\npub use low::{Low as Renamed, more::*};"),
        ("a/low.rs", "use super::super::b;\nuse super::Renamed;\nmod more;"),
        ("a/low/more.rs", "pub(super) use super::super::other::Thing;"),
        ("a/other.rs", "use crate::{Hidden, a::{self, Thing}};\nfn x() { super::super::b::deep::call(); }"),
        ("b/mod.rs", "mod deep;\nuse std::fmt;"),
        ("b/deep.rs", "fn x() { crate::a::Renamed; }"),
    ];
    let sources = Crate::new(files.iter().map(|(path, code)| (*path, (*code).to_owned())));
    let used = |path: &str| -> Vec<String> { sources.used_by(&module(path)).iter().map(|m| m.join("::")).collect() };
    assert_eq!(used("a/low.rs"), ["b"]);
    assert_eq!(used("a/other.rs"), ["a", "b::deep"], "through lib.rs, and by a path of its own");
    assert_eq!(used("b/mod.rs"), [""; 0]);
    assert_eq!(used("b/deep.rs"), ["a::low"], "where it is defined, not where it is re-exported");
    let exported: Vec<String> = sources.exported_by(&module("a/low/more.rs")).iter().map(|m| m.join("::")).collect();
    assert_eq!(exported, ["a::other"]);
    let uses = |pairs: &[(&str, &str)]| -> BTreeMap<Module, BTreeSet<Module>> {
        pairs.iter().map(|(from, to)| (module(from), BTreeSet::from([module(to)]))).collect()
    };
    assert_eq!(circles(&uses(&[("a", "b"), ("b", "c"), ("c", "b")])), [BTreeSet::from([module("b"), module("c")])]);
    assert!(circles(&uses(&[("a", "b"), ("b", "c")])).is_empty());
}

/// A screen.
const LONGEST_FUNCTION: usize = 60;

#[test]
fn no_function_is_longer_than_a_screen() {
    let mut wrong = Vec::new();
    for (path, text) in files().iter().filter(|(path, _)| !is_test(path)) {
        let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
        let lines: Vec<&str> = text.lines().collect();
        for (start, line) in lines.iter().enumerate() {
            let Some(name) = function(line) else { continue };
            // As rustfmt sets it, a function ends with a bracket that stands below its beginning.
            let end = format!("{}}}", &line[..line.len() - line.trim_start().len()]);
            let Some(length) = lines[start..].iter().position(|l| *l == end) else { continue };
            if length + 1 > LONGEST_FUNCTION {
                wrong.push(format!("src/{path}: {name} has {} lines; {LONGEST_FUNCTION} is the most", length + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The name of the function that begins on this line and has a body of several lines.
fn function(line: &str) -> Option<&str> {
    let (before, after) = line.split_once("fn ")?;
    let is_start = before.split_whitespace().all(|w| w.starts_with("pub") || w == "const" || w.ends_with(')'));
    let name = after.split(|c: char| !c.is_alphanumeric() && c != '_').next()?;
    (is_start && !name.is_empty() && !line.trim_end().ends_with(['}', ';'])).then_some(name)
}

#[test]
fn every_room_has_a_floor_and_every_floor_its_rooms() {
    let mut seen: BTreeSet<String> = files().iter().map(|(path, _)| room(path).to_owned()).collect();
    seen.remove("lib");
    let named: BTreeSet<String> = FLOORS.iter().flat_map(|f| f.iter().map(|r| (*r).to_owned())).collect();
    assert_eq!(seen, named);
}

#[test]
fn no_file_does_everything() {
    let long: Vec<String> = files()
        .iter()
        .map(|(path, text)| (path, text.lines().count()))
        .filter(|(_, lines)| *lines > LONGEST)
        .map(|(path, lines)| format!("src/{path} has {lines} lines; {LONGEST} is the most"))
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn only_a_few_rooms_touch_the_machine() {
    const TOUCHES: [&str; 12] = [
        "std::fs",
        "fs::read",
        "fs::write",
        "fs::File",
        "std::env",
        "env::var",
        "env::current_dir",
        "SystemTime",
        "std::net",
        "std::process",
        "TcpStream",
        "temp_dir(",
    ];
    let mut wrong = Vec::new();
    for (path, text) in files() {
        if DOORS.contains(&room(&path)) || is_test(&path) {
            continue;
        }
        for (i, line) in code(&text).lines().enumerate() {
            // The program's exit code and its arguments are all that `main` is for.
            let touched = TOUCHES.iter().find(|t| line.contains(**t)).filter(|_| path != "main.rs");
            wrong.extend(touched.map(|t| format!("src/{path}:{} has {t}; only {DOORS:?} may", i + 1)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_source_names_no_machine_and_no_secret_state() {
    const NAMES: [&str; 7] = ["/home/", "/root/", "/work/", "/tmp/", "C:\\\\Users", "static mut ", "localhost:"];
    let mut wrong = Vec::new();
    for (path, text) in files() {
        if is_test(&path) {
            continue;
        }
        for (i, line) in code(&text).lines().enumerate() {
            let named = NAMES.iter().find(|n| line.contains(**n));
            wrong.extend(named.map(|n| format!("src/{path}:{} names {n}", i + 1)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Addresses in the source are examples, name spaces, or specifications; a build asks none of them for anything.
#[test]
fn the_source_names_no_foreign_host() {
    const KNOWN: [&str; 9] = [
        "a9.com/-/spec/opensearch",
        "www.w3.org",
        "www.sitemaps.org",
        "example",
        "json.schemastore.org",
        "json-schema.org",
        "docs.oasis-open.org",
        "raw.githubusercontent.com/oasis-tcs",
        "127.0.0.1",
    ];
    let mut wrong = Vec::new();
    for (path, text) in files() {
        if is_test(&path) {
            continue;
        }
        for (i, line) in code(&text).lines().enumerate() {
            for address in line.split("://").skip(1) {
                let host: String =
                    address.chars().take_while(|c| c.is_alphanumeric() || "./-_:".contains(*c)).collect();
                let fine = host.is_empty() || KNOWN.iter().any(|k| host.contains(k));
                if !fine && host.contains('.') {
                    wrong.push(format!("src/{path}:{} names {host}", i + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
