//! Changes that belong together: one save is many events, a checkout of another branch is thousands.

use crate::base::path::RelPath;
use std::collections::BTreeSet;
use std::time::{Duration, Instant};

/// A batch is ready when nothing has happened for so long: an editor's truncate and write lie closer.
const QUIET: Duration = Duration::from_millis(4);
/// … but never later than this after its first change, so that a file that is written all the time starves nobody.
const LIMIT: Duration = Duration::from_millis(100);
/// How long a file that is gone or empty may take to come back.
const SETTLE: Duration = Duration::from_millis(30);

/// Paths that changed, and when the batch is due. Time is an argument: nothing here waits.
#[derive(Default)]
pub(super) struct Batch {
    paths: BTreeSet<RelPath>,
    /// When the first and the latest change came.
    times: Option<(Instant, Instant)>,
    /// Not before this.
    settling: Option<Instant>,
}

impl Batch {
    pub fn add(&mut self, path: RelPath, now: Instant) {
        self.paths.insert(path);
        self.times = Some((self.times.map_or(now, |(first, _)| first), now));
    }

    /// When to take it; `None`: there is nothing.
    pub fn due(&self) -> Option<Instant> {
        let (first, latest) = self.times?;
        let quiet = latest + QUIET;
        Some(self.settling.map_or(quiet, |s| s.max(quiet)).min(first + LIMIT))
    }

    /// Puts it off once more for files that are on their way; `false` when the limit is reached or the time is over.
    pub fn settle(&mut self, now: Instant) -> bool {
        let Some((first, latest)) = self.times else { return false };
        let until = (latest + SETTLE).min(first + LIMIT);
        if now >= until {
            return false;
        }
        self.settling = Some(until);
        true
    }

    pub fn paths(&self) -> impl Iterator<Item = &RelPath> {
        self.paths.iter()
    }

    /// The paths; the batch is empty after.
    pub fn take(&mut self) -> BTreeSet<RelPath> {
        std::mem::take(self).paths
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ms(n: u64) -> Duration {
        Duration::from_millis(n)
    }

    #[test]
    fn a_batch_waits_for_quiet_and_starves_nobody() {
        let start = Instant::now();
        let mut batch = Batch::default();
        assert_eq!(batch.due(), None);
        batch.add(RelPath::lit("a"), start);
        assert_eq!(batch.due(), Some(start + QUIET));
        batch.add(RelPath::lit("b"), start + ms(3));
        assert_eq!(batch.due(), Some(start + ms(3) + QUIET));
        for i in 0..60 {
            batch.add(RelPath::lit("a"), start + ms(3 * i));
        }
        assert_eq!(batch.due(), Some(start + LIMIT));
        assert_eq!(batch.take().len(), 2);
        assert_eq!(batch.due(), None);
    }

    #[test]
    fn a_file_on_its_way_gets_more_time_but_not_for_ever() {
        let start = Instant::now();
        let mut batch = Batch::default();
        batch.add(RelPath::lit("a"), start);
        assert!(batch.settle(start + QUIET));
        assert_eq!(batch.due(), Some(start + SETTLE));
        assert!(!batch.settle(start + SETTLE), "it is gone for good");
        batch.add(RelPath::lit("a"), start + ms(28));
        assert_eq!(batch.due(), Some(start + ms(28) + QUIET), "it came back");
        batch.add(RelPath::lit("a"), start + ms(95));
        assert!(batch.settle(start + ms(99)));
        assert!(!batch.settle(start + LIMIT));
        assert_eq!(batch.due(), Some(start + LIMIT));
    }
}
