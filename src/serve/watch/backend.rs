//! The watcher of the file system, which gathers the events of a moment.

use notify::{Config, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};
use notify_debouncer_full::{DebounceEventHandler, Debouncer, NoCache, new_debouncer_opt};
use std::path::Path;
use std::time::Duration;

/// How long events are gathered, and how often the debouncer's thread looks whether any are due.
const DELAY: Duration = Duration::from_millis(4);

/// The same while polling, where one look tells of its changes over some time.
const POLL_DELAY: Duration = Duration::from_millis(100);

/// The pause between two looks, each of which reads every file.
const POLL_INTERVAL: Duration = Duration::from_millis(500);

/// A debounced watcher.
pub(super) enum Backend {
    /// The system tells of changes.
    Native(Debouncer<RecommendedWatcher, NoCache>),
    /// Files are read again and again, for file systems that tell nothing (network shares).
    Polling(Debouncer<PollWatcher, NoCache>),
}

impl Backend {
    pub(super) fn native(handler: impl DebounceEventHandler) -> notify::Result<Backend> {
        debouncer(DELAY, handler, Config::default()).map(Backend::Native)
    }

    pub(super) fn polling(handler: impl DebounceEventHandler) -> notify::Result<Backend> {
        let config = Config::default().with_poll_interval(POLL_INTERVAL).with_compare_contents(true);
        debouncer(POLL_DELAY, handler, config).map(Backend::Polling)
    }

    pub(super) fn polls(&self) -> bool {
        matches!(self, Backend::Polling(_))
    }

    pub(super) fn watch(&mut self, folder: &Path, mode: RecursiveMode) -> notify::Result<()> {
        match self {
            Backend::Native(debouncer) => debouncer.watch(folder, mode),
            Backend::Polling(debouncer) => debouncer.watch(folder, mode),
        }
    }

    pub(super) fn unwatch(&mut self, folder: &Path) -> notify::Result<()> {
        match self {
            Backend::Native(debouncer) => debouncer.unwatch(folder),
            Backend::Polling(debouncer) => debouncer.unwatch(folder),
        }
    }
}

/// Links are not followed here, since one may lead out of the site's folder: [`super::folders`] names where they lead.
fn debouncer<W: Watcher>(
    delay: Duration,
    handler: impl DebounceEventHandler,
    config: Config,
) -> notify::Result<Debouncer<W, NoCache>> {
    new_debouncer_opt(delay, Some(delay), handler, NoCache, config.with_follow_symlinks(false))
}
