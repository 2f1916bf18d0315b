//! A small seeded generator of numbers (SplitMix64): the corpus must be the same for ever, so it takes none from a crate.

/// A stream of numbers.
#[derive(Clone, Debug)]
pub struct Prng(u64);

impl Prng {
    /// A stream of its own for each `(seed, stream)`, so that a page does not depend on how many came before it.
    pub fn new(seed: u64, stream: u64) -> Prng {
        let mut start = Prng(seed ^ stream.wrapping_mul(0xD6E8_FEB8_6659_FD93));
        start.next();
        Prng(start.next())
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `n`; 0 when `n` is 0.
    pub fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.next()) * n as u128) >> 64) as usize
    }

    /// True `percent` times in a hundred.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of `items`, which must not be empty.
    pub fn pick<'a, T: ?Sized>(&mut self, items: &[&'a T]) -> &'a T {
        items[self.below(items.len())]
    }

    /// A place in a list of `n` where the first are much more common than the last, as words are.
    pub fn skewed(&mut self, n: usize) -> usize {
        let x = self.below(n * n) as f64;
        n - 1 - (x.sqrt() as usize).min(n - 1)
    }

    /// `k` different places in a list of `n`, in the order drawn.
    pub fn sample(&mut self, n: usize, k: usize) -> Vec<usize> {
        let mut places: Vec<usize> = (0..n).collect();
        for i in 0..k.min(n) {
            let j = i + self.below(n - i);
            places.swap(i, j);
        }
        places.truncate(k);
        places
    }
}
