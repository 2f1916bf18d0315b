//! Every finding, word for word: fixtures with the findings that they are to give.
//!
//! `LEDFYR_BLESS=1 cargo test --test suite findings` writes what is found into the fixtures; read the difference before you
//! commit it.

#![allow(clippy::disallowed_methods, reason = "a test reads its fixtures from the disk")]

use crate::common::fixture::{Fixture, sections};
use ledfyr::base::text::Text;
use ledfyr::config;
use ledfyr::diagnostic::{Code, Diagnostic};
use ledfyr::output::MemorySink;
use ledfyr::pipeline::{self, Published, Timings};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/findings");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    files
}

fn built(path: &Path) -> (Fixture, crate::common::Built) {
    let fixture = Fixture::read(&fs::read_to_string(path).unwrap());
    let built = crate::common::build(&fixture.files, &fixture.options);
    (fixture, built)
}

#[test]
fn every_fixture_gives_its_findings_and_no_others() {
    let bless = std::env::var_os("LEDFYR_BLESS").is_some();
    let mut wrong = Vec::new();
    for path in fixtures() {
        let (fixture, built) = built(&path);
        let told = built.told(&fixture.files);
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let english = fixture.english.as_ref().map(|expected| (expected, built.told_in_english(&fixture.files)));
        if let Some((_, told)) = english.as_ref().filter(|(expected, told)| *expected != told) {
            match bless {
                true => write_expected(&path, "english", told),
                false => wrong.push(format!("{name}: expected\n{}but found\n{told}", english.as_ref().unwrap().0)),
            }
        }
        if told != fixture.expect && bless {
            write_expected(&path, "expect", &told);
        } else if told != fixture.expect {
            wrong.push(format!("{name}: expected\n{}but found\n{told}", fixture.expect));
        }
        wrong.extend(fixture.output_faults(&built).into_iter().map(|f| format!("{name}: {f}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn write_expected(path: &Path, section: &str, told: &str) {
    let text = fs::read_to_string(path).unwrap();
    let heading = format!("== {section}\n");
    let start = text.find(&heading).map_or(text.len(), |i| i);
    let end = text[start..].find("\n== ").map_or(text.len(), |i| start + i + 1);
    fs::write(path, format!("{}{heading}{told}{}", &text[..start], &text[end..])).unwrap();
}

/// Codes that no site in memory can give, and where they are tested.
const ELSEWHERE: [&str; 6] = [
    "pages-removed",      // tests/disk.rs
    "file-name",          // tests/disk.rs
    "symlink-outside",    // tests/disk.rs
    "unreadable-file",    // tests/disk.rs
    "search-expectation", // the tests of the search
    "search-tests",       // the tests of the search
];

/// `check` renders less than `build`, and must not find less.
#[test]
fn a_check_finds_the_faulty_templates_that_a_build_finds() {
    let mut faulty = 0;
    for path in fixtures() {
        let fixture = Fixture::read(&fs::read_to_string(&path).unwrap());
        let configured = config::load(&fixture.files);
        if !configured.diagnostics.is_empty() {
            continue;
        }
        let loaded = pipeline::load(&fixture.files, configured.config, &fixture.options);
        if loaded.has_errors() {
            continue;
        }
        let sink = Box::new(MemorySink::new());
        let of_build = match pipeline::publish(&loaded, sink, &mut Timings::default(), &|_| {}).unwrap() {
            Published::Done(_) => Vec::new(),
            Published::Faulty(found) => found,
        };
        assert_eq!(pipeline::template_faults(&loaded), of_build, "{}", path.display());
        faulty += usize::from(!of_build.is_empty());
    }
    assert!(faulty > 0, "no fixture has a template that fails");
}

#[test]
fn every_code_has_a_fixture() {
    let expected: String = fixtures().iter().map(|p| Fixture::read(&fs::read_to_string(p).unwrap()).expect).collect();
    let missing: Vec<_> = Code::ALL
        .iter()
        .map(|c| c.as_str())
        .filter(|c| !ELSEWHERE.contains(c) && !expected.contains(&format!("[{c}]: ")))
        .collect();
    assert!(missing.is_empty(), "no fixture for {missing:?}");
}

/// Messages that no site in memory can give: about disks that fail, and one that guards against a mistake in the
/// program (an image's kind is read from the same bytes).
const NOT_IN_MEMORY: [&str; 15] = [
    "{count} av {all} publicerade sidor skulle tas bort: {names}{more_sv}",
    "ska de bort, bygg med --allow-removal; en sida som har flyttats behåller sin gamla adress med aliases (ledfyr mv skriver dem)",
    "symboliska länkar till mappar följs inte",
    "lägg filerna i en riktig mapp här, eller lägg till mappen i dirs under [content]",
    "det här är ingen vanlig fil och öppnas inte",
    "lägg en vanlig fil här, eller ta bort röret, enheten eller uttaget",
    "filen är ingen {kind}-bild",
    "filen kan inte läsas: {e}",
    "se efter att filen finns och att du har rätt att läsa den",
    "den symboliska länken leder ut ur webbplatsens mapp",
    "lägg en kopia av filen i mappen, eller ta bort länken",
    "filnamnet är inte UTF-8: {shown}",
    // For faults that the parsers may tell one day.
    "det här är inte TOML: raden går inte att läsa",
    "det här är inte YAML: raden går inte att läsa",
    "det här är inte YAML: ett citattecken tar inte slut",
];

/// Rooms whose messages are findings.
const ROOMS: [&str; 12] = [
    "assets",
    "check",
    "config",
    "data",
    "diagnostic",
    "document",
    "governance",
    "pipeline",
    "plan",
    "render",
    "site",
    "source",
];

/// Reads every `text!("…")` of the source, and asks that some fixture gives a message made of it.
#[test]
fn every_message_in_the_source_has_a_fixture() {
    let mut said = BTreeSet::new();
    for path in fixtures() {
        let (_, built) = built(&path);
        built.diagnostics.iter().for_each(|d| all_texts(d, &mut said));
    }
    let mut untold = Vec::new();
    for room in ROOMS {
        for file in rust_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(room)) {
            // What editors expect of the search is tested with the search, and how many pages there are in the transcripts,
            // word for word.
            if ["pipeline/expectations.rs", "pipeline/loaded.rs"].iter().any(|f| file.ends_with(f)) {
                continue;
            }
            let source = fs::read_to_string(&file).unwrap();
            let source = source.split("#[cfg(test)]\nmod tests {").next().unwrap_or("");
            for template in templates(source) {
                let told = NOT_IN_MEMORY.contains(&template.as_str()) || said.iter().any(|s| made_of(s, &template));
                if !told {
                    untold.push(format!("{}: {template}", file.display()));
                }
            }
        }
    }
    assert!(untold.is_empty(), "no fixture gives these messages:\n{}", untold.join("\n"));
}

/// A finding that only says what is wrong leaves its reader alone with it.
#[test]
fn every_finding_says_what_to_do() {
    let mut helpless = BTreeSet::new();
    for path in fixtures() {
        let (_, built) = built(&path);
        let silent = built.diagnostics.iter().filter(|d| d.help.is_empty());
        helpless.extend(silent.map(|d| format!("{}: {}: {}", path.display(), d.code, d.message.sv)));
    }
    assert!(helpless.is_empty(), "{helpless:#?}");
}

fn all_texts(d: &Diagnostic, said: &mut BTreeSet<String>) {
    let related = d.related.iter().map(|r| &r.message);
    let all = std::iter::once(&d.message).chain(&d.label).chain(&d.help).chain(related);
    said.extend(all.map(|t: &Text| t.sv.clone()));
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|e| e.unwrap().into_path())
        .filter(|p| p.extension().is_some_and(|e| e == "rs"))
        .filter(|p| !p.strip_prefix(folder).unwrap().to_string_lossy().contains("tests"))
        .collect();
    files.sort();
    files
}

/// The Swedish halves of the `text!` calls.
fn templates(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    for call in source.split("text!(").skip(1) {
        let Some(inner) = call.trim_start().strip_prefix('"') else { continue };
        let mut text = String::new();
        let mut chars = inner.chars();
        while let Some(c) = chars.next().filter(|c| *c != '"') {
            text.push(if c == '\\' { chars.next().unwrap_or(' ') } else { c });
        }
        // Words that stand inside other messages.
        if !text.is_empty() {
            found.push(text);
        }
    }
    found
}

/// Whether `said` holds what `format!` makes of `template`.
fn made_of(said: &str, template: &str) -> bool {
    let plain = template.replace("{{", "\u{1}").replace("}}", "\u{2}");
    let mut at = 0;
    for piece in
        plain.split('{').enumerate().map(|(i, p)| if i == 0 { p } else { p.split_once('}').map_or("", |p| p.1) })
    {
        let piece = piece.replace('\u{1}', "{").replace('\u{2}', "}");
        match said[at..].find(&piece) {
            Some(i) => at += i + piece.len(),
            None => return false,
        }
    }
    true
}

#[test]
fn fixtures_say_what_they_show_and_have_known_sections() {
    for path in fixtures() {
        let text = fs::read_to_string(&path).unwrap();
        let name = path.display();
        assert!(!text.starts_with("== "), "{name}: begin with a line on what it shows");
        assert!(sections(&text).iter().any(|(n, _)| *n == "expect"), "{name}: no expectation");
    }
}
