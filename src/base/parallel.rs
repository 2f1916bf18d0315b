//! Work on many things by all processors. Rayon shares it out; here it is given no types, so that it is compiled once and
//! not anew for each use: written out, thirty uses are a tenth of the program.

use rayon::prelude::*;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

/// Calls `work` with each number below `count`.
fn each(count: usize, work: &(dyn Fn(usize) + Sync)) {
    // Left to itself, rayon halves a list twice on two processors, and whoever is done first has nothing to take over from
    // the other's last quarter.
    (0..count).into_par_iter().with_max_len(1).for_each(work);
}

/// What `work` makes of pieces of `0..n` that are at most `at_once` long, one after the other.
fn pieces<R: Send>(n: usize, at_once: usize, work: &(dyn Fn(Range<usize>) -> Vec<R> + Sync)) -> Vec<R> {
    let at_once = at_once.max(1);
    let made: Vec<Mutex<Vec<R>>> = (0..n.div_ceil(at_once)).map(|_| Mutex::default()).collect();
    each(made.len(), &|piece| {
        let from = piece * at_once;
        *made[piece].lock().unwrap_or_else(PoisonError::into_inner) = work(from..n.min(from + at_once));
    });
    let mut out = Vec::with_capacity(n);
    made.into_iter().for_each(|piece| out.append(&mut piece.into_inner().unwrap_or_else(PoisonError::into_inner)));
    out
}

/// Of so many things a processor takes on this many: enough to be worth it, few enough that another finds something left.
fn at_once(n: usize) -> usize {
    (n / 256).clamp(1, 64)
}

/// What `work` makes of each number below `n`, in order.
pub fn range<R: Send>(n: usize, work: impl Fn(usize) -> R + Sync) -> Vec<R> {
    pieces(n, at_once(n), &|piece| piece.map(&work).collect())
}

/// As [`range`], of each item.
pub fn map<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    range(items.len(), |n| work(&items[n]))
}

/// As [`map`], with a `room` for scratch that `at_once` items, one after the other, share.
pub fn map_in<T: Sync, S, R: Send>(
    items: &[T],
    at_once: usize,
    room: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, &T) -> R + Sync,
) -> Vec<R> {
    pieces(items.len(), at_once, &|piece| {
        let mut room = room();
        items[piece].iter().map(|item| work(&mut room, item)).collect()
    })
}

/// As [`map_in`], but each item is taken, with its number, and so can be let go of once it is worked on.
pub fn consume<T: Send, S, R: Send>(
    items: Vec<T>,
    at_once: usize,
    room: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, usize, T) -> R + Sync,
) -> Vec<R> {
    let items: Vec<Mutex<Option<T>>> = items.into_iter().map(|item| Mutex::new(Some(item))).collect();
    let take = |n: usize| items[n].lock().unwrap_or_else(PoisonError::into_inner).take();
    pieces(items.len(), at_once, &|piece| {
        let mut room = room();
        piece.filter_map(|n| Some(work(&mut room, n, take(n)?))).collect()
    })
}

/// Whether all items are `fine`; once one is not, the others are not asked.
pub fn all<T: Sync>(items: &[T], fine: impl Fn(&T) -> bool + Sync) -> bool {
    let so_far = AtomicBool::new(true);
    map(items, |item| {
        if so_far.load(Ordering::Relaxed) && !fine(item) {
            so_far.store(false, Ordering::Relaxed);
        }
    });
    so_far.into_inner()
}

/// Drops a value beside what is done next: where it is made of many small pieces, to give them back takes long.
pub fn drop_beside(value: impl Send + 'static) {
    rayon::spawn(move || drop(value));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_done_once_and_in_order() {
        for n in [0, 1, 7, 8, 9, 1000, 20_000] {
            let wanted: Vec<usize> = (0..n).map(|i| i * 2).collect();
            let items: Vec<usize> = (0..n).collect();
            assert_eq!(range(n, |i| i * 2), wanted);
            assert_eq!(map(&items, |i| i * 2), wanted);
            for at_once in [0, 1, 8, 5000] {
                assert_eq!(consume(items.clone(), at_once, || (), |(), n, i| n + i), wanted);
                let rooms = map_in(&items, at_once, Vec::new, |room, i| {
                    room.push(*i);
                    room.len()
                });
                assert_eq!(rooms.len(), n);
                assert!(rooms.iter().all(|used| *used <= at_once.max(1)), "a room is shared by {at_once} at most");
            }
        }
    }

    #[test]
    fn one_that_is_not_fine_is_told() {
        let items: Vec<u32> = (0..500).collect();
        assert!(all(&items, |i| *i < 500));
        assert!(!all(&items, |i| *i != 311));
        assert!(all(&[], |_: &u32| false));
    }
}
