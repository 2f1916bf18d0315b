//! Looking for changes where the file system tells of none, such as on network drives.
//!
//! notify has a poller too, but it compares times by the second: the second of two saves within one would be lost.

use super::Sources;
use super::roots::HEAVY;
use crate::base::hash::Hash;
use crate::base::path::RelPath;
use crate::config::CONFIG_FILE;
use crate::render::theme::FOLDERS;
use crate::source::{DiskFiles, Files};
use std::collections::BTreeMap;
use std::ops::Bound;
use std::time::{Duration, Instant, SystemTime};

/// The pause between two looks.
const PAUSE: Duration = Duration::from_millis(400);

/// How long files are read at each look to see whether they hold other bytes at the same time stamp and length: a save within
/// one tick of a coarse clock (FAT: two seconds, many network drives: one), or a program that sets times back. A small site
/// is read whole each time; of ten thousand pages on a slow share so many that the share is left in peace.
const READING: Duration = Duration::from_millis(80);
/// Larger files are not read for that.
const SMALL: u64 = 1 << 20;
/// What was changed so lately is read first.
const LATELY: Duration = Duration::from_secs(5);

type Stamp = (u64, Option<SystemTime>);

/// What was there at the last look.
#[derive(Default)]
pub(super) struct Poll {
    known: Option<BTreeMap<RelPath, Stamp>>,
    hashes: BTreeMap<RelPath, Hash>,
    /// The last file that was read in turn.
    turn: RelPath,
    next: Option<Instant>,
}

impl Poll {
    pub fn due(&self) -> Instant {
        self.next.unwrap_or_else(Instant::now)
    }

    /// The files that may be other than at the last look. The first look may come after the first build, so it hands over
    /// the whole folder: what has not changed since that build is told from what has by its bytes. The same goes for a file
    /// that is read for the first time.
    pub fn look(&mut self, files: &DiskFiles, sources: &Sources) -> Vec<RelPath> {
        let now = stamps(files, sources);
        let Some(before) = self.known.take() else {
            let folders = FOLDERS.iter().chain([&CONFIG_FILE]).map(|f| RelPath::lit(f));
            let all = sources.content.iter().cloned().chain(folders).collect();
            self.known = Some(now);
            self.next = Some(Instant::now() + PAUSE);
            return all;
        };
        let mut changed: Vec<RelPath> =
            now.iter().filter(|(p, stamp)| before.get(*p) != Some(stamp)).map(|(p, _)| p.clone()).collect();
        changed.extend(before.into_keys().filter(|p| !now.contains_key(p)));
        self.hashes.retain(|path, _| now.contains_key(path));
        changed.extend(self.read_some(files, &now));
        self.known = Some(now);
        self.next = Some(Instant::now() + PAUSE);
        changed
    }

    /// Reads files for as long as that may take, and tells those that hold other bytes than when they were last read.
    fn read_some(&mut self, files: &DiskFiles, now: &BTreeMap<RelPath, Stamp>) -> Vec<RelPath> {
        let until = Instant::now() + READING;
        let lately = SystemTime::now().checked_sub(LATELY);
        let small = |stamp: &Stamp| stamp.0 <= SMALL;
        let is_late = |stamp: &Stamp| small(stamp) && stamp.1.is_some_and(|time| Some(time) > lately);
        let first = now.iter().filter(|(_, stamp)| is_late(stamp)).map(|(path, _)| (path, false));
        let after = (Bound::Excluded(&self.turn), Bound::Unbounded);
        let up_to = (Bound::Unbounded, Bound::Included(&self.turn));
        let in_turn = now.range::<RelPath, _>(after).chain(now.range::<RelPath, _>(up_to));
        let in_turn = in_turn.filter(|(_, stamp)| small(stamp)).map(|(path, _)| (path, true));
        let mut turn = None;
        let mut changed = Vec::new();
        for (path, is_turn) in first.chain(in_turn) {
            if Instant::now() > until {
                break;
            }
            turn = is_turn.then_some(path).or(turn);
            let Ok(bytes) = files.read(path) else { continue };
            let hash = Hash::of(&bytes);
            if self.hashes.insert(path.clone(), hash) != Some(hash) {
                changed.push(path.clone());
            }
        }
        if let Some(turn) = turn {
            self.turn = turn.clone();
        }
        changed
    }
}

fn stamps(files: &DiskFiles, sources: &Sources) -> BTreeMap<RelPath, Stamp> {
    let Sources { content, out, .. } = sources;
    let mut skip: Vec<RelPath> = out.iter().cloned().collect();
    if content.iter().any(RelPath::is_empty) {
        skip.extend(HEAVY.iter().map(|f| RelPath::lit(f)));
    }
    let folders = content.iter().cloned().chain(FOLDERS.iter().map(|f| RelPath::lit(f)));
    let mut all: BTreeMap<RelPath, Stamp> = folders.flat_map(|f| files.stamps(&f, &skip)).collect();
    let config = RelPath::lit(CONFIG_FILE);
    if files.is_file(&config) {
        // A folder of its own for the walk would be the whole root: this one file is asked for alone.
        all.extend(files.stamp(&config).map(|stamp| (config, stamp)));
    }
    all
}

#[cfg(test)]
mod tests {
    #![allow(clippy::disallowed_methods, reason = "what is looked at is a disk")]
    use super::*;
    use std::fs::{self, File, FileTimes};

    #[test]
    fn other_bytes_are_seen_at_the_same_time_and_length() {
        let root = std::env::temp_dir().join(format!("ledfyr-poll-{}", std::process::id()));
        fs::create_dir_all(root.join("content")).unwrap();
        let page = root.join("content/a.md");
        // Long ago: nothing but its bytes tells that it was saved.
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
        let save = |text: &str| {
            fs::write(&page, text).unwrap();
            File::options().write(true).open(&page).unwrap().set_times(FileTimes::new().set_modified(time)).unwrap();
        };
        save("60 01");
        let (files, mut poll) = (DiskFiles::new(&root), Poll::default());
        let sources = Sources { content: vec![RelPath::lit("content")], ..Sources::default() };
        let path = RelPath::lit("content/a.md");
        assert!(poll.look(&files, &sources).contains(&RelPath::lit("content")), "all, at first");
        assert_eq!(poll.look(&files, &sources), std::slice::from_ref(&path), "read for the first time");
        assert_eq!(poll.look(&files, &sources), []);
        save("60 02");
        assert_eq!(poll.look(&files, &sources), std::slice::from_ref(&path));
        assert_eq!(poll.look(&files, &sources), []);
        fs::remove_file(&page).unwrap();
        assert_eq!(poll.look(&files, &sources), [path]);
        fs::remove_dir_all(root).unwrap();
    }
}
