use super::manifest::MANIFEST;
use super::*;
use std::path::PathBuf;

/// A folder of the test's own, with an output folder in it. Where `beside` is false, something stands where the stage would
/// be, so that the site is put in place file by file.
pub(super) struct Folder {
    pub(super) path: PathBuf,
    beside: bool,
}

impl Folder {
    pub(super) fn new(name: &str, beside: bool) -> Folder {
        let path = std::env::temp_dir().join(format!("ledfyr-sink-{name}-{beside}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Folder { path, beside }
    }

    /// The same in both ways.
    fn both(name: &str, test: impl Fn(Folder)) {
        [true, false].into_iter().for_each(|beside| test(Folder::new(name, beside)));
    }

    pub(super) fn out(&self) -> PathBuf {
        self.path.join("public")
    }

    pub(super) fn claim(&self, into_existing: bool) -> Result<OutFolder, OutputError> {
        let folder = OutFolder::claim(&self.out(), into_existing, &|| {});
        let obstacle = self.path.join(".public.ledfyr");
        if !self.beside && !obstacle.exists() {
            fs::write(obstacle, "in the way").unwrap();
        }
        folder
    }

    pub(super) fn begin(&self) -> Result<DiskSink, OutputError> {
        let sink = DiskSink::begin(self.claim(false)?, BTreeSet::from(["index.html".to_owned()]))?;
        assert_eq!(sink.stage_is_whole, self.beside && cfg!(target_os = "linux"));
        Ok(sink)
    }

    pub(super) fn fill(sink: DiskSink, files: &[(&str, &str)]) -> Result<Committed, OutputError> {
        for (path, text) in files {
            sink.write(Artifact { path: (*path).to_owned(), bytes: text.as_bytes().to_vec().into() })?;
        }
        Box::new(sink).commit()
    }

    pub(super) fn publish(&self, files: &[(&str, &str)]) -> Result<Committed, OutputError> {
        Folder::fill(self.begin()?, files)
    }

    pub(super) fn text(&self, file: &str) -> String {
        fs::read_to_string(self.out().join(file)).unwrap()
    }

    pub(super) fn list(&self) -> Vec<String> {
        let mut names: Vec<String> = walkdir::WalkDir::new(&self.path)
            .into_iter()
            .flatten()
            .filter(|e| !e.file_type().is_dir())
            .map(|e| e.path().strip_prefix(&self.path).unwrap().display().to_string())
            .filter(|name| self.beside || name != ".public.ledfyr")
            .collect();
        names.sort();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.path);
    }
}

#[test]
fn publishes_changes_and_removes_only_its_own() {
    Folder::both("publish", |f| {
        let first = f.publish(&[("index.html", "a"), ("x/index.html", "b")]).unwrap();
        assert_eq!(first, Committed { files: 2, written: 2, removed: 0, bytes: 2 });
        fs::write(f.out().join("mine.txt"), "kept").unwrap();
        fs::create_dir(f.out().join("empty")).unwrap();
        let folder = identity(&fs::metadata(f.out()).unwrap());
        let second = f.publish(&[("index.html", "a"), ("y/index.html", "c")]).unwrap();
        assert_eq!(second, Committed { files: 2, written: 1, removed: 1, bytes: 2 });
        assert_eq!(f.list(), ["public/.ledfyr-files", "public/index.html", "public/mine.txt", "public/y/index.html"]);
        assert!(f.out().join("empty").is_dir() && !f.out().join("x").exists());
        assert_eq!(identity(&fs::metadata(f.out()).unwrap()), folder, "who has the folder open has the new site");
        assert_eq!(f.claim(false).unwrap().pages(), &BTreeSet::from(["index.html".to_owned()]));
    });
}

#[test]
fn a_sink_that_is_let_go_leaves_everything_as_it_was() {
    Folder::both("abort", |f| {
        drop(f.begin().unwrap());
        assert!(!f.out().exists(), "it was not there before");
        f.publish(&[("index.html", "a")]).unwrap();
        let sink = f.begin().unwrap();
        sink.write(Artifact { path: "index.html".into(), bytes: b"new".to_vec().into() }).unwrap();
        drop(sink);
        assert_eq!(f.list(), ["public/.ledfyr-files", "public/index.html"]);
        assert_eq!(f.text("index.html"), "a");
    });
}

#[test]
fn a_folder_of_somebody_else_is_refused_until_it_is_allowed() {
    Folder::both("in-use", |f| {
        fs::create_dir(f.out()).unwrap();
        fs::write(f.out().join(".gitkeep"), "").unwrap();
        drop(f.claim(false).unwrap());
        fs::write(f.out().join("index.html"), "theirs").unwrap();
        let e = f.claim(false).unwrap_err().text();
        let out = f.out().canonicalize().unwrap().display().to_string();
        assert_eq!(
            e.sv,
            format!(
                "mappen {out} är inte tom, och ledfyr har inte skrivit det som finns där (till exempel index.html). Välj en tom mapp med --out; med --into-existing läggs webbplatsen bredvid det som finns"
            )
        );
        assert_eq!(
            e.en,
            format!(
                "the folder {out} is not empty, and ledfyr did not write what is there (such as index.html). Choose an empty folder with --out; with --into-existing the site is put beside what is there"
            )
        );
        let pages = BTreeSet::new();
        let sink = DiskSink::begin(f.claim(true).unwrap(), pages.clone()).unwrap();
        let e = Folder::fill(sink, &[("index.html", "ours")]).unwrap_err();
        assert!(e.text().sv.ends_with("index.html är inte skriven av ledfyr och skulle skrivas över. Välj en tom mapp med --out, eller flytta filen"), "{}", e.text().sv);
        assert_eq!(f.text("index.html"), "theirs");
        let sink = DiskSink::begin(f.claim(true).unwrap(), pages).unwrap();
        Folder::fill(sink, &[("sida.html", "ours")]).unwrap();
        assert_eq!(f.list(), ["public/.gitkeep", "public/.ledfyr-files", "public/index.html", "public/sida.html"]);
    });
}

#[test]
fn a_damaged_list_stops_the_build() {
    Folder::both("damaged", |f| {
        f.publish(&[("index.html", "a"), ("b.html", "b")]).unwrap();
        let list = f.text(MANIFEST);
        for damaged in [&list[..list.len() / 2], "", "file index.html\n"] {
            fs::write(f.out().join(MANIFEST), damaged).unwrap();
            let e = f.publish(&[("index.html", "c")]).unwrap_err().text();
            let path = f.out().canonicalize().unwrap().join(MANIFEST).display().to_string();
            assert_eq!(
                e.sv,
                format!(
                    "listan {path} är skadad, så ledfyr vet inte vilka filer i mappen som är dess egna. Flytta undan mappen och bygg igen, eller välj en annan med --out"
                )
            );
            assert_eq!(
                e.en,
                format!(
                    "the list {path} is damaged, so ledfyr does not know which files in the folder are its own. Move the folder away and build again, or choose another with --out"
                )
            );
            assert_eq!((f.text("index.html"), f.text("b.html")), ("a".into(), "b".into()));
        }
    });
}

#[test]
fn faults_of_the_place_are_told() {
    let f = Folder::new("faults", true);
    fs::write(f.out(), "a file").unwrap();
    let e = f.publish(&[]).unwrap_err().text();
    assert!(e.sv.ends_with("är ingen mapp. Välj en annan med --out"), "{}", e.sv);
    fs::remove_file(f.out()).unwrap();
    f.publish(&[("a", "1")]).unwrap();
    let mut permissions = fs::metadata(f.out()).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(f.out(), permissions.clone()).unwrap();
    let e = f.publish(&[("a", "2")]).unwrap_err().text();
    assert!(e.sv.contains("är skrivskyddad. Välj en annan mapp med --out"), "{}", e.sv);
    #[allow(clippy::permissions_set_readonly_false)]
    permissions.set_readonly(false);
    fs::set_permissions(f.out(), permissions).unwrap();
    assert_eq!(f.text("a"), "1");
    let full = || io::Error::from(io::ErrorKind::StorageFull);
    let path = PathBuf::from("x");
    for (error, sv, en) in [
        (
            OutputError::Io { path: path.clone(), source: full() },
            "disken är full: x kunde inte skrivas. Gör plats och bygg igen; den förra webbplatsen är orörd",
            "the disk is full: x could not be written. Make room and build again; the site from before is untouched",
        ),
        (
            OutputError::Partly { path: path.clone(), source: full() },
            "x kunde inte bytas ut helt: no storage space. Varje sida är hel, den gamla eller den nya; bygg igen när felet är avhjälpt",
            "x could not be replaced in full: no storage space. Every page is whole, the old one or the new one; build again when that is mended",
        ),
        (
            OutputError::Busy { path },
            "ett annat bygge publicerar i x sedan länge. Se efter att det inte har hängt sig, och bygg igen; den förra webbplatsen är orörd",
            "another build has been publishing into x for a long time. Make sure that it does not hang, and build again; the site from before is untouched",
        ),
    ] {
        assert_eq!((error.text().sv.as_str(), error.text().en.as_str()), (sv, en));
    }
}

#[test]
fn leftovers_of_killed_builds_go() {
    let f = Folder::new("leftover", true);
    fs::create_dir_all(f.path.join(".public.ledfyr/site/x")).unwrap();
    fs::write(f.path.join(".public.ledfyr/original"), "0:0").unwrap();
    f.publish(&[("a", "1")]).unwrap();
    fs::create_dir_all(f.out().join(".ledfyr-new/site/x")).unwrap();
    f.publish(&[("a", "1")]).unwrap();
    assert_eq!(f.list(), ["public/.ledfyr-files", "public/a"]);
    assert_eq!(fs::read_dir(&f.path).unwrap().count(), 1);
}

#[test]
#[cfg(target_os = "linux")]
fn a_build_that_was_killed_while_the_new_site_was_shown_is_ended_by_the_next() {
    let f = Folder::new("shown", true);
    f.publish(&[("a.html", "1"), ("b.html", "2"), ("c.html", "3")]).unwrap();
    let folder = identity(&fs::metadata(f.out()).unwrap());
    let sink = f.begin().unwrap();
    for (path, text) in [("a.html", "1"), ("b.html", "ny"), ("d/x.html", "4")] {
        sink.write(Artifact { path: path.to_owned(), bytes: text.as_bytes().to_vec().into() }).unwrap();
    }
    let files: BTreeSet<String> = sink.files.lock().unwrap().keys().cloned().collect();
    let new = Manifest { files, ..Manifest::default() };
    fs::write(sink.work.stage().join(MANIFEST), new.text()).unwrap();
    exchange(&sink.work.stage(), &f.out()).unwrap();
    // As a kill has it: nothing is cleared away, and the locks are gone.
    let DiskSink { folder: OutFolder { locks, .. }, .. } = &*std::mem::ManuallyDrop::new(sink);
    locks.iter().for_each(|lock| lock.unlock().unwrap());
    fs::write(f.out().join("uppladdad.txt"), "while it was shown").unwrap();

    drop(f.claim(false).unwrap());
    let all = [".ledfyr-files", "a.html", "b.html", "d/x.html", "uppladdad.txt"];
    assert_eq!(f.list(), all.map(|file| format!("public/{file}")));
    assert_eq!((f.text("a.html"), f.text("b.html"), f.text("d/x.html")), ("1".into(), "ny".into(), "4".into()));
    assert_eq!(identity(&fs::metadata(f.out()).unwrap()), folder);
    assert_eq!(fs::read_dir(&f.path).unwrap().count(), 1);
}

#[test]
fn a_file_stays_only_while_it_has_the_same_bytes() {
    Folder::both("keep", |f| {
        f.publish(&[("a", "1"), ("b", "2")]).unwrap();
        fs::write(f.out().join("b"), "3").unwrap();
        fs::write(f.out().join("c"), "4").unwrap();
        let committed = f.publish(&[("a", "1"), ("b", "2")]).unwrap();
        assert_eq!(committed, Committed { files: 2, written: 1, removed: 0, bytes: 2 });
        assert_eq!((f.text("a"), f.text("b"), f.text("c")), ("1".into(), "2".into(), "4".into()));
    });
}

#[test]
fn a_file_may_become_a_folder_and_a_folder_a_file() {
    Folder::both("shapes", |f| {
        f.publish(&[("a", "1"), ("b/x/y", "2"), ("c/d", "3")]).unwrap();
        f.publish(&[("a/e", "4"), ("b", "5"), ("c/d/f", "6")]).unwrap();
        assert_eq!(f.list(), ["public/.ledfyr-files", "public/a/e", "public/b", "public/c/d/f"]);
        f.publish(&[("a", "1"), ("b/x/y", "2")]).unwrap();
        fs::write(f.out().join("b/x/mine"), "theirs").unwrap();
        let e = f.publish(&[("b", "5")]).unwrap_err();
        assert!(matches!(&e, OutputError::Foreign { path } if path.ends_with("b/x/mine")), "{e}");
        assert_eq!((f.text("a"), f.text("b/x/y")), ("1".into(), "2".into()));
    });
}

#[test]
#[cfg(unix)]
fn links_of_others_are_not_followed() {
    Folder::both("links", |f| {
        f.publish(&[("index.html", "1")]).unwrap();
        fs::create_dir(f.path.join("elsewhere")).unwrap();
        fs::write(f.path.join("elsewhere/x"), "theirs").unwrap();
        std::os::unix::fs::symlink("../elsewhere", f.out().join("en")).unwrap();
        std::os::unix::fs::symlink("nowhere", f.out().join("död")).unwrap();
        f.publish(&[("index.html", "2")]).unwrap();
        assert_eq!(fs::read_link(f.out().join("en")).unwrap(), Path::new("../elsewhere"));
        for file in ["en/x", "en", "död"] {
            let e = f.publish(&[("index.html", "3"), (file, "ours")]).unwrap_err();
            assert!(matches!(e, OutputError::Foreign { .. }), "{file}: {e}");
        }
        assert_eq!(fs::read_to_string(f.path.join("elsewhere/x")).unwrap(), "theirs");
        assert_eq!(f.text("index.html"), "2");
    });
}

#[test]
fn two_builds_at_once_take_turns() {
    Folder::both("turns", |f| {
        f.publish(&[("index.html", "0")]).unwrap();
        let first = f.begin().unwrap();
        std::thread::scope(|scope| {
            let (said, heard) = std::sync::mpsc::channel();
            let second = scope.spawn({
                let out = f.out();
                move || OutFolder::claim(&out, false, &|| said.send(()).unwrap()).unwrap()
            });
            heard.recv().unwrap();
            Folder::fill(first, &[("index.html", "1"), ("a.html", "1")]).unwrap();
            let second = DiskSink::begin(second.join().unwrap(), BTreeSet::new()).unwrap();
            let committed = Folder::fill(second, &[("index.html", "1"), ("b.html", "2")]).unwrap();
            assert_eq!(committed, Committed { files: 2, written: 1, removed: 1, bytes: 2 });
        });
        assert_eq!(f.list(), ["public/.ledfyr-files", "public/b.html", "public/index.html"]);
    });
}

#[cfg(unix)]
mod permissions {
    use super::*;
    use std::os::unix::fs::{MetadataExt, PermissionsExt};

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o7777
    }

    fn set(path: &Path, mode: u32) {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }

    #[test]
    fn what_is_made_is_for_whom_the_folder_is() {
        Folder::both("modes", |f| {
            fs::create_dir(f.out()).unwrap();
            for (folder, made) in [(0o2770, 0o2770), (0o2750, 0o2750), (0o755, 0o755), (0o711, 0o711), (0o1777, 0o775)]
            {
                set(&f.out(), folder);
                f.publish(&[("x/a", "1")]).unwrap();
                assert_eq!(mode(&f.out()), folder, "the folder itself stays as it is");
                let (a, x) = (mode(&f.out().join("x/a")), mode(&f.out().join("x")));
                assert_eq!((a & made & 0o666, x & made), (made & 0o664, made), "{folder:o}: {a:o} {x:o}");
                assert_eq!(x & 0o1002, 0, "{folder:o}: nobody gets more than the folder's group: {x:o}");
                f.publish(&[]).unwrap();
            }
        });
    }

    #[test]
    fn a_file_that_lost_its_readers_gets_them_again() {
        Folder::both("healed", |f| {
            fs::create_dir(f.out()).unwrap();
            set(&f.out(), 0o750);
            f.publish(&[("x/a", "1")]).unwrap();
            set(&f.out().join("x/a"), 0o600);
            set(&f.out().join("x"), 0o700);
            f.publish(&[("x/a", "1")]).unwrap();
            assert_eq!((mode(&f.out().join("x/a")) & 0o640, mode(&f.out().join("x")) & 0o750), (0o640, 0o750));
        });
    }

    #[test]
    fn folders_of_others_keep_everything() {
        Folder::both("foreign", |f| {
            f.publish(&[("a", "1")]).unwrap();
            let theirs = f.out().join("uploads/2024");
            fs::create_dir_all(&theirs).unwrap();
            fs::write(theirs.join("x.pdf"), "x").unwrap();
            set(&theirs, 0o2730);
            set(&theirs.join("x.pdf"), 0o604);
            let old = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
            fs::File::open(&theirs).unwrap().set_modified(old).unwrap();
            let state = || {
                let meta = |path: &Path| {
                    let m = fs::metadata(path).unwrap();
                    (m.ino(), m.uid(), m.gid(), m.mode(), m.mtime())
                };
                (meta(&theirs), meta(&theirs.join("x.pdf")), meta(&f.out().join("uploads")))
            };
            let before = state();
            f.publish(&[("a", "2"), ("b/c", "3")]).unwrap();
            f.publish(&[("a", "3")]).unwrap();
            assert_eq!(state(), before);
        });
    }
}
