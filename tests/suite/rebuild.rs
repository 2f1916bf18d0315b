//! Building again into the folder of the last build.

#![allow(clippy::disallowed_methods, reason = "a test of what lies on the disk")]

use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A site's folder of the test's own.
struct Site(PathBuf);

impl Site {
    fn new(name: &str) -> Site {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("rebuild-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&root);
        let site = Site(root);
        site.write("ledfyr.toml", "[site]\ntitle = \"Prov\"\n");
        site.write("content/_index.md", "---\ntitle: Hem\n---\n[B](del/b.md) och [ingenstans](x.md)\n");
        site.write("content/del/b.md", "---\ntitle: Sidan B\n---\nText.\n");
        site
    }

    fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ledfyr"));
        command.args(["--root", self.0.to_str().unwrap(), "build"]).args(arguments);
        command.env("SOURCE_DATE_EPOCH", "1795305600").env("NO_COLOR", "1");
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let all = walkdir::WalkDir::new(self.0.join("public")).into_iter().map(Result::unwrap);
        let files = all.filter(|e| e.file_type().is_file());
        let name = |p: &Path| p.strip_prefix(&self.0).unwrap().to_str().unwrap().to_owned();
        files.map(|e| (name(e.path()), fs::read(e.path()).unwrap())).collect()
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn a_build_again_says_the_same_and_writes_nothing() {
    let site = Site::new("again");
    let first = site.run(&[]);
    let files = site.files();
    let again = site.run(&[]);
    assert_eq!(again.status.code(), Some(0));
    assert_eq!(text(&again.stderr), text(&first.stderr), "the same findings");
    assert!(text(&first.stderr).contains("broken-link"));
    assert!(text(&again.stdout).starts_with("2 sidor, ") && text(&again.stdout).contains("(0 ändrade)"));
    assert_eq!(site.files(), files);
    assert!(!site.0.join(".ledfyr").exists(), "nothing is kept beside the site");
}

#[test]
fn only_files_with_other_bytes_are_written() {
    let site = Site::new("little");
    site.run(&[]);
    let old = site.files();
    site.write("content/del/b.md", "---\ntitle: Sidan B\n---\nAnnan text.\n");
    let output = text(&site.run(&[]).stdout);
    let new = site.files();
    let changed: Vec<_> =
        new.iter().filter(|(name, bytes)| old.get(*name) != Some(bytes)).map(|(name, _)| name.as_str()).collect();
    assert!(changed.contains(&"public/del/b/index.html") && !changed.contains(&"public/index.html"), "{changed:?}");
    assert!(output.contains(&format!("({} ändrade)", changed.len())), "{output}");
    // What was changed by hand, or taken away, comes back.
    site.write("public/index.html", "ändrad för hand");
    fs::remove_file(site.0.join("public/del/b/index.html")).unwrap();
    assert!(text(&site.run(&[]).stdout).contains("(2 ändrade)"));
    assert_eq!(site.files(), new);
}

#[test]
fn builds_at_once_do_no_harm() {
    let site = Site::new("once");
    site.run(&[]);
    let files = site.files();
    for round in 0..3 {
        site.write("content/del/b.md", format!("---\ntitle: Sidan B\n---\nText {round}.\n"));
        let mut children: Vec<_> = (0..4).map(|_| site.command(&["--quiet"]).spawn().unwrap()).collect();
        children.iter_mut().for_each(|child| {
            child.wait().unwrap();
        });
        let after = site.files();
        assert_eq!(after.keys().collect::<Vec<_>>(), files.keys().collect::<Vec<_>>());
        assert!(text(&after["public/del/b/index.html"]).contains(&format!("Text {round}.")));
        let folders = fs::read_dir(&site.0).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
        let left: Vec<_> = folders.filter(|n| n.contains("ledfyr-")).collect();
        assert!(left.is_empty(), "{left:?}");
    }
}

#[test]
fn timings_are_a_table_for_people() {
    let site = Site::new("table");
    let output = text(&site.run(&["--timings"]).stdout);
    let lines: Vec<&str> = output.lines().collect();
    assert_eq!(
        lines[0].split_whitespace().collect::<Vec<_>>(),
        ["steg", "tid", "ms", "cpu", "ms", "antal", "kB", "kända"]
    );
    let names: Vec<&str> = lines[1..].iter().filter_map(|l| l.split_whitespace().next()).collect();
    assert_eq!(names[..9], ["read", "theme", "site", "check", "assets", "plan", "write", "search", "total"]);
    assert!(lines.last().unwrap().starts_with("2 sidor, "));
    let english = site.command(&["--timings", "--lang", "en"]).output().unwrap();
    assert!(text(&english.stdout).trim_start().starts_with("stage"), "{}", text(&english.stdout));
    let json = site.run(&["--timings", "json"]);
    let json: Value = serde_json::from_slice(&json.stdout).unwrap();
    let read = json["stages"].as_array().unwrap().iter().find(|s| s["stage"] == "read").unwrap();
    assert_eq!((&read["items"], &read["known"]), (&2.into(), &0.into()));
    assert!(read["bytes"].as_u64() > Some(50) && read["wall_ms"].is_number(), "{read}");
    assert!(json["total"]["wall_ms"].as_f64() >= read["wall_ms"].as_f64());
}
