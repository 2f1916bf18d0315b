//! What every request is answered from: one immutable state, swapped whole.

use super::findings::Findings;
use super::snapshot::Snapshot;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// How many changes of images are remembered for browsers that were away for a moment.
const REMEMBERED_ASSETS: usize = 256;

/// The most browsers that listen at a time; one more closes the oldest connection. Tabs in the background do not listen.
const MAX_LISTENERS: usize = 64;

/// The site and what is known about its sources at one moment.
pub(super) struct State {
    /// Counts up with every state of this run.
    pub number: u64,
    pub snapshot: Arc<Snapshot>,
    pub findings: Arc<Findings>,
    /// The sources have errors, so the snapshot is older than they are.
    pub stale: bool,
    /// Images and other files that changed without changing the pages that show them, with the number of the state
    /// that brought them; oldest first.
    pub assets: Vec<(u64, String)>,
    /// When the snapshot became the one that is shown, in seconds since 1970; set by [`Shared::publish`].
    pub modified: i64,
}

impl State {
    /// Notes changed assets, in front of which the oldest are forgotten.
    pub(super) fn assets_after(before: Option<&State>, number: u64, changed: Vec<String>) -> Vec<(u64, String)> {
        let mut all = before.map(|s| s.assets.clone()).unwrap_or_default();
        all.extend(changed.into_iter().map(|url| (number, url)));
        let surplus = all.len().saturating_sub(REMEMBERED_ASSETS);
        all.drain(..surplus);
        all
    }
}

/// The state that the threads share.
#[derive(Default)]
pub(super) struct Shared {
    state: Mutex<Slot>,
    changed: Condvar,
    listeners: Mutex<Listeners>,
}

/// Browsers that are sent changes, in the order they came, and the page that each shows.
#[derive(Default)]
struct Listeners {
    next: u64,
    pages: BTreeMap<u64, String>,
}

/// One of them; it is removed when dropped.
pub(super) struct Listener<'a> {
    shared: &'a Shared,
    id: u64,
}

#[derive(Default)]
struct Slot {
    current: Option<Arc<State>>,
    ended: bool,
}

impl Shared {
    fn slot(&self) -> MutexGuard<'_, Slot> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts a state in the place of the current one, which is returned so that the caller decides where it is freed.
    pub(super) fn publish(&self, mut state: State) -> Option<Arc<State>> {
        let mut slot = self.slot();
        let before = slot.current.as_ref();
        state.modified = match before.filter(|b| Arc::ptr_eq(&b.snapshot, &state.snapshot)) {
            Some(same) => same.modified,
            // Never a time that another snapshot had: browsers count by the second.
            None => now().max(before.map_or(0, |b| b.modified + 1)),
        };
        let old = slot.current.replace(Arc::new(state));
        self.changed.notify_all();
        old
    }

    /// The current state, if the first build is done.
    pub(super) fn now(&self) -> Option<Arc<State>> {
        self.slot().current.clone()
    }

    /// The current state; waits for the first. `None`: the server ended.
    pub(super) fn current(&self) -> Option<Arc<State>> {
        let mut slot = self.slot();
        loop {
            if slot.ended {
                return None;
            }
            if let Some(state) = &slot.current {
                return Some(Arc::clone(state));
            }
            slot = self.changed.wait(slot).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Waits at most `time` for a state after number `last`.
    pub(super) fn wait_for_next(&self, last: u64, time: Duration) -> NextState {
        let is_old = |slot: &mut Slot| !slot.ended && slot.current.as_ref().is_none_or(|s| s.number <= last);
        let slot = self.slot();
        let (slot, _) = self.changed.wait_timeout_while(slot, time, is_old).unwrap_or_else(PoisonError::into_inner);
        match &slot.current {
            _ if slot.ended => NextState::Ended,
            Some(state) if state.number > last => NextState::State(Arc::clone(state)),
            _ => NextState::TimedOut,
        }
    }

    /// Lets everybody who waits go.
    pub(super) fn end(&self) {
        self.slot().ended = true;
        self.changed.notify_all();
    }

    pub(super) fn has_ended(&self) -> bool {
        self.slot().ended
    }

    fn listeners(&self) -> MutexGuard<'_, Listeners> {
        self.listeners.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a browser that shows `page`.
    pub(super) fn listen(&self, page: &str) -> Listener<'_> {
        let mut listeners = self.listeners();
        if listeners.pages.len() >= MAX_LISTENERS {
            listeners.pages.pop_first();
        }
        let id = listeners.next;
        listeners.next += 1;
        listeners.pages.insert(id, page.to_owned());
        Listener { shared: self, id }
    }

    /// The pages that browsers show.
    pub(super) fn open_pages(&self) -> BTreeSet<String> {
        self.listeners().pages.values().cloned().collect()
    }
}

impl Listener<'_> {
    /// Whether it has not had to make way for another.
    pub(super) fn may_stay(&self) -> bool {
        self.shared.listeners().pages.contains_key(&self.id)
    }
}

impl Drop for Listener<'_> {
    fn drop(&mut self) {
        self.shared.listeners().pages.remove(&self.id);
    }
}

/// Seconds since 1970, the second that has begun for a whole one.
fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(0) + 1
}

/// The result of waiting for a state.
pub(super) enum NextState {
    State(Arc<State>),
    TimedOut,
    Ended,
}
