use super::*;

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("ledfyr-sink-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    fn out(&self) -> PathBuf {
        self.0.join("public")
    }

    fn publish(&self, files: &[(&str, &str)]) -> Result<Committed, OutputError> {
        let sink = DiskSink::begin(&self.out())?;
        for (path, text) in files {
            sink.write(Artifact { path: (*path).to_owned(), bytes: text.as_bytes().to_vec().into() })?;
        }
        Box::new(sink).commit()
    }

    fn list(&self) -> Vec<String> {
        let mut names: Vec<String> = walkdir::WalkDir::new(&self.0)
            .into_iter()
            .flatten()
            .filter(|e| !e.file_type().is_dir())
            .map(|e| e.path().strip_prefix(&self.0).unwrap().display().to_string())
            .collect();
        names.sort();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn publishes_changes_and_removes_only_its_own() {
    let f = Folder::new("publish");
    let first = f.publish(&[("index.html", "a"), ("x/index.html", "b")]).unwrap();
    assert_eq!(first, Committed { files: 2, written: 2, removed: 0, bytes: 2 });
    fs::write(f.out().join("mine.txt"), "kept").unwrap();
    fs::create_dir(f.out().join("empty")).unwrap();
    let second = f.publish(&[("index.html", "a"), ("y/index.html", "c")]).unwrap();
    assert_eq!(second, Committed { files: 2, written: 1, removed: 1, bytes: 2 });
    assert_eq!(f.list(), ["public/.ledfyr-files", "public/index.html", "public/mine.txt", "public/y/index.html"]);
    assert!(f.out().join("empty").is_dir() && !f.out().join("x").exists());
}

#[test]
fn a_sink_that_is_let_go_leaves_everything_as_it_was() {
    let f = Folder::new("abort");
    f.publish(&[("index.html", "a")]).unwrap();
    let sink = DiskSink::begin(&f.out()).unwrap();
    sink.write(Artifact { path: "index.html".into(), bytes: b"new".to_vec().into() }).unwrap();
    drop(sink);
    assert_eq!(f.list(), ["public/.ledfyr-files", "public/index.html"]);
    assert_eq!(fs::read_to_string(f.out().join("index.html")).unwrap(), "a");
}

#[test]
fn files_of_others_are_not_overwritten() {
    let f = Folder::new("foreign");
    fs::create_dir(f.out()).unwrap();
    fs::write(f.out().join("index.html"), "theirs").unwrap();
    let e = f.publish(&[("index.html", "ours")]).unwrap_err();
    assert!(e.text().sv.ends_with("index.html är inte skriven av ledfyr och skulle skrivas över. Välj en tom mapp med --out, eller flytta filen"), "{}", e.text().sv);
    assert_eq!(fs::read_to_string(f.out().join("index.html")).unwrap(), "theirs");
    assert_eq!(f.list(), ["public/index.html"]);
}

#[test]
fn faults_of_the_place_are_told() {
    let f = Folder::new("faults");
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
    assert_eq!(fs::read_to_string(f.out().join("a")).unwrap(), "1");
    let full = OutputError::Io { path: "x".into(), source: io::ErrorKind::StorageFull.into() };
    assert_eq!(
        full.text().sv,
        "disken är full: x kunde inte skrivas. Gör plats och bygg igen; den förra webbplatsen är orörd"
    );
}

#[test]
fn leftovers_of_killed_builds_go() {
    let f = Folder::new("leftover");
    fs::create_dir_all(f.0.join(".public.ledfyr-4294967295/x")).unwrap();
    f.publish(&[("a", "1")]).unwrap();
    assert!(!f.0.join(".public.ledfyr-4294967295").exists());
}

#[test]
fn a_list_that_leads_out_of_the_folder_removes_nothing_there() {
    let f = Folder::new("outside");
    f.publish(&[("a", "1")]).unwrap();
    fs::write(f.0.join("mine"), "kept").unwrap();
    let mine = f.0.join("mine");
    fs::write(f.out().join(MANIFEST), format!("../mine\n{}\na/../../mine\n./a\na\n\n", mine.display())).unwrap();
    assert_eq!(manifest(&f.out()), ["a"]);
    f.publish(&[("b", "2")]).unwrap();
    assert_eq!(f.list(), ["mine", "public/.ledfyr-files", "public/b"]);
}

#[test]
fn a_file_is_kept_only_as_it_was_written() {
    let f = Folder::new("keep");
    f.publish(&[("a", "1"), ("b", "2")]).unwrap();
    let stamp = |name: &str| Stamp::of(&f.out().join(name)).unwrap();
    let (a, b) = (stamp("a"), stamp("b"));
    fs::write(f.out().join("b"), "3").unwrap();
    fs::write(f.out().join("c"), "4").unwrap();
    let c = stamp("c");
    let sink = DiskSink::begin(&f.out()).unwrap();
    assert!(sink.keep("a", a));
    assert!(!sink.keep("b", b), "it is another file of the same size");
    assert!(!sink.keep("c", c), "it is somebody else's");
    assert!(!sink.keep("d", a), "there is none");
    sink.write(Artifact { path: "b".to_owned(), bytes: b"2".to_vec().into() }).unwrap();
    let committed = Box::new(sink).commit().unwrap();
    assert_eq!(committed, Committed { files: 2, written: 1, removed: 0, bytes: 2 });
    let text = |name: &str| fs::read_to_string(f.out().join(name)).unwrap();
    assert_eq!((text("a"), text("b"), text("c")), ("1".into(), "2".into(), "4".into()));
}
