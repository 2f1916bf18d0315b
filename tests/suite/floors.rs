//! The house stands: rooms import only rooms below them, files stay small, and few rooms touch the machine.

#![allow(clippy::disallowed_methods, reason = "a test reads the source from the disk")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The floors, lowest first. Rooms on one floor do not know each other.
const FLOORS: [&[&str]; 13] = [
    &["base"],
    &["diagnostic"],
    &["source", "data"],
    &["config"],
    &["document"],
    &["site"],
    &["assets", "check", "plan", "search"],
    &["render"],
    &["output"],
    &["build"],
    &["serve", "upkeep"],
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

/// The rooms that a text names after `crate::` (or `ledfyr::` in `main.rs`).
fn imports(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for prefix in ["crate::", "ledfyr::"] {
        for after in text.split(prefix).skip(1) {
            // `use crate::{base::path::RelPath, text};` names several.
            let names = match after.strip_prefix('{') {
                Some(group) => group.split_once('}').map_or(group, |(g, _)| g).split(',').collect(),
                None => vec![after],
            };
            for name in names {
                let name: String = name.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                found.insert(name);
            }
        }
    }
    found.remove("text");
    found
}

#[test]
fn a_room_imports_only_rooms_below_it() {
    let rooms: BTreeSet<&str> = FLOORS.iter().flat_map(|f| f.iter().copied()).collect();
    let mut wrong = Vec::new();
    for (path, text) in files() {
        let own = room(&path);
        if own == "lib" || is_test(&path) {
            continue;
        }
        for other in imports(&code(&text)).iter().filter(|o| rooms.contains(o.as_str()) && *o != own) {
            if floor(other) >= floor(own) {
                wrong.push(format!("src/{path} ({own}) imports {other}, which is not below it"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
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
