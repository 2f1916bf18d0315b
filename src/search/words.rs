//! Words by number: all letters in one piece of memory, found again by hash. A site has a few hundred thousand
//! uses of words and some ten thousand words, so this is where the time of reading a text goes.
use serde::{Deserialize, Serialize};

/// Words one after the other.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct List {
    letters: String,
    /// Where each word ends.
    ends: Vec<u32>,
}

/// Distinct words in the order in which they first came.
#[derive(Debug, Default)]
pub struct Words {
    list: List,
    /// Words by hash; as long as a power of two, at most half full.
    slots: Vec<Slot>,
}

/// A word's number plus one, 0 for none, and its hash beside it: what has another need not be looked at.
#[derive(Debug, Default, Clone, Copy)]
struct Slot {
    number: u32,
    hash: u32,
}

/// Multiply-and-rotate over eight bytes at a time; not seeded, so the same everywhere.
pub fn hash(bytes: &[u8]) -> u64 {
    let mut state = bytes.len() as u64;
    let mut mix = |n: u64| state = (state.rotate_left(5) ^ n).wrapping_mul(0x517c_c1b7_2722_0a95);
    let (groups, rest) = bytes.as_chunks::<8>();
    groups.iter().for_each(|group| mix(u64::from_le_bytes(*group)));
    if !rest.is_empty() {
        mix(rest.iter().rev().fold(0, |n, b| n << 8 | u64::from(*b)));
    }
    state ^ (state >> 29)
}

impl List {
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn get(&self, n: usize) -> &str {
        let from = if n == 0 { 0 } else { self.ends[n - 1] as usize };
        &self.letters[from..self.ends[n] as usize]
    }

    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|n| self.get(n))
    }

    fn push(&mut self, word: &str) {
        self.letters.push_str(word);
        self.ends.push(self.letters.len() as u32);
    }

    /// All that it holds, as bytes.
    pub fn bytes(&self) -> [Vec<u8>; 2] {
        [self.letters.as_bytes().to_vec(), self.ends.iter().flat_map(|end| end.to_le_bytes()).collect()]
    }
}

impl std::ops::Deref for Words {
    type Target = List;

    fn deref(&self) -> &List {
        &self.list
    }
}

impl Words {
    pub fn into_list(self) -> List {
        self.list
    }

    /// The number of a word, which it gets when it is new.
    pub fn number(&mut self, word: &str) -> u32 {
        if self.slots.len() <= self.len() * 2 {
            self.grow();
        }
        let hash = hash(word.as_bytes()) as u32;
        self.seek(word, hash).unwrap_or_else(|free| {
            let n = self.len() as u32;
            self.slots[free] = Slot { number: n + 1, hash };
            self.list.push(word);
            n
        })
    }

    /// The number of a word; `None`: it has none.
    pub fn find(&self, word: &str) -> Option<u32> {
        if self.slots.is_empty() { None } else { self.seek(word, hash(word.as_bytes()) as u32).ok() }
    }

    /// The number of a word, or the slot where it belongs.
    fn seek(&self, word: &str, hash: u32) -> Result<u32, usize> {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let slot = self.slots[at];
            if slot.number == 0 {
                return Err(at);
            }
            if slot.hash == hash && self.get(slot.number as usize - 1) == word {
                return Ok(slot.number - 1);
            }
            at = (at + 1) & mask;
        }
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(1024);
        let before = std::mem::replace(&mut self.slots, vec![Slot::default(); size]);
        for slot in before.into_iter().filter(|slot| slot.number != 0) {
            let mut at = slot.hash as usize & (size - 1);
            while self.slots[at].number != 0 {
                at = (at + 1) & (size - 1);
            }
            self.slots[at] = slot;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn each_word_has_one_number() {
        let mut words = Words::default();
        let list: Vec<String> = (0..5000).map(|n| format!("ord{}", n % 3000)).collect();
        let numbers: Vec<u32> = list.iter().map(|w| words.number(w)).collect();
        assert_eq!(words.len(), 3000);
        assert!(numbers.iter().zip(&list).all(|(n, w)| words.get(*n as usize) == w));
        assert_eq!((words.find("ord7"), words.find(""), Words::default().find("")), (Some(7), None, None));
        assert_eq!(words.number(""), 3000);
        assert_eq!(words.iter().nth(1), Some("ord1"));
    }
}
