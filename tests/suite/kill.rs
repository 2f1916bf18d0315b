//! A build that is killed, that cannot write or that finds no room leaves the published site as it was.

#![allow(clippy::disallowed_methods, reason = "a test of what lies on the disk")]

#[path = "../../benches/corpus/mod.rs"]
#[allow(dead_code)]
mod corpus;

use corpus::prng::Prng;
use corpus::{Corpus, Tree};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

const PAGES: usize = 40;
/// `LEDFYR_KILLS=100` makes it more.
const KILLS: usize = 12;

/// The files of a site and what is in them.
type Snapshot = BTreeMap<String, blake3::Hash>;

/// A site that was built once and then edited everywhere: `root` holds the new sources and the old output.
struct Edited {
    folder: PathBuf,
    old: Snapshot,
    new: Snapshot,
    /// What lies in the root when nothing has gone wrong.
    entries: BTreeSet<String>,
    /// How long the build of the new site takes.
    duration: Duration,
}

/// Built once for all tests here: it takes longer than they do.
static EDITED: LazyLock<Edited> = LazyLock::new(Edited::new);

impl Edited {
    fn new() -> Edited {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("kill");
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        let root = folder.join("root");
        let corpus = Corpus::new(PAGES, 1);
        corpus::write(&corpus, &root, Tree::Ledfyr).unwrap();
        succeed(&build(&root, &root.join("public")));
        let old = snapshot(&root.join("public"));

        // A new title changes every page; some pages go, some come.
        let config = fs::read_to_string(root.join("ledfyr.toml")).unwrap();
        fs::write(root.join("ledfyr.toml"), config.replace("Kommunens", "Kommunens nya")).unwrap();
        for number in 0..5 {
            fs::remove_file(root.join("content").join(corpus.path(number) + ".md")).unwrap();
            fs::write(root.join(format!("content/ny-{number}.md")), format!("---\ntitle: Ny {number}\n---\nText.\n"))
                .unwrap();
        }
        let trial = folder.join("trial");
        let (mut new, mut left, mut duration) = (Snapshot::new(), BTreeSet::new(), Duration::MAX);
        // The shortest of three: after a moment that a busy machine made too long, nothing is left to kill.
        for _ in 0..3 {
            copy(&root, &trial);
            let start = Instant::now();
            succeed(&build(&trial, &trial.join("public")));
            duration = duration.min(start.elapsed());
            (new, left) = (snapshot(&trial.join("public")), entries(&trial));
            fs::remove_dir_all(&trial).unwrap();
        }
        assert!(
            old.len() > PAGES && new.len() > PAGES,
            "the sites are too small: {} and {} files",
            old.len(),
            new.len()
        );
        assert_ne!(old, new);
        Edited { folder, old, new, entries: left, duration }
    }

    /// A fresh copy of the root.
    fn trial(&self, name: &str) -> PathBuf {
        let trial = self.folder.join(name);
        let _ = fs::remove_dir_all(&trial);
        copy(&self.folder.join("root"), &trial);
        trial
    }
}

fn ledfyr(root: &Path, out: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ledfyr"));
    command.args(["--lang", "en", "--root"]).arg(root).arg("build").arg("--out").arg(out);
    command.stdin(Stdio::null());
    command
}

fn build(root: &Path, out: &Path) -> Output {
    ledfyr(root, out).output().unwrap()
}

fn succeed(output: &Output) {
    assert!(output.status.success(), "{}\n{}", output.status, said(output));
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn snapshot(site: &Path) -> Snapshot {
    let mut files = Snapshot::new();
    for entry in walkdir::WalkDir::new(site) {
        let entry = entry.unwrap();
        if !entry.file_type().is_dir() {
            let name = entry.path().strip_prefix(site).unwrap().to_string_lossy().into_owned();
            // A link that leads nowhere is nothing to a reader, but is not to be left behind.
            let bytes = fs::read(entry.path()).unwrap_or_else(|_| b"a link that leads nowhere".to_vec());
            files.insert(name, blake3::hash(&bytes));
        }
    }
    files
}

fn entries(folder: &Path) -> BTreeSet<String> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect()
}

/// As `cp -a`: modification times stay, since a build may look at them.
fn copy(from: &Path, to: &Path) {
    let status = Command::new("cp").arg("-a").arg(from).arg(to).status().unwrap();
    assert!(status.success());
}

/// Which files differ, in a few words.
fn difference(one: &Snapshot, other: &Snapshot) -> String {
    let names: BTreeSet<_> = one.keys().chain(other.keys()).collect();
    let differ: Vec<_> = names.into_iter().filter(|name| one.get(*name) != other.get(*name)).collect();
    format!("{} files differ, such as {:?}", differ.len(), &differ[..differ.len().min(3)])
}

/// How many times each way is killed.
fn kills() -> usize {
    std::env::var("LEDFYR_KILLS").map_or(KILLS, |kills| kills.parse().unwrap())
}

/// Kills a build: a third of the times at any moment, else once the site is being put in place, which `begun` tells.
fn kill(
    edited: &Edited,
    r: &mut Prng,
    number: usize,
    command: &mut Command,
    begun: impl Fn() -> bool,
) -> (String, bool) {
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let moment = if number.is_multiple_of(3) {
        let moment = edited.duration.mul_f64(r.below(100) as f64 / 100.0);
        thread::sleep(moment);
        format!("after {moment:?}")
    } else {
        while !begun() && child.try_wait().unwrap().is_none() {
            thread::yield_now();
        }
        let moment = Duration::from_micros(r.below(number % 5 * 4000 + 50) as u64);
        thread::sleep(moment);
        format!("{moment:?} after it began to be put in place")
    };
    let alive = child.try_wait().unwrap().is_none();
    child.kill().unwrap();
    child.wait().unwrap();
    (moment, alive)
}

#[test]
fn killed_at_any_moment_it_leaves_the_old_site_or_the_new_one() {
    use std::os::unix::fs::MetadataExt;
    let edited = &*EDITED;
    let mut r = Prng::new(7, 0);
    let mut killed = 0;
    for number in 0..kills() {
        let trial = edited.trial("moment");
        let out = trial.join("public");
        let folder = || fs::metadata(&out).map(|meta| meta.ino()).unwrap();
        let before = folder();
        let (moment, alive) = kill(edited, &mut r, number, &mut ledfyr(&trial, &out), || folder() != before);
        killed += usize::from(alive);

        assert!(out.is_dir(), "killed {moment}, the site is gone; left: {:?}", entries(&trial));
        let site = snapshot(&out);
        assert!(
            site == edited.old || site == edited.new,
            "killed {moment}, the site is neither: from the old {}, from the new {}",
            difference(&site, &edited.old),
            difference(&site, &edited.new),
        );

        succeed(&build(&trial, &out));
        let site = snapshot(&out);
        assert!(site == edited.new, "the build after a kill {moment}: {}", difference(&site, &edited.new));
        assert_eq!(folder(), before, "who has the folder open has lost the site after a kill {moment}");
        assert_eq!(entries(&trial), edited.entries, "left behind after a kill {moment} and one more build");
    }
    assert!(
        killed >= kills() / 3,
        "only {killed} of {} builds were still running when they were to be killed",
        kills()
    );
}

#[test]
fn killed_while_files_are_put_in_place_one_by_one_every_page_is_old_or_new() {
    let edited = &*EDITED;
    let public = edited.folder.join("root/public");
    assert_eq!(broken_links(&public, &edited.old), Vec::<String>::new());
    let mut r = Prng::new(11, 0);
    let (mut killed, mut mixed) = (0, 0);
    for number in 0..kills() {
        let trial = edited.trial("place");
        let out = trial.join("public");
        // Something stands where the new site would be written, so no folder can change names with the old one.
        fs::write(trial.join(".public.ledfyr"), "").unwrap();
        let list = || fs::read(out.join(".ledfyr-files")).unwrap();
        let before = list();
        let (moment, alive) = kill(edited, &mut r, number, &mut ledfyr(&trial, &out), || list() != before);
        killed += usize::from(alive);

        let mut site = snapshot(&out);
        site.retain(|file, _| !file.starts_with(".ledfyr") && out.join(file).exists());
        for (file, hash) in &site {
            let whole = [edited.old.get(file), edited.new.get(file)].contains(&Some(hash));
            assert!(whole, "killed {moment}, {file} is neither the old one nor the new one");
        }
        let lost: Vec<_> =
            edited.old.keys().filter(|f| edited.new.contains_key(*f) && !f.starts_with(".ledfyr")).collect();
        assert!(lost.iter().all(|file| site.contains_key(*file)), "killed {moment}, files are lost");
        let broken = broken_links(&out, &site);
        assert_eq!(broken, Vec::<String>::new(), "killed {moment}, links lead nowhere");
        let is = |other: &Snapshot| site.iter().all(|(file, hash)| other.get(file) == Some(hash));
        mixed += usize::from(!is(&edited.old) && !is(&edited.new));

        succeed(&build(&trial, &out));
        let site = snapshot(&out);
        assert!(site == edited.new, "the build after a kill {moment}: {}", difference(&site, &edited.new));
        fs::remove_file(trial.join(".public.ledfyr")).unwrap();
        assert_eq!(entries(&trial), edited.entries, "left behind after a kill {moment} and one more build");
    }
    assert!(
        killed >= kills() / 3,
        "only {killed} of {} builds were still running when they were to be killed",
        kills()
    );
    println!("of {} kills {killed} met a build, {mixed} left pages of both sites", kills());
}

/// What pages of the site link to and show and is not there.
fn broken_links(out: &Path, site: &Snapshot) -> Vec<String> {
    let mut broken = Vec::new();
    for page in site.keys().filter(|file| file.ends_with(".html")) {
        let path = out.join(page);
        let html = fs::read_to_string(&path).unwrap();
        for attribute in ["href=\"", "src=\""] {
            for (at, _) in html.match_indices(attribute) {
                let link = html[at + attribute.len()..].split('"').next().unwrap();
                let link = link.split(['?', '#']).next().unwrap();
                if link.is_empty() || link.contains(':') {
                    continue;
                }
                let from = if link.starts_with('/') { out } else { path.parent().unwrap() };
                let mut target = from.join(link.trim_start_matches('/'));
                if link.ends_with('/') || link.ends_with('.') {
                    target.push("index.html");
                }
                if !target.exists() {
                    broken.push(format!("{page} → {link}"));
                }
            }
        }
    }
    broken
}

#[test]
fn a_reader_always_finds_a_whole_page() {
    let edited = &*EDITED;
    let trial = edited.trial("reader");
    let out = trial.join("public");
    let page = out.join("index.html");
    let config = fs::read_to_string(trial.join("ledfyr.toml")).unwrap();
    let renamed = config.replace("Kommunens nya", "Kommunens");
    fs::write(trial.join("ledfyr.toml"), &renamed).unwrap();
    let third = edited.folder.join("third");
    succeed(&build(&trial, &third));
    let third = snapshot(&third)["index.html"];
    let whole = [edited.old["index.html"], edited.new["index.html"], third];
    let done = AtomicBool::new(false);
    let (reads, faults) = thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let (mut reads, mut faults) = (0, Vec::new());
            while !done.load(Ordering::Relaxed) {
                reads += 1;
                match fs::read(&page) {
                    Ok(bytes) if whole.contains(&blake3::hash(&bytes)) => {}
                    Ok(bytes) => faults.push(format!("{} bytes that are neither page", bytes.len())),
                    Err(error) => faults.push(error.to_string()),
                }
            }
            (reads, faults)
        });
        for round in 0..6 {
            // Old and new in turn, so that every build has a site to put in place.
            let text = if round % 2 == 0 { &config } else { &renamed };
            fs::write(trial.join("ledfyr.toml"), text).unwrap();
            succeed(&build(&trial, &out));
        }
        done.store(true, Ordering::Relaxed);
        reader.join().unwrap()
    });
    assert!(reads > 100, "only {reads} reads");
    if let Some(fault) = faults.first() {
        panic!("{} of {reads} reads failed, the first: {fault}", faults.len());
    }
}

/// Runs `script` in a shell with mounts of its own, so that it may lay a small disk over a folder. `None` where the
/// system does not let us.
fn with_mounts(script: &str, words: &[&Path]) -> Option<Output> {
    let options: [&[&str]; 2] = [&["--mount"], &["--mount", "--map-root-user"]];
    for option in options {
        let shell = |script: &str| {
            let mut command = Command::new("unshare");
            command.args(option).args(["sh", "-euc", script, "sh"]);
            command.stdin(Stdio::null());
            command
        };
        if shell("mount -t tmpfs -o size=64k none /mnt").output().is_ok_and(|output| output.status.success()) {
            return Some(shell(script).args(words).output().unwrap());
        }
    }
    assert!(
        std::env::var_os("CI").is_none(),
        "a small disk cannot be mounted here (unshare, mount), and CI must try it"
    );
    eprintln!("SKIPPED: a small disk cannot be mounted here: it takes root, or user namespaces");
    None
}

/// Builds into a disk in memory that holds the old site, after `before`, and checks what is left.
fn onto_a_small_disk(name: &str, before: &str, expected: &[&str]) {
    let edited = &*EDITED;
    let trial = edited.trial(name);
    let (disk, after) = (edited.folder.join(format!("{name}-disk")), edited.folder.join(format!("{name}-after")));
    fs::create_dir_all(&disk).unwrap();
    fs::create_dir_all(&after).unwrap();
    let script = format!(
        r#"mount -t tmpfs -o size=1g none "$2"
           cp -a "$1/public" "$2/public"
           {before}
           status=0
           "$4" --lang en --root "$1" build --out "$2/public" || status=$?
           cp -a "$2/." "$3/"
           exit $status"#
    );
    let binary = Path::new(env!("CARGO_BIN_EXE_ledfyr"));
    let Some(output) = with_mounts(&script, &[&trial, &disk, &after, binary]) else { return };
    let said = said(&output);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(expected.iter().any(|words| said.contains(words)), "it must say one of {expected:?}:\n{said}");
    assert!(!said.contains("panicked"), "{said}");
    let site = snapshot(&after.join("public"));
    assert!(site == edited.old, "{}", difference(&site, &edited.old));
    assert_eq!(entries(&after), BTreeSet::from(["public".to_owned()]), "left behind on the disk");
}

#[test]
fn a_full_disk_is_said_and_the_old_site_stays() {
    // Room for the old site and 64 KiB more.
    let shrink = r#"used=$(df --output=used -k "$2" | tail -n 1)
                    mount -o remount,size=$((used + 64))k "$2""#;
    onto_a_small_disk("full", shrink, &["the disk is full: "]);
}

#[test]
fn a_read_only_output_is_said_and_the_old_site_stays() {
    onto_a_small_disk(
        "readonly",
        r#"mount -o remount,ro "$2""#,
        &["cannot be written: Read-only file system", "is read-only"],
    );
}

#[test]
fn an_output_that_cannot_be_made_is_said() {
    let edited = &*EDITED;
    let trial = edited.trial("file");
    let out = trial.join("ledfyr.toml").join("public");
    let output = build(&trial, &out);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("ledfyr.toml"), "{}", said(&output));
    assert_eq!(entries(&trial), edited.entries);
}
