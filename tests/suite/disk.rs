//! What lies on real disks: links that leave, files too large, names of every sort. Each builds or says what is wrong.

#![cfg(unix)]
#![allow(clippy::disallowed_methods, reason = "a test of what lies on the disk")]

use crate::common::Built;
use ledfyr::base::path::RelPath;
use ledfyr::output::{DiskSink, OutFolder};
use ledfyr::pipeline::{self, Published};
use ledfyr::source::{DiskFiles, Files};
use std::ffi::OsStr;
use std::fs::{self, File};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A site's folder of the test's own, with an empty configuration.
struct Site(PathBuf);

impl Site {
    fn new(name: &str) -> Site {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("disk-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        let site = Site(path);
        site.write("site/ledfyr.toml", "");
        site.write("site/content/_index.md", "# Start\n");
        site
    }

    fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.0.join(name)
    }

    fn write(&self, name: impl AsRef<Path>, text: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn files(&self) -> DiskFiles {
        DiskFiles::new(self.path("site"))
    }

    fn build(&self) -> Built {
        crate::common::build(&self.files(), &crate::common::options())
    }

    fn told(&self) -> String {
        self.build().told(&self.files())
    }

    /// Publishes to the disk; how many files were written.
    fn publish(&self) -> usize {
        let mut built = self.build();
        assert_eq!(built.told(&self.files()), "");
        let loaded = built.loaded.take().unwrap();
        let folder = OutFolder::claim(&self.path("site/public"), false, &|| {}).unwrap();
        let sink = DiskSink::begin(folder, pipeline::guard::pages(&loaded)).unwrap();
        match pipeline::publish(&loaded, Box::new(sink), &mut pipeline::Timings::default(), &|_| {}) {
            Ok(Published::Done(committed)) => committed.written,
            other => panic!("{other:?}"),
        }
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_link_that_leaves_the_site_is_an_error_and_what_it_names_is_not_read() {
    let site = Site::new("symlink");
    site.write("utanför/hemligt.md", "# Hemligt utanför\n");
    symlink("../../utanför/hemligt.md", site.path("site/content/fil.md")).unwrap();
    symlink("../../utanför", site.path("site/content/mapp")).unwrap();
    symlink("finns-inte.md", site.path("site/content/ingenstans.md")).unwrap();
    symlink("runt.md", site.path("site/content/runt.md")).unwrap();
    symlink("_index.md", site.path("site/content/inne.md")).unwrap();
    assert_eq!(
        site.told(),
        "\
content/fil.md: fel[symlink-outside]: den symboliska länken leder ut ur webbplatsens mapp
    hjälp: lägg en kopia av filen i mappen, eller ta bort länken
content/ingenstans.md: fel[unreadable-file]: filen kan inte läsas: No such file or directory (os error 2)
    hjälp: se efter att filen finns och att du har rätt att läsa den
content/mapp: fel[symlink-outside]: den symboliska länken leder ut ur webbplatsens mapp
    hjälp: lägg en kopia av filen i mappen, eller ta bort länken
content/runt.md: fel[unreadable-file]: filen kan inte läsas: Too many levels of symbolic links (os error 40)
    hjälp: se efter att filen finns och att du har rätt att läsa den
"
    );
    for name in ["fil.md", "mapp", "ingenstans.md", "runt.md"] {
        fs::remove_file(site.path("site/content").join(name)).unwrap();
    }
    assert!(site.build().body("inne/index.html").contains("Start"), "a link within the site is a page");
}

#[test]
fn a_template_that_is_a_link_out_of_the_site_is_an_error_too() {
    let site = Site::new("template-symlink");
    site.write("utanför/page.html", "hemligt");
    fs::create_dir_all(site.path("site/templates")).unwrap();
    symlink("../../utanför/page.html", site.path("site/templates/page.html")).unwrap();
    assert!(site.told().starts_with("templates/page.html: fel[symlink-outside]: "), "{}", site.told());
}

#[test]
fn a_page_of_50_mb_is_refused_without_being_read() {
    let site = Site::new("large");
    File::create(site.path("site/content/dump.md")).unwrap().set_len(50_000_000).unwrap();
    assert_eq!(
        site.told(),
        "\
content/dump.md: fel[file-too-large]: sidan är för stor: 48 MiB; högst 8 MiB läses
    hjälp: dela sidan, eller höj max_page_bytes under [content]
"
    );
}

#[test]
fn names_of_every_sort_build_and_can_be_linked_to() {
    let site = Site::new("names");
    let long = format!("{}.md", "a".repeat(252));
    let long_emoji = format!("{}.md", "🚒".repeat(63));
    assert_eq!((long.len(), long_emoji.len()), (255, 255));
    site.write("site/content/Mina sidor/Råd i nöd.md", "# Råd\n");
    site.write("site/content/delat/ra\u{30a}d.md", "# Delat\n\n![Karta](ka\u{308}rta.svg)\n");
    site.write(
        "site/content/delat/ka\u{308}rta.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>",
    );
    site.write("site/content/🚒.md", "# Brandbil\n");
    site.write(format!("site/content/lång/{long}"), "# Lång\n");
    site.write(format!("site/content/lång/{long_emoji}"), "# Lång rad\n");
    site.write(
        "site/content/länkar.md",
        "# Länkar\n\n[a](<Mina sidor/Råd i nöd.md>) [b](Mina%20sidor/R%C3%A5d%20i%20n%C3%B6d.md) [c](delat/r\u{e5}d.md) \
         [d](delat/ra\u{30a}d.md) [e](🚒.md) ![f](delat/k\u{e4}rta.svg)\n",
    );
    let built = site.build();
    assert_eq!(built.told(&site.files()), "");
    for path in ["mina-sidor/rad-i-nod/index.html", "delat/rad/index.html", "1f692/index.html", "lankar/index.html"] {
        assert!(built.files.contains_key(path), "{path} in {:?}", built.files.keys());
    }
    let links = built.body("lankar/index.html");
    assert_eq!(links.matches("href=\"../mina-sidor/rad-i-nod/\"").count(), 2, "{links}");
    assert_eq!(links.matches("href=\"../delat/rad/\"").count(), 2, "{links}");
    let first = site.publish();
    assert_eq!(first, built.files.len(), "all of it fits on the disk");
    assert_eq!(site.publish(), 0, "the same site again writes nothing");
}

#[test]
fn a_name_that_is_not_utf8_is_told() {
    let site = Site::new("bytes");
    let name = OsStr::from_bytes(b"site/content/r\xe5d.md");
    site.write(name, "# Råd\n");
    assert_eq!(
        site.told(),
        "-: fel[file-name]: filnamnet är inte UTF-8: content/r\u{fffd}d.md\n    hjälp: byt namn på filen\n"
    );
}

#[test]
fn names_that_differ_only_in_case_or_form_are_told() {
    let site = Site::new("case");
    for name in ["Skola.md", "skola.md", "r\u{e5}d.md", "ra\u{30a}d.md"] {
        site.write(Path::new("site/content").join(name), "# X\n");
    }
    let told = site.told();
    assert!(told.contains("content/Skola.md: fel[duplicate-path]: två sidor får samma adress: /skola/"), "{told}");
    assert!(told.contains("fel[duplicate-path]: två sidor får samma adress: /rad/"), "{told}");
    assert_eq!(told.matches("fel[").count(), 2, "{told}");
}

#[test]
fn yaml_that_unfolds_without_bound_is_refused_at_once() {
    let site = Site::new("aliases");
    let mut yaml = String::from("---\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for i in 1..30 {
        let aliases = vec![format!("*a{}", i - 1); 10].join(", ");
        yaml.push_str(&format!("a{i}: &a{i} [{aliases}]\n"));
    }
    site.write("site/content/bomb.md", yaml + "title: Bomb\n---\n");
    let start = std::time::Instant::now();
    let told = site.told();
    assert!(told.contains("fel[front-matter-syntax]: front matter är för stort eller har alias"), "{told}");
    assert!(start.elapsed().as_secs() < 20, "took {:?}", start.elapsed());
}

#[test]
fn pipes_and_folders_named_as_pages_are_not_read() {
    let site = Site::new("pipes");
    fs::create_dir_all(site.path("site/content/mapp.md")).unwrap();
    site.write("site/content/mapp.md/sida.md", "# Sida\n");
    let made = Command::new("mkfifo").arg(site.path("site/content/rör.md")).status();
    assert!(made.is_ok_and(|s| s.success()), "mkfifo");
    symlink(site.path("site/content/rör.md"), site.path("site/content/länk.md")).unwrap();
    symlink("/dev/zero", site.path("site/content/noll.md")).unwrap();
    symlink(site.path("site/content/noll.md"), site.path("site/content/ledd.md")).unwrap();
    symlink(site.path("site/content/ring.md"), site.path("site/content/ring.md")).unwrap();
    let built = site.build();
    let told = built.told(&site.files());
    let ring = told.lines().find(|l| l.starts_with("content/ring.md: fel[unreadable-file]: filen kan inte läsas: "));
    assert!(ring.is_some(), "{told}");
    for name in ["ledd", "noll"] {
        let line =
            format!("content/{name}.md: fel[symlink-outside]: den symboliska länken leder ut ur webbplatsens mapp");
        assert!(told.contains(&line), "{told}");
    }
    for name in ["länk", "rör"] {
        let line = format!(
            "content/{name}.md: varning[unsupported-file]: det här är ingen vanlig fil och öppnas inte\n    hjälp: lägg en vanlig fil här, eller ta bort röret, enheten eller uttaget"
        );
        assert!(told.contains(&line), "{told}");
    }
    // Nor is anything of them opened to be shown beside a finding.
    let mut check = Command::new(env!("CARGO_BIN_EXE_ledfyr"));
    let checked = check.args(["--root", "site", "check"]).current_dir(&site.0).output().unwrap();
    assert_eq!(checked.status.code(), Some(1));
    let files = site.files();
    let refused = |name: &str| Files::read(&files, &RelPath::lit(name)).unwrap_err().to_string();
    assert_eq!(refused("content/noll.md"), "the link leads out of the folder");
    assert_eq!(refused("content/rör.md"), "not an ordinary file");
    for link in ["noll", "ledd", "ring", "länk"] {
        fs::remove_file(site.path(format!("site/content/{link}.md"))).unwrap();
    }
    let built = site.build();
    assert!(built.files.contains_key("mapp-md/sida/index.html"), "{:?}", built.files.keys());
}

#[test]
fn hidden_files_and_the_output_are_no_content() {
    let site = Site::new("hidden");
    site.write("site/content/.git/x.md", "# Dold\n");
    site.write("site/content/.utkast.md", "# Dold\n");
    site.publish();
    let keys: Vec<_> = site.build().files.into_keys().filter(|k| k.ends_with("/index.html")).collect();
    assert!(keys.iter().all(|k| !k.contains("utkast") && !k.contains("git")), "{keys:?}");
}

#[test]
fn a_byte_order_mark_and_carriage_returns_are_taken_as_they_come() {
    let site = Site::new("bom");
    site.write("site/content/windows.md", "\u{feff}\r\n---\r\ntitle: Från Windows\r\n...\r\nText med\r\nradslut.\r\n");
    let built = site.build();
    assert_eq!(built.told(&site.files()), "");
    let page = built.body("windows/index.html");
    assert!(page.contains("Från Windows</h1>") && page.contains("Text med"), "{page}");
    assert!(!page.contains("title:"), "{page}");
}

#[test]
#[cfg(target_os = "linux")]
fn an_answer_that_cannot_be_written_is_a_fault() {
    let site = Site::new("full");
    let run = |args: &[&str], out: &str, err: &str| {
        let open = |path: &str| fs::OpenOptions::new().write(true).open(path).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_ledfyr"));
        command.args(["--root", "site"]).args(args).current_dir(&site.0).stdout(open(out));
        if err != "-" {
            command.stderr(open(err));
        }
        let output = command.output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let told = "error: the answer could not be written: No space left on device (os error 28)\n";
    let commands: &[&[&str]] = &[
        &["build"],
        &["build"],
        &["build", "--timings"],
        &["build", "--timings", "json"],
        &["build", "--deny", "warnings", "--out", "annan"],
        &["check"],
        &["check", "--format", "json"],
        &["report"],
        &["report", "--json"],
        &["search", "start"],
        &["search", "start", "--json"],
        &["explain"],
        &["explain", "broken-link"],
        &["schema"],
        &["completions", "bash"],
        &["man"],
        &["theme", "list"],
        &["theme", "eject", "i18n/sv.toml"],
        &["new", "checklist", "ny"],
        &["mv", "ny.md", "nyare.md"],
        &["review", "nyare.md"],
        &["init", "en-till"],
    ];
    for args in commands {
        let english = [&["--lang", "en"], *args].concat();
        assert_eq!(run(&english, "/dev/full", "-"), (Some(2), told.to_owned()), "{args:?}");
    }
    let swedish = "fel: det går inte att skriva ut svaret: No space left on device (os error 28)\n";
    for args in [&["check"][..], &["--help"], &["build", "--help"], &["--version"]] {
        assert_eq!(run(args, "/dev/full", "-"), (Some(2), swedish.to_owned()), "{args:?}");
    }
    assert_eq!(run(&["check"], "/dev/null", "-"), (Some(0), String::new()));
    // Findings that nobody sees are no good build.
    site.write("site/content/fel.md", "---\ntitle: Fel\ntilte: x\n---\nText.\n");
    assert_eq!(run(&["build"], "/dev/null", "/dev/full").0, Some(2));
}

/// Runs the program in the site's folder; its exit code and all that it said.
fn run(site: &Site, args: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ledfyr"));
    let output = command.args(args).current_dir(site.path("site")).env("NO_COLOR", "1").output().unwrap();
    let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), said(&output.stderr) + &said(&output.stdout))
}

#[test]
fn many_pages_are_removed_only_when_that_is_asked_for() {
    let site = Site::new("removal");
    site.write("site/ledfyr.toml", "[classification]\ndefault = \"open\"\n");
    for n in 10..22 {
        site.write(
            format!("site/content/sida-{n}.md"),
            format!("---\ntitle: Sida {n}\nclassification: internal\n---\nText.\n"),
        );
    }
    let pages =
        |folder: &str| (10..22).filter(|n| site.path(format!("site/{folder}/sida-{n}/index.html")).exists()).count();
    let stopped = |(code, said): (Option<i32>, String), words: &str| {
        assert_eq!(code, Some(1), "{said}");
        assert!(said.contains(words), "{said}");
    };
    let sv = "\
fel[pages-removed]: 12 av 13 publicerade sidor skulle tas bort: /sida-10/, /sida-11/, /sida-12/, /sida-13/, /sida-14/, /sida-15/, /sida-16/, /sida-17/, /sida-18/, /sida-19/ … och 2 till
 |
 = hjälp: ska de bort, bygg med --allow-removal; en sida som har flyttats behåller sin gamla adress med aliases (ledfyr mv skriver dem)
";
    let en = "\
error[pages-removed]: 12 of 13 published pages would be removed: /sida-10/, /sida-11/, /sida-12/, /sida-13/, /sida-14/, /sida-15/, /sida-16/, /sida-17/, /sida-18/, /sida-19/ … and 2 more
 |
 = help: if they are to go, build with --allow-removal; a page that has moved keeps its old address with aliases (ledfyr mv writes them)
";
    for (options, folder) in [(&["build"][..], "public"), (&["build", "--portable"], "public-portable")] {
        let open = [options, &["--audience", "open"]].concat();
        assert_eq!(run(&site, &[options, &["--audience", "internal"]].concat()).0, Some(0));
        stopped(run(&site, &open), sv);
        stopped(run(&site, &[&["--lang", "en"], &open[..]].concat()), en);
        assert_eq!(pages(folder), 12, "{folder}");
        assert_eq!(run(&site, &[&open[..], &["--allow-removal"]].concat()).0, Some(0));
        assert_eq!(pages(folder), 0, "{folder}");
    }
    let zip = &["build", "--zip", "--audience", "internal"];
    assert_eq!(run(&site, zip).0, Some(0));
    let packed = fs::read(site.path("site/public-portable.zip")).unwrap();
    stopped(run(&site, &["build", "--zip", "--audience", "open"]), sv);
    assert_eq!(fs::read(site.path("site/public-portable.zip")).unwrap(), packed);
    assert_eq!(run(&site, &["build", "--zip", "--audience", "open", "--allow-removal"]).0, Some(0));

    // A page with a redirect from its old address has moved; what is less than the setting may go.
    run(&site, &["build", "--audience", "internal"]);
    for n in 10..22 {
        fs::remove_file(site.path(format!("site/content/sida-{n}.md"))).unwrap();
        let alias = match n {
            10 => "aliases: [/sida-10/]\n",
            11 => "aliases: [sida-11]\n",
            _ => "",
        };
        site.write(format!("site/content/del/{n}.md"), format!("---\ntitle: Ny {n}\n{alias}---\nText.\n"));
    }
    assert_eq!(run(&site, &["build"]).0, Some(0), "ten are gone, and two have moved");
    fs::remove_file(site.path("site/content/del/21.md")).unwrap();
    for (setting, code) in [("0", 1), ("\"0\"", 1), ("\"7 %\"", 1), ("\"tio\"", 2), ("-1", 2), ("\"8 %\"", 0)] {
        site.write("site/ledfyr.toml", format!("[build]\nmax_removed = {setting}\n"));
        let (exit, said) = run(&site, &["build"]);
        assert_eq!(exit, Some(code), "{setting}: {said}");
    }
    site.write("site/ledfyr.toml", "[build]\nmax_removed = \"tio\"\n");
    let told = "config-value]: build.max_removed: ”tio” är inte ett antal sidor (25) eller en andel (\"20 %\")";
    assert!(run(&site, &["build"]).1.contains(told), "{}", run(&site, &["build"]).1);
}

#[test]
fn a_site_without_pages_or_start_page_leaves_the_old_one() {
    let site = Site::new("front");
    assert_eq!(run(&site, &["build"]).0, Some(0));
    let start = || fs::read_to_string(site.path("site/public/index.html")).unwrap();
    let old = start();
    for draft in ["---\ntitle: Start\ndraft: true\n---\n", "---\ntitle: Start\nvalid_from: 2999-01-01\n---\n"] {
        site.write("site/content/_index.md", draft);
        site.write("site/content/a.md", "# A\n");
        for command in ["build", "check"] {
            let (code, said) = run(&site, &[command]);
            assert!(code == Some(1) && said.contains("fel[no-start-page]: "), "{command}: {said}");
        }
        fs::remove_file(site.path("site/content/a.md")).unwrap();
        let (code, said) = run(&site, &["build"]);
        assert!(code == Some(1) && said.contains("fel[no-pages]: "), "{said}");
    }
    fs::create_dir(site.path("tom")).unwrap();
    for command in [&["build", "--out", "public"][..], &["build", "--zip"], &["check"]] {
        let (code, said) = run(&site, &[&["--root", "../tom"], command].concat());
        assert!(code == Some(1) && said.contains("mappen innehåller varken ledfyr.toml eller Markdown"), "{said}");
    }
    assert_eq!(start(), old);
    assert_eq!(fs::read_dir(site.path("tom")).unwrap().count(), 0);
}

#[test]
fn files_for_the_root_are_published_as_they_are() {
    let site = Site::new("root");
    for (name, text) in [
        ("web.config", "<configuration/>\r\n"),
        ("robots.txt", "User-agent: *\nAllow: /\n"),
        (".well-known/security.txt", "Contact: mailto:a@kommun.example\n"),
        ("CNAME", "intranat.example"),
        ("favicon.ico", "\u{0}\u{1}"),
        ("sida.md", "# Ingen sida\n"),
        (".DS_Store", "x"),
        ("del/Thumbs.db", "x"),
        (".git/config", "x"),
        (".ledfyr-files", "x"),
    ] {
        site.write(format!("site/root/{name}"), text);
    }
    let text = |name: &str| fs::read_to_string(site.path("site/public").join(name)).ok();
    let (code, said) = run(&site, &["build"]);
    assert_eq!((code, said.contains("inga fynd")), (Some(0), true), "{said}");
    assert_eq!(text("web.config").as_deref(), Some("<configuration/>\r\n"));
    assert_eq!(text("robots.txt").as_deref(), Some("User-agent: *\nAllow: /\n"));
    assert_eq!(text(".well-known/security.txt").as_deref(), Some("Contact: mailto:a@kommun.example\n"));
    assert_eq!(text("CNAME").as_deref(), Some("intranat.example"));
    assert_eq!(text("favicon.ico").as_deref(), Some("\u{0}\u{1}"));
    assert_eq!(text("sida.md").as_deref(), Some("# Ingen sida\n"));
    for none in [".DS_Store", "del/Thumbs.db", ".git/config", "sida/index.html"] {
        assert_eq!(text(none), None, "{none}");
    }
    // A hidden file that changes or goes is seen.
    site.write("site/root/.well-known/security.txt", "Contact: mailto:b@kommun.example\n");
    assert_eq!(run(&site, &["build"]).0, Some(0));
    assert_eq!(text(".well-known/security.txt").as_deref(), Some("Contact: mailto:b@kommun.example\n"));
    fs::remove_dir_all(site.path("site/root/.well-known")).unwrap();
    fs::remove_file(site.path("site/root/robots.txt")).unwrap();
    assert_eq!(run(&site, &["build"]).0, Some(0));
    assert_eq!(text("robots.txt").as_deref(), Some("User-agent: *\nDisallow: /\n"));
    assert!(!site.path("site/public/.well-known").exists());
    // What only a server can use is not for a USB stick.
    assert_eq!(run(&site, &["build", "--portable"]).0, Some(0));
    assert!(!site.path("site/public-portable/web.config").exists());

    for clash in ["index.html", "Sitemap.xml", "pages.json"] {
        site.write(format!("site/root/{clash}"), "mitt");
        let (code, said) = run(&site, &["build"]);
        assert_eq!(code, Some(1), "{said}");
        let told = format!("fel[duplicate-path]: två filer i webbplatsen får samma adress: /{clash}\n--> ");
        assert!(said.contains(&told) && said.contains(&format!("root/{clash}")), "{said}");
        fs::remove_file(site.path(format!("site/root/{clash}"))).unwrap();
    }
    // Where the folder is the content and nobody says otherwise, a folder of that name is content.
    site.write("fri/root/a.md", "# A\n");
    site.write("fri/b.md", "# B\n");
    assert_eq!(run(&site, &["--root", "../fri", "build"]).0, Some(0));
    assert!(site.path("fri/public/root/a/index.html").exists() && !site.path("fri/public/a.md").exists());
    site.write("fri/ledfyr.toml", "[content]\ndirs = [\"\"]\n");
    assert_eq!(run(&site, &["--root", "../fri", "build"]).0, Some(0));
    assert!(site.path("fri/public/a.md").exists() && !site.path("fri/public/root").exists());
}

#[test]
fn the_output_is_never_where_the_sources_are() {
    let site = Site::new("where");
    site.write("site/static/a.css", "a {}");
    symlink("content", site.path("site/länk")).unwrap();
    symlink("ingenstans", site.path("site/död")).unwrap();
    site.write("utanför/fil", "text");
    symlink("../utanför", site.path("site/ut")).unwrap();
    for (out, told) in [
        ("content/public", "ligger i innehållet; välj en annan mapp med --out"),
        ("länk/public", "ligger i innehållet; välj en annan mapp med --out"),
        ("static", "ligger i innehållet; välj en annan mapp med --out"),
        ("root/x", "ligger i innehållet; välj en annan mapp med --out"),
        (".", "är webbplatsens egen mapp; välj en annan med --out"),
        ("..", "är webbplatsens egen mapp; välj en annan med --out"),
        ("död", "är ingen mapp. Välj en annan med --out"),
        ("ledfyr.toml", "är ingen mapp. Välj en annan med --out"),
        ("ledfyr.toml/public", "Not a directory"),
        ("ut", "är inte tom, och ledfyr har inte skrivit det som finns där (till exempel fil)"),
    ] {
        let (code, said) = run(&site, &["build", "--out", out]);
        assert!(code == Some(2) && said.contains(told), "{out}: {said}");
    }
    assert_eq!(run(&site, &["build", "--out", "ut", "--into-existing"]).0, Some(0));
    assert!(site.path("utanför/index.html").exists() && site.path("utanför/fil").exists());
    assert!(fs::symlink_metadata(site.path("site/ut")).unwrap().is_symlink(), "the link stays a link");
    site.write("docs/ledfyr.toml", "[content]\ndirs = [\"a/content\"]\n");
    site.write("docs/a/content/index.md", "# Start\n");
    let (code, said) = run(&site, &["--root", "../docs", "build", "--out", "../docs/a", "--into-existing"]);
    assert!(code == Some(2) && said.contains("är webbplatsens egen mapp"), "{said}");
}

/// A folder that is a mount, and one that is mounted elsewhere, are published into; where the system lets us mount.
#[test]
#[cfg(target_os = "linux")]
fn a_mounted_output_has_the_whole_new_site() {
    let site = Site::new("mount");
    let script = r#"cd "$1"; mkdir volume elsewhere public; mount --bind volume public
        "$2" --quiet build; test -f volume/index.html
        umount public; rm -r volume; rmdir public
        "$2" --quiet build; mount --bind public elsewhere; printf '# Ny text\n' > content/_index.md
        "$2" --quiet build; grep -q "Ny text" elsewhere/index.html; test "$(ls elsewhere | wc -l)" = "$(ls public | wc -l)"
        mkdir public/uppladdat; mount -t tmpfs none public/uppladdat; touch public/uppladdat/x
        printf '# Nyast\n' > content/_index.md; "$2" --quiet build
        grep -q Nyast elsewhere/index.html; test -f public/uppladdat/x; test "$(ls -A | grep -c 'ledfyr$')" = 0"#;
    for options in [&["--mount"][..], &["--mount", "--map-root-user"]] {
        let probe = Command::new("unshare").args(options).args(["mount", "-t", "tmpfs", "none", "/mnt"]).output();
        if !probe.is_ok_and(|probe| probe.status.success()) {
            continue;
        }
        let mut command = Command::new("unshare");
        command.args(options).args(["sh", "-exc", script, "sh"]).arg(site.path("site"));
        let output = command.arg(env!("CARGO_BIN_EXE_ledfyr")).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        return;
    }
    eprintln!("SKIPPED: nothing can be mounted here: it takes root, or user namespaces");
}
