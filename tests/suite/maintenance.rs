//! Moving pages of the sample site and of small ones: whatever is moved, nothing that led somewhere leads elsewhere, and
//! what cannot be moved is refused in words.

#![allow(clippy::disallowed_methods, reason = "a test reads the sample site from the disk")]

use crate::common::{memory, options};
use ledfyr::base::path::RelPath;
use ledfyr::config;
use ledfyr::front_matter::fields::Kind;
use ledfyr::maintenance::{Move, Refused, plan};
use ledfyr::pipeline::{Loaded, Options, load};
use ledfyr::site::Resolved;
use ledfyr::source::{DiskFiles, Files, MemoryFiles};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;

fn all() -> Options {
    Options { drafts: true, audience: Some("restricted".to_owned()), ..options() }
}

fn sample() -> MemoryFiles {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = MemoryFiles::new().with("ledfyr.toml", std::fs::read(root.join("ledfyr.toml")).unwrap());
    for entry in walkdir::WalkDir::new(root.join("content")).into_iter().map(Result::unwrap) {
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            files.insert(&path, std::fs::read(entry.path()).unwrap());
        }
    }
    files
}

fn moved(files: &MemoryFiles, from: &str, to: &str) -> Result<Move, Refused> {
    plan(files, &config::load(files).config, &all(), from, to)
}

/// The files as they are once the move is made.
fn made(files: &MemoryFiles, moved: &Move) -> MemoryFiles {
    let mut after = files.clone();
    for (from, to) in &moved.moves {
        let bytes = files.read(from).unwrap();
        after.remove(from.as_str());
        after.insert(to.as_str(), bytes);
    }
    moved.writes.iter().for_each(|(path, bytes)| after.insert(path.as_str(), bytes.clone()));
    after
}

fn loaded(files: &MemoryFiles) -> Loaded {
    load(files, config::load(files).config, &all())
}

/// Where every link and image of every page leads, by the titles of pages and the bytes of files.
fn leads(files: &MemoryFiles, site: &Loaded) -> BTreeMap<(String, String), Vec<String>> {
    let bytes = |a: usize| format!("{:?}", files.read(&site.site.assets[a].file).unwrap().len());
    let written = site.site.pages.iter().filter(|p| !p.generated);
    written
        .map(|page| {
            let links = page.links.iter().map(|link| match link {
                Resolved::Page { page, anchor } => format!("{} {anchor:?}", site.site.pages[*page].title()),
                Resolved::Asset(a) => bytes(*a),
                other => format!("{other:?}"),
            });
            let images = page.images.iter().map(|a| a.map_or_else(String::new, bytes));
            let lang = site.site.languages[page.lang].code.clone();
            ((page.id.clone(), lang), links.chain(images).collect())
        })
        .collect()
}

/// The front page of a folder that still has pages is not moved alone here: a page made in its place takes its id. Neither is
/// a chapter, which would leave the decision that it holds by.
#[test]
fn whatever_is_moved_in_the_sample_site_everything_leads_where_it_led() {
    let files = sample();
    let before = loaded(&files);
    let known = leads(&files, &before);
    let mut places: Vec<String> = before
        .site
        .pages
        .iter()
        .filter(|p| !p.is_section && p.lang == 0 && p.kind() != Kind::Chapter)
        .map(|p| p.doc.path.to_string())
        .step_by(4)
        .collect();
    places.extend(["kris", "riktlinje", "roller"].map(str::to_owned));
    let wrong: Vec<String> = places
        .par_iter()
        .filter_map(|from| {
            let result = moved(&files, from, &format!("ny plats/{from}"));
            let plan = match result {
                Ok(plan) => plan,
                Err(refused) => return Some(format!("{from}: {refused:?}")),
            };
            let files = made(&files, &plan);
            let after = loaded(&files);
            let now = leads(&files, &after);
            // Ids that nothing names follow the path.
            let lost =
                known.iter().find(|(key, to)| now.get(key) != Some(to) && now.values().all(|other| other != *to));
            let old: Vec<&str> = plan.moves.iter().filter_map(|(a, _)| a.as_str().strip_prefix("content/")).collect();
            // Of a document with versions the address is kept, not those below it.
            let urls = before
                .site
                .pages
                .iter()
                .enumerate()
                .filter(|(ix, p)| old.contains(&p.doc.path.as_str()) && !p.url.is_empty() && p.is_current(*ix));
            let dead = urls.map(|(_, p)| p.url.as_str()).find(|url| {
                after.site.page_by_url(url).is_none()
                    && !after.site.pages.iter().any(|p| p.aliases.iter().any(|a| a.target().0 == *url))
            });
            match (lost, dead, before.diagnostics.len() == after.diagnostics.len()) {
                (None, None, true) => None,
                other => Some(format!("{from}: {other:?}")),
            }
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(places.len() > 12, "{places:?}");
}

/// A text without what it is bound to: addresses are part of what governs.
fn without_hashes(text: &str) -> String {
    let mut parts = text.split("\"v2:");
    let first = parts.next().unwrap().to_owned();
    parts.fold(first, |text, part| text + part.split_once('"').unwrap().1)
}

/// Nothing else in a file changes: with the new addresses turned back, the text is the old one.
#[test]
fn only_addresses_change_in_pages_that_stay() {
    let files = sample();
    let plan = moved(&files, "rutiner/riskanalys.md", "rutiner/risker.md").unwrap();
    let stay: Vec<_> = plan.writes.iter().filter(|(path, _)| files.is_file(path)).collect();
    assert!(stay.len() > 5, "{:?}", plan.changed);
    for (path, bytes) in stay {
        let new = String::from_utf8(bytes.clone()).unwrap();
        let old = String::from_utf8(files.read(path).unwrap()).unwrap();
        assert_eq!(without_hashes(&new.replace("risker.md", "riskanalys.md")), without_hashes(&old), "{path}");
    }
}

fn refusal(files: &[(&str, &str)], from: &str, to: &str) -> [String; 2] {
    match moved(&memory(files), from, to) {
        Err(Refused::Because(why)) => [why.sv, why.en],
        other => panic!("{other:?}"),
    }
}

#[test]
fn refusals_in_words() {
    let start = ("content/_index.md", "# Start\n\n[A](a.md)\n");
    assert_eq!(
        refusal(&[start, ("content/a.md", "---\ntitle: [\n---\n")], "_index.md", "b.md"),
        [
            "content/a.md kan inte läsas, så dess länkar kan inte följa med. Se vad som är fel med: ledfyr check --drafts",
            "content/a.md cannot be read, so its links cannot be kept. See what is wrong with: ledfyr check --drafts",
        ]
    );
    assert_eq!(
        refusal(&[("content/_index.md", "[A](a&amp;b.md)\n"), ("content/a&b.md", "# A\n")], "a&b.md", "c.md"),
        [
            "länken till a&b.md i content/_index.md är skriven så att den inte kan ändras; skriv den som [text](adress)",
            "the link to a&b.md in content/_index.md is written so that it cannot be changed; write it as [text](address)",
        ]
    );
    assert_eq!(
        refusal(&[("README.md", "# Start\n"), ("a.md", "# A\n")], "a.md", "node_modules/a.md"),
        [
            "node_modules/a.md läses inte som innehåll; välj en annan plats",
            "node_modules/a.md is not read as content; choose another place"
        ]
    );
    assert_eq!(
        refusal(&[start, ("content/a.md", "---\n{title: A}\n---\n")], "a.md", "b.md"),
        [
            "front matter i content/a.md är skrivet så att det inte kan ändras säkert; skriv ett fält på varje rad",
            "the front matter of content/a.md is written so that it cannot be changed safely; write one field on each line",
        ]
    );
    for nothing in ["", "/", "..", "finns/inte"] {
        assert_eq!(refusal(&[start], nothing, "b")[1], format!("{nothing} is no page or folder of the content"));
    }
    assert_eq!(refusal(&[start], "_index.md", "")[1], " lies outside the content");
    assert_eq!(refusal(&[start], "content", "b")[1], "content is no page or folder of the content");
}

#[test]
fn a_move_that_would_break_something_is_refused_with_the_findings() {
    // The folder has no front page; without its only page it is no place any more.
    let files = memory(&[("content/_index.md", "[Mappen](del/)\n"), ("content/del/a.md", "# A\n")]);
    match moved(&files, "del/a.md", "a.md") {
        Err(Refused::Findings(found, texts)) => {
            assert_eq!(found[0].message.sv, "länken leder inte till någon sida eller fil: del/");
            assert_eq!(texts[&RelPath::lit("content/_index.md")], "[Mappen](del/)\n");
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn ids_are_kept_where_something_names_them() {
    let files = memory(&[
        ("content/_index.md", "[[del-a]]\n"),
        ("content/del/a.md", "# A\n"),
        ("content/del/b.md", "# B\n"),
        ("content/del/c.md", "---\nkind: checklist\nscenario: Brand\nphases: []\n---\n"),
        ("content/del/d.md", "---\nid: d\ntitle: Med id\n---\n"),
    ]);
    let plan = moved(&files, "del", "ny").unwrap();
    let ids: Vec<_> = plan.changed.iter().filter_map(|c| Some((c.to.as_str(), c.id.as_deref()?))).collect();
    assert_eq!(ids, [("content/ny/a.md", "del-a"), ("content/ny/c.md", "del-c")]);
    let after = made(&files, &plan);
    let text = |path: &str| String::from_utf8(after.read(&RelPath::lit(path)).unwrap()).unwrap();
    assert_eq!(text("content/ny/a.md"), "---\nid: del-a\naliases: [del/a]\n---\n# A\n");
    assert_eq!(text("content/ny/d.md"), "---\nid: d\ntitle: Med id\naliases: [del/d]\n---\n");
}

#[test]
fn several_content_folders_and_pages_that_readers_do_not_see() {
    let files = memory(&[
        ("ledfyr.toml", "[content]\ndirs = [\"oppet\", \"internt\"]\n[classification]\naudience = \"open\"\n"),
        ("oppet/_index.md", "---\nclassification: open\n---\n# Start\n"),
        ("oppet/a.md", "---\nclassification: open\n---\n# A\n"),
        ("internt/b.md", "---\nclassification: restricted\ndraft: true\n---\n[A](a.md)\n"),
    ]);
    let plan = moved(&files, "a.md", "internt/c/d.md").unwrap();
    assert_eq!(plan.moves, [(RelPath::lit("oppet/a.md"), RelPath::lit("internt/c/d.md"))]);
    let text = String::from_utf8(made(&files, &plan).read(&RelPath::lit("internt/b.md")).unwrap()).unwrap();
    assert_eq!(text, "---\nclassification: restricted\ndraft: true\n---\n[A](c/d.md)\n");
}

#[cfg(unix)]
#[test]
fn links_and_empty_folders_are_left_to_people() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("maintenance-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&root);
    std::fs::create_dir_all(root.join("content/del/tom")).unwrap();
    std::fs::write(root.join("content/a.md"), "# A\n").unwrap();
    std::os::unix::fs::symlink(root.join("content/a.md"), root.join("content/del/b.md")).unwrap();
    let files = DiskFiles::new(root.canonicalize().unwrap());
    let refused = |from: &str| match plan(&files, &config::load(&files).config, &all(), from, "ny") {
        Err(Refused::Because(why)) => [why.sv, why.en],
        other => panic!("{other:?}"),
    };
    let linked = [
        "content/del/b.md är en symbolisk länk; flytta den för hand",
        "content/del/b.md is a symbolic link; move it by hand",
    ];
    assert_eq!(refused("del"), linked);
    assert_eq!(refused("del/b.md"), linked);
    assert_eq!(refused("del/tom"), ["del/tom har inga filer att flytta", "del/tom has no files to move"]);
    std::fs::remove_dir_all(&root).unwrap();
}

/// Rings stop the build, and the report shows them to who has to mend them.
#[test]
fn the_report_lists_rings() {
    let page = |id: &str, next: &str| {
        format!("---\nid: {id}\ntitle: Rutin {id}\nstatus: superseded\nsuperseded_by: {next}\n---\n")
    };
    let unit = "---\nid: enhet\ntitle: Enheten\nkind: unit\nunit_type: unit\nparent: enhet\n---\n";
    let files = memory(&[
        ("ledfyr.toml", ""),
        ("content/_index.md", "# Start\n"),
        ("content/d1.md", &page("d1", "d2")),
        ("content/d2.md", &page("d2", "d1")),
        ("content/d3.md", &page("d3", "d1")),
        ("content/enhet.md", unit),
    ]);
    let report = ledfyr::maintenance::report(&loaded(&files), ledfyr::maintenance::Asked::default());
    let rings: Vec<_> = report
        .rings
        .iter()
        .map(|ring| (ring.kind, ring.pages.iter().map(|p| p.id.as_str()).collect::<Vec<_>>()))
        .collect();
    assert_eq!(rings, [("replaced", vec!["d1", "d2"]), ("units", vec!["enhet"])]);
    let told = ledfyr::maintenance::human(&report, &BTreeMap::new(), ledfyr::base::text::Lang::Sv);
    assert!(
        told.contains("\nHänvisar till varandra i ring (2)\n  Rutin d1 → Rutin d2 → Rutin d1\n  Enheten → Enheten\n"),
        "{told}"
    );
}

#[test]
fn a_document_moves_with_its_versions() {
    let version = |from: &str| {
        format!("---\ntitle: Risk\nkind: process\nowner: o\nstatus: decided\nvalid_from: {from}\n---\nText.\n")
    };
    let files = memory(&[
        ("ledfyr.toml", "[languages.en]\n"),
        ("content/_index.md", "---\ntitle: Hem\n---\n[Risk](risk.md), [nästa](risk.v2.md), [[risk]]\n"),
        ("content/o.md", "---\ntitle: O\nkind: role\ntier: line\n---\n"),
        ("content/risk.md", &version("2026-01-01")),
        ("content/risk.en.md", &version("2026-01-01")),
        ("content/risk.v2.md", &version("2027-01-01")),
        ("content/risk.v2.en.md", &version("2027-01-01")),
    ]);
    let moved = moved(&files, "risk.md", "mapp/ny.md").unwrap();
    let to: Vec<&str> = moved.moves.iter().map(|(_, to)| to.as_str()).collect();
    let mut expected: Vec<String> = ["", ".en", ".v2", ".v2.en"].map(|end| format!("content/mapp/ny{end}.md")).to_vec();
    expected.sort();
    let mut to_sorted = to.clone();
    to_sorted.sort_unstable();
    assert_eq!(to_sorted, expected);
    let after = made(&files, &moved);
    let text = |path: &str| String::from_utf8(after.read(&RelPath::lit(path)).unwrap()).unwrap();
    assert!(text("content/_index.md").contains("[Risk](mapp/ny.md), [nästa](mapp/ny.v2.md), [[risk]]"));
    for path in &to {
        assert!(text(path).contains("id: \"risk\"\n"), "{path}: {}", text(path));
        assert_eq!(text(path).contains("aliases"), !path.contains(".v2"), "{path}");
    }
    let site = loaded(&after);
    assert!(!site.has_errors());
    assert_eq!(site.site.pages[site.site.page_by_id(0, "risk").unwrap()].url, "mapp/ny/");
}

#[test]
fn a_chapter_is_not_moved_away_from_the_decision_that_it_holds_by() {
    let files = sample();
    let refused = moved(&files, "riktlinje/08-personal.md", "rutiner/08-personal.md").unwrap_err();
    let Refused::Findings(found, _) = refused else { panic!("{refused:?}") };
    assert_eq!(found.iter().map(|d| d.code.as_str()).collect::<Vec<_>>(), ["decided-without-decision"]);
}
