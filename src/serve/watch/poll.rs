//! Looking for changes where the file system tells of none, such as on network drives.
//!
//! notify has a poller too, but it compares times by the second: the second of two saves within one would be lost.

use super::roots::HEAVY;
use crate::base::path::RelPath;
use crate::config::CONFIG_FILE;
use crate::render::theme::FOLDERS;
use crate::source::{DiskFiles, Files};
use std::collections::BTreeMap;
use std::time::{Duration, Instant, SystemTime};

/// The pause between two looks.
const PAUSE: Duration = Duration::from_millis(400);

type Stamp = (u64, Option<SystemTime>);

/// What was there at the last look.
#[derive(Default)]
pub(super) struct Poll {
    known: Option<BTreeMap<RelPath, Stamp>>,
    next: Option<Instant>,
}

impl Poll {
    pub fn due(&self) -> Instant {
        self.next.unwrap_or_else(Instant::now)
    }

    /// The files that are other than at the last look. The first look may come after the first build, so it hands over
    /// the whole folder: what has not changed since that build is told from what has by its bytes.
    pub fn look(&mut self, files: &DiskFiles, content: &[RelPath], out: Option<&RelPath>) -> Vec<RelPath> {
        let now = stamps(files, content, out);
        self.next = Some(Instant::now() + PAUSE);
        let Some(before) = self.known.replace(now) else {
            let folders = FOLDERS.iter().chain([&CONFIG_FILE]).map(|f| RelPath::lit(f));
            return content.iter().cloned().chain(folders).collect();
        };
        let now = self.known.iter().flatten();
        let mut changed: Vec<RelPath> =
            now.filter(|(p, stamp)| before.get(*p) != Some(stamp)).map(|(p, _)| p.clone()).collect();
        let is_gone = |p: &RelPath| self.known.as_ref().is_some_and(|now| !now.contains_key(p));
        changed.extend(before.into_keys().filter(is_gone));
        changed
    }
}

fn stamps(files: &DiskFiles, content: &[RelPath], out: Option<&RelPath>) -> BTreeMap<RelPath, Stamp> {
    let mut skip: Vec<RelPath> = out.cloned().into_iter().collect();
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
