//! Building again: what the last build wrote down is used when nothing changed, and never when something did.

#![allow(clippy::disallowed_methods, reason = "a test of what lies on the disk")]

use ledfyr::base::hash::Hash;
use ledfyr::build::SearchMemory;
use ledfyr::output::Kept;
use ledfyr::search::Memory;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A site's folder of the test's own.
struct Site(PathBuf);

impl Site {
    fn new(name: &str) -> Site {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("known-{name}-{}", std::process::id()));
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

    /// Builds; the names of the stages that it took.
    fn stages(&self, arguments: &[&str]) -> Vec<String> {
        let output = self.run(&[&["--timings", "json"], arguments].concat());
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        let json: Value = serde_json::from_slice(&output.stdout).unwrap();
        let stages = json["stages"].as_array().unwrap();
        stages.iter().map(|s| s["stage"].as_str().unwrap().to_owned()).collect()
    }

    fn is_known(&self, arguments: &[&str]) -> bool {
        let stages = self.stages(arguments);
        assert_eq!(stages.first().map(String::as_str), Some("known"));
        stages.len() == 1
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
fn a_build_again_says_the_same_and_does_nothing() {
    let site = Site::new("again");
    let first = site.run(&[]);
    let files = site.files();
    let again = site.run(&[]);
    assert_eq!(again.status.code(), first.status.code());
    assert_eq!(text(&again.stderr), text(&first.stderr), "the same findings");
    assert!(text(&first.stderr).contains("broken-link"));
    let (before, after) = (text(&first.stdout), text(&again.stdout));
    let ends = |s: &str| s.split(", ").nth(2).unwrap().to_owned();
    assert!(after.starts_with("2 sidor, ") && after.contains("(0 ändrade)"), "{after}");
    assert_eq!(ends(&before), ends(&after));
    assert_eq!(site.files(), files);
    assert!(site.is_known(&[]));
    // It takes part in what the command line asks of findings.
    assert_eq!(site.run(&["--deny", "warnings"]).status.code(), Some(1));
}

#[test]
fn whatever_changes_is_seen() {
    let site = Site::new("changes");
    let mut expected = 0;
    let mut changed = |what: &str, arguments: &[&str]| {
        assert!(!site.is_known(arguments), "{what} was not seen");
        assert!(site.is_known(arguments), "{what}: the second time");
        expected += 1;
    };
    changed("the first build", &[]);
    site.write("content/del/b.md", "---\ntitle: Sidan B\n---\nAnnat.\n");
    changed("a text", &[]);
    assert!(text(&site.files()["public/del/b/index.html"]).contains("Annat."));
    site.write("content/c.md", "# C\n");
    changed("a new page", &[]);
    fs::remove_file(site.0.join("content/c.md")).unwrap();
    changed("a page that went", &[]);
    assert!(!site.files().contains_key("public/c/index.html"));
    site.write("ledfyr.toml", "[site]\ntitle = \"Annat\"\n");
    changed("the configuration", &[]);
    site.write("static/ledfyr.css", "body {}");
    changed("the theme", &[]);
    site.write("i18n/tillagg.sv.toml", "body_anchor = \"Hit: {title}\"\n");
    changed("a string", &[]);
    changed("another address", &["--base-url", "https://a.example/"]);
    changed("no address again", &[]);
    // The output is as much a part of it.
    site.write("public/del/b/index.html", "ändrad för hand");
    changed("a file of the output", &[]);
    assert!(text(&site.files()["public/del/b/index.html"]).contains("Annat."));
    fs::remove_dir_all(site.0.join("public")).unwrap();
    changed("no output", &[]);
    assert_eq!(expected, 11);
}

/// Of a stage of the build after a change: its items, and how many of them were known.
fn stage(site: &Site, name: &str) -> (u64, u64) {
    let output = site.run(&["--timings", "json"]);
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    let stage = json["stages"].as_array().unwrap().iter().find(|s| s["stage"] == name).unwrap().clone();
    (stage["items"].as_u64().unwrap(), stage["known"].as_u64().unwrap())
}

#[test]
fn only_what_is_other_is_done_again() {
    let site = Site::new("little");
    site.run(&[]);
    let old = site.files();
    site.write("content/del/b.md", "---\ntitle: Sidan B\n---\nAnnan text.\n");
    assert_eq!(stage(&site, "read"), (2, 1), "the other page's body is not parsed again");
    let new = site.files();
    let written: Vec<_> =
        new.iter().filter(|(name, bytes)| old.get(*name) != Some(bytes)).map(|(name, _)| name).collect();
    assert!(written.contains(&&"public/del/b/index.html".to_owned()), "{written:?}");
    assert!(!written.contains(&&"public/index.html".to_owned()), "{written:?}");
    // A page whose file was changed by hand is written again, though it would be rendered from the same.
    site.write("public/index.html", "ändrad för hand");
    site.write("content/del/b.md", "---\ntitle: Sidan B\n---\nEn tredje text.\n");
    site.run(&[]);
    assert_eq!(site.files()["public/index.html"], new["public/index.html"]);
    // Where the theme is another, every page is.
    let start = || text(&site.files()["public/index.html"]);
    site.write("templates/partials/site-footer.html", "<footer>En annan fot</footer>");
    site.run(&[]);
    assert!(start().contains("En annan fot"));
    site.write("i18n/tillagg.sv.toml", "skip_to_content = \"Hoppa dit\"\n");
    site.run(&[]);
    assert!(start().contains("Hoppa dit"), "a string");
}

#[test]
fn what_is_damaged_is_made_anew() {
    let site = Site::new("broken");
    site.run(&[]);
    let note = "byggminnet (.ledfyr) är skadat; det som inte kan användas byggs på nytt\n";
    let kept: Vec<PathBuf> = fs::read_dir(site.0.join(".ledfyr")).unwrap().map(|e| e.unwrap().path()).collect();
    let kept: Vec<&PathBuf> =
        kept.iter().filter(|p| !p.ends_with("build.json") && !p.ends_with(".gitignore")).collect();
    assert!(kept.len() >= 2, "{kept:?}");
    for (round, path) in kept.into_iter().enumerate() {
        let mut bytes = fs::read(path).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        fs::write(path, bytes).unwrap();
        site.write("content/c.md", format!("# C\n\nRunda {round}.\n"));
        let output = site.run(&[]);
        assert_eq!(output.status.code(), Some(0));
        assert!(text(&output.stderr).starts_with(note), "{path:?}: {}", text(&output.stderr));
        let built = site.files();
        site.run(&["--no-cache"]);
        assert_eq!(site.files(), built, "{path:?}");
    }
}

#[test]
fn what_cannot_be_used_is_left_with_a_note() {
    let site = Site::new("damaged");
    site.run(&[]);
    let kept = site.0.join(".ledfyr/build.json");
    let good = fs::read(&kept).unwrap();
    let files = site.files();
    let damaged = "byggminnet (.ledfyr) är skadat; det som inte kan användas byggs på nytt\n";
    let other = "byggminnet (.ledfyr) är från en annan version av ledfyr och används inte; allt byggs\n";
    let cut = good[..good.len() / 2].to_owned();
    let memory = Kept::beside(&site.0);
    let text_of_good = text(&memory.read("build.json").unwrap().unwrap());
    memory.write("build.json", text_of_good.replacen("\"program\":\"", "\"program\":\"0.0.", 1).into()).unwrap();
    let old = fs::read(&kept).unwrap();
    for (bytes, note) in [(&b""[..], damaged), (b"nonsense", damaged), (&cut, damaged), (b"{}", damaged), (&old, other)]
    {
        fs::write(&kept, bytes).unwrap();
        let output = site.run(&[]);
        assert_eq!(output.status.code(), Some(0));
        assert!(text(&output.stderr).starts_with(note), "{}", text(&output.stderr));
        assert_eq!(site.files(), files);
        assert!(site.is_known(&[]), "it is written anew");
    }
    let english = |bytes: &[u8]| {
        fs::write(&kept, bytes).unwrap();
        let mut command = site.command(&[]);
        text(&command.args(["--lang", "en"]).output().unwrap().stderr)
    };
    let note = "the build memory (.ledfyr) is damaged; what cannot be used is built anew\n";
    assert!(english(b"x").starts_with(note));
    let note = "the build memory (.ledfyr) is of another version of ledfyr and not used; everything is built\n";
    assert!(english(&old).starts_with(note));
    // A folder in its place: nothing is kept, and the site is built all the same.
    fs::remove_file(&kept).unwrap();
    fs::create_dir(&kept).unwrap();
    let output = site.run(&[]);
    assert_eq!(output.status.code(), Some(0));
    let told = text(&output.stderr);
    assert!(
        told.contains("byggminnet kan inte läsas: ") && told.contains("byggminnet (.ledfyr) kan inte skrivas: "),
        "{told}"
    );
    assert_eq!(site.files(), files);
}

#[test]
fn it_can_be_done_without() {
    let site = Site::new("without");
    assert!(!site.stages(&["--no-cache"]).contains(&"known".to_owned()));
    assert!(!site.0.join(".ledfyr").exists());
    site.run(&[]);
    assert!(site.stages(&["--no-cache"]).contains(&"write".to_owned()), "it is not used either");
    let ignored = fs::read_to_string(site.0.join(".ledfyr/.gitignore")).unwrap();
    assert!(ignored.ends_with("\n*\n"), "{ignored}");
    // It is never content, even where the site's folder itself is.
    site.write("ledfyr.toml", "[content]\ndirs = [\"\"]\n");
    site.write(".ledfyr/sida.md", "# Nej\n");
    site.run(&[]);
    assert!(site.files().keys().all(|name| !name.contains("sida")), "{:?}", site.files().keys());
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
        // Whichever wrote last wrote of a whole build.
        site.run(&[]);
        assert!(site.is_known(&[]));
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
    assert_eq!(names[..10], ["known", "read", "theme", "site", "check", "assets", "plan", "write", "search", "keep"]);
    assert_eq!(names[10], "total");
    assert!(lines.last().unwrap().starts_with("2 sidor, "));
    let english = site.command(&["--timings", "--lang", "en"]).output().unwrap();
    assert!(text(&english.stdout).trim_start().starts_with("stage"), "{}", text(&english.stdout));
    let json = site.run(&["--timings", "json", "--no-cache"]);
    let json: Value = serde_json::from_slice(&json.stdout).unwrap();
    let read = json["stages"].as_array().unwrap().iter().find(|s| s["stage"] == "read").unwrap();
    assert_eq!((&read["items"], &read["known"]), (&2.into(), &0.into()));
    assert!(read["bytes"].as_u64() > Some(50) && read["wall_ms"].is_number(), "{read}");
    assert!(json["total"]["wall_ms"].as_f64() >= read["wall_ms"].as_f64());
}

#[test]
fn what_the_search_worked_out_is_kept_once_it_is_whole() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("known-words-{}", std::process::id()));
    let (one, two, three) = (Hash::of(b"1"), Hash::of(b"2"), Hash::of(b"3"));
    let words = |key: &str, writes| SearchMemory::new(Kept::beside(&root), Hash::of(key.as_bytes()), writes);
    let names = || {
        let names = fs::read_dir(root.join(".ledfyr")).into_iter().flatten().map(|e| e.unwrap().file_name());
        names.filter(|name| name != ".gitignore").collect::<Vec<_>>()
    };
    let first = words("a", true);
    first.keep(one, b"ett");
    first.keep(two, b"");
    drop(first);
    assert!(names().is_empty(), "a run that does not come to its end leaves nothing: {:?}", names());
    let first = words("a", true);
    first.keep(one, b"ett");
    first.keep(two, b"");
    first.write().unwrap();
    // Who only reads writes nothing, and what is of another configuration is nothing.
    let (reader, other) = (words("a", false), words("b", true));
    assert_eq!((reader.recall(&one), reader.recall(&three)), (Some(b"ett".to_vec()), None));
    reader.keep(three, b"tre");
    assert_eq!((other.recall(&one), other.is_damaged()), (None, false));
    // Kept on is what was used again, and what is new.
    let second = words("a", true);
    assert_eq!(second.recall(&two), Some(Vec::new()));
    second.keep(three, b"tre");
    second.write().unwrap();
    let third = words("a", true);
    assert_eq!([one, two, three].map(|key| third.recall(&key)), [None, Some(Vec::new()), Some(b"tre".to_vec())]);
    assert_eq!(names(), ["search"]);
    fs::remove_dir_all(&root).unwrap();
}

#[test]
fn what_a_killed_build_had_begun_to_keep_goes() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("known-leftovers-{}", std::process::id()));
    let folder = root.join(".ledfyr");
    fs::create_dir_all(&folder).unwrap();
    // No process has such a number; this one lives, and its name is not that of what is kept here.
    let living = format!("search.{}-7", std::process::id());
    for name in ["search.4294967295-0", "search.x", "searching.4294967295-0", &living] {
        fs::write(folder.join(name), "half").unwrap();
    }
    Kept::beside(&root).write("search", b"whole".to_vec()).unwrap();
    let mut names: Vec<_> = fs::read_dir(&folder).unwrap().map(|e| e.unwrap().file_name()).collect();
    names.sort();
    let mut wanted = [".gitignore", "search", &living, "search.x", "searching.4294967295-0"];
    wanted.sort_unstable();
    assert_eq!(names, wanted);
    fs::remove_dir_all(&root).unwrap();
}
