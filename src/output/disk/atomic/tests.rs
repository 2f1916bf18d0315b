use super::super::manifest::{MANIFEST, Manifest};
use super::super::tests::Folder;
use super::super::update::Update;
use super::*;
use std::collections::{BTreeMap, BTreeSet};

const OLD: [(&str, &str); 3] = [("index.html", "1"), ("gammal/index.html", "gammal"), ("gammal/bild.png", "bild")];
const NEW: [(&str, &str); 4] =
    [("index.html", "2"), ("a/index.html", "a"), ("b/c/index.html", "b"), ("b/gammal.aspx", "alias")];

/// A folder with the old site, and what puts the new one in its place file by file.
struct Interrupted {
    folder: Folder,
    stage: PathBuf,
    before: Manifest,
    new: Manifest,
}

impl Interrupted {
    fn new(name: &str) -> Interrupted {
        let folder = Folder::new(name, false);
        folder.publish(&OLD).unwrap();
        let stage = folder.out().join(".ledfyr-new/site");
        for (file, text) in NEW {
            let path = stage.join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let list = |files: &[(&str, &str)]| Manifest {
            files: files.iter().map(|(f, _)| (*f).to_owned()).collect(),
            ..Manifest::default()
        };
        let (before, new) = (list(&OLD), list(&NEW));
        fs::write(folder.out().join(MANIFEST), before.union(&new).text()).unwrap();
        for made in ["a", "b/c"] {
            fs::create_dir_all(folder.out().join(made)).unwrap();
        }
        Interrupted { folder, stage, before, new }
    }

    /// Does something of what puts the site in place, as far as it comes before it is killed.
    fn until(&self, work: impl FnOnce(&Update<'_>, &LinkFolder)) {
        let out = self.folder.out();
        let scratch = WorkFolder::inside(&out).0;
        let (stage, before, new) = (&self.stage, &self.before, &self.new);
        let permissions = Permissions::of(&out).unwrap();
        let transfer = Transfer { out: &out, stage, scratch: &scratch, permissions };
        work(&Update { transfer, before, new }, &LinkFolder::of(&out));
    }

    /// What a reader gets, by address.
    fn read(&self) -> BTreeMap<String, String> {
        let both: BTreeSet<_> = OLD.iter().chain(&NEW).map(|(file, _)| *file).collect();
        let text = |file: &str| fs::read_to_string(self.folder.out().join(file)).ok();
        both.into_iter().filter_map(|file| Some((file.to_owned(), text(file)?))).collect()
    }

    /// The next build takes the folder: what a reader gets stays, and nothing but files is left. Then it publishes.
    fn settled(&self, seen: &BTreeMap<String, String>) {
        let folder = self.folder.claim(false).unwrap();
        assert_eq!(&self.read(), seen);
        let files = seen.keys().map(|file| format!("public/{file}"));
        let files: BTreeSet<String> = files.chain(["public/.ledfyr-files".to_owned()]).collect();
        assert_eq!(self.folder.list().into_iter().collect::<BTreeSet<_>>(), files);
        drop(folder);
        self.folder.publish(&NEW).unwrap();
        assert_eq!(self.read(), contents(&NEW));
        let left = self.folder.list();
        assert_eq!(left.len(), NEW.len() + 1, "{left:?}");
        let link = |file: &String| fs::symlink_metadata(self.folder.path.join(file)).unwrap().is_symlink();
        assert!(!left.iter().any(link) && !self.folder.out().join("gammal").exists());
    }
}

fn contents(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    files.iter().map(|(file, text)| ((*file).to_owned(), (*text).to_owned())).collect()
}

const COME: [&str; 3] = ["a/index.html", "b/c/index.html", "b/gammal.aspx"];
const GO: [&str; 2] = ["gammal/bild.png", "gammal/index.html"];

#[test]
fn killed_before_new_files_are_shown_none_is_there() {
    let i = Interrupted::new("ready");
    i.until(|update, links| update.transfer.make_links(links, &COME, false).unwrap());
    assert_eq!(i.read(), contents(&OLD));
    assert!(i.folder.out().join("a/index.html").is_symlink());
    i.settled(&contents(&OLD));
}

#[test]
fn killed_after_new_files_are_shown_all_are_there() {
    // None of the links has been replaced by its file, or one has, or all.
    for replaced in 0..=COME.len() {
        let i = Interrupted::new(&format!("shown-{replaced}"));
        i.until(|update, links| {
            update.transfer.make_links(links, &COME, false).unwrap();
            links.rename(READY, SHOWN).unwrap();
            for (number, file) in COME.iter().enumerate().take(replaced) {
                fs::rename(links.file(SHOWN, number), update.transfer.out.join(file)).unwrap();
            }
        });
        let all: BTreeMap<_, _> = contents(&NEW).into_iter().chain(contents(&OLD)).collect();
        assert_eq!(i.read(), all, "{replaced}");
        i.settled(&all);
    }
}

#[test]
fn killed_while_old_files_go_all_of_them_are_there_or_none() {
    // They are links; they are gone; one of the links is gone as well.
    for step in 0..3 {
        let i = Interrupted::new(&format!("gone-{step}"));
        i.until(|update, links| {
            update.transfer.add_all(&COME, false).unwrap();
            update.transfer.place_all(&["index.html"], false).unwrap();
            update.transfer.replace_by_links(links, &GO).unwrap();
            assert!(GO.iter().all(|file| update.transfer.out.join(file).is_symlink()));
            if step > 0 {
                links.rename(SHOWN, GONE).unwrap();
            }
            if step > 1 {
                remove_file(&update.transfer.out.join(GO[0])).unwrap();
            }
        });
        let old = if step == 0 { contents(&OLD) } else { BTreeMap::new() };
        let all: BTreeMap<_, _> = old.into_iter().chain(contents(&NEW)).collect();
        assert_eq!(i.read(), all, "{step}");
        i.settled(&all);
    }
}

#[test]
fn a_step_that_fails_leaves_what_is_shown() {
    let i = Interrupted::new("fails");
    i.until(|update, _| {
        fs::remove_file(update.transfer.stage.join("index.html")).unwrap();
        let changed = update.new.files.iter().map(String::as_str).collect();
        assert_eq!(update.run(&changed, false).unwrap_err().kind(), io::ErrorKind::NotFound);
    });
    i.settled(&contents(&NEW).into_iter().chain(contents(&OLD)).collect());
}

#[test]
fn a_listed_file_that_never_came_comes_with_the_others() {
    let i = Interrupted::new("listed");
    // As the build after a killed one finds it: the list names both sites.
    let before = i.before.union(&i.new);
    i.until(|update, _| {
        // The second of the new files cannot be made ready, so none may be shown.
        fs::remove_file(update.transfer.stage.join("b/c/index.html")).unwrap();
        let changed = update.new.files.iter().map(String::as_str).collect();
        assert!(Update { before: &before, ..*update }.run(&changed, false).is_err());
    });
    assert_eq!(i.read(), contents(&OLD));
}

#[test]
fn links_of_others_are_left_alone() {
    let i = Interrupted::new("theirs");
    let out = i.folder.out();
    let elsewhere = i.folder.path.join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    fs::write(elsewhere.join("index.html"), "theirs").unwrap();
    let theirs = [("en", "../elsewhere"), ("fel", "../.ledfyr-new/shown/0"), ("b/mer", "../.ledfyr-new/shown/x")];
    theirs.iter().for_each(|(link, to)| std::os::unix::fs::symlink(to, out.join(link)).unwrap());
    // A folder of the site was moved away, and a link put in its place: what lies behind it is not ours to remove.
    fs::remove_dir_all(out.join("gammal")).unwrap();
    std::os::unix::fs::symlink("../elsewhere", out.join("gammal")).unwrap();
    i.folder.publish(&NEW).unwrap();
    assert_eq!(fs::read_to_string(elsewhere.join("index.html")).unwrap(), "theirs");
    for (link, to) in theirs {
        assert_eq!(fs::read_link(out.join(link)).unwrap(), Path::new(to));
    }
}
