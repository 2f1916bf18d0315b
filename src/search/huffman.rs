//! Huffman codes as deflate (RFC 1951) has them, and the bits that are written by them.
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Bits of the longest code.
const MOST_BITS: u8 = 15;

/// The bits of each sign's code by Huffman; every sign has one.
pub fn lengths(counts: &[u64]) -> Vec<u8> {
    let mut counts: Vec<u64> = counts.iter().map(|n| n + 1).collect();
    loop {
        let mut heap: BinaryHeap<Reverse<(u64, usize)>> =
            counts.iter().enumerate().map(|(sign, n)| Reverse((*n, sign))).collect();
        let mut above = vec![0; counts.len() * 2];
        let mut node = counts.len();
        while let (Some(Reverse((a, x))), Some(Reverse((b, y)))) = (heap.pop(), heap.pop()) {
            (above[x], above[y]) = (node, node);
            heap.push(Reverse((a + b, node)));
            node += 1;
            if heap.len() == 1 {
                break;
            }
        }
        let mut bits = vec![0u8; node];
        for below in (0..node - 1).rev() {
            bits[below] = bits[above[below]] + 1;
        }
        bits.truncate(counts.len());
        if bits.iter().all(|bits| *bits <= MOST_BITS) {
            return bits;
        }
        // Nearer to each other, signs have codes nearer in length.
        counts.iter_mut().for_each(|n| *n = *n / 2 + 1);
    }
}

/// Codes by the bits of each, written from their last bit on; with how many bits they have.
pub fn codes<const N: usize>(lengths: &[u8]) -> [(u32, u32); N] {
    let mut next = [0u16; MOST_BITS as usize + 1];
    for bits in 1..MOST_BITS {
        let count = lengths.iter().filter(|n| **n == bits).count() as u16;
        next[usize::from(bits) + 1] = (next[usize::from(bits)] + count) << 1;
    }
    let mut codes = [(0, 0); N];
    for (code, bits) in codes.iter_mut().zip(lengths) {
        let next = &mut next[usize::from(*bits)];
        *code = (u32::from(next.reverse_bits() >> (16 - bits)), u32::from(*bits));
        *next += 1;
    }
    codes
}

/// What is written bit by bit.
#[derive(Clone, Default)]
pub struct Bits {
    pub bytes: Vec<u8>,
    /// Not yet in `bytes`, and how many.
    pub open: u64,
    pub count: u32,
}

impl Bits {
    pub fn put(&mut self, bits: u32, count: u32) {
        self.open |= u64::from(bits) << self.count;
        self.count += count;
        if self.count >= 32 {
            self.bytes.extend_from_slice(&(self.open as u32).to_le_bytes());
            self.open >>= 32;
            self.count -= 32;
        }
    }

    pub fn end(mut self) -> Vec<u8> {
        self.bytes.extend_from_slice(&self.open.to_le_bytes()[..self.count.div_ceil(8) as usize]);
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_code_is_too_long() {
        // Each as often as the two before it: what is rarest would have a code of 39 bits.
        let counts: Vec<u64> = (0..40)
            .scan((1, 1), |(a, b), _| {
                (*a, *b) = (*b, *a + *b);
                Some(*a)
            })
            .collect();
        let bits = lengths(&counts);
        assert!(bits.iter().all(|bits| (1..=MOST_BITS).contains(bits)), "{bits:?}");
        let whole: u32 = bits.iter().map(|bits| 1u32 << (MOST_BITS - bits)).sum();
        assert_eq!(whole, 1 << MOST_BITS, "no code is left over");
        assert_eq!(lengths(&[0; 30]).iter().map(|bits| 1u32 << (MOST_BITS - bits)).sum::<u32>(), 1 << MOST_BITS);
    }
}
