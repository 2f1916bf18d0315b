//! Work on many things by all processors. Rayon shares it out; here it is given no types, so that it is compiled once and
//! not anew for each use: written out, thirty uses are a tenth of the program.

use rayon::prelude::*;
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

/// Calls `work` with each number below `count`.
fn each(count: usize, work: &(dyn Fn(usize) + Sync)) {
    // Left to itself, rayon halves a list twice on two processors, and whoever is done first has nothing to take over from
    // the other's last quarter.
    (0..count).into_par_iter().with_max_len(1).for_each(work);
}

/// What `work` makes of pieces of `0..n` that are at most `at_once` long, one after the other.
fn pieces<R: Send>(n: usize, at_once: usize, work: &(dyn Fn(Range<usize>) -> Vec<R> + Sync)) -> Vec<R> {
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
        }
    }
}
